"""jrnl's text files, as its versions since 2012 wrote them."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import ImportUnreadable, MetanoiaError
from metanoia.exchange.incoming import recognise, survey
from metanoia.exchange.plain_text import decoded


@pytest.fixture
def read(tmp_path):
    def reading(text, name="diary.txt", **choices):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode() if isinstance(text, str) else text)
        return survey(path, tz="Europe/Oslo", **choices)

    return reading


def said(surveyed):
    return [(a.entry.title, a.entry.body) for a in surveyed.entries]


def whys(surveyed):
    return [(p.where, p.why) for p in surveyed.problems]


def test_a_header_gives_day_time_title_and_the_rest_is_body(read):
    (arrival,) = read("[2013-06-09 15:39] Sea air.\nWe walked.\n\nFar.\n\n").entries
    assert (arrival.entry.title, arrival.entry.body) == ("Sea air.", "We walked.\n\nFar.")
    assert arrival.entry.when.date == dt.date(2013, 6, 9)
    assert arrival.entry.when.time == dt.time(15, 39)
    assert arrival.entry.when.tz == "Europe/Oslo"


def test_a_number_in_brackets_is_body(read):
    surveyed = read("[2019-07-08 05:42] Notes\n[1] the first note\n[2] the second\n")
    assert said(surveyed) == [("Notes", "[1] the first note\n[2] the second")]
    assert not surveyed.problems


@pytest.mark.parametrize(
    ("header", "time"),
    [
        ("2020-08-29 11:11", dt.time(11, 11)),
        ("2020-08-29 11:11:30", dt.time(11, 11, 30)),
        ("2020-08-29 02:32:00 PM", dt.time(14, 32)),
        ("2020-08-29 2:32 pm", dt.time(14, 32)),
        ("29.08.2020 11:11", dt.time(11, 11)),
        ("29/08/2020 11:11", dt.time(11, 11)),
        ("08/29/2020 11:11 AM", dt.time(11, 11)),
        ("2020-08-29T11:11", dt.time(11, 11)),
        ("2020-08-29", None),
        ("Saturday 29 August 2020 11:11", dt.time(11, 11)),
    ],
)
def test_dates_in_many_formats(read, header, time):
    surveyed = read(f"[{header}] A day\ntext\n")
    (arrival,) = surveyed.entries
    assert arrival.entry.when.date == dt.date(2020, 8, 29)
    assert arrival.entry.when.time == time
    assert not surveyed.problems


def test_a_date_that_can_be_read_two_ways_is_said_and_may_be_chosen(read):
    text = "[03/04/2020 10:00] A day\n"
    surveyed = read(text)
    assert surveyed.entries[0].entry.when.date == dt.date(2020, 4, 3)
    assert "two ways" in surveyed.problems[0].why
    surveyed = read(text, day_first=False)
    assert surveyed.entries[0].entry.when.date == dt.date(2020, 3, 4)
    assert not surveyed.problems


def test_one_telling_date_decides_for_the_others(read):
    surveyed = read("[03/04/2020 10:00] One\n\n[03/25/2020 10:00] Two\n")
    assert [a.entry.when.date.month for a in surveyed.entries] == [3, 3]
    assert not surveyed.problems


def test_headers_without_brackets_of_jrnl_1_9_5(read):
    surveyed = read(
        '2010-06-10 15:00 A life\n\n2013-06-10 15:40 He said "[this]".\nText.\n\n'
        "[2019-08-03 12:55] a chat log\n"
    )
    assert said(surveyed) == [
        ("A life", ""),
        ('He said "[this]".', "Text.\n\n[2019-08-03 12:55] a chat log"),
    ]


def test_stars_and_tags(read):
    surveyed = read(
        "[2020-01-01 08:00] Writing tests. *\nWith @Anna and #work, not ann@home.org. ### 1\n"
    )
    (arrival,) = surveyed.entries
    assert arrival.entry.starred
    assert arrival.entry.title == "Writing tests."
    assert arrival.entry.tags == ("anna", "work")
    assert "@Anna and #work" in arrival.entry.body


def test_a_title_on_one_line_ends_with_its_sentence_only_if_it_is_too_long(read):
    assert said(read("[2020-01-01 08:00] One. Two.\n")) == [("One.", "Two.")]
    assert said(read("[2020-01-01 08:00] One. Two.\nThree\n")) == [("One. Two.", "Three")]
    long = "word " * 60
    assert said(read(f"[2020-01-01 08:00] {long}\nmore")) == [("", f"{long}\nmore")]


def test_text_before_the_first_header_is_kept_and_said(read):
    surveyed = read("A preface.\nIt has no date.\n\n[2020-01-02 08:00] First\n")
    assert said(surveyed) == [("A preface.", "It has no date."), ("First", "")]
    assert surveyed.entries[0].guessed
    assert surveyed.entries[0].entry.when.date == dt.date(2020, 1, 2)
    assert not surveyed.entries[0].entry.when.has_time
    assert whys(surveyed)[0][0] == "diary.txt, line 1"


def test_what_looks_like_a_header_and_is_none_is_named_by_its_line(read):
    surveyed = read("[2019-07-18 14:23] One\nx\n\n[2019-07 14:23] Three\ny\n")
    assert said(surveyed) == [("One", "x\n\n[2019-07 14:23] Three\ny")]
    assert whys(surveyed)[0][0] == "diary.txt, line 4"


def test_an_entry_out_of_the_calendar_does_not_stop_the_rest(read):
    surveyed = read("[1500-01-01 10:00] Too early\nx\n\n[1660-01-11 21:00] Preface\n")
    assert said(surveyed) == [("Preface", "")]
    assert surveyed.entries[0].entry.when.minute == 21 * 60
    assert [where for where, _ in whys(surveyed)] == ["diary.txt, line 1"]


def test_the_same_text_twice_in_a_minute_makes_two_keys(read):
    surveyed = read("[2020-01-01 08:00] Tea\n\n[2020-01-01 08:00] Tea\n")
    assert len({arrival.key for arrival in surveyed.entries}) == 2


def test_a_folder_gives_its_day_files_and_no_others(tmp_path):
    for name, text in {
        "2020/08/29.txt": "[2020-08-29 11:11] One\n",
        "2020/08/30.txt": "No header at all\n",
        "2020/13/40.txt": "[2020-08-29 11:11] never\n",
        "2020/08/notes.txt": "[2020-08-29 11:11] never\n",
    }.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text)
    assert recognise(tmp_path) == "jrnl"
    surveyed = survey(tmp_path, tz="UTC")
    assert said(surveyed) == [("One", ""), ("No header at all", "")]
    assert surveyed.entries[1].entry.when.date == dt.date(2020, 8, 30)


def test_a_folder_does_not_reach_out_of_itself(tmp_path):
    outside = tmp_path / "secret.txt"
    outside.write_text("[2020-08-29 11:11] never\n")
    (tmp_path / "j/2020/08").mkdir(parents=True)
    (tmp_path / "j/2020/08/29.txt").symlink_to(outside)
    (tmp_path / "j/2020/08/30.txt").write_text("[2020-08-30 11:11] here\n")
    assert said(survey(tmp_path / "j", tz="UTC")) == [("here", "")]


@pytest.mark.parametrize("start", [b"gAAAAABfb4gQ", b"JRNLv3 \x00\x30eyJ"])
def test_an_encrypted_journal_is_refused_with_the_way_out(read, start):
    with pytest.raises(ImportUnreadable, match="jrnl --decrypt"):
        read(start + b"x" * 40)


@pytest.mark.parametrize(
    ("data", "title"),
    [
        ("﻿[2020-01-01 08:00] Zoë\n".encode(), "Zoë"),
        ("[2020-01-01 08:00] Zoë\r\nx\r\n".encode("utf-16"), "Zoë"),
        ("[2020-01-01 08:00] Zoë\n".encode("cp1252"), "Zoë"),
    ],
)
def test_other_encodings(read, data, title):
    surveyed = read(data, format="jrnl")
    assert surveyed.entries[0].entry.title == title
    assert bool(surveyed.problems) == (data[0:1] == b"[")


def test_an_empty_file_is_an_empty_journal(read):
    surveyed = read("")
    assert (surveyed.format, surveyed.entries, surveyed.problems) == ("jrnl", (), ())


def test_what_is_no_diary_is_refused(read):
    with pytest.raises(ImportUnreadable, match="nothing that can be imported"):
        read("shopping: milk, bread\n")
    with pytest.raises(ImportUnreadable, match="not text"):
        read(b"\x00\x01\x02", format="jrnl")


def test_the_source_is_not_altered(tmp_path):
    path = tmp_path / "diary.txt"
    path.write_bytes(b"[2020-01-01 08:00] Tea\r\n")
    before = path.stat().st_mtime_ns
    survey(path, tz="UTC")
    assert path.read_bytes() == b"[2020-01-01 08:00] Tea\r\n"
    assert path.stat().st_mtime_ns == before


_lines = st.lists(
    st.one_of(
        st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30),
        st.sampled_from(
            [
                "[2020-01-01 08:00] Tea *", "[2020-01-01 08:00] ", "[1] x", "[2020-99-01 08:00] y",
                "2020-01-01 08:00 old", "[31/12/2020] @a", "[1 May 2020] words", "", "*",
            ]
        ),
    ),
    max_size=12,
)  # fmt: skip


@settings(max_examples=100, deadline=None)
@given(_lines)
def test_no_word_of_a_text_is_dropped(tmp_path_factory, lines):
    text = "\n".join(lines)
    path = tmp_path_factory.mktemp("fuzz") / "x.txt"
    path.write_text(text, encoding="utf-8", newline="")
    surveyed = survey(path, "jrnl", tz="UTC")
    kept = "".join(a.entry.title + a.entry.body for a in surveyed.entries)
    if any("out" in problem.why or "limit" in problem.why for problem in surveyed.problems):
        return  # an empty header, named as a problem
    for line in lines:
        if not line.startswith(("[", "2020", "*")):
            for word in line.split():
                assert word in kept or word.rstrip("*") in kept


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=300), st.sampled_from(["x.txt", "x.md", "x.json", "x"]))
def test_no_bytes_raise_anything_but_a_sentence(tmp_path_factory, data, name):
    path = tmp_path_factory.mktemp("fuzz") / name
    path.write_bytes(data)
    for format_name in (None, "jrnl", "markdown", "jrnl-json", "metanoia-json"):
        try:
            surveyed = survey(path, format_name, tz="UTC", guess_dates=True)
        except MetanoiaError:
            continue
        assert surveyed.entries or surveyed.problems or not decoded(data).text.strip()
