"""The Journal page: the whole journal in time, found again by words, tags and days, and read."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from metanoia.domain.answers import FREE
from metanoia.domain.entries import Entry, EntryId
from metanoia.domain.errors import NotFound
from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.page import Page
from metanoia.ui.pages.journal.empty_states import ReadingOrNothing
from metanoia.ui.pages.journal.finder import Finder
from metanoia.ui.pages.journal.list_pane import ListPane
from metanoia.ui.pages.journal.reading_pane import ReadingPane
from metanoia.ui.pages.journal.trash import EmptyTrashSheet, PurgeSheet
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

ONE_PANE_BELOW: Final = 760  # px at scale 1 of the page
LIST_WIDTH: Final = 408
NARROW_LIST_WIDTH: Final = 360
_ROOMY: Final = 1000


class JournalPage(Page):
    """Timeline, search and filters on the left; the chosen entry on the right."""

    name = "journal"
    icon = "book-open"
    shows = frozenset(
        {
            Kind.ENTRY, Kind.TAG, Kind.SHARE, Kind.IMPORT, Kind.ASSUMPTION,
            Kind.LINK, Kind.GOAL, Kind.VALUE, Kind.MAP, Kind.REPLY,
        }
    )  # fmt: skip

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.list_pane = ListPane()
        self.finder = Finder(journal, self.list_pane)
        self.reading = ReadingPane(journal, source=self)
        self._right = ReadingOrNothing(self.reading)
        self._left = Panel(self.list_pane, edges=("right",), margins=(0, 0, 1, 0))
        self._narrow = False
        self._question = ""  # what the entry that is read was found by
        self._lay_out()
        self._connect()

    # -- going here

    def go(self, destination: Destination) -> None:
        """Show the entry, search, day, trash or import that ``destination`` names."""
        if (destination.section == "trash") != self.finder.trash:
            self._switch_trash(destination.section == "trash")
        if destination.query:
            self.list_pane.field.setText(destination.query)
        if destination.date is not None:
            self.finder.show_day(destination.date)
        if destination.entry is not None:
            self.show_entry(destination.entry)
        if destination.section == "search":
            QTimer.singleShot(0, self, self.look_for)
        elif destination.section == "import":
            QTimer.singleShot(0, self, self.bring_in)

    def where(self) -> Destination:
        """Return the way back to the entry that is read."""
        entry = self.reading.entry
        section = "trash" if self.finder.trash else ""
        return Destination(page=self.name, entry=entry.id if entry else None, section=section)

    def panes(self) -> list[QWidget]:
        """Return the search field, the list and the text."""
        return [self.list_pane.field, self.list_pane.list, self.reading.text]

    def commands(self) -> list[Command]:
        """Return what can be done with the entry that is read."""
        return [
            Command("newer", self.tr("Newer entry"), self.newer, "Alt+Up", "chevron-left"),
            Command("older", self.tr("Older entry"), self.older, "Alt+Down", "chevron-right"),
            Command("search", self.tr("Search the journal"), self.look_for, "Ctrl+F", "search"),
            Command("edit", self.tr("Edit this entry"), self.edit, "Ctrl+E", "pen-line"),
            Command("assume", self.tr("Assumption of the selected words"), self.assume, "Ctrl+Shift+A", "lightbulb", "mark sentence"),
            Command("link-goal", self.tr("Link a goal, value, assumption or map…"), self.reading.ties.add, "Ctrl+Shift+G", "link", "connect serves strains"),
            Command("star", self.tr("Star this entry"), self.star, "", "star"),
            Command("delete", self.tr("Move this entry to Recently deleted"), self.delete, "", "trash-2"),
            Command("trash", self.tr("Recently deleted"), self.show_trash, "", "trash-2", "bin trash"),
        ]  # fmt: skip

    def blank(self) -> None:
        """Forget every entry."""
        self.finder.forget()
        self.reading.forget()

    # -- showing

    def refresh(self) -> None:
        """Show what the journal holds now; the chosen entry stays chosen."""
        self.finder.fill(self.reading.entry.id if self.reading.entry else None)

    def show_entry(self, entry_id: EntryId) -> None:
        """Read an entry; it is chosen in the list where it stands there."""
        try:
            entry = self.journal.entries.get(entry_id)
        except NotFound:
            self.said.emit(Notice(text=self.tr("That entry is no longer in this journal.")))
            return
        if (entry.deleted_at is not None) != self.finder.trash:
            self._switch_trash(entry.deleted_at is not None)
        self._question = self.finder.question
        self._read(entry)
        if not self._stale:
            self.list_pane.list.choose(entry_id)
        self._show_pane(reading=True)

    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        if self.finder.trash:
            self._switch_trash(shown=False)
        self._show_pane(reading=False)
        self.list_pane.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.list_pane.field.selectAll()

    def newer(self) -> None:
        """Read the newer entry."""
        self.list_pane.list.step(-1)

    def older(self) -> None:
        """Read the older entry."""
        self.list_pane.list.step(1)

    def show_trash(self) -> None:
        """Show what was deleted in the last thirty days."""
        self.asked.emit(Destination(page=self.name, section="trash"))

    def bring_in(self) -> None:
        """Ask what to import."""
        from metanoia.ui.dialogs.import_sheet import ImportSheet

        ImportSheet(self, self.journal, self.said).open()

    # -- doing

    def new_entry(self) -> None:
        """Begin a new entry on the Today page."""
        self.asked.emit(Destination(page="today", new=True))

    def edit(self) -> None:
        """Write on in the entry that is read."""
        if (entry := self._living()) is not None:
            self.asked.emit(Destination(page="today", entry=entry.id))

    def assume(self) -> None:
        """Make the selected words an assumption, on the page on which the entry is written."""
        entry = self._living()
        if entry is None:
            return
        passage = self.reading.chosen_passage()
        if entry.form != FREE:
            said = self.tr("Put the caret into an answer, then press Ctrl+Shift+A.")
            self.asked.emit(Destination(page="today", entry=entry.id))
            self.said.emit(Notice(text=said))
            return
        if passage is None:
            said = self.tr("Select the words of an entry first; then they become an assumption.")
            self.said.emit(Notice(text=said))
            return
        where = Destination(page="today", entry=entry.id, passage=passage, section="assume")
        self.asked.emit(where)

    def star(self) -> None:
        """Star the entry that is read, or take its star away."""
        if (entry := self._living()) is not None:
            self.journal.entries.set_starred(entry.id, not entry.starred)

    def never_share(self) -> None:
        """Keep the entry out of every share, or no longer."""
        if (entry := self._living()) is not None:
            self.journal.entries.set_never_share(entry.id, not entry.never_share)

    def delete(self) -> None:
        """Move the entry that is read to Recently deleted, and read the next one."""
        if (entry := self._living()) is None:
            return
        following = self.finder.neighbour(entry.id)
        self.reading.forget()
        self.journal.entries.trash(entry.id)
        if following is not None:
            self.show_entry(following)
        undo = partial(self._undelete, entry.id)
        self.said.emit(Notice(text=self.tr("Entry moved to Recently deleted"), undo=undo))

    def restore(self) -> None:
        """Bring the deleted entry that is read back."""
        if (entry := self.reading.entry) is not None and entry.deleted_at is not None:
            self.reading.forget()
            self.journal.entries.restore(entry.id)
            undo = partial(self.journal.entries.trash, entry.id)
            self.said.emit(Notice(text=self.tr("Entry restored"), undo=undo))

    def purge(self) -> None:
        """Ask whether to delete the entry for good."""
        if (entry := self.reading.entry) is not None and entry.deleted_at is not None:
            PurgeSheet(self, self.journal, entry).open()

    # -- inside

    def _assumption_asked(self, assumption_id: str) -> None:
        where = Destination(page="assumptions", section="register", item=assumption_id)
        self.asked.emit(where)

    def _living(self) -> Entry | None:
        entry = self.reading.entry
        return entry if entry is not None and entry.deleted_at is None else None

    def _switch_trash(self, shown: bool) -> None:
        self.reading.forget()
        self.finder.show_trash(shown)
        if shown:
            self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _listed(self) -> None:
        """Read on in what is read; of other answers, or where that is not listed, the first entry."""
        rows, entry = self.list_pane.list.rows, self.reading.entry
        fresh = self._fresh(entry) if entry else None
        same, self._question = self._question == self.finder.question, self.finder.question
        listed = fresh is not None and same and rows.place(fresh.id) is not None
        if fresh is not None and (self.finder.everything or listed):
            self._read(fresh)
            line = self.list_pane.list.current
            if line is None or line.row.id != fresh.id:
                self.list_pane.list.choose(fresh.id)
        else:
            self.reading.forget()
            if not self._narrow:
                self.list_pane.list.choose_first()
        if self.reading.entry is None:
            line = self.list_pane.list.current
            self.finder.show_month(line.row.date if line else self.finder.today())
        if rows.count:
            self._right.show_reading()
        else:
            self._right.show_why(trash=self.finder.trash, everything=self.finder.everything)

    def _fresh(self, entry: Entry) -> Entry | None:
        try:
            found = self.journal.entries.get(entry.id)
        except NotFound:
            return None
        return found if (found.deleted_at is not None) == self.finder.trash else None

    def _chosen(self, entry_id: str) -> None:
        self._read(self.journal.entries.get(EntryId(entry_id)))

    def _read(self, entry: Entry) -> None:
        self._right.show_reading()
        place = self.finder.place(entry.id)
        self.reading.show_entry(entry, place, self.list_pane.field.text())
        self.finder.show_month(entry.when.date, marked=entry.when.date)

    def _undelete(self, entry_id: EntryId) -> None:
        self.journal.entries.restore(entry_id)
        self.show_entry(entry_id)

    def _opened(self) -> None:
        self._show_pane(reading=True)
        self.reading.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _back(self) -> None:
        self._show_pane(reading=False)
        self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _leave_trash(self) -> None:
        self.asked.emit(Destination(page=self.name))

    def _empty_trash(self) -> None:
        EmptyTrashSheet(self, self.journal).open()

    def _entry_asked(self, entry_id: str) -> None:
        self.asked.emit(Destination(page=self.name, entry=EntryId(entry_id)))

    def _lay_out(self) -> None:
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._splitter.setHandleWidth(1)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setMinimumWidth(320)  # of one pane: where there is no room, one is hidden
        self._splitter.addWidget(self._left)
        self._splitter.addWidget(self._right)
        self._splitter.setStretchFactor(1, 1)
        self.setLayout(vbox(self._splitter))

    def _connect(self) -> None:
        pane, reading = self.list_pane, self.reading
        for signal, slot in (
            (self.finder.listed, self._listed),
            (pane.new.clicked, self.new_entry),
            (pane.trash_asked, self.show_trash),
            (pane.journal_asked, self._leave_trash),
            (pane.empty_trash_asked, self._empty_trash),
            (pane.import_asked, self.bring_in),
            (pane.list.chosen, self._chosen),
            (pane.list.opened, self._opened),
            (pane.list.edit_asked, self.edit),
            (pane.list.delete_asked, self.delete),
            (reading.back_asked, self._back),
            (reading.newer_asked, self.newer),
            (reading.older_asked, self.older),
            (reading.edit_asked, self.edit),
            (reading.delete_asked, self.delete),
            (reading.restore_asked, self.restore),
            (reading.purge_asked, self.purge),
            (reading.star_asked, self.star),
            (reading.never_share_asked, self.never_share),
            (reading.tag_asked, self.finder.show_tag),
            (reading.entry_asked, self._entry_asked),
            (reading.assumption_asked, self._assumption_asked),
            (reading.gone_to, self.asked),
            (reading.said, self.said),
            (self._right.write_asked, self.new_entry),
            (self._right.import_asked, self.bring_in),
            (self._right.all_asked, self.finder.clear),
        ):
            signal.connect(slot)

    def showEvent(self, event: QShowEvent) -> None:
        """Begin in the list."""
        super().showEvent(event)
        if self.focusWidget() is None:
            self.list_pane.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show one pane at a time where there is no room for two."""
        super().resizeEvent(event)
        width = self.width() / theme().scale
        narrow = width < ONE_PANE_BELOW
        self.reading.show_back(narrow)
        if not narrow:
            self._left.show()
            self._right.show()
            wanted = LIST_WIDTH if width >= _ROOMY else NARROW_LIST_WIDTH
            left = theme().px(wanted)
            self._splitter.setSizes([left, max(1, self.width() - left)])
        if narrow != self._narrow:
            self._narrow = narrow
            self._show_pane(reading=False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back by Esc: from the text to the list, from the trash to the journal; E and Del in the text."""
        in_text = self.reading.isAncestorOf(self.focusWidget() or self)
        if (
            event.key() == Qt.Key.Key_Escape
            and (in_text or self._narrow)
            and self.reading.isVisible()
        ):
            self._back()
        elif in_text and event.key() == Qt.Key.Key_E and not event.modifiers():
            self.edit()
        elif in_text and event.key() == Qt.Key.Key_Delete and not event.modifiers():
            self.delete()
        elif event.key() == Qt.Key.Key_Escape and self.finder.trash:
            self._leave_trash()
        else:
            super().keyPressEvent(event)

    def _show_pane(self, *, reading: bool) -> None:
        if self._narrow:
            self._left.setVisible(not reading)
            self._right.setVisible(reading)
