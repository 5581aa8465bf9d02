"""What the sample's writer wants to be true, what matters to her, and the weeks she looked back on."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from metanoia import resources
from metanoia.domain import days
from metanoia.domain.actions import ActionId, NewAction
from metanoia.domain.answers import FilledForm
from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.entries import EntryId, NewEntry, Source
from metanoia.domain.goals import GoalId, NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.imports import OWN
from metanoia.domain.kinds import Kind
from metanoia.domain.metrics import NewMetric
from metanoia.domain.values import ValueId
from metanoia.exchange.open_journal import SampleJournal
from metanoia.store.form_library import library

Told = Mapping[str, Any]

LAST_DAY: Final = dt.date(2026, 3, 12)


class Mastered(NamedTuple):
    """How many weekly entries came in, and the ids of the goals by their names in the sample."""

    weeks: int
    goals: Mapping[str, GoalId]


def fill(
    journal: SampleJournal,
    zone: str,
    entries: Mapping[str, EntryId],
    assumptions: Mapping[str, AssumptionId],
) -> Mastered:
    """Put it into a journal that holds the entries and assumptions of the sample."""
    kinds = (Kind.VALUE, Kind.GOAL, Kind.METRIC, Kind.REVIEW, Kind.ENTRY, Kind.ACTION, Kind.LINK)
    weeks: list[Told] = _read("reviews.toml")["week"]
    with journal.changes.write(*kinds):
        laid = _Laying(journal, zone, entries, assumptions)
        laid.values(_read("values.toml"))
        for told in _read("goals.toml")["goal"]:
            laid.goal(told)
        for told in _read("metrics.toml")["metric"]:
            laid.metric(told)
        for told in weeks:
            laid.week(told)
    return Mastered(len(weeks), laid.goals)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"sample/{name}").read_text(encoding="utf-8"))


def numbers(told: str) -> Iterator[tuple[dt.date, float]]:
    """Yield the days and numbers of "2025-03-12 4, 2025-03-13 5"."""
    for pair in told.split(","):
        day, number = pair.split()
        yield dt.date.fromisoformat(day), float(number)


class _Laying:
    """Lays the sample into ``journal``; its times of day are those of ``zone``."""

    def __init__(
        self,
        journal: SampleJournal,
        zone: str,
        entries: Mapping[str, EntryId],
        assumptions: Mapping[str, AssumptionId],
    ) -> None:
        self._journal = journal
        self._zone = zone
        self._entries = entries
        self._assumptions = assumptions
        self._values: dict[str, ValueId] = {}
        self.goals: dict[str, GoalId] = {}

    def values(self, told: Told) -> None:
        """Keep the values with their sorts and ratings, and what served or strained them."""
        values = self._journal.values
        for value in told["value"]:
            kept = values.add(value["name"], value["meaning"]).id
            self._values[value["key"]] = kept
            for said in value["ratings"]:
                values.rate(
                    kept, said["matters"], said["shows"], said.get("note", ""),
                    date=said["on"], today=LAST_DAY,
                )  # fmt: skip
            for relation in ("serves", "strains"):
                for entry in value[relation]:
                    self._tie(("entry", self._entries[entry]), ("value", kept), relation)
        for sort in told["sort"]:
            values.keep_sort(
                [self._values[key] for key in sort["order"]], {}, date=sort["on"], today=LAST_DAY
            )
        for value in told["value"]:
            if value.get("retired"):
                values.retire(self._values[value["key"]])

    def goal(self, told: Told) -> None:
        """Keep a goal with its measures and steps, and how it went."""
        goals = self._journal.goals
        kept = goals.add(
            NewGoal(
                title=told["title"],
                vision=told["vision"],
                reality=told["reality"],
                why=told["why"],
                importance=told["importance"],
                started_on=told["started"],
                target_on=told.get("target"),
                cadence=told.get("cadence", 7),
                parent=self.goals.get(told.get("parent", "")),
            ),
            at=self._at(told["at"]),
        ).id
        self.goals[told["key"]] = kept
        for measure in told.get("measure", ()):
            self._measure(kept, measure)
        self._look(kept, told)
        for step in told.get("step", ()):
            self._step(kept, step)
        for plan in told.get("plan", ()):
            self._plan(kept, plan)
        self._hold_in_place(kept, told.get("brake", ()))
        for value in told.get("serves", ()):
            self._tie(("goal", kept), ("value", self._values[value]), "serves")
        for assumption in told.get("assumes", ()):
            self._tie(("goal", kept), ("assumption", self._assumptions[assumption]), "about")
        if "achieved" in told:
            goals.achieve(kept, told["closing"], at=self._at(told["achieved"]))
        if "released" in told:
            goals.release(kept, told["closing"], at=self._at(told["released"]))

    def metric(self, told: Told) -> None:
        """Keep a metric with its readings; mood and energy are there already."""
        metrics = self._journal.metrics
        if "built_in" in told:
            kept = metrics.built_in(told["built_in"], shown=True).id
        else:
            kept = metrics.add(NewMetric(name=told["name"], kind=told["kind"])).id
        for day, number in numbers(told["readings"]):
            metrics.set(kept, day, number, today=LAST_DAY)

    def week(self, told: Told) -> None:
        """Keep a weekly review with the entry that was written in it."""
        day = told["at"].date()
        form = library()["weekly"]
        said = {
            "surprised": "surprised",
            "granted": "took_for_granted",
            "moved": "moved",
            "one": "one",
        }
        new = NewEntry(
            when=days.now(self._zone, instant=self._at(told["at"])),
            title=f"Week {day.isocalendar().week}",
            tags=("review",),
            form=FilledForm(
                form.key, form.version,
                {said[key]: tuple(told[key]) if key == "granted" else told[key] for key in said if key in told},
            ),
            source=Source(app=OWN, key=f"sample {told['at']}"),
        )  # fmt: skip
        entry = self._journal.entries.add(new)
        self._journal.reviews.keep_past("weekly", day, self._at(told["at"]), entry.id)

    def _measure(self, goal: GoalId, told: Told) -> None:
        goals = self._journal.goals
        new = NewMeasure(
            name=told["name"],
            kind=told["kind"],
            unit=told.get("unit", ""),
            **{
                key: float(told[key])
                for key in ("start", "target", "low", "high", "slack")
                if key in told
            },
        )
        kept = goals.add_measure(goal, new, at=self._at(told["at"]))
        for day, number in numbers(told["seen"]):
            goals.observe(kept.id, number, day)
        for move in told.get("moved", ()):
            goals.move_target(kept.id, float(move["to"]), move["because"], at=self._at(move["at"]))

    def _look(self, goal: GoalId, told: Told) -> None:
        notes = {note["on"]: note["note"] for note in told.get("notes", ())}
        day: dt.date = told["from"]
        for close, pull in zip(told["closeness"].split(), told["pull"].split(), strict=True):
            if close != ".":
                self._check_in(goal, day, int(close), int(pull), notes.get(day, ""))
            day += dt.timedelta(days=told["every"])
        if last := told.get("last"):
            self._check_in(goal, last["on"], last["closeness"], last["pull"], last["note"])

    def _check_in(self, goal: GoalId, day: dt.date, closeness: int, pull: int, note: str) -> None:
        new = NewCheckIn(closeness=closeness, pull=pull, note=note)
        at = self._at(dt.datetime.combine(day, dt.time(12, 40)))
        self._journal.goals.check_in(goal, new, date=day, today=LAST_DAY, at=at)

    def _step(self, goal: GoalId, told: Told) -> None:
        actions = self._journal.actions
        kept = actions.add(NewAction(text=told["text"], due_on=told["due"], goal=goal)).id
        if "done" in told:
            actions.settle(kept, told["done"], told["came"])

    def _plan(self, goal: GoalId, told: Told) -> None:
        kept: ActionId = self._journal.actions.add(
            NewAction(
                text=told["text"],
                goal=goal,
                kind="if_then",
                cue=told["cue"],
                outcome=told["outcome"],
                obstacle=told["obstacle"],
            )
        ).id
        for met in range(told["met"]):
            self._journal.actions.met(kept, met < told["used"])

    def _hold_in_place(self, goal: GoalId, told: list[Told]) -> None:
        above: dict[str, str] = {}
        before = {"worry": "behaviour", "protects": "worry", "assumption": "protects"}
        for line in told:
            column = line["column"]
            parent = above.get(before.get(column, ""))
            kept = self._journal.brakes.add(goal, column, line["text"], parent=parent)
            above[column] = kept.id
            if "assumes" in line:
                self._journal.brakes.rest_on(
                    kept.id, self._assumptions[line["assumes"]], line["then"]
                )

    def _tie(self, start: tuple[str, str], end: tuple[str, str], relation: str) -> None:
        self._journal.ties.connect(start, end, relation)

    def _at(self, local: dt.datetime) -> dt.datetime:
        return local.replace(tzinfo=ZoneInfo(self._zone))
