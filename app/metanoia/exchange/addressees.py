"""Whether those a share is sealed for are the people the journal takes them for."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from metanoia.store.people import People


def refuse_unsure(people: People, recipients: Sequence[str], parties: Sequence[str]) -> None:
    """Raise Refused where one of them has other keys by now, or keys that nobody has confirmed.

    ``recipients`` are age recipients, ``parties`` the ids of those of them who are known.
    """
    for person in (people.get(party) for party in parties):
        if why := person.refusal():
            raise Refused(why)
        if person.age_recipient not in recipients:
            raise Refused(f"{person.name} has another key by now. Choose them once more.")
    for recipient in recipients:
        if why := people.refusal(recipient):
            raise Refused(why)
