"""How a thing of a share is shown, said once: for its page, on paper, at the desk and in a browser.

Facts, labels and what a chart says are the program's own words; headings and passages are the person's.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from metanoia.domain import calibration, lived
from metanoia.domain.days import said
from metanoia.domain.shared_things import Curve, Drawing, Passage, SharedThing, Shown, ThingKind
from metanoia.domain.shares import SharedEntry
from metanoia.exchange.shown_assumption import shown_assumption
from metanoia.exchange.shown_goal import shown_goal
from metanoia.exchange.shown_map import shown_map
from metanoia.exchange.shown_words import on, passages

KINDS: Final[Mapping[str, str]] = {
    "entry": "Entry",
    "goal": "Goal",
    "value": "Value",
    "assumption": "Assumption",
    "prediction": "Prediction",
    "target": "Learning target",
    "map": "Map",
}
"""What each kind is called."""

_OUTCOMES = {"yes": "came true", "no": "did not come true", "void": "void"}
_TARGETS = {
    "proposed": "proposed", "countered": "worded anew", "agreed": "agreed", "declined": "declined",
    "met": "met", "partly_met": "partly met", "not_met": "not met", "withdrawn": "withdrawn",
}  # fmt: skip
_SIDES = {"journaler": "the writer", "coach": "the reader"}


def shown(thing: SharedThing) -> Shown:
    """Return a goal, value, assumption, prediction, target or map as a reader sees it."""
    return _SHOWN[thing.kind](thing)


def shown_entry(entry: SharedEntry) -> Shown:
    """Return an entry as a reader sees it; its text is one passage, "body"."""
    time = f", {entry.time.strftime('%H:%M')}" if entry.time else ""
    about = [f"{said(entry.date)}{time}"]
    about += [] if entry.mood is None else [f"mood {entry.mood} of 10"]
    about += [] if entry.energy is None else [f"energy {entry.energy} of 10"]
    return Shown(
        kind="entry",
        id=entry.id,
        heading=entry.title,
        heading_field="title",
        about=tuple(about),
        passages=(Passage("body", "", entry.body),) if entry.body else (),
    )


def scores(things: Sequence[SharedThing], today: dt.date) -> tuple[str, ...]:
    """Return in sentences what values and predictions say together, reckoned from these alone."""
    ratings = [thing.fields["ratings"][-1] for thing in things if thing.fields.get("ratings")]
    aligned = lived.alignment((one["importance"], one["lived"]) for one in ratings)
    sentences = []
    if aligned is not None and len(ratings) > 1:
        sentences.append(
            f"What matters is lived to {round(aligned)}%, by these {len(ratings)} values."
        )
    counted = [
        calibration.Counted(
            thing.fields["forecasts"][0]["percent"],
            thing.fields["outcome"] == "yes",
            dt.date.fromisoformat(thing.fields["due_on"]),
        )
        for thing in things
        if thing.kind == "prediction" and thing.fields["outcome"] in ("yes", "no")
    ]
    found = calibration.record([one for one in counted if one.due_on <= today])
    if found.brier is not None and found.n >= calibration.EARLY:
        sentences.append(f"{found.n} settled predictions, Brier score {found.brier:.2f}.")
    return tuple(sentences)


def _value(thing: SharedThing) -> Shown:
    fields = thing.fields
    ratings = fields.get("ratings", [])
    about = ["set aside"] if fields["state"] == "retired" else []
    about += [f"rank {fields['rank']}"] if fields["rank"] else []
    about += [_rated(ratings[-1])] if ratings else []
    labels = {"meaning": "What it means"}
    labels |= {f"rating/{one['date']}": f"{on(one['date'])}: {_rated(one)}" for one in ratings}
    return Shown(
        kind="value",
        id=thing.id,
        heading=thing.plain.get("name", ""),
        heading_field="name",
        about=tuple(about),
        passages=passages(thing, labels),
        drawing=_lived(ratings) if ratings else None,
    )


def _rated(rating: Mapping[str, Any]) -> str:
    matters = f"matters {rating['importance']}"
    return matters if rating["lived"] is None else f"{matters}, shows {rating['lived']}"


def _lived(ratings: Sequence[Mapping[str, Any]]) -> Drawing:
    last = ratings[-1]
    sentence = f"It {_rated(last)} of 10 on {on(last['date'])}."
    if lived.attention(last["importance"], last["lived"]) >= 0.10:
        sentence += " It matters more than it shows."
    matters = tuple((one["date"], float(one["importance"])) for one in ratings)
    shows = tuple((one["date"], float(one["lived"])) for one in ratings if one["lived"] is not None)
    curves = (Curve("Matters", matters), *([Curve("Shows", shows)] if shows else []))
    return Drawing(sentence, (0, 10), tuple(curves))


def _prediction(thing: SharedThing) -> Shown:
    fields = thing.fields
    about = []
    if fields["state"] == "settled":
        settled = f" on {on(fields['settled_on'])}" if fields["settled_on"] else ""
        about.append(f"{_OUTCOMES[fields['outcome']]}{settled}")
    else:
        about.append(fields["state"])
    about.append(f"due {on(fields['due_on'])}")
    if fields["first_due_on"] != fields["due_on"]:
        about.append(f"first due {on(fields['first_due_on'])}")
    forecasts = fields["forecasts"]
    labels = {"settled_by": "What will settle it"}
    labels |= {
        f"forecast/{at}": f"{one['percent']}% on {on(one['on'])}"
        for at, one in enumerate(forecasts)
    }
    labels["settle_note"] = "What came of it"
    return Shown(
        kind="prediction",
        id=thing.id,
        heading=thing.plain.get("statement", ""),
        heading_field="statement",
        about=tuple(about),
        passages=passages(thing, labels),
        drawing=_forecasts(forecasts, fields["outcome"]),
    )


def _forecasts(forecasts: Sequence[Mapping[str, Any]], outcome: str | None) -> Drawing:
    first, last = forecasts[0], forecasts[-1]
    sentence = f"Said {first['percent']}% on {on(first['on'])}"
    if len(forecasts) > 1:
        sentence += f", {last['percent']}% on {on(last['on'])}"
    sentence += f"; it {_OUTCOMES[outcome]}." if outcome in ("yes", "no") else "."
    points = tuple((one["on"], float(one["percent"])) for one in forecasts)
    return Drawing(sentence, (0, 100), (Curve("Forecast", points),))


def _target(thing: SharedThing) -> Shown:
    fields = thing.fields
    about = [_TARGETS[fields["state"]], f"proposed by {_SIDES[fields['proposed_by']]}"]
    about += [f"due {on(fields['due_on'])}"] if fields["due_on"] else []
    about += [f"waits for {_SIDES[fields['waits_for']]}"] if fields["waits_for"] else []
    return Shown(
        kind="target",
        id=thing.id,
        heading=thing.plain.get("text", ""),
        heading_field="text",
        about=tuple(about),
        passages=passages(thing, {"sign_of_done": "How we will know it is done"}),
    )


_SHOWN: Final[Mapping[ThingKind, Callable[[SharedThing], Shown]]] = {
    "goal": shown_goal,
    "value": _value,
    "assumption": shown_assumption,
    "prediction": _prediction,
    "target": _target,
    "map": shown_map,
}
