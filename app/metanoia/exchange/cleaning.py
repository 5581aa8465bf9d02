"""From the person's own words to what a reader may see: passages withheld, links reduced, names hidden."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Sequence

from metanoia.domain.learning_targets import TargetEvent, standing
from metanoia.domain.shared_things import SharedThing
from metanoia.exchange.chosen import Chosen, called
from metanoia.exchange.hidden_names import HiddenNames
from metanoia.exchange.only_shared import only_shared
from metanoia.exchange.problems import Item, Problem, named
from metanoia.exchange.withholding import Withholding

HEADINGS = ("title", "name", "statement", "text")
"""The paths of which a thing has one, by which it is called."""

_OWN = ("title", "body")
_BY_PLACE = (
    "forecast/",
    "look/",
    "move/",
    "pattern/",
    "rating/",
)  # named by a number or a day, not by an id


class Cleaning:
    """Makes one text after another fit to leave; who is "Person A" stays so to the end.

    ``shared`` holds the targets of links that stay ("entry:<id>", "goal:<id>", "attachment:<sha256>").
    """

    def __init__(
        self,
        withholding: Withholding,
        names: HiddenNames,
        shared: Collection[str],
        in_journal: Callable[[str], bool],
    ) -> None:
        self.withholding = withholding
        self.names = names
        self.left_out = 0  # links that were reduced to their text
        self._shared = shared
        self._in_journal = in_journal
        self._problems: list[Problem] = []

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What may not leave, and why."""
        return (*self.withholding.problems, *self._problems)

    def said(self, text: str, item: Item | None = None) -> str:
        """Return a text in which no passage of its own is withheld."""
        return self._reduced(self.withholding.anywhere(text, item), item)

    def entry(self, chosen: Chosen) -> tuple[str, str]:
        """Return the title and the body of an entry."""
        entry, item, name = chosen.entry, chosen.item, called(chosen.entry)
        title = self.withholding.apply(item, "title", entry.title, name)
        also = self._of_answers(chosen)
        if chosen.body is None:
            body = self.withholding.apply(item, "body", entry.body, name, also)
        else:
            also += self.withholding.passages(item, "body", entry.body, name)
            body = self.withholding.apply(item, "", chosen.body, name, also)
        return self._reduced(title, item), self._reduced(body, item)

    def thing(self, thing: SharedThing, whole: Collection[str]) -> SharedThing:
        """Return a thing; ``whole`` are all paths of its text, of parts that do not leave too."""
        item = (str(thing.kind), thing.id)
        called_by = next((thing.plain[path] for path in HEADINGS if path in thing.plain), "")
        name = named(called_by, thing.kind)
        for field in self.withholding.fields(item):
            if field in whole:
                continue
            if "/" not in field or (
                field.startswith(_BY_PLACE)
                and self.withholding.said_in(item, field, thing.plain.values())
            ):
                self.withholding.block(item, name)  # what of it is there now, nobody knows
        plain = {
            path: self._reduced(self.withholding.apply(item, path, text, name), item)
            for path, text in thing.plain.items()
        }
        if thing.kind == "target" and plain != dict(thing.plain):
            why = (
                f"{name} holds a hidden name, a link, or something you withhold. Both sides agree on its "
                "very words, so reword it first, or take it out of the share."
            )
            named_in = any(map(self.names.found_in, thing.plain.values()))
            self._problems.append(Problem(item, why, names=named_in))
        return dataclasses.replace(thing, plain=plain, withheld=self.withholding.count(item))

    def events(self, events: Sequence[TargetEvent]) -> tuple[TargetEvent, ...]:
        """Return what was said of a target, without earlier wordings that may not leave.

        Where the target would stand otherwise without one of them, it may not leave.
        """
        fit = tuple(one for one in events if self._fit(one))
        if len(fit) != len(events):
            now = standing(events)
            try:
                kept = standing(fit)
            except ValueError:
                kept = None
            if kept is None or kept._replace(proposed_by=now.proposed_by) != now:
                why = (
                    f"{named(now.wording.text, 'target')} rests on words that hold a hidden name, a link, "
                    "or something you withhold. Reword it first, or take it out of the share."
                )
                named_in = any(self._named(one) for one in events if one not in fit)
                self._problems.append(Problem(("target", events[0].target), why, names=named_in))
        return fit

    def _named(self, event: TargetEvent) -> bool:
        return any(map(self.names.found_in, _texts(event)))

    def _fit(self, event: TargetEvent) -> bool:
        hidden, left_out = self.names.hidden, self.left_out
        fit = all(self.said(text) == text for text in _texts(event))
        self.names.only(hidden)  # it leaves as it is or not at all: nothing is told of it
        self.left_out = left_out
        return fit

    def _reduced(self, text: str, item: Item | None) -> str:
        text, gone = only_shared(text, self._shared, self._in_journal)
        self.left_out += gone
        if gone:  # words that a link had kept apart stand together now
            text = self.withholding.anywhere(text, item)
        return self.names.hide(text)

    def _of_answers(self, chosen: Chosen) -> list[str]:
        """Return the passages withheld in answers of a form, as they stand in the text made of it."""
        found = []
        item, name = chosen.item, called(chosen.entry)
        for field in self.withholding.fields(item):
            if field in _OWN:
                continue
            answer = chosen.answers.get(field)
            passages = (
                [] if answer is None else self.withholding.passages(item, field, answer, name)
            )
            if not passages or not all(
                _stands_in(chosen.entry.body, passage) for passage in passages
            ):
                self.withholding.block(item, name)
            found += passages
        return found


def _texts(event: TargetEvent) -> tuple[str, str, str]:
    return (event.wording.text, event.wording.sign_of_done, event.note)


def _stands_in(text: str, passage: str) -> bool:
    lines = [line.strip() for line in passage.splitlines()]
    return passage in text or all(line in text for line in lines)
