import json
import os
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

from doors import unlock, window_at
from journals import PASSPHRASE, new_journal
from metanoia import places
from metanoia.ui import start
from metanoia.ui.start import Beginning

DENIED = (
    "sqlite_utils", "sqlcipher3", "keyring", "markdown", "nh3", "pyrage", "cryptography", "PIL",
    "zxcvbn", "dateparser", "http.client", "networkx", "numpy", "yaml", "segno", "zxingcpp",
    "PySide6.QtPrintSupport", "PySide6.QtDBus", "metanoia.journal", "metanoia.ui.shell",
)  # fmt: skip

OF_MAPS = ("networkx", "numpy", "scipy", "metanoia.ui.pages.systems", "metanoia.domain.map_layout")

APP = Path(__file__).parents[2] / "app"


def in_a_new_process(home, body, *words, then="QApplication.quit()"):
    """Run ``body`` after the window's first paint, ``then`` quit; return the JSON that it prints."""
    code = f"""
        import json, os, sys
        from metanoia.ui import start
        from PySide6.QtWidgets import QApplication

        def after(beginning):
            window = beginning._window
{textwrap.indent(textwrap.dedent(body), " " * 12)}
            {then}

        start.Beginning.go_on = after
        sys.exit(start.run(sys.argv[1:]))
    """
    environment = os.environ | {"METANOIA_HOME": str(home), "PYTHONPATH": str(APP)}
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(code), *map(str, words)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


SAY_LOADED = f"""
    found = [name for name in {DENIED!r} if name in sys.modules]
    print(json.dumps([window.windowTitle(), type(window.door.room).__name__, found]))
"""


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path):
    title, room, loaded = in_a_new_process(tmp_path, SAY_LOADED)
    assert (title, room, loaded) == ("Metanoia", "Welcome", [])


def test_nor_in_front_of_a_journal(tmp_path):
    new_journal(tmp_path / "data" / "Journal").close()
    title, room, loaded = in_a_new_process(tmp_path, SAY_LOADED)
    assert (title, room, loaded) == ("Metanoia", "Unlock", [])


def test_nor_do_maps_load_their_libraries_before_they_are_shown(tmp_path):
    folder = tmp_path / "data" / "Journal"
    new_journal(folder).close()
    body = f"""
        from metanoia.vault.vault import Passphrase

        def opened(_):
            for _ in range(10):
                QApplication.processEvents()
            shown = type(window.shell.current).__name__
            print(json.dumps([shown, [name for name in {OF_MAPS!r} if name in sys.modules]]))
            QApplication.quit()

        window.session.opened.connect(opened)
        window.session.open(window.door.folder, Passphrase({PASSPHRASE!r}))
    """
    assert in_a_new_process(tmp_path, body, then="pass") == ["TodayPage", []]


def test_a_folder_on_the_command_line_is_asked_for(tmp_path):
    new_journal(tmp_path / "Evenings").close()
    folder = in_a_new_process(
        tmp_path, "print(json.dumps(str(window.door.folder)))", tmp_path / "Evenings"
    )
    assert folder == str(tmp_path / "Evenings")


def test_a_share_on_the_command_line_waits_for_the_journal(tmp_path):
    new_journal(tmp_path / "data" / "Journal").close()
    share = tmp_path / "a.metanoia"
    share.touch()
    waits = in_a_new_process(tmp_path, "print(json.dumps(str(window.door.take_file())))", share)
    assert waits == str(share)


def test_the_window_is_known_to_the_desktop_and_its_memory_closed(tmp_path):
    body = """
        import resource
        app = QApplication.instance()
        print(json.dumps([app.desktopFileName(), app.windowIcon().isNull(),
                          resource.getrlimit(resource.RLIMIT_CORE)[0]]))
    """
    if sys.platform == "win32":
        pytest.skip("no core dumps there")
    assert in_a_new_process(tmp_path, body) == [places.APP_ID, False, 0]


def test_being_asked_to_end_it_closes_properly(tmp_path):
    body = """
        import signal
        window.leaving.connect(lambda: print(json.dumps("closed")))
    """
    then = "os.kill(os.getpid(), signal.SIGTERM)"
    assert in_a_new_process(tmp_path, body, then=then) == "closed"
    assert (tmp_path / "config" / "settings.json").is_file()


@pytest.fixture
def opened(qtbot, tmp_path, writing_page):
    new_journal(tmp_path / "Diary").close()
    window = window_at(qtbot, tmp_path / "Diary")
    beginning = Beginning(window, None)
    beginning.go_on()
    unlock(qtbot, window, PASSPHRASE)
    return window, beginning


def test_going_away_locks(opened):
    window, beginning = opened
    beginning._away.gone.emit()
    assert window.session.journal is None


def test_how_long_one_may_be_away_is_the_settings_word(qtbot, opened):
    window, beginning = opened
    assert beginning._away._minutes == window.session.settings.lock_minutes
    window.session.lock()
    window.session.stay_open = True
    window.door.room.stay.setChecked(True)
    unlock(qtbot, window, PASSPHRASE)
    assert beginning._away._minutes == 0


def test_another_wish_in_the_settings_holds_at_once(opened):
    window, beginning = opened
    window.session.settings.lock_minutes = 30
    window.shell.settings_changed.emit()
    assert beginning._away._minutes == 30


def test_what_opening_needs_can_be_loaded_in_a_thread():
    code = "from metanoia.ui import start; start._import_what_comes()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(APP)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_the_kind_of_path_is_told_by_its_name(tmp_path):
    assert start._is_folder(tmp_path)
    assert start._is_folder(Path("/no/such/folder"))
    assert not start._is_folder(Path("a.metanoia"))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux kernel")
def test_the_window_is_closed_to_its_neighbours_from_the_start(tmp_path):
    seen = in_a_new_process(
        tmp_path,
        """
        import ctypes, resource
        can_be_read = ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
        print(json.dumps([can_be_read, *resource.getrlimit(resource.RLIMIT_CORE)]))
        """,
    )
    assert seen == [0, 0, 0]
