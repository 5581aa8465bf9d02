"""A prediction, and the record of many, as a command prints them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metanoia.cli.terminal import counted

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.calibration import Bin, Record
    from metanoia.domain.predictions import Prediction, PredictionRow

NAMES: Final = {
    "open": "open",
    "due": "due",
    "withdrawn": "withdrawn",
    "yes": "came true",
    "no": "did not",
    "void": "void",
}
"""What each state or outcome is called."""

_WORDS = {0: "almost no", 11: "unlikely", 40: "even", 61: "likely", 90: "almost sure"}
_HEADS = ("said", "", "n", "on average", "came true", "four times in five")


def as_json_of(found: Prediction, today: dt.date) -> dict[str, object]:
    """Return a prediction with its forecasts, in the shape of the help."""
    from metanoia.vault.stamps import stamp

    return {
        "id": str(found.id),
        "statement": found.statement,
        "settled_by": found.settled_by,
        "due_on": found.due_on.isoformat(),
        "first_due_on": found.first_due_on.isoformat(),
        "state": found.state(today),
        "outcome": found.outcome,
        "settled_at": stamp(found.settled_at) if found.settled_at else None,
        "note": found.settle_note,
        "forecasts": [
            {"at": stamp(one.at), "percent": one.percent, "note": one.note}
            for one in found.forecasts
        ],
    }


def row_as_json(row: PredictionRow, today: dt.date) -> dict[str, object]:
    """Return what a list tells of a prediction, in the shape of the help."""
    from metanoia.vault.stamps import stamp

    return {
        "id": str(row.id),
        "statement": row.statement,
        "due_on": row.due_on.isoformat(),
        "percent": row.last,
        "first_percent": row.first,
        "state": row.state(today),
        "outcome": row.outcome,
        "settled_at": stamp(row.settled_at) if row.settled_at else None,
    }


def record_as_json(found: Record, changed: Sequence[float]) -> dict[str, object]:
    """Return a record in the shape of the help: shares to four places, per cents to one.

    ``changed`` are the scores, 0 to 1, of the predictions that were forecast more than once.
    """
    return {
        "counted": found.n,
        "stage": found.stage,
        "brier": _rounded(found.brier, 4),
        "overconfidence": _rounded(found.overconfidence, 4),
        "bins": [
            {
                "from": one.lo,
                "to": one.hi,
                "n": one.n,
                "said": _rounded(one.said, 1),
                "true": _rounded(one.true, 1),
                "low": _rounded(one.low, 1),
                "high": _rounded(one.high, 1),
            }
            for one in found.bins
        ],
        "half_years": [
            {
                "from": half.first_day.isoformat(),
                "n": half.n,
                "overconfidence": _rounded(half.overconfidence, 4),
            }
            for half in found.half_years
        ],
        "changed": {"n": len(changed), "brier": _rounded(_mean(changed), 4)},
    }


def record_as_text(found: Record, changed: Sequence[float]) -> str:
    """Return a record for a person; below ten predictions it makes nothing of them.

    ``changed`` are the scores, 0 to 1, of the predictions that were forecast more than once.
    """
    if found.brier is None:
        return "No prediction counts yet: one that is settled does, from the day it is due."
    count = counted(found.n, "prediction counts", "predictions count")
    if found.stage == "list":
        return f"{count}. From ten on there is a first picture."
    early = (
        " An early picture: below thirty, chance has a large hand in it."
        if found.stage == "early"
        else ""
    )
    brier = f"Brier score {found.brier:.2f}: 0 is best, and to say 50% every time gives 0.25."
    rows = [_HEADS, *(_row(one) for one in found.bins)]
    halves = [
        f"  from {half.first_day}  {leaning(half.overconfidence)} (n {half.n})"
        for half in found.half_years
    ]
    return "\n".join(
        [f"{count}.{early}", "", f"{_sentence(found.overconfidence)} {brier}", "", *_columns(rows)]
        + (["", "By half-years", *halves] if len(halves) > 1 else [])
        + (["", _changed(changed)] if changed else [])
    )


def leaning(overconfidence: float | None) -> str:
    """Return "9 points too sure", "1 point not sure enough" or that it was about right."""
    if overconfidence is None:
        return "nothing but even odds"
    points = round(100 * overconfidence)
    if not points:
        return "as sure as it turned out"
    return f"{counted(abs(points), 'point', 'points')} {'too sure' if points > 0 else 'not sure enough'}"


def _changed(scores: Sequence[float]) -> str:
    said = counted(len(scores), "prediction was", "predictions were")
    return (
        f"{said} forecast more than once: Brier score {sum(scores) / len(scores):.2f}, "
        "each forecast weighing as long as it stood."
    )


def _mean(scores: Sequence[float]) -> float | None:
    return sum(scores) / len(scores) if scores else None


def _sentence(overconfidence: float | None) -> str:
    return f"On average {leaning(overconfidence)}."


def _row(one: Bin) -> tuple[str, ...]:
    said = (_WORDS[one.lo], f"{one.lo} to {one.hi}%")
    if one.said is None or one.true is None:
        return (*said, "0", "", "", "")
    span = f"{one.low:.0f} to {one.high:.0f}%"
    return (*said, str(one.n), f"{one.said:.0f}%", f"{one.true:.0f}%", span)


def _columns(rows: list[tuple[str, ...]]) -> list[str]:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return [
        "  "
        + "   ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in rows
    ]


def _rounded(value: float | None, places: int) -> float | None:
    return None if value is None else round(value, places)
