"""Actions: a step somebody means to take, or what to do when a cue comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Literal, NewType

from metanoia.domain.assumptions import needed

ActionId = NewType("ActionId", str)
ActionState = Literal["open", "done", "partly", "not_done", "dropped"]


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """A step about to be kept; Refused unless 1 to 500 characters."""

    text: str
    due_on: dt.date | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", needed(self.text, "The step"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A step as it is kept; ``reflection`` says what came of it."""

    id: ActionId
    text: str
    due_on: dt.date | None
    state: ActionState
    settled_at: dt.datetime | None
    reflection: str
    rev: int
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None
