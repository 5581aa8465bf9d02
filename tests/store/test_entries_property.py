"""Whatever is done to entries in whatever order, the journal agrees with a plain model of it."""

from __future__ import annotations

import datetime as dt
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, consumes, invariant, rule

from journals import moment
from metanoia.domain.entries import NewEntry
from metanoia.store import copy
from metanoia.store.entries import Entries
from metanoia.store.search import Search
from metanoia.store.tags import Tags
from stores import Store

WORDS = ("apple", "birch", "会議", "café")
BODIES = st.lists(st.sampled_from(WORDS), max_size=4).map(" ".join)
DAYS = st.sampled_from(["1660-02-29", "2025-12-31", "2026-01-01", "2026-01-15", "2026-02-01"])
TAGS = st.lists(st.sampled_from(["work", "home", "Sleep"]), unique=True, max_size=2).map(tuple)


class Diary(RuleBasedStateMachine):
    """The journal on disk beside a dictionary of what it should hold."""

    ids = Bundle("ids")

    def __init__(self):
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.store = Store(Path(self.folder.name) / "journal.db")
        self.entries = self.store.part(Entries)
        self.model = {}

    def teardown(self):
        assert copy.verify(self.store.connection) == []
        self.store.close()
        self.folder.cleanup()

    @rule(target=ids, body=BODIES, day=DAYS, tags=TAGS)
    def add(self, body, day, tags):
        kept = self.entries.add(NewEntry(when=moment(day), body=body, tags=tags))
        self.model[kept.id] = {"body": body, "day": day, "tags": set(tags), "living": True}
        return kept.id

    @rule(entry_id=ids, body=BODIES)
    def save(self, entry_id, body):
        self.entries.save_text(entry_id, "", body)
        self.model[entry_id]["body"] = body

    @rule(entry_id=ids, tags=TAGS)
    def wear(self, entry_id, tags):
        self.entries.set_tags(entry_id, tags)
        self.model[entry_id]["tags"] = set(tags)

    @rule(entry_id=ids, day=DAYS)
    def move(self, entry_id, day):
        self.entries.move(entry_id, moment(day))
        self.model[entry_id]["day"] = day

    @rule(entry_id=ids)
    def trash(self, entry_id):
        self.entries.trash(entry_id)
        self.model[entry_id]["living"] = False

    @rule(entry_id=ids)
    def restore(self, entry_id):
        self.entries.restore(entry_id)
        self.model[entry_id]["living"] = True

    @rule(entry_id=consumes(ids))
    def purge(self, entry_id):
        self.entries.trash(entry_id)
        self.entries.purge(entry_id)
        del self.model[entry_id]

    @property
    def living(self):
        return {i: kept for i, kept in self.model.items() if kept["living"]}

    @invariant()
    def the_lists_agree(self):
        rows = self.entries.newest(1000)
        assert {row.id for row in rows} == set(self.living)
        assert [row.n for row in rows] == sorted((row.n for row in rows), reverse=True)
        assert [row.date.isoformat() for row in rows] == [self.model[row.id]["day"] for row in rows]
        assert {row.id for row in self.entries.trashed()} == set(self.model) - set(self.living)

    @invariant()
    def the_numbers_agree(self):
        assert self.entries.count == len(self.living)
        assert self.entries.trashed_count == len(self.model) - len(self.living)
        months = defaultdict(int)
        for kept in self.living.values():
            months[dt.date.fromisoformat(kept["day"]).replace(day=1)] += 1
        assert {month.month: month.entries for month in self.entries.months()} == months
        assert sum(month.words for month in self.entries.months()) == self.entries.words

    @invariant()
    def tags_and_search_agree(self):
        worn = Counter(tag for kept in self.living.values() for tag in kept["tags"])
        assert dict(self.store.part(Tags).all()) == worn
        search = self.store.part(Search)
        for word in WORDS:
            found = {hit.row.id for hit in search.find(word, limit=1000).hits}
            assert found == {i for i, kept in self.living.items() if word in kept["body"]}


TestDiary = Diary.TestCase
TestDiary.settings = settings(max_examples=15, stateful_step_count=25, deadline=None)
