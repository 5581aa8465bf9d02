"""One line for each client: how long ago they shared, what is open, and what changed."""

from __future__ import annotations

import datetime as dt
from typing import Final

from metanoia.domain.clients import CaseloadRow, ChangeCounts, KeptShare
from metanoia.domain.people import Person
from metanoia.store import client_talk
from metanoia.store.client_file import ClientFile
from metanoia.store.client_replies import questions
from metanoia.store.client_shares import listed, past
from metanoia.store.client_targets import targets

COMPARED: Final = """SELECT
      (SELECT count(*) FROM share_item AS n LEFT JOIN share_item AS o
        ON o.share_id = ?2 AND o.kind = n.kind AND o.item_id = n.item_id
        WHERE n.share_id = ?1 AND o.sha256 IS NULL),
      count(*) FILTER (WHERE n.sha256 <> o.sha256), count(*) FILTER (WHERE n.sha256 = o.sha256),
      count(*) FILTER (WHERE n.sha256 IS NULL)
    FROM share_item AS o LEFT JOIN share_item AS n
      ON n.share_id = ?1 AND n.kind = o.kind AND n.item_id = o.item_id
    WHERE o.share_id = ?2"""


def row(person: Person, file: ClientFile | None, today: dt.date) -> CaseloadRow:
    """Return the line of a client on the day ``today``; without a ``file`` nothing is kept of them."""
    if file is None:
        return CaseloadRow(person=person.id, name=person.name)
    shares, agreed = listed(file), targets(file)
    last = shares[0] if shares else None
    until = last.delete_on if last else None
    return CaseloadRow(
        person=person.id,
        name=person.name,
        alias=file.meta("alias") or "",
        shares=len(shares),
        unread=tuple(one.id for one in shares if one.read_at is None),
        last_share=last.id if last else None,
        last_share_on=last.created_at.astimezone().date() if last else None,
        open_questions=sum(one.answered_on is None for one in questions(file)),
        targets_due=sum(one.due(today) for one in agreed),
        targets_waiting=sum(one.waits_for_coach for one in agreed),
        next_session_on=client_talk.day(file.meta("next_session_on")),
        keep_until=until - dt.timedelta(days=1) if until else None,
        expired=tuple(one.id for one in shares if past(one, today)),
        changes=_changes(file, shares),
        drafts=tuple(one.id for one in shares if one.draft),
        replied_at=max((one.replied_at for one in shares if one.replied_at), default=None),
    )


def _changes(file: ClientFile, shares: list[KeptShare]) -> ChangeCounts | None:
    if len(shares) < 2:
        return None
    found = file.one(COMPARED, shares[0].id, shares[1].id)
    return None if found is None else ChangeCounts(*found)
