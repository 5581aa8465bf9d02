"""The second step: answers to forms, assumptions, predictions, actions, and where they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m002_mental_models(db: Database) -> None:
    """Keep answers to forms, assumptions with their history, predictions, and actions."""
    for statement in _MENTAL_MODELS:
        db.execute(statement)
    db.execute("PRAGMA user_version = 2")


_THING = """id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 1 CHECK(rev >= 1), deleted_at TEXT"""

_MENTAL_MODELS = (
    # -- forms: an entry and its answers; body_md says them as text, for search, lists and shares
    "ALTER TABLE entry ADD COLUMN form_key TEXT NOT NULL DEFAULT 'free'",
    "ALTER TABLE entry ADD COLUMN form_version INTEGER NOT NULL DEFAULT 1",
    # the day on which the form asks again, NULL once that is answered or where it never does
    "ALTER TABLE entry ADD COLUMN asks_again_on TEXT",
    "CREATE INDEX entry_form ON entry(form_key, n) WHERE form_key <> 'free' AND deleted_at IS NULL",
    # the column lies behind the text of an entry: lists find it here instead
    "CREATE INDEX entry_formed ON entry(n, form_key) WHERE form_key <> 'free'",
    """CREATE INDEX entry_asks ON entry(asks_again_on)
      WHERE asks_again_on IS NOT NULL AND deleted_at IS NULL""",
    """CREATE TABLE answer(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      entry_id TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
      field_key TEXT NOT NULL, ord INTEGER NOT NULL DEFAULT 0 CHECK(ord >= 0),
      text TEXT, num REAL, choice TEXT, updated_at TEXT NOT NULL,
      UNIQUE(entry_id, field_key, ord)) STRICT""",
    # -- assumptions
    f"""CREATE TABLE assumption({_THING},
      statement TEXT NOT NULL CHECK(length(statement) BETWEEN 5 AND 300),
      about TEXT NOT NULL DEFAULT 'situation'
        CHECK(about IN ('me', 'someone', 'team', 'situation', 'world')),
      person TEXT NOT NULL DEFAULT '' CHECK(length(person) <= 120),
      if_wrong TEXT NOT NULL DEFAULT '' CHECK(length(if_wrong) <= 500),
      confidence INTEGER CHECK(confidence BETWEEN 0 AND 100),  -- that of the latest point
      importance INTEGER NOT NULL DEFAULT 5 CHECK(importance BETWEEN 0 AND 10),
      state TEXT NOT NULL DEFAULT 'noticed'
        CHECK(state IN ('noticed', 'held', 'testing', 'confirmed', 'revised', 'dropped')),
      revised_to_id TEXT REFERENCES assumption(id),
      closed_at TEXT, closing_note TEXT NOT NULL DEFAULT '' CHECK(length(closing_note) <= 500),
      touched_at TEXT NOT NULL,  -- the latest point, evidence or test
      CHECK(state IN ('noticed', 'revised', 'dropped') OR confidence IS NOT NULL),
      CHECK((state = 'revised') = (revised_to_id IS NOT NULL)),
      CHECK(revised_to_id IS NULL OR revised_to_id <> id),
      CHECK((state IN ('revised', 'dropped')) = (closed_at IS NOT NULL))) STRICT""",
    "CREATE INDEX assumption_state ON assumption(state, touched_at) WHERE deleted_at IS NULL",
    "CREATE INDEX assumption_touched ON assumption(touched_at) WHERE deleted_at IS NULL",
    "CREATE INDEX assumption_trash ON assumption(deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX assumption_revised ON assumption(revised_to_id) WHERE revised_to_id IS NOT NULL",
    # -- predictions
    f"""CREATE TABLE prediction({_THING},
      statement TEXT NOT NULL CHECK(length(statement) BETWEEN 5 AND 300),
      settled_by TEXT NOT NULL DEFAULT '' CHECK(length(settled_by) <= 300),
      first_due_on TEXT NOT NULL, due_on TEXT NOT NULL,
      outcome TEXT CHECK(outcome IN ('yes', 'no', 'void')), settled_at TEXT,
      settle_note TEXT NOT NULL DEFAULT '' CHECK(length(settle_note) <= 500), withdrawn_at TEXT,
      assumption_id TEXT REFERENCES assumption(id) ON DELETE SET NULL,
      entry_id TEXT REFERENCES entry(id) ON DELETE SET NULL,
      CHECK((outcome IS NULL) = (settled_at IS NULL)),
      CHECK(withdrawn_at IS NULL OR outcome IS NULL)) STRICT""",
    "CREATE INDEX prediction_due ON prediction(due_on) WHERE deleted_at IS NULL",
    "CREATE INDEX prediction_trash ON prediction(deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX prediction_about ON prediction(assumption_id) WHERE assumption_id IS NOT NULL",
    "CREATE INDEX prediction_entry ON prediction(entry_id) WHERE entry_id IS NOT NULL",
    """CREATE TABLE forecast(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      prediction_id TEXT NOT NULL REFERENCES prediction(id) ON DELETE CASCADE, at TEXT NOT NULL,
      percent INTEGER NOT NULL CHECK(percent BETWEEN 0 AND 100),
      note TEXT NOT NULL DEFAULT '' CHECK(length(note) <= 300)) STRICT""",
    "CREATE INDEX forecast_of ON forecast(prediction_id, at)",
    """CREATE TRIGGER forecast_not_late BEFORE INSERT ON forecast WHEN (SELECT outcome IS NOT NULL
        OR withdrawn_at IS NOT NULL FROM prediction WHERE id = NEW.prediction_id)
      BEGIN SELECT RAISE(ABORT, 'prediction is closed'); END""",
    """CREATE TRIGGER forecast_fixed BEFORE UPDATE ON forecast
      BEGIN SELECT RAISE(ABORT, 'forecasts are never edited'); END""",
    # -- small tests, the history of a confidence, what speaks for and against
    f"""CREATE TABLE experiment({_THING},
      assumption_id TEXT NOT NULL REFERENCES assumption(id) ON DELETE CASCADE,
      plan TEXT NOT NULL CHECK(length(plan) BETWEEN 1 AND 500),
      smallest_safe TEXT NOT NULL CHECK(length(smallest_safe) BETWEEN 1 AND 500),
      would_weaken TEXT NOT NULL CHECK(length(would_weaken) BETWEEN 1 AND 500),
      due_on TEXT NOT NULL, prediction_id TEXT REFERENCES prediction(id) ON DELETE SET NULL,
      state TEXT NOT NULL DEFAULT 'planned'
        CHECK(state IN ('planned', 'running', 'done', 'abandoned')),
      result TEXT NOT NULL DEFAULT '' CHECK(length(result) <= 2000),
      learned TEXT NOT NULL DEFAULT '' CHECK(length(learned) <= 2000), settled_at TEXT,
      CHECK((state IN ('done', 'abandoned')) = (settled_at IS NOT NULL))) STRICT""",
    "CREATE INDEX experiment_of ON experiment(assumption_id, due_on)",
    """CREATE INDEX experiment_due ON experiment(due_on)
      WHERE state IN ('planned', 'running')""",
    "CREATE INDEX experiment_foretold ON experiment(prediction_id) WHERE prediction_id IS NOT NULL",
    # n tells which of two points of one moment was given last
    """CREATE TABLE confidence_point(n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK(length(id) = 36),
      assumption_id TEXT NOT NULL REFERENCES assumption(id) ON DELETE CASCADE, at TEXT NOT NULL,
      confidence INTEGER NOT NULL CHECK(confidence BETWEEN 0 AND 100),
      cause TEXT NOT NULL CHECK(cause IN ('first', 'evidence', 'test', 'review')),
      reason TEXT NOT NULL DEFAULT '' CHECK(length(reason) <= 500),
      entry_id TEXT REFERENCES entry(id) ON DELETE SET NULL,
      experiment_id TEXT REFERENCES experiment(id) ON DELETE SET NULL) STRICT""",
    "CREATE INDEX confidence_point_of ON confidence_point(assumption_id, at, n, confidence)",
    "CREATE INDEX confidence_point_entry ON confidence_point(entry_id) WHERE entry_id IS NOT NULL",
    """CREATE INDEX confidence_point_test ON confidence_point(experiment_id)
      WHERE experiment_id IS NOT NULL""",
    """CREATE TRIGGER confidence_follows AFTER INSERT ON confidence_point BEGIN
      UPDATE assumption SET confidence = (SELECT confidence FROM confidence_point
          WHERE assumption_id = NEW.assumption_id ORDER BY at DESC, n DESC LIMIT 1),
        state = iif(state = 'noticed', 'held', state) WHERE id = NEW.assumption_id;
    END""",
    """CREATE TRIGGER confidence_falls_back AFTER DELETE ON confidence_point BEGIN
      UPDATE assumption SET confidence = (SELECT confidence FROM confidence_point
          WHERE assumption_id = OLD.assumption_id ORDER BY at DESC, n DESC LIMIT 1),
        state = iif(state = 'held' AND NOT EXISTS(SELECT 1 FROM confidence_point
          WHERE assumption_id = OLD.assumption_id), 'noticed', state)
        WHERE id = OLD.assumption_id;
    END""",
    # entry_id and experiment_id may still fall away with what they name
    """CREATE TRIGGER confidence_fixed BEFORE UPDATE OF n, id, assumption_id, at, confidence, cause,
        reason ON confidence_point
      BEGIN SELECT RAISE(ABORT, 'the history of a confidence is never edited'); END""",
    f"""CREATE TABLE evidence({_THING},
      assumption_id TEXT NOT NULL REFERENCES assumption(id) ON DELETE CASCADE,
      entry_id TEXT REFERENCES entry(id) ON DELETE SET NULL,
      stance INTEGER NOT NULL CHECK(stance IN (-1, 1)),
      weight INTEGER NOT NULL DEFAULT 1 CHECK(weight BETWEEN 1 AND 3),
      text TEXT NOT NULL CHECK(length(text) BETWEEN 1 AND 500),
      source TEXT NOT NULL DEFAULT '' CHECK(length(source) <= 120),
      observed_on TEXT NOT NULL) STRICT""",
    "CREATE INDEX evidence_of ON evidence(assumption_id, observed_on)",
    "CREATE INDEX evidence_entry ON evidence(entry_id) WHERE entry_id IS NOT NULL",
    # -- where in an entry a thing came from; field is 'body', or the key and place of an answer
    """CREATE TABLE anchor(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      item_type TEXT NOT NULL, item_id TEXT NOT NULL,
      entry_id TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
      field TEXT NOT NULL DEFAULT 'body', exact TEXT NOT NULL CHECK(length(exact) >= 1),
      prefix TEXT NOT NULL DEFAULT '' CHECK(length(prefix) <= 32),
      suffix TEXT NOT NULL DEFAULT '' CHECK(length(suffix) <= 32),
      start INTEGER NOT NULL CHECK(start >= 0), stop INTEGER NOT NULL CHECK(stop > start),
      created_at TEXT NOT NULL) STRICT""",
    "CREATE INDEX anchor_in ON anchor(entry_id, field, start)",
    "CREATE INDEX anchor_of ON anchor(item_type, item_id)",
    # -- actions
    f"""CREATE TABLE action({_THING},
      kind TEXT NOT NULL DEFAULT 'step' CHECK(kind IN ('step', 'if_then')),
      text TEXT NOT NULL CHECK(length(text) BETWEEN 1 AND 500), cue TEXT NOT NULL DEFAULT '',
      due_on TEXT, state TEXT NOT NULL DEFAULT 'open'
        CHECK(state IN ('open', 'done', 'partly', 'not_done', 'dropped')),
      settled_at TEXT, reflection TEXT NOT NULL DEFAULT '' CHECK(length(reflection) <= 500),
      times_met INTEGER NOT NULL DEFAULT 0 CHECK(times_met >= 0),
      times_used INTEGER NOT NULL DEFAULT 0 CHECK(times_used BETWEEN 0 AND times_met),
      CHECK(kind <> 'if_then' OR length(trim(cue)) > 0),
      CHECK((state = 'open') = (settled_at IS NULL))) STRICT""",
    "CREATE INDEX action_due ON action(state, due_on) WHERE deleted_at IS NULL",
    "CREATE INDEX action_trash ON action(deleted_at) WHERE deleted_at IS NOT NULL",
)
