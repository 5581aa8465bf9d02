"""The themes of a vision: their order, one's own words for them, and where one stands from day to day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Final

from metanoia.domain.errors import NotFound, Refused
from metanoia.domain.kinds import Kind
from metanoia.domain.visions import (
    Draft,
    Stance,
    Theme,
    ThemeId,
    Vision,
    VisionId,
    check_drafts,
    check_stance,
    my_words,
)
from metanoia.store import driver
from metanoia.store.changes import Changes
from metanoia.store.part import Row, moment, moment_or_none, new_id, now, past_day, stamp
from metanoia.store.recoverable import Recoverable
from metanoia.store.things import THEME
from metanoia.store.wordings import Wordings

VISION: Final = """id, name, group_kind, text_md, as_of, replaced_by, rev, created_at, updated_at,
    deleted_at"""
_THEME: Final = "id, vision_id, ord, text, my_words"
OF_VISION: Final = f"SELECT {_THEME} FROM theme WHERE vision_id = ? ORDER BY ord"
STANCES: Final = """SELECT theme_id, local_date, stance FROM theme_stance
    JOIN theme ON theme.id = theme_id WHERE vision_id = ? ORDER BY local_date, ord"""


class Themes(Recoverable):
    """Visions with their themes."""

    item_type = "vision"
    kinds = (Kind.VISION,)

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        super().__init__(connection, changes)
        self._wordings = Wordings(connection, changes)

    def get(self, vision: str) -> Vision:
        """Return a vision, deleted ones too; NotFound."""
        row = self._one(f"SELECT {VISION} FROM vision WHERE id = ?", vision)
        if row is None:
            raise self._missing()
        return vision_of(row)

    def theme(self, theme: str) -> Theme:
        """Return a theme; NotFound."""
        row = self._one(f"SELECT {_THEME} FROM theme WHERE id = ?", theme)
        if row is None:
            raise NotFound("That theme is not in this journal any more.")
        return _theme(row)

    def themes(self, vision: VisionId) -> list[Theme]:
        """Return the themes of a vision in their order."""
        return [_theme(row) for row in self._all(OF_VISION, vision)]

    def keep_themes(
        self, vision: VisionId, drafts: Sequence[Draft], *, source: object = None
    ) -> list[Theme]:
        """Let a vision have these themes in this order; those it had that are not among them go.

        Refused for more than 12, for one twice, and for one of another vision; NotFound.
        """
        self._living(vision)
        wanted = check_drafts(drafts)
        old = {theme.id: theme for theme in self.themes(vision)}
        named = [one.id for one in wanted if one.id is not None]
        if len(set(named)) < len(named) or not old.keys() >= set(named):
            raise Refused("One of these themes belongs to another vision, or stands there twice.")
        if [(one.id, one.text) for one in wanted] == [(one.id, one.text) for one in old.values()]:
            return list(old.values())
        with self._changes.write(Kind.VISION, Kind.TARGET, source=source):
            for gone in old.keys() - set(named):
                self._erase_theme(gone)
            # each number is free while they are nobody's; the file is checked as the change ends
            self._write("PRAGMA defer_foreign_keys = ON")
            self._write("UPDATE theme SET vision_id = '' WHERE vision_id = ?", vision)
            for number, draft in enumerate(wanted, 1):
                self._put_theme(vision, number, draft, old)
            self._touch(vision)
        return self.themes(vision)

    def say(self, theme: ThemeId, words: str, *, source: object = None) -> Theme:
        """Say a theme in one's own words; what one said before is kept. Refused, NotFound."""
        old, kept = self._living_theme(theme), my_words(words)
        if kept == old.my_words:
            return old
        with self._changes.write(Kind.VISION, source=source):
            self._remember(old, my_words=old.my_words)
            self._write(
                "UPDATE theme SET my_words = ?, updated_at = ? WHERE id = ?",
                kept,
                stamp(now()),
                theme,
            )
        return self.theme(theme)

    def theme_wordings_before(self, theme: ThemeId) -> list[tuple[dt.datetime, str, str]]:
        """Return (until, field, text) of what a theme and one's words for it said, newest first."""
        return [
            (at, field, text)
            for at, before in self._wordings.of(THEME, theme)
            for field, text in before.items()
        ]

    # -- where one stands

    def stand(
        self,
        theme: ThemeId,
        stance: int | None,
        *,
        date: dt.date | None = None,
        today: dt.date | None = None,
        source: object = None,
    ) -> Stance:
        """Keep where one stands, None for not yet understood; a second time of a day replaces the first.

        Refused out of 0 to 4 and for a day to come; NotFound.
        """
        check_stance(stance)
        day = past_day(date, today)
        self._living_theme(theme)
        with self._changes.write(Kind.VISION, source=source):
            self._write(
                """INSERT INTO theme_stance(theme_id, local_date, stance) VALUES(?, ?, ?)
                ON CONFLICT(theme_id, local_date) DO UPDATE SET stance = excluded.stance""",
                theme,
                day.isoformat(),
                stance,
            )
        return Stance(theme, day, stance)

    def stances(self, vision: VisionId) -> list[Stance]:
        """Return where one stood to the themes of a vision, oldest first."""
        return [
            Stance(ThemeId(theme), dt.date.fromisoformat(day), stance)
            for theme, day, stance in self._all(STANCES, vision)
        ]

    # -- inside

    def _put_theme(
        self, vision: VisionId, number: int, draft: Draft, old: dict[ThemeId, Theme]
    ) -> None:
        """Give a theme its number and text, or add it; inside a write block."""
        at = stamp(now())
        if draft.id is None:
            self._write(
                "INSERT INTO theme(id, vision_id, ord, text, updated_at) VALUES(?, ?, ?, ?, ?)",
                *(new_id(), vision, number, draft.text, at),
            )
            return
        before = old[draft.id]
        if before.text != draft.text:
            self._remember(before, text=before.text)
        self._write(
            "UPDATE theme SET vision_id = ?, ord = ?, text = ?, updated_at = ? WHERE id = ?",
            *(vision, number, draft.text, at, draft.id),
        )

    def _erase_theme(self, theme: str) -> None:
        self._things.cut_loose(THEME, theme)
        self._write("DELETE FROM theme WHERE id = ?", theme)

    def _remember(self, theme: Theme, **before: str) -> None:
        row = self._one(
            "SELECT coalesce(max(rev), 0) FROM revision WHERE item_type = 'theme' AND item_id = ?",
            theme.id,
        )
        self._wordings.keep(THEME, theme.id, (row[0] if row else 0) + 1, before)

    def _touch(self, vision: str) -> None:
        self._write(
            "UPDATE vision SET rev = rev + 1, updated_at = max(updated_at, ?) WHERE id = ?",
            stamp(now()),
            vision,
        )

    def _living(self, vision: VisionId) -> Vision:
        found = self.get(vision)
        if found.deleted_at is not None:
            raise Refused(f"“{found.name}” is in Recently deleted. Bring it back first.")
        return found

    def _living_theme(self, theme: str) -> Theme:
        found = self.theme(theme)
        self._living(found.vision)
        return found


def vision_of(row: Row) -> Vision:
    """Return the vision of a row of ``VISION``."""
    id_, name, group, text, as_of, replaced_by, rev, created, updated, deleted = row
    return Vision(
        id=VisionId(id_),
        name=name,
        group=group,
        text=text,
        as_of=dt.date.fromisoformat(as_of),
        replaced_by=replaced_by,
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
    )


def _theme(row: Row) -> Theme:
    theme, vision, number, text, words = row
    return Theme(ThemeId(theme), VisionId(vision), number, text, words)
