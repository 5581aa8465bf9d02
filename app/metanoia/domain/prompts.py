"""Questions to begin with: which one is asked on a day, and that none comes back too soon."""

from __future__ import annotations

import datetime as dt
import json
import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

PartOfDay = Literal["morning", "any", "evening"]

REST_DAYS = 30  # for which a question that was asked is left alone
_NOON, _EVENING = dt.time(12), dt.time(17)


@dataclass(frozen=True, slots=True)
class Prompt:
    """One question; ``when`` is the part of the day that it suits.

    ``situation`` names what it speaks to ("conflict"); with ``only`` it makes no sense otherwise.
    """

    id: str
    text: str
    when: PartOfDay
    situation: str = ""
    only: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is the case at the moment, as far as it makes one question better than another."""

    came_otherwise: bool = False  # a prediction, settled on the other side of even odds
    test_due: bool = False
    conversation_today: bool = False  # looked back on with a form
    marked_today: bool = False  # a new assumption, from a sentence
    moved_today: bool = False  # a confidence that was there before
    decided_today: bool = False
    sure_untested: bool = False  # an open assumption at 90 per cent or more, never tested
    pull_fell: bool = False  # of an active goal, by three or more since its peak
    goal_looked_at: bool = False  # today
    value_strained: bool = False  # by an entry of today
    map_drawn_today: bool = False  # or drawn on
    pattern_on_map: bool = False  # accepted on a map that was drawn on today, as the next two
    limit_on_map: bool = False  # a growth that meets its limit
    remedy_on_map: bool = False  # a fix that fails, or a burden that is shifted


@dataclass(slots=True)
class Asked:
    """Which questions were asked on which day, and the day on which the person wanted none."""

    days: dict[str, dt.date] = field(default_factory=dict)
    latest: str = ""
    dismissed: dt.date | None = None

    def note(self, prompt: Prompt, today: dt.date) -> None:
        """Remember that ``prompt`` was asked today; forget what has rested long enough."""
        oldest = today - dt.timedelta(days=REST_DAYS)
        self.days = {id_: day for id_, day in self.days.items() if oldest < day <= today}
        self.days[prompt.id] = today
        self.latest = prompt.id

    def as_text(self) -> str:
        """Return it as JSON, to be kept."""
        return json.dumps(
            {
                "days": {id_: day.isoformat() for id_, day in self.days.items()},
                "latest": self.latest,
                "dismissed": self.dismissed.isoformat() if self.dismissed else None,
            }
        )

    @classmethod
    def from_text(cls, text: str | None) -> Asked:
        """Return what ``as_text`` wrote; nothing asked yet where that cannot be read."""
        try:
            found = json.loads(text or "{}")
            dismissed = found.get("dismissed")
            return cls(
                days={
                    str(id_): dt.date.fromisoformat(day)
                    for id_, day in found.get("days", {}).items()
                },
                latest=str(found.get("latest", "")),
                dismissed=dt.date.fromisoformat(dismissed) if dismissed else None,
            )
        except (ValueError, TypeError, AttributeError):
            return cls()


def part_of_day(time: dt.time) -> PartOfDay:
    """Return which questions suit ``time``: morning before 12, evening from 17."""
    if time < _NOON:
        return "morning"
    return "evening" if time >= _EVENING else "any"


def prompts_in(text: str) -> tuple[Prompt, ...]:
    """Return the questions of a JSON list of {"id", "text", "when"} and, if they have it, {"situation", "only"}.

    Raises KeyError or ValueError if it is none.
    """
    return tuple(
        Prompt(
            one["id"], one["text"], one["when"], one.get("situation", ""), one.get("only", False)
        )
        for one in json.loads(text)
    )


def situations(facts: Facts) -> tuple[str, ...]:
    """Return what questions should speak to at the moment, the most pressing first."""
    speaks_to = (
        (facts.came_otherwise, ("surprise", "update")),
        (facts.test_due, ("test",)),
        (facts.conversation_today, ("conflict",)),
        (facts.marked_today, ("certainty", "test")),
        (facts.moved_today, ("update",)),
        (facts.decided_today, ("commitment",)),
        (facts.goal_looked_at, ("reality", "commitment")),
        (facts.value_strained, ("values",)),
        (facts.pull_fell, ("vision",)),
        (facts.limit_on_map, ("limit",)),
        (facts.remedy_on_map, ("fix",)),
        (facts.pattern_on_map, ("leverage",)),
        (facts.map_drawn_today, ("boundary", "pattern", "loop")),
        (facts.sure_untested, ("certainty", "test")),
    )
    named = [situation for true, several in speaks_to if true for situation in several]
    return tuple(dict.fromkeys(named))


def choose(
    prompts: Sequence[Prompt],
    asked: Asked,
    today: dt.date,
    part: PartOfDay,
    present: Sequence[str] = (),
) -> Prompt | None:
    """Return the question for now, None if none has rested for thirty days.

    Today's stays while it suits the hour, unless one that speaks to a situation of the moment
    (``present``, the most pressing first) can take the place of one that does not.
    """
    fitting = _fitting(prompts, part, present)
    rested = _rested(fitting, asked, today)
    chosen = _first(rested, today, present)
    for prompt in fitting:
        if prompt.id == asked.latest and asked.days.get(prompt.id) == today:
            speaks = chosen is not None and chosen.situation in present
            return chosen if speaks and prompt.situation not in present else prompt
    return chosen


def another(
    prompts: Sequence[Prompt],
    asked: Asked,
    today: dt.date,
    part: PartOfDay,
    present: Sequence[str] = (),
) -> Prompt | None:
    """Return a different question, if need be the one that was asked longest ago."""
    fitting = [prompt for prompt in _fitting(prompts, part, present) if prompt.id != asked.latest]
    rested = _first(_rested(fitting, asked, today), today, present)
    return rested or min(fitting, key=lambda prompt: asked.days[prompt.id], default=None)


def _fitting(prompts: Sequence[Prompt], part: PartOfDay, present: Sequence[str]) -> list[Prompt]:
    """Return the questions that suit the hour and can be understood at the moment."""
    return [
        prompt
        for prompt in prompts
        if prompt.when in (part, "any") and (not prompt.only or prompt.situation in present)
    ]


def _rested(prompts: Sequence[Prompt], asked: Asked, today: dt.date) -> list[Prompt]:
    never = dt.date.min
    return [
        prompt for prompt in prompts if (today - asked.days.get(prompt.id, never)).days >= REST_DAYS
    ]


def _first(prompts: Sequence[Prompt], today: dt.date, present: Sequence[str]) -> Prompt | None:
    """Return one of the most pressing situation; it differs from day to day, and not within a day."""

    def pressing(prompt: Prompt) -> tuple[int, int]:
        spoken_to = prompt.situation in present
        place = present.index(prompt.situation) if spoken_to else len(present)
        return place, zlib.crc32(f"{today} {prompt.id}".encode())

    return min(prompts, key=pressing, default=None)
