"""The sample journal: a year of somebody who never lived, to look around in."""

from __future__ import annotations

import tomllib

from metanoia import resources
from metanoia.domain import days
from metanoia.domain.kinds import Kind
from metanoia.exchange import incoming, sample_mastery, sample_models, sample_systems, sample_team
from metanoia.exchange.carrying import carry_out
from metanoia.exchange.open_journal import SampleJournal
from metanoia.exchange.plans import plan

TZ = "Europe/Oslo"


def name() -> str:
    """Return what the sample journal is called."""
    with resources.path("sample/journal.toml").open("rb") as file:
        found: str = tomllib.load(file)["name"]
    return found


def fill(journal: SampleJournal) -> int:
    """Put the sample into an open journal, just made; return how many entries there are."""
    read = incoming.survey(resources.path("sample/entries"), "markdown", tz=TZ)
    with journal.changes.write(Kind.ENTRY):
        result = carry_out(journal, plan(journal, read))
        for entry in list(journal.entries.iterate()):
            lived = days.now(TZ, instant=entry.when.instant)
            if entry.when.has_time and lived.date != entry.when.date:
                journal.entries.move(entry.id, lived)  # written in the night that ends a day
        laid = sample_models.fill(journal, TZ)
        mastered = sample_mastery.fill(journal, TZ, laid.entries, laid.assumptions)
        sample_team.fill(journal, TZ, mastered.goals)
        sample_systems.fill(
            journal, TZ, entries=laid.entries, assumptions=laid.assumptions, goals=mastered.goals
        )
        return result.new + laid.new + mastered.weeks
