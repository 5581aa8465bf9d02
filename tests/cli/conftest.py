"""A journal on disk, closed, as commands find it, and passphrases that cost no second each."""

from __future__ import annotations

import pytest

from journals import LOG_N, entry, new_journal
from metanoia import journal as journals
from metanoia.exchange.seal import ForWords


@pytest.fixture(autouse=True)
def light_work(monkeypatch):
    """Seal with as little work as the tests of the journal do; commands name no work factor."""
    create = journals.Journal.create.__func__
    monkeypatch.setitem(create.__kwdefaults__, "log_n", LOG_N)
    for sealing in (journals.Journal.change_passphrase, journals.recover, ForWords.__init__):
        *others, _ = sealing.__defaults__
        monkeypatch.setattr(sealing, "__defaults__", (*others, LOG_N))


@pytest.fixture
def folder(tmp_path):
    """A closed journal with three entries."""
    with new_journal(tmp_path / "journal", "Mara") as journal:
        journal.entries.add_many(
            [
                entry("Heron", "A grey heron on the shore.", day="2026-01-02", tags=("lake",)),
                entry("", "Nothing but rain today.", day="2026-02-03", time=None),
                entry("Rota", "The winter rota again.", day="2026-03-04", tags=("work", "winter")),
            ],
            None,
        )
    return tmp_path / "journal"
