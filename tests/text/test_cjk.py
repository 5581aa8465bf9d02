"""Setting signs apart for the search index, and together again for the eye."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.query import HIT_END, HIT_START
from metanoia.text.cjk import spaced, unspaced


@pytest.mark.parametrize(
    "text", ["", "plain words", "café naïve", "ein Maß", "a 💡 alone", "Москва", "done. ✅"]
)
def test_text_that_the_index_may_take_as_it_is(text):
    assert spaced(text) is None


@pytest.mark.parametrize(
    ("text", "apart"),
    [
        ("今日は会議", "今 日 は 会 議"),
        ("met 我们 today", "met 我 们 today"),
        ("회의", "회 의"),
        ("great🙂", "great 🙂"),
        ("💡idea", "💡 idea"),
        ("🙂🙃", "🙂 🙃"),
        ("ก้าว", "ก ้ า ว"),
        ("αγάπη", "αγα\u0301πη"),
    ],
)
def test_signs_stand_apart(text, apart):
    assert " ".join(spaced(text).split()) == apart


def test_hit_marks_stay_where_they_are():
    a, z = HIT_START, HIT_END
    assert unspaced(f"…気 づ い た 。 {a}会 議{z} で  and {a}idea{z}") == (
        f"…気づいた。{a}会議{z}で and {a}idea{z}"
    )
    assert unspaced(f" {a}会{z} {a}議{z} ") == f"{a}会{z}{a}議{z}"


SCRIPTS = st.text(alphabet=st.sampled_from("ab 1.\n今日會ｶが각ᄀ💡🙂❤️\u200d👩éάё่กใ-"), max_size=40)


@settings(max_examples=300, deadline=None)
@given(SCRIPTS | st.text())
def test_together_again_it_is_the_same_text(text):
    apart = spaced(text)
    if apart is not None:
        assert unspaced(apart) == unicodedata.normalize("NFC", text)
