"""Bringing back shared visions, common words and learning targets that left with an export."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Final

from metanoia.domain.learning_targets import standing
from metanoia.domain.mastery_wholes import Wording
from metanoia.domain.team_wholes import Team, WholeTarget, WholeTerm, WholeTheme, WholeVision
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.insertion import Insertion, columns
from metanoia.store.part import new_id
from metanoia.store.returning_mastery import Came

MENDED_TEAM: Final = (
    # what names something that did not come names nothing
    "UPDATE vision SET replaced_by = NULL WHERE replaced_by NOT IN (SELECT id FROM vision)",
    "UPDATE term SET vision_id = NULL WHERE vision_id NOT IN (SELECT id FROM vision)",
    "UPDATE target SET goal_id = NULL WHERE goal_id NOT IN (SELECT id FROM goal)",
    "UPDATE target SET theme_id = NULL WHERE theme_id NOT IN (SELECT id FROM theme)",
    "DELETE FROM value_theme WHERE value_id NOT IN (SELECT id FROM value)",
    # what leads back to itself leads nowhere
    """UPDATE vision SET replaced_by = NULL WHERE id IN (
      WITH RECURSIVE chain(start, onward) AS (
        SELECT id, replaced_by FROM vision WHERE replaced_by IS NOT NULL
        UNION SELECT start, replaced_by FROM chain JOIN vision ON id = onward
          WHERE replaced_by IS NOT NULL)
      SELECT start FROM chain WHERE start = onward)""",
)


class ReturningTeam(Insertion):
    """What comes back; ``own`` gives the id that a value of the export has here."""

    def __init__(
        self,
        connection: driver.Connection,
        changes: Changes,
        own: Callable[[str, str], str],
    ) -> None:
        super().__init__(connection, changes)
        self._own = own

    def here(self, whole: Team) -> bool:
        """Tell whether nothing of it would come: it is here, in Recently deleted, or its word is taken."""
        if isinstance(whole, WholeTerm):
            living = self._all("SELECT word FROM term WHERE deleted_at IS NULL")
            said = whole.thing.word.casefold()
            taken = any(word.casefold() == said for (word,) in living)
            return taken or self._has("term", whole.thing.id)
        table = "vision" if isinstance(whole, WholeVision) else "target"
        return self._has(table, whole.thing.id)

    def insert(self, whole: Team) -> Came:
        """Write it, inside a write block; return what came."""
        if isinstance(whole, WholeVision):
            return self._vision(whole)
        return self._term(whole) if isinstance(whole, WholeTerm) else self._target(whole)

    def _vision(self, whole: WholeVision) -> Came:
        one = whole.thing
        self._put(
            "vision",
            **columns(one, "id created_at updated_at name as_of replaced_by"),
            group_kind=one.group,
            text_md=one.text,
            rev=len(whole.wordings) + 1,
        )
        self._wordings("vision", one.id, whole.wordings)
        for theme in whole.themes:
            self._theme(whole, theme)
        return (("vision", one.id),)

    def _theme(self, vision: WholeVision, whole: WholeTheme) -> None:
        one = whole.theme
        self._put(
            "theme",
            **columns(one, "id text my_words"),
            vision_id=vision.thing.id,
            ord=one.number,
            updated_at=vision.thing.updated_at,
        )
        self._wordings("theme", one.id, whole.wordings)
        for said in whole.stances:
            self._put("theme_stance", theme_id=one.id, local_date=said.date, stance=said.stance)
        # two values of the export may be one here; the first fit stays
        cells = {self._own("value", fit.value): fit for fit in reversed(whole.fits)}
        for value, fit in cells.items():
            self._put(
                "value_theme",
                value_id=value,
                theme_id=one.id,
                fit=fit.fit,
                note=fit.note,
                updated_at=vision.thing.updated_at,
            )

    def _term(self, whole: WholeTerm) -> Came:
        one = whole.thing
        if self.here(whole):
            return ()  # an export with one word twice
        self._put(
            "term",
            **columns(one, "id created_at updated_at word mine theirs agreed"),
            vision_id=one.vision,
            rev=len(whole.wordings) + 1,
        )
        self._wordings("term", one.id, whole.wordings)
        return (("term", one.id),)

    def _target(self, whole: WholeTarget) -> Came:
        one, now = whole.thing, standing(whole.events)
        self._put(
            "target",
            **columns(one, "id created_at"),
            updated_at=max(event.at for event in whole.events),
            goal_id=one.goal,
            theme_id=one.theme,
            party_id=self._person(one.person),
            **columns(now.wording, "text sign_of_done due_on"),
            **columns(now, "state agreed_sha256"),
            rev=len(whole.events) + 1,
        )
        for event in whole.events:
            self._put(
                "target_event",
                **columns(event, "id at actor act outcome note"),
                **columns(event.wording, "text sign_of_done due_on"),
                target_id=one.id,
                wording_sha256=event.wording.sha256,
            )
        return (("target", one.id),)

    def _person(self, name: str) -> str | None:
        """Return who has that name here, None unless just one living person does."""
        found = self._all("SELECT id FROM party WHERE name = ? AND deleted_at IS NULL", name)
        return found[0][0] if len(found) == 1 else None

    def _wordings(self, kind: str, item_id: str, wordings: Iterable[Wording]) -> None:
        for rev, wording in enumerate(wordings, 1):
            self._put(
                "revision",
                id=new_id(),
                item_type=kind,
                item_id=item_id,
                rev=rev,
                at=wording.until,
                before_json=json.dumps(dict(wording.said), ensure_ascii=False),
            )
