import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from doors import WORKING, click, new_window, said, type_into, unlock
from journals import new_journal
from metanoia import places
from metanoia.ui import secret_clipboard
from metanoia.ui.door.naming import free_folder
from metanoia.vault.keys import canonical_recovery_key

WORDS = "lantern orchard seldom pebble quartz"


@pytest.fixture
def window(qtbot):
    return new_window(qtbot)


@pytest.fixture
def securing(qtbot, window, tmp_path):
    window.door.start()
    click(qtbot, window.door.room.make)
    naming = window.door.room.naming
    naming.set_folder(tmp_path / "Mara" / "Diary")
    type_into(qtbot, naming.field, "Evenings", enter=True)
    return window.door.room.securing


def test_from_the_welcome_to_the_first_entry_and_back_in_by_the_recovery_key(
    qtbot, securing, tmp_path, writing_page
):
    window = securing.window()
    type_into(qtbot, securing.passphrase.first, WORDS, enter=True)
    qtbot.waitUntil(lambda: "bits" in said(securing))
    assert "Good" in said(securing) or "Strong" in said(securing)
    type_into(qtbot, securing.passphrase.again, WORDS)
    key = securing.key
    assert canonical_recovery_key(key) == key
    assert [row.text() for row in securing.card.rows] == [
        " - ".join(key.split("-")[:4]),
        " - ".join(key.split("-")[4:]),
    ]
    assert not securing.make.isEnabled()
    qtbot.mouseClick(securing.safe, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        click(qtbot, securing.make)
        assert "Making your journal…" in said(window)
    assert window.session.journal.name == "Evenings"
    folder = tmp_path / "Mara" / "Diary"
    assert window.session.journal.path == folder
    assert key not in said(window.door)
    assert securing.key == ""
    assert securing.passphrase.text() == ""

    window.session.lock()
    click(qtbot, window.door.room.recovery_link)
    recover = window.door.room
    typed = key.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    type_into(qtbot, recover.key, typed)
    type_into(qtbot, recover.passphrase.first, "another five words for today")
    type_into(qtbot, recover.passphrase.again, "another five words for today")
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        qtbot.keyClick(recover.passphrase.again, Qt.Key.Key_Return)
    assert window.session.journal.name == "Evenings"
    window.session.lock()
    unlock(qtbot, window, "another five words for today")
    assert window.shell.isVisible()


def test_tab_goes_from_the_passphrase_to_the_field_to_type_it_once_more(qtbot, securing):
    type_into(qtbot, securing.passphrase.first, WORDS)
    qtbot.keyClick(securing.passphrase.first, Qt.Key.Key_Tab)
    qtbot.keyClicks(QApplication.focusWidget(), WORDS)
    assert securing.passphrase.ready()
    reached = []
    for _ in range(9):
        reached.append(QApplication.focusWidget())
        qtbot.keyClick(reached[-1], Qt.Key.Key_Tab)
    assert securing.passphrase.draw in reached
    assert [w.accessibleName() for w in reached].count("Show passphrase") == 2


def test_a_short_passphrase_is_refused_with_its_reason(qtbot, securing):
    type_into(qtbot, securing.passphrase.first, "short")
    type_into(qtbot, securing.passphrase.again, "short")
    qtbot.mouseClick(securing.safe, Qt.MouseButton.LeftButton)
    click(qtbot, securing.make)
    assert "too short" in said(securing)
    assert not securing.window().session.is_opening


def test_two_different_passphrases_are_told(qtbot, securing):
    type_into(qtbot, securing.passphrase.first, WORDS)
    type_into(qtbot, securing.passphrase.again, WORDS + "s")
    qtbot.mouseClick(securing.safe, Qt.MouseButton.LeftButton)
    click(qtbot, securing.make)
    assert "The two are not the same." in said(securing)


def test_the_recovery_key_has_to_be_said_safe(qtbot, securing):
    type_into(qtbot, securing.passphrase.first, WORDS)
    type_into(qtbot, securing.passphrase.again, WORDS, enter=True)
    assert "tick that it is safe" in said(securing)
    assert not securing.window().session.is_opening
    assert securing.safe.hasFocus()
    qtbot.keyClick(securing.safe, Qt.Key.Key_Space)
    assert "tick that it is safe" not in said(securing)
    with qtbot.waitSignal(securing.window().session.opened, timeout=WORKING):
        qtbot.keyClick(securing.safe, Qt.Key.Key_Return)


def test_six_words_are_drawn_to_be_seen_and_typed_again(qtbot, securing):
    click(qtbot, securing.passphrase.draw)
    drawn = securing.passphrase.first.displayText()
    assert len(drawn.split()) == 6
    assert securing.passphrase.again.text() == ""
    qtbot.waitUntil(lambda: "Strong" in said(securing))
    type_into(qtbot, securing.passphrase.again, drawn)
    assert securing.passphrase.ready()


def test_the_recovery_key_is_copied_for_half_a_minute_and_kept_out_of_histories(qtbot, securing):
    click(qtbot, securing.card.copy)
    clipboard = QGuiApplication.clipboard()
    assert clipboard.text() == securing.key
    assert clipboard.mimeData().data("x-kde-passwordManagerHint").data() == b"secret"
    assert "30 seconds" in said(securing)
    secret_clipboard.clear()
    assert clipboard.text() == ""


def test_what_was_copied_later_is_left_alone(qtbot, securing):
    click(qtbot, securing.card.copy)
    QGuiApplication.clipboard().setText("something else")
    secret_clipboard.clear()
    assert QGuiApplication.clipboard().text() == "something else"


def test_going_back_keeps_the_name_and_leaving_forgets_the_passphrase(qtbot, securing):
    room = securing.window().door.room
    type_into(qtbot, securing.passphrase.first, WORDS)
    key = securing.key
    click(qtbot, securing.back)
    assert room.naming.name() == "Evenings"
    click(qtbot, room.naming.go_on)
    assert securing.key == key
    click(qtbot, securing.back)
    click(qtbot, room.naming.back)
    assert securing.key == ""
    assert securing.passphrase.text() == ""
    assert securing.window().door.room.make.text() == "Make a journal"


def test_a_folder_that_holds_something_gets_a_journal_of_its_own_inside(qtbot, securing, tmp_path):
    naming = securing.window().door.room.naming
    (tmp_path / "Documents").mkdir()
    (tmp_path / "Documents" / "tax.pdf").touch()
    naming.set_folder(tmp_path / "Documents")
    assert naming.folder() == tmp_path / "Documents" / "Journal"


def test_a_folder_that_cannot_be_written_is_told(qtbot, securing, tmp_path):
    room = securing.window().door.room
    (tmp_path / "file").write_text("not a folder")
    room.naming._folder = tmp_path / "file" / "Diary"
    type_into(qtbot, securing.passphrase.first, WORDS)
    type_into(qtbot, securing.passphrase.again, WORDS)
    securing.safe.setChecked(True)
    with qtbot.waitSignal(securing.window().session.refused, timeout=WORKING):
        click(qtbot, securing.make)
    assert securing.problem.isVisible() or room.naming._problem.isVisible()
    assert not securing.doing.is_working


def test_the_usual_folder_is_the_next_free_one():
    assert free_folder() == places.default_journal()
    new_journal(places.default_journal()).close()
    assert free_folder() == places.default_journal().with_name("Journal 2")
