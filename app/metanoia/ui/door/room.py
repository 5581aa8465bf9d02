"""What the rooms in front of a journal have in common: a narrow column in the middle, a quiet foot."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QPushButton, QStackedWidget, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import Icon, Mark

if TYPE_CHECKING:
    from metanoia.ui.session import Session

CENTRE = Qt.AlignmentFlag.AlignHCenter


class Room(QWidget):
    """One room of the door; it forgets what was typed in it when it is left."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session

    def first_focus(self) -> QWidget | None:
        """Return the widget that the keyboard goes to on entering."""
        return None

    def refuse(self, error: Exception) -> bool:
        """Show why the journal was not opened; return False for what is not this room's to tell."""
        return False

    def settle(self) -> None:
        """Stop showing that something is being worked on."""

    def forget(self) -> None:
        """Drop every secret that was typed or shown."""
        self.settle()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground."""
        painter = painter_of(self)
        painter.fillRect(self.rect(), theme().colour("window"))
        painter.end()


class ColumnRoom(Room):
    """A room whose content is one column of ``width`` px (at scale 1) under our mark."""

    def __init__(self, session: Session, width: int, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.title = Label("", "h1", wrap=True, align=CENTRE)
        self.lead = Label("", "body", "text2", wrap=True, align=CENTRE)
        self.foot = Foot()
        self._width = width

    def build(self, *children: Child, mark: int = 40) -> None:
        """Lay the column out: mark, title, lead, then ``children``."""
        self._column = boxed(
            vbox(
                boxed(hbox(None, Mark(mark), None)),
                22,
                self.title,
                6,
                self.lead,
                22,
                *children,
            )
        )
        row = boxed(hbox(None, self._column, None))
        inside = boxed(vbox(None, row, None, margins=(24, 16, 24, 8)))
        self.setLayout(vbox((ScrollArea(inside), 1), 8, boxed(hbox(None, self.foot, None)), 18))
        theme().changed.connect(self._fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow the column where there is little room."""
        super().resizeEvent(event)
        self._fit()

    @Slot()
    def _fit(self) -> None:
        px = theme().px
        self._column.setFixedWidth(min(px(self._width), max(self.width() - px(60), px(240))))


class Foot(QWidget):
    """The line at the foot of every room, with its shield."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = Label("", "label", "text3", weight=400)
        self.setLayout(hbox(Icon("shield-check", 16, "text3"), 8, self._words))
        self.say(self.tr("Everything stays encrypted on this computer. No account."))

    def say(self, text: str) -> None:
        """Show ``text``."""
        self._words.setText(text)


class Or(QWidget):
    """The word "or" between two hairlines."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        word = Label(self.tr("or"), "label", "text3", weight=400)
        self.setLayout(hbox((Divider(), 1), 12, word, 12, (Divider(), 1)))


class Doing(QStackedWidget):
    """A button, and in its place a progress bar while what it began is being done."""

    def __init__(self, button: QPushButton | QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress()
        self._working = boxed(vbox(None, self.progress, None))
        self.addWidget(button)
        self.addWidget(self._working)
        self.setSizePolicy(button.sizePolicy())

    def work(self, text: str) -> None:
        """Say what is being done."""
        self.progress.set_text(text)
        self.setCurrentWidget(self._working)

    def rest(self) -> None:
        """Show the button again."""
        self.setCurrentIndex(0)

    @property
    def is_working(self) -> bool:
        """Tell whether the progress is shown."""
        return self.currentWidget() is self._working


def shown_path(path: Path) -> str:
    """Return ``path`` as a person writes it: "~" for the home folder."""
    try:
        return str(Path("~") / path.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(path)
