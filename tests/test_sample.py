"""The texts that ship with the app: the sample journal, the prompts and the help."""

from __future__ import annotations

import datetime as dt
import json
import re
import tomllib
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import yaml

from metanoia import resources
from metanoia.domain.entries import TITLE_LIMIT
from metanoia.domain.tags import tags

PAGES = sorted(resources.path("help").glob("*.md"), key=lambda page: page.name)
FIELDS = {"title", "date", "time", "tz", "tags", "starred"}
LINK = re.compile(r"\]\(([^)\s]+)\)")


@cache
def sample() -> dict[str, tuple[dict[str, Any], str]]:
    """Front matter and body of every sample entry, by file name."""
    found = {}
    for file in sorted(resources.path("sample/entries").iterdir()):
        _, front, body = file.read_text(encoding="utf-8").split("---\n", 2)
        found[file.name] = (yaml.safe_load(front), body.strip())
    return found


def test_the_sample_journal_has_a_name() -> None:
    named = tomllib.loads(resources.path("sample/journal.toml").read_text(encoding="utf-8"))
    assert named == {"name": "Mara’s journal"}


def test_the_sample_is_a_full_year_and_a_little_more() -> None:
    days = [front["date"] for front, _ in sample().values()]
    year = [day for day in days if dt.date(2025, 3, 13) <= day <= dt.date(2026, 3, 12)]
    assert len(days) == 128
    assert len({(day.year, day.month) for day in year}) == 13
    assert len(year) >= 115


@pytest.mark.parametrize("name", sample())
def test_a_sample_entry_is_well_formed(name: str) -> None:
    front, body = sample()[name]
    assert set(front) <= FIELDS
    assert type(front["date"]) is dt.date
    time = dt.time.fromisoformat(front["time"])
    local = dt.datetime.combine(front["date"], time, ZoneInfo(front["tz"]))
    assert local.astimezone(dt.UTC).astimezone(local.tzinfo).time() == time, "no such hour"
    assert name == f"{local:%Y-%m-%d-%H%M}.md"
    assert isinstance(front["title"], str)
    assert len(front["title"]) <= TITLE_LIMIT
    assert list(tags(front.get("tags", []))) == front.get("tags", [])
    assert front.get("starred", True) is True
    assert body
    assert not body.startswith("# ")
    assert all(target in sample() for target in LINK.findall(body))


def test_the_sample_shows_what_a_journal_must_bear() -> None:
    entries = sample()
    fronts = [front for front, _ in entries.values()]
    by_day = Counter(front["date"] for front in fronts)
    assert sum(n > 1 for n in by_day.values()) >= 2, "several entries on one day"
    assert "2025-07-20-0130.md" in entries, "one written after midnight"
    assert {front["tz"] for front in fronts} > {"Europe/Oslo"}, "a journey"
    assert any(not front["title"] for front in fronts), "one without a title"
    assert any(len(body.split()) < 30 for _, body in entries.values())
    assert sum(len(body.split()) >= 400 for _, body in entries.values()) >= 3
    assert sum("](20" in body for _, body in entries.values()) >= 4, "links between entries"


def test_the_maps_of_the_sample_are_told_by_names_that_it_has() -> None:
    def read(name: str) -> dict[str, Any]:
        return tomllib.loads(resources.path(f"sample/{name}.toml").read_text(encoding="utf-8"))

    goals = {goal["key"]: goal for goal in read("goals")["goal"]}
    assumptions = {one["key"] for one in read("assumptions")["assumption"]}
    metrics = {one["name"] for one in read("metrics")["metric"]}
    maps = read("systems")["map"]
    assert len({one["title"] for one in maps}) == len(maps) == 4
    for one in maps:
        keys = [variable["key"] for variable in one["variable"]]
        assert len(set(keys)) == len(keys)
        assert set(one.get("goals", ())) <= set(goals)
        assert {f"{name}.md" for name in one.get("entries", ())} <= set(sample())
        assert {variable.get("metric") for variable in one["variable"]} - {None} <= metrics
        for goal, measure in (v["measure"] for v in one["variable"] if "measure" in v):
            assert measure in {each["name"] for each in goals[goal]["measure"]}
        for link in one["link"]:
            assert set(link["way"]) <= set(keys)
            assert link.get("assumes", "rest") in assumptions
        for loop in one["loop"]:
            assert set(loop["along"]) <= set(keys)
            assert loop["name"]
            assert loop["story"]
        texts = [each.get("because", "") for each in one["link"]]
        texts += [each["text"] for each in one.get("note", ())]
        assert not [text for text in texts if "'" in text or '"' in text], "quoted as the rest is"


def test_on_this_day_has_something_for_the_last_day_of_the_sample() -> None:
    years = {
        front["date"].year: front["title"]
        for front, _ in sample().values()
        if (front["date"].month, front["date"].day) == (3, 12)
    }
    assert years == {
        2023: "Snow, and a short shift",
        2025: "First appraisal I did not script",
        2026: "The silence I filled",
    }


def test_prompts_are_short_and_each_its_own() -> None:
    prompts = json.loads(resources.path("prompts/prompts.json").read_text(encoding="utf-8"))
    assert len(prompts) >= 60
    assert len({prompt["id"] for prompt in prompts}) == len(prompts)
    assert len({prompt["text"] for prompt in prompts}) == len(prompts)
    for prompt in prompts:
        assert {"id", "text", "when"} <= set(prompt) <= {"id", "text", "when", "situation", "only"}
        assert prompt.get("situation") or not prompt.get("only")
        assert 0 < len(prompt["text"]) <= 90
        assert "\n" not in prompt["text"]
    assert {prompt["when"] for prompt in prompts} == {"morning", "evening", "any"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_help_page_has_a_title_is_short_and_leads_nowhere_dead(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert re.match(r"# \S", text)
    words = sum(word.strip("|-") != "" for word in text.split())  # rules of a table are no words
    assert words <= (1_200 if page.stem == "promises" else 250)
    for target in LINK.findall(text):
        assert (page.parent / target).is_file(), target


def test_every_subject_has_its_help_page() -> None:
    subjects = (
        "writing finding dates-and-days your-keys locking veiling backups sharing replies coach-desk importing "
        "withholding people key-cards agreements receipts answering targets commenting clients "
        "exporting-and-leaving privacy promises quick-unlock another-key keyboard open-by-hand share-by-hand if-things-are-heavy "
        "assumptions predictions forms goals values review metrics team maps loops lines"
    )
    assert {page.stem for page in PAGES} == set(subjects.split())
