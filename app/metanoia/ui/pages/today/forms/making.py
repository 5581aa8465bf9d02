"""From an answer to an assumption, a step or a prediction: made by one key, with a way back."""

from __future__ import annotations

import datetime as dt
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from metanoia.domain.actions import ActionId, NewAction
from metanoia.domain.anchors import BODY, Origin
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.forms import makes
from metanoia.domain.predictions import NewPrediction, PredictionId
from metanoia.text.anchors import resolve, select
from metanoia.ui import dates
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.pages.today.forms.made import Thing
from metanoia.ui.widgets.day_field import MonthChoice
from metanoia.ui.widgets.popover import Popover

if TYPE_CHECKING:
    from metanoia.domain.anchors import Anchor
    from metanoia.domain.forms import Made
    from metanoia.ui.pages.today.forms.form_view import FormView
    from metanoia.ui.pages.today.page import TodayPage

_STEP_DAYS: Final = 7  # that a step has, where nothing else is said
_KINDS: Final = ("assumption", "action", "prediction")


class Making(QObject):
    """What is made on one page with a form; it is shown at the answer that it came from."""

    def __init__(self, page: TodayPage, view: FormView) -> None:
        super().__init__(page)
        self._page = page
        self._view = view
        self._journal = page.journal
        self._due_thing: Thing | None = None
        view.make_asked.connect(self.make)
        view.mark_asked.connect(self.mark)
        view.thing_pressed.connect(self.open)
        view.thing_settled.connect(self.settle)
        view.due_asked.connect(self.ask_due)
        view.removed.connect(self._row_removed)
        view.entry_asked.connect(self._open_entry)

    # -- what there is

    def things(self) -> list[Thing]:
        """Return what came from the answers of the entry on the page."""
        entry = self._page.draft.id
        anchors = self._journal.anchors.in_entry(entry) if entry else []
        found = [self._thing(one) for one in anchors if one.field != BODY]
        return [one for one in found if one is not None]

    def _thing(self, anchor: Anchor) -> Thing | None:
        if anchor.item_type not in _KINDS:
            return None
        try:
            thing = self._read(anchor)
        except NotFound:
            return None
        answer = self._view.answers.get(anchor.field.partition("/")[0].partition(".")[0])
        field = answer.field_at(anchor.field) if answer else None
        if field is None:
            return thing
        placed = resolve(field.text(), anchor.selector)
        return thing._replace(passage=(placed.start, placed.stop)) if placed else thing

    def _read(self, anchor: Anchor) -> Thing:
        place, id_ = anchor.field, anchor.item_id
        if anchor.item_type == "assumption":
            one = self._journal.assumptions.get(AssumptionId(id_))
            return Thing("assumption", id_, place, one.statement, percent=one.confidence)
        if anchor.item_type == "action":
            step = self._journal.actions.get(ActionId(id_))
            done = step.state != "open"
            return Thing("action", id_, place, step.text, due_on=step.due_on, done=done)
        said = self._journal.predictions.get(PredictionId(id_))
        return Thing("prediction", id_, place, said.statement, None, said.last, said.due_on)

    # -- making

    def make(self, place: str) -> None:
        """Make of the words at a place what its question makes; open what they became already."""
        page = self._page
        made = [one for one in self.things() if one.place == place and not self._marked_in(one)]
        if made:
            self.open(made[0])
            return
        with page.saying_errors():
            entry = page.begun_entry()
            form = page.draft.form
            if entry is None or form is None:
                return
            found = [one for one in makes(form, self._view.values()) if one.path == place]
            if found:
                selector = select(found[0].text, 0, len(found[0].text))
                self._make(found[0], Origin(entry=entry, selector=selector, field=place))
                page.show_around()

    def mark(self, place: str, start: int, stop: int) -> None:
        """Make a passage of an answer an assumption."""
        page = self._page
        field = self._view.answers[place.partition("/")[0].partition(".")[0]].field_at(place)
        if field is None:
            return
        with page.saying_errors():
            text = field.text()
            words = text[start:stop]
            if not words.strip():
                raise Refused("Write the sentence first; then mark it.")
            start += len(words) - len(words.lstrip())
            selector = select(text, start, start + len(words.strip()))
            entry = page.begun_entry()
            if entry is not None:
                made = page.assuming.note(Origin(entry=entry, selector=selector, field=place))
                page.show_around()
                page.cards.open(made, focus=False)

    def _make(self, made: Made, origin: Origin) -> None:
        if made.kind == "assumption":
            id_ = self._page.assuming.note(origin)
            self._page.show_around()
            self._page.cards.open(id_, focus=False)
        elif made.kind == "action":
            self._make_step(made, origin)
        else:
            self._make_prediction(made, origin)

    def _make_step(self, made: Made, origin: Origin) -> None:
        page = self._page
        due = made.due_on or page.today() + dt.timedelta(days=_STEP_DAYS)
        new = NewAction(text=made.text, due_on=due)
        step = self._journal.actions.add(new, origin=origin, source=page)
        said = self.tr("A step to take, by {}").format(dates.medium(due, page.today()))
        page.said.emit(Notice(text=said, undo=partial(self._unmake, "action", step.id)))

    def _make_prediction(self, made: Made, origin: Origin) -> None:
        page = self._page
        if made.due_on is None or made.percent is None:
            raise Refused("Say by when and how likely; then it is a prediction.")
        new = NewPrediction(
            statement=made.text,
            settled_by=made.settled_by or self.tr("What is to be seen on the day"),
            due_on=made.due_on,
            percent=made.percent,
            entry=origin.entry,
        )
        with self._journal.changes.write(source=page):
            added = self._journal.predictions.add(new)
            self._journal.anchors.mark("prediction", added.id, origin)
        said = self.tr("Predicted: {}% by {}").format(
            made.percent, dates.medium(made.due_on, page.today())
        )
        page.said.emit(Notice(text=said, undo=partial(self._unmake, "prediction", added.id)))

    def _unmake(self, kind: str, id_: str) -> None:
        page = self._page
        store = self._journal.actions if kind == "action" else self._journal.predictions
        with page.saying_errors():
            with self._journal.changes.write(source=page):
                store.trash(id_)
                store.purge(id_)
            page.show_around()

    # -- what became of it

    def open(self, thing: object) -> None:
        """Go where a thing is kept: an assumption's card beside the form, else its own page."""
        if not isinstance(thing, Thing):
            return
        page = self._page
        if thing.kind == "assumption":
            page.cards.open(thing.id, focus=True)
        elif thing.kind == "prediction" and page.settled():
            where = Destination(page="assumptions", section="predictions", item=thing.id)
            page.asked.emit(where)

    def settle(self, thing: object, done: bool) -> None:
        """Say that a step is done, or open again."""
        if not isinstance(thing, Thing):
            return
        page, step = self._page, ActionId(thing.id)
        with page.saying_errors():
            if done:
                self._journal.actions.settle(step, "done", source=page)
            else:
                self._journal.actions.reopen(step, source=page)
        page.show_around()

    def ask_due(self, thing: object) -> None:
        """Choose another day for a step."""
        if not isinstance(thing, Thing):
            return
        page = self._page
        month = MonthChoice(page.today(), thing.due_on or page.today(), ahead=True)
        anchor = page.window().focusWidget() or page.column.bar.finish
        popover = Popover(anchor, month, width=316, margins=(14, 10, 14, 14))
        self._due_thing = thing
        month.grid.chosen.connect(self._due_chosen)
        page.show_over(popover)
        month.grid.setFocus()

    def _due_chosen(self, day: object) -> None:
        page, thing = self._page, self._due_thing
        page.close_overlay()
        if isinstance(day, dt.date) and thing is not None:
            with page.saying_errors():
                self._journal.actions.set_due(ActionId(thing.id), day, source=page)
            page.show_around()

    # -- inside

    def _marked_in(self, thing: Thing) -> bool:
        """Tell whether a thing came from a part of its answer only."""
        answer = self._view.answers.get(thing.place.partition("/")[0].partition(".")[0])
        field = answer.field_at(thing.place) if answer else None
        if field is None or thing.passage is None:
            return False
        return thing.passage[1] - thing.passage[0] < len(field.text().strip())

    def _row_removed(self, answer: object, at: int, value: object) -> None:
        undo = partial(self._view.put_back, answer, at, value)
        self._page.said.emit(Notice(text=self.tr("Line taken out"), undo=undo))

    def _open_entry(self, entry: str) -> None:
        from metanoia.domain.entries import EntryId

        self._page.asked.emit(Destination(page="journal", entry=EntryId(entry)))
