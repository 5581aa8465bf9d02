"""Whatever is selected in what is read, what is cut out of the source is just that, and never less."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from metanoia.domain.withheld import withhold
from metanoia.text.markdown import render
from metanoia.text.written import source_span, words, written_words

BODY = (
    "# Monday\n\n"
    "I filled the **silence**, and _nobody_ [said so](https://example.org/sam-left). \n"
    "“Sam” said nothing.\n\n"
    "- one\n- two *three* four\n\n1. first\n2. second\n\n> She is `right`.\n"
)


def seen(markdown: str) -> str:
    """Return how Markdown is read, as the window shows it: blocks apart, no tags."""
    drawn = re.sub(
        r"</(?:p|li|h[1-6]|pre|blockquote|ul|ol|td|th)>|<br>|<hr>", "\n", render(markdown)
    )
    return html.unescape(re.sub(r"<[^>]*>", "", drawn))


def cut(markdown: str, chosen: str, visible: str | None = None) -> str:
    """Return the source that is found for ``chosen`` in what is read."""
    visible = seen(markdown) if visible is None else visible
    start = visible.index(chosen)
    span = source_span(markdown, visible, start, start + len(chosen))
    assert span is not None
    return markdown[slice(*span)]


@pytest.mark.parametrize(
    ("chosen", "source"),
    [
        ("filled the silence", "filled the **silence"),
        ("silence, and nobody", "silence**, and _nobody"),
        ("lenc", "lenc"),
        ("said", "said"),
        ("said so", "[said so](https://example.org/sam-left)"),
        ("“Sam” said nothing.", "“Sam” said nothing."),
        ("two three", "two *three"),
        ("right", "right"),
        ("Monday", "Monday"),
        ("second", "second"),
    ],
)
def test_the_words_that_are_read_are_found_in_the_source(chosen, source):
    assert cut(BODY, chosen) == source


def test_a_name_that_was_replaced_is_found_by_its_neighbours():
    markdown = "Then **Jonas Vik** lost his place. Jonas Vik laughed."
    visible = "Then Person A lost his place. Person A laughed."
    assert cut(markdown, "Person A", visible) == "Jonas Vik"
    assert cut(markdown, "place. Person A", visible) == "place. Jonas Vik"
    assert cut(markdown, "A lost", visible) == "Jonas Vik** lost"


def test_the_same_words_twice_stay_apart():
    markdown = "I *am* late.\n\nI am late."
    visible = "I am late.\nI am late."
    assert source_span(markdown, visible, 11, 20) == (14, 23)
    assert markdown[slice(*source_span(markdown, visible, 0, 9))] == "I *am* late"


def test_where_a_link_goes_is_not_read():
    markdown = "[silence](https://silence.example/silence) silence ![silence](attachment:silence)"
    assert [word.start for word in written_words(markdown)] == [1, 43]
    assert cut(markdown, "silence silence", "silence silence") == (
        "[silence](https://silence.example/silence) silence"
    )


def test_nothing_chosen_is_nothing():
    assert source_span("One  two", "One two", 3, 4) is None
    assert source_span("", "", 0, 0) is None
    assert source_span("One, two", "One, two", 3, 4) == (3, 4)
    assert source_span("One two", "One two", 5, 2) is None


def test_a_text_of_many_words_is_found_soon():
    markdown = " ".join(f"**word{n % 700}** and" for n in range(20_000)) + " Jonas end"
    visible = markdown.replace("**", "").replace("Jonas", "Person A")
    start = visible.index("Person A")
    assert markdown[slice(*source_span(markdown, visible, start, start + 8))] == "Jonas"


_PIECES = st.lists(
    st.sampled_from(
        ["said", "nothing", "**bold one**", "_leaning_", "`code x`", "[a link](https://e.org/nothing)",
         "“quoted,”", "(aside)", "2 * 3", "Zoë", "😀 glad", "AT&T", "don’t", "said."]
    ),
    min_size=1, max_size=9,
)  # fmt: skip
_BLOCKS = st.lists(
    st.tuples(st.sampled_from(["", "# ", "- ", "1. ", "> "]), _PIECES), min_size=1, max_size=5
)


@given(_BLOCKS, st.data())
def test_what_was_chosen_is_gone_and_the_rest_is_there(blocks, data):
    markdown = "\n\n".join(mark + " ".join(pieces) for mark, pieces in blocks)
    visible = seen(markdown)
    found = words(visible)
    first = data.draw(st.integers(0, len(found) - 1))
    last = data.draw(st.integers(first, len(found) - 1))
    span = source_span(markdown, visible, found[first].start, found[last].stop)
    assert span is not None
    left = "".join(word.text for word in words(seen(withhold(markdown, [span])[0])))
    before = [word.text for word in found[:first]]
    after = [word.text for word in found[last + 1 :]]
    # half of a pair of marks may stay behind, which moves blanks but no letters; and neither a link
    # nor code is cut in two
    pairs = (["a", "link"], ["code", "x"])
    heads = [before, *([before[:-1]] if [*before[-1:], found[first].text] in pairs else [])]
    tails = [after, *([after[1:]] if [found[last].text, *after[:1]] in pairs else [])]
    allowed = {"".join([*head, "withheld", *tail]) for head in heads for tail in tails}
    assert left in allowed


def test_a_link_is_not_cut_in_two():
    markdown = "He [left us](https://example.org/why) then"
    assert cut(markdown, "He left", "He left us then") == markdown.removesuffix(" then")
    assert cut(markdown, "us then", "He left us then") == markdown.removeprefix("He ")
    assert cut(markdown, "left", "He left us then") == "left"


@given(st.text(max_size=80), st.text(max_size=80), st.integers(0, 90), st.integers(0, 90))
def test_any_two_texts_give_a_span_inside_the_source(markdown, visible, start, stop):
    span = source_span(markdown, visible, start, stop)
    assert span is None or 0 <= span[0] <= span[1] <= len(markdown)
