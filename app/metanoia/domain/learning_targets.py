"""Learning targets: what two people agree is to be learned, in the very same words.

Both sides keep the same events, whichever came first there; what a target says and where it stands
follows from them alone.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final, Literal, NamedTuple, NewType, get_args

from metanoia.domain.assumptions import line, needed
from metanoia.domain.errors import Refused

TargetId = NewType("TargetId", str)
Actor = Literal["journaler", "coach"]
Act = Literal["propose", "counter", "agree", "decline", "settle", "withdraw"]
TargetOutcome = Literal["met", "partly_met", "not_met"]
TargetState = Literal[
    "proposed", "countered", "agreed", "declined", "met", "partly_met", "not_met", "withdrawn"
]

ACTORS: Final[tuple[Actor, ...]] = get_args(Actor)
ACTS: Final[tuple[Act, ...]] = get_args(Act)
OUTCOMES: Final[tuple[TargetOutcome, ...]] = get_args(TargetOutcome)
TARGET_STATES: Final[tuple[TargetState, ...]] = get_args(TargetState)
OPEN_STATES: Final[frozenset[TargetState]] = frozenset({"proposed", "countered"})
TARGET_LENGTH: Final = (5, 300)  # characters, at least and at most
SIGN_LIMIT: Final = 300
TARGET_NOTE_LIMIT: Final = 1_000
_WORDING: Final = ("propose", "counter")
_LAST_BUT_ONE: Final = dt.datetime(9999, 12, 31, 23, 59, 58, tzinfo=dt.UTC)


class Wording(NamedTuple):
    """What a target says: the text, the sign by which one knows that it is done, the day it is due."""

    text: str
    sign_of_done: str
    due_on: dt.date | None

    @property
    def sha256(self) -> str:
        """SHA-256 (hex) of text, sign and day on three lines, each trimmed and in NFC."""
        due = self.due_on.isoformat() if self.due_on else ""
        lines = (unicodedata.normalize("NFC", one).strip() for one in (*self[:2], due))
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def wording(text: str, sign_of_done: str, due_on: dt.date | None) -> Wording:
    """Return a wording as it is kept; Refused for a text of fewer than 5 or more than 300 characters."""
    least, most = TARGET_LENGTH
    kept = needed(line(text, most, "A learning target"), "What is to be learned")
    if len(kept) < least:
        raise Refused(f"A learning target has at least {least} characters. Say a little more.")
    sign = needed(line(sign_of_done, SIGN_LIMIT, "A sign of done"), "How you will know it is done")
    return Wording(kept, sign, due_on)


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetEvent:
    """Something that one side said of a target; it never changes.

    ``outcome`` is there exactly when ``act`` is "settle".
    """

    id: str
    target: TargetId
    at: dt.datetime
    actor: Actor
    act: Act
    wording: Wording
    outcome: TargetOutcome | None = None
    note: str = ""


class Standing(NamedTuple):
    """Where a target stands; ``waits_for`` is who has to say something next, None if nobody has to."""

    wording: Wording
    state: TargetState
    proposed_by: Actor
    agreed_sha256: str | None
    waits_for: Actor | None


def standing(events: Iterable[TargetEvent]) -> Standing:
    """Return what follows from the events of one target, in whatever order they came.

    What was said of a wording counts from when that wording was first there, so that clocks that differ
    do not matter.

    It is agreed exactly while the last wording that each side stood for is the same; any other
    wording opens it again. Declined, withdrawn and settled are ends until somebody proposes anew.
    An act that nothing was proposed for, or a settling of what was never agreed, changes nothing.
    Raises ValueError if nobody proposed anything.
    """
    all_events = tuple(events)
    hashes = {said: said.sha256 for said in {one.wording for one in all_events}}
    first: dict[str, dt.datetime] = {}
    for one in all_events:
        if one.act in _WORDING:
            said = hashes[one.wording]
            first[said] = min(one.at, first.get(said, one.at))

    def place(one: TargetEvent) -> tuple[dt.datetime, int, str]:
        return max(one.at, first.get(hashes[one.wording], one.at)), ACTS.index(one.act), one.id

    held: dict[Actor, str] = {}
    now: Standing | None = None
    for event in sorted(all_events, key=place):
        now = _after(now, event, held, hashes)
    if now is None:
        raise ValueError("nobody proposed this target")
    return now


def said_at(now: dt.datetime, before: Iterable[TargetEvent]) -> dt.datetime:
    """Return the moment of what is said ``now``: later than all that was said before, whatever the clocks say.

    Its place follows from that. After the last second of the year 9999 there is none.
    """
    return max([now, *(min(one.at, _LAST_BUT_ONE) + dt.timedelta(seconds=1) for one in before)])


def of_one_wording(events: Iterable[TargetEvent]) -> tuple[TargetEvent, ...]:
    """Return those that say nothing but where a target stands: no note, no other wording.

    None of them where it would stand otherwise without the rest.
    """
    said = tuple(events)
    now = standing(said)
    bare = tuple(one for one in said if not one.note and one.wording == now.wording)
    try:
        alone = standing(bare)._replace(proposed_by=now.proposed_by)
    except ValueError:
        return ()
    return bare if alone == now else ()


def _after(
    now: Standing | None,
    event: TargetEvent,
    held: dict[Actor, str],
    hashes: Mapping[Wording, str],
) -> Standing | None:
    said = hashes[event.wording]
    if event.act in _WORDING:
        held[event.actor] = said
        by = now.proposed_by if now else event.actor
        return _open(event.wording, said, by, held, countered=event.act == "counter")
    if now is None:
        return None
    if event.act == "agree":
        if said == hashes[now.wording] and now.state in (*OPEN_STATES, "agreed"):
            held[event.actor] = said
            countered = now.state == "countered"
            return _open(event.wording, said, now.proposed_by, held, countered=countered)
        return now
    if event.act == "settle":
        if now.agreed_sha256 is None or event.outcome is None:
            return now
        return now._replace(state=event.outcome, waits_for=None)
    if now.agreed_sha256 is not None and event.act == "decline":
        return now  # agreed is agreed: it can be worded anew, settled or withdrawn
    held.clear()
    state: TargetState = "declined" if event.act == "decline" else "withdrawn"
    return now._replace(state=state, agreed_sha256=None, waits_for=None)


def _open(
    wording: Wording, said: str, proposed_by: Actor, held: dict[Actor, str], *, countered: bool
) -> Standing:
    missing = [actor for actor in ACTORS if held.get(actor) != said]
    if not missing:
        return Standing(wording, "agreed", proposed_by, said, None)
    state: TargetState = "countered" if countered else "proposed"
    return Standing(wording, state, proposed_by, None, missing[0])


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """A learning target as it is kept; ``party`` is the person it is agreed with."""

    id: TargetId
    standing: Standing
    party: str | None
    goal: str | None
    theme: str | None
    created_at: dt.datetime
    updated_at: dt.datetime
    rev: int
    deleted_at: dt.datetime | None = None
