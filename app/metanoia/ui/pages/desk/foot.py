"""Below what is read: how far the reply is, what it ends with, and the way to seal it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from metanoia.ui.pages.desk.writing import Writing

_ROOMY = 700  # px at scale 1
_SLIM = 500  # below it, two of the buttons are their icons


class ReplyFoot(Panel):
    """``closing_asked``, ``targets_asked``, ``seal_asked`` and ``discard_asked`` are for the page."""

    closing_asked = Signal()
    targets_asked = Signal()
    seal_asked = Signal()
    discard_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.count = Label("", "label", weight=600)
        self.state = Label("", "caption", "text2", elide=True)
        self.closing = Button("", "ghost", "pen-line")
        self.targets = Button("", "ghost", "flag")
        self.seal = Button("", "primary", "file-lock-2")
        self.discard = IconButton("rotate-ccw", self.tr("Discard what was not sealed"), size="m")
        words = boxed(vbox(None, self.count, 2, self.state, None))
        row = hbox(Icon("message-square", 18, "text2"), 12, (words, 1), 8, self.discard, 2,
                   self.targets, 2, self.closing, 10, self.seal, margins=(28, 0, 20, 0))  # fmt: skip
        super().__init__(boxed(row), fill="card", edges=("top",), corners=("right",), parent=parent)
        fixed(self, height=61)
        self._first_name = ""
        self._closed = False
        self._targets = 0
        self.closing.clicked.connect(self.closing_asked)
        self.targets.clicked.connect(self.targets_asked)
        self.seal.clicked.connect(self.seal_asked)
        self.discard.clicked.connect(self.discard_asked)
        self._word()

    def show_reply(
        self, name: str, writing: Writing, targets: int, *, sent: str, unsealed: bool
    ) -> None:
        """Say how far the reply to ``name`` is; ``sent`` says when its last wording was sealed.

        ``unsealed``: something of it waits to be sealed.
        """
        draft = writing.draft
        self._first_name = name.split(maxsplit=1)[0] if name.split() else name
        said = counted(writing.said, self.tr("1 comment"), self.tr("{} comments"))
        self.count.setText(said if writing.said else self.tr("No comments yet"))
        kept = self.tr("Draft, saved on your desk only")
        if draft.empty:
            kept = sent or self.tr("Select words, then press Q, N, A or T")
        elif sent:
            kept = sent
        self.state.setText(kept)
        self.discard.setVisible(unsealed)
        self._closed = bool(draft.closing_note.strip() or draft.next_session_on)
        day = draft.next_session_on
        self.closing.setToolTip(self.tr("Next session {}").format(dates.medium(day)) if day else "")
        waiting = len(draft.target_events)
        self._targets = targets
        self.targets.setToolTip(
            counted(waiting, self.tr("1 word of yours goes with this reply"), self.tr("{} words of yours go with this reply")) if waiting else ""
        )  # fmt: skip
        self._word()

    def forget(self) -> None:
        """Hold no name any more."""
        self._first_name = ""
        for words in (self.count, self.state):
            words.setText("")
        self.closing.setToolTip("")
        self._word()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use fewer words where there is little room."""
        super().resizeEvent(event)
        self._word()

    def _word(self) -> None:
        roomy = self.width() >= theme().px(_ROOMY)
        slim = self.width() < theme().px(_SLIM)
        closing = self.tr("Closing note") if self._closed else self.tr("Add a closing note")
        self._show(self.closing, closing, closing if roomy else "" if slim else self.tr("Closing"))
        targets = self.tr("Targets ({})").format(self._targets) if self._targets else self.tr("Targets")  # fmt: skip
        self._show(self.targets, targets, "" if slim else targets)
        seal = self.tr("Seal reply for {}").format(self._first_name)
        self.seal.setText(seal if roomy else self.tr("Seal reply"))
        self.seal.setAccessibleName(seal)

    @staticmethod
    def _show(button: Button, name: str, words: str) -> None:
        button.setText(words)
        button.setAccessibleName(name)
