"""Assumptions and small tests for tests, with what does not matter filled in."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.experiments import NewExperiment, Result
from metanoia.text.anchors import select


def assumption(statement="Sam is angry with me", confidence=None, **more):
    return NewAssumption(statement=statement, confidence=confidence, **more)


def experiment(due_on=dt.date(2026, 3, 9), percent=80, foretold="He will say no", **more):
    fields = {
        "plan": "Ask Sam",
        "smallest_safe": "It is one question",
        "would_weaken": "He laughs",
        "foretold": foretold,
        "percent": percent,
        "due_on": due_on,
    }
    return NewExperiment(**{**fields, **more})


def result(confidence=30, came_true=None, happened="He laughed", learned=""):
    return Result(happened=happened, confidence=confidence, came_true=came_true, learned=learned)


def seen(text="He brought cake", stance=-1, **more):
    return NewEvidence(stance=stance, text=text, **more)


def passage(entry, words):
    """Return the place of these words in the body of an entry."""
    start = entry.body.index(words)
    return Origin(entry=entry.id, selector=select(entry.body, start, start + len(words)))
