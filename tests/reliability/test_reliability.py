"""A short run of what the long ones do for hours: nothing promised is lost, and a loss would be seen."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(__file__).parent
needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="only where a process can be forked"
)
needs_disks = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("mkfs.xfs"),
    reason="only root may mount small disks, and xfsprogs make them",
)


def run(tmp_path, *words):
    """Run the harness; return its rows by act, and whether it was content."""
    report = tmp_path / "report.json"
    done = subprocess.run(
        [sys.executable, str(PROGRAM), *words, "--report", str(report)],
        env={**os.environ, "TMPDIR": str(tmp_path)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert report.exists(), done.stderr
    rows = json.loads(report.read_text())["acts"]
    return {row["act"]: row for row in rows}, done.returncode == 0


@needs_fork
def test_what_was_promised_is_there_after_kills(tmp_path):
    rows, content = run(tmp_path, "--kills", "20", "--others", "3")
    assert [row["faults"] for row in rows.values() if row["faults"]] == []
    assert content
    assert rows["writing"]["acknowledged"] > 20
    assert len(rows) == 11


@needs_fork
def test_a_save_that_is_promised_too_early_is_seen(tmp_path):
    rows, content = run(tmp_path, "--kills", "30", "--others", "0", "--too-early")
    assert not content
    assert rows["writing"]["lost"]


@pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0,
    reason="only root may mount a small disk for this test",
)
def test_a_full_disk_takes_nothing_and_leaves_no_half_of_anything(tmp_path):
    (tmp_path / "disk").mkdir()
    if subprocess.run(["mount", "-t", "tmpfs", "tmpfs", tmp_path / "disk"], check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    subprocess.run(["umount", tmp_path / "disk"], check=True)
    rows, content = run(tmp_path, "--kills", "0", "--others", "0", "--full", "4")
    assert [row["faults"] for row in rows.values() if row["faults"]] == []
    assert content
    assert len(rows) == 13
    assert all(0 < row["succeeded"] < row["tries"] for row in rows.values())


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_too_few_files_are_told_in_a_sentence(tmp_path):
    rows, content = run(tmp_path, "--kills", "0", "--others", "0", "--few", "6")
    assert [row["faults"] for row in rows.values() if row["faults"]] == []
    assert content
    assert len(rows) == 6
    assert all(0 < row["succeeded"] < row["tries"] for row in rows.values())


@needs_disks
@pytest.mark.long
def test_what_was_promised_is_there_after_power_cuts(tmp_path):
    rows, content = run(tmp_path, "--kills", "0", "--others", "0", "--cuts", "25")
    assert content, rows
    assert all(row["lost"] or row["damaged"] for row in rows.values() if row["control"])
