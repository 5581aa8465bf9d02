"""The quiet line above the page: what is due to be looked at again, else a question, else nothing."""

from __future__ import annotations

import datetime as dt
import json
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from metanoia import places, resources
from metanoia.domain import days
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.prompts import (
    Asked,
    Prompt,
    another,
    choose,
    part_of_day,
    prompts_in,
    situations,
)
from metanoia.ui.pages.today.offers import Offer, offers

if TYPE_CHECKING:
    from metanoia.journal import Journal

_KEY: Final = "prompts"
_PUT_AWAY: Final = "offers_put_away"  # {"day": ..., "offers": [...]}


class Line(NamedTuple):
    """A question to write about, or an ``offer`` that leads somewhere."""

    text: str
    offer: Offer | None = None


class _Seen(NamedTuple):
    day: dt.date
    present: tuple[str, ...]
    due: Offer | None


@cache
def _prompts() -> tuple[Prompt, ...]:
    return prompts_in(resources.path("prompts/prompts.json").read_text(encoding="utf-8"))


class Prompter:
    """Chooses among the questions that ship with the app; the journal remembers what was asked."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._noted: str | None = None  # not kept yet: merely looking at a page changes no journal
        self._seen: _Seen | None = None

    def current(self, today: dt.date, time: dt.time) -> Line | None:
        """Return the line for now, None where it was put away for today or no question has rested."""
        asked = self._asked()
        if asked.dismissed == today:
            return None
        present, due = self._situation(today)
        if due is not None:
            return Line(due.text, due)
        prompt = choose(_prompts(), asked, today, part_of_day(time), present)
        return self._ask(prompt, asked, today)

    def another(self, today: dt.date, time: dt.time) -> Line | None:
        """Return a different question."""
        asked = self._asked()
        present, _ = self._situation(today)
        prompt = another(_prompts(), asked, today, part_of_day(time), present)
        return self._ask(prompt, asked, today)

    def about(self, situation: str, today: dt.date, time: dt.time) -> Line | None:
        """Return a question that speaks to a situation, as it was asked for: if need be one of late."""
        asked = self._asked()
        fitting = [prompt for prompt in _prompts() if prompt.situation == situation]
        prompt = another(fitting, asked, today, part_of_day(time), (situation,))
        prompt = prompt or next(iter(fitting), None)
        if asked.dismissed == today:
            asked.dismissed = None
        return self._ask(prompt, asked, today)

    def look_again(self) -> None:
        """Note that the journal has changed: something else may be due, or the case."""
        self._seen = None

    def dismiss(self, today: dt.date) -> None:
        """Ask nothing more today."""
        asked = self._asked()
        asked.dismissed = today
        self._set(asked)

    def call_back(self) -> None:
        """Ask again today after all."""
        asked = self._asked()
        asked.dismissed = None
        self._set(asked)

    def put_away(self, offer: Offer, today: dt.date) -> None:
        """Offer that no more today."""
        away = [*self._away(today), offer.id]
        self._keep_away(today, away)

    def bring_back(self, offer: Offer, today: dt.date) -> None:
        """Offer it today after all."""
        self._keep_away(today, [id_ for id_ in self._away(today) if id_ != offer.id])

    def keep(self) -> None:
        """Let the journal remember what was asked, now that something was written there anyway."""
        if self._noted is not None:
            with suppress(MetanoiaError):  # a question is no reason to fail where a disk is full
                self._set(Asked.from_text(self._noted))

    def _situation(self, today: dt.date) -> tuple[tuple[str, ...], Offer | None]:
        if self._seen is None or self._seen.day != today:
            since = days.at(today, self._journal.meta.day_start, places.time_zone()).instant
            present = situations(self._journal.situation.facts(today, since))
            away = self._away(today)
            due = (offer for offer in offers(self._journal, today) if offer.id not in away)
            self._seen = _Seen(today, present, next(due, None))
        return self._seen.present, self._seen.due

    def _away(self, today: dt.date) -> list[str]:
        try:
            found = json.loads(self._journal.meta.get(_PUT_AWAY) or "{}")
            return list(found["offers"]) if found.get("day") == today.isoformat() else []
        except (ValueError, TypeError, KeyError, AttributeError):
            return []

    def _keep_away(self, today: dt.date, away: list[str]) -> None:
        self._journal.meta.set(_PUT_AWAY, json.dumps({"day": today.isoformat(), "offers": away}))
        self._seen = None

    def _asked(self) -> Asked:
        return Asked.from_text(self._noted or self._journal.meta.get(_KEY))

    def _set(self, asked: Asked) -> None:
        self._journal.meta.set(_KEY, asked.as_text())
        self._noted = None

    def _ask(self, prompt: Prompt | None, asked: Asked, today: dt.date) -> Line | None:
        if prompt is None:
            return None
        asked.note(prompt, today)
        self._noted = asked.as_text()
        return Line(prompt.text)
