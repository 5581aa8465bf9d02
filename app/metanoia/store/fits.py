"""How values and themes fit one another, and which goals serve a theme."""

from __future__ import annotations

from typing import Final

from metanoia.domain.errors import NotFound
from metanoia.domain.fit import Fit, check_fit, fit_note
from metanoia.domain.goals import GoalId
from metanoia.domain.kinds import Kind
from metanoia.domain.values import ValueId
from metanoia.domain.visions import ThemeId, VisionId
from metanoia.store.part import now, stamp
from metanoia.store.themes import Themes
from metanoia.store.things import VALUE

FITS: Final = """SELECT value_id, theme_id, fit, note FROM value_theme
    JOIN theme ON theme.id = theme_id JOIN value ON value.id = value_id
    WHERE vision_id = ? AND value.deleted_at IS NULL ORDER BY value_id, ord"""
SERVING: Final = """SELECT to_id, from_id FROM item_link JOIN goal ON goal.id = from_id
    WHERE from_type = 'goal' AND to_type = 'theme' AND relation = 'serves'
      AND to_id IN (SELECT id FROM theme WHERE vision_id = ?)
      AND goal.deleted_at IS NULL ORDER BY item_link.created_at, item_link.rowid"""
UNSUPPORTED: Final = """SELECT id FROM goal WHERE deleted_at IS NULL
    AND state IN ('draft', 'active', 'parked')
    AND NOT EXISTS(SELECT 1 FROM item_link JOIN value ON value.id = to_id AND to_type = 'value'
      WHERE from_type = 'goal' AND from_id = goal.id AND relation = 'serves'
        AND value.deleted_at IS NULL)
    AND NOT EXISTS(SELECT 1 FROM item_link
      JOIN theme ON theme.id = to_id AND to_type = 'theme' JOIN vision ON vision.id = vision_id
      WHERE from_type = 'goal' AND from_id = goal.id AND relation = 'serves'
        AND vision.deleted_at IS NULL)
    ORDER BY created_at, rowid"""


class Fits(Themes):
    """Visions with what fits them and what serves them."""

    def set_fit(
        self,
        value: ValueId,
        theme: ThemeId,
        fit: int | None,
        note: str | None = None,
        *,
        source: object = None,
    ) -> None:
        """Say how far a value and a theme serve one another, -2 to 2; None blanks the cell and its note.

        Without a ``note`` the one that is there stays. Refused, NotFound.
        """
        self._living_theme(theme)
        self._things.check(VALUE, value)
        at = "value_id = ? AND theme_id = ?"
        if fit is None:
            with self._changes.write(Kind.VISION, source=source):
                self._write(f"DELETE FROM value_theme WHERE {at}", value, theme)
            return
        check_fit(fit)
        row = self._one(f"SELECT note FROM value_theme WHERE {at}", value, theme)
        kept = fit_note(note) if note is not None else row[0] if row else ""
        with self._changes.write(Kind.VISION, source=source):
            self._write(
                """INSERT INTO value_theme(value_id, theme_id, fit, note, updated_at)
                VALUES(?, ?, ?, ?, ?) ON CONFLICT(value_id, theme_id) DO UPDATE SET
                fit = excluded.fit, note = excluded.note, updated_at = excluded.updated_at""",
                *(value, theme, fit, kept, stamp(now())),
            )

    def fits(self, vision: VisionId) -> list[Fit]:
        """Return the filled cells of a vision's grid, of living values."""
        return [Fit(*row) for row in self._all(FITS, vision)]

    def goals_serving(self, vision: VisionId) -> dict[ThemeId, list[GoalId]]:
        """Return the living goals that serve each theme which has any."""
        found: dict[ThemeId, list[GoalId]] = {}
        for theme, goal in self._all(SERVING, vision):
            found.setdefault(theme, []).append(goal)
        return found

    def goals_without_support(self) -> list[GoalId]:
        """Return the goals still open that serve neither a value nor a theme, oldest first."""
        return [goal for (goal,) in self._all(UNSUPPORTED)]

    def _missing(self) -> NotFound:
        return NotFound("That vision is not in this journal any more.")
