"""The sample journal, as it is laid into a real one."""

from __future__ import annotations

import datetime as dt

from metanoia.exchange import sample


def test_the_sample_fills_a_journal(journal):
    assert sample.fill(journal) == 128
    assert journal.entries.count == 128
    assert journal.entries.last_day == dt.date(2026, 3, 12)
    assert sample.name() == "Mara’s journal"


def test_the_night_belongs_to_the_day_before(journal):
    sample.fill(journal)
    night = journal.entries.on_day(dt.date(2025, 7, 19))
    assert [row.time for row in night] == [dt.time(1, 30), dt.time(9, 30)]


def test_its_entries_name_one_another(journal):
    sample.fill(journal)
    linked = [row for row in journal.entries.newest(128) if journal.links.of(row.id)]
    assert len(linked) >= 5
