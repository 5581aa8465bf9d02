"""The tour's way through goals, values and the reviews, with a film of today's reality noted by keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from tour_keys import CONTROL, Keys

if TYPE_CHECKING:
    from metanoia.ui.shell import Shell

GOALS = {
    "a1-goal": "Lead meetings",
    "a2-goal-moved": "Home by five",
    "a3-goal-held": "Sundays",
    "a4-goal-achieved": "Say a mistake",
}
STEPS = 4  # of a weekly review


class Mastery:
    """Walks goals, values and reviews of ``shell``; ``close`` closes the sheet that is open."""

    def __init__(
        self, shell: Shell, shoot: Callable[[str], None], close: Callable[[], None]
    ) -> None:
        self._shell = shell
        self._shoot = shoot
        self._close = close

    def walk(self) -> None:
        """Take them in turn."""
        self._shell.toast.close()  # of what was done before
        self.goals()
        self.values()
        self.review()
        self.noting()

    def goals(self) -> None:
        """The list, goals of each kind, and the sheets."""
        from metanoia.ui.destination import Destination

        go = self._shell.go
        go(Destination(page="goals"))
        self._shoot("a0-goals")
        for name, title in GOALS.items():
            go(Destination(page="goals", item=self._goal(title)))
            self._shoot(name)
        go(Destination(page="goals", section="check-in", item=self._goal("Lead meetings")))
        self._shoot("a5-check-in")
        self._close()
        go(Destination(page="goals", new=True))
        self._shoot("a6-new-goal")
        self._close()

    def values(self) -> None:
        """What matters and shows, over time, the sort, and the ratings."""
        from metanoia.ui.destination import Destination

        for name, section in (
            ("b0-values", "values"),
            ("b1-sort", "values/sort"),
            ("b2-rate", "values/rate"),
        ):
            self._shell.go(Destination(page="goals", section=section))
            self._shoot(name)
            self._close()

    def review(self) -> None:
        """Each step of the week, the quarter, and the year."""
        from metanoia.ui.destination import Destination

        self._shell.go(Destination(page="review"))
        for step in range(STEPS):
            self._shoot(f"c{step}-week")
            if step < STEPS - 1:
                self._shell.current.week.next_step()
        self._shell.go(Destination(page="review", section="quarter"))
        self._shoot("c5-quarter")
        self._shell.go(Destination(page="review", section="year"))
        self._shoot("c6-year")

    def noting(self) -> None:
        """Today's reality by keys alone: from anywhere to the chart with one more point."""
        keys = Keys(self._shell)
        keys.press("3", CONTROL)
        keys.press("1", CONTROL)
        keys.press("K", CONTROL)
        keys.type("lead meetings")
        keys.rest(400)
        keys.press(Qt.Key.Key_Return)
        keys.rest()
        self._shoot("d0-keys-goal")
        keys.press("R", CONTROL)
        keys.type("5")
        keys.press(Qt.Key.Key_Tab)
        keys.type("9")
        keys.press(Qt.Key.Key_Tab)
        keys.type("4.4")
        keys.press(Qt.Key.Key_Tab)
        keys.type("Waited, and Bente said it.")
        self._shoot("d1-keys-looked")
        keys.press(Qt.Key.Key_Return, CONTROL)
        keys.rest()
        self._shoot("d2-keys-kept")

    def _goal(self, title: str) -> str:
        return self._shell.journal.goals.rows(words=title)[0].goal.id
