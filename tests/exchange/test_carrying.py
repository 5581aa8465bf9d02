"""Bringing entries into a journal: once, whole, never over what a person wrote."""

from __future__ import annotations

import datetime as dt
import io
import json

import pytest
from PIL import Image

from metanoia.domain.errors import Cancelled, StorageFailed
from metanoia.exchange import carrying
from metanoia.exchange.incoming import Fate, carry_out, plan, survey
from metanoia.exchange.plans import marked

DIARY = "[2020-01-01 08:00] Tea *\nHot @home.\n\n[2020-01-02 09:00] Rain\nAll day.\n"


class Source:
    def __init__(self, journal, root):
        self.journal = journal
        self.root = root
        root.mkdir()

    def put(self, name, text):
        path = self.root / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    def plan(self, name=".", **choices):
        return plan(self.journal, survey(self.root / name, tz="Europe/Oslo", **choices))

    def bring(self, name=".", **choices):
        return carry_out(self.journal, self.plan(name, **choices))

    @property
    def bodies(self):
        return [entry.body for entry in self.journal.entries.iterate()]


@pytest.fixture
def source(journal, tmp_path):
    return Source(journal, tmp_path / "source")


def test_a_plan_says_what_comes_and_changes_nothing(source):
    source.put("d.txt", DIARY + "\n[2020-13-01 00:00] Never\n")
    before = source.journal.meta.commit_no
    planned = source.plan("d.txt")
    assert (planned.new, planned.changed, planned.skipped) == (2, 0, 0)
    assert [(row.fate, row.title) for row in planned.rows] == [
        (Fate.NEW, "Tea"),
        (Fate.NEW, "Rain"),
    ]
    assert json.loads(json.dumps(planned.as_json())) == {
        "format": "jrnl", "new": 2, "changed": 0, "skipped": 0,
        "problems": [{"where": "d.txt, line 7", "why": planned.problems[0].why}],
    }  # fmt: skip
    assert source.journal.entries.count == 0
    assert source.journal.meta.commit_no == before


def test_what_came_is_kept_whole_and_found(source):
    source.put("d.txt", DIARY)
    result = source.bring("d.txt")
    assert (result.new, result.import_id is not None) == (2, True)
    tea, rain = source.journal.entries.iterate()
    assert (tea.title, tea.body, tea.tags, tea.starred) == ("Tea", "Hot @home.", ("home",), True)
    assert rain.source_app == "jrnl"
    assert source.journal.search.find("hot").count == 1


def test_a_second_import_changes_nothing(source):
    source.put("d.txt", DIARY + "\n[2020-01-02 09:00] Rain\nAll day.\n")
    assert source.bring("d.txt", tag="old").new == 3
    before = source.journal.meta.commit_no
    result = source.bring("d.txt")
    assert (result.new, result.changed, result.skipped) == (0, 0, 3)
    assert result.import_id is None
    assert source.journal.meta.commit_no == before
    assert source.journal.entries.count == 3


def test_a_tag_for_all_is_worn_beside_their_own(source):
    source.put("d.txt", DIARY)
    source.bring("d.txt", tag="#Old")
    assert [entry.tags for entry in source.journal.entries.iterate()] == [("home", "Old"), ("Old",)]


def test_a_note_changed_at_its_source_is_changed_here_and_the_old_wording_kept(source):
    source.put("2026-01-14.md", "One.")
    source.bring()
    source.put("2026-01-14.md", "Two.")
    result = source.bring()
    assert (result.new, result.changed) == (0, 1)
    (entry,) = source.journal.entries.iterate()
    assert entry.body == "Two."
    assert [kept.body for kept in source.journal.entries.revisions(entry.id)] == ["One."]
    source.journal.imports.take_back(result.import_id)
    assert source.bodies == ["One."]
    assert source.plan().changed == 1


def test_what_was_changed_here_is_not_overwritten(source):
    source.put("2026-01-14.md", "One.")
    source.bring()
    (entry,) = source.journal.entries.iterate()
    source.journal.entries.save_text(entry.id, "", "Mine.")
    assert source.plan().problems == ()
    source.put("2026-01-14.md", "Two.")
    result = source.bring()
    assert (result.changed, result.skipped) == (0, 1)
    assert source.bodies == ["Mine."]
    assert "left as it is" in result.problems[0].why


def test_what_was_deleted_here_does_not_come_back(source):
    source.put("2026-01-14.md", "One.")
    source.bring()
    (entry,) = source.journal.entries.iterate()
    source.journal.entries.trash(entry.id)
    assert source.bring().skipped == 1
    source.put("2026-01-14.md", "Two.")
    result = source.bring()
    assert result.skipped == 1
    assert "Recently deleted" in result.problems[0].why
    assert source.bodies == []


def test_a_guessed_day_does_not_make_a_change(source):
    import os

    path = source.put("idea.md", "One.")
    source.bring(guess_dates=True)
    os.utime(path, (1_600_000_000, 1_600_000_000))
    assert source.plan(guess_dates=True).skipped == 1


def test_stopping_changes_nothing(source):
    source.put("d.txt", DIARY)
    planned = source.plan("d.txt")
    before = source.journal.meta.commit_no
    with pytest.raises(Cancelled):
        carry_out(source.journal, planned, cancelled=lambda: True)
    assert source.journal.entries.count == 0
    assert source.journal.imports.history() == []
    assert source.journal.meta.commit_no == before
    assert source.bring("d.txt").new == 2


def test_stopping_a_large_import_leaves_the_search_index_whole(source):
    day = "[2020-01-01 08:{:02}] Tea {}\n\n"
    source.put("d.txt", "".join(day.format(i % 60, i) for i in range(300)))
    calls = []
    with pytest.raises(Cancelled):
        carry_out(
            source.journal,
            source.plan("d.txt"),
            cancelled=lambda: calls.append(1) or len(calls) > 4,
        )
    assert source.journal.entries.count == 0
    source.put("e.txt", DIARY)
    source.bring("e.txt")
    assert source.journal.search.find("rain").count == 1
    assert source.journal.search.find("tea").count == 1


def test_progress_ends_at_the_whole(source):
    source.put("d.txt", DIARY)
    heard = []
    carry_out(source.journal, source.plan("d.txt"), progress=lambda *done: heard.append(done))
    assert heard[0] == (0, 2)
    assert heard[-1] == (2, 2)


def test_a_failure_half_way_leaves_nothing(source, monkeypatch):
    source.put("a.png", b"\x89PNG\r\n\x1a\nbroken")
    source.put("2026-01-14.md", "One.")
    source.put("2026-01-15.md", "![[a.png]]")

    def fails(data):
        raise StorageFailed("the disk reports an error")

    monkeypatch.setattr(carrying, "_cleaned", fails)
    with pytest.raises(StorageFailed):
        source.bring()
    assert source.journal.entries.count == 0


def test_one_undo_takes_all_of_it_back(source):
    own = source.put("own.txt", DIARY)
    kept = source.bring("own.txt")
    own.unlink()
    source.put("pic.png", _picture())
    source.put("2026-01-14 One.md", "See [[2026-01-15 Two]] ![[pic.png]]")
    source.put("2026-01-15 Two.md", "x #tag")
    result = source.bring()
    assert result.new == 2
    source.journal.imports.take_back(result.import_id)
    assert source.bodies == ["Hot @home.", "All day."]
    assert source.journal.entries.trashed_count == 0
    assert source.bring().new == 2
    assert source.journal.imports.history()[-1].id == kept.import_id


def test_taking_back_many_leaves_search_whole(source):
    source.put("own.txt", DIARY)
    source.bring("own.txt")
    day = "[2021-01-01 08:{:02}] Wind {}\n\n"
    source.put("d.txt", "".join(day.format(i % 60, i) for i in range(300)))
    source.journal.imports.take_back(source.bring("d.txt").import_id)
    assert source.journal.entries.count == 2
    assert source.journal.search.find("wind").count == 0
    assert source.journal.search.find("rain").count == 1
    first = next(source.journal.entries.iterate())
    source.journal.entries.trash(first.id)
    assert source.journal.search.find("tea").count == 0
    assert source.journal.check(full=True).problems == ()


def test_links_and_attachments_come_with_a_note(source):
    source.put("pic.png", _picture())
    source.put("2026-01-14 One.md", "See [[2026-01-15 Two]]\n\n![[pic.png]]")
    source.put("2026-01-15 Two.md", "x")
    source.bring()
    one, two = source.journal.entries.iterate()
    assert [row.id for row in source.journal.links.of(one.id)] == [two.id]
    (attachment,) = source.journal.attachments.of(one.id)
    assert one.body == f"See 2026-01-15 Two\n\n![pic.png](attachment:{attachment.sha256})"
    data = source.journal.attachments.data(attachment.sha256)
    assert b"secret place" not in data
    assert Image.open(io.BytesIO(data)).size == (4, 3)
    assert source.bring().skipped == 2


def test_a_day_that_the_journal_knows_better_than_a_guess_stays(source):
    source.put("loose.md", "First words")
    source.bring(guess_dates=True)
    (kept,) = source.journal.entries.iterate()
    moved = source.journal.entries.move(kept.id, kept.when.moved_to(dt.date(2011, 5, 6)))
    source.put("loose.md", "Other words")
    assert source.bring(guess_dates=True).changed == 1
    (changed,) = source.journal.entries.iterate()
    assert (changed.body, changed.when) == ("Other words", moved.when)


def test_a_plan_can_be_marked_with_a_tag_and_with_none_again(source):
    source.put("a.txt", DIARY)
    planned = marked(source.plan("a.txt"), "diary")
    carry_out(source.journal, planned)
    assert dict(source.journal.tags.all()) == {"diary": 2, "home": 1}
    assert source.plan("a.txt").skipped == 2  # the mark is none of the source's words
    assert all(step.arrival.extra_tag is None for step in marked(planned, None).steps)


def test_problems_name_the_choice_that_mends_them(source):
    (source.root / "notes").mkdir()
    source.put("notes/03-04-2020.md", "x")
    source.put("notes/loose.md", "y")
    cures = {problem.where: problem.cure for problem in source.plan("notes").problems}
    assert cures == {"notes": "day_first", "loose.md": "guess_dates"}
    mended = source.plan("notes", day_first=False, guess_dates=True)
    assert [problem.cure for problem in mended.problems] == [""]


def _picture():
    from PIL.PngImagePlugin import PngInfo

    info, out = PngInfo(), io.BytesIO()
    info.add_text("Comment", "secret place")
    Image.new("RGB", (4, 3), "red").save(out, "PNG", pnginfo=info)
    return out.getvalue()
