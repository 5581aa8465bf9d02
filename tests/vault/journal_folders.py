"""Journals for tests of backups: real keys, and a few bytes in the database's place."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from metanoia.vault import backups, vault

SECRET = "the lake was quiet before seven"
START = datetime(2026, 1, 4, 9, 30, tzinfo=UTC)


class Clock:
    """A clock that moves on by ``step`` each time it is read."""

    def __init__(self, at=START, step=timedelta(minutes=20)):
        self.at, self.step = at, step

    def __call__(self):
        at = self.at
        self.at += self.step
        return at


def new_journal(folder, text=b"first"):
    made = vault.create(folder, SECRET, log_n=2)
    folder.database.write_bytes(text)
    return made


def back_up(folder, clock=None):
    """Publish a backup of the database as it is."""

    def write_copy(path):
        path.write_bytes(folder.database.read_bytes())

    return backups.publish(folder, write_copy, clock or Clock())


def files(path):
    """Return every file below a folder with its bytes."""
    return {
        str(found.relative_to(path)): found.read_bytes()
        for found in path.rglob("*")
        if found.is_file()
    }
