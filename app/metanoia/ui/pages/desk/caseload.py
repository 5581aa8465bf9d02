"""The left side of the desk: whom one coaches, and what was opened from people not kept yet."""

from __future__ import annotations

import datetime as dt
import unicodedata
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.desk.desk_row import DeskRow, Line
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from metanoia.domain.clients import CaseloadRow, KeptShare
    from metanoia.domain.shares import OpenedShare

QUIET_AFTER: Final = 42  # days without a share
_ABREAST: Final = 25  # characters of facts that stand on one line: no dot is to end one
_UNMARKED: Final = str.maketrans(
    {"ø": "o", "æ": "ae", "œ": "oe", "ł": "l", "đ": "d", "ð": "d", "ı": "i"}
)
_SEARCHED: Final = 8  # clients from which the field to search them stands there at once


class Caseload(QWidget):
    """Clients in groups, found by typing; the current one's earlier shares stand below them.

    ``open_asked`` for a file; ``client_chosen`` carries a person, ``kept_chosen`` a person and one
    of their shares, ``loose_chosen`` the id of a share that is open here only; ``menu_asked`` a person.
    """

    open_asked = Signal()
    client_chosen = Signal(str)
    kept_chosen = Signal(str, str)
    loose_chosen = Signal(str)
    menu_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[DeskRow] = []
        self._heads: list[QWidget] = []
        self._shown: list[tuple[str, list[Line]]] = []
        self._found: tuple[Sequence[CaseloadRow], Sequence[tuple[OpenedShare, str]]] = ((), ())
        self._shares: Sequence[KeptShare] = ()
        self._unread: set[str] = set()
        self._current = self._scrolled_to = ("", "")
        self._today = dt.date(2000, 1, 1)
        self.open = IconButton("folder-open", self.tr("Open a share…"), "Ctrl+O", kind="soft", size="m")  # fmt: skip
        self.search = LineField(self.tr("Find a client"), icon="search", size="s", clearable=True)
        self.search.hide()
        self._list = vbox(gap=2)
        self._room = boxed(self._list)
        self.none = Label(self.tr("Nobody here has that name."), "label", "text2", wrap=True)
        note = Label(
            self.tr("Shares stay on this computer, in one locked file for each client."),
            "caption", "text2", wrap=True,
        )  # fmt: skip
        about = Card(
            boxed(hbox((Icon("info", 16, "blue"), 0, Qt.AlignmentFlag.AlignTop), 10, (note, 1))),
            margins=(13, 11, 12, 12), tone="blue", radius=9,
        )  # fmt: skip
        head = hbox(Label(self.tr("Coach desk"), "h2"), None, self.open, margins=(14, 0, 0, 0))
        self._area = ScrollArea(boxed(vbox(self._room, self.none, None)))
        self.setLayout(
            vbox(boxed(head), 8, self.search, 10, (self._area, 1), 8, about, margins=(8, 18, 8, 13))
        )
        self.none.hide()
        self.open.clicked.connect(self.open_asked)
        self.search.textChanged.connect(self._draw)
        self.search.returnPressed.connect(self._take_first)

    def show_clients(
        self,
        clients: Sequence[CaseloadRow],
        loose: Sequence[tuple[OpenedShare, str]],
        shares: Sequence[KeptShare],
        current: tuple[str, str],
        unread: set[str],
        today: dt.date,
    ) -> None:
        """List the clients and what is open here only; ``current`` is a person ("" for none) and a share.

        ``shares`` are those kept of the current person, ``unread`` the loose ones that are new.
        """
        self._found, self._shares = (clients, loose), shares
        self._current, self._unread, self._today = current, unread, today
        if len(clients) >= _SEARCHED:
            self.search.show()
        elif not self.search.text():
            self.search.hide()
        self._draw()

    def forget(self) -> None:
        """Hold no names any more."""
        self._found, self._shares, self._current = ((), ()), (), ("", "")
        self.search.clear()
        self.search.hide()
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Search by typing; Esc lets go of what was searched."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)  # fmt: skip
        if event.key() == Qt.Key.Key_Escape and self.search.text():
            self.search.clear()
        elif event.text().strip() and event.text().isprintable() and plain and self._found[0]:
            self.search.show()
            self.search.setFocus(Qt.FocusReason.OtherFocusReason)
            self.search.setText(self.search.text() + event.text())
        else:
            super().keyPressEvent(event)

    # -- inside

    @Slot()
    def _draw(self) -> None:
        """Show the lines that there are now; rows that say the same stay as they are."""
        groups = list(self._lines())
        held = next((row.key for row in self.rows if row.hasFocus()), None)
        known = {row.said: row for row in self.rows}
        if groups != self._shown:
            self._shown = groups
            self._room.hide()  # else every row would be laid out anew with each that comes
            self._empty(kept={said for _title, lines in groups for said in lines})
            for title, lines in groups:
                self._add_group(title, [known.get(said) or self._made(said) for said in lines])
            self._room.show()
        for row in self.rows:
            row.choose(self._is_current(row.key))
            if row.key == held:
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._show_current)  # once they are laid out
        self.none.setVisible(bool(self.search.text().split()) and not self.rows)

    @Slot()
    def _show_current(self) -> None:
        """Scroll to the row that is read, where another is read than before."""
        row = next((one for one in self.rows if one.isChecked()), None)
        if row is not None and self._current != self._scrolled_to:
            self._area.ensureWidgetVisible(row, 0, 40)
        self._scrolled_to = self._current

    @Slot()
    def _follow(self) -> None:
        """Keep the row in sight that the arrows came to."""
        row = self.sender()
        if isinstance(row, DeskRow):
            self._area.ensureWidgetVisible(row, 0, 12)

    def _lines(self) -> Iterator[tuple[str, list[Line]]]:
        clients, loose = self._found
        words = _typed(self.search.text()).split()
        fitting = [one for one in clients if all(w in _typed(f"{one.shown} {one.name}") for w in words)]  # fmt: skip
        if loose and not words:
            yield self.tr("Open here only"), [self._loose(*one) for one in loose]
        for title, members in self._groups(fitting):
            yield title, [said for one in members for said in self._of_client(one)]

    def _groups(self, clients: Sequence[CaseloadRow]) -> Iterator[tuple[str, list[CaseloadRow]]]:
        titles = {
            "read": self.tr("To read"),
            "sent": self.tr("Reply sent"),
            "quiet": self.tr("Quiet"),
        }
        for group, title in titles.items():
            members = [one for one in clients if group_of(one, self._today) == group]
            if members:
                yield title, members

    def _empty(self, kept: set[Line]) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            if row.said not in kept:
                row.hide()
                row.deleteLater()
        for head in self._heads:
            self._list.removeWidget(head)
            head.hide()
            head.deleteLater()
        self.rows, self._heads = [], []

    def _add_group(self, title: str, rows: list[DeskRow]) -> None:
        head = boxed(vbox(heading(title), margins=(12, 10 if self.rows else 0, 0, 3)))
        self._heads.append(head)
        self._list.addWidget(head)
        for row in rows:
            self.rows.append(row)
            self._list.addWidget(row)

    def _made(self, said: Line) -> DeskRow:
        row = DeskRow(said)
        row.clicked.connect(self._pressed)
        row.menu_asked.connect(self.menu_asked)
        row.reached.connect(self._follow)
        return row

    def _is_current(self, key: tuple[str, str]) -> bool:
        """Return whether ``key`` is read; a client's own row stands for their newest share."""
        person, share = self._current
        if person and key == (person, ""):
            return len(self._shares) < 2 or share == self._shares[0].id
        return bool(person or share) and key == self._current

    def _loose(self, share: OpenedShare, name: str) -> Line:
        day = dates.short(share.created_at.astimezone().date())
        sealed = self.tr("Sealed {}").format(day)
        return Line(("", share.id), name, sealed, new=share.id in self._unread)

    def _of_client(self, one: CaseloadRow) -> Iterator[Line]:
        yield Line(
            (one.person, ""), one.shown, _second_line(one), _facts(one, self._today),
            new=bool(one.unread), changed=_changes(one),
        )  # fmt: skip
        if self._current[0] != one.person:
            return
        for share in self._shares[1:]:
            day = dates.short(share.created_at.astimezone().date())
            said = self.tr("Share {} of {}").format(share.seq, day)
            yield Line((one.person, share.id), "", said, new=share.read_at is None)

    @Slot()
    def _take_first(self) -> None:
        if self.rows:
            self.rows[0].click()

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if not isinstance(row, DeskRow):
            return
        person, share = row.key
        if not person:
            self.loose_chosen.emit(share)
        elif share:
            self.kept_chosen.emit(person, share)
        else:
            self.client_chosen.emit(person)


def group_of(row: CaseloadRow, today: dt.date) -> str:
    """Return "read" for what waits for the coach, "quiet" for long silence, else "sent"."""
    if row.unread or row.drafts or row.targets_waiting or row.damaged:
        return "read"
    days = row.days_since(today)
    if days is None or days > QUIET_AFTER:
        return "quiet"
    if row.replied_at is None:
        return "read"
    answered = row.replied_at.astimezone().date()
    return "sent" if row.last_share_on is None or answered >= row.last_share_on else "read"


def _typed(name: str) -> str:
    """Return a name as it may be typed: in small letters, without accents."""
    apart = unicodedata.normalize("NFKD", name.casefold().translate(_UNMARKED))
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def _second_line(row: CaseloadRow) -> str:
    if row.damaged:
        return _tr("Their file cannot be read")
    if row.last_share_on is None:
        return _tr("No share yet")
    if row.drafts:
        return _tr("Reply begun")
    answered = row.replied_at.astimezone().date() if row.replied_at else None
    if answered is not None and answered >= row.last_share_on:
        return _tr("Sent {}").format(dates.short(answered))
    return _tr("Sealed {}").format(dates.short(row.last_share_on))


def _facts(row: CaseloadRow, today: dt.date) -> str:
    days = row.days_since(today)
    facts = [
        counted(days, _tr("1 day"), _tr("{} days")) if days else "",
        counted(row.open_questions, _tr("1 question open"), _tr("{} questions open"))
        if row.open_questions else "",
        counted(row.targets_due, _tr("1 target due"), _tr("{} targets due"))
        if row.targets_due else "",
        _tr("next {}").format(dates.short(row.next_session_on))
        if row.next_session_on and row.next_session_on >= today else "",
        _tr("keep to {}").format(dates.short(row.keep_until)) if row.keep_until else "",
    ]  # fmt: skip
    lines: list[str] = []
    for fact in facts:
        if fact and lines and len(lines[-1]) + len(fact) < _ABREAST:
            lines[-1] += f"  ·  {fact}"
        elif fact:
            lines.append(fact)
    return "\n".join(lines).replace("  ·  ", " · ")


def _changes(row: CaseloadRow) -> str:
    found = row.changes
    if found is None or not (found.new or found.changed):
        return ""
    return _tr("{} new and {} changed since the share before").format(found.new, found.changed)


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("Caseload", text)
