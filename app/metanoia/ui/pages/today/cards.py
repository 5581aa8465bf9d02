"""What a person does with the assumptions beside the text: say how sure, test, unlink, delete."""

from __future__ import annotations

import json
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError, NotFound
from metanoia.ui.autosave import Autosave
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.doings import Doings
from metanoia.ui.resting import moved_to_trash
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption
    from metanoia.store.former import Former
    from metanoia.ui.pages.today.assumption_card import AssumptionCard
    from metanoia.ui.pages.today.page import TodayPage


class Cards(QObject):
    """Keeps what is said on the cards, as soon as it is let go of or rests."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._journal = page.journal
        self._here = page.panel.here
        self._about = ""  # whose menu is open
        self.autosave = Autosave(self._keep, self)
        self.doings = Doings(page.journal, page)
        self.doings.said.connect(page.said)
        self._here.made.connect(self._adopt)
        self._here.again_asked.connect(page.assuming.mark_again)
        self._here.let_go.connect(page.assuming.let_go)
        self._here.opened.connect(self._bring_into_view)
        page.column.editor.mark_pressed.connect(self._pressed)
        page.column.editor.cursorPositionChanged.connect(self._caret_moved)

    # -- showing

    def show(self) -> None:
        """Show a card for each assumption that is marked in the entry."""
        anchoring = self._page.anchoring
        found = [self._found(id_) for id_ in anchoring.ids()]
        self._here.show_assumptions([one for one in found if one], anchoring.lost)
        self._caret_moved()

    def assumptions(self) -> list[Assumption]:
        """Return the assumptions whose cards are shown, in their order."""
        return [card.assumption for card in self._here.cards.values()]

    def open(self, id_: str, *, focus: bool) -> None:
        """Open a card, and the panel where that is shut; ``focus`` puts the keyboard there."""
        page = self._page
        card = self._here.open_card(id_)
        if card is None or page.settings.focus_mode:
            return
        page.around.show_panel()
        page.panel.bring_into_view(card)
        if focus:
            card.take_focus()

    # -- keeping

    @property
    def dirty(self) -> bool:
        """Whether something is said that is not kept."""
        return self.autosave.dirty

    def unsaved(self) -> dict[str, tuple[int | None, str | None]]:
        """Return what is not kept: how sure, and what would be seen, by assumption."""
        return {id_: card.pending() for id_, card in self._here.cards.items() if card.dirty}

    def take_back(self, unsaved: dict[str, tuple[int | None, str | None]]) -> None:
        """Put back what ``unsaved`` returned, and keep it."""
        for id_, (confidence, wrong) in unsaved.items():
            card = self._here.cards.get(id_)
            if card is not None:
                card.take_back(confidence, wrong)
                self.autosave.touch()
        self.autosave.flush()

    def forget(self) -> None:
        """Forget every word."""
        self.autosave.forget()
        self._here.forget()

    # -- what the menu offers

    def open_menu(self, id_: str) -> None:
        """Offer what else can be done with an assumption."""
        page, card = self._page, self._here.cards[id_]
        menu, tr = Menu(page), self.tr
        self._about = id_
        menu.add(tr("Open in the register"), self._open_register, icon="lightbulb")
        if self._answer_of(id_) or page.column.editor.marked_passage(id_):
            menu.add(tr("Show in the text"), self._to_text, icon="scan-text")
        if id_ in page.anchoring.unsure:
            menu.add(tr("Mark the words as they are now"), self._accept, icon="highlighter")
        if not card.assumption.closed:
            menu.add(tr("Test it"), self._test, icon="flask-conical")
            menu.add(tr("Add evidence from this entry…"), self._evidence, icon="scale")
        menu.addSeparator()
        menu.add(tr("Unlink from this entry"), self._unlink, icon="unlink")
        menu.add(tr("Move to Recently deleted"), self._trash, icon="trash-2")
        menu.open_below(card.more)

    def walk(self, id_: str) -> None:
        """Begin a ladder with the assumption."""
        self._page.asked.emit(Destination(page="today", new=True, form="ladder", item=id_))

    def test(self, id_: str) -> None:
        """Plan a small test."""
        page = self._page
        if page.settled():
            self.doings.plan(self._here.cards[id_].assumption, page.today())

    def unlink(self, id_: str) -> None:
        """Forget that the assumption came from this entry, with Undo."""
        page = self._page
        if page.settled():
            anchors = tuple(one for one in page.anchoring.anchors if one.item_id == id_)
            said = self.tr("Unlinked. The assumption stays in the register.")
            page.assuming.remove(anchors, said)

    def trash(self, id_: str) -> None:
        """Move the assumption to Recently deleted, with Undo."""
        page = self._page
        if not page.settled():
            return
        with page.saying_errors():
            self._journal.assumptions.trash(id_, source=page)
            page.show_around()
            page.take_focus()
            said = moved_to_trash(self._journal, id_)
            page.said.emit(Notice(text=said, undo=partial(self._journal.assumptions.restore, id_)))

    # -- inside

    def _adopt(self, card: AssumptionCard) -> None:
        card.touched.connect(self.autosave.touch)
        card.rested.connect(self.autosave.flush)
        card.ladder_asked.connect(self.walk)
        card.test_asked.connect(self.test)
        card.menu_asked.connect(self.open_menu)

    def _found(self, id_: str) -> Assumption | None:
        try:
            return self._journal.assumptions.get(AssumptionId(id_))
        except NotFound:
            return None

    def _keep(self) -> None:
        """Keep all that is said on the cards; the first refusal is raised after the rest is kept."""
        refused: MetanoiaError | None = None
        for card in list(self._here.cards.values()):
            try:
                if card.dirty:
                    self._keep_card(card)
            except NotFound:  # gone elsewhere while it stood here
                card.rated()
                card.written()
            except MetanoiaError as error:
                refused = refused or error
        if refused is not None:
            raise refused

    def _keep_card(self, card: AssumptionCard) -> None:
        confidence, wrong = card.pending()
        store, page = self._journal.assumptions, self._page
        if confidence is not None:
            if confidence != card.assumption.confidence:
                former = store.former(card.id)
                store.rate(card.id, confidence, source=page)
                self._say_rated(former, confidence)
            card.rated()
        if wrong is not None:
            store.change(card.id, if_wrong=wrong, source=page)
            card.written()
        card.show_assumption(store.get(card.id))

    def _say_rated(self, former: Former, confidence: int) -> None:
        said = self.tr("{}% sure").format(confidence)
        self._page.said.emit(Notice(text=said, undo=partial(self._put_back, former)))

    def _put_back(self, former: Former) -> None:
        with self._page.saying_errors():
            self._journal.assumptions.put_back(former)

    def _pressed(self, id_: str) -> None:
        self.open(id_, focus=False)

    def _caret_moved(self) -> None:
        editor = self._page.column.editor
        mark = editor.mark_at_caret() if self._here.cards else None
        self._here.point_at(mark.id if mark else None)
        if mark is not None and editor.hasFocus() and self._here.open_id != mark.id:
            self._here.open_card(mark.id)

    def _bring_into_view(self, id_: str) -> None:
        editor = self._page.column.editor
        passage = editor.marked_passage(id_)
        if passage:
            editor.show_passage(*passage)

    def _answer_of(self, id_: str) -> str | None:
        """Return which answer of the form that is shown the assumption comes from, if any."""
        if self._page.column.shown_form() is None:
            return None
        anchors = self._page.anchoring.anchors
        return next((one.field for one in anchors if one.item_id == id_), None)

    def _test(self) -> None:
        self.test(self._about)

    def _unlink(self) -> None:
        self.unlink(self._about)

    def _trash(self) -> None:
        self.trash(self._about)

    def _to_text(self) -> None:
        form, answer = self._page.column.shown_form(), self._answer_of(self._about)
        if form is not None and answer:
            form.show_place(answer)
            return
        self._bring_into_view(self._about)
        self._page.take_focus()

    def _accept(self) -> None:
        """Let the assumption have come from the words as they were changed since."""
        anchor = self._page.anchoring.unsure.get(self._about)
        passage = self._page.column.editor.marked_passage(self._about)
        if anchor is not None and passage is not None:
            self._page.assuming.reanchor(anchor, *passage)

    def _open_register(self) -> None:
        where = Destination(page="assumptions", section="register", item=self._about)
        self._page.asked.emit(where)

    def _evidence(self) -> None:
        page = self._page
        if page.settled():
            one = self._here.cards[self._about].assumption
            self.doings.add_evidence(one, page.today(), page.draft.id)


def packed(text: str, cards: dict[str, tuple[int | None, str | None]]) -> str:
    """Return the page's own text with what is not kept of the cards; the text alone if there is none."""
    return json.dumps({"page": text, "cards": cards}) if cards else text


def unpacked(text: str) -> tuple[str, dict[str, tuple[int | None, str | None]]]:
    """Return what ``packed`` was given."""
    found = json.loads(text)
    if "cards" not in found:
        return text, {}
    return found["page"], {id_: (said[0], said[1]) for id_, said in found["cards"].items()}
