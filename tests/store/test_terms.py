"""Common words on a real encrypted file."""

from __future__ import annotations

import datetime as dt

import pytest

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.terms import NewTerm
from metanoia.domain.visions import NewVision
from metanoia.store.terms import Terms
from metanoia.store.visions import Visions


@pytest.fixture
def terms(store, clock):
    return store.part(Terms)


def test_words_are_kept_by_the_alphabet(terms):
    for word in ("ready", " Done  early ", "safe"):
        terms.add(NewTerm(word=word, mine="m", theirs="t", agreed="a"))
    assert [one.word for one in terms.all()] == ["Done early", "ready", "safe"]


@pytest.mark.parametrize(
    "bad", [{"word": " "}, {"word": "x" * 61}, {"mine": "x" * 501}, {"agreed": "x" * 501}], ids=str
)
def test_what_is_no_word_is_refused(bad):
    with pytest.raises(Refused):
        NewTerm(**{"word": "done", **bad})


def test_a_word_is_there_once(terms):
    terms.add(NewTerm(word="Done"))
    with pytest.raises(Refused):
        terms.add(NewTerm(word="done"))
    other = terms.add(NewTerm(word="safe"))
    with pytest.raises(Refused):
        terms.change(other.id, word="DONE")


def test_a_change_keeps_what_was_said_before(terms, store):
    word = terms.add(NewTerm(word="done", mine="handed over"))
    changed = terms.change(word.id, mine="signed", word="Done")
    assert (changed.word, changed.mine, changed.rev) == ("Done", "signed", 2)
    assert [said[1:] for said in terms.wordings_before(word.id)] == [
        ("word", "done"), ("mine", "handed over"),
    ]  # fmt: skip
    commits = store.commits
    terms.change(word.id, mine="signed")
    assert store.commits == commits


def test_a_word_comes_and_goes(terms, clock):
    word = terms.add(NewTerm(word="done"))
    terms.trash(word.id)
    assert terms.all() == []
    assert [one.id for one in terms.trashed()] == [word.id]
    with pytest.raises(Refused):
        terms.change(word.id, mine="x")
    again = terms.add(NewTerm(word="done"))
    with pytest.raises(Refused):
        terms.restore(word.id)
    terms.trash(again.id)
    terms.restore(word.id)
    clock.forward(days=31)
    assert terms.purge_expired(clock.moment) == 1
    with pytest.raises(NotFound):
        terms.get(again.id)


def test_a_word_outlives_the_vision_it_was_linked_to(terms, store):
    visions = store.part(Visions)
    vision = visions.add(NewVision(name="Ward 4", text="One.", as_of=dt.date(2026, 1, 1)))
    word = terms.add(NewTerm(word="done", vision=vision.id))
    visions.trash(vision.id)
    visions.purge(vision.id)
    assert terms.get(word.id).vision is None
