"""The fifth step: agreements with readers, what is withheld from them, and what they write back."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m005_coaching(db: Database) -> None:
    """Keep consents, withheld passages, hidden names, replies with their comments, and answers."""
    for statement in _COACHING:
        db.execute(statement)
    db.execute("PRAGMA user_version = 5")


_DAY = "CHECK({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"

_COACHING = (
    # keys that came under a known name and wait until the person confirms them
    "ALTER TABLE party ADD COLUMN changed_age TEXT",
    "ALTER TABLE party ADD COLUMN changed_key BLOB",
    f"""CREATE TABLE consent(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      purpose TEXT NOT NULL CHECK(length(trim(purpose)) BETWEEN 1 AND 300),
      starts_on TEXT NOT NULL {_DAY.format("starts_on")},
      ends_on TEXT NOT NULL {_DAY.format("ends_on")},
      keep_days INTEGER NOT NULL CHECK(keep_days BETWEEN 1 AND 3650),
      ended_at TEXT, CHECK(ends_on >= starts_on)) STRICT""",
    """CREATE TABLE consent_party(consent_id TEXT NOT NULL REFERENCES consent(id) ON DELETE CASCADE,
      party_id TEXT NOT NULL REFERENCES party(id), PRIMARY KEY(consent_id, party_id))
      STRICT, WITHOUT ROWID""",
    "CREATE INDEX consent_party_of ON consent_party(party_id)",
    "ALTER TABLE share ADD COLUMN consent_id TEXT REFERENCES consent(id)",
    "ALTER TABLE share_item ADD COLUMN withheld_count INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE redaction(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, field_path TEXT NOT NULL,
      exact TEXT NOT NULL CHECK(length(exact) > 0), prefix TEXT NOT NULL, suffix TEXT NOT NULL,
      start INTEGER NOT NULL CHECK(start >= 0), stop INTEGER NOT NULL,
      party_id TEXT REFERENCES party(id), CHECK(stop > start)) STRICT""",
    "CREATE INDEX redaction_of ON redaction(item_type, item_id)",
    """CREATE TABLE private_term(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      created_at TEXT NOT NULL,
      term TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK(length(trim(term)) BETWEEN 1 AND 120),
      replacement TEXT NOT NULL DEFAULT '' CHECK(length(replacement) <= 120)) STRICT""",
    f"""CREATE TABLE review_in(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      share_id TEXT NOT NULL REFERENCES share(id), party_id TEXT REFERENCES party(id),
      sender TEXT NOT NULL, seq INTEGER NOT NULL CHECK(seq >= 1), written_at TEXT NOT NULL,
      received_at TEXT NOT NULL, manifest_sha256 TEXT NOT NULL UNIQUE,
      signed INTEGER NOT NULL CHECK(signed IN (0, 1)),
      closing_note TEXT NOT NULL DEFAULT '' CHECK(length(closing_note) <= 10000),
      next_session_on TEXT CHECK(next_session_on IS NULL OR {_DAY.format("next_session_on")[6:-1]}),
      seen_at TEXT) STRICT""",
    "CREATE INDEX review_in_share ON review_in(share_id)",
    """CREATE TABLE comment(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, share_id TEXT NOT NULL REFERENCES share(id),
      review_in_id TEXT REFERENCES review_in(id),
      author TEXT NOT NULL CHECK(author IN ('journaler', 'coach')),
      reply_to TEXT REFERENCES comment(id) ON DELETE CASCADE,
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, field_path TEXT NOT NULL DEFAULT '',
      exact TEXT NOT NULL DEFAULT '', prefix TEXT NOT NULL DEFAULT '',
      suffix TEXT NOT NULL DEFAULT '', start INTEGER, stop INTEGER,
      kind TEXT NOT NULL CHECK(kind IN ('note', 'question', 'noticing', 'appreciation')),
      body_md TEXT NOT NULL CHECK(length(body_md) BETWEEN 1 AND 10000),
      state TEXT NOT NULL DEFAULT 'open' CHECK(state IN ('open', 'answered', 'closed')),
      CHECK((start IS NULL) = (stop IS NULL)), CHECK(start IS NULL OR stop > start)) STRICT""",
    "CREATE INDEX comment_item ON comment(item_type, item_id)",
    "CREATE INDEX comment_review ON comment(review_in_id)",
    "CREATE INDEX comment_reply ON comment(reply_to) WHERE reply_to IS NOT NULL",
    "CREATE INDEX comment_open ON comment(kind, state) WHERE state = 'open'",
)
