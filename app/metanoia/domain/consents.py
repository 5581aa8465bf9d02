"""What a reader and the journaler agreed on: what shares are for, until when, and how long to keep them."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final

from metanoia.domain.assumptions import line, needed
from metanoia.domain.days import said
from metanoia.domain.errors import Refused

PURPOSE_LIMIT: Final = 300
KEEP_DAYS: Final = (1, 3650)  # at least and at most
KEEP_USUALLY: Final = 90


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreed:
    """The terms of a share: what for, until when more may be sealed, and days the reader keeps it."""

    purpose: str
    ends_on: dt.date
    keep_days: int = KEEP_USUALLY

    def __post_init__(self) -> None:
        purpose = needed(line(self.purpose, PURPOSE_LIMIT, "What it is for"), "What it is for")
        object.__setattr__(self, "purpose", purpose)
        least, most = KEEP_DAYS
        if not least <= self.keep_days <= most:
            raise Refused(f"A reader keeps a share for {least} to {most:,} days.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Consent:
    """An agreement as it is kept, with the people (their ids) it holds for."""

    id: str
    agreed: Agreed
    starts_on: dt.date
    ended_at: dt.datetime | None
    parties: tuple[str, ...]

    def refusal(self, today: dt.date) -> str | None:
        """Return why nothing may be sealed under it on the day ``today``, None if it may."""
        if self.ended_at is not None:
            return "You ended this agreement. Agree anew before you seal."
        if self.agreed.ends_on < today:
            return (
                f"What you agreed ended on {said(self.agreed.ends_on)}. Renew it before you seal."
            )
        return None
