"""The open journal as imports and shares are handed it: they know its parts, and no more of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from metanoia.store.actions import Actions
    from metanoia.store.anchors import Anchors
    from metanoia.store.answers import Answers
    from metanoia.store.assumptions import Assumptions
    from metanoia.store.attachments import Attachments
    from metanoia.store.brakes import Brakes
    from metanoia.store.changes import Changes
    from metanoia.store.consents import Consents
    from metanoia.store.entries import Entries
    from metanoia.store.experiments import Experiments
    from metanoia.store.goals import Goals
    from metanoia.store.identity import Identities
    from metanoia.store.imports import Imports
    from metanoia.store.lines import Lines
    from metanoia.store.links import Links, Ties
    from metanoia.store.maps import Maps
    from metanoia.store.metrics import Metrics
    from metanoia.store.people import People
    from metanoia.store.predictions import Predictions
    from metanoia.store.private_terms import PrivateTerms
    from metanoia.store.redactions import Redactions
    from metanoia.store.replies import Replies
    from metanoia.store.returning import Returning
    from metanoia.store.reviews import Reviews
    from metanoia.store.share_lines import ShareLines
    from metanoia.store.shares import Shares
    from metanoia.store.targets import Targets
    from metanoia.store.things import Things
    from metanoia.store.values import Values
from metanoia.store.terms import Terms
from metanoia.store.values import Values
from metanoia.store.visions import Visions


class OpenJournal(Protocol):
    """What ``journal.Journal`` and ``store.writer.Writer`` have, as far as something comes in."""

    changes: Changes
    entries: Entries
    answers: Answers
    returning: Returning
    imports: Imports
    attachments: Attachments
    links: Links


class SampleJournal(OpenJournal, Protocol):
    """What ``journal.Journal`` has, as far as the sample is laid into it."""

    assumptions: Assumptions
    experiments: Experiments
    predictions: Predictions
    anchors: Anchors
    actions: Actions
    values: Values
    goals: Goals
    brakes: Brakes
    metrics: Metrics
    reviews: Reviews
    ties: Ties
    people: People
    visions: Visions
    terms: Terms
    targets: Targets
    maps: Maps


class CheckingJournal(Protocol):
    """What a share is worked out from: the journal, or a reader of it in a worker thread."""

    identity: Identities
    entries: Entries
    answers: Answers
    attachments: Attachments
    assumptions: Assumptions
    experiments: Experiments
    predictions: Predictions
    anchors: Anchors
    actions: Actions
    values: Values
    goals: Goals
    brakes: Brakes
    targets: Targets
    maps: Maps
    lines: Lines
    metrics: Metrics
    ties: Ties
    things: Things
    people: People
    private_terms: PrivateTerms
    redactions: Redactions
    consents: Consents
    shares: Shares
    share_lines: ShareLines


class SharingJournal(CheckingJournal, Protocol):
    """What ``journal.Journal`` has, as far as a share leaves."""

    changes: Changes


class ReplyingJournal(Protocol):
    """What ``journal.Journal`` has, as far as a reply comes back."""

    identity: Identities
    people: People
    shares: Shares
    replies: Replies
