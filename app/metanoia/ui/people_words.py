"""What is said of people and circles, and of how sure their keys are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.people import CIRCLE_LEAST, Person, Role
from metanoia.ui import dates
from metanoia.ui.amounts import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

ROLES: Final = (Role.COACH, Role.PEER, Role.CLIENT)
"""The roles in the order in which they are offered."""


def role_name(role: Role) -> str:
    """Return "My coach"."""
    return {
        Role.COACH: _tr("My coach"),
        Role.PEER: _tr("A peer"),
        Role.CLIENT: _tr("Somebody I coach"),
    }[role]


def about(person: Person) -> str:
    """Say what the person is and how sure their key is: "My coach · key compared 2 February"."""
    return f"{role_name(person.role)}  ·  {key_state(person)}"


def key_state(person: Person) -> str:
    """Say how sure it is that the key is theirs."""
    if person.changed is not None:
        return _tr("other keys came, not compared yet")
    if person.age_recipient is None:
        return _tr("no key yet")
    if person.signing_key is None:
        return _tr("key without a card")
    if person.verified_at is None:
        return _tr("key not compared yet")
    day = dates.medium(person.verified_at.astimezone().date())
    return _tr("key compared {}").format(day)


def about_circle(people: Sequence[Person]) -> str:
    """Say how many they are and how sure their keys are: "3 people · keys compared"."""
    many = counted(len(people), _tr("1 person"), _tr("{} people"))
    return f"{many}  ·  {keys_state(people)}"


def keys_state(people: Sequence[Person]) -> str:
    """Say how sure the keys of several are, by the least sure of them."""
    unsure = [one for one in people if one.verified_at is None]
    if not unsure:
        return _tr("keys compared")
    if len(unsure) == len(people):
        return _tr("keys not compared yet")
    names = ", ".join(one.name for one in unsure)
    return _tr("not compared yet: {}").format(names)


def circle_refusal(people: Sequence[Person]) -> str:
    """Return why nothing can be sealed for this circle now, "" if it can."""
    if len(people) < CIRCLE_LEAST:
        return _tr("A circle has at least two people. Add somebody to it under People.")
    for person in people:
        if person.changed is not None:
            return _tr("Other keys came for {}. Compare the new digits first.").format(person.name)
        if person.age_recipient is None:
            return _tr("There is no key of {} yet. Ask for their key card.").format(person.name)
    return ""


def names_of(people: Sequence[Person]) -> str:
    """Return the names of people in a row."""
    return in_a_row([one.name for one in people])


def in_a_row(names: Sequence[str]) -> str:
    """Return "Ingrid, Bo and Cid"."""
    if len(names) < 2:
        return "".join(names)
    return _tr("{} and {}").format(", ".join(names[:-1]), names[-1])


def _tr(text: str) -> str:
    return QCoreApplication.translate("People", text)
