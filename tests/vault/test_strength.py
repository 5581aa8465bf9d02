from __future__ import annotations

import pytest

from metanoia.vault import words
from metanoia.vault.strength import strength


@pytest.mark.parametrize("text", ["", "   ", "password1234", "aaaaaaaaaaaaaaaa", "Tr0ub4dor&3"])
def test_what_is_guessed_first_is_weak_and_gets_a_suggestion(text):
    found = strength(text)
    assert found.word == "Weak"
    assert found.bits < 40
    assert found.suggestion.endswith(".")


def test_drawn_words_count_what_they_are_worth():
    assert strength(words.generate(4)).word == "Fair"
    six = strength(words.generate(6))
    assert (six.word, six.suggestion) == ("Strong", "")
    assert six.bits <= 6 * 12.93


def test_a_drawn_word_with_a_hyphen_is_one_word():
    assert strength("yo-yo t-shirt drop-down felt-tip carry goofy").bits <= 6 * 12.93


def test_a_sentence_of_ones_own_is_strong():
    assert strength("the lake was quiet before seven").word == "Strong"


def test_a_few_words_ask_for_another():
    found = strength("carry goofy pushpin")
    assert found.word == "Weak"
    assert "another word" in found.suggestion.lower()


def test_what_the_journal_is_called_counts_for_little():
    assert strength("marasdiary2026", ("marasdiary",)).bits < strength("marasdiary2026").bits


def test_any_length_is_weighed():
    assert strength("correct-horse " * 400).bits > 0
    assert strength("x" * 5000).word == "Weak"
