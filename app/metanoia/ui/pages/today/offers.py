"""What is due to be looked at again: a form that asks once more, a test, a prediction."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.destination import Destination
from metanoia.ui.pages.today.entry_words import line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from metanoia.domain.answers import Value, Values
    from metanoia.domain.entries import EntryRow
    from metanoia.journal import Journal

_THOUGHT = "thought_check"
_LONGEST = 90


class Offer(NamedTuple):
    """One line that leads somewhere; ``id`` tells it from others."""

    id: str
    text: str
    where: Destination


def offers(journal: Journal, today: dt.date) -> Iterator[Offer]:
    """Yield what is due on the day ``today``, forms first."""
    for row in journal.answers.asking(today):
        yield Offer(f"entry/{row.id}", _again(journal, row, today), _entry(row))
    foretold = set()
    for test in journal.experiments.due(today):
        foretold.add(test.prediction)
        words = _tr("Your small test was for {}: “{}” What happened?")
        said = words.format(dates.ago(test.due_on, today), _short(test.plan))
        where = Destination(page="assumptions", section="register", item=test.assumption)
        yield Offer(f"test/{test.id}", said, where)
    for due in journal.predictions.due(today):
        if due.id not in foretold:
            words = _tr("“{}” You said {}%, for {}. How did it turn out?")
            said = words.format(_short(due.statement), due.last, dates.ago(due.due_on, today))
            where = Destination(page="assumptions", section="predictions", item=due.id)
            yield Offer(f"prediction/{due.id}", said, where)


def _again(journal: Journal, row: EntryRow, today: dt.date) -> str:
    from metanoia.store.form_library import library  # only where a form asks again

    day = dates.medium(row.date, today)
    if row.form == _THOUGHT:
        values = journal.answers.values(row.id)
        thought, sure = _text(values, "thought"), values.get("belief_before")
        after = values.get("belief_after")
        sure = sure if after is None else after
        if thought and sure is not None:
            words = _tr("On {} you believed “{}”, {}%. Look again?")
            return words.format(day, _short(thought), sure)
    form = library().get(row.form)
    if form is None or form.later is None:
        return _tr("{}, written on {}: look again?").format(_short(line_of(row)), day)
    return _tr("{}: “{}”, of {}. Look again?").format(form.later.title, _short(line_of(row)), day)


def _text(values: Values, key: str) -> str:
    found: Value | None = values.get(key)
    return found if isinstance(found, str) else ""


def _entry(row: EntryRow) -> Destination:
    return Destination(page="today", entry=row.id)


def _short(text: str) -> str:
    said = " ".join(text.split()).rstrip(".")
    return said if len(said) <= _LONGEST else said[: _LONGEST - 1].rstrip() + "…"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Offers", text)
