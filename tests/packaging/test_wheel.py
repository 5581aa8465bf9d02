from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """The project's wheel, built without isolation and so without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    build = [sys.executable, "-P", "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    done = subprocess.run(build, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory):
    """A folder that pip has put the wheel into, apart from the checkout."""
    folder = tmp_path_factory.mktemp("installed")
    pip = [sys.executable, "-P", "-m", "pip", "install", "-q", "--no-deps", "--no-index"]
    quiet = ["--no-warn-script-location", "--disable-pip-version-check"]
    subprocess.run([*pip, *quiet, "--target", str(folder), str(wheel)], check=True)
    return folder


def started(installed: Path, *words: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Start the installed copy in a fresh interpreter, away from the checkout."""
    return subprocess.run(
        [sys.executable, "-P", *words],
        cwd=home,
        env={**os.environ, "PYTHONPATH": str(installed), "METANOIA_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_wheel_holds_the_resources_and_both_ways_to_start(wheel):
    with zipfile.ZipFile(wheel) as archive:
        names = set(archive.namelist())
        (starts,) = (name for name in names if name.endswith("entry_points.txt"))
        ways = archive.read(starts).decode()
    for path in (ROOT / "resources").rglob("*"):
        if path.is_file():
            assert f"metanoia/{path.relative_to(ROOT).as_posix()}" in names
    for path in (ROOT / "app" / "metanoia").rglob("*.py"):
        assert path.relative_to(ROOT / "app").as_posix() in names
    assert "metanoia = metanoia.__main__:main" in ways
    assert "metanoia-window = metanoia.__main__:main" in ways


def test_the_wheel_holds_nothing_else(wheel):
    with zipfile.ZipFile(wheel) as archive:
        strangers = [
            name
            for name in archive.namelist()
            if not name.startswith(("metanoia/", "metanoia-")) or "__pycache__" in name
        ]
    assert strangers == []


def test_the_installed_copy_finds_its_own_resources(installed, tmp_path):
    code = "import metanoia.resources as r; print(r.ROOT)"
    said = started(installed, "-c", code, home=tmp_path)
    assert Path(said.stdout.strip()) == installed / "metanoia" / "resources"


def test_the_installed_copy_starts(installed, tmp_path):
    said = started(installed, "-m", "metanoia", "--help", home=tmp_path)
    assert said.returncode == 0, said.stderr
    assert "Usage: metanoia" in said.stdout
    assert said.stderr == ""
