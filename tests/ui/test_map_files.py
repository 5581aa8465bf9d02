"""A map goes out as a picture, a drawing, a page, a list and data, each where it was asked for."""

import datetime as dt
import errno
import json
from dataclasses import replace

import pytest
from PIL import Image
from PySide6.QtWidgets import QFileDialog, QWidget

from maps_on_paper import RESCUE_LINKS, rescue
from metanoia.domain.loops import arrows, find
from metanoia.domain.maps import Kept
from metanoia.exchange.map_files import read_map
from metanoia.ui.map_files import MapFiles, as_file
from metanoia.vault import folder

NOW = dt.datetime(2026, 3, 12, tzinfo=dt.UTC)


@pytest.fixture
def kept():
    of = replace(rescue(), question="Why do I keep answering first?")
    return Kept(of, 1, NOW, NOW, None)


@pytest.fixture
def loops(kept):
    return find(arrows(kept.map), kept.map.names)


@pytest.fixture
def files(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    return MapFiles(window)


@pytest.fixture
def save(files, kept, loops, tmp_path, qtbot):
    """Return what saves a map as a kind through the dialog, and gives the file and what was said."""

    def saved(kind, folder=tmp_path):
        files.ask(kind, kept, loops)
        dialog = files.parent().findChildren(QFileDialog)[-1]
        assert [one.rsplit("/", 1)[-1] for one in dialog.selectedFiles()] == [
            f"the-rescue-loop.{kind}"
        ]
        path = folder / f"the-rescue-loop.{kind}"
        with qtbot.waitSignal(files.said) as said:
            dialog.fileSelected.emit(str(path))
        dialog.close()
        return path, said.args[0].text

    return saved


def test_a_picture_has_twice_the_px_and_says_nothing_of_this_computer(save):
    path, said = save("png")
    assert said == "Saved as the-rescue-loop.png. That file is not encrypted."
    with Image.open(path) as picture:
        assert picture.size > (1200, 1000)
        assert picture.info.keys() <= {"dpi"}
        colours = {picture.getpixel((3, 3)), picture.getpixel((picture.width - 3, 3))}
    assert {colour[:3] for colour in colours} == {(251, 251, 249)}  # the light paper


def test_a_drawing_stands_on_its_own(save):
    told = save("svg")[0].read_text("utf-8")
    assert told.startswith("<svg")
    assert "Why do I keep answering first?" in told


def test_a_page_holds_letters_and_lines_not_a_picture(kept, loops):
    told = as_file("pdf", kept, loops)
    assert told.startswith(b"%PDF")
    assert b"/Subtype /Image" not in told
    for family in (b"+Inter-Medium", b"+Inter-Bold", b"+SourceSerif4-SemiBold"):
        assert family in told  # not what stands in for a family that was not found
    assert b"DejaVu" not in told
    assert b"/Creator ()" in told
    assert b"/Author ()" in told


def test_a_list_says_links_and_loops(save):
    told = save("md")[0].read_text("utf-8")
    assert told.startswith("# The rescue loop")
    assert "- Others think aloud → Open questions in the room (−, delayed)" in told
    assert "- B1: " in told


def test_data_can_be_read_again(save):
    path, _ = save("json")
    assert [tuple(one) for one in json.loads(path.read_text("utf-8"))["links"]] == list(
        RESCUE_LINKS
    )
    again = read_map(path).map
    assert [(one.name, one.x, one.y) for one in again.variables] == [
        (one.name, one.x, one.y) for one in rescue().variables
    ]


def test_nothing_else_is_left_in_the_folder(save, tmp_path):
    for kind in ("png", "svg", "pdf", "md", "json"):
        save(kind)
    names = sorted(path.name for path in tmp_path.iterdir())
    assert names == sorted(
        f"the-rescue-loop.{kind}" for kind in ("png", "svg", "pdf", "md", "json")
    )


def test_a_folder_that_is_gone_is_said(save, tmp_path):
    path, said = save("svg", tmp_path / "gone")
    assert not path.exists()
    assert not said.startswith("Saved")
    assert said.endswith(".")


@pytest.mark.parametrize("kind", ["png", "svg", "pdf", "md", "json"])
def test_a_disk_that_is_full_is_said_and_what_stood_there_is_left(
    save, tmp_path, monkeypatch, kind
):
    before = tmp_path / f"the-rescue-loop.{kind}"
    before.write_bytes(b"older")

    def full(_handle):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(folder, "flush", full)
    path, said = save(kind)
    assert said.startswith("The disk is full")
    assert path.read_bytes() == b"older"
    assert [one.name for one in tmp_path.iterdir()] == [path.name]


def test_a_folder_that_may_only_be_read_is_said(save, tmp_path, monkeypatch):
    def closed(*_, **__):
        raise PermissionError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(folder.tempfile, "mkstemp", closed)
    path, said = save("svg")
    assert "cannot be written to" in said
    assert not path.exists()


def test_a_dialog_that_is_left_saves_nothing(files, kept, loops, tmp_path, qtbot):
    said = []
    files.said.connect(said.append)
    files.ask("json", kept, loops)
    dialog = files.parent().findChildren(QFileDialog)[-1]
    dialog.setDirectory(str(tmp_path))
    dialog.reject()
    qtbot.wait(0)
    assert not said
    assert not list(tmp_path.iterdir())
