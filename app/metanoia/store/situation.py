"""What is the case today, as far as a question can speak to it."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.prompts import Facts
from metanoia.store.part import Part, stamp

FACTS = """WITH day(today, since, before) AS (VALUES(?1, ?2, ?3)) SELECT
    EXISTS(SELECT 1 FROM prediction, day WHERE deleted_at IS NULL AND settled_at >= day.before
      AND outcome IN ('yes', 'no') AND (outcome = 'yes') <> ((SELECT percent FROM forecast
        WHERE prediction_id = prediction.id ORDER BY at DESC, rowid DESC LIMIT 1) >= 50)),
    EXISTS(SELECT 1 FROM experiment, day JOIN assumption ON assumption.id = assumption_id
      WHERE experiment.state IN ('planned', 'running') AND due_on <= day.today
        AND experiment.deleted_at IS NULL AND assumption.deleted_at IS NULL),
    EXISTS(SELECT 1 FROM entry, day WHERE form_key = 'two_column' AND form_key <> 'free'
      AND local_date = day.today AND deleted_at IS NULL),
    EXISTS(SELECT 1 FROM assumption, day WHERE deleted_at IS NULL AND created_at >= day.since
      AND EXISTS(SELECT 1 FROM anchor WHERE item_type = 'assumption' AND item_id = assumption.id)),
    EXISTS(SELECT 1 FROM confidence_point AS point, day JOIN assumption ON assumption.id = point.assumption_id
      WHERE point.at >= day.since AND point.cause <> 'first' AND assumption.deleted_at IS NULL),
    EXISTS(SELECT 1 FROM entry, day WHERE form_key = 'decision' AND form_key <> 'free'
      AND local_date = day.today AND deleted_at IS NULL),
    EXISTS(SELECT 1 FROM assumption WHERE deleted_at IS NULL AND confidence >= 90
      AND state IN ('held', 'testing', 'confirmed')
      AND NOT EXISTS(SELECT 1 FROM evidence WHERE assumption_id = assumption.id AND deleted_at IS NULL)
      AND NOT EXISTS(SELECT 1 FROM experiment WHERE assumption_id = assumption.id AND state = 'done')),
    EXISTS(SELECT 1 FROM goal WHERE deleted_at IS NULL AND state = 'active'
      AND (SELECT max(pull) FROM goal_checkin WHERE goal_id = goal.id) - 3 >=
        (SELECT pull FROM goal_checkin WHERE goal_id = goal.id ORDER BY local_date DESC LIMIT 1)),
    EXISTS(SELECT 1 FROM goal_checkin, day JOIN goal ON goal.id = goal_id
      WHERE local_date = day.today AND goal.deleted_at IS NULL),
    EXISTS(SELECT 1 FROM entry, day JOIN item_link ON from_type = 'entry' AND from_id = entry.id
      WHERE local_date = day.today AND entry.deleted_at IS NULL AND relation = 'strains'),
    EXISTS(SELECT 1 FROM map, day WHERE deleted_at IS NULL AND updated_at >= day.since
      AND EXISTS(SELECT 1 FROM causal_link WHERE map_id = map.id))"""
ACCEPTED = """SELECT DISTINCT pattern FROM map JOIN pattern_note ON map_id = map.id
    WHERE deleted_at IS NULL AND updated_at >= ? AND pattern_note.state = 'accepted'"""
_LIMITS = {"limits_to_growth"}
_REMEDIES = {"fixes_that_fail", "shifting_the_burden"}


class Situation(Part):
    """Reads what makes one question better than another."""

    def facts(self, today: dt.date, since: dt.datetime) -> Facts:
        """Return what is the case on the day ``today``, which began at the moment ``since``."""
        before = stamp(since - dt.timedelta(days=1))
        row = self._one(FACTS, today.isoformat(), stamp(since), before)
        found = tuple(map(bool, row or (0,) * 11))
        otherwise, test, conversation, marked, moved, decided, sure, fell, *rest = found
        looked, strained, drawn = rest
        accepted = {pattern for (pattern,) in self._all(ACCEPTED, stamp(since))}
        return Facts(
            came_otherwise=otherwise,
            test_due=test,
            conversation_today=conversation,
            marked_today=marked,
            moved_today=moved,
            decided_today=decided,
            sure_untested=sure,
            pull_fell=fell,
            goal_looked_at=looked,
            value_strained=strained,
            map_drawn_today=drawn,
            pattern_on_map=bool(accepted),
            limit_on_map=bool(accepted & _LIMITS),
            remedy_on_map=bool(accepted & _REMEDIES),
        )
