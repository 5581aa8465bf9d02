"""Words typed to find a short text."""

from __future__ import annotations

import pytest

from metanoia.text.matching import begins_words


@pytest.mark.parametrize(
    ("typed", "said", "found"),
    [
        ("", "Sam is angry", True),
        ("ang SA", "Sam is angry", True),
        ("ngry", "Sam is angry", False),
        ("angry zoe", "Sam is angry", False),
        ("zoe", "Zoë’s café", True),
        ("CAFÉ", "Zoë’s cafe\u0301", True),
        ("ÄRGER", "Viel Ärger", True),
        ("議", "この会議が長い", True),
        ("7", "at 7.30", True),
        ("…", "Sam is angry", True),
    ],
)
def test_every_word_typed_begins_a_word(typed, said, found):
    assert begins_words(typed, said) == found
