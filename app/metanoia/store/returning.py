"""Bringing back what left with an export, besides entries."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from metanoia.domain.map_wholes import WholeMap
from metanoia.domain.mastery_wholes import Mastery
from metanoia.domain.team_wholes import Team
from metanoia.domain.wholes import (
    Linked,
    Whole,
    WholeAction,
    WholeAssumption,
    WholePrediction,
    kind_of,
)
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.insertion import Insertion, columns, plain
from metanoia.store.links import RELATIONS
from metanoia.store.part import new_id, now
from metanoia.store.returning_maps import ReturningMaps
from metanoia.store.returning_mastery import MENDED, Came, ReturningMastery
from metanoia.store.returning_team import MENDED_TEAM, ReturningTeam
from metanoia.store.things import KINDS, VALUE

_MENDED = (
    # what names something that did not come names nothing
    """UPDATE assumption SET state = 'dropped', revised_to_id = NULL WHERE revised_to_id IS NOT NULL
      AND revised_to_id NOT IN (SELECT id FROM assumption)""",
    # what leads back to itself leads nowhere
    """UPDATE assumption SET state = 'dropped', revised_to_id = NULL WHERE id IN (
      WITH RECURSIVE chain(start, onward) AS (
        SELECT id, revised_to_id FROM assumption WHERE revised_to_id IS NOT NULL
        UNION SELECT start, revised_to_id FROM chain JOIN assumption ON id = onward
          WHERE revised_to_id IS NOT NULL)
      SELECT start FROM chain WHERE start = onward)""",
    """UPDATE prediction SET assumption_id = NULL WHERE assumption_id IS NOT NULL
      AND assumption_id NOT IN (SELECT id FROM assumption)""",
    """UPDATE prediction SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE experiment SET prediction_id = NULL WHERE prediction_id IS NOT NULL
      AND prediction_id NOT IN (SELECT id FROM prediction)""",
    """UPDATE evidence SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE confidence_point SET entry_id = NULL WHERE entry_id IS NOT NULL
      AND entry_id NOT IN (SELECT id FROM entry)""",
    """UPDATE confidence_point SET experiment_id = NULL WHERE experiment_id IS NOT NULL
      AND experiment_id NOT IN (SELECT id FROM experiment)""",
    "DELETE FROM anchor WHERE entry_id NOT IN (SELECT id FROM entry)",
)


class Returning(Insertion):
    """What comes back; the ids are those it left with."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._mastery = ReturningMastery(connection, changes)
        self._team = ReturningTeam(connection, changes, self._mastery.own)
        self._maps = ReturningMaps(connection, changes, self._mastery.own)

    def there(self, whole: Whole) -> bool:
        """Tell whether nothing of it would come: the journal has it, in Recently deleted as well."""
        if isinstance(whole, Mastery):
            return self._mastery.here(whole)
        if isinstance(whole, Team):
            return self._team.here(whole)
        return self._has(kind_of(whole), whole.thing.id)

    def bring_back(self, wholes: Sequence[Whole], here: Sequence[Whole] = ()) -> list[Came]:
        """Keep each whole or nothing of it, inside a write block; return what came of each.

        Sorts come after their values, maps and reviews after all that they name. ``here`` is what of the same export is there already, perhaps by another id.
        References to what is not there fall away; an assumption revised to one that is not, or in
        a circle, is dropped, and a goal that is part of itself is part of none.
        """
        self._mastery.begin(here)
        self._write("PRAGMA defer_foreign_keys = ON")  # they may name one another
        came = [self._bring(whole) for whole in wholes]
        for statement in (*_MENDED, *MENDED, *MENDED_TEAM):
            self._write(statement)
        for whole, found in zip(wholes, came, strict=True):
            if found and isinstance(whole, Linked):
                self._tie(whole)
                self._plan(whole)
        return came

    def _bring(self, whole: Whole) -> Came:
        self._write("SAVEPOINT brought")
        try:
            return self._insert_whole(whole)
        except driver.IntegrityError:
            self._write("ROLLBACK TO brought")
            return ()
        finally:
            self._write("RELEASE brought")

    def _insert_whole(self, whole: Whole) -> Came:
        if isinstance(whole, Mastery):
            came = self._mastery.insert(whole)
        elif isinstance(whole, Team):
            came = self._team.insert(whole)
        elif isinstance(whole, WholeMap):
            came = self._maps.insert(whole)
        else:
            came = ((kind_of(whole), whole.thing.id),)
            if isinstance(whole, WholeAssumption):
                self._assumption(whole)
            elif isinstance(whole, WholePrediction):
                self._prediction(whole)
            else:
                self._action(whole)
        if isinstance(whole, Linked):
            self._anchor(whole)
        return came

    def _anchor(self, whole: Linked) -> None:
        for anchor in whole.anchors:
            passage = dataclasses.asdict(anchor.selector)
            self._put(
                "anchor",
                id=anchor.id,
                item_type=anchor.item_type,
                item_id=self._mastery.own(anchor.item_type, anchor.item_id),
                entry_id=anchor.entry,
                field=anchor.field,
                **passage,
                created_at=anchor.created_at,
            )

    def _assumption(self, whole: WholeAssumption) -> None:
        one = whole.thing
        self._put(
            "assumption",
            **columns(one, "id created_at updated_at statement about person if_wrong confidence"),
            **columns(one, "importance state closed_at closing_note touched_at"),
            revised_to_id=one.revised_to,
        )
        for test in whole.tests:
            self._put(
                "experiment",
                **columns(test, "id created_at plan smallest_safe would_weaken due_on state"),
                **columns(test, "result learned settled_at"),
                updated_at=test.created_at,
                assumption_id=one.id,
                prediction_id=test.prediction,
            )
        for seen in whole.evidence:
            self._put(
                "evidence",
                **columns(seen, "id stance weight text source observed_on"),
                created_at=one.created_at,
                updated_at=one.created_at,
                assumption_id=one.id,
                entry_id=seen.entry,
            )
        for point in whole.history:
            self._put(
                "confidence_point",
                **columns(point, "id at confidence cause reason"),
                assumption_id=one.id,
                entry_id=point.entry,
                experiment_id=point.test,
            )

    def _prediction(self, whole: WholePrediction) -> None:
        one = whole.thing
        self._put(
            "prediction",
            **columns(one, "id created_at statement settled_by first_due_on due_on settle_note"),
            updated_at=one.created_at,
            assumption_id=one.assumption,
            entry_id=one.entry,
        )
        for said in one.forecasts:
            self._put("forecast", id=new_id(), prediction_id=one.id, **said._asdict())
        self._write(  # a closed prediction takes no forecasts: it is closed once they are there
            "UPDATE prediction SET outcome = ?, settled_at = ?, withdrawn_at = ? WHERE id = ?",
            one.outcome,
            plain(one.settled_at),
            plain(one.withdrawn_at),
            one.id,
        )

    def _action(self, whole: WholeAction) -> None:
        one = whole.thing
        self._put(
            "action",
            **columns(one, "id created_at kind text due_on state settled_at reflection"),
            **columns(one, "cue outcome obstacle times_met times_used"),
            goal_id=one.goal,
            updated_at=one.created_at,
        )

    def _tie(self, whole: Linked) -> None:
        kind = kind_of(whole)
        mine = (kind, self._mastery.own(kind, whole.thing.id))
        for item_type, item_id, relation in whole.ties:
            other = (item_type, self._mastery.own(item_type, item_id))
            if relation not in RELATIONS or item_type not in KINDS or not self._has(*other):
                continue
            ends = (
                (*other, *mine) if kind == VALUE else (*mine, *other)
            )  # a value is what is served
            if ends[:2] != ends[2:] and self._one(_TIED, *ends, relation) is None:
                self._put(
                    "item_link",
                    **dict(zip(("from_type", "from_id", "to_type", "to_id"), ends, strict=True)),
                    id=new_id(),
                    relation=relation,
                    created_at=now(),
                )

    def _plan(self, whole: Linked) -> None:
        kind, plan = kind_of(whole), whole.again
        item = self._mastery.own(kind, whole.thing.id)
        if plan and not self._any("review_plan WHERE item_type = ? AND item_id = ?", kind, item):
            self._put(
                "review_plan",
                **columns(plan, "due_on last_on last_outcome snoozes"),
                item_type=kind,
                item_id=item,
                interval_days=plan.interval,
            )


_TIED = """SELECT 1 FROM item_link WHERE relation = ?5
    AND ((from_type, from_id, to_type, to_id) = (?1, ?2, ?3, ?4)
      OR (to_type, to_id, from_type, from_id) = (?1, ?2, ?3, ?4))"""
