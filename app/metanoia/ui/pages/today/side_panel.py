"""Beside the page: what the entry is connected with, what hangs on it, and what was seen before."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui import dates
from metanoia.ui.commenting import CommentsOf
from metanoia.ui.connected.row import ConnectedRow
from metanoia.ui.connected.things import ENTRY
from metanoia.ui.pages.today.connected import Seen, connected, seen_before
from metanoia.ui.pages.today.marked_here import MarkedHere
from metanoia.ui.pages.today.panel_rows import ConnectedLine, EntryLine, LinkedEntry, Thumbnail
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Container, Sequence

    from metanoia.domain.assumptions import Assumption
    from metanoia.domain.attachments import Attachment
    from metanoia.domain.entries import EntryId, EntryRow
    from metanoia.journal import Journal

WIDTH: Final = 312
NARROW_WIDTH: Final = 292
_SEEN: Final = 4
_LOOKED_THROUGH: Final = 12


class SidePanel(Panel):
    """``opened`` carries an entry's id, ``cut`` the one to disconnect, ``passage_opened`` an Anchor.

    ``gone_to`` carries the Destination of what is connected; the others carry an attachment.
    """

    opened = Signal(object)
    cut = Signal(object)
    passage_opened = Signal(object)
    gone_to = Signal(object)
    plus_pressed = Signal()
    picture_pressed = Signal(object)
    picture_removed = Signal(object)

    def __init__(
        self, journal: Journal, source: object = None, parent: QWidget | None = None
    ) -> None:
        self._journal = journal
        self.here = MarkedHere()
        self.comments = CommentsOf(journal, ENTRY, can_show=True)
        self.ties = ConnectedRow(journal, ENTRY, source=source, without=(ENTRY,), plus=False)
        self._column: QVBoxLayout = vbox()
        self._lead: QWidget | None = None
        self._lead_row = vbox()
        self._foot: QWidget | None = None
        self._entry: EntryId | None = None
        self._awake = False
        self._ties_head = boxed(vbox(heading(self.tr("Connected")), margins=(6, 0, 6, 7)))
        ties = vbox(self._ties_head, boxed(vbox(self.ties, margins=(6, 0, 4, 4))))
        self._ties_box = boxed(ties)
        self._comments_box = boxed(vbox(self.comments, margins=(6, 14, 4, 6)))
        self._comments_box.hide()
        self._content = boxed(
            vbox(
                self._lead_row, self.here, self._ties_box, self._comments_box, self._column, None,
                margins=(12, 0, 10, 18),
            )
        )  # fmt: skip
        self._ties_box.hide()
        super().__init__(fill="card", edges=("left",), corners=("right",), parent=parent)
        self.setAccessibleName(self.tr("In this entry"))
        self.plus = IconButton("plus", self.tr("Add to this entry"))
        self.plus.clicked.connect(self.plus_pressed)
        self.title = Label(self.tr("In this entry"), "strong", size=13.5)
        head = boxed(hbox(self.title, None, self.plus, margins=(18, 14, 16, 4)))
        self.area = ScrollArea(self._content)
        self.body.addWidget(head)
        self.body.addWidget(self.area, 1)
        self.rows: list[QWidget] = []
        self._wanted: QWidget | None = None
        theme().changed.connect(self._fit)
        self._fit()

    def show_entry(
        self,
        entry: EntryId | None,
        day: dt.date,
        tags: Sequence[str],
        assumptions: Sequence[Assumption],
        today: dt.date,
        *,
        n: int | None = None,
        teach: bool = True,
    ) -> None:
        """Show what belongs to an entry, or to the day of one that is not begun yet.

        ``n`` is the entry's place in time, ``teach`` says what could stand here where nothing does.
        """
        self._clear()
        self._entry = entry
        self._show_ties()
        self.comments.show_thing(entry or "")
        self._comments_box.setVisible(bool(self.comments.rows.rows))
        linked = self._journal.links.of(entry) if entry else []
        self._show_linked(linked, day)
        for thing in connected(self._journal, entry, assumptions, today):
            line = ConnectedLine(*thing)
            line.clicked.connect(self._connected_pressed)
            self._add("" if self.rows else self._connected_head(), line)
        seen = seen_before(self._journal, entry, assumptions)
        known = {entry, *(row.id for row in linked), *(one.row.id for one in seen)}
        seen += [Seen(row) for row in self._seen_before(known, tags)[: max(0, _SEEN - len(seen))]]
        seen.sort(key=lambda one: one.row.n, reverse=True)
        before = [one for one in seen if n is None or one.row.n < n]
        self._show_seen(self.tr("Seen before"), before, day)
        self._show_seen(self.tr("Seen since"), [one for one in seen if one not in before], day)
        self._show_attached(self._journal.attachments.of(entry) if entry else [])
        years = self._journal.entries.on_this_day(day, _SEEN)
        self._show_lines(
            self.tr("On this day"),
            [Seen(row) for row in years],
            [str(row.date.year) for row in years],
        )
        empty = not self.rows and not self.comments.rows.rows and self.ties.is_empty()
        if teach and empty and not assumptions:
            self._teach()

    def wake(self) -> None:
        """Read the ties of the entry from now on: they are not worth a later first paint."""
        if not self._awake:
            self._awake = True
            self._show_ties()

    def lead_with(self, lead: QWidget | None, foot: QWidget | None = None) -> None:
        """Begin, and end, with what belongs to the form of the entry; None for an entry without one."""
        if self._lead is None and lead is not None:
            self._lead_row.addWidget(lead)
            self._lead = lead
        if self._foot is None and foot is not None:
            self.body.addWidget(foot)
            self._foot = foot
        if self._foot is not None:
            self._foot.setVisible(foot is not None)
        if self._lead is not None:
            self._lead.setVisible(lead is not None)
        name = self.tr("In this entry") if lead is None else self.tr("In this form")
        self.title.setText(name)
        self.setAccessibleName(name)

    def bring_into_view(self, widget: QWidget) -> None:
        """Scroll to a widget of the panel, once it has its place."""
        self._wanted = widget
        QTimer.singleShot(0, self, self._scroll_to_wanted)

    def blank(self) -> None:
        """Forget everything shown."""
        self.here.forget()
        self.ties.forget()
        self.comments.forget()
        self._comments_box.hide()
        self._clear()

    def _show_ties(self) -> None:
        self.ties.show_thing(self._entry if self._awake and self._entry else "")
        shown = not self.ties.is_empty()
        self._ties_box.setVisible(shown)
        top = 18 if self.here.cards else 6
        layout = self._ties_head.layout()
        if layout is not None:
            layout.setContentsMargins(theme().px(6), theme().px(top), 0, theme().px(7))

    def _connected_head(self) -> str:
        return self.tr("Connected") if self.ties.is_empty() else ""

    def _seen_before(
        self, without: Container[EntryId | None], tags: Sequence[str]
    ) -> list[EntryRow]:
        """Return other entries with one of the same tags, newest first."""
        found: dict[int, EntryRow] = {}
        for tag in tags:
            for row in self._journal.entries.tagged(tag, _LOOKED_THROUGH):
                if row.id not in without:
                    found[row.n] = row
        return [found[n] for n in sorted(found, reverse=True)[:_SEEN]]

    def _show_linked(self, rows: Sequence[EntryRow], day: dt.date) -> None:
        for row in rows:
            linked = LinkedEntry(row, dates.medium(row.date, day))
            linked.opened.connect(self.opened)
            linked.cut.connect(self.cut)
            self._add(self._connected_head() if row is rows[0] else "", linked)

    def _show_attached(self, attachments: Sequence[Attachment]) -> None:
        if not attachments:
            return
        strip = QWidget()
        flow = FlowLayout(gap=8, line_gap=8)
        strip.setLayout(flow)
        for attachment in attachments:
            data = self._journal.attachments.data(attachment.sha256)
            thumbnail = Thumbnail(attachment, data)
            thumbnail.clicked.connect(self._pressed)
            thumbnail.removed.connect(self._removed)
            flow.addWidget(thumbnail)
        pictures = all(one.is_picture for one in attachments)
        row = boxed(vbox(strip, margins=(6, 2, 6, 2)))
        self._add(self.tr("Pictures") if pictures else self.tr("Pictures and files"), row)

    def _show_seen(self, head: str, seen: Sequence[Seen], day: dt.date) -> None:
        self._show_lines(head, seen, [dates.short(one.row.date, day) for one in seen])

    def _show_lines(self, head: str, seen: Sequence[Seen], before: Sequence[str]) -> None:
        wide = any(len(said) > len("28 Sept") for said in before)
        for one, said in zip(seen, before, strict=True):
            line = EntryLine(one.row, said, wide=wide, words=one.words, anchor=one.anchor)
            line.clicked.connect(self._line_pressed)
            self._add(head if one is seen[0] else "", line)

    def _teach(self) -> None:
        words = self.tr(
            "What you take for granted meets here: select a sentence and press {}. "
            "Type [[ or press + to link a goal, a map or an entry, drop a picture on the page, or "
            "give the entry a tag to see where it came up before."
        )
        said = words.format(key_text("Ctrl+Shift+A"))
        label = Label(said, "label", "text3", weight=400, wrap=True)
        self._add("", boxed(vbox(label, margins=(6, 2, 8, 0))))

    def _add(self, head: str, row: QWidget) -> None:
        if head:
            above = bool(self.rows or self.here.cards or self.comments.rows.rows)
            below = above or not self.ties.is_empty()
            title = boxed(vbox(heading(head), margins=(6, 18 if below else 6, 0, 5)))
            self._column.addWidget(title)
        self._column.addWidget(row)
        self.rows.append(row)

    def _clear(self) -> None:
        self.rows = []
        while (shown := self._column.takeAt(0)) is not None:
            widget = shown.widget()
            if widget is not None:
                widget.hide()
                widget.setParent(None)
                widget.deleteLater()

    def _line_pressed(self) -> None:
        line = self.sender()
        if isinstance(line, EntryLine) and line.anchor is not None:
            self.passage_opened.emit(line.anchor)
        elif isinstance(line, EntryLine):
            self.opened.emit(line.entry)

    def _connected_pressed(self) -> None:
        line = self.sender()
        if isinstance(line, ConnectedLine):
            self.gone_to.emit(line.where)

    def _scroll_to_wanted(self) -> None:
        if self._wanted is not None and self.here.isAncestorOf(self._wanted):
            self.area.ensureWidgetVisible(self._wanted, 0, theme().px(12))
        self._wanted = None

    def _pressed(self) -> None:
        self.picture_pressed.emit(self.sender())

    def _removed(self) -> None:
        thumbnail = self.sender()
        if isinstance(thumbnail, Thumbnail):
            self.picture_removed.emit(thumbnail.attachment)

    def set_narrow(self, narrow: bool) -> None:
        """Take a little less width."""
        self._narrow = narrow
        self._fit()

    _narrow = False

    def _fit(self) -> None:
        self.setFixedWidth(theme().px(NARROW_WIDTH if self._narrow else WIDTH))
