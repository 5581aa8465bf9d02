"""What the list of entries asks of its model: as much with a hundred thousand entries as with a thousand."""

from __future__ import annotations

import datetime as dt
from collections import Counter

import pytest

from journals import new_journal
from metanoia.domain.entries import EntryId, EntryRow, MonthCount
from metanoia.ui.pages.journal import JournalPage
from metanoia.ui.pages.journal.listing import EntryList, EntryModel
from metanoia.ui.pages.journal.rows import CHUNK, TimelineRows
from metanoia.ui.settings import Settings

RECENT = 40
HEIGHT = 700
METHODS = ("data", "flags", "rowCount", "columnCount", "index", "parent", "headerData", "span")


class Diary:
    """As many entries as wanted, forty of them this month, and how often they were read."""

    def __init__(self, entries):
        self.entries = entries
        self.read = 0

    def months(self):
        return [
            MonthCount(month=dt.date(2026, 3, 1), entries=RECENT, words=0),
            MonthCount(month=dt.date(2026, 2, 1), entries=self.entries - RECENT, words=0),
        ]

    def in_month(self, month, offset, limit):
        self.read += 1
        return [
            EntryRow(EntryId(f"{month} {offset + i}"), 0, month, None, f"Day {i}", "Some words")
            for i in range(limit)
        ]


@pytest.fixture
def asked(monkeypatch):
    """What Qt has asked the model so far, by method."""
    calls = Counter()

    def counted(name):
        original = getattr(EntryModel, name)

        def method(self, *arguments):
            calls[name] += 1
            return original(self, *arguments)

        return method

    for name in METHODS:
        if name in vars(EntryModel):
            monkeypatch.setattr(EntryModel, name, counted(name))
    return calls


def shown(qtbot, diary):
    entries = EntryList()
    qtbot.addWidget(entries)
    entries.resize(400, HEIGHT)
    entries.show_rows(TimelineRows(diary))
    with qtbot.waitExposed(entries):
        entries.show()
    entries.grab()
    return entries


def test_until_the_first_paint_a_hundred_thousand_entries_cost_what_a_thousand_do(qtbot, asked):
    costs = []
    for count in (1_000, 100_000):
        diary = Diary(count)
        shown(qtbot, diary)
        costs.append(asked.total())
        asked.clear()
        assert diary.read == 1
    small, large = costs
    assert 0 < large <= small + 20  # a paint more or less
    assert small <= 218


def test_a_frame_asks_for_the_rows_in_view_and_reads_one_piece(qtbot, asked):
    diary = Diary(100_000)
    entries = shown(qtbot, diary)
    bar = entries.verticalScrollBar()
    for place in (0.3, 0.6, 0.9):
        asked.clear()
        before = diary.read
        bar.setValue(int(place * bar.maximum()))
        entries.viewport().grab()
        rows = entries.rowAt(HEIGHT - 1) - entries.rowAt(0) + 1
        assert 0 < asked["data"] <= 2 * rows
        assert diary.read - before <= 1 + rows // CHUNK + 1


def test_until_the_first_paint_of_the_page_few_statements_run(qtbot, tmp_path):
    diary = new_journal(tmp_path / "January", entries=30)
    run = []
    diary._connection.set_trace_callback(run.append)
    page = JournalPage(diary, Settings())
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    page.grab()
    diary._connection.set_trace_callback(None)
    assert page.list_pane.list.rows.count == 31
    assert 3 <= len(run) <= 10
    diary.close()
