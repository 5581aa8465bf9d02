"""The first step: entries with all that belongs to them, imports, people and shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite_utils import Database

APPLICATION_ID = 0x4D45544E

# By itself, because a large import drops it, fills the index at once, and makes it again.
ENTRY_FOUND = """CREATE TRIGGER entry_found AFTER INSERT ON entry WHEN NEW.deleted_at IS NULL BEGIN
      INSERT INTO entry_fts(rowid, title, body) VALUES(NEW.n,
        coalesce(NEW.title_spaced, NEW.title), coalesce(NEW.spaced, NEW.body_md));
    END"""


def m001_first_light(db: Database) -> None:
    """Keep entries with tags, links, revisions and attachments; imports, people and shares."""
    for statement in _FIRST_LIGHT:
        db.execute(statement)
    db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    db.execute("PRAGMA user_version = 1")


_FIRST_LIGHT = (
    "CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    # -- entries. n is (day ordinal << 16 | minute << 4 | sequence): rowid order is time order
    """CREATE TABLE entry(
      n INTEGER PRIMARY KEY,
      id TEXT NOT NULL UNIQUE CHECK(length(id) = 36),
      created_at TEXT NOT NULL, updated_at TEXT NOT NULL,
      rev INTEGER NOT NULL DEFAULT 1 CHECK(rev >= 1), deleted_at TEXT,
      local_date TEXT NOT NULL
        CHECK(local_date GLOB '[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]'),
      written_at TEXT NOT NULL, tz TEXT NOT NULL,
      has_time INTEGER NOT NULL DEFAULT 1 CHECK(has_time IN (0, 1)),
      starred INTEGER NOT NULL DEFAULT 0 CHECK(starred IN (0, 1)),
      never_share INTEGER NOT NULL DEFAULT 0 CHECK(never_share IN (0, 1)),
      words INTEGER NOT NULL DEFAULT 0 CHECK(words >= 0),
      title TEXT NOT NULL DEFAULT '' CHECK(length(title) <= 200),
      excerpt TEXT NOT NULL DEFAULT '' CHECK(length(excerpt) <= 160),
      tags TEXT NOT NULL DEFAULT '',  -- names by line, a copy for lists; item_tag is the truth
      import_id INTEGER REFERENCES import(id), source_app TEXT, source_key TEXT,
      title_spaced TEXT,
      body_md TEXT NOT NULL DEFAULT '' CHECK(length(body_md) <= 2000000),
      spaced TEXT,  -- body_md with CJK signs set apart for the search index, NULL if it has none
      extra TEXT, raw TEXT,
      UNIQUE(source_app, source_key)) STRICT""",
    "CREATE INDEX entry_day ON entry(local_date, words) WHERE deleted_at IS NULL",
    # strftime is not deterministic enough for an index; substr of the ISO day is
    "CREATE INDEX entry_yearly ON entry(substr(local_date, 6), n) WHERE deleted_at IS NULL",
    "CREATE INDEX entry_starred ON entry(starred, n) WHERE starred = 1 AND deleted_at IS NULL",
    "CREATE INDEX entry_trash ON entry(deleted_at) WHERE deleted_at IS NOT NULL",
    "CREATE INDEX entry_import ON entry(import_id) WHERE import_id IS NOT NULL",
    """CREATE TABLE month(month TEXT PRIMARY KEY, entries INTEGER NOT NULL,
      words INTEGER NOT NULL) STRICT, WITHOUT ROWID""",
    """CREATE TABLE stat(one INTEGER PRIMARY KEY CHECK(one = 1), entries INTEGER NOT NULL,
      words INTEGER NOT NULL, trashed INTEGER NOT NULL) STRICT""",
    "INSERT INTO stat VALUES(1, 0, 0, 0)",
    """CREATE TRIGGER month_gains AFTER INSERT ON entry BEGIN
      UPDATE stat SET entries = entries + (NEW.deleted_at IS NULL),
        words = words + iif(NEW.deleted_at IS NULL, NEW.words, 0),
        trashed = trashed + (NEW.deleted_at IS NOT NULL);
      INSERT INTO month SELECT substr(NEW.local_date, 1, 7), 1, NEW.words
        WHERE NEW.deleted_at IS NULL
        ON CONFLICT(month) DO UPDATE SET entries = entries + 1, words = words + excluded.words;
    END""",
    """CREATE TRIGGER month_loses AFTER DELETE ON entry BEGIN
      UPDATE stat SET entries = entries - (OLD.deleted_at IS NULL),
        words = words - iif(OLD.deleted_at IS NULL, OLD.words, 0),
        trashed = trashed - (OLD.deleted_at IS NOT NULL);
      UPDATE month SET entries = entries - 1, words = words - OLD.words
        WHERE month = substr(OLD.local_date, 1, 7) AND OLD.deleted_at IS NULL;
      DELETE FROM month WHERE entries = 0;
    END""",
    """CREATE TRIGGER month_changes AFTER UPDATE OF words, local_date, deleted_at ON entry
      WHEN OLD.words <> NEW.words OR OLD.local_date <> NEW.local_date
        OR OLD.deleted_at IS NOT NEW.deleted_at BEGIN
      UPDATE stat SET entries = entries - (OLD.deleted_at IS NULL) + (NEW.deleted_at IS NULL),
        words = words - iif(OLD.deleted_at IS NULL, OLD.words, 0)
          + iif(NEW.deleted_at IS NULL, NEW.words, 0),
        trashed = trashed - (OLD.deleted_at IS NOT NULL) + (NEW.deleted_at IS NOT NULL);
      UPDATE month SET entries = entries - 1, words = words - OLD.words
        WHERE month = substr(OLD.local_date, 1, 7) AND OLD.deleted_at IS NULL;
      INSERT INTO month SELECT substr(NEW.local_date, 1, 7), 1, NEW.words
        WHERE NEW.deleted_at IS NULL
        ON CONFLICT(month) DO UPDATE SET entries = entries + 1, words = words + excluded.words;
      DELETE FROM month WHERE entries = 0;
    END""",
    # -- search: external content over a view, so that rebuild and snippet work
    # NOT INDEXED, or a rebuild reads the entries in the order of some index and sorts them in vain
    """CREATE VIEW entry_text AS SELECT n, coalesce(title_spaced, title) AS title,
      coalesce(spaced, body_md) AS body FROM entry NOT INDEXED WHERE deleted_at IS NULL""",
    """CREATE VIRTUAL TABLE entry_fts USING fts5(title, body, content='entry_text',
      content_rowid='n', prefix='1 2 3',
      tokenize="unicode61 remove_diacritics 2 categories 'L* N* Co So'")""",
    # segments are merged when the journal is idle or closes, never while a save waits for it
    "INSERT INTO entry_fts(entry_fts, rank) VALUES('automerge', 0)",
    # a leaf of the index fits one page: SQLCipher keeps 80 bytes of each, and 4050 would spill over
    "INSERT INTO entry_fts(entry_fts, rank) VALUES('pgsz', 3900)",
    ENTRY_FOUND,
    """CREATE TRIGGER entry_lost AFTER DELETE ON entry WHEN OLD.deleted_at IS NULL BEGIN
      INSERT INTO entry_fts(entry_fts, rowid, title, body) VALUES('delete', OLD.n,
        coalesce(OLD.title_spaced, OLD.title), coalesce(OLD.spaced, OLD.body_md));
    END""",
    """CREATE TRIGGER entry_refound
      AFTER UPDATE OF n, title, title_spaced, body_md, spaced, deleted_at ON entry
      WHEN OLD.n <> NEW.n OR OLD.title <> NEW.title OR OLD.body_md <> NEW.body_md
        OR OLD.deleted_at IS NOT NEW.deleted_at BEGIN
      INSERT INTO entry_fts(entry_fts, rowid, title, body) SELECT 'delete', OLD.n,
        coalesce(OLD.title_spaced, OLD.title), coalesce(OLD.spaced, OLD.body_md)
        WHERE OLD.deleted_at IS NULL;
      INSERT INTO entry_fts(rowid, title, body) SELECT NEW.n,
        coalesce(NEW.title_spaced, NEW.title), coalesce(NEW.spaced, NEW.body_md)
        WHERE NEW.deleted_at IS NULL;
    END""",
    # -- tags, links, revisions, attachments: of any kind of thing
    """CREATE TABLE tag(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      name TEXT NOT NULL COLLATE NOCASE UNIQUE CHECK(length(name) BETWEEN 1 AND 40),
      uses INTEGER NOT NULL DEFAULT 0) STRICT  -- how many living things wear it""",
    "CREATE INDEX tag_uses ON tag(uses DESC, name)",
    # place is the thing's own order (entry.n), so that the things of a tag come out in order
    """CREATE TABLE item_tag(item_type TEXT NOT NULL, item_id TEXT NOT NULL,
      tag_id TEXT NOT NULL REFERENCES tag(id) ON DELETE CASCADE, place INTEGER NOT NULL DEFAULT 0,
      PRIMARY KEY(item_type, item_id, tag_id)) STRICT, WITHOUT ROWID""",
    "CREATE INDEX item_tag_of ON item_tag(tag_id, item_type, place, item_id)",
    """CREATE TRIGGER tag_follows AFTER UPDATE OF n ON entry WHEN OLD.n <> NEW.n BEGIN
      UPDATE item_tag SET place = NEW.n WHERE item_type = 'entry' AND item_id = NEW.id;
    END""",
    """CREATE TRIGGER tag_gains AFTER INSERT ON item_tag WHEN NOT EXISTS(SELECT 1 FROM entry
        WHERE NEW.item_type = 'entry' AND id = NEW.item_id AND deleted_at IS NOT NULL) BEGIN
      UPDATE tag SET uses = uses + 1 WHERE id = NEW.tag_id;
    END""",
    """CREATE TRIGGER tag_loses AFTER DELETE ON item_tag WHEN NOT EXISTS(SELECT 1 FROM entry
        WHERE OLD.item_type = 'entry' AND id = OLD.item_id AND deleted_at IS NOT NULL) BEGIN
      UPDATE tag SET uses = uses - 1 WHERE id = OLD.tag_id;
    END""",
    """CREATE TRIGGER tag_rests AFTER UPDATE OF deleted_at ON entry
      WHEN (OLD.deleted_at IS NULL) <> (NEW.deleted_at IS NULL) BEGIN
      UPDATE tag SET uses = uses + iif(NEW.deleted_at IS NULL, 1, -1) WHERE id IN
        (SELECT tag_id FROM item_tag WHERE item_type = 'entry' AND item_id = NEW.id);
    END""",
    """CREATE TABLE item_link(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      from_type TEXT NOT NULL, from_id TEXT NOT NULL, to_type TEXT NOT NULL, to_id TEXT NOT NULL,
      relation TEXT NOT NULL
        CHECK(relation IN ('about','serves','strains','came_from','answers','leads_to')),
      created_at TEXT NOT NULL, UNIQUE(from_type, from_id, to_type, to_id, relation)) STRICT""",
    "CREATE INDEX item_link_to ON item_link(to_type, to_id, from_type, from_id)",
    """CREATE TABLE revision(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, rev INTEGER NOT NULL, at TEXT NOT NULL,
      import_id INTEGER REFERENCES import(id),
      before_json TEXT NOT NULL CHECK(json_valid(before_json)),
      UNIQUE(item_type, item_id, rev)) STRICT""",
    "CREATE INDEX revision_import ON revision(import_id) WHERE import_id IS NOT NULL",
    """CREATE TABLE attachment(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      entry_id TEXT NOT NULL REFERENCES entry(id) ON DELETE CASCADE,
      name TEXT NOT NULL, mime TEXT NOT NULL,
      size_bytes INTEGER NOT NULL CHECK(size_bytes BETWEEN 0 AND 26214400),
      sha256 TEXT NOT NULL CHECK(length(sha256) = 64), created_at TEXT NOT NULL,
      deleted_at TEXT, data BLOB NOT NULL) STRICT""",
    "CREATE INDEX attachment_of ON attachment(entry_id, created_at)",
    "CREATE INDEX attachment_hash ON attachment(sha256)",
    """CREATE TABLE import(id INTEGER PRIMARY KEY, at TEXT NOT NULL, format TEXT NOT NULL,
      source TEXT NOT NULL, new INTEGER NOT NULL DEFAULT 0, changed INTEGER NOT NULL DEFAULT 0,
      skipped INTEGER NOT NULL DEFAULT 0, taken_back_at TEXT) STRICT""",
    # -- who I am to others, and what left
    """CREATE TABLE identity(one INTEGER PRIMARY KEY CHECK(one = 1), age_secret TEXT NOT NULL,
      age_recipient TEXT NOT NULL, signing_seed BLOB NOT NULL CHECK(length(signing_seed) = 32),
      signing_key BLOB NOT NULL CHECK(length(signing_key) = 32), made_at TEXT NOT NULL) STRICT""",
    """CREATE TABLE party(id TEXT PRIMARY KEY CHECK(length(id) = 36), created_at TEXT NOT NULL,
      updated_at TEXT NOT NULL, rev INTEGER NOT NULL DEFAULT 1, deleted_at TEXT,
      name TEXT NOT NULL CHECK(length(trim(name)) BETWEEN 1 AND 120),
      role TEXT NOT NULL CHECK(role IN ('coach', 'client', 'peer')),
      age_recipient TEXT UNIQUE, signing_key BLOB UNIQUE, verified_at TEXT) STRICT""",
    """CREATE TABLE share(id TEXT PRIMARY KEY CHECK(length(id) = 36),
      party_id TEXT REFERENCES party(id), seq INTEGER NOT NULL UNIQUE CHECK(seq >= 1),
      created_at TEXT NOT NULL, scope_json TEXT NOT NULL CHECK(json_valid(scope_json)),
      cover_note TEXT NOT NULL DEFAULT '',
      snapshot_json TEXT CHECK(snapshot_json IS NULL OR json_valid(snapshot_json)),
      payload_sha256 TEXT, size_bytes INTEGER,
      state TEXT NOT NULL DEFAULT 'draft' CHECK(state IN ('draft', 'sealed', 'withdrawn')),
      sealed_at TEXT, withdrawn_at TEXT,
      CHECK((state = 'draft') = (payload_sha256 IS NULL)),
      CHECK((state = 'withdrawn') = (withdrawn_at IS NOT NULL))) STRICT""",
    """CREATE TABLE share_party(share_id TEXT NOT NULL REFERENCES share(id) ON DELETE CASCADE,
      party_id TEXT NOT NULL REFERENCES party(id), PRIMARY KEY(share_id, party_id))
      STRICT, WITHOUT ROWID""",
    """CREATE TABLE share_item(share_id TEXT NOT NULL REFERENCES share(id) ON DELETE CASCADE,
      item_type TEXT NOT NULL, item_id TEXT NOT NULL, item_rev INTEGER NOT NULL,
      content_sha256 TEXT NOT NULL, PRIMARY KEY(share_id, item_type, item_id))
      STRICT, WITHOUT ROWID""",
    "CREATE INDEX share_item_of ON share_item(item_type, item_id)",
    """CREATE TRIGGER share_sealed BEFORE UPDATE ON share WHEN OLD.state <> 'draft'
      AND (NEW.snapshot_json IS NOT OLD.snapshot_json OR NEW.scope_json <> OLD.scope_json
        OR NEW.payload_sha256 IS NOT OLD.payload_sha256 OR NEW.state = 'draft')
      BEGIN SELECT RAISE(ABORT, 'a sealed share never changes'); END""",
    """CREATE TRIGGER share_item_sealed BEFORE INSERT ON share_item
      WHEN (SELECT state FROM share WHERE id = NEW.share_id) <> 'draft'
      BEGIN SELECT RAISE(ABORT, 'a sealed share never changes'); END""",
    """CREATE TRIGGER share_item_private BEFORE INSERT ON share_item WHEN NEW.item_type = 'entry'
      AND (SELECT never_share = 1 OR deleted_at IS NOT NULL FROM entry WHERE id = NEW.item_id)
      BEGIN SELECT RAISE(ABORT, 'entry is private or deleted'); END""",
)
