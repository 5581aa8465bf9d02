"""Where the texts of a share stand among the words of its pages."""

from __future__ import annotations

from metanoia.ui.pages.share.withholding import Written, chosen, places

ONE, TWO, GOAL = ("entry", "1"), ("entry", "2"), ("goal", "g")
PLAIN = (
    "What this is for\u2029For Thursday\u2029Goal  ·  active\u2029Think aloud first\u2029What I want\u2029"
    "Nobody waits.\u2029\u2029Entry 1 of 2  ·  12 March\u2029March\u2029“I waited,” he said. \u2029Yes.\u2029"
    "#work\u2029\u2029Entry 2 of 2  ·  7 March\u2029Yes.\u2029He left."
)
WRITTEN = [
    Written(GOAL, "title", "Think aloud first"),
    Written(GOAL, "vision", "Nobody *waits*."),
    Written(GOAL, "reality", "Not shown at all"),
    Written(ONE, "title", "March"),
    Written(ONE, "body", "“I **waited**,” he said. \n\nYes."),
    Written(TWO, "title", ""),
    Written(TWO, "body", "Yes.\n\nHe [left](https://example.org)."),
]


def found():
    return {(one.item, one.field): PLAIN[one.start : one.stop] for one in places(PLAIN, WRITTEN)}


def test_each_text_stands_where_it_is_read():
    assert found() == {
        (GOAL, "title"): "Think aloud first",
        (GOAL, "vision"): "Nobody waits.",
        (ONE, "title"): "March",
        (ONE, "body"): "“I waited,” he said. \u2029Yes.",
        (TWO, "body"): "Yes.\u2029He left.",
    }


def test_a_selection_over_several_texts_comes_field_by_field():
    start, stop = PLAIN.index("waits."), PLAIN.index(" he said")
    told = chosen(PLAIN, places(PLAIN, WRITTEN), start, stop)
    assert [(one.item, one.field, one.seen[one.start : one.stop]) for one in told] == [
        (GOAL, "vision", "waits."),
        (ONE, "title", "March"),
        (ONE, "body", "“I waited,”"),
    ]
    assert told[2].span("“I **waited**,” he said.") == (0, 15)


def test_what_the_program_says_is_nobodys_text():
    known = places(PLAIN, WRITTEN)
    for words in ("Entry 1 of 2", "For Thursday", "#work"):
        start = PLAIN.index(words)
        assert chosen(PLAIN, known, start, start + len(words)) == []


def test_a_text_that_is_not_drawn_as_written_is_found_by_its_first_words():
    written = [Written(ONE, "body", "One two three four <b>five</b> six")]
    (place,) = places("One two three four five six", written)
    assert (place.start, place.stop) == (0, 27)
