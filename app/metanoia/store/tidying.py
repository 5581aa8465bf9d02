"""Housekeeping in small steps, for moments in which nobody waits."""

from __future__ import annotations

from metanoia.store import driver
from metanoia.store.errors import plainly

FORGET = "forget_words"
"""The key in ``meta`` that is there while the search index may hold words of purged entries."""

_PAGES = 64  # merged by one step: some milliseconds


def tidy(connection: driver.Connection) -> bool:
    """Merge a little of the search index and fold in the log; return whether there is more to do.

    The index drops the words of deleted texts only as its parts are merged; after a purge every part
    is merged once (https://www.sqlite.org/fts5.html, the "merge" command). Outside any write block.
    """
    with plainly():
        found = connection.execute("SELECT value FROM meta WHERE key = ?", (FORGET,)).fetchone()
        state = found[0] if found else None
        if state == "due":
            connection.execute("UPDATE meta SET value = 'begun' WHERE key = ?", (FORGET,))
        before = connection.total_changes
        connection.execute(
            "INSERT INTO entry_fts(entry_fts, rank) VALUES('merge', ?)",
            (-_PAGES if state == "due" else _PAGES,),
        )
        more: bool = connection.total_changes - before >= 2
        if state == "begun" and not more:
            connection.execute("DELETE FROM meta WHERE key = ?", (FORGET,))
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    return more or state == "due"


def forget_purged_words(connection: driver.Connection, steps: int) -> None:
    """Let the search index forget what was purged, as far as that many steps go."""
    for _ in range(steps):
        with plainly():
            due = connection.execute("SELECT 1 FROM meta WHERE key = ?", (FORGET,)).fetchone()
        if not due:
            return
        tidy(connection)
