"""What stands around a thing that leaves and comes back: what it is tied to, and when it comes up again."""

from __future__ import annotations

import datetime as dt
from typing import Literal, NamedTuple

TieEnd = tuple[str, str, str]
"""The kind and id of what something is tied to, and the relation."""
Look = Literal["changed", "evidence", "same", "later"]


class LookAgain(NamedTuple):
    """When something comes up in a review: every ``interval`` (7 to 180) days, next on ``due_on``.

    ``snoozes`` counts how often in a row it was put off.
    """

    interval: int
    due_on: dt.date
    last_on: dt.date | None
    last_outcome: Look | None
    snoozes: int
