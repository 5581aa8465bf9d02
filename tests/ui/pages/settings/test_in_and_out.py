"""Import and export, privacy, help, about: what they show and what they do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from journals import entry
from metanoia import places, resources
from metanoia.exchange import incoming
from metanoia.exchange.carrying import carry_out
from metanoia.exchange.plans import plan
from metanoia.ui.background import finish
from metanoia.ui.dialogs.import_sheet import ImportSheet
from metanoia.ui.pages.settings.help import PAGES, html_of, text_of, title_of
from metanoia.ui.widgets.overlay import Overlay


def until(qtbot, condition):
    finish(10_000)
    qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)


@pytest.fixture
def written(journal):
    journal.entries.add(entry("Snow", "It snowed.", day="2024-02-01", tags=("winter",)))
    journal.entries.add(entry("Rain", "It rained.", day="2025-03-01", tags=("spring",)))
    journal.entries.add(entry("Sun", "It shone.", day="2025-06-01"))
    return journal


def test_an_export_writes_and_refuses_to_overwrite(written, page, section, qtbot, tmp_path):
    export = section("import").export
    export.export_to(tmp_path)
    until(qtbot, lambda: page.host.notices)
    assert page.host.notices[-1].text.startswith("3 entries written to")
    (folder,) = tmp_path.glob("metanoia-export-*")
    assert sorted(path.stem[16:] for path in folder.rglob("*.md")) == ["rain", "snow", "sun"]
    export.export_to(tmp_path)
    until(qtbot, export.problem.isVisible)
    assert "already there" in export.problem.text()
    assert export.button.isEnabled()


def test_json_of_one_year_and_one_tag(written, page, section, qtbot, tmp_path):
    export = section("import").export
    next(one for one in export.format.findChildren(QPushButton) if one.text() == "JSON").click()
    export.range.setCurrentText("2025")
    export.tag.setCurrentText("spring")
    export.export_to(tmp_path)
    until(qtbot, lambda: page.host.notices)
    (file,) = tmp_path.glob("*.json")
    assert [one["title"] for one in json.loads(file.read_text())["entries"]] == ["Rain"]


def test_days_that_are_no_days_are_told(written, section, qtbot, tmp_path):
    export = section("import").export
    export.range.setCurrentText("From a day to a day")
    qtbot.keyClicks(export.first, "yesterday-ish")
    export.export_to(tmp_path)
    assert "2025-12-31" in export._from.error()
    export.first.clear()
    qtbot.keyClicks(export.first, "2025-05-01")
    qtbot.keyClicks(export.last, "2024-05-01")
    export.export_to(tmp_path)
    assert "before the first one" in export._to.error()
    assert not list(tmp_path.glob("metanoia-export-*"))


def test_an_export_that_is_stopped_leaves_nothing(written, page, section, qtbot, tmp_path):
    written.entries.add_many([entry(f"Number {n}", day=n) for n in range(300)], None)
    export = section("import").export
    export.export_to(tmp_path / "out")
    export.stop.click()
    until(qtbot, lambda: page.host.notices)
    assert page.host.notices[-1].text == "Stopped. Nothing was left behind."
    assert not list((tmp_path / "out").glob("*"))


def test_an_import_is_taken_back_from_the_history(journal, page, section, qtbot, tmp_path):
    diary = tmp_path / "diary.txt"
    diary.write_text("[2024-05-01 21:10] A title\nA body.\n")
    carry_out(journal, plan(journal, incoming.survey(diary, tz="Europe/Oslo")))
    exchange = section("import")
    back = next(b for b in exchange.findChildren(QPushButton) if b.text() == "Take back")
    assert back.accessibleName() == "Take back diary.txt"
    back.click()
    until(qtbot, lambda: page.host.notices)
    assert page.host.notices[-1].text == "The import was taken back"
    assert journal.entries.count == 0
    assert not [
        b for b in exchange.findChildren(QPushButton) if b.isVisible() and b.text() == "Take back"
    ]


def test_the_import_sheet_opens_from_here(page, section):
    section("import").import_.click()
    sheet = next(one for one in page.host.findChildren(Overlay) if one.is_open())
    assert isinstance(sheet, ImportSheet)
    sheet.dismiss()


def test_the_folder_is_named_and_its_path_is_copied(journal, page, section):
    privacy = section("privacy")
    assert journal.path.name in privacy.folder.subtitle.text()
    privacy.copy.click()
    assert QApplication.clipboard().text() == str(journal.path)
    assert not privacy.warning.isVisible()


@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/home/m/Dropbox/journal", "Dropbox"),
        ("/home/m/OneDrive - Ward/journal", "OneDrive"),
        ("/Users/m/Library/Mobile Documents/com~apple~CloudDocs/journal", "iCloud"),
        ("/home/m/Nextcloud/journal", "Nextcloud"),
        ("/home/m/notes/journal", ""),
    ],
)
def test_folders_of_sync_programs_are_known(path, program):
    assert places.synced_by(Path(path)) == program


def test_every_help_page_is_listed_and_its_links_lead_somewhere():
    assert set(PAGES) == {path.stem for path in resources.path("help").glob("*.md")}
    for name in PAGES:
        assert title_of(name)
        html = html_of(name)
        assert ".md" not in html
        for target in html.split('href="#')[1:]:
            assert target.partition('"')[0] in PAGES
        assert text_of(name).count(".md)") == html.count('href="#')


def test_help_is_read_and_a_link_leads_on(page, section, qtbot):
    help_ = section("help")
    help_.rows["your-keys"].click()
    assert page.where().section == "help/your-keys"
    assert help_.reading.isVisible()
    assert "Your keys" in help_.reading.plain()
    help_.reading.moveCursor(help_.reading.textCursor().MoveOperation.End)
    assert help_.reading.find("What is private", help_.reading.document().FindFlag.FindBackward)
    box = help_.reading.cursorRect()
    qtbot.mouseClick(help_.reading.viewport(), Qt.MouseButton.LeftButton, pos=box.center())
    assert page.where().section == "help/privacy"
    assert "What is private" in help_.reading.plain()
    help_.back.click()
    assert page.where().section == "help"
    assert help_.rows["privacy"].isVisible()


def test_the_heavy_page_says_it_at_once(page, section):
    heavy = section("heavy")
    words = " ".join(label.text() for label in heavy.findChildren(type(heavy.title)))
    assert "emergency number" in words
    assert "tell a person" in words


def test_versions_and_licences_are_told(page, section):
    about = section("about")
    assert any(text.startswith("SQLCipher 4.") for text in about.texts)
    assert set(about.buttons) == {path.name for path in resources.path("licenses").iterdir()}
    about.buttons["OFL-Inter.txt"].click()
    sheet = next(one for one in page.host.findChildren(Overlay) if one.is_open())
    assert "SIL OPEN FONT LICENSE" in sheet.words.text()
    sheet.dismiss()
