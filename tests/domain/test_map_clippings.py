"""Parts that are copied come back with their links, under names of their own, in a place of their own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from maps_told import full_map, new_id, plain_map, variable
from metanoia.domain.errors import Refused
from metanoia.domain.map_clippings import clipped, laid, renewed


def test_variables_come_with_the_links_among_them_alone():
    of = full_map()
    gap, goal, effort = of.variables[:3]
    taken = clipped(of, {gap.id, effort.id})
    assert taken.variables == (gap, effort)
    assert taken.links == of.links[:2]
    assert clipped(of, {of.links[0].id}) is None
    assert goal not in taken.variables


def test_laid_on_the_same_map_they_have_other_names_ids_and_places():
    of = full_map()
    taken = clipped(of, of.ids)
    first = laid(of, renewed(taken, of, new_id))
    again = laid(first, renewed(taken, first, new_id))
    assert [one.name for one in again.variables[10:]] == [f"{one.name} 3" for one in of.variables]
    assert len(again.ids) == 3 * len(of.ids)
    places = [(one.x, one.y) for one in (*again.variables, *again.notes)]
    assert len(set(places)) >= 3 * len({(one.x, one.y) for one in (*of.variables, *of.notes)})
    said = [(one.because, one.bend, one.delayed, one.polarity) for one in again.links]
    assert said == said[:5] * 3


def test_on_another_map_they_keep_names_and_places():
    of, other = full_map(), plain_map(variables=(variable("Far", x=900),), links=())
    taken = clipped(of, {of.variables[0].id})
    new = renewed(taken, other, new_id)
    assert (new.variables[0].name, new.variables[0].x) == ("Gap", -120.5)


def test_a_name_as_long_as_can_be_is_cut_for_its_number():
    long = variable("x" * 60)
    of = plain_map(variables=(long,), links=())
    new = renewed(clipped(of, {long.id}), of, new_id)
    assert new.variables[0].name == "x" * 58 + " 2"


def test_past_what_a_map_holds_they_are_refused():
    of = plain_map(variables=tuple(variable(f"V{n}", x=n * 9) for n in range(31)), links=())
    with pytest.raises(Refused, match="at most 60 variables"):
        laid(of, renewed(clipped(of, of.ids), of, new_id))
    assert laid(replace(of, variables=of.variables[:30]), renewed(clipped(of, {of.variables[0].id}), of, new_id))  # fmt: skip
