"""Going back and forward."""

from __future__ import annotations

from metanoia.ui.destination import Destination
from metanoia.ui.history import History

A, B, C = (Destination(page=name) for name in "abc")


def test_back_and_forward_lead_through_the_same_places():
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.back(C) == B
    assert history.back(B) == A
    assert history.back(A) is None
    assert history.forward(A) == B
    assert history.forward(B) == C
    assert history.forward(C) is None


def test_a_new_way_forgets_what_lay_ahead():
    history = History()
    history.leave(A)
    history.back(B)
    history.leave(A)
    assert history.forward(C) is None


def test_the_place_one_is_at_is_passed_over():
    history = History()
    history.leave(A)
    history.leave(B)
    assert history.back(B) == A


def test_it_does_not_grow_for_ever():
    history = History()
    for number in range(500):
        history.leave(Destination(page=str(number)))
    here, steps = C, 0
    while (found := history.back(here)) is not None:
        here, steps = found, steps + 1
    assert steps == 100
