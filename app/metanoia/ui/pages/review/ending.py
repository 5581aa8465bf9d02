"""The quiet end of a review: what was done, or that it was skipped, and the way back into it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.review.column import emptied
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import IconTile


class Ending(ScrollArea):
    """``again`` asks to open the review again, ``read`` to see what was written in it."""

    again = Signal()
    read = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.tile = IconTile("check", "accent", 52)
        self.title = Label("", "h1", size=24, wrap=True, align=centre)
        self.text = Label("", "body", "text2", wrap=True, align=centre)
        self.lines: list[str] = []
        self._lines = boxed(vbox(gap=8))
        self.read_button = Button(self.tr("Read it in the journal"), "outline", "book-open")
        self.again_button = Button("", "ghost")
        column = fixed(boxed(vbox(self.title, 10, self.text, 18, self._lines)), 440)
        buttons = boxed(hbox(None, self.read_button, 8, self.again_button, None))
        tile, middle = hbox(None, self.tile, None), hbox(None, column, None)
        margins = (16, 24, 16, 24)
        self.setWidget(boxed(vbox(None, tile, 18, middle, 20, buttons, None, margins=margins)))
        self.read_button.clicked.connect(self.read)
        self.again_button.clicked.connect(self.again)

    def show_done(self, title: str, lines: Sequence[str], *, readable: bool) -> None:
        """Show that the review called ``title`` is kept, and what was done in it, a line each."""
        text = self.tr("Kept. There is nothing else to do.")
        self._show(title, text, lines, self.tr("Open it again"), readable=readable)
        self.tile.show_icon("check")

    def show_skipped(self, text: str, *, readable: bool) -> None:
        """Show that the review was skipped, and in ``text`` when it is asked for again."""
        self._show(self.tr("Skipped"), text, [], self.tr("Do it after all"), readable=readable)
        self.tile.show_icon("calendar-check")

    def take_focus(self) -> None:
        """Put the keyboard on the first button."""
        shown = self.read_button if self.read_button.isVisibleTo(self) else self.again_button
        shown.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """Show nothing."""
        self._show("", "", [], "", readable=False)

    def _show(
        self, title: str, text: str, lines: Sequence[str], again: str, *, readable: bool
    ) -> None:
        self.title.setText(title)
        self.text.setText(text)
        self.again_button.setText(again)
        self.read_button.setVisible(readable)
        if list(lines) != self.lines:
            self.lines = list(lines)
            emptied(self._lines)
            layout = self._lines.layout()
            for line in lines:
                label = Label(line, "body", "text", wrap=True)
                if layout is not None:
                    layout.addWidget(label)
        self._lines.setVisible(bool(lines))
