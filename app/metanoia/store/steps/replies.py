"""The fifth step: what readers of a share write back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_replies(db: Database) -> None:
    """Keep replies with their comments."""
    for statement in _REPLIES:
        db.execute(statement)
    db.execute("PRAGMA user_version = 5")


_REPLIES = (
    """CREATE TABLE review_in(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      share_id TEXT NOT NULL REFERENCES share(id), party_id TEXT REFERENCES party(id),
      sender TEXT NOT NULL, seq INTEGER NOT NULL CHECK(seq >= 1), written_at TEXT NOT NULL,
      received_at TEXT NOT NULL, manifest_sha256 TEXT NOT NULL UNIQUE,
      closing_note TEXT NOT NULL CHECK(length(closing_note) <= 10000),
      next_session_on TEXT CHECK(
        next_session_on GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')) STRICT""",
    "CREATE INDEX review_in_written ON review_in(written_at, id)",
    """CREATE TABLE comment(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      review_in_id TEXT NOT NULL REFERENCES review_in(id), ord INTEGER NOT NULL,
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, field_path TEXT NOT NULL,
      exact TEXT, prefix TEXT, suffix TEXT, start INTEGER, stop INTEGER,
      kind TEXT NOT NULL CHECK(kind IN ('note', 'question', 'noticing', 'appreciation')),
      body_md TEXT NOT NULL CHECK(length(body_md) BETWEEN 1 AND 10000),
      CHECK((start IS NULL) = (exact IS NULL)), CHECK((start IS NULL) = (stop IS NULL)),
      CHECK(start IS NULL OR stop > start)) STRICT""",
    "CREATE INDEX comment_review ON comment(review_in_id, ord)",
)
