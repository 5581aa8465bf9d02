"""Imports and their undoing, on a real encrypted file."""

from __future__ import annotations

import pytest

from assumed import assumption, passage, seen
from journals import entry, moment
from metanoia.domain.entries import Source
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.predictions import NewPrediction
from metanoia.store.anchors import Anchors
from metanoia.store.assumptions import Assumptions
from metanoia.store.attachments import Attachments
from metanoia.store.entries import Entries
from metanoia.store.imports import Imports
from metanoia.store.predictions import Predictions
from metanoia.store.search import Search
from metanoia.store.tags import Tags


@pytest.fixture
def entries(store):
    return store.part(Entries)


@pytest.fixture
def imports(store):
    return store.part(Imports)


def came(key, raw="raw"):
    return Source(app="jrnl", key=key, raw=raw, extra='{"x": 1}')


@pytest.fixture
def brought(store, imports):
    """Bring in new entries and changed ones as one import; return its number."""

    def bring(new=(), changed=()):
        entries = store.part(Entries)
        with store.changes.write(Kind.IMPORT):
            number = imports.begin("jrnl", "diary.txt")
            entries.add_many(list(new), number)
            for entry_id, what in changed:
                entries.rewrite(entry_id, what, number)
            imports.finish(number, new=len(new), changed=len(changed), skipped=0)
        return number

    return bring


def test_an_entry_is_known_by_where_it_came_from(entries, imports, brought):
    brought([entry("One", source=came("k1", "the raw text"))])

    known = imports.known(came("k1"))

    assert (known.entry.title, known.raw) == ("One", "the raw text")
    assert imports.known(came("k2")) is None
    assert imports.known(Source(app="other", key="k1")) is None


def test_our_own_entries_are_known_by_their_ids(entries, imports):
    kept = entries.add(entry())

    assert imports.known(Source(app="metanoia", key=kept.id)).entry == kept


def test_the_history_names_what_came(imports, brought):
    number = brought([entry(source=came("k1")), entry(source=came("k2"))])

    (run,) = imports.history()
    assert (run.id, run.format, run.source, run.new, run.changed) == (
        number,
        "jrnl",
        "diary.txt",
        2,
        0,
    )
    assert imports.last() == run


def test_an_import_that_did_nothing_leaves_no_history(imports, brought):
    brought()

    assert imports.history() == []
    assert imports.last() is None


def test_taking_back_leaves_nothing_of_it(store, entries, imports, brought):
    entries.add(entry("Mine", tags=("mine",)))
    number = brought([entry("Theirs", "plague", source=came("k1"), tags=("theirs", "mine"))])
    before = store.commits

    imports.take_back(number)

    assert store.commits == before + 1
    assert [row.title for row in entries.newest()] == ["Mine"]
    assert entries.trashed_count == 0
    assert store.part(Search).find("plague").count == 0
    assert store.part(Tags).all() == [("mine", 1)]
    assert imports.last() is None
    brought([entry("Theirs", source=came("k1"))])
    assert entries.count == 2


def test_what_was_changed_since_it_came_goes_to_recently_deleted(store, entries, imports, brought):
    number = brought([entry(title, source=came(title)) for title in ("edited", "hung", "left")])
    by_title = {row.title: row.id for row in entries.newest()}
    entries.save_text(by_title["edited"], "edited", "my own words")
    store.part(Attachments).add(by_title["hung"], "a.txt", b"x")
    store.connection.execute("UPDATE attachment SET created_at = '2999-01-01T00:00:00Z'")

    imports.take_back(number)

    assert {row.title for row in entries.trashed()} == {"edited", "hung"}
    assert entries.count == 0


@pytest.mark.parametrize("how", ["anchor", "evidence", "point", "prediction"])
def test_what_something_came_from_since_goes_to_recently_deleted(
    store, clock, entries, imports, brought, how
):
    number = brought([entry("Theirs", "He was angry.", source=came("k1"))])
    (row,) = entries.newest()
    clock.forward(hours=1)
    assumptions = store.part(Assumptions)
    sam = assumptions.add(assumption(confidence=50)).id
    if how == "anchor":
        store.part(Anchors).mark("assumption", sam, passage(entries.get(row.id), "was angry"))
    elif how == "evidence":
        assumptions.add_evidence(sam, seen(entry=row.id))
    elif how == "point":
        assumptions.rate(sam, 40, entry=row.id)
    else:
        foretold = NewPrediction(
            statement="He will smile",
            settled_by="His face",
            due_on=clock.today,
            percent=50,
            entry=row.id,
        )
        store.part(Predictions).add(foretold)

    imports.take_back(number)

    assert [gone.id for gone in entries.trashed()] == [row.id]


def test_what_an_import_changed_says_again_what_it_said(entries, imports, brought):
    brought([entry("Old", "old body", day=0, tags=("a",), source=came("k1", "raw 1"))])
    kept = imports.known(came("k1")).entry
    number = brought(
        changed=[
            (
                kept.id,
                entry("New", "new", day=9, tags=("b",), starred=True, source=came("k1", "raw 2")),
            )
        ]
    )
    assert imports.known(came("k1")).raw == "raw 2"
    assert entries.get(kept.id).when == moment(9)

    imports.take_back(number)

    back = imports.known(came("k1"))
    assert (back.entry.title, back.entry.body, back.entry.tags) == ("Old", "old body", ("a",))
    assert (back.entry.when, back.entry.starred, back.raw) == (kept.when, False, "raw 1")
    assert entries.revisions(kept.id) == []


def test_edits_after_an_import_stay_as_a_revision_when_it_is_taken_back(entries, imports, brought):
    kept = entries.add(entry("Old", "old"))
    number = brought(changed=[(kept.id, entry("New", "new"))])
    entries.save_text(kept.id, "New", "my later words")

    imports.take_back(number)

    assert entries.get(kept.id).body == "old"
    assert "my later words" in [revision.body for revision in entries.revisions(kept.id)]


def test_an_import_is_taken_back_once(imports, brought):
    number = brought([entry(source=came("k1"))])
    imports.take_back(number)

    with pytest.raises(Refused, match="already"):
        imports.take_back(number)
    with pytest.raises(NotFound):
        imports.take_back(99)
