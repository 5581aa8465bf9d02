"""What the assumptions of an entry are connected with, and where they were seen before."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain.errors import NotFound
from metanoia.text.highlights import folded_words
from metanoia.ui import dates
from metanoia.ui.destination import Destination
from metanoia.ui.pages.today.anchoring import ASSUMPTION
from metanoia.ui.pages.today.entry_words import line_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Sequence

    from metanoia.domain.anchors import Anchor
    from metanoia.domain.assumptions import Assumption, AssumptionId
    from metanoia.domain.entries import EntryId, EntryRow
    from metanoia.domain.predictions import PredictionRow
    from metanoia.journal import Journal

_MOST = 6
_SEEN = 5


class Thing(NamedTuple):
    """A test, prediction or assumption that the entry leads to."""

    icon: str
    tone: str
    title: str
    subtitle: str
    where: Destination


class Seen(NamedTuple):
    """Another entry; where an assumption was marked in it, the words there and their anchor."""

    row: EntryRow
    words: str = ""
    anchor: Anchor | None = None


def connected(
    journal: Journal, entry: EntryId | None, assumptions: Sequence[Assumption], today: dt.date
) -> list[Thing]:
    """Return the next tests, open predictions and other wordings, at most six."""
    found: list[Thing] = []
    for one in assumptions:
        found += _wordings(journal, one)
        found += _tests(journal, one, today)
    rows = [row for one in assumptions for row in journal.predictions.of_assumption(one.id)]
    rows += journal.predictions.of_entry(entry) if entry else []
    of_tests = {test.prediction for one in assumptions for test in journal.experiments.of(one.id)}
    found += _predictions((row for row in rows if row.id not in of_tests), today)
    return list(dict.fromkeys(found))[:_MOST]


def seen_before(
    journal: Journal, entry: EntryId | None, assumptions: Iterable[Assumption]
) -> list[Seen]:
    """Return where else the assumptions were marked, newest first, an entry once."""
    found: dict[EntryId, Seen] = {}
    for one in assumptions:
        for anchor in journal.anchors.of(ASSUMPTION, one.id):
            if anchor.entry == entry or anchor.entry in found:
                continue
            row = journal.entries.row(anchor.entry)
            same = folded_words(anchor.selector.exact) == folded_words(one.statement)
            words = line_of(row) if same else " ".join(anchor.selector.exact.split())
            found[anchor.entry] = Seen(row, words, anchor)
    return sorted(found.values(), key=lambda seen: seen.row.n, reverse=True)[:_SEEN]


def _tests(journal: Journal, one: Assumption, today: dt.date) -> Iterator[Thing]:
    under_way = [test for test in journal.experiments.of(one.id) if test.open]
    for test in sorted(under_way, key=lambda test: test.due_on)[:1]:
        due = test.due_on <= today
        words = _tr("Test, due since {}") if due else _tr("Test by {}")
        when = words.format(dates.medium(test.due_on, today))
        if test.due_on == today:
            when = _tr("Test, due today")
        yield Thing("flask-conical", "ochre" if due else "plum", test.plan, when, _register(one.id))


def _wordings(journal: Journal, one: Assumption) -> Iterator[Thing]:
    for other, words in (
        (one.revised_to, _tr("What I say instead now")),
        (one.revised_from, _tr("What I said before")),
    ):
        if other is None:
            continue
        try:
            found = journal.assumptions.get(other)
        except NotFound:
            continue
        if found.deleted_at is None:
            yield Thing("history", "plum", found.statement, words, _register(other))


def _predictions(rows: Iterable[PredictionRow], today: dt.date) -> Iterator[Thing]:
    for row in rows:
        state = row.state(today)
        if state not in ("open", "due"):
            continue
        where = Destination(page="assumptions", section="predictions", item=row.id)
        words = (
            _tr("Prediction · {}%, due {}") if state == "due" else _tr("Prediction · {}%, by {}")
        )
        said = words.format(row.last, dates.medium(row.due_on, today))
        yield Thing("hourglass", "ochre" if state == "due" else "blue", row.statement, said, where)


def _register(assumption: AssumptionId) -> Destination:
    return Destination(page="assumptions", section="register", item=assumption)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Connected", text)
