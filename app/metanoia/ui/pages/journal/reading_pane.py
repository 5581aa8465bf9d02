"""The entry that is read: its day, title, tags and text, and what can be done with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QUrl, Signal
from PySide6.QtWidgets import QWidget

from metanoia.domain.anchors import BODY
from metanoia.domain.answers import FREE
from metanoia.domain.query import parse
from metanoia.text.highlights import highlights
from metanoia.ui import dates, share_state
from metanoia.ui.connected.row import ConnectedRow
from metanoia.ui.connected.things import ENTRY, where
from metanoia.ui.dialogs.link_sheet import LinkSheet
from metanoia.ui.pages.journal.comments_below import CommentsBelow
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.text_marks import Mark

if TYPE_CHECKING:
    from metanoia.domain.anchors import Selector
    from metanoia.domain.entries import Entry
    from metanoia.domain.forms import Form
    from metanoia.journal import Journal

LEFT = 49  # px at scale 1 from the pane's edge to its column


class ReadingPane(QWidget):
    """Shows one entry; asks the page for everything that changes it."""

    back_asked = Signal()
    newer_asked = Signal()
    older_asked = Signal()
    edit_asked = Signal()
    delete_asked = Signal()
    restore_asked = Signal()
    purge_asked = Signal()
    star_asked = Signal()
    never_share_asked = Signal()
    tag_asked = Signal(str)
    entry_asked = Signal(str)
    assumption_asked = Signal(str)
    gone_to = Signal(object)
    said = Signal(object)

    def __init__(
        self, journal: Journal, source: object = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self.entry: Entry | None = None
        self.back = IconButton("arrow-left", self.tr("Back to the list"), "Esc")
        self.newer = IconButton("chevron-left", self.tr("Newer entry"), "Alt+Up")
        self.older = IconButton("chevron-right", self.tr("Older entry"), "Alt+Down")
        self.place = Label("", "label", "text3", weight=400, tabular=True)
        self.state = Chip("")
        self.edit = Button(self.tr("Edit"), "outline", "pen-line", "s", hint="E")
        self.restore = Button(self.tr("Restore"), "primary", "undo-2", "s")
        self.purge = Button(self.tr("Delete for good…"), "danger", "trash-2", "s")
        self.more = IconButton("ellipsis", self.tr("More"))
        self.deleted = Banner("", "warn", closable=False)
        self.when = Label("", "label", "text2", weight=500)
        self.title = Label("", "h1", wrap=True)
        self.tags = FlowLayout(gap=6)
        self.ties = ConnectedRow(journal, ENTRY, source=source)
        self.comments = CommentsBelow(journal)
        self.text = Reading(journal.attachments.data, size=18, left=LEFT)
        self._lay_out()
        self._connect()

    def show_entry(self, entry: Entry, place: str = "", query: str = "") -> None:
        """Show ``entry``, ``place`` ("1 of 5") and the hits of ``query``."""
        from metanoia.text.markdown import render  # loads a Markdown library

        same = self.entry is not None and self.entry.id == entry.id
        at = self.text.verticalScrollBar().value() if same else 0
        self.entry = entry
        self.place.setText(place)
        state = share_state.of(self._journal, entry)
        self.state.setText(state.text)
        self.state.set_look(state.tone, state.icon)
        time = f", {dates.clock(entry.when.time)}" if entry.when.time else ""
        self.when.setText(dates.full(entry.when.date) + time)
        self.title.setText(entry.title)
        self.title.setVisible(bool(entry.title))
        self._show_tags(entry)
        self._show_trash(entry)
        self.ties.show_thing("" if entry.deleted_at else entry.id)
        self.ties.setVisible(entry.deleted_at is None)
        self.comments.show_entry(entry.id if state.shared and not entry.deleted_at else "")
        self.text.show_html(render(entry.body, self._lead if "[[" in entry.body else None))
        self._mark_sentences(entry)
        asked = parse(query)
        if asked.looks_for_text and not same:
            self.text.mark(highlights(self.text.plain(), asked))
        elif asked.looks_for_text:
            self.text.mark(highlights(self.text.plain(), asked))
            self.text.verticalScrollBar().setValue(at)
        else:
            self.text.verticalScrollBar().setValue(at)

    def chosen_passage(self) -> tuple[int, int] | None:
        """Return where the selected words stand in what the entry says (code points), None if nowhere."""
        from metanoia.text.anchors import resolve, select

        words = self.text.chosen()
        if words is None or self.entry is None:
            return None
        placed = resolve(self.entry.body, select(_lines(self.text.plain()), *words))
        return (placed.start, placed.stop) if placed else None

    def plain_text(self) -> str:
        """Return the words of the text that is shown."""
        return self.text.toPlainText()

    def forget(self) -> None:
        """Show nothing."""
        self.entry = None
        for label in (self.place, self.when, self.title):
            label.setText("")
        self.tags.empty()
        self.ties.forget()
        self.comments.forget()
        self.text.forget()

    def show_back(self, shown: bool) -> None:
        """Show the way back to the list, where there is room for one pane only."""
        self.back.setVisible(shown)

    def _lead(self, name: str) -> str | None:
        """Return the address of what is called ``name``, None if nothing is."""
        from metanoia.ui.connected.finding import called  # only a text that names things needs it

        found = called(self._journal, name, self.ties.things)
        return f"{found.item_type}:{found.item_id}" if found is not None else None

    def _mark_sentences(self, entry: Entry) -> None:
        """Underline the sentences that became assumptions, where they can be made out as it is read."""
        found = self._journal.anchors.in_entry(entry.id) if entry.deleted_at is None else []
        anchors = [one for one in found if one.item_type == "assumption" and one.field == BODY]
        commented = self.comments.passages()
        if not anchors and not commented:
            return
        from metanoia.text.anchors import resolve

        plain = _lines(self.text.plain())
        marks = [(one.item_id, one.selector) for one in anchors] + commented
        placed = [(id_, resolve(plain, selector)) for id_, selector in marks]
        self.text.mark_sentences(
            [Mark(where.start, where.stop, id_) for id_, where in placed if where]
        )

    def _show_tags(self, entry: Entry) -> None:
        self.tags.empty()
        form = self._form_of(entry)
        if form is not None:
            self.tags.addWidget(Chip(form.title, "plum", form.icon))
        for tag in entry.tags:
            chip = Chip(tag, "plain", "tag", clickable=True)
            chip.clicked.connect(self._tag_clicked)
            self.tags.addWidget(chip)
        self._tag_row.setVisible(bool(entry.tags) or form is not None)

    def _form_of(self, entry: Entry) -> Form | None:
        if entry.form == FREE:
            return None
        from metanoia.store.form_library import library

        return library().get(entry.form)

    def _show_trash(self, entry: Entry) -> None:
        deleted = entry.deleted_at is not None
        living: tuple[QWidget, ...] = (self.edit, self.state, self.more)
        gone: tuple[QWidget, ...] = (self.restore, self.purge, self._notice)
        for widget in (*living, *gone):
            widget.setVisible((widget in gone) == deleted)
        if entry.deleted_at is not None:
            day = dates.medium(entry.deleted_at.astimezone().date())
            words = self.tr("Deleted {}. It is kept for 30 days, then it is gone for good.")
            self.deleted.say(words.format(day))

    def _lay_out(self) -> None:
        bar = boxed(
            hbox(self.back, self.newer, 2, self.older, 10, self.place, None, self.state, 6,
                 self.edit, self.purge, 6, self.restore, 4, self.more, margins=(49, 12, 14, 4))
        )  # fmt: skip
        self._notice = boxed(vbox(self.deleted, 12))
        self._tag_row = QWidget()
        self._tag_row.setLayout(self.tags)
        head = vbox(
            self._notice, self.when, 4, self.title, 10, self._tag_row, 6, self.ties, 14,
            margins=(LEFT, 14, 40, 0),
        )  # fmt: skip
        self.setLayout(vbox(bar, head, (self.text, 1), self.comments))
        self.back.hide()

    def _connect(self) -> None:
        for button, signal in (
            (self.back, self.back_asked), (self.newer, self.newer_asked),
            (self.older, self.older_asked), (self.edit, self.edit_asked),
            (self.restore, self.restore_asked), (self.purge, self.purge_asked),
        ):  # fmt: skip
            button.clicked.connect(signal)
        self.more.clicked.connect(self._open_menu)
        self.text.entry_asked.connect(self.entry_asked)
        self.text.mark_pressed.connect(self._mark_pressed)
        self.text.link_asked.connect(self._link_asked)
        self.text.thing_asked.connect(self._thing_asked)
        self.ties.asked.connect(self.gone_to)
        self.ties.said.connect(self.said)
        self.comments.said.connect(self.said)
        self.comments.shown.connect(self._show_passage)

    def _mark_pressed(self, marked: str) -> None:
        if not self.comments.take_focus(marked):
            self.assumption_asked.emit(marked)

    def _show_passage(self, selector: Selector) -> None:
        """Bring the words of a comment into view, as far as they can be made out as it is read."""
        from metanoia.text.anchors import resolve

        if (placed := resolve(_lines(self.text.plain()), selector)) is not None:
            self.text.mark([(placed.start, placed.stop)])

    def _tag_clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip):
            self.tag_asked.emit(chip.text())

    def _open_menu(self) -> None:
        if self.entry is None:
            return
        menu = Menu(self)
        star = self.tr("Remove the star") if self.entry.starred else self.tr("Star")
        menu.add(star, self.star_asked.emit, icon="star")
        menu.add(
            self.tr("Never share this entry"), self.never_share_asked.emit,
            icon="eye-off", checked=self.entry.never_share,
        )  # fmt: skip
        menu.addSeparator()
        menu.add(self.tr("Move to Recently deleted"), self.delete_asked.emit, icon="trash-2", key="Del")  # fmt: skip
        menu.open_below(self.more)

    def _thing_asked(self, item_type: str, item_id: str) -> None:
        self.gone_to.emit(where(self._journal, item_type, item_id))

    def _link_asked(self, url: QUrl) -> None:
        sheet = LinkSheet(self, url)
        sheet.open()


def _lines(plain: str) -> str:
    """Return the words of a document with the line ends of a text."""
    return plain.replace("\u2029", "\n").replace("\u2028", "\n")
