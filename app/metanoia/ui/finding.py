"""What the command palette offers for what was typed: places, assumptions, entries, things to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.query import HIT_END, HIT_START
from metanoia.text.matching import begins_words
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.destination import Command, Destination
from metanoia.ui.palette import Choice
from metanoia.ui.places import Place
from metanoia.ui.widgets.marked import unmarked
from metanoia.ui.widgets.row_painter import mark_words

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryRow
    from metanoia.journal import Journal

MOST_ENTRIES: Final = 6
MOST_THINGS: Final = 4  # goals, and as many values, assumptions, predictions, maps
MOST_COMMANDS: Final = 8


def choices(
    journal: Journal, places: Iterable[Place], commands: Iterable[Command], typed: str
) -> list[Choice]:
    """Return the rows for ``typed``: section by section, empty sections left out."""
    typed = typed.strip()
    commands = list(commands)
    written = (_tr("In entries") if typed else _tr("Lately written"), _entries(journal, typed))
    done = (_tr("Do"), _commands(commands, typed))
    # whoever types how a command begins means the command
    means_it = typed and any(_begins(command.text, typed) for command in commands)
    sections = (
        (_tr("Go to"), _places(places, typed)),
        (_tr("Goals"), _goals(journal, typed)),
        (_tr("Values"), _values(journal, typed)),
        (_tr("Assumptions"), _assumptions(journal, typed)),
        (_tr("Predictions"), _predictions(journal, typed)),
        (_tr("Maps"), _maps(journal, typed)),
        *((done, written) if means_it else (written, done)),
    )
    rows: list[Choice] = []
    for head, found in sections:
        if found:
            rows += [Choice(head), *found]
    return rows


def _tr(text: str) -> str:
    return QCoreApplication.translate("Finding", text)


def _places(places: Iterable[Place], typed: str) -> list[Choice]:
    return [
        Choice(_marked(place.words(), typed), Destination(page=place.name), place.icon, "accent", keys=place.keys)
        for place in places
        if _matches(place.words(), typed)
    ]  # fmt: skip


def _goals(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return []
    return [
        Choice(
            mark_words(row.goal.title, typed),
            Destination(page="goals", item=row.goal.id),
            "target", "accent", aside=_tr("{} of 10").format(row.closeness) if row.closeness is not None else "",
        )
        for row in journal.goals.rows(words=typed)[:MOST_THINGS]
    ]  # fmt: skip


def _values(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return []
    found = (one for one in journal.values.all() if begins_words(typed, one.name))
    return [
        Choice(
            mark_words(one.name, typed),
            Destination(page="goals", section="values", item=one.id),
            "heart", "blue", aside=one.meaning,
        )
        for one in found
    ][:MOST_THINGS]  # fmt: skip


def _assumptions(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return []
    return [
        Choice(
            mark_words(row.statement, typed),
            Destination(page="assumptions", section="register", item=row.id),
            "lightbulb", "plum", aside=_percent(row.confidence),
        )
        for row in journal.assumptions.rows(words=typed)[:MOST_THINGS]
    ]  # fmt: skip


def _predictions(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return []
    return [
        Choice(
            mark_words(row.statement, typed),
            Destination(page="assumptions", section="predictions", item=row.id),
            "hourglass", "plum", aside=_percent(row.last),
        )
        for row in journal.predictions.rows(typed)[:MOST_THINGS]
    ]  # fmt: skip


def _maps(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return []
    return [
        Choice(
            mark_words(row.title, typed),
            Destination(page="systems", item=row.id),
            "waypoints", "accent",
            aside=counted(row.variables, _tr("1 variable"), _tr("{} variables")),
        )
        for row in journal.maps.found(typed)[:MOST_THINGS]
    ]  # fmt: skip


def _percent(value: int | None) -> str:
    return "" if value is None else _tr("{}%").format(value)


def _entries(journal: Journal, typed: str) -> list[Choice]:
    if not typed:
        return [_entry(row, row.title or row.excerpt) for row in journal.entries.newest(4)]
    found = journal.search.find(typed, limit=MOST_ENTRIES)
    return [_entry(hit.row, _line(hit.row, hit.snippet, typed)) for hit in found.hits]


def _line(row: EntryRow, snippet: str, typed: str) -> str:
    """Return the title where that is where it was found, else the sentence it was found in."""
    marked = _marked(row.title, typed)
    if HIT_START in marked or not snippet:
        return marked
    before, mark, rest = snippet.replace("\n", " ").partition(HIT_START)
    lead = before if len(before) < 28 else "…" + before[-24:].partition(" ")[2]
    return lead + mark + rest


def _entry(row: EntryRow, text: str) -> Choice:
    where = Destination(page="journal", entry=row.id)
    return Choice(text or _tr("Untitled"), where, "book-open", aside=dates.medium(row.date))


def _commands(commands: Iterable[Command], typed: str) -> list[Choice]:
    found = [
        Choice(_marked(command.text, typed), command, command.icon, "accent", keys=command.keys)
        for command in commands
        if _matches(f"{command.text} {command.words}", typed)
    ]
    if typed:
        found = [*found[:MOST_COMMANDS], *_of_what_was_typed(typed)]
    return found


def _of_what_was_typed(typed: str) -> list[Choice]:
    """Return what the words themselves can become."""
    said = unmarked(typed)
    made = (
        (_tr("New entry titled “{}”"), "pen-line", "today", ""),
        (_tr("New goal “{}”"), "target", "goals", ""),
        (_tr("New map “{}”"), "waypoints", "systems", ""),
        (_tr("New assumption “{}”"), "lightbulb", "assumptions", "register"),
        (_tr("New prediction “{}”"), "hourglass", "assumptions", "predictions"),
    )
    return [
        Choice(words.format(typed), Destination(page=page, section=section, new=True, title=said[:200]), icon, "accent")
        for words, icon, page, section in made
    ]  # fmt: skip


def _matches(words: str, typed: str) -> bool:
    """Tell whether every word typed begins a word of ``words``."""
    have = words.casefold().replace("…", "").split()
    return all(any(word.startswith(part) for word in have) for part in typed.casefold().split())


def _begins(words: str, typed: str) -> bool:
    return words.casefold().startswith(typed.casefold())


def _marked(words: str, typed: str) -> str:
    """Mark the first place where ``typed`` stands in ``words``."""
    at = words.casefold().find(typed.casefold()) if typed else -1
    if at < 0 or len(words.casefold()) != len(words):
        return words
    end = at + len(typed)
    return f"{words[:at]}{HIT_START}{words[at:end]}{HIT_END}{words[end:]}"
