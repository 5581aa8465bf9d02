"""Contact cards coming in: the first pins, the same change nothing, others wait until confirmed."""

from __future__ import annotations

from typing import NamedTuple

import pytest

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.people import Role
from metanoia.store.identity import Identities
from metanoia.store.people import People


class Card(NamedTuple):
    name: str
    age_recipient: str
    signing_key: bytes


def key(number):
    return bytes([number]) * 32


INGRID = Card("Ingrid Solheim", "age1old", key(1))
NEW = Card("Ingrid Solheim", "age1new", key(2))


@pytest.fixture
def people(store):
    return store.part(People)


@pytest.fixture
def ingrid(people):
    person, came = people.take_card(INGRID, "coach")
    assert came == "new"
    people.mark_verified(person.id)
    return people.get(person.id)


def test_the_first_card_pins_the_keys(people):
    person, came = people.take_card(INGRID, Role.COACH, name=" Ingrid  S. ")

    assert came == "new"
    assert (person.name, person.role, person.verified_at) == ("Ingrid S.", Role.COACH, None)
    assert (person.age_recipient, person.signing_key) == ("age1old", key(1))
    assert person.refusal() is None
    assert people.by_key(key(1)) == person


def test_the_same_card_once_more_changes_nothing(people, ingrid, store):
    before = store.commits

    assert people.take_card(INGRID._replace(name="Whoever"), "peer") == (ingrid, "same")
    assert store.commits == before


@pytest.mark.parametrize("name", ["Ingrid Solheim", "ingrid  SOLHEIM", "\uff29ngrid Sol\u200bheim"])
def test_other_keys_under_a_known_name_take_nobodys_place(people, ingrid, clock, name):
    person, came = people.take_card(NEW._replace(name=name), "coach")

    assert came == "changed"
    assert person.id == ingrid.id
    assert (person.age_recipient, person.signing_key) == ("age1old", key(1))
    assert person.verified_at == ingrid.verified_at
    assert (person.changed.age_recipient, person.changed.signing_key) == ("age1new", key(2))
    assert person.changed.came_at == clock.moment
    assert "Other keys came for Ingrid Solheim on 2 March 2026" in person.refusal()
    assert people.by_key(key(2)) is None
    assert people.by_recipient("age1new") is None
    assert people.by_new_key(key(2)) == person
    assert people.all() == [person]


@pytest.mark.parametrize("card", [NEW._replace(age_recipient="age1old"), NEW._replace(signing_key=key(1))])  # fmt: skip
def test_one_key_swapped_is_other_keys_whatever_the_name(people, ingrid, card):
    person, came = people.take_card(card._replace(name="Somebody"), "peer")
    assert (person.id, came) == (ingrid.id, "changed")
    assert people.get(ingrid.id).name == "Ingrid Solheim"


def test_a_bare_key_is_not_signed_for_by_whoever_knows_it(people):
    bare = people.add("Ingrid Solheim", "coach", "age1old")
    person, came = people.take_card(INGRID._replace(name="Mallory"), "peer")
    assert (person.id, came) == (bare.id, "changed")
    assert people.by_key(key(1)) is None
    people.confirm_change(bare.id)
    assert people.by_key(key(1)).id == bare.id


def test_somebody_without_any_key_is_pinned_by_the_first_card(people):
    bare = people.add("Ingrid Solheim", "coach")
    person, came = people.take_card(INGRID, "coach")
    assert (person.id, came, person.signing_key) == (bare.id, "new", key(1))


def test_new_keys_can_be_said_to_be_somebodys(people, ingrid):
    person, came = people.take_card(NEW._replace(name="I. Solheim"), "coach", person_id=ingrid.id)
    assert (person.id, came, person.name) == (ingrid.id, "changed", "Ingrid Solheim")
    bo, _ = people.take_card(Card("Bo", "age1bo", key(7)), "peer")
    with pytest.raises(Refused, match="keys of Bo"):
        people.take_card(Card("Bo", "age1bo", key(7)), "coach", person_id=ingrid.id)
    with pytest.raises(NotFound):
        people.take_card(
            NEW._replace(age_recipient="age1x", signing_key=key(8)), "peer", person_id="?"
        )
    assert people.get(bo.id).changed is None


def test_a_card_that_mixes_two_peoples_keys_is_refused(people, ingrid):
    people.take_card(Card("Bo", "age1bo", key(7)), "peer")
    with pytest.raises(Refused, match="mixes the keys of"):
        people.take_card(Card("Eve", "age1bo", key(1)), "peer")


def test_ones_own_card_is_refused(people, store):
    own = store.part(Identities).create()
    for card in (Card("Me", own.age_recipient, key(3)), Card("Me", "age1x", own.signing_key)):
        with pytest.raises(Refused, match="your own card"):
            people.take_card(card, "peer")


def test_waiting_keys_are_nobody_elses(people, ingrid):
    people.take_card(NEW, "coach")
    with pytest.raises(Refused, match="belongs to Ingrid Solheim"):
        people.add("Mallory", "peer", "age1new")
    with pytest.raises(Refused, match="belongs to Ingrid Solheim"):
        people.add("Mallory", "peer", "age1x", key(2))
    person, came = people.take_card(NEW._replace(name="Mallory"), "peer")
    assert (person.id, came) == (ingrid.id, "changed")


def test_confirming_sets_the_keys_and_that_they_were_compared(people, ingrid, clock):
    people.take_card(NEW, "coach")
    clock.forward(days=1)

    person = people.confirm_change(ingrid.id)

    assert (person.age_recipient, person.signing_key) == ("age1new", key(2))
    assert (person.verified_at, person.changed) == (clock.moment, None)
    assert person.refusal() is None
    assert people.by_key(key(1)) is None
    with pytest.raises(Refused, match="No other keys"):
        people.confirm_change(ingrid.id)


def test_keeping_the_old_key_forgets_the_new_one(people, ingrid):
    people.take_card(NEW, "coach")

    assert people.dismiss_change(ingrid.id) == ingrid
    with pytest.raises(Refused, match="No other keys"):
        people.dismiss_change(ingrid.id)
    assert people.take_card(NEW, "coach").came == "changed"


def test_the_same_waiting_keys_once_more_keep_their_day(people, ingrid, clock):
    first, _ = people.take_card(NEW, "coach")
    clock.forward(days=3)
    assert people.take_card(NEW, "coach") == (first, "changed")
    third, _ = people.take_card(NEW._replace(age_recipient="age1third"), "coach")
    assert third.changed.came_at == clock.moment


@pytest.mark.parametrize("step", ["confirm_change", "dismiss_change"])
def test_both_answers_can_be_undone(people, ingrid, step):
    before, _ = people.take_card(NEW, "coach")
    getattr(people, step)(ingrid.id)

    people.put_back(before)

    assert people.get(ingrid.id) == before
    people.put_back(ingrid)
    assert people.get(ingrid.id) == ingrid
    assert people.refusal("age1old") is None


def test_what_others_took_meanwhile_is_not_taken_back(people, ingrid):
    people.take_card(NEW, "coach")
    people.confirm_change(ingrid.id)
    people.add("Mallory", "peer", "age1old")
    with pytest.raises(Refused, match="belongs to Mallory"):
        people.put_back(ingrid)
    assert people.get(ingrid.id).age_recipient == "age1new"


def test_nothing_is_sealed_for_keys_that_are_unsure_or_former(people, ingrid):
    assert people.refusal("age1old") is None
    assert people.refusal("age1stranger") is None
    people.take_card(NEW, "coach")
    assert "Compare the new digits" in people.refusal("age1old")
    assert "Compare the new digits" in people.refusal("age1new")
    people.confirm_change(ingrid.id)
    assert people.refusal("age1new") is None
    assert "former key of Ingrid Solheim" in people.refusal("age1old")


def test_the_card_of_somebody_removed_brings_them_back(people, ingrid):
    people.trash(ingrid.id)
    assert "removed" in people.get(ingrid.id).refusal()
    assert people.take_card(INGRID, "coach") == (ingrid, "back")
    people.trash(ingrid.id)
    people.take_card(Card("Ingrid Solheim", "age1x", key(9)), "peer")
    with pytest.raises(Refused, match="Add what tells them apart"):
        people.take_card(INGRID, "coach")
    with pytest.raises(Refused, match="Add what tells them apart"):
        people.restore(ingrid.id)


def test_a_person_without_a_key_cannot_be_sealed_for(people):
    assert "no key to seal with" in people.add("Bo", "peer").refusal()


def test_a_person_is_found_by_name_or_id(people, ingrid):
    bo = people.add("Bo", "peer")
    assert people.find("ingrid solheim") == ingrid
    assert people.find(bo.id[:6]) == bo
    for said in ("Ing", bo.id[:3], ""):
        with pytest.raises(NotFound):
            people.find(said)


def test_the_role_can_change(people, ingrid):
    people.set_role(ingrid.id, "peer")
    assert people.get(ingrid.id).role is Role.PEER
