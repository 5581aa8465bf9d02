"""Verified copies of the database, and the verification itself."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from metanoia.domain.errors import Cancelled, JournalDamaged, JournalInUse
from metanoia.store import driver, migrations
from metanoia.store.errors import plainly, translated
from metanoia.store.part import now, stamp
from metanoia.store.steps.first_light import APPLICATION_ID
from metanoia.store.things import DANGLING
from metanoia.store.turn import Turn

Cancel = Callable[[], bool]
Progress = Callable[[int, int], None]

_PATIENCE = 600.0  # s that a check waits for an import to end
_STEPS_BETWEEN_QUESTIONS = 50_000  # of SQLite's virtual machine: a few milliseconds


def copy_verified(
    connection: driver.Connection, key: bytes, target: Path, cancelled: Cancel | None = None
) -> int:
    """Write a whole, encrypted copy to the new file ``target``, verify it, and return its commit number.

    The copy has everything in the log as well. Raises JournalDamaged if it does not verify, Cancelled,
    DiskFull, FolderReadOnly or StorageFailed; the file is then gone or incomplete.
    """
    with plainly(target), asking(connection, cancelled):
        connection.execute("VACUUM INTO ?", (str(target),))
    with plainly(target):
        copy = driver.connect(target, key)
        try:
            copy.execute("PRAGMA temp_store = MEMORY")
            problems = verify(copy, full=True, cancelled=cancelled)
            if not problems and _vault_id(copy) != _vault_id(connection):
                problems = ["The copy is of another journal."]
            if problems:
                raise JournalDamaged("a copy of it does not verify")
            return _number(copy, "commit_no")
        finally:
            copy.close()


def verify(
    connection: driver.Connection,
    full: bool = True,
    *,
    progress: Progress | None = None,
    cancelled: Cancel | None = None,
    turn: Turn | None = None,
) -> list[str]:
    """Return what is wrong with the database, in sentences; nothing if it is sound.

    ``progress(done, of)`` hears each step. The connection may write (it does not), for the search
    index checks itself by a statement that looks like writing: of an open journal, in its ``turn``.
    Raises Cancelled, and JournalInUse if another program writes to it.
    """
    steps = _STEPS if full else _QUICK
    problems: list[str] = []
    with asking(connection, cancelled):
        for done, (step, sentence) in enumerate(steps):
            if progress:
                progress(done, len(steps))
            if cancelled and cancelled():
                raise Cancelled
            try:
                with turn.taken(_PATIENCE) if turn and step is _search_sound else nullcontext():
                    sound = step(connection)
            except driver.Error as error:
                why = translated(error)
                if isinstance(why, (Cancelled, JournalInUse)):  # which says nothing of its state
                    raise why from None
                sound = False
            if not sound:
                problems.append(sentence)
    if progress:
        progress(len(steps), len(steps))
    return problems


def note_backup(connection: driver.Connection, commit_no: int) -> None:
    """Remember that a verified backup holds everything up to ``commit_no``; no change is counted."""
    note(connection, "backed_up_commit_no", str(commit_no))


def needs_backup(connection: driver.Connection) -> bool:
    """Tell whether anything changed since the last backup."""
    with plainly():
        found = connection.execute("SELECT value FROM meta WHERE key = 'backed_up_commit_no'")
        row = found.fetchone()
        return _number(connection, "commit_no") > (int(row[0]) if row else 0)


def note_verified(connection: driver.Connection) -> None:
    """Remember that the whole journal was found sound just now; no change is counted."""
    note(connection, "last_verified", stamp(now()))


def note(connection: driver.Connection, key: str, value: str) -> None:
    """Remember ``value`` under a ``key`` of what the journal knows of itself; no change is counted."""
    with plainly():
        connection.execute(
            "INSERT INTO meta VALUES(?, ?) ON CONFLICT(key) DO UPDATE SET value = excluded.value",
            (key, value),
        )


def checkpoint(connection: driver.Connection) -> None:
    """Fold the log into the file as far as nobody is reading, so that the file's checksums tell all."""
    with plainly():
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()


def _pages_authentic(connection: driver.Connection) -> bool:
    return not connection.execute("PRAGMA cipher_integrity_check").fetchall()


def _structure_sound(connection: driver.Connection) -> bool:
    found = connection.execute("PRAGMA integrity_check(1)").fetchall()
    return bool(found == [("ok",)])


def _references_sound(connection: driver.Connection) -> bool:
    if connection.execute("PRAGMA foreign_key_check").fetchall():
        return False
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    # an older journal, about to be backed up, has other tables
    return version < migrations.LATEST or not connection.execute(DANGLING).fetchone()


def _search_sound(connection: driver.Connection) -> bool:
    connection.execute("INSERT INTO entry_fts(entry_fts, rank) VALUES('integrity-check', 1)")
    return True


def _schema_whole(connection: driver.Connection) -> bool:
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    whole = version < migrations.LATEST or not migrations.missing_triggers(connection)
    return bool(application == APPLICATION_ID and version and whole)


def _counts_right(connection: driver.Connection) -> bool:
    counted = connection.execute(
        """SELECT count(*) FILTER (WHERE deleted_at IS NULL),
          coalesce(sum(words) FILTER (WHERE deleted_at IS NULL), 0),
          count(*) FILTER (WHERE deleted_at IS NOT NULL) FROM entry"""
    ).fetchone()
    kept = connection.execute("SELECT entries, words, trashed FROM stat").fetchone()
    months = connection.execute("SELECT coalesce(sum(entries), 0) FROM month").fetchone()[0]
    return bool(counted == kept and months == counted[0])


_QUICK: tuple[tuple[Callable[[driver.Connection], bool], str], ...] = (
    (_pages_authentic, "Part of the file is not what Metanoia wrote there."),
    (_schema_whole, "The journal's structure is not complete."),
)
_STEPS = (
    *_QUICK,
    (_structure_sound, "The database's structure is damaged."),
    (_references_sound, "Something in the journal refers to what is not there."),
    (_search_sound, "The search index does not fit the entries."),
    (_counts_right, "The numbers of entries and words do not add up."),
)


@contextmanager
def asking(connection: driver.Connection, cancelled: Cancel | None) -> Iterator[None]:
    """Let ``cancelled`` interrupt the connection's statements inside this block."""
    if cancelled:
        connection.set_progress_handler(cancelled, _STEPS_BETWEEN_QUESTIONS)
    try:
        yield
    finally:
        if cancelled:
            connection.set_progress_handler(None, 0)


def _vault_id(connection: driver.Connection) -> str:
    return str(connection.execute("SELECT value FROM meta WHERE key = 'vault_id'").fetchone()[0])


def _number(connection: driver.Connection, key: str) -> int:
    return int(connection.execute("SELECT value FROM meta WHERE key = ?", (key,)).fetchone()[0])
