"""metanoia list, show, search."""

from __future__ import annotations

import pytest

from command_line import bare, run
from journals import PASSPHRASE, entry, open_journal


def test_a_list_is_newest_first_and_leaves_the_text_out(folder):
    listed = run(folder, "list", "--json").json
    assert [one["date"] for one in listed] == ["2026-03-04", "2026-02-03", "2026-01-02"]
    assert listed[1]["time"] is None
    assert listed[0]["tags"] == ["work", "winter"]
    assert {one["tz"] for one in listed} == {"Europe/Oslo"}
    assert not any("body" in one for one in listed)


@pytest.mark.parametrize(
    ("words", "titles"),
    [
        (["--limit", "1"], ["Rota"]),
        (["--from", "2026-02-01"], ["Rota", ""]),
        (["--to", "2026-02-03"], ["", "Heron"]),
        (["--tag", "#lake"], ["Heron"]),
        (["--tag", "nowhere"], []),
        (["--from", "2026-01-01", "--to", "2026-01-31", "--tag", "lake"], ["Heron"]),
    ],
)
def test_a_list_narrows(folder, words, titles):
    assert [one["title"] for one in run(folder, "list", "--json", *words).json] == titles


def test_the_list_for_people_is_a_table_and_says_when_there_is_more(folder):
    ran = run(folder, "list", "--limit", "2")
    lines = ran.out.splitlines()
    assert len(lines) == 2
    assert lines[0].split()[1:] == ["2026-03-04", "09:30", "Rota", "#work", "#winter"]
    assert lines[0].index("Rota") == lines[1].index("Nothing")
    assert ran.err == "2 of 3 entries; --limit N shows more.\n"


def test_show_prints_markdown_and_a_part_of_the_id_is_enough(folder):
    whole = run(folder, "list", "--json").json[0]["id"]
    ran = run(folder, "show", whole[:8])
    assert ran.out == (
        "# Rota\n\n2026-03-04 09:30 Europe/Oslo  #work  #winter\n\nThe winter rota again.\n"
    )
    assert "No entry's id begins" in run(folder, "show", "ffffffff0").sentence
    assert "four signs" in run(folder, "show", "f").sentence


def test_search_finds_beginnings_phrases_and_narrowings(folder):
    def titles(*words):
        return [one["title"] for one in run(folder, "search", "--json", *words).json]

    assert titles("her") == ["Heron"]
    assert titles('"winter rota"') == ["Rota"]
    assert titles("tag:work") == ["Rota"]
    assert titles("rain", "--from", "2026-02-04") == []
    assert titles("a", "--tag", "lake") == ["Heron"]
    assert titles("--", "a -rota") == ["Heron"]
    assert titles("") == []


def test_a_search_result_has_no_private_marks(folder):
    (found,) = run(folder, "search", "heron", "--json").json
    assert found["snippet"] == "A grey heron on the shore."
    assert "A grey heron on the shore." in run(folder, "search", "heron").out


def test_the_passphrase_file_is_read_whatever_ends_its_line(folder, tmp_path):
    file = tmp_path / "passphrase"
    file.write_bytes(b"\xef\xbb\xbf" + PASSPHRASE.encode() + b"\r\nnot this\r\n")
    assert bare("list", "--journal", folder, "--passphrase-file", file).code == 0
    assert "cannot be read" in bare("list", "--journal", folder, "--passphrase-file", "no").sentence
    file.write_bytes(b"\n")
    assert "is empty" in bare("list", "--journal", folder, "--passphrase-file", file).sentence
    file.write_bytes(b"\xff\xfe\x00")
    assert "UTF-8" in bare("list", "--journal", folder, "--passphrase-file", file).sentence


def test_the_options_after_the_command_win(folder, tmp_path):
    file = tmp_path / "passphrase"
    file.write_text(PASSPHRASE)
    elsewhere = ["--journal", tmp_path / "nowhere", "--passphrase-file", "nothing"]
    ran = bare(*elsewhere, "list", "--journal", folder, "--passphrase-file", file)
    assert ran.code == 0


def test_text_cannot_steer_the_terminal(folder):
    with open_journal(folder) as journal:
        kept = journal.entries.add(entry("Red", "\x1b[31mred\x07 \u202eturned", day="2026-05-05"))
    assert "\x1b" not in run(folder, "list").out
    shown = run(folder, "show", kept.id).out
    assert "�[31mred� �turned" in shown
    assert run(folder, "show", kept.id, "--json").json["body"] == "\x1b[31mred\x07 \u202eturned"
