"""What the sample's writer wants together with her ward, and what she and her coach agreed to learn."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections.abc import Mapping
from typing import Any, Final
from zoneinfo import ZoneInfo

from metanoia import resources
from metanoia.domain.kinds import Kind
from metanoia.domain.learning_targets import TargetEvent, TargetId, Wording
from metanoia.domain.people import Role
from metanoia.domain.terms import NewTerm
from metanoia.domain.visions import NewVision, ThemeId, VisionId
from metanoia.exchange.open_journal import SampleJournal
from metanoia.exchange.sample_mastery import LAST_DAY
from metanoia.store.part import new_id

Told = Mapping[str, Any]

_KINDS: Final = (Kind.VISION, Kind.TERM, Kind.TARGET, Kind.PERSON, Kind.LINK)


def fill(journal: SampleJournal, zone: str, goals: Mapping[str, str]) -> None:
    """Put it into a journal that holds the rest of the sample; ``goals`` by their names in it."""
    told = tomllib.loads(resources.path("sample/team.toml").read_text(encoding="utf-8"))
    with journal.changes.write(*_KINDS):
        laid = _Laying(journal, zone, goals)
        laid.vision(told)
        for term in told["term"]:
            journal.terms.add(NewTerm(**term, vision=laid.shown))
        coach = told["coach"]
        person = journal.people.add(
            coach["name"], Role.COACH, coach["age"], bytes.fromhex(coach["key"])
        )
        for target in told["target"]:
            laid.target(target, person.id)


class _Laying:
    """Lays the sample into ``journal``; its times of day are those of ``zone``."""

    def __init__(self, journal: SampleJournal, zone: str, goals: Mapping[str, str]) -> None:
        self._journal = journal
        self._zone = zone
        self._goals = goals
        self._themes: dict[str, ThemeId] = {}
        self.shown: VisionId | None = None

    def vision(self, told: Told) -> None:
        """Keep the text of before and that of now, with stances and the grid."""
        visions = self._journal.visions
        before = dict(told["before"])
        themes = before.pop("theme")
        old = visions.add(NewVision(**before), [one["text"] for one in themes])
        for one, kept in zip(themes, visions.themes(old.id), strict=True):
            visions.say(kept.id, one["words"])
        now = visions.add(
            NewVision(**told["vision"]), [one["text"] for one in told["theme"]], replaces=old.id
        )
        self.shown = now.id
        for one, kept in zip(told["theme"], visions.themes(now.id), strict=True):
            self._themes[one["key"]] = kept.id
            visions.say(kept.id, one["words"])
            for said in one["stances"]:
                visions.stand(kept.id, said.get("stands"), date=said["on"], today=LAST_DAY)
            for goal in one["serves"]:
                ends = ("goal", self._goals[goal]), ("theme", kept.id)
                self._journal.ties.connect(*ends, "serves")
        self._fit(told["fit"])

    def target(self, told: Told, party: str) -> None:
        """Keep a learning target with all that both sides said of it."""
        target = TargetId(new_id())
        events = [
            TargetEvent(
                id=new_id(),
                target=target,
                at=said["at"].replace(tzinfo=ZoneInfo(self._zone)).astimezone(dt.UTC),
                actor=said["by"],
                act=said["act"],
                wording=Wording(said.get("text", told["text"]), told["sign"], told["due"]),
                outcome=said.get("outcome"),
                note=said.get("note", ""),
            )
            for said in told["said"]
        ]
        self._journal.targets.take(events, party=party)

    def _fit(self, told: list[Told]) -> None:
        names = {value.name.casefold(): value.id for value in self._journal.values.all()}
        for line in told:
            notes = line.get("note", {})
            for key, theme in self._themes.items():
                if key in line:
                    value = names[line["value"]]
                    self._journal.visions.set_fit(value, theme, line[key], notes.get(key, ""))
