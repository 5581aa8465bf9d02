"""The window in front of a journal, driven as a person would."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from journals import entry
from metanoia.domain.errors import Cancelled, DiskFull
from metanoia.domain.kinds import Kind
from metanoia.journal import Journal
from metanoia.ui.page import Page
from metanoia.ui.session import Session
from metanoia.ui.settings import Settings
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.window import Window

SECRET = "Nobody may read this"
WORKING = 20_000  # ms that opening a journal may take on a busy machine


class WritingPage(Page):
    """A page with one text, which it may fail to keep."""

    name: ClassVar[str] = "today"
    shows: ClassVar[frozenset[Kind]] = frozenset({Kind.ENTRY})
    disk_is_full = False

    def __init__(self, journal, settings, parent=None):
        super().__init__(journal, settings, parent)
        self.text = QPlainTextEdit()
        self.setLayout(vbox(self.text))

    def refresh(self):
        newest = self.journal.entries.newest(1)
        if newest and not self.text.toPlainText():
            self.text.setPlainText(newest[0].title)

    def save(self):
        if type(self).disk_is_full:
            raise DiskFull

    def unsaved(self):
        return self.text.toPlainText() if type(self).disk_is_full else ""

    def take_back(self, text):
        self.text.setPlainText(text)

    def blank(self):
        self.text.clear()


def new_window(qtbot, settings: Settings | None = None) -> Window:
    """Return a shown window whose door has not been told where to begin."""
    window = Window(Session(settings or Settings()))
    qtbot.addWidget(window, before_close_func=lambda shown: shown.session.close())
    window.resize(1024, 700)
    window.show()
    qtbot.waitExposed(window)
    return window


def window_at(qtbot, folder: Path) -> Window:
    """Return a window that asks for the passphrase of the journal in ``folder``."""
    window = new_window(qtbot)
    window.door.start(folder)
    return window


def type_into(qtbot, field: QLineEdit, text: str, *, enter: bool = False) -> None:
    """Type ``text`` by keys, and Return after it."""
    field.setFocus()
    field.clear()
    qtbot.keyClicks(field, text)
    if enter:
        qtbot.keyClick(field, Qt.Key.Key_Return)


def click(qtbot, button: QAbstractButton) -> None:
    """Click a button that can be clicked."""
    QApplication.processEvents()
    assert button.isVisible(), button.text()
    assert button.isEnabled(), button.text()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def unlock(qtbot, window: Window, passphrase: str) -> None:
    """Type the passphrase, press Return, and wait until the journal is open."""
    with qtbot.waitSignal(window.session.opened, timeout=WORKING):
        type_into(qtbot, window.door.room.passphrase, passphrase, enter=True)


def refused(qtbot, window: Window, passphrase: str) -> Exception:
    """Type a passphrase that does not open the journal; return why."""
    with qtbot.waitSignal(window.session.refused, timeout=WORKING) as signal:
        type_into(qtbot, window.door.room.passphrase, passphrase, enter=True)
    return signal.args[0]


def import_half(journal: Journal, begun: threading.Event) -> None:
    """Import into an open journal until one is stopped; to be run in another thread."""
    with journal.writer() as importing, importing.changes.write(Kind.ENTRY):
        importing.entries.add(entry("Imported"))
        begun.set()
        importing.stopped.wait(10)
        raise Cancelled


def said(widget: QWidget) -> str:
    """Return every word that ``widget`` shows or tells a screen reader, a line each."""
    words: list[str] = []
    for shown in (widget, *widget.findChildren(QWidget)):
        if not shown.isVisibleTo(widget):
            continue
        words += [shown.accessibleName(), shown.accessibleDescription(), shown.toolTip()]
        if isinstance(shown, QLabel | QAbstractButton):
            words.append(shown.text())
        if isinstance(shown, QLineEdit):
            words += [shown.text(), shown.placeholderText()]
        if isinstance(shown, QPlainTextEdit):
            words.append(shown.toPlainText())
    return "\n".join(word for word in words if word)


def spoken(interface: QAccessibleInterface) -> str:
    """Return every word that a screen reader can walk to from ``interface``, a line each."""
    kinds = (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value)
    said = [interface.text(kind) for kind in kinds]
    if (text := interface.textInterface()) is not None:
        said.append(text.text(0, text.characterCount()))
    children = (interface.child(number) for number in range(interface.childCount()))
    said += [spoken(child) for child in children if child is not None]
    return "\n".join(word for word in said if word)
