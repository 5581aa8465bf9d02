"""The third step: values, goals with their reality, own metrics, and the reviews."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m003_personal_mastery(db: Database) -> None:
    """Keep values and how they are lived, goals and what is true now, metrics, and reviews."""
    for statement in _PERSONAL_MASTERY:
        db.execute(statement)
    db.execute("PRAGMA user_version = 3")


_THING = """id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 1 CHECK(rev >= 1), deleted_at TEXT"""
_DAY = "CHECK({} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"

_PERSONAL_MASTERY = (
    # -- values
    f"""CREATE TABLE value({_THING},
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 60),
      meaning TEXT NOT NULL DEFAULT '' CHECK(length(meaning) <= 500),
      rank INTEGER CHECK(rank BETWEEN 1 AND 10),
      state TEXT NOT NULL DEFAULT 'active' CHECK(state IN ('active', 'retired'))) STRICT""",
    """CREATE UNIQUE INDEX value_rank ON value(rank)
      WHERE rank IS NOT NULL AND deleted_at IS NULL AND state = 'active'""",
    "CREATE INDEX value_trash ON value(deleted_at) WHERE deleted_at IS NOT NULL",
    f"""CREATE TABLE value_rating(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      value_id TEXT NOT NULL REFERENCES value(id) ON DELETE CASCADE, at TEXT NOT NULL,
      local_date TEXT NOT NULL {_DAY.format("local_date")},
      importance INTEGER NOT NULL CHECK(importance BETWEEN 0 AND 10),
      lived INTEGER CHECK(lived BETWEEN 0 AND 10),
      note TEXT NOT NULL DEFAULT '' CHECK(length(note) <= 300),
      UNIQUE(value_id, local_date)) STRICT""",
    # a sort is kept whole: the order in which the values stood on that day
    f"""CREATE TABLE value_sort(id TEXT PRIMARY KEY CHECK(length(id) = 36), at TEXT NOT NULL,
      local_date TEXT NOT NULL {_DAY.format("local_date")}) STRICT""",
    """CREATE TABLE value_sorted(sort_id TEXT NOT NULL REFERENCES value_sort(id) ON DELETE CASCADE,
      value_id TEXT NOT NULL REFERENCES value(id) ON DELETE CASCADE,
      rank INTEGER NOT NULL CHECK(rank BETWEEN 1 AND 10),
      PRIMARY KEY(sort_id, value_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX value_sorted_of ON value_sorted(value_id)",
    # -- goals
    f"""CREATE TABLE goal({_THING},
      parent_id TEXT REFERENCES goal(id) ON DELETE SET NULL,
      title TEXT NOT NULL CHECK(length(title) BETWEEN 1 AND 120),
      vision_md TEXT NOT NULL DEFAULT '' CHECK(length(vision_md) <= 10000),
      reality_md TEXT NOT NULL DEFAULT '' CHECK(length(reality_md) <= 10000),
      why TEXT NOT NULL DEFAULT '' CHECK(length(why) <= 2000),
      importance INTEGER NOT NULL DEFAULT 5 CHECK(importance BETWEEN 0 AND 10),
      started_on TEXT, target_on TEXT,
      cadence_days INTEGER NOT NULL DEFAULT 7 CHECK(cadence_days IN (7, 14, 30)),
      state TEXT NOT NULL DEFAULT 'draft'
        CHECK(state IN ('draft', 'active', 'parked', 'achieved', 'released')),
      closed_at TEXT, closing_note TEXT NOT NULL DEFAULT '' CHECK(length(closing_note) <= 500),
      CHECK(state <> 'active' OR (length(trim(vision_md)) > 0 AND length(trim(reality_md)) > 0)),
      CHECK((state IN ('achieved', 'released')) = (closed_at IS NOT NULL)),
      CHECK(parent_id IS NULL OR parent_id <> id)) STRICT""",
    "CREATE INDEX goal_state ON goal(state, importance) WHERE deleted_at IS NULL",
    "CREATE INDEX goal_parent ON goal(parent_id) WHERE parent_id IS NOT NULL",
    "CREATE INDEX goal_trash ON goal(deleted_at) WHERE deleted_at IS NOT NULL",
    f"""CREATE TABLE goal_checkin(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      goal_id TEXT NOT NULL REFERENCES goal(id) ON DELETE CASCADE, at TEXT NOT NULL,
      local_date TEXT NOT NULL {_DAY.format("local_date")},
      closeness INTEGER NOT NULL CHECK(closeness BETWEEN 0 AND 10),
      pull INTEGER NOT NULL CHECK(pull BETWEEN 0 AND 10),
      note TEXT NOT NULL DEFAULT '' CHECK(length(note) <= 1000),
      UNIQUE(goal_id, local_date)) STRICT""",
    f"""CREATE TABLE measure({_THING},
      goal_id TEXT NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
      ord INTEGER NOT NULL DEFAULT 0,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 60),
      unit TEXT NOT NULL DEFAULT '' CHECK(length(unit) <= 20),
      kind TEXT NOT NULL CHECK(kind IN ('reach', 'hold')),
      start_value REAL, target_ref REAL, target_value REAL, band_lo REAL, band_hi REAL, slack REAL,
      CHECK(kind <> 'reach' OR (start_value IS NOT NULL AND target_ref IS NOT NULL
        AND target_value IS NOT NULL AND start_value <> target_ref)),
      CHECK(kind <> 'hold' OR (band_lo IS NOT NULL AND band_hi IS NOT NULL AND slack IS NOT NULL
        AND band_lo <= band_hi AND slack > 0))) STRICT""",
    "CREATE INDEX measure_of ON measure(goal_id, ord)",
    """CREATE TABLE target_change(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      measure_id TEXT NOT NULL REFERENCES measure(id) ON DELETE CASCADE, at TEXT NOT NULL,
      old_target REAL NOT NULL, new_target REAL NOT NULL,
      reason TEXT NOT NULL DEFAULT '' CHECK(length(reason) <= 500)) STRICT""",
    "CREATE INDEX target_change_of ON target_change(measure_id, at)",
    """CREATE TRIGGER measure_begins_fixed BEFORE UPDATE OF start_value, target_ref ON measure
      WHEN OLD.start_value IS NOT NEW.start_value OR OLD.target_ref IS NOT NEW.target_ref
      BEGIN SELECT RAISE(ABORT, 'a measure keeps its start and its first target'); END""",
    # one a day: a second one replaces the first
    f"""CREATE TABLE observation(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      measure_id TEXT NOT NULL REFERENCES measure(id) ON DELETE CASCADE, at TEXT NOT NULL,
      local_date TEXT NOT NULL {_DAY.format("local_date")}, value REAL NOT NULL,
      UNIQUE(measure_id, local_date)) STRICT""",
    # -- steps towards a goal, and plans for when a cue comes
    "ALTER TABLE action ADD COLUMN goal_id TEXT REFERENCES goal(id) ON DELETE SET NULL",
    "ALTER TABLE action ADD COLUMN outcome TEXT NOT NULL DEFAULT '' CHECK(length(outcome) <= 200)",
    "ALTER TABLE action ADD COLUMN obstacle TEXT NOT NULL DEFAULT '' CHECK(length(obstacle) <= 200)",
    "CREATE INDEX action_of_goal ON action(goal_id) WHERE goal_id IS NOT NULL",
    # the step that this goal was before it became one of its own
    "ALTER TABLE goal ADD COLUMN step_id TEXT REFERENCES action(id) ON DELETE SET NULL",
    "CREATE INDEX goal_step ON goal(step_id) WHERE step_id IS NOT NULL",
    # -- what holds it in place: one map a goal
    """CREATE TABLE brake(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      goal_id TEXT NOT NULL REFERENCES goal(id) ON DELETE CASCADE,
      parent_id TEXT REFERENCES brake(id) ON DELETE CASCADE,
      col TEXT NOT NULL CHECK(col IN ('behaviour', 'worry', 'protects', 'assumption')),
      ord INTEGER NOT NULL DEFAULT 0,
      text TEXT NOT NULL CHECK(length(text) BETWEEN 1 AND 300),
      assumption_id TEXT REFERENCES assumption(id) ON DELETE SET NULL,
      confidence_then INTEGER CHECK(confidence_then BETWEEN 0 AND 100),
      CHECK(assumption_id IS NULL OR col = 'assumption')) STRICT""",
    "CREATE INDEX brake_of ON brake(goal_id, col, ord)",
    "CREATE INDEX brake_parent ON brake(parent_id) WHERE parent_id IS NOT NULL",
    "CREATE INDEX brake_assumes ON brake(assumption_id) WHERE assumption_id IS NOT NULL",
    # -- mood, energy and what else somebody wants to follow, one reading a day
    f"""CREATE TABLE metric({_THING}, ord INTEGER NOT NULL DEFAULT 0,
      name TEXT NOT NULL CHECK(length(name) BETWEEN 1 AND 40),
      kind TEXT NOT NULL CHECK(kind IN ('scale', 'yes_no', 'number')),
      unit TEXT NOT NULL DEFAULT '' CHECK(length(unit) <= 20),
      built_in TEXT UNIQUE CHECK(built_in IN ('mood', 'energy')),
      shown INTEGER NOT NULL DEFAULT 1 CHECK(shown IN (0, 1))) STRICT""",
    "CREATE INDEX metric_trash ON metric(deleted_at) WHERE deleted_at IS NOT NULL",
    f"""CREATE TABLE reading(metric_id TEXT NOT NULL REFERENCES metric(id) ON DELETE CASCADE,
      local_date TEXT NOT NULL {_DAY.format("local_date")}, at TEXT NOT NULL, value REAL NOT NULL,
      PRIMARY KEY(metric_id, local_date)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX reading_day ON reading(local_date)",
    # -- reviews
    """CREATE TABLE review_plan(item_type TEXT NOT NULL, item_id TEXT NOT NULL,
      interval_days INTEGER NOT NULL CHECK(interval_days BETWEEN 7 AND 180), due_on TEXT NOT NULL,
      last_on TEXT, last_outcome TEXT CHECK(last_outcome IN ('changed', 'evidence', 'same', 'later')),
      snoozes INTEGER NOT NULL DEFAULT 0 CHECK(snoozes >= 0),
      PRIMARY KEY(item_type, item_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX review_plan_due ON review_plan(due_on)",
    """CREATE TABLE review_session(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      kind TEXT NOT NULL CHECK(kind IN ('weekly', 'quarterly')),
      period_start TEXT NOT NULL, period_end TEXT NOT NULL, started_at TEXT NOT NULL,
      step INTEGER NOT NULL DEFAULT 0 CHECK(step >= 0), finished_at TEXT, skipped_at TEXT,
      entry_id TEXT REFERENCES entry(id) ON DELETE SET NULL,
      UNIQUE(kind, period_start), CHECK(finished_at IS NULL OR skipped_at IS NULL)) STRICT""",
    "CREATE INDEX review_session_entry ON review_session(entry_id) WHERE entry_id IS NOT NULL",
    """CREATE TABLE review_item(session_id TEXT NOT NULL REFERENCES review_session(id) ON DELETE CASCADE,
      ord INTEGER NOT NULL, item_type TEXT NOT NULL, item_id TEXT NOT NULL,
      outcome TEXT CHECK(outcome IN ('changed', 'evidence', 'same', 'later')),
      plan_json TEXT CHECK(plan_json IS NULL OR json_valid(plan_json)),  -- that before the outcome
      PRIMARY KEY(session_id, item_type, item_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX review_item_of ON review_item(item_type, item_id)",
    # entries that shall not come up "from before" again
    """CREATE TABLE not_again(entry_id TEXT PRIMARY KEY REFERENCES entry(id) ON DELETE CASCADE)
      STRICT, WITHOUT ROWID""",
    "CREATE INDEX entry_before ON entry(local_date, starred, words) WHERE deleted_at IS NULL",
)
