"""How the things of two shares moved, reckoned only from what both shares, or the later one, hold."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from statistics import fmean
from typing import Any, NamedTuple

from metanoia.domain import lived, tension
from metanoia.domain.comparing import Comparison, Pair
from metanoia.domain.replies import Item
from metanoia.domain.tension import Split


class Confidence(NamedTuple):
    """How sure somebody is of an assumption, in per cent, ``then`` and ``now``, and the reasons since."""

    item: Item
    then: int | None
    now: int | None
    reasons: tuple[str, ...]


class Movement(NamedTuple):
    """The gap of a goal, 1 as far as at the start and 0 there, as felt and as measured.

    ``moved`` says how much of the measured change came from the goal itself, None without a measure.
    """

    item: Item
    felt: tuple[float | None, float | None]
    measured: tuple[float | None, float | None]
    moved: Split | None
    states: tuple[str | None, str]

    @property
    def goal_moved(self) -> bool:
        """Tell whether most of what closed of the gap closed because the goal moved."""
        return self.moved is not None and tension.goal_moved(self.moved)


class Alignment(NamedTuple):
    """How far what matters is lived, in per cent, over the values with ratings in both shares."""

    then: float | None
    now: float | None
    values: int


class Promise(NamedTuple):
    """A step that was open in the earlier share, and what became of it; ``text`` may be ""."""

    item: Item  # the goal that it leads to
    step: str
    text: str
    due_on: dt.date | None
    state: str


class Settled(NamedTuple):
    """A prediction that was settled since; ``percent`` is the last forecast, if one was shared."""

    item: Item
    outcome: str
    percent: int | None


class SharedLoop(NamedTuple):
    """A loop of a map: its label, what it is called, the way it goes by names, its story.

    ``new`` says that the map was in the earlier share, too, and did not have it.
    """

    label: str
    name: str
    way: str
    story: str
    new: bool


def loops(pair: Pair) -> Iterator[SharedLoop]:
    """Yield the loops of a map in their order; what nobody named or told is ""."""
    fields, plain = pair.after.fields, pair.after.plain
    before = None if pair.before is None else {one["ref"] for one in pair.before.fields["loops"]}
    for one in fields["loops"]:
        around = (*one["variables"], one["variables"][0])
        yield SharedLoop(
            one["label"],
            plain.get(f"loop/{one['ref']}/name", ""),
            " → ".join(plain.get(f"variable/{id_}", "") for id_ in around),
            plain.get(f"loop/{one['ref']}/story", ""),
            before is not None and one["ref"] not in before,
        )


def confidences(compared: Comparison) -> Iterator[Confidence]:
    """Yield each assumption of the later share whose confidence moved, or that was not there before."""
    for pair in compared.pairs("assumption"):
        then = None if pair.before is None else pair.before.fields.get("confidence")
        now = pair.after.fields.get("confidence")
        reasons = tuple(_reasons(pair))
        if then != now or reasons:
            yield Confidence(pair.item, then, now, reasons)


def movements(compared: Comparison) -> Iterator[Movement]:
    """Yield each goal of the later share, with its gap as far as its chart was shared."""
    for pair in compared.pairs("goal"):
        before = pair.before.fields if pair.before else {}
        after = pair.after.fields
        yield Movement(
            pair.item,
            (_felt(before), _felt(after)),
            (_measured(before), _measured(after)),
            _moved(before, after),
            (before.get("state"), str(after.get("state", ""))),
        )


def alignment(compared: Comparison) -> Alignment | None:
    """Return how far what matters is lived, then and now; None if no value was rated in both shares."""
    then, now = [], []
    for pair in compared.pairs("value"):
        earlier = pair.before.fields.get("ratings") if pair.before else None
        later = pair.after.fields.get("ratings")
        if earlier and later:
            then.append((earlier[-1]["importance"], earlier[-1]["lived"]))
            now.append((later[-1]["importance"], later[-1]["lived"]))
    if not now:
        return None
    return Alignment(lived.alignment(then), lived.alignment(now), len(now))


def promises(compared: Comparison) -> Iterator[Promise]:
    """Yield what became of each step that was open in the earlier share and is in the later one too."""
    for pair in compared.pairs("goal"):
        earlier = _by_id(pair.before.fields if pair.before else {}, "steps")
        for step in pair.after.fields.get("steps", ()):
            was = earlier.get(step["id"])
            if was is not None and was["state"] == "open":
                text = pair.after.plain.get(f"step/{step['id']}", "")
                yield Promise(pair.item, step["id"], text, _day(step["due_on"]), step["state"])


def settled(compared: Comparison) -> Iterator[Settled]:
    """Yield the predictions that were settled since the earlier share."""
    for pair in compared.pairs("prediction"):
        outcome = pair.after.fields.get("outcome")
        before = pair.before.fields.get("outcome") if pair.before else None
        if outcome and not before:
            forecasts = pair.after.fields.get("forecasts") or ()
            yield Settled(pair.item, outcome, forecasts[-1]["percent"] if forecasts else None)


def _reasons(pair: Pair) -> Iterator[str]:
    """Yield why the confidence moved since the earlier share, as far as the line was shared in both."""
    if pair.before is None or "points" not in pair.before.fields:
        return
    known = _by_id(pair.before.fields, "points")
    for point in pair.after.fields.get("points", ()):
        reason = pair.after.plain.get(f"point/{point['id']}")
        if point["id"] not in known and reason:
            yield reason


def _felt(fields: Mapping[str, Any]) -> float | None:
    looks = fields.get("looks")
    return tension.felt_gap(looks[-1]["closeness"]) if looks else None


def _measured(fields: Mapping[str, Any]) -> float | None:
    gaps = (_gap(one) for one in fields.get("measures", ()))
    return tension.measured([gap for gap in gaps if gap is not None])


def _gap(measure: Mapping[str, Any]) -> float | None:
    seen = measure["observations"]
    if not seen:
        return None
    x = seen[-1][1]
    if measure["kind"] == "reach":
        return tension.gap(measure["start"], measure["first_target"], measure["target"], x)
    return tension.band_gap(measure["low"], measure["high"], measure["slack"], x)


def _moved(before: Mapping[str, Any], after: Mapping[str, Any]) -> Split | None:
    """Return how the gap changed by the measures that both shares hold; a band cannot move."""
    earlier, parts = _by_id(before, "measures"), []
    for now in after.get("measures", ()):
        then = earlier.get(now["id"])
        if then is None or not then["observations"] or not now["observations"]:
            continue
        x0, x1 = then["observations"][-1][1], now["observations"][-1][1]
        if now["kind"] == "reach":
            ends = (now["start"], now["first_target"], x0, then["target"], x1, now["target"])
            parts.append(tension.split(*ends))
        else:
            change = (_gap(now) or 0.0) - (_gap(then) or 0.0)
            parts.append(Split(change, 0.0, change))
    return Split(*map(fmean, zip(*parts, strict=True))) if parts else None


def _by_id(fields: Mapping[str, Any], name: str) -> dict[str, Mapping[str, Any]]:
    return {one["id"]: one for one in fields.get(name, ())}


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
