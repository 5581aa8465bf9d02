"""What is veiled cannot be seen, heard or carried away; what is pointed at or written in can."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QCursor, QHelpEvent, QMouseEvent, QRegion
from PySide6.QtWidgets import QApplication, QLineEdit, QTextEdit, QWidget

from doors import click, spoken
from metanoia.journal import Journal
from metanoia.ui import sample
from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell
from metanoia.ui.theme import Theme, theme
from metanoia.ui.veil.kinds import How, how
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.painted_list import PaintedList
from metanoia.ui.widgets.sheet import DialogSheet

INKS = frozenset(
    {"text", "text2", "text3", "accent_text", "ochre_text", "plum_text", "blue_text", "danger_text"}
)
VEIL_KEY = (Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)


@pytest.fixture(scope="module")
def sample_journal(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("METANOIA_HOME", str(tmp_path_factory.mktemp("sample")))
        journal = sample.open_or_make()
        yield journal
        journal.close()


@pytest.fixture
def ink(monkeypatch):
    """Let words be written in magenta, and nothing else."""
    colour = Theme.colour

    def coloured(self, token, *alpha):
        found = colour(self, token, *alpha)
        return QColor(255, 0, 255, found.alpha()) if token in INKS else found

    monkeypatch.setattr(Theme, "colour", coloured)
    theme().apply("light")


@pytest.fixture
def shell(qtbot, sample_journal: Journal):
    QCursor.setPos(0, 0)  # what is pointed at is bare, and a test before may have pointed anywhere
    shown = Shell(sample_journal, Settings(desk_shown=True, concealed=True))
    qtbot.addWidget(shown, before_close_func=lambda one: one.blank())
    shown.resize(1280, 800)
    shown.show()
    qtbot.waitExposed(shown)
    return shown


def entry_of(shell):
    return next(one for one in shell.journal.entries.newest(60) if "silence" in one.title).id


def places(shell):
    journal = shell.journal
    yield Destination(page="today", entry=entry_of(shell))
    yield Destination(page="goals", item=journal.goals.rows("active")[0].goal.id)
    yield Destination(page="systems", item=journal.maps.listing()[0].id)
    for name in (
        "today",
        "journal",
        "goals",
        "assumptions",
        "systems",
        "team",
        "review",
        "share",
        "desk",
    ):
        yield Destination(page=name)
    for section in ("values", "predictions", "words", "conversations", "year", "quarter"):
        page = {"values": "goals", "predictions": "assumptions"}.get(section, "team")
        page = "review" if section in ("year", "quarter") else page
        yield Destination(page=page, section=section)


def rest(shell):
    QApplication.processEvents()
    if (focus := QApplication.focusWidget()) is not None:
        focus.clearFocus()
    QApplication.processEvents()


def written(part: QWidget) -> int:
    """Count the pixels of ``part`` that are written in ink, but for words that are never veiled."""
    looked_at = QRegion(part.rect())
    for one in part.findChildren(QWidget):
        if one.isVisible() and (
            how(one) is How.NOT or (isinstance(one, QLineEdit) and not one.text())
        ):
            place = QRect(one.mapTo(part, QPoint(0, 0)), one.size())
            looked_at -= QRegion(place.adjusted(-1, -1, 1, 1))
    picture = part.grab().toImage()
    return sum(
        _is_ink(picture.pixelColor(x, y))
        for box in looked_at
        for y in range(box.top(), box.bottom() + 1, 2)
        for x in range(box.left(), box.right() + 1, 2)
    )


def _is_ink(colour: QColor) -> bool:
    return colour.red() > 150 and colour.blue() > 150 and colour.green() < colour.red() - 90


def point_at(widget, at: QPoint | None = None):
    at = QPointF(at or widget.rect().center())
    button = Qt.MouseButton.NoButton
    everywhere = QPointF(widget.mapToGlobal(at))
    QApplication.sendEvent(widget, QEvent(QEvent.Type.Enter))
    move = QMouseEvent(QEvent.Type.MouseMove, at, everywhere, button, button, Qt.KeyboardModifier.NoModifier)  # fmt: skip
    QApplication.sendEvent(widget, move)
    QApplication.processEvents()


def test_no_word_is_to_be_seen_on_any_page(ink, shell):
    for place in places(shell):
        shell.go(place)
        rest(shell)
        assert written(shell._sheet) == 0, place


def test_that_would_be_noticed(ink, shell):
    for place in places(shell):
        shell.go(place)
        rest(shell)
    shell.conceal()
    for name in ("journal", "assumptions", "team"):
        shell.show_page(name)
        rest(shell)
        assert written(shell._sheet) > 200, name


def test_the_key_turns_it_on_and_off_and_that_is_kept(qtbot, shell):
    shell.activateWindow()
    shell.setFocus()
    assert shell.concealing.is_on
    qtbot.keyClick(shell, *VEIL_KEY)
    assert not shell.concealing.is_on
    assert not shell.settings.concealed
    qtbot.keyClick(shell, *VEIL_KEY)
    assert shell.concealing.is_on
    assert "Veiled" in shell.sidebar._private_words.text()


def test_the_switch_in_the_settings_turns_it_off(qtbot, shell):
    shell.go(Destination(page="settings", section="privacy"))
    privacy = shell.current.sections["privacy"]
    assert privacy.veil.isChecked()
    click(qtbot, privacy.veil)
    assert not shell.concealing.is_on
    qtbot.keyClick(shell, *VEIL_KEY)
    assert privacy.veil.isChecked()


def test_only_the_paragraph_that_is_written_is_bare(ink, qtbot, shell):
    shell.go(Destination(page="today", entry=entry_of(shell)))
    editor = next(
        one for one in shell.current.findChildren(QTextEdit) if one.document().blockCount() > 3
    )
    rest(shell)
    assert written(editor.viewport()) > 0  # what lies below is painted as ever
    looking = shell.concealing._looking
    assert looking.paragraphs(editor) == set()
    editor.setFocus()
    first = looking.paragraphs(editor)
    assert first == {editor.textCursor().blockNumber()}
    one = written(shell._sheet)
    assert one > 0
    qtbot.keyClick(editor, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert looking.paragraphs(editor) == {editor.document().blockCount() - 1}
    shell.conceal()
    QApplication.processEvents()
    assert written(shell._sheet) > 2 * one


def test_a_row_is_bare_while_it_is_pointed_at(ink, qtbot, shell):
    shell.show_page("journal")
    rest(shell)
    rows = shell.current.findChild(PaintedList)
    second = rows.visualRect(rows.model().index(2, 0)).center()
    point_at(rows.viewport(), second)
    assert shell.concealing._looking.row(rows) == 2
    assert written(shell._sheet) > 0
    QApplication.sendEvent(rows.viewport(), QEvent(QEvent.Type.Leave))
    QApplication.processEvents()
    assert written(shell._sheet) == 0


def test_a_tooltip_says_nothing_of_what_is_veiled(qtbot, shell):
    shell.show_page("assumptions")
    rest(shell)
    page = shell.current
    label = next(one for one in page.findChildren(Label) if one.isVisible() and not one.says_ours and one.text())  # fmt: skip
    label.setToolTip("A secret")
    heard = []

    class Watch(Label):
        def event(self, event):
            heard.append(event.type() == QEvent.Type.ToolTip)
            return super().event(event)

    watched = Watch("A secret", parent=page)
    watched.show()
    middle = watched.rect().center()
    asked = QHelpEvent(QEvent.Type.ToolTip, middle, watched.mapToGlobal(middle))
    QApplication.sendEvent(watched, asked)
    assert True not in heard
    point_at(watched)
    QApplication.sendEvent(watched, asked)
    assert True in heard
    watched.setParent(None)


def test_nothing_veiled_can_be_walked_to_by_a_screen_reader(shell):
    shell.go(Destination(page="today", entry=entry_of(shell)))
    rest(shell)
    reader = QAccessible.queryAccessibleInterface(shell)
    assert "silence" not in spoken(reader)
    assert "Journal" in spoken(reader)  # the sidebar is there
    shell.conceal()
    assert "silence" in spoken(reader)
    shell.conceal()
    assert "silence" not in spoken(reader)


def test_what_is_written_in_a_sheet_is_veiled_and_its_words_are_not(qtbot, shell):
    sheet = DialogSheet(shell, "A question")
    field, other = QLineEdit("A secret answer"), QLineEdit("Another one")
    sheet.add(field, other)
    sheet.open()
    qtbot.waitUntil(field.hasFocus)
    bare = sheet.grab(QRect(other.mapTo(sheet, QPoint(0, 0)), other.size())).toImage()
    shell.conceal()
    assert sheet.grab(QRect(other.mapTo(sheet, QPoint(0, 0)), other.size())).toImage() != bare
    shell.conceal()
    own = sheet.grab(QRect(field.mapTo(sheet, QPoint(0, 0)), field.size())).toImage()
    shell.conceal()
    assert sheet.grab(QRect(field.mapTo(sheet, QPoint(0, 0)), field.size())).toImage() == own
    sheet.dismiss()


def test_it_holds_from_page_to_page_and_ends_with_the_lock(shell):
    for name in ("journal", "goals", "today"):
        shell.show_page(name)
        assert shell.concealing.is_on
    shell.blank()
    assert not shell.concealing.is_on
