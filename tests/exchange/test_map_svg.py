"""A map as SVG: whole XML whatever it is called, with its own colours or with classes alone."""

import re
import tomllib
from dataclasses import replace
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from maps_on_paper import rescue
from metanoia import resources
from metanoia.domain.loops import arrows, find
from metanoia.domain.map_paper import paper_of
from metanoia.domain.maps import MapNote
from metanoia.exchange.map_svg import STYLES, svg

COLOURS = tomllib.loads(resources.path("themes/light.toml").read_text("utf-8"))["colours"]
NAME = "{http://www.w3.org/2000/svg}"


def drawn(of, *, colours=COLOURS, titled=True):
    return svg(paper_of(of, find(arrows(of), of.names).loops, titled=titled), colours=colours)


def words(told):
    return [one.text for one in ET.fromstring(told).iter(f"{NAME}text")]


def test_all_words_of_a_map_stand_in_it():
    note = MapNote(id="n", text="Since March\nWhat if?", x=-300, y=-200)
    told = drawn(replace(rescue(), question="Why me?", notes=(note,)))
    found = words(told)
    for said in (
        "The rescue loop", "Why me?", "Since March", "What if?", "I give the answer", "Open questions",
        "in the room", "Others think aloud", "Team’s confidence", "to decide", "habit", "B1", "B2", "R1", "R2",
    ):  # fmt: skip
        assert said in found
    assert [found.count(sign) for sign in "+−?"] == [5, 3, 0]


def test_it_is_as_the_picture_draws_it():
    root = ET.fromstring(drawn(rescue()))
    lines = [one for one in root.iter(f"{NAME}path") if one.get("stroke-width") == "1.8"]
    curved = [one for one in lines if " Q" in one.get("d")]
    assert len(curved) == 8
    assert {one.get("stroke") for one in curved} == {COLOURS["text2"]}
    delays = [one for one in root.iter(f"{NAME}path") if one.get("stroke") == COLOURS["canvas"]]
    assert len(delays) == 2
    signs = {one.text: one.get("fill") for one in root.iter(f"{NAME}text")}
    assert (signs["+"], signs["−"]) == (COLOURS["accent_text"], COLOURS["ochre_text"])
    assert {one.get("rx") for one in root.iter(f"{NAME}rect")} == {None, "10"}


def test_a_link_that_is_unsure_is_dashed():
    of = rescue()
    unsure = replace(of, links=(replace(of.links[0], polarity=0), *of.links[1:]))
    dashed = [
        [
            one
            for one in ET.fromstring(drawn(map_)).iter(f"{NAME}path")
            if one.get("stroke-dasharray")
        ]
        for map_ in (of, unsure)
    ]
    assert [len(lines) for lines in dashed] == [0, 1]


def test_with_colours_it_stands_on_its_own():
    told = drawn(rescue())
    assert 'font-family="Inter, sans-serif"' in told
    assert re.findall(r'class="([^"]*)"', told) == ["map"]
    assert not re.search(r"https?://(?!www\.w3\.org/2000/svg)|<style|<script|href|url\(", told)


def test_without_colours_it_has_classes_of_the_list_alone():
    told = drawn(rescue(), colours=None, titled=False)
    assert set(re.findall(r'class="([^"]*)"', told)) <= {"map", *STYLES}
    assert not re.search(r"fill=|stroke|font|#[0-9a-f]{3}|style", told)


def test_each_colour_of_the_list_is_one_of_the_theme():
    named = {value[1:] for style in STYLES.values() for value in style.values() if value[0] == "@"}
    assert named <= set(COLOURS)


@given(st.text(min_size=1, max_size=60), st.text(min_size=1, max_size=200))
def test_it_is_whole_whatever_things_are_called(name, note):
    of = rescue()
    if not name.strip() or not note.strip():
        return
    named = replace(of.variables[0], name=name)
    of = replace(of, title=name, variables=(named, *of.variables[1:]))
    of = replace(of, notes=(MapNote(id="n", text=note),))
    for colours in (COLOURS, None):
        root = ET.fromstring(drawn(of, colours=colours))
        assert {one.tag for one in root.iter()} <= {
            f"{NAME}{tag}" for tag in ("svg", "title", "rect", "path", "circle", "text")
        }


def test_control_characters_and_markup_are_no_part_of_the_drawing():
    hostile = '\x00\x1b<script>"&\ufffe'
    of = rescue()
    of = replace(of, title=hostile, variables=(replace(of.variables[0], name=hostile), *of.variables[1:]))  # fmt: skip
    told = drawn(of)
    assert "<script" not in told
    assert "�&lt;script&gt;&quot;&amp;�" in told
    ET.fromstring(told)
