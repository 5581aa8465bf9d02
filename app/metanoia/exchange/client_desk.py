"""What is kept of a client, read again: a share as it was opened, the prep sheet, and the reply sealed."""

from __future__ import annotations

import dataclasses
import datetime as dt
from typing import TYPE_CHECKING

from metanoia.domain.comparing import compare
from metanoia.domain.errors import NotFound
from metanoia.domain.prep import Prep
from metanoia.domain.prep import prep as sheet
from metanoia.exchange import desk, reply

if TYPE_CHECKING:
    from metanoia.domain.people import Identity
    from metanoia.domain.replies import Draft
    from metanoia.domain.shares import OpenedShare
    from metanoia.store.clients import Clients


def opened(clients: Clients, person: str, share_id: str) -> OpenedShare:
    """Return a share that is kept of a client. NotFound, ClientDamaged, ShareUnreadable."""
    kept = next((one for one in clients.shares(person) if one.id == share_id), None)
    share = desk.reopen(*clients.whole(person, share_id))
    return dataclasses.replace(
        share,
        known_as=clients.name(person),
        yours=False,
        addressed_to_me=kept is not None and kept.addressed_to_me,
    )


def prep(clients: Clients, person: str, today: dt.date) -> Prep:
    """Return the prep sheet of a client: the newest share beside the one before it, and what is open.

    Private notes are not on it. NotFound if nothing is kept of them; ClientDamaged.
    """
    shares = clients.shares(person)
    if not shares:
        raise NotFound("Nothing of this client is kept here yet. Open a share of theirs first.")
    newest, *others = (opened(clients, person, one.id) for one in shares[:2])
    row = clients.row(person, today)
    return sheet(
        row.shown,
        compare(others[0] if others else None, newest),
        questions=clients.questions(person),
        targets=clients.targets(person),
        next_session_on=row.next_session_on,
        today=today,
    )


def seal(
    clients: Clients,
    person: str,
    share: OpenedShare,
    draft: Draft,
    *,
    name: str,
    identity: Identity | None,
    at: dt.datetime | None = None,
) -> bytes:
    """Seal a reply to a share that is kept, and keep it as sent; Refused as ``reply.seal_reply``."""
    moment = at or dt.datetime.now(dt.UTC)
    sealed = reply.seal_reply(share, draft, name=name, identity=identity, at=moment)
    clients.sent(person, share.id, draft, sealed, moment)
    return sealed
