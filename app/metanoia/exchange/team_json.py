"""Shared visions, common words and learning targets as JSON: whole, with all that was said of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from metanoia.domain.errors import NotFound
from metanoia.exchange.models_json import moment
from metanoia.exchange.target_json import event_as_json

if TYPE_CHECKING:
    from metanoia.domain.learning_targets import Target
    from metanoia.domain.terms import Term
    from metanoia.domain.visions import Theme, Vision
    from metanoia.store.parts import Parts

Json = dict[str, Any]


def team_as_json(journal: Parts) -> dict[str, list[Any]]:
    """Return {"visions", "terms", "targets"}: everything living of these.

    A stance of null says "I don't yet understand it". Which goals serve a theme stands with the goals.
    """
    people = {person.id: person.name for person in journal.people.all()}
    return {
        "visions": [_vision(one, journal) for one in journal.visions.all()],
        "terms": [_term(one, journal) for one in journal.terms.all()],
        "targets": [_target(one, journal, people) for one in journal.targets.all()],
    }


def _vision(one: Vision, journal: Parts) -> Json:
    visions = journal.visions
    stances: dict[str, list[Json]] = {}
    for stance in visions.stances(one.id):
        said = {"date": stance.date.isoformat(), "stance": stance.stance}
        stances.setdefault(stance.theme, []).append(said)
    fits: dict[str, list[Json]] = {}
    for fit in visions.fits(one.id):
        cell = {"value": fit.value, "fit": fit.fit, "note": fit.note}
        fits.setdefault(fit.theme, []).append(cell)

    def theme(kept: Theme) -> Json:
        return {
            "id": kept.id,
            "text": kept.text,
            "my_words": kept.my_words,
            "stances": stances.get(kept.id, []),
            "fits": fits.get(kept.id, []),
            "wordings": _wordings(visions.theme_wordings_before(kept.id)),
        }

    return {
        "id": one.id,
        "name": one.name,
        "group": one.group,
        "text": one.text,
        "as_of": one.as_of.isoformat(),
        "replaced_by": one.replaced_by if _living(journal, one.replaced_by) else None,
        "created_at": moment(one.created_at),
        "themes": [theme(kept) for kept in visions.themes(one.id)],
        "wordings": _wordings(visions.wordings_before(one.id)),
    }


def _living(journal: Parts, vision: str | None) -> bool:
    try:
        return vision is not None and journal.visions.get(vision).deleted_at is None
    except NotFound:
        return False


def _term(one: Term, journal: Parts) -> Json:
    return {
        "id": one.id,
        "word": one.word,
        "mine": one.mine,
        "theirs": one.theirs,
        "agreed": one.agreed,
        "vision": one.vision if _living(journal, one.vision) else None,
        "created_at": moment(one.created_at),
        "wordings": _wordings(journal.terms.wordings_before(one.id)),
    }


def _target(one: Target, journal: Parts, people: dict[str, str]) -> Json:
    return {
        "id": one.id,
        "goal": one.goal,
        "theme": one.theme,
        "person": people.get(one.party or "", ""),
        "created_at": moment(one.created_at),
        "events": [event_as_json(event) for event in journal.targets.events(one.id)],
    }


def _wordings(before: Iterable[tuple[dt.datetime, str, str]]) -> list[Json]:
    """Return earlier wordings, oldest first."""
    return [{"until": moment(at), field: text} for at, field, text in reversed(list(before))]
