"""metanoia write."""

from __future__ import annotations

import pytest

from command_line import bare, run
from journals import open_journal


def test_a_whole_entry_comes_back_as_it_was_written(folder):
    written = run(
        folder, "write", "First line.\n\nSecond.", "--title", "By the lake", "--date", "1665-09-10",
        "--time", "21:05", "--tz", "Europe/London", "--tag", "plague", "--tag", "#Work", "--json",
    ).json  # fmt: skip
    assert written == {
        "id": written["id"],
        "date": "1665-09-10",
        "time": "21:05",
        "tz": "Europe/London",
        "title": "By the lake",
        "body": "First line.\n\nSecond.",
        "tags": ["plague", "work"],
        "starred": False,
        "words": written["words"],
    }
    assert run(folder, "show", written["id"], "--json").json == written


@pytest.mark.parametrize("text", [(), ("-",)])
def test_the_text_comes_from_standard_input_after_the_passphrase(folder, text):
    written = run(folder, "write", *text, "--json", typed="Ærlig talt, 日本 🐦\nand more\n").json
    assert written["body"] == "Ærlig talt, 日本 🐦\nand more"


def test_without_a_date_it_is_the_day_being_lived_and_now(folder):
    from metanoia import places
    from metanoia.domain import days

    before = days.now(places.time_zone())
    written = run(folder, "write", "Now.", "--json").json
    assert written["date"] in {str(before.date), str(days.now(places.time_zone()).date)}
    assert written["time"] is not None
    assert written["tz"] == places.time_zone()


def test_a_date_alone_keeps_the_day_only(folder):
    written = run(folder, "write", "Long ago.", "--date", "1999-05-01", "--json").json
    assert (written["date"], written["time"]) == ("1999-05-01", None)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["   "], "nothing to write"),
        (["x", "--tz", "Europe/Atlantis"], "no time zone"),
        (["x", "--date", "1599-12-31"], "1600"),
        (["x", "--tag", "###"], "A tag needs"),
        (["x", "--title", "t" * 201], "at most 200"),
    ],
)
def test_what_cannot_be_kept_is_refused_in_a_sentence(folder, words, said):
    assert said in run(folder, "write", *words).sentence
    with open_journal(folder) as journal:
        assert journal.entries.count == 3


@pytest.mark.parametrize("words", [["--date", "yesterday"], ["--time", "9 o'clock"], ["a", "b"]])
def test_wrong_usage_is_two(folder, words):
    ran = run(folder, "write", *words)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err


def test_with_neither_file_nor_terminal_it_says_how_to_give_the_passphrase(folder):
    assert "--passphrase-file" in bare("--journal", folder, "write", "x").sentence
