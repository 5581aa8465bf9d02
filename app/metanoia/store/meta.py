"""What the journal knows about itself: its name, its preferences, its commit counter."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Final

from metanoia.domain.days import DEFAULT_DAY_START
from metanoia.domain.errors import Refused
from metanoia.domain.kinds import Kind
from metanoia.store.part import Part, moment_or_none

NAME_LIMIT = 80
SECOND: Final = "second_backups"
SECOND_COPIED: Final = "second_backups_copied"
SECOND_FAILED: Final = "second_backups_failed"


class Meta(Part):
    """The journal's own keys and values."""

    def get(self, key: str, default: str | None = None) -> str | None:
        """Return the value of ``key``, or ``default``."""
        row = self._one("SELECT value FROM meta WHERE key = ?", key)
        return default if row is None else str(row[0])

    def set(self, key: str, value: str) -> None:
        """Keep ``value``; nothing is written if it is the same."""
        if self.get(key) != value:
            with self._changes.write(Kind.META):
                self._write(
                    """INSERT INTO meta VALUES(?, ?)
                    ON CONFLICT(key) DO UPDATE SET value = excluded.value""",
                    key,
                    value,
                )

    def forget(self, key: str) -> None:
        """Remove ``key``; nothing is written if there is none."""
        if self.get(key) is not None:
            with self._changes.write(Kind.META):
                self._write("DELETE FROM meta WHERE key = ?", key)

    @property
    def name(self) -> str:
        """The journal's name, 1 to 80 characters on one line; setting raises Refused otherwise."""
        return self.get("name") or "Journal"

    @name.setter
    def name(self, name: str) -> None:
        self.set("name", journal_name(name))

    @property
    def day_start(self) -> dt.time:
        """The time before which a night still belongs to the day before; whole minutes."""
        kept = self.get("day_start")
        return dt.time.fromisoformat(kept) if kept else DEFAULT_DAY_START

    @day_start.setter
    def day_start(self, time: dt.time) -> None:
        if time >= dt.time(12):
            raise Refused("A day starts before noon. Choose a time from 00:00 to 11:59.")
        self.set("day_start", time.strftime("%H:%M"))

    @property
    def vault_id(self) -> str:
        """The UUID that vault.json and the key slots name too."""
        return self.get("vault_id") or ""

    @property
    def commit_no(self) -> int:
        """How many changes were ever kept in this journal."""
        return int(self.get("commit_no") or 0)

    @property
    def second_folder(self) -> Path | None:
        """The folder, elsewhere, that backups are copied to as well; None for none.

        What is known of the copies in another one before is forgotten with a new choice.
        """
        kept = self.get(SECOND)
        return Path(kept) if kept else None

    @second_folder.setter
    def second_folder(self, path: Path | None) -> None:
        if path == self.second_folder:
            return
        with self._changes.write(Kind.META):
            for key in (SECOND, SECOND_COPIED, SECOND_FAILED):
                self._write("DELETE FROM meta WHERE key = ?", key)
            if path is not None:
                self._write("INSERT INTO meta VALUES(?, ?)", SECOND, str(path))

    @property
    def second_copied(self) -> dt.datetime | None:
        """When a backup was last copied to the second folder."""
        return moment_or_none(self.get(SECOND_COPIED) or None)

    @property
    def second_failed(self) -> str:
        """Why the last copy to the second folder failed, in a sentence; empty if it did not."""
        return self.get(SECOND_FAILED) or ""

    @property
    def last_verified(self) -> dt.datetime | None:
        """When the whole journal was last checked and found sound."""
        return moment_or_none(self.get("last_verified"))


def journal_name(text: str) -> str:
    """Return a journal's name as it is kept; Refused unless 1 to 80 characters on one line."""
    name = " ".join(text.split())
    if not name:
        raise Refused("A journal needs a name.")
    if len(name) > NAME_LIMIT:
        raise Refused(f"A journal's name has at most {NAME_LIMIT} characters. Shorten it.")
    return name
