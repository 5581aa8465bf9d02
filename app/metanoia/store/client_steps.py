"""Every step from an empty file to today's schema of a client's file; added at the end, never edited."""

from __future__ import annotations

from typing import Final

from metanoia.store import driver

APPLICATION_ID: Final = 0x4D45434C  # "MECL"

_DAY = "CHECK({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"  # NULL passes

_FIRST = (
    f"PRAGMA application_id = {APPLICATION_ID}",
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID",
    f"""CREATE TABLE share(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      seq INTEGER NOT NULL CHECK(seq >= 0), created_at TEXT NOT NULL, kept_at TEXT NOT NULL,
      manifest_sha256 TEXT NOT NULL CHECK(length(manifest_sha256) = 64),
      to_me INTEGER NOT NULL CHECK(to_me IN (0, 1)), purpose TEXT,
      ends_on TEXT {_DAY.format("ends_on")}, keep_days INTEGER CHECK(keep_days >= 1),
      entries INTEGER NOT NULL, things INTEGER NOT NULL, read_at TEXT,
      CHECK((purpose IS NULL) = (keep_days IS NULL) AND (purpose IS NULL) = (ends_on IS NULL)))
      STRICT""",
    "CREATE INDEX share_created ON share(created_at, seq)",
    # every member of the container byte for byte, manifest and signature too
    """CREATE TABLE share_member(share_id TEXT NOT NULL REFERENCES share(id) ON DELETE CASCADE,
      name TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(share_id, name)) STRICT""",
    """CREATE TABLE share_item(share_id TEXT NOT NULL REFERENCES share(id) ON DELETE CASCADE,
      kind TEXT NOT NULL, item_id TEXT NOT NULL, sha256 TEXT NOT NULL CHECK(length(sha256) = 64),
      PRIMARY KEY(share_id, kind, item_id)) STRICT, WITHOUT ROWID""",
    # what its sender asked to be deleted, and by which share; it outlives them
    """CREATE TABLE withdrawal(share_id TEXT NOT NULL, asked_in TEXT NOT NULL,
      PRIMARY KEY(share_id, asked_in)) STRICT, WITHOUT ROWID""",
    # copies that are gone here; a receipt says so once they are gone from the backups as well
    """CREATE TABLE gone(share_id TEXT PRIMARY KEY, at TEXT NOT NULL,
      purged INTEGER NOT NULL DEFAULT 0 CHECK(purged IN (0, 1)),
      told INTEGER NOT NULL DEFAULT 0 CHECK(told IN (0, 1))) STRICT, WITHOUT ROWID""",
    # what later shares said to the coach's comments; that something was said outlives the share
    f"""CREATE TABLE answer(comment_id TEXT NOT NULL, share_id TEXT NOT NULL, text TEXT NOT NULL,
      on_day TEXT NOT NULL {_DAY.format("on_day")}, PRIMARY KEY(comment_id, share_id))
      STRICT, WITHOUT ROWID""",
    # every wording of a reply; the one that was not sealed yet is its draft
    f"""CREATE TABLE reply(review_id TEXT NOT NULL CHECK(length(review_id) = 36),
      seq INTEGER NOT NULL CHECK(seq >= 1), share_id TEXT NOT NULL, closing_note TEXT NOT NULL,
      next_session_on TEXT {_DAY.format("next_session_on")}, edited_at TEXT NOT NULL,
      sent_at TEXT, sealed BLOB, PRIMARY KEY(review_id, seq),
      CHECK(sent_at IS NOT NULL OR sealed IS NULL)) STRICT""",
    "CREATE UNIQUE INDEX reply_draft ON reply(share_id) WHERE sent_at IS NULL",
    "CREATE INDEX reply_share ON reply(share_id, seq)",
    """CREATE TABLE comment(review_id TEXT NOT NULL, seq INTEGER NOT NULL, ord INTEGER NOT NULL,
      id TEXT NOT NULL CHECK(length(id) = 36), item_type TEXT NOT NULL, item_id TEXT NOT NULL,
      kind TEXT NOT NULL, body TEXT NOT NULL, field TEXT NOT NULL, exact TEXT, prefix TEXT,
      suffix TEXT, start INTEGER, stop INTEGER, reply_to TEXT, PRIMARY KEY(review_id, seq, id),
      FOREIGN KEY(review_id, seq) REFERENCES reply(review_id, seq) ON DELETE CASCADE) STRICT""",
    # what both sides said of learning targets; review_id names the coach's reply that says it
    f"""CREATE TABLE target_event(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      target_id TEXT NOT NULL, at TEXT NOT NULL,
      actor TEXT NOT NULL CHECK(actor IN ('journaler', 'coach')), act TEXT NOT NULL,
      text TEXT NOT NULL, sign_of_done TEXT NOT NULL, due_on TEXT {_DAY.format("due_on")},
      outcome TEXT, note TEXT NOT NULL, review_id TEXT,
      sent INTEGER NOT NULL DEFAULT 1 CHECK(sent IN (0, 1)),
      CHECK(sent OR review_id IS NOT NULL)) STRICT""",
    "CREATE INDEX target_event_of ON target_event(target_id, at)",
    "CREATE INDEX target_event_review ON target_event(review_id) WHERE review_id IS NOT NULL",
    """CREATE TABLE note(id TEXT PRIMARY KEY CHECK(length(id) = 36), written_at TEXT NOT NULL,
      edited_at TEXT NOT NULL, text TEXT NOT NULL CHECK(length(trim(text)) BETWEEN 1 AND 20000),
      share_id TEXT) STRICT""",
)

STEPS: Final = (_FIRST,)
LATEST: Final = len(STEPS)


def apply(connection: driver.Connection, version: int) -> None:
    """Bring a file of this ``version`` (0 is an empty one) to today's schema, as one change."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for number, step in enumerate(STEPS[version:], version + 1):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA user_version = {number}")
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
