"""Circles of people, on a real encrypted file."""

from __future__ import annotations

import pytest

from metanoia.domain.errors import NotFound, Refused
from metanoia.store.circles import Circles
from metanoia.store.people import People


@pytest.fixture
def people(store):
    found = store.part(People)
    return {name: found.add(name, "peer").id for name in ("Cid", "anna", "Bo")}


@pytest.fixture
def circles(store):
    return store.part(Circles)


def test_a_circle_names_its_people_by_name(circles, people):
    circle = circles.add(" Tuesday  circle ", [people["Cid"], people["Bo"], people["anna"], people["Bo"]])  # fmt: skip

    assert circle.name == "Tuesday circle"
    assert circle.members == (people["anna"], people["Bo"], people["Cid"])
    assert circles.all() == [circle]


def test_one_person_is_no_circle(circles, people):
    with pytest.raises(Refused, match="at least two"):
        circles.add("Alone", [people["Bo"], people["Bo"]])
    circle = circles.add("Two", [people["Bo"], people["Cid"]])
    with pytest.raises(Refused, match="at least two"):
        circles.set_members(circle.id, [people["Bo"]])


def test_a_circle_needs_a_name_of_its_own(circles, people):
    both = [people["Bo"], people["Cid"]]
    circles.add("Tuesday", both)
    other = circles.add("Friday", both)
    for name in ("", "x" * 121, " tuesday"):
        with pytest.raises(Refused):
            circles.add(name, both)
        with pytest.raises(Refused):
            circles.rename(other.id, name)
    circles.rename(other.id, "friday")
    assert [one.name for one in circles.all()] == ["friday", "Tuesday"]


def test_only_ones_own_people_are_in_it(circles, people, store):
    with pytest.raises(NotFound):
        circles.add("Tuesday", [people["Bo"], "nobody"])
    store.part(People).trash(people["Cid"])
    with pytest.raises(NotFound):
        circles.add("Tuesday", [people["Bo"], people["Cid"]])


def test_members_come_and_go(circles, people, store):
    circle = circles.add("Tuesday", [people["Bo"], people["Cid"]])
    circles.set_members(circle.id, people.values())
    assert len(circles.get(circle.id).members) == 3
    before = store.commits
    circles.set_members(circle.id, reversed(people.values()))
    assert store.commits == before
    store.part(People).trash(people["anna"])
    assert circles.get(circle.id).members == (people["Bo"], people["Cid"])
    store.part(People).restore(people["anna"])
    assert len(circles.get(circle.id).members) == 3


def test_a_deleted_circle_comes_back(circles, people):
    circle = circles.add("Tuesday", [people["Bo"], people["Cid"]])
    circles.trash(circle.id)
    assert circles.all() == []
    assert circles.get(circle.id).deleted_at is not None
    circles.restore(circle.id)
    assert circles.all() == [circle]
    circles.trash(circle.id)
    circles.add("Tuesday", [people["Bo"], people["Cid"]])
    with pytest.raises(Refused, match="already"):
        circles.restore(circle.id)
    with pytest.raises(NotFound):
        circles.trash("none")
