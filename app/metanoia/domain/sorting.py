"""Sorting values: three piles, ten of the first, and their order by asking for two at a time."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal, NamedTuple, get_args

from metanoia.domain.errors import Refused
from metanoia.domain.value_cards import CARDS
from metanoia.domain.values import OWN_CARDS, RANKS, value_meaning, value_name

Pile = Literal["much", "somewhat", "not_now"]
Stage = Literal["piles", "none", "narrow", "rank", "meanings"]
Act = tuple[str, ...]  # what was done and to which card: ("pile", "Craft", "much")

PILES: Final[tuple[Pile, ...]] = get_args(Pile)
EXPLAINED: Final = 5  # of the first values, what each means is asked for

_OWN, _PILE, _DROP, _FIRST, _EQUAL = "own", "pile", "drop", "first", "equal"
_SIGNS = {_OWN: 2, _PILE: 3, _DROP: 2, _FIRST: 2, _EQUAL: 1}  # words of each act
_UNREADABLE = "The sort that was left cannot be read any more. Begin it anew."


class Question(NamedTuple):
    """Two values of which somebody says which they would give up last."""

    one: str
    other: str


def deck(own: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the names to be sorted: somebody's own values first, then the cards that are not among them."""
    mine = tuple(dict.fromkeys(own))
    named = {name.casefold() for name in mine}
    return mine + tuple(card.name for card in CARDS if card.name.casefold() not in named)


def most_questions(n: int) -> int:
    """Return how many questions at most put ``n`` values in order: 25 for ten."""
    return sum(placed.bit_length() for placed in range(1, n))


@dataclass(frozen=True, slots=True)
class Sorting:
    """A sort as far as it came: the cards it began with, and all that was done, one act after the other.

    Nothing is ever changed in place: each act returns the sort after it, and ``back`` the one before.
    """

    cards: tuple[str, ...]
    acts: tuple[Act, ...] = ()
    meanings: Mapping[str, str] = field(default_factory=dict)

    # -- how far it came

    @property
    def stage(self) -> Stage:
        """What is asked next; "none" if no card matters much, which only going back can mend."""
        if self.card is not None:
            return "piles"
        if not self.chosen:
            return "none"
        if self.to_drop:
            return "narrow"
        return "rank" if self.question else "meanings"

    @property
    def all_cards(self) -> tuple[str, ...]:
        """The names to be sorted, those that were added last."""
        return (*self.cards, *(act[1] for act in self.acts if act[0] == _OWN))

    @property
    def piles(self) -> dict[str, Pile]:
        """The pile of each card that was put on one."""
        return {act[1]: _pile(act[2]) for act in self.acts if act[0] == _PILE}

    @property
    def card(self) -> str | None:
        """The next card without a pile, None if each has one."""
        piles = self.piles
        return next((name for name in self.all_cards if name not in piles), None)

    @property
    def chosen(self) -> tuple[str, ...]:
        """The cards that matter much and were not dropped since."""
        dropped = {act[1] for act in self.acts if act[0] == _DROP}
        piles = self.piles
        return tuple(
            name for name in self.all_cards if piles.get(name) == "much" and name not in dropped
        )

    @property
    def to_drop(self) -> int:
        """How many cards are still to be dropped until ten are left."""
        return max(0, len(self.chosen) - RANKS)

    @property
    def question(self) -> Question | None:
        """The two values that are asked about next, None while there is nothing to rank."""
        return None if self.card is not None or self.to_drop else self._ranked()[1]

    @property
    def order(self) -> tuple[str, ...]:
        """The chosen values that have their place already, first the one given up last."""
        return () if self.card is not None or self.to_drop else tuple(self._ranked()[0])

    @property
    def answered(self) -> int:
        """How many questions were answered."""
        return sum(act[0] in (_FIRST, _EQUAL) for act in self.acts)

    @property
    def explained(self) -> tuple[str, ...]:
        """The values of which is asked what they mean: the first five."""
        return self.order[:EXPLAINED]

    @property
    def unexplained(self) -> tuple[str, ...]:
        """Those of them of which it was not said yet."""
        return tuple(name for name in self.explained if not self.meanings.get(name))

    # -- what can be done

    def pile(self, name: str, pile: Pile) -> Sorting:
        """Put a card on a pile. Refused for one that is not there, and once cards were dropped or ranked."""
        self._check(name in self.all_cards, f"There is no card “{name}” in this sort.")
        self._check(self._only_piled, "Go back to the piles to move a card to another one.")
        return self._with((_PILE, name, pile))

    def own(self, name: str) -> Sorting:
        """Add a card of one's own, to be put on a pile. Refused for a name that is there, or a 21st."""
        name = value_name(name)
        there = {one.casefold() for one in self.all_cards}
        self._check(name.casefold() not in there, f"There is a card “{name}” already.")
        self._check(self._only_piled, "Go back to the piles to add a card.")
        added = sum(act[0] == _OWN for act in self.acts)
        self._check(added < OWN_CARDS, f"A sort has at most {OWN_CARDS} cards of your own.")
        return self._with((_OWN, name))

    def drop(self, name: str) -> Sorting:
        """Take a card from those that matter much, while there are more than ten. Refused otherwise."""
        self._check(
            self.stage == "narrow" and name in self.chosen, "There is no such card to let go of."
        )
        return self._with((_DROP, name))

    def answer(self, last: str | None) -> Sorting:
        """Say which of the two would be given up last, or None for neither. Refused if none was asked."""
        asked = self.question
        self._check(
            asked is not None and (last is None or last in asked), "That was not the question."
        )
        return self._with((_EQUAL,) if last is None else (_FIRST, last))

    def say(self, name: str, meaning: str) -> Sorting:
        """Say what a value means; Refused above 500 characters."""
        said = {**self.meanings, name: value_meaning(meaning)}
        return replace(self, meanings={key: words for key, words in said.items() if words})

    def renamed(self, old: str, new: str, meaning: str) -> Sorting:
        """Return the same sort with ``old`` called ``new``, which means ``meaning``.

        A card that was called so before goes; if it had been ranked, the ranking is asked anew.
        """

        def now(name: str) -> str:
            return new if name == old else name

        kept = list(self.acts)
        if new != old and new in self.all_cards:
            anew = (_FIRST, _EQUAL) if new in self.chosen else ()
            kept = [act for act in kept if act[0] not in anew and new not in act[1:2]]
        acts = tuple((act[0], *map(now, act[1:2]), *act[2:]) for act in kept)
        meanings = {now(name): words for name, words in self.meanings.items()}
        cards = tuple(dict.fromkeys(map(now, self.cards)))
        return replace(self, cards=cards, acts=acts, meanings=meanings).say(new, meaning)

    @property
    def can_go_back(self) -> bool:
        """Whether anything was done yet."""
        return bool(self.acts)

    def back(self) -> Sorting:
        """Return the sort before the last act; itself if nothing was done. Meanings stay."""
        return replace(self, acts=self.acts[:-1])

    # -- as text

    def as_text(self) -> str:
        """Return the sort as text that ``from_text`` reads."""
        said = {"cards": self.cards, "acts": self.acts, "meanings": dict(self.meanings)}
        return json.dumps(said, ensure_ascii=False)

    # -- within

    @property
    def _only_piled(self) -> bool:
        return all(act[0] in (_OWN, _PILE) for act in self.acts)

    def _with(self, act: Act) -> Sorting:
        return replace(self, acts=(*self.acts, act))

    def _check(self, allowed: bool, sentence: str) -> None:
        if not allowed:
            raise Refused(sentence)

    def _ranked(self) -> tuple[list[str], Question | None]:
        """Return the values in their place so far, and the question of the next one's."""
        answers = iter([act for act in self.acts if act[0] in (_FIRST, _EQUAL)])
        placed: list[str] = []
        for name in self.chosen:
            low, high = 0, len(placed)
            while low < high:
                middle = (low + high) // 2
                answer = next(answers, None)
                if answer is None:
                    return placed, Question(name, placed[middle])
                if answer[0] == _EQUAL:
                    low = high = middle + 1
                elif answer[1] == name:
                    high = middle
                else:
                    low = middle + 1
            placed.insert(low, name)
        return placed, None


def from_text(text: str) -> Sorting:
    """Return the sort of ``as_text``; Refused for anything else."""
    try:
        said = json.loads(text)
        cards, acts, meanings = said["cards"], said["acts"], said["meanings"]
        sorting = Sorting(tuple(dict.fromkeys(_names(cards))))
        for act in acts:
            sorting = _again(sorting, _names(act))
        for name, meaning in meanings.items():
            sorting = sorting.say(name, meaning)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError, Refused):
        raise Refused(_UNREADABLE) from None
    return sorting


def _again(sorting: Sorting, act: Sequence[str]) -> Sorting:
    if not act or len(act) != _SIGNS.get(act[0]):
        raise Refused(_UNREADABLE)
    match act:
        case [what, name] if what == _OWN:
            return sorting.own(name)
        case [what, name] if what == _DROP:
            return sorting.drop(name)
        case [what, name] if what == _FIRST:
            return sorting.answer(name)
        case [_, name, pile]:
            return sorting.pile(name, _pile(pile))
        case _:
            return sorting.answer(None)


def _pile(said: str) -> Pile:
    for pile in PILES:
        if pile == said:
            return pile
    raise Refused(_UNREADABLE)


def _names(said: object) -> tuple[str, ...]:
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        raise Refused(_UNREADABLE)
    return tuple(said)
