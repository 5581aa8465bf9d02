"""Finding maps by what is typed of their words, and what a list shows of one."""

from __future__ import annotations

import pytest

from drawn_maps import RESCUE, keep_map
from journals import new_journal
from metanoia.domain.errors import NotFound


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    journal.close()


def found(journal, words):
    return [row.title for row in journal.maps.found(words)]


def test_a_map_is_found_by_its_title_its_question_and_its_variables(journal):
    keep_map(journal, question="Why do I keep stepping in?")
    keep_map(journal, "Evenings", ("Hours at work", "Rest"))
    assert found(journal, "RESC loo") == [RESCUE]
    assert found(journal, "keep step") == [RESCUE]
    assert found(journal, "confidence") == [RESCUE]
    assert found(journal, "loop pressure") == [RESCUE], "in whichever words"
    assert found(journal, "onfidence") == []
    assert found(journal, "rest confidence") == [], "of one map, not of two"


def test_those_called_so_come_before_those_that_say_so_elsewhere(journal):
    called = keep_map(journal, "Rest", ())
    keep_map(journal, "Evenings", ("Hours at work", "Rest"))
    keep_map(journal, "Zoë", ())
    assert found(journal, "rest") == ["Rest", "Evenings"]
    assert found(journal, "zoe") == ["Zoë"]
    journal.maps.trash(called)
    assert found(journal, "rest") == ["Evenings"]


def test_a_row_of_one_map(journal):
    one = keep_map(journal)
    row = journal.maps.row(one)
    assert (row.id, row.title, row.variables, row.links) == (one, RESCUE, 3, 3)
    assert row.deleted_at is None
    journal.maps.trash(one)
    assert journal.maps.row(one).deleted_at is not None
    journal.maps.purge(one)
    with pytest.raises(NotFound):
        journal.maps.row(one)
