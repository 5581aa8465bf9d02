"""Bringing back goals that left with an export, and the earlier wordings of what came."""

from __future__ import annotations

import json

from metanoia.domain.mastery_wholes import WholeGoal, WholeMeasure, WholeValue
from metanoia.store.insertion import Insertion, columns
from metanoia.store.part import new_id


class ReturningGoals(Insertion):
    """What a goal is made of, written inside a write block."""

    def _goal(self, whole: WholeGoal) -> None:
        one = whole.thing
        self._put(
            "goal",
            **columns(one, "id created_at updated_at title why importance started_on target_on"),
            **columns(one, "state closed_at closing_note"),
            vision_md=one.vision,
            reality_md=one.reality,
            cadence_days=one.cadence,
            parent_id=one.parent,
            step_id=one.step,
            rev=len(whole.wordings) + 1,
        )
        for look in whole.check_ins:
            self._put(
                "goal_checkin",
                **columns(look, "id at closeness pull note"),
                goal_id=one.id,
                local_date=look.date,
            )
        for place, measure in enumerate(whole.measures):
            self._measure(measure, place)
        for place, brake in enumerate(whole.brakes):
            self._put(
                "brake",
                **columns(brake, "id text confidence_then"),
                created_at=one.created_at,
                goal_id=one.id,
                parent_id=brake.parent,
                col=brake.column,
                ord=place,
                assumption_id=brake.assumption,
            )
        self._wordings("goal", whole)

    def _measure(self, whole: WholeMeasure, place: int) -> None:
        one = whole.measure
        self._put(
            "measure",
            **columns(one, "id name unit kind slack"),
            created_at=whole.created_at,
            updated_at=whole.created_at,
            goal_id=one.goal,
            ord=place,
            start_value=one.start,
            target_ref=one.first_target,
            target_value=one.target,
            band_lo=one.low,
            band_hi=one.high,
        )
        for move in whole.changes:
            self._put(
                "target_change",
                **columns(move, "at reason"),
                id=new_id(),
                measure_id=one.id,
                old_target=move.old,
                new_target=move.new,
            )
        for note in whole.observations:
            self._put(
                "observation",
                **columns(note, "at value"),
                id=new_id(),
                measure_id=one.id,
                local_date=note.date,
            )

    def _wordings(self, kind: str, whole: WholeGoal | WholeValue) -> None:
        for rev, wording in enumerate(whole.wordings, 1):
            self._put(
                "revision",
                id=new_id(),
                item_type=kind,
                item_id=whole.thing.id,
                rev=rev,
                at=wording.until,
                before_json=json.dumps(dict(wording.said), ensure_ascii=False),
            )
