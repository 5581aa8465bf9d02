"""What the room of the vision knows, read at once."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from metanoia.domain import fit
from metanoia.domain.errors import NotFound
from metanoia.ui.pages.team.vision.words import UNSAID, Stand
from metanoia.ui.widgets.fit_grid import Cell, GridRow

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence

    from metanoia.domain.goals import GoalId
    from metanoia.domain.visions import Stance, Theme, ThemeId, Vision
    from metanoia.journal import Journal


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A vision and all that is said of it; ``vision`` None while there is none."""

    vision: Vision | None = None
    standing: Sequence[Vision] = ()
    earlier: Sequence[Vision] = ()
    deleted: int = 0
    themes: Sequence[Theme] = ()
    stances: Mapping[ThemeId, Sequence[Stance]] = field(default_factory=dict)
    rows: Sequence[GridRow] = ()
    cells: Mapping[tuple[str, str], Cell] = field(default_factory=dict)
    score: float | None = None
    strained: Sequence[tuple[GridRow, Theme]] = ()
    unserved: Sequence[Theme] = ()
    serving: Mapping[ThemeId, Sequence[GoalId]] = field(default_factory=dict)
    goals: Mapping[GoalId, str] = field(default_factory=dict)  # titles of those still open
    unsupported: Sequence[GoalId] = ()

    @property
    def old(self) -> bool:
        """Whether it is an earlier text, only to be looked at."""
        return self.vision is not None and self.vision.id not in {one.id for one in self.standing}

    @property
    def looked_on(self) -> dt.date | None:
        """The last day on which a stance was said."""
        return max((one.date for said in self.stances.values() for one in said), default=None)

    def stand(self, theme: ThemeId) -> Stand:
        """Return where one stands to a theme now."""
        said = self.stances.get(theme)
        return said[-1].stance if said else UNSAID

    def theme(self, theme: str) -> Theme | None:
        """Return the theme of that id, if it is one of these."""
        return next((one for one in self.themes if one.id == theme), None)


def read(journal: Journal, wanted: str = "") -> Known:
    """Read the vision ``wanted``, the latest text if it is none or gone."""
    visions = journal.visions
    standing = visions.standing()
    deleted = len(visions.trashed())
    vision = _wanted(journal, wanted) or (standing[0] if standing else None)
    if vision is None:
        return Known(deleted=deleted)
    themes, serving = visions.themes(vision.id), visions.goals_serving(vision.id)
    said: dict[ThemeId, list[Stance]] = {}
    for stance in visions.stances(vision.id):
        said.setdefault(stance.theme, []).append(stance)
    rows = _rows(journal)
    fits = [one for one in visions.fits(vision.id) if one.value in {row.id for row in rows}]
    cells = [(one.value, one.theme, one.fit) for one in fits]
    matters = {row.id: row.importance for row in rows if row.importance is not None}
    by_id = {str(one.id): one for one in themes}
    by_row = {row.id: row for row in rows}
    open_goals = {
        row.goal.id: row.goal.title
        for row in journal.goals.rows()
        if row.goal.state in ("active", "draft", "parked")
    }
    return Known(
        vision=vision,
        standing=standing,
        earlier=visions.earlier(standing[0].id if vision not in standing else vision.id),
        deleted=deleted,
        themes=themes,
        stances=said,
        rows=rows,
        cells={(one.value, one.theme): Cell(one.fit, one.note) for one in fits},
        score=fit.score(matters, cells),
        strained=[
            (by_row[value], by_id[theme])
            for value, theme in fit.strained(matters, cells)
            if theme in by_id
        ],
        unserved=[by_id[one] for one in fit.unserved(by_id, map(str, serving))],
        serving=serving,
        goals=open_goals,
        unsupported=journal.visions.goals_without_support(),
    )


def _wanted(journal: Journal, wanted: str) -> Vision | None:
    if not wanted:
        return None
    try:
        found = journal.visions.get(wanted)
    except NotFound:
        return None
    return found if found.deleted_at is None else None


def _rows(journal: Journal) -> list[GridRow]:
    """Return the first seven values by their rank, each with what it matters as rated last."""
    rated = journal.values.latest_ratings()
    return [
        GridRow(value.id, value.name, rated[value.id].importance if value.id in rated else None)
        for value in journal.values.all()[: fit.ROWS]
    ]
