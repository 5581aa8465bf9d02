"""What the sample's writer takes for granted, foretells, and wrote with a form."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any, Final, NamedTuple
from zoneinfo import ZoneInfo

from metanoia import resources
from metanoia.domain import days
from metanoia.domain.anchors import BODY, Origin
from metanoia.domain.answers import FilledForm, Ref, passage
from metanoia.domain.assumptions import AssumptionId, NewAssumption, NewEvidence
from metanoia.domain.entries import EntryId, NewEntry, Source
from metanoia.domain.experiments import NewExperiment, Result
from metanoia.domain.form_rows import as_rows
from metanoia.domain.imports import OWN
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import NewPrediction, PredictionId
from metanoia.exchange.open_journal import SampleJournal
from metanoia.store.form_library import library
from metanoia.text import anchors

Told = Mapping[str, Any]

_ASSUMPTION: Final = "assumption"


class Laid(NamedTuple):
    """How many entries came in, and the ids of all entries and assumptions by their names in the sample."""

    new: int
    entries: Mapping[str, EntryId]
    assumptions: Mapping[str, AssumptionId]


def fill(journal: SampleJournal, zone: str) -> Laid:
    """Put it into a journal that holds the sample's entries."""
    with journal.changes.write(Kind.ENTRY, Kind.ASSUMPTION, Kind.PREDICTION):
        laid = _Laying(journal, zone)
        for told in _read("assumptions.toml")["assumption"]:
            laid.assumption(told)
        for told in _read("predictions.toml")["prediction"]:
            laid.prediction(told)
        forms: list[Told] = _read("forms.toml")["entry"]
        for told in forms:
            laid.form(told)
    return Laid(len(forms), laid.entries, laid.assumptions)


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resources.path(f"sample/{name}").read_text(encoding="utf-8"))


class _Laying:
    """Lays the sample into ``journal``; its times of day are those of ``zone``."""

    def __init__(self, journal: SampleJournal, zone: str) -> None:
        self._journal = journal
        self._zone = zone
        self.assumptions: dict[str, AssumptionId] = {}
        self._tests: dict[AssumptionId, str] = {}
        self.entries = {
            f"{entry.when.local:%Y-%m-%d-%H%M}": entry.id for entry in journal.entries.iterate()
        }

    def assumption(self, told: Told) -> None:
        """Keep an assumption that was noticed, or change the one that another was revised to."""
        steps: list[Told] = list(told.get("steps", ()))
        kept = self.assumptions.get(told["key"])
        about = {name: told[name] for name in ("importance", "if_wrong") if name in told}
        if kept is not None:
            self._journal.assumptions.change(kept, **about)
        else:
            first = steps.pop(0) if steps and "rate" in steps[0] else {}
            new = NewAssumption(
                statement=told["statement"],
                about=told["about"],
                person=told.get("person", ""),
                confidence=first.get("rate"),
                reason=first.get("because", ""),
                at=self._at(told.get("at") or first["at"]),
                **about,
            )
            kept = self._journal.assumptions.add(new).id
            self.assumptions[told["key"]] = kept
        for place in told["passages"]:
            entry = self.entries[place["entry"]]
            body = self._journal.entries.get(entry).body
            self._mark(kept, entry, BODY, body, place["quote"])
        for step in steps:
            self._step(kept, step)

    def prediction(self, told: Told) -> None:
        """Keep a prediction with its later forecasts, and what became of it."""
        predictions = self._journal.predictions
        about = self.assumptions.get(told.get("about", ""))
        new = NewPrediction(
            statement=told["statement"],
            settled_by=told["by"],
            due_on=told["due"],
            percent=told["said"],
            assumption=about,
            entry=self._entry(told),
            at=self._at(told["at"]),
        )
        kept: PredictionId = predictions.add(new).id
        for later in told.get("later", ()):
            predictions.forecast(
                kept, later["said"], later.get("note", ""), at=self._at(later["at"])
            )
        if "outcome" in told:
            note = told.get("note", "")
            predictions.settle(kept, told["outcome"], note, at=self._at(told["settled"]))
        if "withdrawn" in told:
            predictions.withdraw(kept, at=self._at(told["withdrawn"]))

    def form(self, told: Told) -> None:
        """Keep an entry written with a form, and what was made of its answers."""
        values = dict(told["values"])
        if "subject" in values:
            title = values["subject"]["entry"]
            values["subject"] = Ref("decision", self.entries[title], title)
        form = library()[told["form"]]
        new = NewEntry(
            when=days.now(self._zone, instant=self._at(told["at"])),
            title=told["title"],
            tags=tuple(told["tags"]),
            form=FilledForm(form.key, form.version, values),
            # as if it had come back from an export: it was written long ago, and may be closed by now
            source=Source(app=OWN, key=f"sample {told['at']}"),
        )
        entry = self._journal.entries.add(new)
        self.entries[told["title"]] = entry.id
        if form.never_share:
            self._journal.entries.set_never_share(entry.id, True)
        said = {
            passage(row.field, row.ord): row.text or ""
            for row in as_rows(form.all_fields, form.cleaned(values))
        }
        for link in told.get("links", ()):
            text = said[link["answer"]]
            self._mark(self.assumptions[link["assumption"]], entry.id, link["answer"], text, text)

    def _step(self, kept: AssumptionId, step: Told) -> None:
        if "happened" in step:
            self._finish(kept, step)
        elif "plan" in step:
            self._plan(kept, step)
        elif "for" in step or "against" in step:
            self._weigh(kept, step)
        elif "rate" in step:
            self._rate(kept, step)
        else:
            self._close(kept, step)

    def _rate(self, kept: AssumptionId, step: Told) -> None:
        entry = self._entry(step)
        self._journal.assumptions.rate(
            kept, step["rate"], reason=step["because"], at=self._at(step["at"]), entry=entry
        )

    def _weigh(self, kept: AssumptionId, step: Told) -> None:
        at = self._at(step["at"])
        seen = NewEvidence(
            stance=1 if "for" in step else -1,
            text=step.get("for") or step["against"],
            weight=step["weight"],
            source=step["source"],
            observed_on=step.get("seen") or step["at"].date(),
            entry=self._entry(step),
        )
        self._journal.assumptions.add_evidence(kept, seen, confidence=step.get("rate"), at=at)

    def _plan(self, kept: AssumptionId, step: Told) -> None:
        new = NewExperiment(
            plan=step["plan"],
            smallest_safe=step["safe"],
            foretold=step["foretold"],
            percent=step["percent"],
            would_weaken=step["weaken"],
            due_on=step["due"],
        )
        test = self._journal.experiments.plan(kept, new, at=self._at(step["at"]))
        self._tests[kept] = test.id

    def _finish(self, kept: AssumptionId, step: Told) -> None:
        result = Result(
            happened=step["happened"],
            learned=step["learned"],
            came_true=step["came_true"],
            confidence=step["rate"],
        )
        self._journal.experiments.finish(self._tests[kept], result, at=self._at(step["at"]))

    def _close(self, kept: AssumptionId, step: Told) -> None:
        assumptions, at = self._journal.assumptions, self._at(step["at"])
        if "drop" in step:
            assumptions.drop(kept, step["drop"], at=at)
        elif "revise" in step:
            self.assumptions[step["as"]] = assumptions.revise(kept, step["revise"], at=at).id
        else:
            assumptions.confirm(kept, at=at)

    def _mark(self, kept: AssumptionId, entry: EntryId, field: str, text: str, quote: str) -> None:
        start = text.index(quote)
        selector = anchors.select(text, start, start + len(quote))
        self._journal.anchors.mark(
            _ASSUMPTION, kept, Origin(entry=entry, selector=selector, field=field)
        )

    def _entry(self, step: Told) -> EntryId | None:
        return self.entries[step["entry"]] if "entry" in step else None

    def _at(self, local: dt.datetime) -> dt.datetime:
        return local.replace(tzinfo=ZoneInfo(self._zone))
