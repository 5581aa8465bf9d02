"""Working out exactly what would leave, from the open journal; nothing is written."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from metanoia.domain.entries import Entry, EntryId
from metanoia.domain.errors import MetanoiaError, NotFound, Refused
from metanoia.domain.learning_targets import TargetEvent, of_one_wording
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shares import SharedAnswer, ShareRequest
from metanoia.domain.withheld import Redaction
from metanoia.exchange import others_words, payload, things
from metanoia.exchange.chosen import AttachedFile, Beside, Chosen, called, refusal
from metanoia.exchange.payload import Payload
from metanoia.exchange.problems import NameRead, Problem, Stopped

if TYPE_CHECKING:
    from metanoia.domain.consents import Agreed
    from metanoia.domain.metrics import MetricId
    from metanoia.domain.people import Identity
    from metanoia.exchange.open_journal import CheckingJournal
    from metanoia.store.share_lines import Waiting

_OWN_TEXTS: Final = ("title", "body")


@dataclass(frozen=True, slots=True)
class Checked:
    """Exactly what would leave, and its summary; or, with no payload, the problems that forbid it.

    ``answers`` are those that go with it, in the person's own words; ``redactions`` and ``terms`` (names
    that are hidden) were regarded.
    """

    request: ShareRequest
    payload: Payload | None
    summary: str
    problems: tuple[Problem, ...]
    answers: tuple[Waiting, ...] = ()
    redactions: frozenset[Redaction] = frozenset()
    terms: frozenset[PrivateTerm] = frozenset()


def check(
    journal: CheckingJournal,
    request: ShareRequest,
    drawn: payload.Draw | None = None,
    *,
    own: Identity | None = None,
    to_agree: Agreed | None = None,
) -> Checked:
    """Return exactly what would leave, drawn once; nothing is written.

    Whatever is missing, deleted or never to be shared is a problem, and one is enough that there is no
    payload. ``own`` is the journal's identity, where it cannot be asked for it; ``to_agree`` is what will
    be agreed by then, while no agreement is kept yet.
    """
    drawn = drawn or payload.draw()
    today = drawn.created.astimezone().date()
    entries, problems = entries_of(journal, request.entries)
    told = things.collect(journal, request.things, [str(one.id) for one in entries], today)
    agreed, why = agreement(journal, request, today)
    agreed = agreed or to_agree
    problems = (*problems, *told.problems, *([Problem(None, why)] if why else []))
    if problems:
        return Checked(request, None, "", problems)
    redactions = regarded(journal, request.readers)
    answers = _answers(journal, request, told)
    beside = Beside(
        things=told.things,
        links=told.links,
        whole=told.whole,
        redactions=tuple(redactions),
        events=_events(journal, request, told),
        answers=tuple(
            SharedAnswer(comment=one.comment, text=one.body, on=one.at.astimezone().date())
            for one in answers
        ),
        withdrawn=journal.share_lines.withdrawn(request.readers),
        agreed=agreed,
        seq=journal.shares.next_seq(),
        previous=journal.share_lines.previous(request.readers),
    )
    terms = journal.private_terms.all() if request.hide_names else ()
    try:
        made = payload.build(
            _all_chosen(journal, request, entries, redactions),
            sender=request.sender,
            reply_to=(own or journal.identity.get()).age_recipient,
            cover_note=request.cover_note,
            drawn=drawn,
            in_journal=journal.things.known,
            terms=terms,
            beside=beside,
        )
    except Stopped as stopped:
        return Checked(request, None, "", stopped.problems)
    except Refused as error:
        spoken = isinstance(error, NameRead)
        return Checked(request, None, "", (Problem(None, str(error), names=spoken),))
    return Checked(
        request, made, made.summary(), (), tuple(answers), frozenset(redactions), frozenset(terms)
    )


def entries_of(
    journal: CheckingJournal, ids: Sequence[EntryId]
) -> tuple[list[Entry], tuple[Problem, ...]]:
    """Return the entries that may leave, and a problem for each that may not."""
    entries, problems = [], []
    for entry_id in ids:
        item = ("entry", str(entry_id))
        try:
            entry = journal.entries.get(entry_id)
        except NotFound as error:
            problems.append(Problem(item, str(error)))
            continue
        if why := refusal(entry):
            problems.append(Problem(item, why))
        entries.append(entry)
    return entries, tuple(problems)


def agreement(
    journal: CheckingJournal, request: ShareRequest, today: dt.date
) -> tuple[Agreed | None, str | None]:
    """Return what was agreed with the readers, and why nothing may be sealed under it, None if it may."""
    if request.consent is None:
        return None, None
    try:
        consent = journal.consents.get(request.consent)
    except NotFound as error:
        return None, str(error)
    if set(consent.parties) != set(request.readers):
        return None, "That agreement is with other people. Agree with these readers first."
    return consent.agreed, consent.refusal(today)


def regarded(journal: CheckingJournal, readers: Sequence[str]) -> list[Redaction]:
    """Return what is withheld from any of the readers (ids of people): what is from one is from all."""
    return [one for one in journal.redactions.all() if one.party is None or one.party in readers]


def _events(
    journal: CheckingJournal, request: ShareRequest, told: things.Things
) -> tuple[TargetEvent, ...]:
    """Return what was said of the targets; what one was told, no other reader is told by it."""
    found: list[TargetEvent] = []
    for thing in told.things:
        if thing.kind != "target":
            continue
        said = [one for one in told.events if one.target == thing.id]
        party = journal.targets.get(thing.id).party
        between_them = party is None or set(request.readers) == {party}
        found += said if between_them else of_one_wording(said)
    return tuple(found)


def _answers(journal: CheckingJournal, request: ShareRequest, told: things.Things) -> list[Waiting]:
    """Return the answers that wait for these readers and are about something that leaves."""
    leaving = {("entry", str(entry)) for entry in request.entries}
    leaving |= {(str(thing.kind), thing.id) for thing in told.things}
    return [one for one in journal.share_lines.waiting(request.readers) if one.item in leaving]


def _all_chosen(
    journal: CheckingJournal,
    request: ShareRequest,
    entries: Sequence[Entry],
    redactions: Sequence[Redaction],
) -> list[Chosen]:
    """Return the entries with what was asked for; Stopped for one that cannot be told apart."""
    feelings = _built_in(journal) if request.mood else {}
    withheld = {one.item for one in redactions if one.field not in _OWN_TEXTS}
    chosen, problems = [], []
    for entry in entries:
        item = ("entry", str(entry.id))
        body = None
        if others_words.holds(entry) and entry.id not in request.others_words:
            body = others_words.without(journal.answers.filled(entry))
            if body is None:
                why = (
                    f"{called(entry)} holds what other people said, and that cannot be taken out of it. "
                    "Let their words leave with it, or take it out of the share."
                )
                problems.append(Problem(item, why))
        noted = journal.metrics.of_day(entry.when.date) if feelings else {}
        chosen.append(
            Chosen(
                entry=entry,
                attached=_attached(journal, request, entry),
                mood=_felt(noted, feelings.get("mood")),
                energy=_felt(noted, feelings.get("energy")),
                body=body,
                answers=others_words.texts(journal.answers.filled(entry))
                if item in withheld
                else {},
            )
        )
    if problems:
        raise Stopped(problems)
    return chosen


def _built_in(journal: CheckingJournal) -> dict[str, MetricId]:
    metrics = journal.metrics.all(hidden=True)
    return {one.built_in: one.id for one in metrics if one.built_in}


def _felt(noted: Mapping[MetricId, float], metric: MetricId | None) -> int | None:
    return None if metric is None or metric not in noted else round(noted[metric])


def _attached(
    journal: CheckingJournal, request: ShareRequest, entry: Entry
) -> tuple[AttachedFile, ...]:
    if not request.attachments:
        return ()
    found = []
    for one in journal.attachments.of(entry.id):
        data = journal.attachments.data(one.sha256)
        if data is None:
            raise MetanoiaError(f"The file “{one.name}” is missing from the journal. Check it.")
        found.append(AttachedFile(name=one.name, media=one.mime, data=data))
    return tuple(found)
