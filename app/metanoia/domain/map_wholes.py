"""Maps with all that hangs on them, as they leave and come back."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from metanoia.domain.anchors import Anchor
from metanoia.domain.maps import CausalMap
from metanoia.domain.mastery_wholes import TieEnd
from metanoia.domain.reviews import Planned


@dataclass(frozen=True, slots=True, kw_only=True)
class WholeMap:
    """A map with its anchors and ties, and when it was made and last changed."""

    thing: CausalMap
    created_at: dt.datetime
    updated_at: dt.datetime
    anchors: tuple[Anchor, ...] = ()
    ties: tuple[TieEnd, ...] = ()
    again: Planned | None = None
