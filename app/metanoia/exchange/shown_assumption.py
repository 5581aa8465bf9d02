"""An assumption as its reader sees it: how sure, what speaks to it, what was tried."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any, Final

from metanoia.domain.shared_things import Curve, Drawing, SharedThing, Shown
from metanoia.exchange.shown_words import counted, on, passages

STATES: Final = {
    "noticed": "noticed", "held": "held", "testing": "being tested", "confirmed": "held up so far",
    "revised": "revised", "dropped": "dropped",
}  # fmt: skip
ABOUT: Final = {
    "me": "about the writer", "someone": "about someone", "team": "about the team",
    "situation": "about the situation", "world": "about the world",
}  # fmt: skip
CAUSES: Final = {
    "first": "at first", "evidence": "after evidence", "test": "after a test", "review": "in a review",
}  # fmt: skip
TESTS: Final = {
    "planned": "planned", "running": "under way", "done": "done", "abandoned": "given up",
}  # fmt: skip
STRENGTHS: Final = {1: "weakly", 2: "clearly", 3: "strongly"}


def shown_assumption(thing: SharedThing) -> Shown:
    """Return an assumption as a reader sees it."""
    fields = thing.fields
    points = fields.get("points", [])
    about = [STATES[fields["state"]], ABOUT[fields["about"]]]
    about += [] if fields["confidence"] is None else [f"{fields['confidence']}% sure"]
    about.append(f"importance {fields['importance']} of 10")
    return Shown(
        kind="assumption",
        id=thing.id,
        heading=thing.plain.get("statement", ""),
        heading_field="statement",
        about=tuple(about),
        passages=passages(thing, _labels(fields)),
        drawing=_line(points) if points else None,
    )


def _labels(fields: Mapping[str, Any]) -> dict[str, str]:
    labels = {"person": "Who it is about", "if_wrong": "What would show if it were wrong"}
    for one in fields.get("points", ()):
        cause = CAUSES[one["cause"]]
        labels[f"point/{one['id']}"] = f"{one['confidence']}% {cause}, {on(one['on'])}"
    for one in fields.get("evidence", ()):
        speaks = "supports" if one["stance"] > 0 else "challenges"
        said = f"{STRENGTHS[one['weight']].capitalize()} {speaks} it, {on(one['on'])}"
        labels[f"evidence/{one['id']}"] = said
        labels[f"source/{one['id']}"] = "Where that comes from"
    for one in fields.get("tests", ()):
        day = one["settled_on"] or one["due_on"]
        when = on(day) if one["settled_on"] else f"due {on(day)}"
        labels[f"test/{one['id']}/plan"] = f"A small test, {TESTS[one['state']]}, {when}"
        labels[f"test/{one['id']}/would_weaken"] = "What would weaken it"
        labels[f"test/{one['id']}/result"] = "What happened"
        labels[f"test/{one['id']}/learned"] = "What was learned"
    return labels | {"closing_note": "A last word"}


def _line(points: Sequence[Mapping[str, Any]]) -> Drawing:
    sure = [point["confidence"] for point in points]
    first, last = points[0], points[-1]
    if len(points) == 1:
        sentence = f"{sure[0]}% sure since {on(first['on'])}."
    else:
        moves = sum(one != other for one, other in pairwise(sure))
        sentence = (
            f"From {sure[0]}% on {on(first['on'])} to {sure[-1]}% on {on(last['on'])}; "
            f"lowest {min(sure)}%, {counted(moves, 'change')}."
        )
    line = tuple((point["on"], float(point["confidence"])) for point in points)
    return Drawing(sentence, (0, 100), (Curve("How sure", line),))
