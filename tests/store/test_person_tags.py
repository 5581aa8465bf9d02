"""The tag that was made for a person, beside tags as entries wear them."""

from __future__ import annotations

import pytest

from journals import entry
from metanoia.domain.errors import Refused


@pytest.fixture
def ingrid(journal):
    return journal.people.add("Ingrid", "coach")


def test_a_tag_is_made_for_a_person_and_taken_away(journal, ingrid):
    journal.people.set_tag(ingrid.id, "#for ingrid")
    assert journal.people.get(ingrid.id).tag == "for ingrid"
    assert journal.tags.all() == []
    journal.people.set_tag(ingrid.id, None)
    assert journal.people.get(ingrid.id) == ingrid
    with pytest.raises(Refused, match="at least one letter"):
        journal.people.set_tag(ingrid.id, "#")


def test_the_last_entry_without_it_leaves_the_tag_to_the_person(journal, ingrid):
    journal.entries.add_many([entry("Heron", "A heron.", day="2026-01-02", tags=("Coach",))], None)
    row = journal.entries.newest(1)[0]
    journal.people.set_tag(ingrid.id, "coach")
    assert journal.people.get(ingrid.id).tag == "Coach"
    journal.entries.trash(row.id)
    journal.entries.purge(row.id)
    assert journal.people.get(ingrid.id).tag == "Coach"
    journal.people.set_tag(ingrid.id, "other")
    with pytest.raises(Exception, match="no tag"):
        journal.tags.rename("Coach", "x")


def test_a_renamed_or_merged_tag_stays_with_the_person(journal, ingrid):
    journal.entries.add_many(
        [
            entry("Heron", "A heron.", day="2026-01-02", tags=("one",)),
            entry("Rota", "A rota.", day="2026-01-03", tags=("two",)),
        ],
        None,
    )
    journal.people.set_tag(ingrid.id, "one")
    journal.tags.rename("one", "three")
    assert journal.people.get(ingrid.id).tag == "three"
    journal.tags.rename("three", "two")
    assert journal.people.get(ingrid.id).tag == "two"


def test_a_tag_comes_back_with_what_is_undone(journal, ingrid):
    journal.people.set_tag(ingrid.id, "one")
    before = journal.people.get(ingrid.id)
    journal.people.set_tag(ingrid.id, None)
    journal.people.put_back(before)
    assert journal.people.get(ingrid.id) == before
