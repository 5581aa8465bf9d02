"""metanoia import, export."""

from __future__ import annotations

import json
import os
import signal

import pytest

from command_line import run

JRNL = """[2024-05-01 21:10] By the lake
A heron. #lake

[2024-05-02 08:00] Rain
Again.
"""


@pytest.fixture
def diary(tmp_path):
    file = tmp_path / "diary.txt"
    file.write_text(JRNL)
    return file


def test_the_same_again_changes_nothing(folder, diary):
    tz = ("--tz", "Europe/Oslo")
    looked = run(folder, "import", diary, *tz, "--dry-run", "--json").json
    assert run(folder, "stats", "--json").json["entries"] == 3
    first = run(folder, "import", diary, *tz, "--json").json
    assert looked == first
    assert first == {"format": "jrnl", "new": 2, "changed": 0, "skipped": 0, "problems": []}
    again = run(folder, "import", diary, *tz, "--json").json
    assert again == first | {"new": 0, "skipped": 2}
    assert run(folder, "stats", "--json").json["entries"] == 5


def test_an_import_into_a_journal_in_use_makes_a_backup_first(folder, diary):
    run(folder, "import", diary)
    assert [one["number"] for one in run(folder, "backup", "--list", "--json").json] == [1]


def test_every_new_entry_wears_the_tag(folder, diary):
    ran = run(folder, "import", diary, "--tag", "old diary")
    assert ran.out == "2 entries new, 0 changed, 0 already here (jrnl).\n"
    assert len(run(folder, "list", "--tag", "old diary", "--json").json) == 2


def test_problems_are_listed_with_their_place(folder, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "a.md").write_text("no date at all")
    told = run(folder, "import", notes, "--json").json
    assert told["new"] == 0
    assert told["problems"][0]["where"].startswith("a.md")
    ran = run(folder, "import", notes)
    assert "a.md" in ran.out
    assert "--guess-dates" in ran.err
    assert run(folder, "import", notes, "--guess-dates", "--json").json["new"] == 1


@pytest.mark.parametrize("name", ["out.json", "out"])
def test_an_export_reads_back_to_the_letter(folder, tmp_path, name):
    dest = tmp_path / name
    done = run(folder, "export", dest, "--json")
    assert done.json == {
        "path": str(dest),
        "format": "json" if name.endswith(".json") else "markdown",
        "entries": 3,
    }
    assert "not encrypted" in done.err
    other = tmp_path / "other"
    run(other, "new")
    assert run(other, "import", dest, "--json").json["new"] == 3
    assert run(other, "list", "--json").json == run(folder, "list", "--json").json
    assert run(folder, "import", dest, "--json").json["skipped"] == 3


def test_an_export_narrows_and_replaces_nothing_unless_told(folder, tmp_path):
    dest = tmp_path / "out.json"
    assert run(folder, "export", dest, "--from", "2026-02-01", "--to", "2026-02-28").code == 0
    kept = dest.read_bytes()
    assert [one["date"] for one in json.loads(kept)["entries"]] == ["2026-02-03"]
    refused = run(folder, "export", dest, "--tag", "lake").sentence
    assert "already there" in refused
    assert "--force" in refused
    assert dest.read_bytes() == kept
    assert run(folder, "export", dest, "--tag", "lake", "--force", "--json").json["entries"] == 1


@pytest.mark.parametrize("words", [["--format", "pdf"], ["--from", "soon"]])
def test_a_format_that_is_not_there_is_wrong_usage(folder, tmp_path, words):
    assert run(folder, "export", tmp_path / "out", *words).code == 2
    assert not (tmp_path / "out").exists()


def test_ctrl_c_stops_an_import_and_nothing_came_in(folder, diary, monkeypatch):
    from metanoia.exchange import carrying

    real = carrying.carry_out

    def interrupted(*given, **named):
        os.kill(os.getpid(), signal.SIGINT)
        return real(*given, **named)

    monkeypatch.setattr(carrying, "carry_out", interrupted)
    before = signal.getsignal(signal.SIGINT)
    assert run(folder, "import", diary).sentence == "Stopped. Nothing was changed."
    assert signal.getsignal(signal.SIGINT) is before
    assert run(folder, "stats", "--json").json["entries"] == 3
