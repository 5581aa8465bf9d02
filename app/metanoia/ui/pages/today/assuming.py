"""From words of the entry to an assumption: marked at once, never twice, with a way back."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from metanoia.domain import assumptions as rules
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import AssumptionId, NewAssumption
from metanoia.domain.errors import MetanoiaError
from metanoia.text.highlights import folded_words
from metanoia.text.statement import as_statement
from metanoia.ui import dates
from metanoia.ui.destination import Notice
from metanoia.ui.pages.today.anchoring import ASSUMPTION
from metanoia.ui.pages.today.sentences import chosen, sentence_at

if TYPE_CHECKING:
    from metanoia.domain.anchors import Anchor, Selector
    from metanoia.domain.assumptions import AssumptionRow
    from metanoia.ui.pages.today.page import TodayPage
    from metanoia.ui.widgets.text_marks import Mark


class Assuming(QObject):
    """Marks passages of the entry on the page."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal

    def mark(self) -> None:
        """Make the selected words, or the sentence at the caret, an assumption; open it if it is one."""
        form = self._page.column.shown_form()
        if form is not None:
            form.mark()
            return
        editor = self._page.column.editor
        cursor = editor.textCursor()
        words = chosen(cursor)
        here = None if words else editor.mark_at_caret()
        if here is not None:
            self._page.cards.open(here.id, focus=True)
            return
        if words and self.open_marked(*words):
            return
        words = words or sentence_at(cursor)
        if words is None:
            self.begin()
        else:
            self.mark_passage(*words)

    def open_marked(self, start: int, stop: int) -> bool:
        """Open the assumption of which a passage (UTF-16 units) is most; False if there is none."""
        mark = self._marked_already((start, stop))
        if mark is not None:
            self._page.cards.open(mark.id, focus=True)
        return mark is not None

    def mark_passage(self, start: int, stop: int) -> None:
        """Make a passage of the text (UTF-16 units) an assumption, or link it to the same one."""
        page = self._page
        with page.saying_errors():
            selector = self.selected(start, stop)
            rules.statement(as_statement(selector.exact))
            entry = page.begun_entry()
            if entry is not None:
                self._show(self.note(Origin(entry=entry, selector=selector)), stop)

    def note(self, origin: Origin) -> AssumptionId:
        """Make a passage an assumption, or link it to the one that says the same; say so, with Undo.

        Refused where its words are too few or too many.
        """
        page = self._page
        statement = rules.statement(as_statement(origin.selector.exact))
        known = self._known(statement)
        if known is not None:
            return self._link(known, origin)
        new = NewAssumption(statement=statement)
        made = self._journal.assumptions.add(new, origin=origin, source=page)
        undo = partial(self._unmake, made.id)
        page.said.emit(Notice(text=page.tr("Marked as an assumption"), undo=undo))
        return made.id

    def selected(self, start: int, stop: int) -> Selector:
        """Return a passage of the text (UTF-16 units) as it is kept. Refused if it holds no words."""
        from metanoia.text.anchors import from_utf16, select

        text = self._page.column.editor.text()
        return select(text, from_utf16(text, start), from_utf16(text, stop))

    def begin(self) -> None:
        """Begin an assumption that comes from no sentence."""
        self._page.cards.doings.add()

    def mark_again(self, anchor_id: str) -> None:
        """Let a passage that is lost be where the selection is."""
        page = self._page
        words = chosen(page.column.editor.textCursor())
        lost = self._lost(anchor_id)
        if lost is None:
            return
        if words is None:
            said = page.tr("Select the words in the text that say it now, then press this again.")
            page.said.emit(Notice(text=said))
            page.take_focus()
            return
        self.reanchor(lost, *words)
        page.take_focus()

    def reanchor(self, old: Anchor, start: int, stop: int) -> None:
        """Let an assumption have come from another passage (UTF-16 units) instead, with Undo."""
        page = self._page
        with page.saying_errors():
            selector = self.selected(start, stop)
            entry = page.begun_entry()
            if entry is None:
                return
            with self._journal.changes.write(source=page):
                self._journal.anchors.remove(old.id)
                origin = Origin(entry=entry, selector=selector)
                new = self._journal.anchors.mark(ASSUMPTION, old.item_id, origin)
            page.said.emit(
                Notice(text=page.tr("Marked again"), undo=partial(self._swap_back, new, old))
            )
            self._show(AssumptionId(old.item_id), stop, focus=False)

    def let_go(self, anchor_id: str) -> None:
        """Forget a passage that is lost."""
        lost = self._lost(anchor_id)
        if lost is not None:
            self.remove((lost,), self._page.tr("Let go. The assumption stays in the register."))

    def remove(self, anchors: tuple[Anchor, ...], said: str) -> None:
        """Forget that an assumption came from these passages, with Undo."""
        page = self._page
        with page.saying_errors():
            with self._journal.changes.write(source=page):
                for anchor in anchors:
                    self._journal.anchors.remove(anchor.id)
            page.show_around()
            page.take_focus()
            page.said.emit(Notice(text=said, undo=partial(self._restore, anchors)))

    # -- inside

    def _marked_already(self, words: tuple[int, int]) -> Mark | None:
        """Return a mark that shares most of the words, if there is one."""
        start, stop = words
        for mark in self._page.column.editor.marks():
            shared = min(stop, mark.stop) - max(start, mark.start)
            if 2 * shared >= min(stop - start, mark.stop - mark.start):
                return mark
        return None

    def _known(self, statement: str) -> AssumptionRow | None:
        """Return the living assumption that says the same, newest first."""
        said = folded_words(statement)
        rows = self._journal.assumptions.rows(words=statement)
        return next((row for row in rows if folded_words(row.statement) == said), None)

    def _link(self, known: AssumptionRow, origin: Origin) -> AssumptionId:
        page = self._page
        anchor = self._journal.anchors.mark(ASSUMPTION, known.id, origin, source=page)
        day = dates.medium(known.created_at.astimezone().date(), page.today())
        said = page.tr("You noticed this before, on {}. It is linked here.").format(day)
        page.said.emit(Notice(text=said, undo=partial(self._remove_again, anchor.id)))
        return known.id

    def _show(self, id_: AssumptionId, caret: int, *, focus: bool = True) -> None:
        page = self._page
        cursor = page.column.editor.textCursor()
        cursor.setPosition(caret)
        page.column.editor.setTextCursor(cursor)
        page.show_around()
        page.cards.open(id_, focus=focus)

    def _lost(self, anchor_id: str) -> Anchor | None:
        lost = self._page.anchoring.lost
        return next((anchor for anchor in lost if anchor.id == anchor_id), None)

    def _unmake(self, id_: AssumptionId) -> None:
        """Undo the making: for good if nothing was said about it since, else to Recently deleted."""
        page, all_assumptions = self._page, self._journal.assumptions
        with page.saying_errors():
            now = all_assumptions.get(id_)
            said = now.confidence is not None or now.rev > 1
            with self._journal.changes.write(source=page):
                all_assumptions.trash(id_)
                if not said:
                    all_assumptions.purge(id_)
            self._after()

    def _remove_again(self, anchor_id: str) -> None:
        with self._page.saying_errors():
            self._journal.anchors.remove(anchor_id, source=self._page)
            self._after()

    def _restore(self, anchors: tuple[Anchor, ...]) -> None:
        with self._page.saying_errors():
            with self._journal.changes.write(source=self._page):
                for anchor in anchors:
                    self._journal.anchors.restore(anchor)
            self._after()

    def _swap_back(self, new: Anchor, lost: Anchor) -> None:
        with self._page.saying_errors():
            with self._journal.changes.write(source=self._page):
                self._journal.anchors.remove(new.id)
                self._journal.anchors.restore(lost)
            self._after()

    def _after(self) -> None:
        page = self._page
        try:
            page.show_around()
        except MetanoiaError:
            return
        if page.isVisible() and page.window().focusWidget() is None:
            page.take_focus()
