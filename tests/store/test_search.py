"""Finding entries again, on a real encrypted file."""

from __future__ import annotations

import datetime as dt
import threading
import time
import unicodedata
from itertools import starmap

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry
from metanoia.domain.errors import Cancelled, StorageFailed
from metanoia.domain.query import HIT_END, HIT_START
from metanoia.store.changes import Changes
from metanoia.store.entries import Entries
from metanoia.store.entry_rows import first_n
from metanoia.store.search import COUNT_LIMIT, Search

KEY = bytes(range(32))


def new(title, body, day, tags=(), starred=False):
    when = at(dt.date.fromisoformat(day), None, "UTC")
    return NewEntry(when=when, title=title, body=body, tags=tuple(tags), starred=starred)


class Written:
    """A journal on disk with entries in it."""

    def __init__(self, connection, path):
        self.connection = connection
        changes = Changes(connection, path)
        self.search = Search(connection, changes)
        self.entries = Entries(connection, changes)

    def add(self, title="", body="", *, day="2025-01-01", tags=(), starred=False):
        return self.entries.add(new(title, body, day, tags, starred))

    def add_all(self, entries):
        return self.entries.add_many(list(starmap(new, entries)), None)

    def titles(self, query, **how):
        return [hit.row.title for hit in self.search.find(query, **how).hits]


@pytest.fixture
def written(store):
    return Written(store.connection, store.path)


@pytest.fixture
def diary(written):
    written.add("Plans", "A walk by the river", day="2024-05-01", tags=["work"])
    written.add("River", "Plans for the café", day="2025-02-03", tags=["home", "work"])
    written.add("Quiet", "Nothing planned. An open door.", day="2025-03-14", starred=True)
    written.add("Loud", "The door was open", day="2026-01-02", tags=["home"], starred=True)
    gone = written.add("Gone", "A plan in the trash", tags=["work"], starred=True)
    written.entries.trash(gone.id)
    return written


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("pla", {"Plans", "River", "Quiet"}),
        ("door open", {"Quiet", "Loud"}),
        ('"open door"', {"Quiet"}),
        ('"open doo', set()),
        ("door -quiet", {"Loud"}),
        ('open -"open door"', {"Loud"}),
        ("-door", {"Plans", "River"}),
        ("-door -river", set()),
        ("CAFE", {"River"}),
        ("cafe\u0301", {"River"}),
        ("tag:work", {"Plans", "River"}),
        ("tag:WORK tag:home", {"River"}),
        ("tag:work -tag:home", {"Plans"}),
        ("-tag:work", {"Quiet", "Loud"}),
        ("tag:nobody", set()),
        ("-tag:nobody door", {"Quiet", "Loud"}),
        ("river tag:home", {"River"}),
        ("river -tag:home", {"Plans"}),
        ("on:2025", {"River", "Quiet"}),
        ("before:2025", {"Plans"}),
        ("after:2025", {"Loud"}),
        ("plan after:2025-02-03", {"Quiet"}),
        ("tag:home on:2026", {"Loud"}),
        ("is:starred", {"Quiet", "Loud"}),
        ("-is:starred", {"Plans", "River"}),
        ("is:starred before:2026", {"Quiet"}),
        ("door is:starred tag:home", {"Loud"}),
        ("river -is:starred", {"Plans", "River"}),
        ("tag:home -is:starred", {"River"}),
        ("before:20 door", {"Quiet", "Loud"}),
        ("walk OR door", set()),
        ("", set()),
        ("?!", set()),
        ("before:", set()),
    ],
)
def test_what_is_found(diary, typed, titles):
    found = diary.search.find(typed)
    assert {hit.row.title for hit in found.hits} == titles
    assert found.count == len(titles)


def test_today_is_a_day(written):
    written.add("Now", day=dt.datetime.now().astimezone().date().isoformat())
    written.add("Then", day="2001-01-01")
    assert written.titles("on:today") == ["Now"]


@pytest.mark.parametrize(
    ("body", "typed"),
    [
        ("今日は会議で気づいた", "会議"),
        ("내 가정을 의심해 보았다", "가정"),
        ("went great🙂 again", "🙂"),
        ("an idea 💡", "💡"),
        ("with my 👩‍💻 friend", "👩‍💻"),
        ("so much ❤️", "❤️"),
        ("from 🇫🇷🇳🇴", "🇳🇴"),
        ("η αγάπη μου", "αγαπη"),
        ("новая ёлка", "елка"),
        ("Zoë said naïve", "zoe naive"),
        ("de\u0301ja\u0300 vu", "déjà"),
        ("ฉันอยากก้าวต่อ", "ก้าว"),
        ("snake_case_name", "case"),
        ("it’s mine", "it's"),
    ],
)
def test_every_script_is_found_and_shown_as_written(written, body, typed):
    written.add(body=body)
    written.add(body="something else")
    (hit,) = written.search.find(typed).hits
    assert hit.row.excerpt == body
    assert HIT_START in hit.snippet
    shown = hit.snippet.replace(HIT_START, "").replace(HIT_END, "")
    assert unicodedata.normalize("NFC", shown) == unicodedata.normalize("NFC", body)


def test_snippets_show_the_text_around_the_hits(written):
    written.add("Long", "one " * 200 + "the plague came " + "two " * 200)
    (hit,) = written.search.find("plag").hits
    assert f"the {HIT_START}plague{HIT_END} came" in hit.snippet
    assert hit.snippet.startswith("…")
    assert len(hit.snippet) < 160


def test_without_words_the_excerpt_is_shown(diary):
    (hit,) = diary.search.find("tag:home after:2025").hits
    assert hit.snippet == "The door was open"


def test_best_first_and_a_title_weighs_most(written):
    written.add("Walk", "of something else " * 20, day="2020-01-01")
    written.add("Other", "a walk, and much more " + "of other words " * 20, day="2025-01-01")
    found = written.search.find("walk")
    assert found.best_first
    assert [hit.row.title for hit in found.hits] == ["Walk", "Other"]
    assert written.titles("walk", order="newest") == ["Other", "Walk"]


def test_over_a_thousand_hits_come_newest_first(written):
    written.add_all((f"{i}", "common", f"20{i % 20:02d}-01-01") for i in range(COUNT_LIMIT))
    found = written.search.find("common", limit=10)
    assert (found.count, found.best_first) == (COUNT_LIMIT, False)
    ns = [hit.row.n for hit in found.hits]
    assert ns == sorted(ns, reverse=True)[:10]
    assert found.hits[0].row.date == dt.date(2019, 1, 1)


@pytest.mark.parametrize("typed", ["common", "tag:all", "is:starred", "on:2025", "-rare"])
@pytest.mark.parametrize("order", ["auto", "newest"])
def test_pages_follow_one_another_and_miss_nothing(written, typed, order):
    ids = written.add_all(
        (f"{i}", "common " * (i % 5 + 1), f"2025-01-{i % 28 + 1:02d}", ["all"], True)
        for i in range(35)
    )
    seen, before = [], None
    while page := written.search.find(typed, limit=10, before=before, order=order):
        if not page.hits:
            break
        assert page.count == 35
        seen += [hit.row.n for hit in page.hits]
        before = seen[-1]
    assert len(seen) == 35
    assert {written.entries.get(id_).n for id_ in ids} == set(seen)


def test_a_tag_on_many_entries_narrows_too(diary, monkeypatch):
    monkeypatch.setattr("metanoia.store.search._RARE_TAG", 0)
    assert diary.titles("river tag:home") == ["River"]
    assert diary.titles("tag:work tag:home") == ["River"]


def test_tags_know_capitals_of_every_alphabet(written):
    written.add("Sea", tags=["Évian"])
    assert written.titles("tag:évian") == ["Sea"]


@settings(
    max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.text(max_size=60) | st.text(alphabet='ab"*^:-()+{} ANDORTNEARtag:\0今💡\ud800', max_size=40)
)
def test_nothing_that_can_be_typed_breaks_the_search(diary, typed):
    found = diary.search.find(typed)
    assert found.count == len(found.hits)


# -- how it is done: statements that grow with the page, not with the journal


def plans(written, typed, **how):
    """Return what SQLite says it does for each statement of a search."""
    statements = []
    written.connection.set_trace_callback(statements.append)
    written.search.find(typed, **how)
    written.connection.set_trace_callback(None)
    return [
        (sql, [row[3] for row in written.connection.execute(f"EXPLAIN QUERY PLAN {sql}")])
        for sql in statements
        if sql.startswith("SELECT") and "FROM tag" not in sql
    ]


@pytest.mark.parametrize(
    "typed",
    ["river", "pla walk -door", "river tag:work", "plan on:2025", "door is:starred", "tag:work",
     "tag:work tag:home on:2025", "is:starred", "is:starred on:2025", "on:2025", "after:2025",
     "-door", "-tag:work", "-is:starred", "river -tag:work before:2026"],
)  # fmt: skip
@pytest.mark.parametrize("before", [None, first_n(dt.date(2026, 1, 1))])
@pytest.mark.parametrize("rare", [0, 4_000])
def test_newest_first_sorts_nothing_and_reads_no_whole_table(
    diary, monkeypatch, typed, before, rare
):
    monkeypatch.setattr("metanoia.store.search._RARE_TAG", rare)
    shown = plans(diary, typed, before=before, limit=1, order="newest")
    assert shown
    for sql, steps in shown:
        for step in steps:
            assert "TEMP B-TREE" not in step, (step, sql)
            # Only what excludes alone may walk the entries; it stops when the page is full.
            walk = step.startswith("SCAN") and "VIRTUAL TABLE" not in step
            assert not walk or typed.startswith("-") or "(subquery" in step, (step, sql)


@pytest.mark.parametrize(
    ("typed", "index"),
    [("tag:work", "item_tag_of"), ("is:starred", "entry_starred"),
     ("on:2025", "INTEGER PRIMARY KEY (rowid>? AND rowid<?)"),
     ("river on:2025", "VIRTUAL TABLE INDEX")],
)  # fmt: skip
def test_each_narrowing_has_its_index(diary, typed, index):
    (_, steps), *_ = plans(diary, typed, order="newest")
    assert any(index in step for step in steps), steps


# -- what does not leak and what does not wait


def test_the_words_looked_for_never_leave_in_an_error(diary):
    diary.connection.execute("DROP TABLE entry_fts")
    with pytest.raises(StorageFailed) as caught:
        diary.search.find("mydivorce")
    assert "mydivorce" not in str(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__


def test_a_running_search_can_be_ended_from_another_thread(written, monkeypatch):
    written.add_all(("", f"w{i:05d} x", "2025-01-01") for i in range(300))
    connection, running = written.connection, threading.Event()

    def slowly(*_):
        running.set()
        time.sleep(0.001)
        return 0

    connection.create_function("slowly", 1, slowly)
    monkeypatch.setattr("metanoia.store.search._SNIPPET", "slowly(f.rowid)")
    stopper = threading.Thread(
        target=lambda: (running.wait(10), written.search.interrupt()), daemon=True
    )
    stopper.start()
    with pytest.raises(Cancelled):
        written.search.find("x", limit=300)
    stopper.join()
    monkeypatch.undo()
    assert written.search.find("x").count == 300


def test_the_index_is_built_in_the_order_of_its_entries_and_in_one_piece(written):
    days = [dt.date(2025, 1, 1) + dt.timedelta(days=37 * i % 300) for i in range(300)]
    written.add_all(("", f"word{i}", day.isoformat()) for i, day in enumerate(days))
    (*_, how), *more = written.connection.execute(
        "EXPLAIN QUERY PLAN SELECT n, title, body FROM entry_text"
    ).fetchall()
    assert (how, more) == ("SCAN entry", [])
    pieces = "SELECT count(DISTINCT id >> 37) FROM entry_fts_data WHERE id > 10"
    assert written.connection.execute(pieces).fetchone() == (1,)
    memory = "SELECT v FROM entry_fts_config WHERE k = 'hashsize'"
    assert written.connection.execute(memory).fetchone() == (1 << 20,)
