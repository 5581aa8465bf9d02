"""Learning targets at the desk: what both sides said, and the coach's words for the next reply."""

from __future__ import annotations

import dataclasses
from typing import Final

from metanoia.domain.clients import ClientTarget
from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.learning_targets import (
    TARGET_NOTE_LIMIT,
    Act,
    TargetEvent,
    TargetId,
    TargetOutcome,
    Wording,
    said_at,
    standing,
)
from metanoia.domain.replies import Draft
from metanoia.store import client_talk
from metanoia.store.client_file import ClientFile
from metanoia.store.client_replies import ClientReplies
from metanoia.store.part import new_id, now

EVENTS: Final = f"SELECT sent, {client_talk.EVENT} FROM target_event ORDER BY target_id, at, rowid"


class ClientTargets(ClientReplies):
    """What is to be learned, as both sides have it."""

    def targets(self, person: str) -> list[ClientTarget]:
        """Return the targets of a client by the day they are due, those without one last."""
        with self._reading(person) as file:
            return [] if file is None else targets(file)

    def propose(
        self, person: str, share_id: str, wording: Wording, *, source: object = None
    ) -> TargetEvent:
        """Propose a target in the reply to a share; see ``learning_targets.wording``."""
        event = TargetEvent(
            id=new_id(),
            target=TargetId(new_id()),
            at=now(),
            actor="coach",
            act="propose",
            wording=wording,
        )
        self._add(person, share_id, event, source)
        return event

    def say(
        self,
        person: str,
        share_id: str,
        target: TargetId,
        act: Act,
        *,
        wording: Wording | None = None,
        outcome: TargetOutcome | None = None,
        note: str = "",
        source: object = None,
    ) -> TargetEvent:
        """Say something of a target in the reply to a share: agree, counter, decline, settle, withdraw.

        Without a ``wording`` it is said of today's. NotFound; Refused for what would change nothing.
        """
        kept = next((one for one in self.targets(person) if one.id == target), None)
        if kept is None:
            raise NotFound("That learning target is not on this client's list any more.")
        if len(note) > TARGET_NOTE_LIMIT:
            raise Refused(f"A note has at most {TARGET_NOTE_LIMIT:,} characters. Shorten it.")
        event = TargetEvent(
            id=new_id(),
            target=target,
            at=said_at(now(), kept.events),
            actor="coach",
            act=act,
            wording=wording or kept.standing.wording,
            outcome=outcome,
            note=note.strip(),
        )
        if standing([*kept.events, event]) == kept.standing:
            raise Refused("That changes nothing about this target as it stands now.")
        self._add(person, share_id, event, source)
        return event

    def take_back(
        self, person: str, share_id: str, event_id: str, *, source: object = None
    ) -> Draft:
        """Take back a word of a target that was not sealed yet; return the draft as it was, as undo."""
        before = self.draft(person, share_id)
        unsent = {one for target in self.targets(person) for one in target.unsent}
        if event_id not in unsent or all(one.id != event_id for one in before.target_events):
            raise NotFound("That was sealed already, or it is not in this reply.")
        left = tuple(one for one in before.target_events if one.id != event_id)
        self.save_draft(
            person, share_id, dataclasses.replace(before, target_events=left), source=source
        )
        return before

    def _add(self, person: str, share_id: str, event: TargetEvent, source: object) -> None:
        draft = self.draft(person, share_id)
        with_it = dataclasses.replace(draft, target_events=(*draft.target_events, event))
        self.save_draft(person, share_id, with_it, source=source)


def targets(file: ClientFile) -> list[ClientTarget]:
    """Return the targets in a client's file by the day they are due; what nobody proposed is left out."""
    by_target: dict[TargetId, list[TargetEvent]] = {}
    unsent: dict[TargetId, set[str]] = {}
    for sent, *row in file.all(EVENTS):
        event = client_talk.event_of(tuple(row))
        by_target.setdefault(event.target, []).append(event)
        if not sent:
            unsent.setdefault(event.target, set()).add(event.id)
    found = []
    for target, events in by_target.items():
        try:
            where = standing(events)
        except ValueError:  # its proposal did not travel
            continue
        said = frozenset(unsent.get(target, ()))
        found.append(ClientTarget(id=target, standing=where, events=tuple(events), unsent=said))
    return sorted(found, key=_order)


def _order(target: ClientTarget) -> tuple[bool, str, str]:
    due = target.standing.wording.due_on
    return due is None, due.isoformat() if due else "", target.id
