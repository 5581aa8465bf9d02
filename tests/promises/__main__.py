"""Print the table of promises with figures and dates: ``python tests/promises [--run] [--write]``.

``--run`` first runs the tests that prove them and keeps how many passed; ``--write`` renews the table
in the README and the page of the help. The long runs are kept by their own commands, which
CONTRIBUTING.md names.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET
from collections import Counter
from pathlib import Path

import table

README = table.ROOT / "README.md"
HELP = table.ROOT / "resources" / "help" / "promises.md"


def main() -> int:
    """Do what was asked for; 1 if a proof failed."""
    parser = argparse.ArgumentParser(prog="promises", description=__doc__)
    parser.add_argument("--run", action="store_true", help="run the tests that prove them first")
    parser.add_argument("--write", action="store_true", help="renew README and help")
    asked = parser.parse_args()
    if asked.run and not _run():
        return 1
    for promise in table.promises():
        print(f"* {promise.promised}")
        print(*(f"    seen: {seen}" for seen in promise.seen), sep="\n")
        print(f"    not promised: {promise.not_promised}")
    print(f"\nRatios to bare libraries ({table.record('bench')['date']}):")
    for what, ratios, goal in table.speeds():
        print(f"  {what:62} {goal:7} {ratios}")
    if asked.write:
        README.write_text(table.within(README.read_text(encoding="utf-8")), encoding="utf-8")
        HELP.write_text(table.help_page(), encoding="utf-8")
    return 0


def _run() -> bool:
    """Run the proofs and keep how many tests of each file passed, if none failed."""
    proofs = table.proofs()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        done = subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n2", "-o", "junit_family=xunit1",
             f"--junitxml={report}", *proofs],
            cwd=table.ROOT, check=False,
        )  # fmt: skip
        cases = ET.parse(report).getroot().iter("testcase") if report.exists() else ()
        passed = Counter(case.get("file") for case in cases if not len(case))
    if done.returncode:
        return False
    today = dt.datetime.now().astimezone().date()
    kept = {"date": f"{today}", "passed": {proof: passed[proof] for proof in proofs}}
    (table.RECORDS / "tests.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    return True


if __name__ == "__main__":
    sys.exit(main())
