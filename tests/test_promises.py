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
    for name, counted in (("kills", "kills"), ("cuts", "kills"), ("full", "tries")):
        found = table.record(name)["all"]
        assert (found["lost"], found["damaged"]) == (0, 0)
        assert found[counted] > 300


def test_each_fault_made_on_purpose_was_seen():
    cuts = table.record("cuts")
    assert cuts["controls_seen"] == cuts["controls"] > 0
