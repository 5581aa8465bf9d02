"""Photos and files that hang on an entry."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import Refused

ATTACHMENT_LIMIT = 26_214_400
ATTACHMENT_NAME_LIMIT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """One attachment without its bytes; ``size`` is in bytes, ``sha256`` 64 lower-case hex signs."""

    id: str
    entry_id: EntryId
    name: str
    mime: str
    size: int
    sha256: str
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None

    @property
    def is_picture(self) -> bool:
        """Tell whether it can be shown in the text."""
        return self.mime.startswith("image/")


def check_size(name: str, size: int) -> None:
    """Raise Refused for an attachment over 25 MB."""
    if size > ATTACHMENT_LIMIT:
        raise Refused(
            f"“{name}” has {size / 1_048_576:.0f} MB; an attachment has at most 25 MB. "
            "Make it smaller and add it again."
        )


def attachment_name(text: str) -> str:
    """Return a file's own name, without folders and control characters, at most 200 characters."""
    name = text.replace("\\", "/").rsplit("/", 1)[-1]
    name = "".join(sign for sign in name if sign.isprintable()).strip(". ")
    stem, dot, ending = name.rpartition(".")
    if len(name) > ATTACHMENT_NAME_LIMIT and dot and len(ending) <= 10:
        return f"{stem[: ATTACHMENT_NAME_LIMIT - len(ending) - 1]}.{ending}"
    return name[:ATTACHMENT_NAME_LIMIT] or "file"
