"""The seventh step: a shared vision and its themes, common words, and learning targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m007_shared_vision(db: Database) -> None:
    """Keep what a team wants together, what its words mean, and what is to be learned."""
    for statement in _SHARED_VISION:
        db.execute(statement)
    db.execute("PRAGMA user_version = 7")


_THING = """id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 1 CHECK(rev >= 1), deleted_at TEXT"""
_DAY = "CHECK({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"  # NULL passes

_SHARED_VISION = (
    f"""CREATE TABLE vision({_THING},
      name TEXT NOT NULL CHECK(length(trim(name)) BETWEEN 1 AND 120),
      group_kind TEXT NOT NULL
        CHECK(group_kind IN ('team', 'organisation', 'community', 'family')),
      text_md TEXT NOT NULL CHECK(length(text_md) BETWEEN 1 AND 10000),
      as_of TEXT NOT NULL {_DAY.format("as_of")},
      replaced_by TEXT REFERENCES vision(id) ON DELETE SET NULL,
      CHECK(replaced_by IS NULL OR replaced_by <> id)) STRICT""",
    "CREATE INDEX vision_replaced ON vision(replaced_by) WHERE replaced_by IS NOT NULL",
    "CREATE INDEX vision_trash ON vision(deleted_at) WHERE deleted_at IS NOT NULL",
    """CREATE TABLE theme(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      vision_id TEXT NOT NULL REFERENCES vision(id) ON DELETE CASCADE,
      ord INTEGER NOT NULL CHECK(ord BETWEEN 1 AND 12),
      text TEXT NOT NULL CHECK(length(trim(text)) BETWEEN 1 AND 300),
      my_words TEXT NOT NULL DEFAULT '' CHECK(length(my_words) <= 500),
      updated_at TEXT NOT NULL, UNIQUE(vision_id, ord)) STRICT""",
    # a stance without a number says "I don't yet understand it"; no row, that nothing was said
    f"""CREATE TABLE theme_stance(theme_id TEXT NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
      local_date TEXT NOT NULL {_DAY.format("local_date")},
      stance INTEGER CHECK(stance BETWEEN 0 AND 4),
      PRIMARY KEY(theme_id, local_date)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE value_theme(value_id TEXT NOT NULL REFERENCES value(id) ON DELETE CASCADE,
      theme_id TEXT NOT NULL REFERENCES theme(id) ON DELETE CASCADE,
      fit INTEGER NOT NULL CHECK(fit BETWEEN -2 AND 2),
      note TEXT NOT NULL DEFAULT '' CHECK(length(note) <= 300), updated_at TEXT NOT NULL,
      PRIMARY KEY(value_id, theme_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX value_theme_of ON value_theme(theme_id)",
    f"""CREATE TABLE term({_THING},
      vision_id TEXT REFERENCES vision(id) ON DELETE SET NULL,
      word TEXT NOT NULL CHECK(length(trim(word)) BETWEEN 1 AND 60),
      mine TEXT NOT NULL DEFAULT '' CHECK(length(mine) <= 500),
      theirs TEXT NOT NULL DEFAULT '' CHECK(length(theirs) <= 500),
      agreed TEXT NOT NULL DEFAULT '' CHECK(length(agreed) <= 500)) STRICT""",
    "CREATE INDEX term_vision ON term(vision_id)",
    "CREATE INDEX term_trash ON term(deleted_at) WHERE deleted_at IS NOT NULL",
    # wording and state are those that follow from the events, kept beside them to be listed
    f"""CREATE TABLE target({_THING},
      goal_id TEXT REFERENCES goal(id) ON DELETE SET NULL,
      theme_id TEXT REFERENCES theme(id) ON DELETE SET NULL,
      party_id TEXT REFERENCES party(id),
      text TEXT NOT NULL CHECK(length(text) BETWEEN 5 AND 300),
      sign_of_done TEXT NOT NULL DEFAULT '' CHECK(length(sign_of_done) <= 300),
      due_on TEXT {_DAY.format("due_on")},
      state TEXT NOT NULL CHECK(state IN ('proposed', 'countered', 'agreed',
        'declined', 'met', 'partly_met', 'not_met', 'withdrawn')),
      agreed_sha256 TEXT,
      CHECK((state IN ('agreed', 'met', 'partly_met', 'not_met')) = (agreed_sha256 IS NOT NULL)))
      STRICT""",
    "CREATE INDEX target_state ON target(state, due_on)",
    "CREATE INDEX target_goal ON target(goal_id) WHERE goal_id IS NOT NULL",
    "CREATE INDEX target_theme ON target(theme_id) WHERE theme_id IS NOT NULL",
    "CREATE INDEX target_party ON target(party_id) WHERE party_id IS NOT NULL",
    """CREATE INDEX target_trash ON target(deleted_at)
      WHERE deleted_at IS NOT NULL""",
    # every event says the wording it stands for, so that both sides can hold the same hash
    f"""CREATE TABLE target_event(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      target_id TEXT NOT NULL REFERENCES target(id) ON DELETE CASCADE, at TEXT NOT NULL,
      actor TEXT NOT NULL CHECK(actor IN ('journaler', 'coach')),
      act TEXT NOT NULL
        CHECK(act IN ('propose', 'counter', 'agree', 'decline', 'settle', 'withdraw')),
      text TEXT NOT NULL, sign_of_done TEXT NOT NULL,
      due_on TEXT {_DAY.format("due_on")},
      wording_sha256 TEXT NOT NULL CHECK(length(wording_sha256) = 64),
      outcome TEXT CHECK(outcome IN ('met', 'partly_met', 'not_met')),
      note TEXT NOT NULL DEFAULT '' CHECK(length(note) <= 1000),
      CHECK((act = 'settle') = (outcome IS NOT NULL))) STRICT""",
    "CREATE INDEX target_event_of ON target_event(target_id, at)",
    """CREATE TRIGGER target_event_fixed BEFORE UPDATE ON target_event
      BEGIN SELECT RAISE(ABORT, 'what was said of a target never changes'); END""",
)
