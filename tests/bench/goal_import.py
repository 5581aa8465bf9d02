"""G13: bringing in 10,000 entries, against bare rows and one rebuild of the search index."""

from __future__ import annotations

import common
import corpus
import filled

from metanoia.journal import Journal
from metanoia.store.entries import _INSERT, _when_columns
from metanoia.store.entry_rows import minute_n
from metanoia.store.form_entries import text_columns
from metanoia.store.part import new_id

COUNT = 10_000
ROUNDS = 3


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Write the same entries by the store and by hand."""
    diary = list(corpus.entries(COUNT))
    stored, whole = [], []
    text = filled.SCRATCH / "diary.txt"
    text.write_text(corpus.as_jrnl(iter(diary)), encoding="utf-8")
    for turn in range(ROUNDS):
        ours = _in_new_journal(turn, "ours", lambda journal: journal.entries.add_many(diary, None))
        raw = _in_new_journal(turn, "raw", lambda journal: _by_hand(journal, diary))
        stored.append((ours, raw))
        whole.append((_in_new_journal(turn, "jrnl", lambda journal: _jrnl(journal, text)), raw))
    return [
        common.compared(
            "G13", "write 10,000, to bare rows and rebuild", COUNT, stored, at_most=1.2
        ),
        common.compared("G13", "import jrnl text, to bare rows and rebuild", COUNT, whole),
    ]


def _in_new_journal(turn: int, name: str, fill) -> float:
    journal, _ = Journal.create(filled.SCRATCH / f"{name}{turn}", filled.PASSPHRASE, log_n=10)

    def run() -> None:
        fill(journal)
        journal._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    seconds = common.timed(run, common.wall)
    journal.close()
    return seconds


def _by_hand(journal: Journal, diary: list) -> None:
    connection, at = journal._connection, "2026-01-01T00:00:00Z"
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("DROP TRIGGER entry_found")
    connection.executemany(
        _INSERT,
        (
            (minute_n(new.when), new_id(), at, at, *_when_columns(new.when),
             int(new.starred), "\n".join(new.tags), *text_columns(new.title, new.body), None, None, None, None, None)
            for new in diary
        ),
    )  # fmt: skip
    connection.execute("INSERT INTO entry_fts(entry_fts) VALUES('rebuild')")
    connection.execute("COMMIT")


def _jrnl(journal: Journal, text) -> None:
    from metanoia.exchange import carrying, incoming, plans

    survey = incoming.survey(text, tz="Europe/Oslo")
    done = carrying.carry_out(journal, plans.plan(journal, survey))
    assert done.new == COUNT, done
