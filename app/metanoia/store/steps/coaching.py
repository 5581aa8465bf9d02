"""The sixth step: agreements with readers, what is withheld from them, and the answers to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database


def m006_coaching(db: Database) -> None:
    """Keep consents, circles, withheld passages, what left with a share, and what became of it."""
    for statement in _COACHING:
        db.execute(statement)
    db.execute("PRAGMA user_version = 6")


_DAY = "CHECK({0} GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]')"

_COACHING = (
    # keys that came under a known name, and wait until the person confirms them
    "ALTER TABLE party ADD COLUMN changed_age TEXT",
    "ALTER TABLE party ADD COLUMN changed_key BLOB",
    "ALTER TABLE party ADD COLUMN changed_at TEXT",
    # entries with this tag are offered ticked when something is shared with the person
    "ALTER TABLE party ADD COLUMN tag_id TEXT REFERENCES tag(id) ON DELETE SET NULL",
    "CREATE INDEX party_tag ON party(tag_id) WHERE tag_id IS NOT NULL",
    """CREATE TABLE circle(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, deleted_at TEXT,
      name TEXT NOT NULL CHECK(length(trim(name)) BETWEEN 1 AND 120)) STRICT""",
    """CREATE TABLE circle_party(circle_id TEXT NOT NULL REFERENCES circle(id) ON DELETE CASCADE,
      party_id TEXT NOT NULL REFERENCES party(id), PRIMARY KEY(circle_id, party_id))
      STRICT, WITHOUT ROWID""",
    "CREATE INDEX circle_party_of ON circle_party(party_id)",
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
    "CREATE INDEX share_consent ON share(consent_id) WHERE consent_id IS NOT NULL",
    """ALTER TABLE share_item ADD COLUMN withheld_count INTEGER NOT NULL DEFAULT 0
      CHECK(withheld_count >= 0)""",
    # photos and files as they left, so that a receipt shows them whatever becomes of the entry
    """CREATE TABLE share_file(share_id TEXT NOT NULL REFERENCES share(id) ON DELETE CASCADE,
      member TEXT NOT NULL, data BLOB NOT NULL, PRIMARY KEY(share_id, member))
      STRICT, WITHOUT ROWID""",
    # who said that their copy of a withdrawn share is gone; without a person, somebody with the words
    """CREATE TABLE share_gone(share_id TEXT NOT NULL REFERENCES share(id),
      review_in_id TEXT NOT NULL REFERENCES review_in(id), party_id TEXT REFERENCES party(id),
      deleted_at TEXT NOT NULL, PRIMARY KEY(share_id, review_in_id)) STRICT, WITHOUT ROWID""",
    """CREATE TABLE redaction(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, field_path TEXT NOT NULL,
      exact TEXT NOT NULL CHECK(length(exact) > 0), prefix TEXT NOT NULL, suffix TEXT NOT NULL,
      start INTEGER NOT NULL CHECK(start >= 0), stop INTEGER NOT NULL,
      party_id TEXT REFERENCES party(id), CHECK(stop > start)) STRICT""",
    "CREATE INDEX redaction_of ON redaction(item_type, item_id)",
    # what became of a comment here; its words are the coach's and never change here
    """ALTER TABLE comment ADD COLUMN state TEXT NOT NULL DEFAULT 'open'
      CHECK(state IN ('open', 'answered', 'closed'))""",
    "ALTER TABLE comment ADD COLUMN reply_to TEXT",
    "CREATE INDEX comment_item ON comment(item_type, item_id)",
    "CREATE INDEX comment_open ON comment(kind) WHERE state = 'open'",
    # an answer leaves with the next share to whoever asked; until then it can be reworded
    """CREATE TABLE comment_answer(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      comment_id TEXT NOT NULL UNIQUE REFERENCES comment(id) ON DELETE CASCADE,
      at TEXT NOT NULL, body_md TEXT NOT NULL CHECK(length(body_md) BETWEEN 1 AND 10000),
      share_id TEXT REFERENCES share(id)) STRICT""",
    # a coach's questions that come up again and again
    """CREATE TABLE snippet(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      ord INTEGER NOT NULL, text TEXT NOT NULL CHECK(length(trim(text)) BETWEEN 1 AND 500)) STRICT""",
)
