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
    """One question; ``when`` is the part of the day that it suits."""

    id: str
    text: str
    when: PartOfDay


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
    """Return the questions of a JSON list of {"id", "text", "when"}; ValueError if it is none."""
    return tuple(Prompt(one["id"], one["text"], one["when"]) for one in json.loads(text))


def choose(
    prompts: Sequence[Prompt], asked: Asked, today: dt.date, part: PartOfDay
) -> Prompt | None:
    """Return the question for now: today's again if it still suits, else one that has rested."""
    fitting = [prompt for prompt in prompts if prompt.when in (part, "any")]
    for prompt in fitting:
        if prompt.id == asked.latest and asked.days.get(prompt.id) == today:
            return prompt
    return _first(_rested(fitting, asked, today), today)


def another(
    prompts: Sequence[Prompt], asked: Asked, today: dt.date, part: PartOfDay
) -> Prompt | None:
    """Return a different question, if need be the one that was asked longest ago."""
    fitting = [
        prompt for prompt in prompts if prompt.when in (part, "any") and prompt.id != asked.latest
    ]
    rested = _first(_rested(fitting, asked, today), today)
    return rested or min(fitting, key=lambda prompt: asked.days[prompt.id], default=None)


def _rested(prompts: Sequence[Prompt], asked: Asked, today: dt.date) -> list[Prompt]:
    never = dt.date.min
    return [
        prompt for prompt in prompts if (today - asked.days.get(prompt.id, never)).days >= REST_DAYS
    ]


def _first(prompts: Sequence[Prompt], today: dt.date) -> Prompt | None:
    """Return one that differs from day to day, and not within a day."""
    return min(
        prompts, key=lambda prompt: zlib.crc32(f"{today} {prompt.id}".encode()), default=None
    )
