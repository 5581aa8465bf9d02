"""The shares that were sealed before, each a door to its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.became import became
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.shares import ShareRow

_MOST: Final = 20
_LOOKS: Final = {
    "sealed": ("file-lock-2", "blue"),
    "answered": ("message-square", "blue"),
    "withdrawn": ("undo-2", "text2"),
    "deleted": ("undo-2", "text2"),
}


class Earlier(QWidget):
    """A heading and one line a share, the newest twenty first; ``chosen`` carries a share's id."""

    chosen = Signal(str)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._named = not title  # without a heading that says for whom they were
        self.rows: list[EarlierRow] = []
        self._all: list[ShareRow] = []
        self.heading = heading(title)
        self._list = vbox()
        self.more = Button("", "ghost", "chevron-down", "s")
        self._more_row = boxed(hbox(self.more, None, margins=(0, 4, 0, 0)))
        parts: list[Child] = [self.heading, 6] if title else []
        self.setLayout(vbox(*parts, boxed(self._list), self._more_row))
        self.more.clicked.connect(self._show_all)

    def show_rows(self, rows: Sequence[ShareRow]) -> None:
        """List these shares; hide if there are none."""
        self._all = list(rows)
        self._fill(self._all[:_MOST])

    def _fill(self, rows: Sequence[ShareRow]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = [EarlierRow(row, named=self._named) for row in rows]
        for row in self.rows:
            row.clicked.connect(self._pressed)
            self._list.addWidget(row)
        rest = len(self._all) - len(rows)
        self.more.setText(counted(rest, self.tr("1 more"), self.tr("{} more")))
        self._more_row.setVisible(rest > 0)
        self.setVisible(bool(self._all))

    @Slot()
    def _show_all(self) -> None:
        self._fill(self._all)

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, EarlierRow):
            self.chosen.emit(row.share)


class EarlierRow(LaidOutRow):
    """One sealed share in one line: when, and what became of it."""

    def __init__(self, share: ShareRow, *, named: bool = False) -> None:
        title = self.tr("Share {}").format(share.seq)
        day = dates.medium(share.sealed_at.astimezone().date())
        about = became(share, named=named)
        super().__init__(title, f"{day}, {about}")
        self.share = share.id
        number = Label(title, "label", weight=500)
        when = Label(day, "label", "text2", weight=400, tabular=True)
        fixed(number, 72)
        fixed(when, 118)
        icon, tone = _LOOKS[share.state]
        self.setLayout(
            hbox(
                Icon(icon, 15, tone), 10, number, when,
                (Label(about, "label", "text2", weight=400, elide=True), 1),
                Icon("chevron-right", 14, "text3"), margins=(4, 5, 4, 5),
            )
        )  # fmt: skip
        pass_mouse_through(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def hasHeightForWidth(self) -> bool:
        """Return False: it is one line at every width."""
        return False


class EarlierSheet(DialogSheet):
    """Every share that was sealed from this journal; ``chosen`` carries the id of one."""

    chosen = Signal(str)

    def __init__(self, over: QWidget, rows: Sequence[ShareRow]) -> None:
        super().__init__(
            over,
            over.tr("Earlier shares"),
            over.tr(
                "What left, for whom and when, and what became of it. Each receipt shows it exactly as sealed."
            ),
            icon="history",
            width=700,
        )
        self.list = Earlier("")
        self.list.show_rows(rows)
        self.add(self.list)
        self.list.chosen.connect(self._choose)

    @Slot(str)
    def _choose(self, share: str) -> None:
        self.dismiss()
        self.chosen.emit(share)
