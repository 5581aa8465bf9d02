"""People and the journal's own identity, on a real encrypted file."""

from __future__ import annotations

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from pyrage import x25519

from metanoia.domain.errors import JournalDamaged, NotFound, Refused
from metanoia.domain.people import Role
from metanoia.store.identity import Identities
from metanoia.store.people import People

KEY = bytes(32)


@pytest.fixture
def people(store):
    return store.part(People)


def test_a_person_is_kept_with_their_keys(people):
    ingrid = people.add("  Ingrid  Berg ", "coach", "age1abc", KEY)

    assert (ingrid.name, ingrid.role, ingrid.verified_at) == ("Ingrid Berg", Role.COACH, None)
    assert people.by_key(KEY) == ingrid
    assert people.by_recipient("age1abc") == ingrid
    assert people.by_key(bytes(31) + b"1") is None
    assert people.all() == [ingrid]


def test_a_key_belongs_to_one_person(people):
    people.add("Ingrid", Role.COACH, "age1abc", KEY)

    with pytest.raises(Refused, match="Ingrid"):
        people.add("Somebody else", Role.PEER, "age1def", KEY)
    with pytest.raises(Refused, match="Ingrid"):
        people.add("Somebody else", Role.PEER, "age1abc")


def test_a_name_belongs_to_one_person(people):
    people.add("Ingrid Berg", Role.COACH)
    bo = people.add("Bo", Role.PEER)

    with pytest.raises(Refused, match="Ingrid Berg"):
        people.add(" ingrid  BERG", Role.PEER)
    with pytest.raises(Refused, match="Ingrid Berg"):
        people.rename(bo.id, "Ingrid\u200b berg")
    people.add("Cid", Role.PEER, "age1cid")
    with pytest.raises(Refused, match="Cid with other keys"):
        people.add("cid", Role.PEER, "age1other")
    people.rename(bo.id, "bo")
    assert people.get(bo.id).name == "bo"


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_person_needs_a_name(people, name):
    with pytest.raises(Refused):
        people.add(name, Role.PEER)


def test_people_are_listed_by_name_without_the_removed(people):
    for name in ("bo", "Anna", "Cid"):
        people.add(name, Role.PEER)
    bo = people.all()[1]
    people.trash(bo.id)

    assert [person.name for person in people.all()] == ["Anna", "Cid"]
    people.restore(bo.id)
    people.rename(bo.id, "Zoe")
    assert [person.name for person in people.all()] == ["Anna", "Cid", "Zoe"]


def test_a_compared_fingerprint_is_noted(people):
    person = people.add("Anna", Role.CLIENT)
    people.mark_verified(person.id)

    assert people.get(person.id).verified_at is not None
    with pytest.raises(NotFound):
        people.mark_verified("nobody")


def test_an_identity_is_made_once_and_its_halves_fit(store):
    identities = store.part(Identities)
    with pytest.raises(JournalDamaged):
        identities.get()

    made = identities.create()

    assert identities.get() == made
    assert str(x25519.Identity.from_str(made.age_secret).to_public()) == made.age_recipient
    private = Ed25519PrivateKey.from_private_bytes(made.signing_seed)
    assert private.public_key().public_bytes_raw() == made.signing_key


def test_an_identity_does_not_print_its_secrets(store):
    made = store.part(Identities).create()

    assert made.age_secret not in repr(made)
    assert repr(made.signing_seed) not in repr(made)
