import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text.composed import Composed, compose

# signs that join with one another: accents, Korean and Indic parts, line ends, a mark that decomposes
JOINING = (
    "eo\u0301\u0323\u0308\u1112\u1161\u11ab\uac00\u09c7\u09be\u0f71\u0f72\u0f73\u0344\r\n é😀\u212b"
)
texts = st.text(st.sampled_from(JOINING), max_size=14) | st.text(max_size=20)
few = settings(max_examples=200, deadline=None)


def as_kept(text):
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))


@given(texts)
@few
def test_a_text_is_composed_as_unicode_says(text):
    assert compose(text).text == as_kept(text)


@given(texts, st.data())
@few
def test_a_passage_of_the_composed_text_is_found_in_the_original(text, data):
    whole = compose(text)
    start = data.draw(st.integers(0, len(whole.text)))
    stop = data.draw(st.integers(start, len(whole.text)))
    first, last = whole.original(start, stop)

    assert 0 <= first <= last <= len(text)
    assert whole.text[start:stop] in as_kept(text[first:last])
    grown = whole.composed(first, last)
    assert grown[0] <= start
    assert grown[1] >= stop
    assert whole.text[slice(*grown)] == as_kept(text[first:last])


@pytest.mark.parametrize(
    ("text", "there", "here"),
    [
        ("Zoe\u0308 was", (0, 3), (0, 4)),
        ("Zoe\u0308 was", (4, 7), (5, 8)),
        ("a\r\nb", (1, 2), (1, 3)),
        ("a\r\nb", (2, 3), (3, 4)),
        ("\u1112\u1161\u11ab글", (0, 2), (0, 4)),
    ],
)
def test_what_was_composed_is_never_cut(text, there, here):
    assert compose(text).original(*there) == here
    assert compose(text).composed(*here) == there
    assert compose(text).composed(here[0], here[1] - 1)[0] == there[0]


def test_a_text_that_is_composed_stays_as_it_is():
    text = "Zoë 😀 was late\n"
    assert compose(text) == Composed(text)
    assert compose(text).text is text
