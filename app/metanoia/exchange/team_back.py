"""Shared visions, common words and learning targets read back from the journal's own JSON, each checked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from metanoia.domain import fit, visions
from metanoia.domain.errors import Refused
from metanoia.domain.fit import Fit
from metanoia.domain.learning_targets import TargetId, standing
from metanoia.domain.people import person_name
from metanoia.domain.team_wholes import (
    SaidTarget,
    WholeTarget,
    WholeTerm,
    WholeTheme,
    WholeVision,
)
from metanoia.domain.terms import NewTerm, Term, TermId
from metanoia.domain.visions import Draft, NewVision, Stance, Theme, ThemeId, Vision, VisionId
from metanoia.domain.wholes import Whole
from metanoia.exchange import fields as kept
from metanoia.exchange.notes_back import wordings
from metanoia.exchange.target_json import read_events

Json = dict[str, Any]


def _vision(told: Json) -> Whole:
    id_ = VisionId(kept.id_(told["id"]))
    made = kept.moment(told["created_at"])
    new = NewVision(
        name=kept.text(told["name"]),
        text=kept.text(told["text"], visions.VISION_LIMIT),
        as_of=kept.day(told["as_of"]),
        group=told["group"],
    )
    themes = tuple(_theme(one, id_, number) for number, one in enumerate(told["themes"], 1))
    visions.check_drafts([Draft(one.theme.id, one.theme.text) for one in themes])
    if len({one.theme.id for one in themes}) < len(themes):
        raise Refused("One of its themes stands there twice.")
    thing = Vision(
        id=id_,
        name=new.name,
        group=new.group,
        text=new.text,
        as_of=new.as_of,
        replaced_by=VisionId(kept.id_(told["replaced_by"])) if told["replaced_by"] else None,
        rev=1,
        created_at=made,
        updated_at=made,
    )
    if thing.replaced_by == id_:
        raise Refused("A vision does not replace itself.")
    return WholeVision(thing=thing, themes=themes, wordings=wordings(told["wordings"], "vision"))


def _theme(told: Json, vision: VisionId, number: int) -> WholeTheme:
    id_ = ThemeId(kept.id_(told["id"]))
    stances = tuple(_stance(one, id_) for one in told["stances"])
    fits = tuple(_fit(one, id_) for one in told["fits"])
    if len({one.date for one in stances}) < len(stances):
        raise Refused("A theme has two stances of one day.")
    if len({one.value for one in fits}) < len(fits):
        raise Refused("A value and a theme have two fits.")
    return WholeTheme(
        theme=Theme(
            id_,
            vision,
            number,
            visions.theme_text(kept.text(told["text"])),
            visions.my_words(kept.text(told["my_words"])),
        ),
        stances=stances,
        fits=fits,
        wordings=wordings(told["wordings"], "theme"),
    )


def _stance(told: Json, theme: ThemeId) -> Stance:
    stance = None if told["stance"] is None else kept.count(told["stance"])
    visions.check_stance(stance)
    return Stance(theme, kept.past_day(told["date"]), stance)


def _fit(told: Json, theme: ThemeId) -> Fit:
    said = kept.count(told["fit"])
    fit.check_fit(said)
    return Fit(kept.id_(told["value"]), theme, said, fit.fit_note(kept.text(told["note"])))


def _term(told: Json) -> Whole:
    made = kept.moment(told["created_at"])
    new = NewTerm(
        word=kept.text(told["word"]),
        mine=kept.text(told["mine"]),
        theirs=kept.text(told["theirs"]),
        agreed=kept.text(told["agreed"]),
        vision=VisionId(kept.id_(told["vision"])) if told["vision"] else None,
    )
    thing = Term(
        id=TermId(kept.id_(told["id"])),
        word=new.word,
        mine=new.mine,
        theirs=new.theirs,
        agreed=new.agreed,
        vision=new.vision,
        rev=1,
        created_at=made,
        updated_at=made,
    )
    return WholeTerm(thing=thing, wordings=wordings(told["wordings"], "term"))


def _target(told: Json) -> Whole:
    id_ = TargetId(kept.id_(told["id"]))
    events = read_events(told["events"])
    if any(event.target != id_ for event in events):
        raise Refused("Something in it was said of another learning target.")
    for event in told["events"]:
        kept.moment(event["at"])  # Refused for one to come
    standing(events)  # ValueError unless somebody proposed it
    person = kept.text(told["person"])
    return WholeTarget(
        thing=SaidTarget(
            id=id_,
            goal=kept.id_(told["goal"]) if told["goal"] else None,
            theme=kept.id_(told["theme"]) if told["theme"] else None,
            person=person_name(person) if person else "",
            created_at=kept.moment(told["created_at"]),
        ),
        events=events,
    )


READERS: dict[str, Callable[[Any], Whole]] = {"vision": _vision, "term": _term, "target": _target}
"""Reads one of each kind; Refused, or one of ``fields.UNFIT``, for what cannot be."""
