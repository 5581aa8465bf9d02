"""Names are as wide as the font says, and break as a person would break them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import ImageFont

from metanoia import resources
from metanoia.domain import map_text

FONT = ImageFont.truetype(str(resources.path("fonts/Inter_500Medium.ttf")), 2048)


@pytest.mark.parametrize("code", [*range(32, 127), *map(ord, "–—‘’“”…·×−€°ÆæŒœØøßłı→")])
def test_a_letter_is_as_wide_as_in_the_font(code):
    told = map_text.width(chr(code), 1000)
    assert told == pytest.approx(FONT.getlength(chr(code)) * 1000 / 2048, abs=1)


@pytest.mark.parametrize("sign", ["é", "Å", "ż", "Ž", "я", "Ж", "α"])
def test_other_letters_are_guessed_well(sign):
    told = map_text.width(sign, 1000)
    assert told == pytest.approx(FONT.getlength(sign) * 1000 / 2048, abs=260)


def test_signs_of_chinese_are_square_and_accents_take_no_room():
    assert map_text.width("界", 13) == 13
    assert map_text.width("e\u0301", 13) == map_text.width("e", 13)


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Others think aloud", ("Others think aloud",)),
        ("Open questions in the room", ("Open questions", "in the room")),
        ("Team’s confidence to decide", ("Team’s confidence", "to decide")),
        ("“Ask Mara first” habit", ("“Ask Mara first”", "habit")),
        ("", ("",)),
    ],
)
def test_names_break_as_in_the_picture(name, lines):
    assert map_text.lines(name) == lines


def test_a_long_word_is_broken_and_an_accent_stays_with_its_letter():
    lines = map_text.lines("Donaudampfschifffahrtsgesellschaft" + "e\u0301" * 20)
    assert len(lines) > 2
    assert not any(line.startswith("\u0301") for line in lines)


def test_chinese_breaks_without_spaces():
    lines = map_text.lines("会议中大家的信任和安静的时间")
    assert len(lines) == 2
    assert "".join(lines) == "会议中大家的信任和安静的时间"


@given(st.text(max_size=60))
def test_no_line_is_too_wide_and_no_letter_is_lost(name):
    lines = map_text.lines(name)
    assert lines
    assert all(map_text.width(line) <= map_text.LINE for line in lines)
    assert "".join("".join(lines).split()) == "".join(name.split())
