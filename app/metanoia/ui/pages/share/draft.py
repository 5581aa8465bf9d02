"""What a person has chosen so far for a share that is not sealed yet."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Final

from metanoia.domain.shares import ShareRequest

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId

WORDS: Final = "words"  # in place of a person's id: six words open it


@dataclass(slots=True)
class Draft:
    """Ticked entries in the order of ticking, for whom (a person's id or WORDS), and what is said."""

    sender: str = ""
    entries: dict[EntryId, None] = field(default_factory=dict)
    to: str | None = None
    cover_note: str = ""
    attachments: bool = False
    hide_names: bool = True

    def request(self) -> ShareRequest:
        """Return it as sealing understands it; a missing name counts as one letter."""
        return ShareRequest(
            entries=tuple(self.entries),
            sender=self.sender.strip() or "?",
            cover_note=self.cover_note.strip(),
            attachments=self.attachments,
            hide_names=self.hide_names,
        )

    def complete(self) -> bool:
        """Return whether it can be checked."""
        return bool(self.entries and self.to and self.sender.strip())


def as_text(draft: Draft) -> str:
    """Return the draft as JSON, to outlive a lock."""
    fields = asdict(draft)
    fields["entries"] = list(draft.entries)
    return json.dumps(fields)


def from_text(text: str) -> Draft:
    """Return the draft that ``as_text`` wrote."""
    fields = json.loads(text)
    fields["entries"] = dict.fromkeys(fields["entries"])
    return Draft(**fields)
