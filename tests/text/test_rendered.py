"""The way between a passage of Markdown and the same words as they are read."""

from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text.markdown import render
from metanoia.text.rendered import Rendered, source_span, visible_span

few = settings(max_examples=300, deadline=None)
WORDS = [
    "one",
    "two",
    "three",
    "ten",
    "10",
    "Zoë",
    "😀",
    "naïve",
    "会議",
    "a",
    "I",
    "don’t",
    "4.5",
    "(so)",
    "x_y",
]
WRAPS = ("{}", "{}", "{}", "*{}*", "**{}**", "`{}`", "~~{}~~", "[{}](https://ten.example/one)")
LEADS = ("", "", "> ", "- ", "- [x] ", "1. ", "## ")


class _Words(HTMLParser):
    def __init__(self):
        super().__init__()
        self.found = []

    def handle_data(self, data):
        self.found.append(data)


def as_read(markdown):
    reader = _Words()
    reader.feed(render(markdown))
    return "".join(reader.found)


@st.composite
def markdown(draw):
    blocks = []
    for _ in range(draw(st.integers(1, 4))):
        words = draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=7))
        wraps = [draw(st.sampled_from(WRAPS)).format(word) for word in words]
        blocks.append(draw(st.sampled_from(LEADS)) + " ".join(wraps))
    return "\n\n".join(blocks)


def bare(text):
    return "".join(sign for sign in text if sign.isalnum() or ord(sign) > 0x2FFF)


@given(markdown(), st.data())
@few
def test_chosen_words_are_found_in_the_source_and_back(source, data):
    visible = as_read(source)
    start = data.draw(st.integers(0, len(visible)))
    stop = data.draw(st.integers(start, len(visible)))
    chosen = visible[start:stop]
    both = Rendered(source, visible)
    found = both.source_span(start, stop)
    if found is None:
        assert not any(sign.isalnum() for sign in chosen)
        return
    begin, end = found
    assert 0 <= begin < end <= len(source)
    assert bare(source[begin:end])[:1] == bare(chosen)[:1]
    assert bare(source[begin:end])[-1:] == bare(chosen)[-1:]
    again = both.visible_span(begin, end)
    assert again is not None
    assert bare(visible[slice(*again)]) == bare(chosen)


@given(st.text(max_size=60), st.text(max_size=60), st.data())
@few
def test_texts_that_do_not_belong_together_do_no_harm(source, visible, data):
    start = data.draw(st.integers(0, len(visible)))
    stop = data.draw(st.integers(start, len(visible)))
    found = source_span(source, visible, start, stop)
    assert found is None or 0 <= found[0] < found[1] <= len(source)
    begin = data.draw(st.integers(0, len(source)))
    end = data.draw(st.integers(begin, len(source)))
    seen = visible_span(source, visible, begin, end)
    assert seen is None or 0 <= seen[0] < seen[1] <= len(visible)


@pytest.mark.parametrize(
    ("source", "chosen", "expected"),
    [
        ("I filled the **silence** again.", "silence", "silence"),
        ("I filled the **silence** again.", "silence again", "**silence** again"),
        ("I filled the **silence** again.", "the silence", "the **silence**"),
        ("Count to **ten** before.", "ten", "ten"),
        ("[ab](https://ab.example/cd) cd", "cd", "cd"),
        ("abc [abc](https://abc.example) abc", "abc abc", "abc [abc"),
        ("1. first\n2. second 2", "second 2", "second 2"),
        ("- [x] done x", "x", "x"),
        ("He said \\*no\\* (twice).", "(twice)", "(twice)"),
        ("Tom &amp; Jerry amp", "Jerry amp", "Jerry amp"),
        ("```py\ncode py\n```\n\nafter", "py", "py"),
        ("    1. in code", "1. in", "1. in"),
        ("un*frigging*believable", "unfrigging", "un*frigging*"),
        ("![alt words](attachment:00) words", "words", "words"),
        ("Zoë 😀 was *late*", "😀 was late", "😀 was *late*"),
    ],
)
def test_a_passage_is_taken_with_its_marks_where_it_would_be_cut(source, chosen, expected):
    visible = as_read(source)
    start = visible.index(chosen)
    begin, end = source_span(source, visible, start, start + len(chosen))
    assert source[begin:end] == expected


def test_the_second_of_two_same_words_is_the_one_that_was_chosen():
    source = "*ten* and [ten](https://ten.example) and ten"
    visible = as_read(source)
    for number, place in enumerate((0, 8, 16)):
        begin, end = source_span(source, visible, place, place + 3)
        assert source[begin:end] == "ten"
        assert source[:begin].count("ten") == (0, 1, 3)[number]


def test_the_lines_of_a_document_count_as_blanks():
    source = "one *two*\n\nthree"
    visible = "one two\u2029three"
    assert source_span(source, visible, 4, 13) == (4, 16)
    assert visible_span(source, visible, 4, 16) == (4, 13)


def test_marks_alone_are_no_passage():
    assert source_span("a - b", "a - b", 2, 3) is None
    assert visible_span("**a**", "a", 0, 2) is None
    assert visible_span("[a](https://b.example)", "a", 4, 12) is None


def test_a_long_text_is_walked_quickly():
    source = ("A **word** and [a link](https://x.example/aaaa) and &eacute; so on.\n\n") * 3_000
    visible = ("A word and a link and é so on.\n") * 3_000
    assert source_span(source, visible, 31 * 2_999, 31 * 3_000 - 1) == (
        len(source) - len(source) // 3_000, len(source) - 2,
    )  # fmt: skip
