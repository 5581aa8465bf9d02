"""The question above the page: which one today, another one, none."""

from __future__ import annotations

import datetime as dt
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Final

from metanoia import resources
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.prompts import Asked, Prompt, another, choose, part_of_day, prompts_in

if TYPE_CHECKING:
    from metanoia.journal import Journal

_KEY: Final = "prompts"


@cache
def _prompts() -> tuple[Prompt, ...]:
    return prompts_in(resources.path("prompts/prompts.json").read_text(encoding="utf-8"))


class Prompter:
    """Chooses among the questions that ship with the app; the journal remembers what was asked."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._noted: str | None = None  # not kept yet: merely looking at a page changes no journal

    def current(self, today: dt.date, time: dt.time) -> str | None:
        """Return the question for now, None where it was put away for today or none has rested."""
        asked = self._asked()
        if asked.dismissed == today:
            return None
        return self._ask(choose(_prompts(), asked, today, part_of_day(time)), asked, today)

    def another(self, today: dt.date, time: dt.time) -> str | None:
        """Return a different question."""
        asked = self._asked()
        return self._ask(another(_prompts(), asked, today, part_of_day(time)), asked, today)

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

    def keep(self) -> None:
        """Let the journal remember what was asked, now that something was written there anyway."""
        if self._noted is not None:
            with suppress(MetanoiaError):  # a question is no reason to fail where a disk is full
                self._set(Asked.from_text(self._noted))

    def _asked(self) -> Asked:
        return Asked.from_text(self._noted or self._journal.meta.get(_KEY))

    def _set(self, asked: Asked) -> None:
        self._journal.meta.set(_KEY, asked.as_text())
        self._noted = None

    def _ask(self, prompt: Prompt | None, asked: Asked, today: dt.date) -> str | None:
        if prompt is None:
            return None
        asked.note(prompt, today)
        self._noted = asked.as_text()
        return prompt.text
