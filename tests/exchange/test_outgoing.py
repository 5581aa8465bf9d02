"""What goes out in the open comes back to the letter."""

from __future__ import annotations

import datetime as dt
import errno
import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from journals import entry, new_journal
from metanoia.domain.days import at, now
from metanoia.domain.entries import NewEntry, storable
from metanoia.domain.errors import Cancelled, ExportFailed, WouldOverwrite
from metanoia.exchange.incoming import carry_out, plan, survey
from metanoia.exchange.outgoing import to_json, to_markdown

WRITERS = [pytest.param(to_markdown, id="markdown"), pytest.param(to_json, id="json")]


def kept(journal):
    return [(e.id, e.when, e.title, e.body, e.tags, e.starred) for e in journal.entries.iterate()]


def bring(journal, path):
    return carry_out(journal, plan(journal, survey(path, tz="UTC")))


@pytest.fixture
def other(tmp_path):
    opened = new_journal(tmp_path / "other")
    yield opened
    opened.close()


_odd = st.text(
    st.one_of(
        st.characters(exclude_categories=["Cs"]),
        st.sampled_from("\n\r\t -#`[]()*:\"'\\\x85\u2028\ufeff\x00\x1b"),
    ),
    max_size=60,
)
_titles = _odd.map(lambda text: storable(text).replace("\n", " ")[:200])
_bodies = st.one_of(
    _odd,
    st.sampled_from(
        [
            "---\nid: x\n---\n",
            "# H1\n\ntext",
            "\n\nx\n\n",
            "  x  ",
            "a\r\nb",
            "#tag [[x]] ![](y.png)",
        ]
    ),
)
_zones = st.sampled_from(["Europe/Oslo", "America/New_York", "Asia/Kathmandu", "Etc/GMT+5", "UTC"])
_lived = st.builds(
    at,
    st.dates(dt.date(1600, 1, 2), dt.date(9999, 12, 30)),
    st.none() | st.times().map(lambda time: time.replace(microsecond=0)),
    _zones,
)
_nights = st.builds(
    lambda tz, instant: now(tz, dt.time(4), instant=instant),
    _zones,
    st.datetimes(dt.datetime(1900, 1, 2), dt.datetime(2100, 1, 1), timezones=st.just(dt.UTC)),
)  # fmt: skip
_tags = st.lists(st.sampled_from(["home", "a b", "Zoë", "yes", "2024", "no: x"]), unique=True)
_new = st.builds(
    NewEntry,
    when=_lived | _nights,
    title=_titles,
    body=_bodies,
    tags=_tags.map(tuple),
    starred=st.booleans(),
)


@pytest.mark.parametrize("write", WRITERS)
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(entries=st.lists(_new, max_size=6))
def test_there_and_back(write, journal, other, tmp_path_factory, entries):
    for each in (journal, other):
        for old in list(each.entries.iterate()):
            each.entries.trash(old.id)
        each.entries.empty_trash()
    journal.entries.add_many(entries, None)
    dest = tmp_path_factory.mktemp("out") / "export.json"
    assert write(journal.entries.iterate(), dest) == len(entries)
    if entries or write is to_json:
        result = bring(other, dest)
        assert result.problems == ()
        assert sorted(kept(other), key=str) == sorted(kept(journal), key=str)
        assert bring(journal, dest).skipped == len(entries)


@pytest.mark.parametrize("write", WRITERS)
def test_attachments_go_and_come(write, journal, other, tmp_path):
    added = journal.entries.add(entry(body="x"))
    attachment = journal.attachments.add(added.id, "Mein Bild (1).txt", b"hello")
    body = f"![one](attachment:{attachment.sha256})"
    journal.entries.save_text(added.id, "A day", body)
    dest = tmp_path / "export.json"
    write(journal.entries.iterate(), dest, attachments=journal.attachments)
    bring(other, dest)
    assert kept(other) == kept(journal)
    (back,) = other.attachments.of(added.id)
    assert (back.name, other.attachments.data(back.sha256)) == ("Mein Bild (1).txt", b"hello")


def test_notes_are_named_by_day_and_title(journal, tmp_path):
    journal.entries.add(entry("Sea air: a walk/../..", day="2026-01-14", time="21:05"))
    journal.entries.add(entry("Sea air  a walk", day="2026-01-14", time="21:05"))
    journal.entries.add(entry("", day="1660-01-11", time=None))
    to_markdown(journal.entries.iterate(), tmp_path / "out")
    assert sorted(p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("out/**/*.md")) == [
        "out/1660/01/1660-01-11.md",
        "out/2026/01/2026-01-14-2105-sea-air-a-walk-2.md",
        "out/2026/01/2026-01-14-2105-sea-air-a-walk.md",
    ]


def test_a_note_says_all_in_its_front_matter(journal, tmp_path):
    added = journal.entries.add(
        entry("Tea: yes", "Hot.", day="2026-01-14", time="21:05", tags=("home",), starred=True)
    )
    to_markdown(journal.entries.iterate(), tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.md")
    assert path.read_text() == (
        f"---\nid: {added.id}\ndate: '2026-01-14'\ntime: '21:05'\ntz: Europe/Oslo\n"
        "written: '2026-01-14T20:05:00Z'\ntitle: 'Tea: yes'\ntags:\n- home\nstarred: true\n---\n"
        "\nHot.\n"
    )


def test_a_day_changed_by_hand_in_a_note_is_the_day(journal, other, tmp_path):
    journal.entries.add(entry(day="2026-01-14", time="21:05"))
    to_markdown(journal.entries.iterate(), tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.md")
    path.write_text(path.read_text().replace("date: '2026-01-14'", "date: '2026-01-13'"))
    bring(other, tmp_path / "out")
    (back,) = other.entries.iterate()
    assert back.when == at(dt.date(2026, 1, 13), dt.time(21, 5), "Europe/Oslo")


def test_an_exported_entry_changed_there_leaves_the_one_here(journal, tmp_path):
    journal.entries.add(entry(body="Mine."))
    to_markdown(journal.entries.iterate(), tmp_path / "out")
    (path,) = (tmp_path / "out").rglob("*.md")
    path.write_text(path.read_text().replace("Mine.", "Other."))
    result = bring(journal, tmp_path / "out")
    assert result.skipped == 1
    assert "left as it is" in result.problems[0].why
    assert [e.body for e in journal.entries.iterate()] == ["Mine."]


def test_json_holds_every_entry_in_the_common_shape(journal, tmp_path):
    added = journal.entries.add(entry("Tea", "Hot.", time=None, tags=("a",)))
    to_json(journal.entries.iterate(), tmp_path / "out.json")
    data = json.loads((tmp_path / "out.json").read_text())
    assert data == {
        "format": "metanoia-journal",
        "version": 1,
        "entries": [
            {
                "id": added.id, "date": "2026-01-01", "time": None, "tz": "Europe/Oslo",
                "title": "Tea", "body": "Hot.", "tags": ["a"], "starred": False, "words": 1,
                "written": "2025-12-31T23:00:00Z",
            }
        ],
    }  # fmt: skip


@pytest.mark.parametrize("write", WRITERS)
def test_nothing_is_overwritten_unless_said(write, journal, tmp_path):
    journal.entries.add(entry())
    dest = tmp_path / "out.json"
    write(journal.entries.iterate(), dest)
    before = sorted(tmp_path.rglob("*"))
    with pytest.raises(WouldOverwrite):
        write(journal.entries.iterate(), dest)
    write(journal.entries.iterate(), dest, force=True)
    assert sorted(tmp_path.rglob("*")) == before


def test_force_touches_no_other_file(journal, tmp_path):
    journal.entries.add(entry())
    (tmp_path / "out").mkdir()
    (tmp_path / "out/mine.txt").write_text("mine")
    to_markdown(journal.entries.iterate(), tmp_path / "out", force=True)
    assert (tmp_path / "out/mine.txt").read_text() == "mine"
    assert len(list((tmp_path / "out").rglob("*.md"))) == 1


@pytest.mark.parametrize("write", WRITERS)
def test_a_failed_or_stopped_export_leaves_nothing(write, journal, tmp_path):
    journal.entries.add_many([entry(day=i) for i in range(3)], None)
    dest = tmp_path / "place" / "out.json"
    dest.parent.mkdir()

    def full(_):
        raise OSError(errno.ENOSPC, "No space left on device")

    def stop(_):
        raise Cancelled

    with pytest.raises(ExportFailed, match="the disk is full"):
        write(journal.entries.iterate(), dest, progress=full)
    with pytest.raises(Cancelled):
        write(journal.entries.iterate(), dest, progress=stop)
    assert list(dest.parent.iterdir()) == []


def test_json_of_a_newer_version_or_of_another_kind_is_said(journal, tmp_path):
    path = tmp_path / "x.json"
    path.write_text('{"format": "metanoia-journal", "version": 2, "entries": []}')
    with pytest.raises(Exception, match="newer version"):
        survey(path, tz="UTC")
    path.write_text('{"format": "metanoia-journal", "version": 1, "entries": [{"id": 1}, 7]}')
    assert [p.where for p in survey(path, tz="UTC").problems] == [
        "x.json, entry 1", "x.json, entry 2",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("edit", "date", "time"),
    [
        (("time: 21:05", "time: 20:15"), "2026-01-14", dt.time(20, 15)),
        (("date: '2026-01-14'", "date: '2026-01-10'"), "2026-01-10", dt.time(21, 5)),
    ],
)
def test_a_day_or_time_that_was_changed_by_hand_in_an_exported_note_counts(
    tmp_path, other, edit, date, time
):
    with new_journal(tmp_path / "mine") as mine:
        mine.entries.add(entry(day="2026-01-14", time="21:05"))
        to_markdown(mine.entries.iterate(), tmp_path / "out")
    (note,) = (tmp_path / "out").rglob("*.md")
    text = note.read_text().replace("time: '21:05'", "time: 21:05")
    assert edit[0] in text
    note.write_text(text.replace(*edit))
    assert bring(other, tmp_path / "out").problems == ()
    (came,) = other.entries.iterate()
    assert (str(came.when.date), came.when.time) == (date, time)
    assert came.when.local.date() == came.when.date


def test_a_failed_export_leaves_no_words_where_a_folder_cannot_be_removed_at_once(
    journal, tmp_path, monkeypatch
):
    def fail(_count):
        raise OSError(errno.EMFILE, "Too many open files")

    journal.entries.add(entry())
    with monkeypatch.context() as few:  # as it does where too few files may be opened for it
        few.setattr("shutil.rmtree", lambda *_, **__: None)
        with pytest.raises(ExportFailed, match="Too many open files"):
            to_markdown(journal.entries.iterate(), tmp_path / "out", progress=fail)
    assert [path.name for path in tmp_path.iterdir()] == ["journal"]
