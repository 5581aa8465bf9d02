"""A vision as it was at a moment, with its themes and all said of them, and putting it back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from metanoia.domain.visions import VisionId
from metanoia.store.things import THEME, Things
from metanoia.store.whole_rows import Values, WholeRows

_THEMES: Final = "(SELECT id FROM theme WHERE vision_id = ?1)"
_WHERE: Final = {
    "vision": "id = ?1",
    "theme": "vision_id = ?1",
    "revision": f"""(item_type = 'vision' AND item_id = ?1)
      OR (item_type = 'theme' AND item_id IN {_THEMES})""",
    "item_link": f"""(from_type = 'theme' AND from_id IN {_THEMES})
      OR (to_type = 'theme' AND to_id IN {_THEMES})""",
}
_HANGING: Final = {  # these have no rowid: their order is their key
    "theme_stance": f"SELECT * FROM theme_stance WHERE theme_id IN {_THEMES}",
    "value_theme": f"SELECT * FROM value_theme WHERE theme_id IN {_THEMES}",
    "target": f"SELECT id, theme_id FROM target WHERE theme_id IN {_THEMES}",
}


@dataclass(frozen=True, slots=True)
class FormerVision:
    """All of one vision at a moment: its rows by table."""

    vision: VisionId
    rows: Mapping[str, Sequence[Values]]


class FormerVisions(WholeRows):
    """Whole visions as they were."""

    def of(self, vision: VisionId) -> FormerVision:
        """Return all of a vision as it is now."""
        rows = {table: self._rows(table, where, vision) for table, where in _WHERE.items()}
        for table, sql in _HANGING.items():
            rows[table] = [
                dict(zip(_COLUMNS[table], row, strict=True)) for row in self._all(sql, vision)
            ]
        return FormerVision(vision, rows)

    def put_back(self, former: FormerVision) -> None:
        """Make all of a vision what it was, inside a write block."""
        now, then = self.of(former.vision), former.rows
        self._write("PRAGMA defer_foreign_keys = ON")
        stay = {row["id"] for row in then["theme"]}
        there = {row["id"] for row in now.rows["theme"]}
        for gone in there - stay:
            Things(self._connection, self._changes).cut_loose(THEME, gone)
            self._write("DELETE FROM theme WHERE id = ?", gone)
        self._write("UPDATE theme SET vision_id = '' WHERE vision_id = ?", former.vision)
        for row in then["theme"]:
            if row["id"] in there:
                self._update("theme", row)
            else:
                self._insert("theme", row)
        self._hang(stay, then)
        for row in now.rows["revision"]:
            self._write("DELETE FROM revision WHERE id = ?", row["id"])
        for row in then["revision"]:
            self._insert("revision", row)
        self._mend("item_link", self.of(former.vision).rows, then)
        (vision,) = then["vision"]
        self._update("vision", self._without_lost(vision, replaced_by="vision"))

    def _hang(self, themes: set[str], then: Mapping[str, Sequence[Values]]) -> None:
        for theme in themes:
            self._write("DELETE FROM theme_stance WHERE theme_id = ?", theme)
            self._write("DELETE FROM value_theme WHERE theme_id = ?", theme)
        for row in then["theme_stance"]:
            self._insert("theme_stance", row)
        for row in then["value_theme"]:
            if self._there("value", row["value_id"]):
                self._insert("value_theme", row)
        for row in then["target"]:
            self._write(
                "UPDATE target SET theme_id = ? WHERE id = ? AND theme_id IS NULL",
                row["theme_id"],
                row["id"],
            )


_COLUMNS: Final = {
    "theme_stance": ("theme_id", "local_date", "stance"),
    "value_theme": ("value_id", "theme_id", "fit", "note", "updated_at"),
    "target": ("id", "theme_id"),
}
