"""The bar above the page: who may see the entry, what can be done with it, and Finish."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.layout import hbox

if TYPE_CHECKING:
    from metanoia.ui.share_state import ShareState


class TopBar(QWidget):
    """Emits what was pressed; its left edge is kept in line with the column by ``set_left``."""

    state_pressed = Signal()
    day_pressed = Signal()
    text_pressed = Signal()
    focus_pressed = Signal()
    panel_pressed = Signal()
    more_pressed = Signal()
    finish_pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        tr = self.tr
        self.state = Chip(tr("Private"), "neutral", "lock", clickable=True)
        self.form = Chip("", "plum", "notebook-pen")
        self.star = Chip("", "quiet", "star", name=tr("Starred"))
        self.day = IconButton("calendar-days", tr("Pick a day"), key_text("Ctrl+D"))
        self.text = IconButton("type", tr("Text"))
        self.focus = IconButton("maximize-2", tr("Focus"), "F11")
        self.panel = IconButton("panel-right", tr("In this entry"), key_text("Ctrl+\\"))
        self.more = IconButton("ellipsis", tr("More"))
        self.finish = Button(tr("Finish"), "soft", "check", "s")
        self.finish.setToolTip(
            tr("Save and close this entry; the page is clear for the next  {}").format(
                key_text("Ctrl+Return")
            )
        )
        self._row = hbox(
            self.state, 8, self.form, 6, self.star, None, self.day, 2, self.text, 2, self.focus, 2, self.panel, 2,
            self.more, 8, self.finish,
        )  # fmt: skip
        self.setLayout(self._row)
        self.star.hide()
        self.form.hide()
        self.state.clicked.connect(self.state_pressed)
        self.day.clicked.connect(self.day_pressed)
        self.text.clicked.connect(self.text_pressed)
        self.focus.clicked.connect(self.focus_pressed)
        self.panel.clicked.connect(self.panel_pressed)
        self.more.clicked.connect(self.more_pressed)
        self.finish.clicked.connect(self.finish_pressed)

    def set_left(self, left: int, right: int, above: int, below: int) -> None:
        """Begin ``left`` px from the edge."""
        self._row.setContentsMargins(left, above, right, below)

    def show_state(self, state: ShareState, *, starred: bool) -> None:
        """Say whether the entry has ever left this computer, and with whom."""
        self.state.setText(state.text)
        self.state.set_look(state.tone, state.icon)
        self.state.setAccessibleName(self.tr("{}. Who can read this entry").format(state.text))
        self.state.setToolTip(self.tr("Who can read this entry"))
        self.star.setVisible(starred)

    def show_form(self, title: str, icon: str) -> None:
        """Say with which form the entry is written; nothing where ``title`` is empty."""
        self.form.setVisible(bool(title))
        self.form.setText(title)
        self.form.set_look("plum", icon or None)
