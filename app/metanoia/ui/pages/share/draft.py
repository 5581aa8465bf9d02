"""What a person has chosen so far for a share that is not sealed yet."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from metanoia.domain.shared_things import ThingKind, Tick
from metanoia.domain.shares import ShareRequest

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId

WORDS: Final = "words"  # in place of a person's id: six words open it


@dataclass(slots=True)
class Draft:
    """Ticked entries in the order of ticking, for whom (a person's id or WORDS), and what is said.

    ``things`` maps what else was ticked (kind and id) to those of its parts that were; ``since`` is
    the day from which something counts as new, None for that of the last share to the same readers.
    """

    sender: str = ""
    entries: dict[EntryId, None] = field(default_factory=dict)
    to: str | None = None
    cover_note: str = ""
    attachments: bool = False
    hide_names: bool = True
    things: dict[tuple[ThingKind, str], set[str]] = field(default_factory=dict)
    others_words: set[EntryId] = field(default_factory=set)
    since: dt.date | None = None

    def request(self) -> ShareRequest:
        """Return it as sealing understands it; a missing name counts as one letter."""
        return ShareRequest(
            entries=tuple(self.entries),
            sender=self.sender.strip() or "?",
            cover_note=self.cover_note.strip(),
            attachments=self.attachments,
            hide_names=self.hide_names,
            things=tuple(
                Tick(kind, thing_id, frozenset(parts))
                for (kind, thing_id), parts in self.things.items()
            ),
            readers=(self.to,) if self.to and self.to != WORDS else (),
            others_words=frozenset(self.others_words & self.entries.keys()),
        )

    def ticked(self) -> bool:
        """Return whether anything was ticked."""
        return bool(self.entries or self.things)

    def complete(self) -> bool:
        """Return whether it can be checked."""
        return bool(self.ticked() and self.to and self.sender.strip())


def as_text(draft: Draft) -> str:
    """Return the draft as JSON, to outlive a lock."""
    fields = asdict(draft)
    fields["entries"] = list(draft.entries)
    fields["things"] = [[*thing, sorted(parts)] for thing, parts in draft.things.items()]
    fields["others_words"] = sorted(draft.others_words)
    fields["since"] = draft.since.isoformat() if draft.since else None
    return json.dumps(fields)


def from_text(text: str) -> Draft:
    """Return the draft that ``as_text`` wrote."""
    fields = json.loads(text)
    fields["entries"] = dict.fromkeys(fields["entries"])
    fields["things"] = {(kind, id_): set(parts) for kind, id_, parts in fields["things"]}
    fields["others_words"] = set(fields["others_words"])
    fields["since"] = dt.date.fromisoformat(fields["since"]) if fields["since"] else None
    return Draft(**fields)
