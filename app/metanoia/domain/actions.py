"""Actions: a step somebody means to take, or what to do when a cue comes."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Final, Literal, NewType

from metanoia.domain.assumptions import needed, text

ActionId = NewType("ActionId", str)
ActionKind = Literal["step", "if_then"]
ActionState = Literal["open", "done", "partly", "not_done", "dropped"]
CUE_LIMIT: Final = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class NewAction:
    """A step about to be kept; Refused unless 1 to 500 characters.

    With a ``cue`` it is a plan: "If ``cue``, then I will ``text``", against an inner ``obstacle``, for the
    ``outcome`` that would be best (up to 200 characters each). A plan needs cue and obstacle.
    """

    text: str
    due_on: dt.date | None = None
    goal: str | None = None  # the goal it leads to, by its id
    kind: ActionKind = "step"
    cue: str = ""
    outcome: str = ""
    obstacle: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", needed(self.text, "The step"))
        plan = needed if self.kind == "if_then" else text
        object.__setattr__(
            self, "obstacle", plan(self.obstacle, "What in you stands in the way", CUE_LIMIT)
        )
        object.__setattr__(self, "cue", plan(self.cue, "The cue", CUE_LIMIT))
        object.__setattr__(self, "outcome", text(self.outcome, "The best outcome", CUE_LIMIT))


@dataclass(frozen=True, slots=True, kw_only=True)
class Action:
    """A step as it is kept; ``reflection`` says what came of it.

    Of a plan, the cue came ``times_met`` times and the act followed ``times_used`` of them.
    """

    id: ActionId
    text: str
    due_on: dt.date | None
    state: ActionState
    settled_at: dt.datetime | None
    reflection: str
    rev: int
    created_at: dt.datetime
    deleted_at: dt.datetime | None = None
    goal: str | None = None
    kind: ActionKind = "step"
    cue: str = ""
    outcome: str = ""
    obstacle: str = ""
    times_met: int = 0
    times_used: int = 0
