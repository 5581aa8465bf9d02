"""Learning targets: proposed, worded anew, agreed and closed by events that never change."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.learning_targets import (
    TARGET_NOTE_LIMIT,
    Act,
    Actor,
    Target,
    TargetEvent,
    TargetId,
    TargetOutcome,
    Wording,
    said_at,
    standing,
)
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, stamp
from metanoia.store.recoverable import Recoverable

_COLUMNS: Final = "id, created_at, updated_at, rev, deleted_at, goal_id, theme_id, party_id"
_EVENT: Final = "id, target_id, at, actor, act, text, sign_of_done, due_on, outcome, note"
ROWS: Final = f"SELECT {_COLUMNS} FROM target WHERE deleted_at IS NULL ORDER BY created_at, rowid"
TRASHED: Final = f"""SELECT {_COLUMNS} FROM target WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
OF_GOAL: Final = f"""SELECT {_COLUMNS} FROM target WHERE goal_id = ? AND deleted_at IS NULL
    ORDER BY created_at, rowid"""
DUE: Final = f"""SELECT {_COLUMNS} FROM target WHERE state = 'agreed' AND due_on <= ?
      AND deleted_at IS NULL ORDER BY due_on, rowid"""
THEMES: Final = """SELECT theme.id, theme.text FROM theme JOIN vision ON vision.id = vision_id
    WHERE deleted_at IS NULL AND replaced_by IS NULL ORDER BY vision.created_at, vision.id, ord"""
IN_SHARES: Final = "SELECT share_id FROM share_item WHERE item_type = 'target' AND item_id = ?"
LEFT: Final = """SELECT 1 FROM share_item AS i JOIN share AS s ON s.id = i.share_id
    WHERE i.item_type = 'target' AND i.item_id = ? AND instr(s.snapshot_json, ?) > 0"""
EVENTS: Final = f"SELECT {_EVENT} FROM target_event WHERE target_id = ? ORDER BY at, rowid"
EVENTS_OF: Final = f"""SELECT {_EVENT} FROM target_event
    WHERE target_id IN (SELECT value FROM json_each(?))"""
_BEGINS: Final = ("propose", "counter")


class Targets(Recoverable):
    """The learning targets of the open journal."""

    item_type = "target"
    kinds = (Kind.TARGET,)

    def propose(
        self,
        wording: Wording,
        *,
        party: str | None = None,
        goal: str | None = None,
        theme: str | None = None,
        source: object = None,
    ) -> Target:
        """Propose a target as the journaler; see ``learning_targets.wording`` for what it may say."""
        target, at = TargetId(new_id()), now()
        event = TargetEvent(
            id=new_id(), target=target, at=at, actor="journaler", act="propose", wording=wording
        )
        with self._changes.write(Kind.TARGET, source=source):
            self._begin(event, party, goal, theme)
            self._say(event)
        return self.get(target)

    def say(
        self,
        target: TargetId,
        act: Act,
        *,
        wording: Wording | None = None,
        outcome: TargetOutcome | None = None,
        note: str = "",
        actor: Actor = "journaler",
        source: object = None,
    ) -> Target:
        """Say something of a target: agree, counter, decline, settle, withdraw. NotFound.

        Without a ``wording`` it is said of today's. Refused for an act that would change nothing.
        """
        kept = self.get(target)
        if len(note) > TARGET_NOTE_LIMIT:
            raise Refused(f"A note has at most {TARGET_NOTE_LIMIT:,} characters. Shorten it.")
        event = TargetEvent(
            id=new_id(),
            target=target,
            at=said_at(now(), self.events(target)),
            actor=actor,
            act=act,
            wording=wording or kept.standing.wording,
            outcome=outcome,
            note=note.strip(),
        )
        if standing([*self.events(target), event]) == kept.standing:
            raise Refused("That changes nothing about this target as it stands now.")
        with self._changes.write(Kind.TARGET, source=source):
            self._say(event)
        return self.get(target)

    def take(
        self, events: Iterable[TargetEvent], *, party: str | None = None, source: object = None
    ) -> int:
        """Keep what the other side said, as one change; return how many events were new.

        Refused if an event is here with other content, or says of a target what came without its
        proposal.
        """
        new = 0
        with self._changes.write(Kind.TARGET, source=source):
            # wordings first: clocks may differ, and a target begins with one
            for event in sorted(events, key=lambda one: (one.act not in _BEGINS, one.at, one.id)):
                known = self._one(f"SELECT {_EVENT} FROM target_event WHERE id = ?", event.id)
                if known is not None:
                    if _event(known) != event:
                        raise Refused(
                            "Something else came in under the number of what was said of a target "
                            "before. Nothing of it was kept; ask its writer to seal it once more."
                        )
                    continue
                if self._one("SELECT 1 FROM target WHERE id = ?", event.target) is None:
                    if event.act not in _BEGINS:
                        raise Refused("It speaks of a learning target that is not in this journal.")
                    self._begin(event, party, None, None)
                self._say(event)
                new += 1
        return new

    def take_from(
        self,
        events: Iterable[TargetEvent],
        party: str | None,
        theirs: frozenset[str],
        *,
        source: object = None,
    ) -> int:
        """Keep what the reader of a share says of targets; return how many events were new.

        ``party`` is None for a reader whom nobody knows, ``theirs`` are the ids of the shares that the
        reader has seen (``TheirShares``). What is said of a target that was shared and
        deleted for ever since is left out, and what a known reader says of one that is to be agreed
        with somebody else. Refused as by ``take``, for what speaks in the journaler's name, and for a
        target that is none of that reader's.
        """
        taken = []
        for event in events:
            if event.actor != "coach":
                raise Refused(
                    "This reply says something of a learning target in your name. Do not trust it; "
                    "nothing of it was kept."
                )
            shared = not theirs.isdisjoint(row[0] for row in self._all(IN_SHARES, event.target))
            row = self._one("SELECT party_id FROM target WHERE id = ?", event.target)
            if row is None and shared:
                continue
            if row is not None and not shared and not self._began(event.target, row[0], party):
                raise Refused(
                    "This reply speaks of a learning target that was not shared with its writer. "
                    "Nothing of it was kept."
                )
            if row is not None and party is not None and row[0] not in (None, party):
                continue  # they read it; their word would count as that of the other
            taken.append(event)
        return self.take(taken, party=party, source=source) if taken else 0

    def unsay(self, target: TargetId, event: str, *, source: object = None) -> Target | None:
        """Take back the journaler's latest word on a target, as if it had never been said.

        Return the target, None if its proposal was taken back and it is gone. Refused for any other
        event, and for one that left with a share. NotFound.
        """
        kept = self.get(target)
        said = [one for one in self.events(target) if one.actor == "journaler"]
        if not said or said[-1].id != event:
            raise Refused("Only your latest word on a target can be taken back.")
        if self._one(LEFT, target, event) is not None:
            raise Refused(
                "That left with a share already. Say something new of the target instead."
            )
        others = [one for one in self.events(target) if one.id != event]
        with self._changes.write(Kind.TARGET, source=source):
            if not others:
                self.erase(target)
                return None
            self._write("DELETE FROM target_event WHERE id = ?", event)
            self._keep_standing(target, stamp(kept.updated_at))
        return self.get(target)

    def tie(
        self,
        target: TargetId,
        *,
        goal: str | None = None,
        theme: str | None = None,
        source: object = None,
    ) -> Target:
        """Let a target belong to a goal and to a theme, or to none. NotFound."""
        kept = self.get(target)
        for table, tied in (("goal", goal), ("theme", theme)):
            if tied and self._one(f"SELECT 1 FROM {table} WHERE id = ?", tied) is None:
                raise NotFound(f"That {table} is not in this journal any more.")
        if (kept.goal, kept.theme) != (goal, theme):
            with self._changes.write(Kind.TARGET, source=source):
                self._write(
                    "UPDATE target SET goal_id = ?, theme_id = ?, updated_at = ? WHERE id = ?",
                    *(goal, theme, stamp(max(now(), kept.updated_at)), target),
                )
        return self.get(target)

    def themes(self) -> list[tuple[str, str]]:
        """Return id and text of the themes of today's visions, which a target may belong to."""
        return [(theme, text) for theme, text in self._all(THEMES)]

    def of_goal(self, goal: str) -> list[Target]:
        """Return the living targets of a goal, oldest first."""
        return self._targets(self._all(OF_GOAL, goal))

    def to_close(self, day: dt.date) -> list[Target]:
        """Return what is agreed and due by that day, the earliest first."""
        return self._targets(self._all(DUE, day.isoformat()))

    def get(self, target: str) -> Target:
        """Return a target, deleted ones too; NotFound."""
        row = self._one(f"SELECT {_COLUMNS} FROM target WHERE id = ?", target)
        if row is None:
            raise NotFound("That learning target is not in this journal any more.")
        return _target(row, self.events(TargetId(target)))

    def find(self, prefix: str) -> Target:
        """Return the target whose id begins so (at least 4 signs); NotFound, Refused."""
        return self.get(self._whole_id(prefix))

    def all(self) -> list[Target]:
        """Return every living target, oldest first."""
        return self._targets(self._all(ROWS))

    def trashed(self) -> list[Target]:
        """Return what is in Recently deleted, the latest deleted first."""
        return self._targets(self._all(TRASHED))

    def events(self, target: TargetId) -> list[TargetEvent]:
        """Return what was said of a target, oldest first."""
        return [_event(row) for row in self._all(EVENTS, target)]

    def _begin(
        self, first: TargetEvent, party: str | None, goal: str | None, theme: str | None
    ) -> None:
        said = first.wording
        self._write(
            """INSERT INTO target(id, created_at, updated_at, goal_id, theme_id, party_id, text,
              sign_of_done, due_on, state) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, 'proposed')""",
            *(first.target, stamp(first.at), stamp(first.at), goal, theme, party),
            *(said.text, said.sign_of_done, said.due_on and said.due_on.isoformat()),
        )

    def _say(self, event: TargetEvent) -> None:
        """Add an event, and keep beside it what follows; inside a write block."""
        said = event.wording
        self._write(
            f"INSERT INTO target_event({_EVENT}, wording_sha256) VALUES({', '.join('?' * 11)})",
            *(event.id, event.target, stamp(event.at), event.actor, event.act),
            *(said.text, said.sign_of_done, said.due_on and said.due_on.isoformat()),
            *(event.outcome, event.note, said.sha256),
        )
        self._keep_standing(event.target, stamp(event.at))

    def _keep_standing(self, target: TargetId, at: str) -> None:
        now_ = standing(self.events(target))
        due = now_.wording.due_on
        self._write(
            """UPDATE target SET text = ?, sign_of_done = ?, due_on = ?, state = ?,
              agreed_sha256 = ?, updated_at = max(updated_at, ?), rev = rev + 1 WHERE id = ?""",
            *(now_.wording.text, now_.wording.sign_of_done, due and due.isoformat()),
            *(now_.state, now_.agreed_sha256, at, target),
        )

    def _began(self, target: str, whose: str | None, party: str | None) -> bool:
        """Tell whether a target was begun by that reader, and did not come back to them yet."""
        first = self.events(TargetId(target))[0]
        return first.actor == "coach" and whose == party

    def _targets(self, rows: list[Row]) -> list[Target]:
        """Return the targets of these rows; what was said of all of them is asked for once."""
        said: dict[str, list[TargetEvent]] = {row[0]: [] for row in rows}
        for row in self._all(EVENTS_OF, json.dumps(list(said))):
            said[row[1]].append(_event(row))
        return [_target(row, said[row[0]]) for row in rows]


def _target(row: Row, said: list[TargetEvent]) -> Target:
    target, created, updated, rev, deleted, goal, theme, party = row
    return Target(
        id=TargetId(target),
        standing=standing(said),
        party=party,
        goal=goal,
        theme=theme,
        created_at=moment(created),
        updated_at=moment(updated),
        rev=rev,
        deleted_at=moment_or_none(deleted),
    )


def _event(row: Row) -> TargetEvent:
    event, target, at, actor, act, text, sign, due, outcome, note = row
    return TargetEvent(
        id=event,
        target=TargetId(target),
        at=moment(at),
        actor=actor,
        act=act,
        wording=Wording(text, sign, dt.date.fromisoformat(due) if due else None),
        outcome=outcome,
        note=note,
    )
