"""The eighth step: maps of what feeds what, with what was said of their loops."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m008_systems(db: Database) -> None:
    """Keep maps, their variables, links and notes, and what was said of loops and patterns."""
    for statement in _SYSTEMS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 8")


_PART = """id TEXT PRIMARY KEY CHECK(length(id) = 36),
      map_id TEXT NOT NULL REFERENCES map(id) ON DELETE CASCADE"""
_PLACE = """x REAL NOT NULL CHECK(abs(x) <= 100000), y REAL NOT NULL CHECK(abs(y) <= 100000)"""

_SYSTEMS = (
    """CREATE TABLE map(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 1 CHECK(rev >= 1), deleted_at TEXT,
      title TEXT NOT NULL CHECK(length(trim(title)) BETWEEN 1 AND 120),
      question TEXT NOT NULL DEFAULT '' CHECK(length(question) <= 300),
      horizon_days INTEGER NOT NULL CHECK(horizon_days BETWEEN 1 AND 3650)) STRICT""",
    "CREATE INDEX map_listed ON map(updated_at, id) WHERE deleted_at IS NULL",
    "CREATE INDEX map_trash ON map(deleted_at) WHERE deleted_at IS NOT NULL",
    # drawn_json is a line drawn by hand: [["YYYY-MM-DD", 0 to 10], ...], oldest first
    f"""CREATE TABLE variable({_PART}, name TEXT NOT NULL CHECK(length(trim(name)) BETWEEN 1 AND 60),
      {_PLACE},
      role TEXT CHECK(role IN ('goal', 'gap', 'capacity', 'limit', 'shared_resource')),
      actor TEXT NOT NULL CHECK(length(actor) <= 60), mine INTEGER NOT NULL CHECK(mine IN (0, 1)),
      measure_id TEXT REFERENCES measure(id) ON DELETE SET NULL,
      metric_id TEXT REFERENCES metric(id) ON DELETE SET NULL,
      drawn_json TEXT NOT NULL CHECK(json_valid(drawn_json)),
      CHECK((measure_id IS NOT NULL) + (metric_id IS NOT NULL) + (drawn_json <> '[]') <= 1),
      UNIQUE(map_id, name)) STRICT""",
    "CREATE INDEX variable_measure ON variable(measure_id) WHERE measure_id IS NOT NULL",
    "CREATE INDEX variable_metric ON variable(metric_id) WHERE metric_id IS NOT NULL",
    f"""CREATE TABLE causal_link({_PART},
      source_id TEXT NOT NULL REFERENCES variable(id) ON DELETE CASCADE,
      target_id TEXT NOT NULL REFERENCES variable(id) ON DELETE CASCADE,
      polarity INTEGER NOT NULL CHECK(polarity IN (-1, 0, 1)),
      delayed INTEGER NOT NULL CHECK(delayed IN (0, 1)),
      because TEXT NOT NULL CHECK(length(because) <= 500),
      assumption_id TEXT REFERENCES assumption(id) ON DELETE SET NULL,
      bend REAL CHECK(abs(bend) <= 2),
      UNIQUE(map_id, source_id, target_id), CHECK(source_id <> target_id)) STRICT""",
    "CREATE INDEX causal_link_source ON causal_link(source_id)",
    "CREATE INDEX causal_link_target ON causal_link(target_id)",
    """CREATE INDEX causal_link_assumption ON causal_link(assumption_id)
      WHERE assumption_id IS NOT NULL""",
    f"""CREATE TABLE map_note({_PART}, text TEXT NOT NULL CHECK(length(text) BETWEEN 1 AND 500),
      {_PLACE}) STRICT""",
    "CREATE INDEX map_note_map ON map_note(map_id)",
    """CREATE TABLE loop_note(map_id TEXT NOT NULL REFERENCES map(id) ON DELETE CASCADE,
      loop_key TEXT NOT NULL, name TEXT NOT NULL CHECK(length(name) <= 80),
      story TEXT NOT NULL CHECK(length(story) <= 1000), PRIMARY KEY(map_id, loop_key))
      STRICT""",
    # loops_json is a list of loop keys, sorted
    """CREATE TABLE pattern_note(map_id TEXT NOT NULL REFERENCES map(id) ON DELETE CASCADE,
      pattern TEXT NOT NULL, loops_json TEXT NOT NULL CHECK(json_valid(loops_json)),
      state TEXT NOT NULL CHECK(state IN ('accepted', 'dismissed')),
      note TEXT NOT NULL CHECK(length(note) <= 1000),
      PRIMARY KEY(map_id, pattern, loops_json)) STRICT""",
)
