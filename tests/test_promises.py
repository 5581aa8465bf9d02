"""The table of promises: README and help say what the records hold, and each proof is there."""

from __future__ import annotations

import pytest

from metanoia import resources
from promises import table


def test_the_readme_shows_the_table():
    readme = (table.ROOT / "README.md").read_text(encoding="utf-8")
    assert table.within(readme) == readme


def test_the_help_shows_the_promises():
    page = resources.path("help/promises.md").read_text(encoding="utf-8")
    assert page == table.help_page()


@pytest.mark.parametrize("proof", table.proofs())
def test_each_proof_is_a_file_of_tests_that_passed(proof):
    assert (table.ROOT / proof).is_file()
    assert table.record("tests")["passed"][proof] > 0


def test_nothing_that_was_counted_was_lost():
    acts = [act for name in ("kills", "cuts") for act in table.record(name)["acts"]]
    assert sum(act["lost"] + act["damaged"] for act in acts) == 0
    assert sum(act["kills"] for act in acts) > 0
