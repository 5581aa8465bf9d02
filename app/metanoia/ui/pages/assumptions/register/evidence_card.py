"""What speaks for and against an assumption, and the test that comes next."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.pages.assumptions.register.next_test import NextTest
from metanoia.ui.pages.assumptions.register.quiet_row import INDENT, QuietRow
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.strength import StrengthDots
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.assumptions import Evidence
    from metanoia.ui.pages.assumptions.register.known import Known

_TOP = Qt.AlignmentFlag.AlignTop


class EvidenceRow(QuietRow):
    """One piece of evidence: what was seen, when, where it comes from, and how strong it is."""

    def __init__(self, evidence: Evidence, today: dt.date) -> None:
        self.evidence = evidence
        supports = evidence.stance > 0
        tone = "accent" if supports else "ochre"
        sign = Icon("circle-plus" if supports else "circle-minus", 16, tone)
        said = Label(evidence.text, "label", weight=400, wrap=True)
        meta = [dates.short(evidence.observed_on, today)]
        if evidence.source:
            meta.append(evidence.source)
        if evidence.entry and not evidence.source:
            meta.append(_tr("my entry"))
        where = Label(" · ".join(meta), "caption", "text3", elide=True)
        where.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        dots = StrengthDots(evidence.weight, tone)
        foot = boxed(hbox(where, 9, dots, None))
        name = _tr("Supports it") if supports else _tr("Challenges it")
        spoken = f"{name}: {evidence.text} {', '.join(meta)}. {dots.accessibleName()}."
        super().__init__(spoken, (sign, 0, _TOP), 10, (boxed(vbox(said, 2, foot)), 1))


class EvidenceCard(Card):
    """Evidence in two groups; below a line the test that is due first.

    ``edit_asked`` and ``remove_asked`` carry Evidence, ``entry_asked`` the id of an entry.
    """

    add_asked = Signal()
    edit_asked = Signal(object)
    remove_asked = Signal(object)
    entry_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(margins=(8, 10, 8, 12), parent=parent)
        self._today = dt.date.min
        self._open = True
        self.rows: list[EvidenceRow] = []
        self._shown: list[Evidence] = []
        self.add = Button(self.tr("Add"), "ghost", "plus", "s", name=self.tr("Add evidence"))
        self.none = Label(
            self.tr("What have you seen that speaks for it, or against it? One thing is enough to begin."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self.next = NextTest()
        self._groups: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        self._none_row = boxed(vbox(self.none, margins=(INDENT, 2, INDENT, 6)))
        self._next_row = boxed(vbox(8, Divider(), 10, self.next, margins=(INDENT, 0, 4, 2)))
        title = fixed(Label(self.tr("Evidence"), "strong"), height=30)  # with and without "Add"
        head = boxed(hbox(title, None, self.add, margins=(INDENT, 0, 2, 0)))
        self.body.addWidget(boxed(vbox(head, 2, self._groups, self._none_row, self._next_row, None)))  # fmt: skip
        self.add.clicked.connect(self.add_asked)

    def show_known(self, known: Known, today: dt.date) -> None:
        """Show the evidence and the test that comes next."""
        same = (known.evidence, today) == (self._shown, self._today)
        self._today = today
        self._open = not known.one.closed and known.one.deleted_at is None
        at = self._place_of_focus()
        if not same:
            self._shown = list(known.evidence)
            self._show_rows(known.evidence)
        self.add.setVisible(self._open)
        self._none_row.setVisible(not known.evidence and self._open)
        upcoming = known.next_test
        self._next_row.setVisible(upcoming is not None)
        if upcoming is not None:
            self.next.show_test(upcoming, today)
        self.setVisible(self._open or bool(known.evidence))
        if at is not None and not same:
            stop = self.rows[min(at, len(self.rows) - 1)] if self.rows else self.add
            stop.setFocus(Qt.FocusReason.TabFocusReason)

    def forget(self) -> None:
        """Hold no words any more."""
        self._shown = []
        self._show_rows(())
        self.next.forget()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove the row that has the keyboard by Delete, edit it by E."""
        at = self._place_of_focus()
        if at is not None and self._open and event.key() == Qt.Key.Key_Delete:
            self.remove_asked.emit(self.rows[at].evidence)
        elif at is not None and self._open and event.key() == Qt.Key.Key_E:
            self.edit_asked.emit(self.rows[at].evidence)
        else:
            super().keyPressEvent(event)

    # -- inside

    def _show_rows(self, evidence: Sequence[Evidence]) -> None:
        if self._list is not None:
            self._groups.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self.rows = []
        column: list[QWidget | int] = []
        for stance, title, token in (
            (-1, self.tr("Challenges it"), "ochre_text"),
            (1, self.tr("Supports it"), "accent_text"),
        ):
            found = [one for one in evidence if one.stance == stance]
            if found:
                column += [self._head(title, len(found), token)]
                for one in found:
                    row = EvidenceRow(one, self._today)
                    row.clicked.connect(self._pressed)
                    row.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
                    row.customContextMenuRequested.connect(self._pressed)
                    self.rows.append(row)
                    column.append(row)
                column.append(8)
        self._list = boxed(vbox(*column[:-1]))
        self._groups.addWidget(self._list)
        self._list.setVisible(bool(column))

    def _head(self, title: str, count: int, token: str) -> QWidget:
        words = Label(title, "caption", token, weight=600)
        number = Label(str(count), "caption", token, weight=600, tabular=True)
        return boxed(hbox(words, 5, number, None, margins=(INDENT, 2, 0, 2)))

    def _pressed(self) -> None:
        row = self.sender()
        if not isinstance(row, EvidenceRow):
            return
        one = row.evidence
        menu = Menu(self)
        if one.entry:
            menu.add(self.tr("Open the entry"), partial(self.entry_asked.emit, one.entry), icon="book-open")  # fmt: skip
        if self._open:
            menu.add(self.tr("Change…"), partial(self.edit_asked.emit, one), icon="pencil", key="E")
            menu.add(self.tr("Remove"), partial(self.remove_asked.emit, one), icon="trash-2", key="Del")  # fmt: skip
        if not menu.isEmpty():
            menu.open_below(row)

    def _place_of_focus(self) -> int | None:
        focus = QApplication.focusWidget()
        return next((at for at, row in enumerate(self.rows) if row is focus), None)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Assumptions", text)
