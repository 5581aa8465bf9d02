"""What the entry said before: choose an earlier wording, read it, bring it back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.text import words
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.row import ChoiceRow
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.entries import Revision

_SHOWN = 30


class PastSheet(DialogSheet):
    """``wanted`` carries the number of the revision to bring back."""

    wanted = Signal(int)

    def __init__(self, over: QWidget, revisions: Sequence[Revision]) -> None:
        super().__init__(
            over,
            over.tr("History of this entry"),
            over.tr(
                "How it read before you changed it. Bringing one back keeps today’s wording too."
            ),
            icon="history",
            width=640,
        )
        self._revisions = revisions[:_SHOWN]
        self.rows: list[ChoiceRow] = []
        self.text = TextField(name=self.tr("The earlier wording"), least=6, most=10, role="reading")
        self.text.setReadOnly(True)
        self.bring_back = Button(self.tr("Bring this back"), "primary", "rotate-ccw")
        if not self._revisions:
            self._say_nothing()
            return
        for revision in self._revisions:
            row = ChoiceRow(
                revision.title or words.excerpt(revision.body)[:60], _said(self, revision)
            )
            row.toggled.connect(self._show_chosen)
            self.rows.append(row)
        self.add(boxed(vbox(*self.rows, gap=6)), 14, self.text)
        close = Button(self.tr("Close"), "ghost")
        close.clicked.connect(self.dismiss)
        self.set_foot(None, close, 8, self.bring_back)
        self.bring_back.clicked.connect(self._bring_back)
        self.rows[0].setChecked(True)

    def dismiss(self) -> None:
        """Go away and forget the wordings."""
        self._revisions = []
        self.text.setPlainText("")
        super().dismiss()

    def _say_nothing(self) -> None:
        self.add(
            Label(
                self.tr(
                    "There is only this wording so far. Earlier ones appear here by themselves."
                ),
                "body",
                "text2",
                wrap=True,
            )
        )
        close = Button(self.tr("Close"), "soft")
        close.clicked.connect(self.dismiss)
        self.set_foot(None, close)

    def _chosen(self) -> Revision | None:
        for row, revision in zip(self.rows, self._revisions, strict=False):
            if row.isChecked():
                return revision
        return None

    def _show_chosen(self) -> None:
        revision = self._chosen()
        if revision is not None:
            self.text.setPlainText(revision.body)
            self.place()

    def _bring_back(self) -> None:
        revision = self._chosen()
        if revision is not None:
            number = revision.rev
            self.dismiss()
            self.wanted.emit(number)


def _said(widget: QWidget, revision: Revision) -> str:
    at = revision.at.astimezone()
    count = words.count(revision.body)
    length = counted(count, widget.tr("1 word"), widget.tr("{} words"))
    return widget.tr("Before {}, {} · {}").format(
        dates.medium(at.date()), dates.clock(at.time()), length
    )
