import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.text import words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", 0),
        ("   \n\n", 0),
        ("One two three.", 3),
        ("don't stop well-known", 3),
        ("before—after and – again", 4),
        ("# Title\n\n- **bold** _and_ `code`\n---\n***", 4),
        ("3 apples, 1/2 pear", 4),
        ("हिन्दी में लिखा", 3),
        ("Здравствуй, мир", 2),
        ("今日は会議", 5),
        ("今日は 3 meetings", 5),
        ("오늘 회의가 있다", 3),
        ("💡 ✨", 0),
        ("__________________", 0),
    ],
)
def test_words_are_counted_as_people_count_them(text, expected):
    assert words.count(text) == expected


def test_a_very_long_line_of_marks_is_counted_at_once():
    assert words.count("_" * 1_000_000 + "a" * 1_000_000) == 1


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("", ""),
        ("Plain words.", "Plain words."),
        ("# Morning\n\nThe *light* was **good**, ~~bad~~.", "Morning The light was good, bad."),
        ("> quoted\n> words", "quoted words"),
        ("- one\n* two\n1. three\n- [x] done", "one two three done"),
        (
            'See [the page](https://example.org "x") and ![a tree](attachment:00)',
            "See the page and a tree",
        ),
        ("<https://example.org> <b>x</b><!-- no -->", "https://example.org x"),
        ("---\n\n```python\nx = 1\n```\nafter", "x = 1 after"),
        ("2 \\* 3 and snake_case_name", "2 * 3 and snake_case_name"),
        ("***so*** and **_so_**", "so and so"),
        ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b | | 1 | 2 |"),
        ("5 * 3 * 2", "5 * 3 * 2"),
    ],
)
def test_an_excerpt_has_no_marks(body, expected):
    assert words.excerpt(body) == expected


def test_an_excerpt_ends_at_a_word():
    excerpt = words.excerpt("lorem ipsum " * 40)
    assert len(excerpt) <= 160
    assert excerpt.endswith(("lorem…", "ipsum…"))


def test_an_excerpt_of_one_endless_word_is_cut():
    assert words.excerpt("x" * 5000) == "x" * 159 + "…"


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("*_`~[]()!<>#-\\|= \nab1é会"), max_size=600))
def test_an_excerpt_is_one_short_line_whatever_the_marks(body):
    excerpt = words.excerpt(body)
    assert len(excerpt) <= 160
    assert excerpt == " ".join(excerpt.split())


@pytest.mark.parametrize("sign", ["[", "![", "*", "_", "<", "`", "[a](", "**a", "> ", "\\"])
def test_hostile_marks_cost_nothing(sign):
    assert len(words.excerpt(sign * 100_000)) <= 160


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("# Title\n\nText", ("Title", "Text")),
        ("\n\n# Title #\nText\n", ("Title", "Text\n")),
        ("# Only", ("Only", "")),
        ("## Lower\nText", ("", "## Lower\nText")),
        ("Text\n# Later", ("", "Text\n# Later")),
        ("#tag first", ("", "#tag first")),
        ("#  \nText", ("", "#  \nText")),
        (f"# {'x' * 201}\n", ("", f"# {'x' * 201}\n")),
        ("# C#\nText", ("C#", "Text")),
    ],
)
def test_a_leading_heading_is_the_title(body, expected):
    assert words.title_from_h1(body) == expected
