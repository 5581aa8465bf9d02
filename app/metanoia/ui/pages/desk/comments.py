"""Comments on the page that is read: begun on chosen words, written in the margin, undone by a toast."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.replies import WHOLE
from metanoia.text.anchors import resolve
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.desk.comment_bar import CommentBar
from metanoia.ui.pages.desk.kinds import LOOKS, look_of
from metanoia.ui.pages.desk.leaves import Leaf, field_words, quoted, sort_of
from metanoia.ui.pages.desk.snippets import SnippetChoice, SnippetsSheet
from metanoia.ui.widgets.annotated import Annotated, Tint
from metanoia.ui.widgets.margin import Margin
from metanoia.ui.widgets.margin_card import MarginNote
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.replies import Comment, CommentKind
    from metanoia.journal import Journal
    from metanoia.ui.pages.desk.writing import Writing


class Comments(QObject):
    """Ties the ``text`` that is read, its margin and the reply in the making to one another."""

    said = Signal(object)

    def __init__(self, journal: Journal, text: Annotated, writing: Writing) -> None:
        super().__init__(text)
        self._journal = journal
        self._text = text
        self._writing = writing
        self._leaf: Leaf | None = None
        self._held = ""  # the comment a popover is open for: it may be empty meanwhile
        self._last = LOOKS[0].letter
        self.margin = Margin(text)
        self.bar = CommentBar(text, text)
        self.bar.quiet = True
        self._connect()

    def show(self, leaf: Leaf | None) -> None:
        """Show the comments on ``leaf``, None to hold nothing."""
        self._leaf = leaf
        self.bar.hide()
        self.bar.quiet = not self._writing.open
        if leaf is None:
            self.margin.forget()
        else:
            self.draw()

    @Slot()
    def draw(self) -> None:
        """Show what the draft says of the page now."""
        leaf = self._leaf
        if leaf is None:
            return
        here = [one for one in self._writing.draft.comments if one.item == leaf.item]
        ends = self._text.tint([tint for one in here if (tint := _tint(one, leaf)) is not None])
        for one in here:
            heading = "title" if leaf.shown is None else leaf.shown.heading_field
            ends.setdefault(one.id, self._text.passage_end(one.field or heading))
        self.margin.show_notes([self._note(one, leaf) for one in here], ends)

    def comment(self, letter: str) -> None:
        """Begin a comment of the kind that ``letter`` stands for, on the chosen words or the whole."""
        self._begin(letter, self._text.chosen_passage())

    def _begin(self, letter: str, passage: tuple[str, int, int] | None) -> None:
        leaf = self._leaf
        look = next((one for one in LOOKS if one.letter == letter), None)
        if leaf is None or look is None or not self._writing.open:
            return
        try:
            made = self._writing.add(leaf.item, look.kind, leaf.plain, passage)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        self._last = letter
        cursor = self._text.textCursor()
        cursor.clearSelection()
        self._text.setTextCursor(cursor)
        self.bar.hide()
        self.margin.edit(made.id)

    def ask(self) -> None:
        """Offer the kinds for the chosen words; without any, begin a comment on the whole."""
        if self._leaf is None or not self._writing.open:
            return
        card = self.margin.cards.get(self.margin.active or "")
        if card is not None and card.words.hasFocus():
            self.margin.leave()
        elif not self.bar.ask():
            self._begin(self._last, None)

    # -- inside

    def _connect(self) -> None:
        self._text.kind_asked.connect(self._letter)
        self._text.mark_pressed.connect(self.margin.edit)
        self.bar.kind_asked.connect(self._from_bar)
        self._writing.changed.connect(self.draw)
        for signal, slot in (
            (self.margin.edited, self._writing.reword), (self.margin.left, self._left),
            (self.margin.delete_asked, self._delete), (self.margin.more_asked, self._more),
            (self.margin.snippets_asked, self._offer_snippets),
        ):  # fmt: skip
            signal.connect(slot)

    def _note(self, comment: Comment, leaf: Leaf) -> MarginNote:
        look = look_of(comment.kind)
        quote = quoted(comment.selector.exact) if comment.selector else ""
        about = self.tr("On “{}”").format(quote) if quote else self.tr("On the whole")
        part = field_words(leaf, comment.field)
        when = self._writing.written.get(comment.id)
        return MarginNote(
            id=comment.id,
            kind=look.words() if comment.field != WHOLE else f"{look.words()}  ·  {sort_of(leaf.item[0])}",
            icon=look.icon,
            tone=look.tone,
            when=dates.clock(when.astimezone().time()) if when else "",
            text=comment.body,
            about=f"{part}: {about}" if part else about,
        )  # fmt: skip

    @Slot(str)
    def _letter(self, letter: str) -> None:
        self.comment(letter)

    @Slot(str)
    def _from_bar(self, letter: str) -> None:
        self._begin(letter, self.bar.passage)

    @Slot(str)
    def _left(self, comment_id: str) -> None:
        comment = self._writing.comment(comment_id)
        if comment is not None and not comment.body.strip() and comment_id != self._held:
            self._writing.remove(comment_id)

    @Slot(str)
    def _delete(self, comment_id: str) -> None:
        if self._writing.comment(comment_id) is None:
            return
        undo = self._writing.remove(comment_id)
        self._text.setFocus()
        self.said.emit(Notice(text=self.tr("The comment was deleted."), undo=undo))

    @Slot(str)
    def _more(self, comment_id: str) -> None:
        comment, card = self._writing.comment(comment_id), self.margin.cards.get(comment_id)
        if comment is None or card is None:
            return
        menu = Menu(card)
        menu.setObjectName(comment_id)
        turns = (self._to_question, self._to_noticing, self._to_appreciation, self._to_note)
        for look, turn in zip(LOOKS, turns, strict=True):
            menu.add(look.words(), turn, icon=look.icon, checked=look.kind == comment.kind)
        menu.addSeparator()
        menu.add(self.tr("Questions to choose from…"), self._snippets_here, icon="text-quote", key="Ctrl+Space")  # fmt: skip
        menu.add(self.tr("Keep as a question to use again"), self._keep_snippet, icon="save")
        menu.add(self.tr("Edit these questions…"), self._edit_snippets, icon="list")
        menu.addSeparator()
        menu.add(self.tr("Delete this comment"), self._delete_here, icon="trash-2", key="Del")
        menu.open_below(card.more)

    def _active(self) -> str:
        return self.margin.active or ""

    def _turn(self, kind: CommentKind) -> None:
        if self._active():
            self._writing.turn(self._active(), kind)

    @Slot()
    def _to_question(self) -> None:
        self._turn(LOOKS[0].kind)

    @Slot()
    def _to_noticing(self) -> None:
        self._turn(LOOKS[1].kind)

    @Slot()
    def _to_appreciation(self) -> None:
        self._turn(LOOKS[2].kind)

    @Slot()
    def _to_note(self) -> None:
        self._turn(LOOKS[3].kind)

    @Slot()
    def _delete_here(self) -> None:
        self._delete(self._active())

    # -- questions that come up again

    @Slot()
    def _snippets_here(self) -> None:
        self._offer_snippets(self._active())

    @Slot(str)
    def _offer_snippets(self, comment_id: str) -> None:
        card = self.margin.cards.get(comment_id)
        if card is None:
            return
        self._held = comment_id
        choice = SnippetChoice.open_at(card, self._journal.snippets.all())
        choice.chosen.connect(self._take_snippet)
        choice.edit_asked.connect(self._edit_snippets)
        choice.gone.connect(self._snippets_gone)

    @Slot(str)
    def _take_snippet(self, text: str) -> None:
        card = self.margin.cards.get(self._active())
        if card is not None:
            card.edit()
            card.insert(text)

    @Slot()
    def _snippets_gone(self) -> None:
        card = self.margin.cards.get(self._held)
        self._held = ""
        if card is not None:
            card.edit()

    @Slot()
    def _keep_snippet(self) -> None:
        comment = self._writing.comment(self._active())
        if comment is None:
            return
        try:
            kept = self._journal.snippets.add(comment.body)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        snippets = self._journal.snippets

        def undo() -> None:
            snippets.delete(kept.id)

        self.said.emit(Notice(text=self.tr("Kept among your questions."), undo=undo))

    @Slot()
    def _edit_snippets(self) -> None:
        SnippetsSheet(self._text, self._journal).open()


def _tint(comment: Comment, leaf: Leaf) -> Tint | None:
    text = leaf.plain.get(comment.field)
    if comment.selector is None or text is None:
        return None
    placed = resolve(text, comment.selector)
    if placed is None:
        return None
    return Tint(comment.field, placed.start, placed.stop, comment.id, look_of(comment.kind).tone)
