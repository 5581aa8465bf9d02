"""What was noted by the day, and earlier wordings, read back from the journal's own JSON."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from metanoia.domain.assumptions import text as said
from metanoia.domain.goals import WORDS_LIMIT
from metanoia.domain.mastery_wholes import Noted, Wording
from metanoia.exchange import fields as kept
from metanoia.store.leaving import WORDED

Json = dict[str, Any]


def noted(listed: Iterable[Json], check: Callable[[float], None]) -> tuple[Noted, ...]:
    """Return numbers noted for days that have been, each passed by ``check``."""
    found = []
    for fields in listed:
        value = kept.number(fields["value"])
        check(value)
        found.append(Noted(kept.past_day(fields["date"]), kept.moment(fields["at"]), value))
    return tuple(found)


def wordings(listed: Iterable[Json], kind: str) -> tuple[Wording, ...]:
    """Return the earlier wordings of a thing of that ``kind``, oldest first."""
    found = []
    for fields in listed:
        texts = {
            name: said(kept.text(fields[name], WORDS_LIMIT), "A wording", WORDS_LIMIT)
            for name in WORDED[kind]
            if name in fields
        }
        if not texts:
            raise ValueError
        found.append(Wording(kept.moment(fields["until"]), texts))
    return tuple(sorted(found, key=lambda wording: wording.until))
