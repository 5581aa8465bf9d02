"""What doing something with a goal, its steps, measures and brakes has in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.goals import GoalId
from metanoia.domain.kinds import Kind
from metanoia.ui.carrying import Carrying

if TYPE_CHECKING:
    from metanoia.store.goals import Goals


class GoalCarrying(Carrying[GoalId]):
    """Each act can be undone by making the whole goal what it was."""

    kind = Kind.GOAL

    @property
    def _things(self) -> Goals:
        return self._journal.goals
