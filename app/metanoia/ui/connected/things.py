"""The things that can be tied together, as a person knows them: a name, what it is, and where it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.domain.entries import EntryId
from metanoia.domain.errors import NotFound
from metanoia.ui import dates
from metanoia.ui.destination import Destination

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.domain.entries import EntryRow
    from metanoia.journal import Journal

End = tuple[str, str]

ENTRY: Final = "entry"
GOAL: Final = "goal"
VALUE: Final = "value"
ASSUMPTION: Final = "assumption"
PREDICTION: Final = "prediction"
ACTION: Final = "action"
THEME: Final = "theme"
MAP: Final = "map"
OFFERED: Final = (GOAL, VALUE, ASSUMPTION, MAP, ENTRY)
"""What can be chosen to be tied, in the order in which it is offered."""

_LOOKS: Final = {
    GOAL: ("target", "accent"),
    VALUE: ("heart", "blue"),
    ASSUMPTION: ("lightbulb", "plum"),
    PREDICTION: ("hourglass", "plum"),
    ACTION: ("footprints", "ochre"),
    THEME: ("flag", "accent"),
    MAP: ("waypoints", "accent"),
    ENTRY: ("book-open", "neutral"),
}
_ORDER: Final = (GOAL, VALUE, THEME, ASSUMPTION, PREDICTION, ACTION, MAP, ENTRY)
_OF_ENTRY: Final = 80  # characters that name an entry without a title


class Thing(NamedTuple):
    """One thing: its kind and id, its name, and what it is to the other end of the tie."""

    item_type: str
    item_id: str
    name: str
    aside: str = ""
    relation: str = "about"

    @property
    def end(self) -> End:
        """The kind and the id."""
        return self.item_type, self.item_id

    @property
    def icon(self) -> str:
        """The icon of its kind."""
        return _LOOKS[self.item_type][0]

    @property
    def tone(self) -> str:
        """The tone of its kind."""
        return _LOOKS[self.item_type][1]


def where(journal: Journal, item_type: str, item_id: str) -> Destination:
    """Return where a thing is shown; a step is shown with its goal."""
    if item_type == ENTRY:
        return Destination(page="journal", entry=EntryId(item_id))
    if item_type == VALUE:
        return Destination(page="goals", section="values", item=item_id)
    if item_type in (ASSUMPTION, PREDICTION):
        section = "register" if item_type == ASSUMPTION else "predictions"
        return Destination(page="assumptions", section=section, item=item_id)
    if item_type == MAP:
        return Destination(page="systems", item=item_id)
    if item_type == THEME:
        vision = journal.visions.theme(item_id).vision
        return Destination(page="team", section="vision", item=vision)
    goal: str | None = item_id
    if item_type == ACTION:
        from metanoia.domain.actions import ActionId

        goal = journal.actions.get(ActionId(item_id)).goal
    return Destination(page="goals", item=goal or "")


def thing_of(
    journal: Journal, item_type: str, item_id: str, relation: str = "about"
) -> Thing | None:
    """Return a thing by its kind and id, None if it is gone or in Recently deleted."""
    try:
        found = _READ[item_type](journal, item_id)
    except (NotFound, KeyError):
        return None
    return found._replace(relation=relation) if found is not None else None


def tied(journal: Journal, item_type: str, item_id: str) -> list[Thing]:
    """Return what a thing is tied to, each once, goals first and entries last, otherwise as it was tied."""
    relations: dict[End, str] = {}
    for tie in journal.ties.of(item_type, item_id):
        end = tie.item_type, tie.item_id
        if relations.get(end) not in ("serves", "strains"):
            relations[end] = tie.relation
    found = (thing_of(journal, *end, relation) for end, relation in relations.items())
    things = [one for one in found if one is not None]
    return sorted(things, key=lambda one: _ORDER.index(one.item_type))


def entry_name(row: EntryRow) -> str:
    """Return the title, else how it begins, else "Untitled"."""
    said = row.title or row.excerpt or _tr("Untitled")
    return said if len(said) <= _OF_ENTRY else said[: _OF_ENTRY - 1].rstrip() + "…"


def of_entry(row: EntryRow) -> Thing:
    """Return an entry as a thing."""
    return Thing(ENTRY, row.id, entry_name(row), dates.short_with_year(row.date))


def _entry(journal: Journal, item_id: str) -> Thing | None:
    row = journal.entries.row(EntryId(item_id))
    return of_entry(row) if row.deleted_at is None else None


def _goal(journal: Journal, item_id: str) -> Thing | None:
    from metanoia.domain.goals import GoalId

    one = journal.goals.get(GoalId(item_id))
    return Thing(GOAL, one.id, one.title, _tr("Goal")) if one.deleted_at is None else None


def _value(journal: Journal, item_id: str) -> Thing | None:
    from metanoia.domain.values import ValueId

    one = journal.values.get(ValueId(item_id))
    return Thing(VALUE, one.id, one.name, _tr("Value")) if one.deleted_at is None else None


def _assumption(journal: Journal, item_id: str) -> Thing | None:
    from metanoia.domain.assumptions import AssumptionId

    one = journal.assumptions.get(AssumptionId(item_id))
    if one.deleted_at is not None:
        return None
    return Thing(ASSUMPTION, one.id, one.statement, _tr("Assumption"))


def _prediction(journal: Journal, item_id: str) -> Thing | None:
    from metanoia.domain.predictions import PredictionId

    one = journal.predictions.get(PredictionId(item_id))
    if one.deleted_at is not None:
        return None
    return Thing(PREDICTION, one.id, one.statement, _tr("Prediction"))


def _action(journal: Journal, item_id: str) -> Thing | None:
    from metanoia.domain.actions import ActionId

    one = journal.actions.get(ActionId(item_id))
    return Thing(ACTION, one.id, one.text, _tr("Step")) if one.deleted_at is None else None


def _theme(journal: Journal, item_id: str) -> Thing | None:
    one = journal.visions.theme(item_id)
    vision = journal.visions.get(one.vision)
    return Thing(THEME, one.id, one.title, vision.name) if vision.deleted_at is None else None


def _map(journal: Journal, item_id: str) -> Thing | None:
    row = journal.maps.row(item_id)
    return Thing(MAP, row.id, row.title, _tr("Map")) if row.deleted_at is None else None


_READ: Final[dict[str, Callable[[Journal, str], Thing | None]]] = {
    ENTRY: _entry,
    GOAL: _goal,
    VALUE: _value,
    ASSUMPTION: _assumption,
    PREDICTION: _prediction,
    ACTION: _action,
    THEME: _theme,
    MAP: _map,
}


def _tr(text: str) -> str:
    return QCoreApplication.translate("Things", text)
