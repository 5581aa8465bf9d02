"""Every step from an empty file to today's schema. Steps are added at the end, never edited.

Each step ends by setting ``user_version`` to the number of steps applied, which is all that the
fast opener reads; sqlite-utils runs each in one transaction.
"""

from __future__ import annotations

from metanoia.store import driver
from metanoia.store.steps.coaching import m006_coaching
from metanoia.store.steps.first_light import m001_first_light
from metanoia.store.steps.hidden_names import m004_hidden_names
from metanoia.store.steps.mental_models import m002_mental_models
from metanoia.store.steps.personal_mastery import m003_personal_mastery
from metanoia.store.steps.replies import m005_replies
from metanoia.store.steps.shared_vision import m007_shared_vision
from metanoia.store.steps.systems import m008_systems

TRIGGERS = (
    "entry_found", "entry_lost", "entry_refound",
    "month_gains", "month_loses", "month_changes",
    "tag_follows", "tag_gains", "tag_loses", "tag_rests",
    "share_sealed", "share_item_sealed", "share_item_private",
    "confidence_follows", "confidence_falls_back", "confidence_fixed",
    "forecast_not_late", "forecast_fixed", "measure_begins_fixed",
    "target_event_fixed",
)  # fmt: skip


def apply(connection: driver.Connection) -> None:
    """Bring the file to today's schema; a failed step is rolled back and the file is as before."""
    steps = driver.migrations()
    for step in STEPS:
        steps()(step)
    steps.apply(driver.database(connection))


def missing_triggers(connection: driver.Connection) -> set[str]:
    """Return the names of today's triggers that the file has lost; without one, search goes stale."""
    there = connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall()
    return set(TRIGGERS) - {name for (name,) in there}


STEPS = (
    m001_first_light,
    m002_mental_models,
    m003_personal_mastery,
    m004_hidden_names,
    m005_replies,
    m006_coaching,
    m007_shared_vision,
    m008_systems,
)
LATEST = len(STEPS)
