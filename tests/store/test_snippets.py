"""The coach's reusable questions."""

from __future__ import annotations

import pytest

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.snippets import BEGINNING
from metanoia.store.snippets import Snippets


@pytest.fixture
def snippets(store):
    return store.part(Snippets)


def texts(snippets):
    assert [one.place for one in snippets.all()] == list(range(1, snippets.count + 1))
    return [one.text for one in snippets.all()]


def test_the_list_begins_once(snippets, store):
    assert texts(snippets) == []
    snippets.begin()
    assert texts(snippets) == list(BEGINNING)
    assert len(BEGINNING) == 8
    for one in snippets.all():
        snippets.delete(one.id)
    before = store.commits
    snippets.begin()
    assert (texts(snippets), store.commits) == ([], before)


def test_questions_are_added_reworded_and_ordered(snippets, store):
    a, b, c = (snippets.add(text) for text in ("  A  one? ", "B?", "C?"))
    assert texts(snippets) == ["A one?", "B?", "C?"]
    assert snippets.move(c.id, 1) == c
    assert texts(snippets) == ["C?", "A one?", "B?"]
    snippets.move(c.id, c.place)
    snippets.move(a.id, 99)
    assert texts(snippets) == ["B?", "C?", "A one?"]
    before = store.commits
    snippets.move(a.id, 3)
    assert snippets.change(b.id, "B?") == snippets.get(b.id)
    assert store.commits == before
    assert snippets.change(b.id, "Better?").text == "B?"
    assert texts(snippets) == ["Better?", "C?", "A one?"]


def test_a_deleted_question_comes_back_to_its_place(snippets):
    _, b, _ = (snippets.add(text) for text in ("A?", "B?", "C?"))
    gone = snippets.delete(b.id)
    assert gone == b
    assert texts(snippets) == ["A?", "C?"]
    for _ in range(2):
        snippets.put_back(gone)
    assert texts(snippets) == ["A?", "B?", "C?"]
    assert snippets.get(b.id) == b


@pytest.mark.parametrize("text", ["", "  \n ", "x" * 501])
def test_a_question_has_words_and_not_too_many(snippets, text):
    kept = snippets.add("Kept?")
    for act in (snippets.add, lambda said: snippets.change(kept.id, said)):
        with pytest.raises(Refused):
            act(text)
    assert texts(snippets) == ["Kept?"]


def test_what_is_gone_is_not_found(snippets):
    for act in (snippets.get, snippets.delete, lambda one: snippets.move(one, 1)):
        with pytest.raises(NotFound):
            act("none")
