"""The clock of the computer: a year off, a leap day, another time zone, and the hours that summer takes and gives."""

from __future__ import annotations

import datetime as dt
import os

import pytest

from command_line import run, run_program
from journals import entry, new_journal, open_journal
from metanoia.domain import days
from metanoia.vault import stamps

OSLO = "Europe/Oslo"
REAL = dt.datetime
YEAR = dt.timedelta(days=366)


class _AnyMoment(type):
    def __instancecheck__(cls, found):
        return isinstance(found, REAL)


class Clock:
    """The computer's clock, which a test puts ahead or back."""

    def __init__(self, monkeypatch):
        self._at = monkeypatch

    def put(self, by: dt.timedelta) -> None:
        class Shifted(REAL, metaclass=_AnyMoment):
            @classmethod
            def now(cls, tz=None):
                return REAL.now(tz) + by

        self._at.setattr(dt, "datetime", Shifted)
        self._at.setattr(stamps, "datetime", Shifted)

    def stand(self, instant: str) -> None:
        """Let it be ``instant`` (in UTC), running on from there."""
        self.put(REAL.fromisoformat(f"{instant}+00:00") - REAL.now(dt.UTC))


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


@pytest.fixture
def folder(tmp_path):
    new_journal(tmp_path / "journal", entries=3).close()
    return tmp_path / "journal"


def written(folder, *words):
    return run(folder, "write", *words, "--json").json


def listed(folder):
    return {one["id"]: one for one in run(folder, "list", "--json").json}


def in_zone(folder, zone, *words):
    """Run a command on a computer of that zone."""
    return run_program(folder, *words, env={**os.environ, "TZ": zone}).json


# -- a year off


@pytest.mark.parametrize("by", [-YEAR, YEAR], ids=["a year back", "a year ahead"])
def test_a_clock_that_is_a_year_off_takes_nothing(folder, clock, by):
    own = written(folder, "Before.", "--date", "2026-05-17", "--time", "10:00")
    before = listed(folder)
    run(folder, "backup")
    clock.put(by)
    off = written(folder, "While it was off.")
    chosen = written(folder, "A day of my own.", "--date", "2026-05-18", "--time", "11:00")
    assert off["date"] == str(days.now(off["tz"]).date)
    assert (chosen["date"], chosen["time"]) == ("2026-05-18", "11:00")
    assert {key: listed(folder)[key] for key in before} == before
    with open_journal(folder) as journal:
        assert journal.missing_changes == 0
        for _ in range(3):
            journal.back_up()
    clock.put(dt.timedelta())
    found = listed(folder)
    assert found[own["id"]] == before[own["id"]]
    assert found[off["id"]]["date"] == off["date"]
    with open_journal(folder) as journal:
        assert journal.missing_changes == 0
        for _ in range(2):
            journal.entries.add(entry())
            journal.back_up()
        made = journal.backups()
        assert [one.sequence for one in made] == sorted(
            (one.sequence for one in made), reverse=True
        )
        assert [one.sequence for one in made[:5]] == [6, 5, 4, 3, 2]
        assert journal.check().sound
    assert run(folder, "restore", "6").code == 0
    assert len(listed(folder)) == len(found) + 2


@pytest.mark.parametrize("by", [-YEAR, YEAR], ids=["a year back", "a year ahead"])
def test_what_was_made_with_a_clock_a_year_off_can_be_worked_on_when_it_is_right(folder, clock, by):
    clock.put(by)
    noted = written(folder, "Off.")
    goal = run(
        folder, "goal", "add", "Rest", "--vision", "I rest", "--reality", "I do not", "--json"
    )
    run(folder, "goal", "checkin", goal.json["id"], "--close", "3", "--pull", "5")
    guess = run(folder, "prediction", "add", "It will rain", "--due", "2031-01-01", "--percent", "60", "--json")  # fmt: skip
    held = run(folder, "assumption", "add", "Sam is angry", "--confidence", "70", "--json").json
    clock.put(dt.timedelta())
    with open_journal(folder) as journal:
        one = next(one for one in journal.entries.iterate() if str(one.id) == noted["id"])
        journal.entries.save_text(one.id, "", "Right again.")
        assert journal.entries.get(one.id).when == one.when
    for words in (
        ("goal", "checkin", goal.json["id"], "--close", "4", "--pull", "6"),
        ("goal", "show", goal.json["id"]),
        ("goal", "list"),
        ("prediction", "record"),
        ("assumption", "show", held["id"]),
        ("review", "due"),
        ("stats",),
        ("check",),
    ):
        ran = run(folder, *words)
        assert (ran.code, "mistake" in ran.err) == (0, False), (words, ran.err)
    settled = run(folder, "prediction", "settle", guess.json["id"], "yes")
    if by > dt.timedelta():  # it was made in a year to come
        assert "before the prediction was made" in settled.sentence
    else:
        assert settled.code == 0


# -- the leap day


def test_a_leap_day_is_a_day_like_any_other(folder, clock):
    for day in ("2024-02-29", "2028-02-29", "2027-02-28", "2027-03-01"):
        written(folder, day, "--date", day)
    clock.stand("2028-02-29T12:00:00")
    assert written(folder, "Today.", "--tz", OSLO)["date"] == "2028-02-29"
    with open_journal(folder) as journal:
        earlier = journal.entries.on_this_day(dt.date(2028, 2, 29))
        assert [str(one.date) for one in earlier] == ["2024-02-29"]
        assert journal.entries.on_this_day(dt.date(2027, 2, 28)) == []
    goal = run(folder, "goal", "add", "Rest", "--vision", "I rest", "--reality", "I do not",
               "--every", "30", "--by", "2032-02-29", "--json").json  # fmt: skip
    run(folder, "goal", "checkin", goal["id"], "--close", "3", "--pull", "5")
    guess = run(folder, "prediction", "add", "It rains", "--due", "2028-02-29", "--percent", "60", "--json")  # fmt: skip
    due = run(folder, "review", "due", "--json").json
    assert guess.json["id"] in str(due)
    for now in ("2028-03-30T12:00:00", "2029-02-28T12:00:00", "2029-03-01T12:00:00"):
        clock.stand(now)
        for words in (("review", "due"), ("goal", "show", goal["id"]), ("goal", "list"), ("list",)):
            ran = run(folder, *words)
            assert (ran.code, "mistake" in ran.err) == (0, False), (now, words, ran.err)
    assert "2028-02-29" in run(folder, "goal", "show", goal["id"], "--json").out


# -- another zone


@pytest.mark.parametrize("later", ["Pacific/Kiritimati", "America/Los_Angeles", "Asia/Kathmandu"])
def test_an_entry_keeps_its_day_and_its_time_in_whatever_zone_it_is_read(folder, later):
    first = in_zone(folder, OSLO, "write", "At home.", "--date", "2026-03-12", "--time", "23:40", "--json")  # fmt: skip
    assert first["tz"] == OSLO
    found = {one["id"]: one for one in in_zone(folder, later, "list", "--json")}
    assert (found[first["id"]]["date"], found[first["id"]]["time"]) == ("2026-03-12", "23:40")
    away = in_zone(folder, later, "write", "Away.", "--date", "2026-03-13", "--time", "00:10", "--json")  # fmt: skip
    assert (away["date"], away["tz"]) == ("2026-03-13", later)
    shown = in_zone(folder, OSLO, "show", away["id"], "--json")
    assert (shown["date"], shown["time"], shown["tz"]) == ("2026-03-13", "00:10", later)
    assert in_zone(folder, OSLO, "list", "--json")[0]["id"] == away["id"]


# -- the hours that summer takes and gives

GAP = dt.date(2026, 3, 29)  # 02:00 becomes 03:00
TWICE = dt.date(2026, 10, 25)  # 03:00 becomes 02:00


@pytest.mark.parametrize("day", [GAP, TWICE])
@pytest.mark.parametrize("time", ["01:59", "02:00", "02:30", "02:59", "03:00"])
def test_an_entry_in_a_night_of_the_change_stays_on_its_day_and_comes_back(
    folder, tmp_path, day, time
):
    one = written(folder, "Awake.", "--date", str(day), "--time", time, "--tz", OSLO)
    assert one["date"] == str(day)
    skipped = day == GAP and time.startswith("02")
    assert one["time"] == (time.replace("02", "03") if skipped else time)
    assert_it_comes_back(folder, tmp_path)


@pytest.mark.parametrize(
    ("now", "clock_says"),
    [
        ("2026-03-29T00:59:00", "01:59"),
        ("2026-03-29T01:00:00", "03:00"),
        ("2026-10-25T00:30:00", "02:30"),
        ("2026-10-25T01:30:00", "02:30"),  # for the second time
        ("2026-10-25T02:59:00", "03:59"),
    ],
)
def test_a_night_of_the_change_belongs_to_the_day_before_until_the_day_starts(
    folder, tmp_path, clock, now, clock_says
):
    clock.stand(now)
    one = written(folder, "Awake.", "--tz", OSLO)
    day_before = dt.date.fromisoformat(now[:10]) - dt.timedelta(days=1)
    assert (one["date"], one["time"][:5]) == (str(day_before), clock_says)
    clock.stand({"03": "2026-03-29T02:00:00", "10": "2026-10-25T03:00:00"}[now[5:7]])
    next_one = written(folder, "Up.", "--tz", OSLO)
    assert (next_one["date"], next_one["time"][:5]) == (now[:10], "04:00")
    assert [found["id"] for found in run(folder, "list", "--json").json[:2]] == [
        next_one["id"],
        one["id"],
    ]
    clock.put(dt.timedelta())
    assert_it_comes_back(folder, tmp_path)


def test_the_hour_that_comes_twice_keeps_both_in_order(folder, clock):
    ids = []
    for now in ("00:30", "01:30"):
        clock.stand(f"2026-10-25T{now}:00")
        ids.append(written(folder, now, "--tz", OSLO)["id"])
    with open_journal(folder) as journal:
        kept = [one for one in journal.entries.iterate() if str(one.id) in ids]
    assert [str(one.id) for one in kept] == ids
    assert kept[1].when.instant - kept[0].when.instant == dt.timedelta(hours=1)
    assert {one.when.local.strftime("%H:%M") for one in kept} == {"02:30"}


def test_a_day_whose_midnight_is_skipped_stays_that_day(folder, tmp_path):
    zone = "America/Sao_Paulo"  # 4 November 2018 began at one o'clock
    one = written(folder, "A day.", "--date", "2018-11-04", "--tz", zone)
    assert (one["date"], one["time"]) == ("2018-11-04", None)
    one = written(folder, "A day.", "--date", "2018-11-04", "--time", "00:30", "--tz", zone)
    assert one["date"] == "2018-11-04"
    assert_it_comes_back(folder, tmp_path)


def assert_it_comes_back(folder, tmp_path):
    """Compare every moment with what export and import make of it, both ways."""
    before = moments(folder)
    for name in ("out.json", "out"):
        run(folder, "export", tmp_path / name)
        new_journal(tmp_path / f"again {name}").close()
        ran = run(tmp_path / f"again {name}", "import", tmp_path / name)
        assert ran.code == 0, ran.err
        assert moments(tmp_path / f"again {name}") == before


def moments(folder):
    with open_journal(folder) as journal:
        return [(one.body, one.when, one.when.minute) for one in journal.entries.iterate()]
