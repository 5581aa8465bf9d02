from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ROOT / "packaging" / "locks"
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def pinned(name: str) -> dict[str, str]:
    """Return the version of each package in a lock, by its normal name."""
    lines = re.findall(
        r"^([a-z0-9-]+)==([^ ;\\]+)", (LOCKS / name).read_text("utf-8"), re.MULTILINE
    )
    return dict(lines)


def normal(requirement: str) -> str:
    """Return the normal name of what a requirement asks for (PEP 503)."""
    return re.sub(r"[-_.]+", "-", re.match(r"[\w.-]+", requirement).group()).lower()


@pytest.mark.parametrize("path", [LOCKS / "run.txt", LOCKS / "test.txt", ROOT / "pyproject.toml"])
def test_no_address_of_any_registry_is_written_down(path):
    assert "://" not in path.read_text("utf-8")


@pytest.mark.parametrize("name", ["run.txt", "test.txt"])
def test_every_package_is_pinned_and_has_a_hash(name):
    text = (LOCKS / name).read_text("utf-8").replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line.strip()]
    assert lines
    for line in lines:
        assert re.match(r"[a-z0-9-]+==\S+( ; [^#]+?)? +--hash=sha256:[0-9a-f]{64}", line), line


def test_everything_the_project_needs_is_locked():
    assert {normal(line) for line in PROJECT["project"]["dependencies"]} <= pinned("run.txt").keys()
    wanted = {normal(line) for line in PROJECT["dependency-groups"]["test"]}
    assert wanted <= pinned("test.txt").keys()


def test_the_tests_run_on_the_very_versions_that_people_get():
    run = pinned("run.txt")
    assert run.items() <= pinned("test.txt").items()


def test_qt_is_not_the_one_that_loses_references_to_none():
    assert pinned("run.txt")["pyside6-essentials"].startswith("6.11.")
