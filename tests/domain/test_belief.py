"""The optional help with a new confidence, against the numbers of the method."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain import belief

VECTORS = json.loads((Path(__file__).parents[1] / "data/vectors.json").read_text("utf-8"))
percents = st.integers(0, 100)


@pytest.mark.parametrize("vector", VECTORS["bayes"], ids=lambda v: str(v["posterior"]))
def test_a_belief_moves_as_the_method_says(vector):
    asked = [round(100 * vector[name]) for name in ("prior", "if_true", "if_false")]
    assert belief.posterior(*asked) == round(100 * vector["posterior"])


@given(percents, percents, percents)
@settings(max_examples=200, deadline=None)
def test_nothing_seen_makes_anything_certain(prior, if_true, if_false):
    found = belief.posterior(prior, if_true, if_false)
    assert found == prior if if_true == if_false == 0 else 1 <= found <= 99


@given(st.integers(1, 99), percents, percents)
@settings(max_examples=200, deadline=None)
def test_a_belief_moves_towards_what_makes_the_sight_likelier(prior, if_true, if_false):
    found = belief.posterior(prior, if_true, if_false)
    if if_true > if_false:
        assert found >= prior
    elif if_true < if_false:
        assert found <= prior


def test_what_a_certainty_rules_out_leaves_it_all_but_certain():
    assert belief.posterior(100, 0, 80) == 99
    assert belief.posterior(0, 80, 0) == 1
