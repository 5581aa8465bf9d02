"""Anchors: the same words are found again, and other words never without saying so."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.anchors import Placed, Selector
from metanoia.domain.errors import Refused
from metanoia.text import anchors

VECTOR = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))["anchor"]
KEPT = VECTOR["selector"]
SELECTOR = Selector(KEPT["exact"], KEPT["prefix"], KEPT["suffix"], KEPT["start"], KEPT["end"])

few = settings(max_examples=150, deadline=None)
words = st.sampled_from(
    [
        "Sam",
        "said",
        "nothing",
        "and",
        "I",
        "was",
        "late",
        "because",
        "Zoë,",
        "Mei",
        "会議",
        "said",
        "no",
        "😀",
    ]
)
texts = st.lists(words, min_size=6, max_size=60).map(" ".join)
inserted = st.text(st.sampled_from("ab e.\n\u0308会😀"), max_size=12) | texts


def nfc(text):
    return unicodedata.normalize("NFC", text)


def passage(data, text):
    start = data.draw(st.integers(0, len(text) - 1))
    stop = data.draw(st.integers(start + 1, min(start + 60, len(text))))
    try:
        return anchors.select(text, start, stop)
    except Refused:
        return anchors.select(text, 0, 12)


# -- as the method says


@pytest.mark.parametrize("case", VECTOR["cases"], ids=lambda case: str(case["result"]))
def test_a_passage_is_found_as_the_method_says(case):
    expected = Placed(*case["result"]) if case["result"] else None
    assert anchors.resolve(case["text"], SELECTOR) == expected


def test_a_selection_is_kept_with_what_stands_around_it():
    assert anchors.select(VECTOR["text"], KEPT["start"], KEPT["end"]) == SELECTOR


def test_blanks_at_the_edges_are_no_part_of_a_selection():
    assert anchors.select(VECTOR["text"], KEPT["start"] - 1, KEPT["end"]) == SELECTOR
    with pytest.raises(Refused, match="Select some"):
        anchors.select("Two  words", 3, 5)
    with pytest.raises(Refused, match="Select some"):
        anchors.select("Two words", 3, 3)


# -- what people do to texts


@pytest.mark.parametrize(
    ("before", "quote", "after", "found", "how"),
    [
        ("He came. Mei waited.", "Mei waited", "Mei waited. He came.", "Mei waited", "moved"),
        ("A. Mei waited for an hour. B.", "Mei waited for an hour", "C. Mei waited for an hour. D.", "Mei waited for an hour", "exact"),
        ("A. Mei waited for an hour. B.", "Mei waited for an hour", "No! Mei waited for an hour? D.", "Mei waited for an hour", "moved"),
        ("He was late again, and I left.", "late", "It was a day. Never late.", "late", "fuzzy"),
        ("My art is a start.", "art", "Mine is a start.", None, None),
        ("I said: Sam said nothing. I left.", "Sam said nothing", "I said: Sam said nothings. I left.", "Sam said nothings.", "fuzzy"),
        ("今日は会議。彼は何も言わなかった。私は怒った。", "彼は何も言わなかった", "今日は会議。彼は今日も何も言わなかった。私は怒った。", "彼は今日も何も言わなかった", "fuzzy"),
        ("今日は会議。彼は何も言わなかった。私は怒った。", "彼は何も言わなかった", "今日は会議。でも彼は何も言わなかった。私は怒った。", "彼は何も言わなかった", "moved"),
        ("One line here.\nAnd another.", "line here.\nAnd", "One line here. And another.", "line here. And", "fuzzy"),
    ],
)  # fmt: skip
def test_a_passage_after_an_edit(before, quote, after, found, how):
    start = before.index(quote)
    placed = anchors.resolve(after, anchors.select(before, start, start + len(quote)))

    if found is None:
        assert placed is None
    else:
        assert placed is not None
        assert (after[placed.start : placed.stop], placed.how) == (found, how)


def test_words_changed_in_their_place_are_not_sought_where_they_happen_to_stand_as_well():
    told = "At noon we met in the hall. I do not know yet. Then we went home by tram."
    selector = anchors.select(told, told.index("I do"), told.index(" yet"))
    edited = told.replace("I do not know", "I really do not know") + " " + "So it goes. " * 9
    edited += "What now? I do not know."

    placed = anchors.resolve(edited, selector)

    assert placed is not None
    assert placed.how == "fuzzy"
    assert edited[placed.start : placed.stop] == "I really do not know"


def test_of_the_same_words_twice_none_is_sure_once_nothing_around_them_is_left():
    selector = anchors.select("Well, well. Sam said nothing. So I left.", 12, 28)
    placed = anchors.resolve("xyz Sam said nothing QQQ and zyx Sam said nothing QQQ", selector)
    assert placed is not None
    assert placed.how == "fuzzy"


def test_a_long_passage_is_found_with_a_changed_word_in_a_long_text():
    long = " ".join(f"sentence {n} tells of day {n * 7}." for n in range(40_000))
    start = long.index("sentence 20000 ")
    stop = long.index("sentence 20040 ")
    selector = anchors.select(long, start, stop)
    edited = "Once. " + long.replace("sentence 20017 tells", "sentence 20017 truly tells")

    placed = anchors.resolve(edited, selector)

    assert placed is not None
    assert placed.how == "fuzzy"
    assert edited[placed.start :].startswith("sentence 20000 ")
    assert edited[: placed.stop].endswith("day 140273.")


def test_words_that_repeat_are_compared_where_they_stand():
    told = "dog on dog and the cat, the the the on cat the mat the then cat it mat."
    start = told.index("the the the on")
    selector = anchors.select(told, start, start + len("the the the on"))
    edited = told.replace("the the the on", "the the now the on")

    placed = anchors.resolve(edited, selector)

    assert placed is not None
    assert (edited[placed.start : placed.stop], placed.how) == ("the the now the on", "fuzzy")


def test_a_word_that_stands_everywhere_is_found_by_what_stands_beside_it():
    told = "no, " * 50 + "Mei said no, and went home. " + "no, " * 50
    start = told.index("no, and")
    selector = anchors.select(told, start, start + 2)
    edited = "no, " * 400 + told

    placed = anchors.resolve(edited, selector)

    assert placed == (start + 1600, start + 1602, "moved")


def test_a_very_long_passage_is_looked_for_word_for_word_only():
    told = " ".join(f"word{n}" for n in range(800))
    selector = anchors.select(told, 0, len(told))

    assert len(selector.exact) > 4_000
    assert anchors.resolve(f"Once. {told}", selector) == (6, len(told) + 6, "moved")
    assert anchors.resolve(told.replace("word400", "word"), selector) is None


def test_the_text_may_be_in_parts_and_is_never_cut_within_a_character():
    selector = anchors.select("I saw Zoë there.", 6, 9)
    parts = unicodedata.normalize("NFD", "Ólafur saw Zoë there.")

    placed = anchors.resolve(parts, selector)

    assert placed is not None
    assert nfc(parts[placed.start : placed.stop]) == "Zoë"
    assert anchors.select(parts, placed.start, placed.stop - 1).exact == "Zoë"


def test_nothing_is_found_in_a_text_that_was_emptied():
    assert anchors.resolve("", SELECTOR) is None
    assert anchors.resolve("Sam", SELECTOR) is None


# -- whatever people do


@given(texts, inserted, st.data())
@few
def test_an_edit_never_leads_to_other_words_unsaid(text, new, data):
    selector = passage(data, text)
    start = data.draw(st.integers(0, len(text)))
    stop = data.draw(st.integers(start, len(text)))
    edited = data.draw(st.sampled_from([nfc, lambda t: unicodedata.normalize("NFD", t)]))(
        text[:start] + new + text[stop:]
    )

    placed = anchors.resolve(edited, selector)

    if placed is not None:
        assert 0 <= placed.start < placed.stop <= len(edited)
    if placed is not None and placed.how != "fuzzy":
        assert nfc(edited[placed.start : placed.stop]) == selector.exact
    if placed is not None and placed.how == "exact":
        assert len(nfc(edited[: placed.start])) == selector.start


@given(texts, texts, texts, inserted, inserted)
@few
def test_an_edit_elsewhere_leaves_a_passage_found(before, quote, after, new, newer):
    quote = f"Only here, once: {quote}"  # nowhere else in the text
    text = f"{before}. {quote}. {after}"
    start = len(before) + 2
    selector = anchors.select(text, start, start + len(quote))
    edited = nfc(f"{new} {before}. {quote}. {newer} {after}")

    placed = anchors.resolve(edited, selector)

    assert placed is not None
    assert placed.how in ("exact", "moved")
    assert edited[placed.start : placed.stop] == selector.exact


@given(texts, st.data())
@few
def test_a_text_that_was_not_edited_gives_the_very_passage(text, data):
    selector = passage(data, text)
    assert anchors.resolve(text, selector) == (selector.start, selector.stop, "exact")


# -- Qt's places


def test_places_are_carried_to_utf16_and_back_as_the_method_says():
    offsets = VECTOR["offsets"]
    assert offsets["text"].index(offsets["word"]) == offsets["code_point"]
    assert anchors.to_utf16(offsets["text"], offsets["code_point"]) == offsets["utf16"]
    assert anchors.from_utf16(offsets["text"], offsets["utf16"]) == offsets["code_point"]


@given(st.text(st.sampled_from("aë会😀\ud83d\n"), max_size=12), st.integers(0, 14))
@few
def test_every_place_is_carried_there_and_back(text, place):
    place = min(place, len(text))
    units = len(text[:place].encode("utf-16-le", "surrogatepass")) // 2
    assert anchors.to_utf16(text, place) == units
    assert anchors.from_utf16(text, units) == place


def test_a_place_within_a_pair_is_the_one_before_it():
    assert anchors.from_utf16("a😀b", 2) == 1
    assert anchors.from_utf16("a😀b", 99) == 3


def test_a_short_word_whose_neighbours_are_only_half_alike_is_not_sure():
    text = "The plan was late and I waited. He said no. Then we both went home and slept."
    kept = anchors.select(text, start := text.index("no."), start + 2)
    half_alike = "My plan might be late but I waited too. So he said a no. Then nobody went home."
    assert anchors.resolve(half_alike, kept) == Placed(53, 55, "fuzzy")
