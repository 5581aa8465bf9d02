"""Shared visions: kept, worded anew, replaced by a newer text, and put back as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Final

from metanoia.domain.kinds import Kind
from metanoia.domain.visions import Draft, GroupKind, NewVision, Vision, VisionId
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.fits import Fits
from metanoia.store.former_vision import FormerVision, FormerVisions
from metanoia.store.part import new_id, now, stamp
from metanoia.store.themes import VISION, vision_of

_REPLACED: Final = """EXISTS(SELECT 1 FROM vision AS later
    WHERE later.id = vision.replaced_by AND later.deleted_at IS NULL)"""
STANDING: Final = f"""SELECT {VISION} FROM vision WHERE deleted_at IS NULL AND NOT {_REPLACED}
    ORDER BY as_of DESC, created_at DESC, rowid DESC"""
ALL: Final = f"SELECT {VISION} FROM vision WHERE deleted_at IS NULL ORDER BY created_at, rowid"
EARLIER: Final = f"""WITH RECURSIVE older(id, step) AS (
      SELECT id, 1 FROM vision WHERE replaced_by = ?
      UNION SELECT vision.id, step + 1 FROM vision JOIN older ON replaced_by = older.id
        WHERE step < 1000)
    SELECT {VISION} FROM vision WHERE deleted_at IS NULL AND id IN (SELECT id FROM older)
    ORDER BY as_of DESC, created_at DESC, rowid DESC"""
TRASHED: Final = f"""SELECT {VISION} FROM vision WHERE deleted_at IS NOT NULL
    ORDER BY deleted_at DESC"""
_COPIED: Final = (
    """UPDATE theme SET my_words = (SELECT my_words FROM theme WHERE id = ?1) WHERE id = ?2""",
    """INSERT INTO theme_stance SELECT ?2, local_date, stance FROM theme_stance
      WHERE theme_id = ?1""",
    """INSERT INTO value_theme SELECT value_id, ?2, fit, note, updated_at FROM value_theme
      WHERE theme_id = ?1""",
)


class Visions(Fits):
    """The shared visions of the open journal."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._formers = FormerVisions(connection, changes)

    def add(
        self,
        new: NewVision,
        themes: Iterable[str] = (),
        *,
        replaces: VisionId | None = None,
        source: object = None,
    ) -> Vision:
        """Keep a vision with its themes; with ``replaces`` it is the newer text of that one.

        A theme that says the same as one of the text before goes on with what was said of it. NotFound.
        """
        if replaces is not None:
            self._living(replaces)
        added, at = VisionId(new_id()), stamp(now())
        with self._changes.write(Kind.VISION, Kind.LINK, source=source):
            self._write(
                """INSERT INTO vision(id, created_at, updated_at, name, group_kind, text_md, as_of)
                VALUES(?, ?, ?, ?, ?, ?, ?)""",
                *(added, at, at, new.name, new.group, new.text, new.as_of.isoformat()),
            )
            self.keep_themes(added, [Draft(None, text) for text in themes])
            if replaces is not None:
                self._write("UPDATE vision SET replaced_by = ? WHERE id = ?", added, replaces)
                self._go_on(replaces, added)
        return self.get(added)

    def change(
        self,
        vision: VisionId,
        *,
        name: str | None = None,
        text: str | None = None,
        as_of: dt.date | None = None,
        group: GroupKind | None = None,
        source: object = None,
    ) -> Vision:
        """Correct what is kept of a vision; what it said before is kept. Refused, NotFound."""
        old = self._living(vision)
        new = NewVision(
            name=old.name if name is None else name,
            text=old.text if text is None else text,
            as_of=as_of or old.as_of,
            group=group or old.group,
        )
        was = {"name": old.name, "text": old.text, "as_of": old.as_of, "group": old.group}
        before = {field: said for field, said in was.items() if getattr(new, field) != said}
        if not before:
            return old
        kept = {field: str(said) for field, said in before.items()}
        with self._changes.write(Kind.VISION, source=source):
            self._wordings.keep(self.item_type, vision, old.rev, kept)
            self._write(
                """UPDATE vision SET name = ?, group_kind = ?, text_md = ?, as_of = ?, rev = rev + 1,
                updated_at = ? WHERE id = ?""",
                *(new.name, new.group, new.text, new.as_of.isoformat(), stamp(now()), vision),
            )
        return self.get(vision)

    def standing(self) -> list[Vision]:
        """Return the visions that hold today, the latest text first."""
        return [vision_of(row) for row in self._all(STANDING)]

    def all(self) -> list[Vision]:
        """Return every living vision, those that were replaced too, oldest first."""
        return [vision_of(row) for row in self._all(ALL)]

    def earlier(self, vision: VisionId) -> list[Vision]:
        """Return the texts that a vision replaced, the latest first."""
        return [vision_of(row) for row in self._all(EARLIER, vision)]

    def trashed(self) -> list[Vision]:
        """Return what is in Recently deleted, the latest deleted first."""
        return [vision_of(row) for row in self._all(TRASHED)]

    def wordings_before(self, vision: VisionId) -> list[tuple[dt.datetime, str, str]]:
        """Return (until, field, text) of what a vision said before, newest first."""
        return [
            (at, field, text)
            for at, before in self._wordings.of(self.item_type, vision)
            for field, text in before.items()
        ]

    def former(self, vision: VisionId) -> FormerVision:
        """Return all of a vision as it is now, to be put back; NotFound."""
        self.get(vision)
        return self._formers.of(vision)

    def put_back(self, former: FormerVision, *, source: object = None) -> None:
        """Make all of a vision what it was; what was deleted for ever meanwhile stays so. NotFound."""
        self.get(former.vision)
        with self._changes.write(Kind.VISION, Kind.LINK, Kind.TARGET, source=source):
            self._formers.put_back(former)

    def erase(self, item_id: str) -> None:
        """Remove it and its themes, and all that names them, inside a write block."""
        for theme in self.themes(VisionId(item_id)):
            self._erase_theme(theme.id)
        super().erase(item_id)

    def _go_on(self, old: VisionId, new: VisionId) -> None:
        """Let themes that say the same go on with words, stances, fits and goals; inside a write block."""
        before = {theme.text.casefold(): theme.id for theme in self.themes(old)}
        for theme in self.themes(new):
            if (same := before.get(theme.text.casefold())) is None:
                continue
            for statement in _COPIED:
                self._write(statement, same, theme.id)
            for goal in self.goals_serving(old).get(same, ()):
                self._tie(goal, theme.id)

    def _tie(self, goal: str, theme: str) -> None:
        self._write(
            """INSERT INTO item_link(id, from_type, from_id, to_type, to_id, relation, created_at)
            VALUES(?, 'goal', ?, 'theme', ?, 'serves', ?)""",
            *(new_id(), goal, theme, stamp(now())),
        )
