"""Folders of Markdown notes, as Obsidian and other programs leave them."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from metanoia.exchange.incoming import survey


class Vault:
    def __init__(self, root):
        self.root = root
        root.mkdir()

    def put(self, name, text):
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return path

    def read(self, **choices):
        return survey(self.root, tz="Europe/Oslo", **choices)

    def one(self, **choices):
        (arrival,) = self.read(**choices).entries
        return arrival


@pytest.fixture
def vault(tmp_path):
    return Vault(tmp_path / "vault")


@pytest.mark.parametrize(
    ("name", "front", "day", "time"),
    [
        ("a.md", "date: 2026-01-14", "2026-01-14", None),
        ("a.md", "date: 2026-01-14 21:05", "2026-01-14", "21:05"),
        ("a.md", "date: 2026-01-14\ntime: 10:30", "2026-01-14", "10:30"),
        ("a.md", "Created: 2026-01-14T21:05:00", "2026-01-14", "21:05"),
        ("a.md", "created: 2026-01-14T23:30:00Z", "2026-01-15", "00:30"),
        ("a.md", "created: 2026-01-14T23:30:00-05:00", "2026-01-14", "23:30"),
        ("a.md", "creation date: 14 January 2026", "2026-01-14", None),
        ("a.md", "day: 14.01.2026", "2026-01-14", None),
        ("2025-12-31 a.md", "date: 2026-01-14", "2026-01-14", None),
        ("2026-01-14.md", "", "2026-01-14", None),
        ("note 20260114.md", "", "2026-01-14", None),
        ("2026_01_14.md", "", "2026-01-14", None),
        ("14-01-2026.md", "", "2026-01-14", None),
        ("2026/01/14/walk.md", "", "2026-01-14", None),
        ("2026/01/14.md", "", "2026-01-14", None),
        ("1600-01-01.md", "", "1600-01-01", None),
    ],
)
def test_the_day_is_found(vault, name, front, day, time):
    vault.put(name, f"---\n{front}\n---\nText.\n" if front else "Text.\n")
    when = vault.one().entry.when
    assert when.date.isoformat() == day
    assert when.time == (dt.time.fromisoformat(time) if time else None)


def test_a_note_without_a_date_is_a_problem_unless_it_may_be_guessed(vault):
    path = vault.put("idea.md", "Text.\n")
    os.utime(path, (1_700_000_000, 1_700_000_000))
    surveyed = vault.read()
    assert not surveyed.entries
    assert surveyed.problems[0].where == "idea.md"
    surveyed = vault.read(guess_dates=True)
    assert surveyed.entries[0].guessed
    assert surveyed.entries[0].entry.when.date == dt.date(2023, 11, 14)
    assert "guessed" in surveyed.problems[0].why


def test_a_name_read_two_ways_may_be_chosen(vault):
    vault.put("03-04-2020.md", "x")
    assert vault.one(day_first=False).entry.when.date == dt.date(2020, 3, 4)
    surveyed = vault.read()
    assert surveyed.entries[0].entry.when.date == dt.date(2020, 4, 3)
    assert "two ways" in surveyed.problems[0].why


@pytest.mark.parametrize(
    ("name", "text", "title", "body"),
    [
        ("2026-01-14.md", "# Sea air\n\nWe walked.\n", "Sea air", "We walked."),
        ("2026-01-14 Sea air.md", "We walked.\n", "Sea air", "We walked."),
        (
            "2026-01-14.md",
            "---\ntitle: Sea air\n---\n# Sea air\nWe walked.",
            "Sea air",
            "We walked.",
        ),
        ("2026-01-14.md", "---\ntitle: Sea\n---\n# Air\nWalk.", "Sea", "# Air\nWalk."),
        ("2026-01-14.md", "We walked.\n\n# Later\n", "", "We walked.\n\n# Later"),
        ("2026-01-14.md", "---\nno end of it\n", "", "---\nno end of it"),
    ],
)
def test_title_and_body(vault, name, text, title, body):
    vault.put(name, text)
    entry = vault.one().entry
    assert (entry.title, entry.body) == (title, body)


@pytest.mark.parametrize(
    "front",
    ["tags: [a, '#b']", "tags: a, b", "tags: a b", "tags:\n  - a\n  - '#b'\n", "tags: '#a #b'"],
)
def test_tags_in_every_way(vault, front):
    vault.put("2026-01-14.md", f"---\n{front}\n---\nwith #c and (#d) #12\n\n`#e`\n")
    assert vault.one().entry.tags == ("a", "b", "c")


def test_tags_in_code_and_links_are_none(vault):
    vault.put(
        "2026-01-14.md",
        "# Build #real\n\n```sh\n#make\n```\n\n    #indented\n\nInline `x\n#span\ny` done.\n\n"
        "~~~\n`\n~~~\n#after\n\n[p](https://a.b/c#d) [[Note#h]]\n\n## No\n",
    )
    assert vault.one().entry.tags == ("after",)


def test_other_fields_are_kept_and_plain_words_stay_words(vault):
    vault.put(
        "2026-01-14.md",
        "---\nmood: yes\nnumber: 010\nplace: {name: Oslo, at: [59.9, 10.7]}\nstarred: true\n---\nx\n",
    )
    arrival = vault.one()
    assert arrival.entry.starred
    assert arrival.fields == {
        "mood": "yes",
        "number": "010",
        "place": {"name": "Oslo", "at": ["59.9", "10.7"]},
    }


@pytest.mark.parametrize(
    "front",
    [
        "a: [1, 2",
        "- a\n- b",
        "a: &x [1]\nb: *x",
        "a: " + "[" * 30_000,
        "- " * 20_000 + "x",
        "a: " + "x" * 260_000,
    ],
    ids=["broken", "list", "reference", "deep", "deep-list", "long"],
)
def test_front_matter_that_cannot_be_read_is_kept_as_text(vault, front):
    vault.put("2026-01-14.md", f"---\n{front}\n---\nText.\n")
    surveyed = vault.read()
    assert surveyed.entries[0].entry.body == f"---\n{front}\n---\nText."
    assert "kept as text" in surveyed.problems[0].why


def test_yaml_makes_no_objects(vault):
    vault.put(
        "2026-01-14.md",
        "---\na: !!python/object/apply:os.system ['exit 1']\nb: !!python/unicode 'x'\n---\nx\n",
    )
    assert vault.one().fields == {"a": ["exit 1"], "b": "x"}


def test_links_between_notes_become_text_and_links(vault):
    vault.put("2026-01-14 One.md", "See [[2026-01-15 Two|the other]], [[Nowhere]] `[[code]]`.")
    vault.put("deep/2026-01-15 Two.md", "Back to [one](../2026-01-14%20One.md).")
    one, two = vault.read().entries
    assert one.entry.body == "See the other, [[Nowhere]] `[[code]]`."
    assert two.entry.body == "Back to one."
    assert one.links == (two.key[1],)
    assert two.links == (one.key[1],)
    assert "[[2026-01-15 Two|the other]]" in one.entry.source.raw


def test_files_shown_come_along(vault):
    vault.put("files/a b.txt", b"hello")
    vault.put("2026-01-14.md", "![[a b.txt|300]] and ![words](files/a%20b.txt)\n")
    arrival = vault.one()
    (enclosure,) = arrival.enclosures
    digest = enclosure.sha256
    assert enclosure.name == "a b.txt"
    assert arrival.entry.body == (
        f"![a b.txt](attachment:{digest}) and ![words](attachment:{digest})"
    )


def test_a_missing_file_and_an_empty_one_are_said_and_the_text_stays(vault):
    vault.put("empty.png", b"")
    vault.put("2026-01-14.md", "![[gone.png]] ![[empty.png]]")
    surveyed = vault.read()
    assert "![[gone.png]]" in surveyed.entries[0].entry.body
    assert [("gone" in p.why, "empty" in p.why) for p in surveyed.problems] == [
        (True, False),
        (False, True),
    ]


def test_nothing_outside_of_the_folder_is_read(vault, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (tmp_path / "secret.md").write_text("secret")
    (vault.root / "link.txt").symlink_to(tmp_path / "secret.txt")
    (vault.root / "2026-01-13.md").symlink_to(tmp_path / "secret.md")
    (vault.root / "away").symlink_to(tmp_path)
    vault.put(
        "2026-01-14.md", "![](../secret.txt) ![](link.txt) ![](/etc/hosts) ![](away/secret.txt)"
    )
    surveyed = vault.read()
    assert len(surveyed.entries) == 1
    assert not surveyed.entries[0].enclosures
    assert {p.where for p in surveyed.problems} == {"2026-01-13.md", "away", "2026-01-14.md"}


def test_what_is_no_text_too_large_or_empty_does_not_stop_the_rest(vault):
    vault.put("2026-01-11.md", b"\x89PNG\x00\x01")
    vault.put("2026-01-12.md", "x" * 5_000_001)
    vault.put("2026-01-13.md", "")
    vault.put("2026-01-14.md", "here")
    vault.put("2026-01-15.md", "w" * 2_000_001)
    surveyed = vault.read()
    assert [a.entry.body for a in surveyed.entries] == ["here"]
    assert [p.where for p in surveyed.problems] == [
        "2026-01-11.md", "2026-01-12.md", "2026-01-13.md", "2026-01-15.md",
    ]  # fmt: skip


def test_hidden_folders_are_left_alone(vault):
    vault.put(".obsidian/2026-01-11.md", "x")
    vault.put(".trash/2026-01-12.md", "x")
    vault.put("2026-01-14.md", "here")
    assert vault.one().where == "2026-01-14.md"


def test_a_jrnl_note_in_yaml_reads(vault):
    vault.put(
        "a.md", "---\ntitle: Tea\ndate: 2020-01-02 08:30\nstarred: True\ntags: a, b\n---\n\nHot.\n"
    )
    entry = vault.one().entry
    assert (entry.title, entry.body, entry.tags, entry.starred) == ("Tea", "Hot.", ("a", "b"), True)
    assert entry.when.time == dt.time(8, 30)
