"""Real exports, where they lie beside the checkout; they are no part of the project."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from metanoia.domain.errors import ImportUnreadable
from metanoia.exchange.incoming import carry_out, plan, survey

DATA = Path(__file__).parents[3] / "shared" / "data"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason=f"no sample data in {DATA}")


def read(name, **choices):
    return survey(DATA / name, tz="Europe/London", **choices)


def test_the_diary_of_samuel_pepys(journal):
    surveyed = read("pepys/pepys-jrnl.txt")
    entries = [arrival.entry for arrival in surveyed.entries]
    assert len(entries) == 3415
    assert surveyed.problems == ()
    assert sum(entry.starred for entry in entries) == 69
    assert sum(bool(entry.tags) for entry in entries) == 2195
    assert carry_out(journal, plan(journal, surveyed)).new == 3415
    assert journal.entries.count == 3415
    assert journal.entries.first_day == dt.date(1660, 1, 11)
    assert journal.entries.last_day == dt.date(1669, 6, 10)
    again = plan(journal, surveyed)
    assert (again.new, again.changed, again.skipped) == (0, 0, 3415)
    assert journal.search.find("plague").count > 100


@pytest.mark.parametrize(
    ("name", "entries", "problems"),
    [
        ("basic_onefile.journal", 3, 0),
        ("basic_folder", 3, 0),
        ("brackets.journal", 1, 0),
        ("deletion.journal", 3, 0),
        ("deletion_filters.journal", 5, 0),
        ("little_endian_dates.journal", 2, 0),
        ("markdown-headings-335.journal", 1, 0),
        ("mostlyreadabledates.journal", 2, 1),
        ("multiline-tags.journal", 1, 0),
        ("multiline.journal", 1, 0),
        ("simple.journal", 2, 0),
        ("simple_jrnl-1-9-5.journal", 2, 0),
        ("simple_jrnl-1-9-5_little_endian_dates.journal", 2, 0),
        ("tags-216.journal", 1, 0),
        ("tags-237.journal", 1, 0),
        ("tags.journal", 2, 0),
        ("work.journal", 0, 0),
    ],
)
def test_jrnl_text(name, entries, problems):
    surveyed = read(f"jrnl/journals/{name}")
    assert (surveyed.format, len(surveyed.entries)) == ("jrnl", entries)
    assert len(surveyed.problems) == problems


@pytest.mark.parametrize(
    ("name", "entries"),
    [
        ("jrnl/mini-diarium_fixtures/jrnl-sample.json", 3),
        ("jrnl/mini-diarium_fixtures/jrnl-realistic.json", 6),
        ("jrnl/myjournal.json", 5),
    ],
)
def test_jrnl_json(name, entries):
    surveyed = read(name)
    assert (surveyed.format, len(surveyed.entries)) == ("jrnl-json", entries)
    assert surveyed.problems == ()


@pytest.mark.parametrize(
    "name",
    [
        "basic_encrypted.journal",
        "encrypted.journal",
        "encrypted_v3.journal",
        "encrypted_v3_legacy_header.journal",
    ],
)
def test_encrypted_jrnl_is_refused(name):
    with pytest.raises(ImportUnreadable, match="encrypted"):
        read(f"jrnl/journals/{name}")


@pytest.mark.parametrize(
    "name", ["encrypted_jrnl-1-9-5.journal", "unreadabledates.journal", "empty_folder"]
)
def test_what_cannot_be_read_is_refused(name):
    with pytest.raises(ImportUnreadable):
        read(f"jrnl/journals/{name}")


def test_an_obsidian_vault(journal):
    surveyed = read("obsidian/jimmy_vault", guess_dates=True)
    carry_out(journal, plan(journal, surveyed))
    first, second = sorted(journal.entries.iterate(), key=lambda entry: entry.title)
    assert (first.title, second.title) == ("Sample note", "Second sample note")
    assert first.tags == (
        "frontmatter-tag-obsidian",
        "another-tag-obsidian",
        "inline-tag-obsidian",
    )
    assert [row.id for row in journal.links.of(first.id)] == [second.id]
    (image,) = journal.attachments.of(first.id)
    assert (image.name, image.mime) == ("test.png", "image/png")
    assert {file.name for file in journal.attachments.of(second.id)} == {
        "test.png",
        "plaintext.txt",
    }


@pytest.mark.parametrize(
    ("name", "title", "tags"),
    [
        ("frontmatter", "Reading list", ("books", "fiction")),
        ("code", "code", ("shell", "after-fence", "1a")),
        ("leading", "Reading list", ("books", "fiction", "nonfiction")),
        ("lists", "Shopping", ()),
        ("tags", "Trip planning", ("travel", "planning/2026", "todo", "wishlist")),
    ],
)
def test_front_matter_and_inline_tags(name, title, tags):
    (arrival,) = read(f"obsidian/obsidian-importer_markdown/{name}.md", guess_dates=True).entries
    assert (arrival.entry.title, arrival.entry.tags) == (title, tags)
