"""The record in sentences: kind, exact, and never a mark for the person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QLocale

from metanoia.ui.amounts import counted
from metanoia.ui.widgets.calibration_chart import sureness

if TYPE_CHECKING:
    from metanoia.domain.calibration import Bin, Record

PICTURE_FROM: Final = 10  # counted predictions
_NUMBERS: Final = tuple(
    str(QT_TRANSLATE_NOOP("Predictions", word))
    for word in (
        "none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
        "eleven", "twelve",
    )
)  # fmt: skip
_WORDS: Final = {
    0: str(QT_TRANSLATE_NOOP("Predictions", "almost no")),
    11: str(QT_TRANSLATE_NOOP("Predictions", "unlikely")),
    40: str(QT_TRANSLATE_NOOP("Predictions", "even")),
    61: str(QT_TRANSLATE_NOOP("Predictions", "likely")),
    90: str(QT_TRANSLATE_NOOP("Predictions", "almost sure")),
}


def to_come(count: int) -> str:
    """Return how many more there must be before there is a picture; ``count`` are counted so far."""
    more = PICTURE_FROM - count
    if not count:
        first = _tr("The record begins with the first prediction that is settled and due.")
    elif count == 1:
        first = _tr("One counts so far.")
    else:
        first = _tr("{} count so far.").format(_number(count).capitalize())
    rest = counted(more, _tr("1 more until there is a picture."), _tr("{} more until there is a picture."))  # fmt: skip
    return f"{first} {rest}"


def leaning(record: Record) -> str:
    """Return how sure one was beside what came true: "On average 5 points too sure"."""
    if record.overconfidence is None:
        return _tr("Nothing but even odds so far")
    said = sureness(record.overconfidence)
    return said[:1].upper() + said[1:]


def telling(record: Record) -> str:
    """Return how many there are, and what became of the words said most often."""
    words = [counted(record.n, _tr("1 prediction."), _tr("{} predictions."))]
    filled = [one for one in record.bins if one.n and one.said is not None and one.true is not None]
    most = max(filled, key=_weight, default=None)
    if most is not None and most.true is not None:
        true = round(most.true * most.n / 100)
        said = _tr("Where I said “{}”, {} of {} came true.")
        words.append(said.format(_tr(_WORDS[most.lo]), _number(true), _number(most.n)))
    return " ".join(words)


def meaning(record: Record) -> list[tuple[str, str]]:
    """Return heads and sentences that explain what is counted and how."""
    brier = QLocale().toString(record.brier, "f", 2) if record.brier is not None else "–"
    return [
        (
            _tr("What counts"),
            _tr(
                "Predictions settled with yes or no, from the day they are due. One settled early "
                "waits for its day; void and withdrawn ones never count."
            ),
        ),
        (
            _tr("Which forecast"),
            _tr("The first you made of each. “Last” shows what you said at the end instead."),
        ),
        (
            _tr("The bars"),
            _tr("Few predictions say little: the true share lies within the bar four times out of five."),
        ),
        (
            _tr("Too sure"),
            _tr("How sure you were on average, less how often you were right; 50% is left out."),
        ),
        (
            _tr("Brier {}").format(brier),
            _tr(
                "The mean of (said − came true)². 0 is perfect, 0.25 is what always saying 50% gives. "
                "Yours is {}."
            ).format(brier),
        ),
    ]  # fmt: skip


def _weight(one: Bin) -> tuple[int, float]:
    """Order bins by how many they hold, then by how far words and world are apart."""
    return one.n, abs((one.said or 0) - (one.true or 0))


def _number(number: int) -> str:
    return _tr(_NUMBERS[number]) if number < len(_NUMBERS) else QLocale().toString(number)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Predictions", text)
