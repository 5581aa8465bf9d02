"""What a person has chosen so far for a share that is not sealed yet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from metanoia.domain.consents import KEEP_USUALLY, Agreed, Consent
from metanoia.domain.shared_things import Tick
from metanoia.domain.shares import ShareRequest

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId
    from metanoia.domain.shared_things import ThingKind

WORDS: Final = "words"  # in place of a person's id: six words open it

_PLAIN: Final = (
    *("sender", "to", "circle", "purpose", "cover_note", "keep_days"),
    *("mood", "attachments", "hide_names"),
)


@dataclass(slots=True)
class Draft:
    """Ticked entries and things in the order of ticking, for whom, and what is said and agreed.

    ``to`` are the ids of people, or WORDS alone; ``circle`` is the id of the circle they were chosen
    by. ``since`` is the first day that counts as new, None for everything. ``things`` maps what else
    was ticked (kind and id) to those of its parts that were; ``others_words`` are the entries whose
    columns with what other people said may leave.
    """

    sender: str = ""
    entries: dict[EntryId, None] = field(default_factory=dict)
    things: dict[tuple[ThingKind, str], set[str]] = field(default_factory=dict)
    others_words: set[EntryId] = field(default_factory=set)
    to: tuple[str, ...] = ()
    circle: str | None = None
    purpose: str = ""
    cover_note: str = ""
    until: dt.date | None = None
    keep_days: int = KEEP_USUALLY
    since: dt.date | None = None
    mood: bool = False
    attachments: bool = False
    hide_names: bool = True

    @property
    def readers(self) -> tuple[str, ...]:
        """The ids of the people it is for; none where words open it."""
        return () if WORDS in self.to else self.to

    def ticked(self) -> bool:
        """Return whether anything was ticked."""
        return bool(self.entries or self.things)

    def agreed(self) -> Agreed:
        """Return the terms as they are chosen; Refused where the purpose or the day is missing."""
        return Agreed(
            purpose=self.purpose, ends_on=self.until or dt.date.min, keep_days=self.keep_days
        )

    def refusal(self, today: dt.date) -> str | None:
        """Return why nothing may be sealed under these terms on the day ``today``, None if it may."""
        if self.until is None:
            return None
        terms = Agreed(purpose=self.purpose or "?", ends_on=self.until, keep_days=self.keep_days)
        return Consent(
            id="", agreed=terms, starts_on=self.until, ended_at=None, parties=()
        ).refusal(today)

    def request(self, consent: str | None = None) -> ShareRequest:
        """Return it as sealing understands it; a missing name counts as one letter.

        ``consent`` is the id of what was agreed, which says the purpose to the reader. The journal keeps
        an agreement only when a share is sealed under it (``consents.agree(draft.agreed(), ...)``);
        until then there is no id, and the purpose stands at the head of the note, so that
        the reader sees it first either way.
        """
        purpose = "" if consent else " ".join(self.purpose.split())
        return ShareRequest(
            entries=tuple(self.entries),
            sender=self.sender.strip() or "?",
            cover_note="\n\n".join(filter(None, (purpose, self.cover_note.strip()))),
            attachments=self.attachments,
            hide_names=self.hide_names,
            things=tuple(
                Tick(kind, thing, frozenset(parts)) for (kind, thing), parts in self.things.items()
            ),
            mood=self.mood,
            readers=self.readers,
            consent=consent,
            others_words=frozenset(self.others_words & self.entries.keys()),
        )

    def complete(self) -> bool:
        """Return whether it can be checked, as far as ticks, readers and the sender's name go."""
        return bool(self.ticked() and self.to and self.sender.strip())


def as_text(draft: Draft) -> str:
    """Return the draft as JSON, to outlive a lock."""
    days = {
        name: day.isoformat() if day else None
        for name, day in (("until", draft.until), ("since", draft.since))
    }
    things = [[kind, thing, sorted(parts)] for (kind, thing), parts in draft.things.items()]
    plain = {name: getattr(draft, name) for name in _PLAIN}
    ticked = {
        "entries": list(draft.entries),
        "others_words": sorted(draft.others_words),
        "things": things,
    }
    return json.dumps({**plain, **days, **ticked})


def from_text(text: str) -> Draft:
    """Return the draft that ``as_text`` wrote."""
    fields: dict[str, Any] = json.loads(text)
    for name in ("until", "since"):
        fields[name] = dt.date.fromisoformat(fields[name]) if fields[name] else None
    fields["others_words"] = set(fields["others_words"])
    fields["entries"] = dict.fromkeys(fields["entries"])
    fields["things"] = {
        (cast("ThingKind", kind), thing): set(parts) for kind, thing, parts in fields["things"]
    }
    fields["to"] = tuple(fields["to"])
    return Draft(**fields)
