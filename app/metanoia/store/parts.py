"""Everything that a connection to the open journal gives access to, said once."""

from __future__ import annotations

import datetime as dt
from functools import cached_property
from importlib import import_module
from typing import TYPE_CHECKING, Any

from metanoia.store import driver
from metanoia.store.changes import Changes

if TYPE_CHECKING:
    from metanoia.store.actions import Actions
    from metanoia.store.anchors import Anchors
    from metanoia.store.answers import Answers
    from metanoia.store.assumptions import Assumptions
    from metanoia.store.attachments import Attachments
    from metanoia.store.brakes import Brakes
    from metanoia.store.circles import Circles
    from metanoia.store.clients import Clients
    from metanoia.store.consents import Consents
    from metanoia.store.entries import Entries
    from metanoia.store.experiments import Experiments
    from metanoia.store.goals import Goals
    from metanoia.store.identity import Identities
    from metanoia.store.imports import Imports
    from metanoia.store.leaving import Leaving
    from metanoia.store.lines import Lines
    from metanoia.store.links import Links, Ties
    from metanoia.store.maps import Maps
    from metanoia.store.meta import Meta
    from metanoia.store.metrics import Metrics
    from metanoia.store.people import People
    from metanoia.store.predictions import Predictions
    from metanoia.store.private_terms import PrivateTerms
    from metanoia.store.redactions import Redactions
    from metanoia.store.replies import Replies
    from metanoia.store.returning import Returning
    from metanoia.store.reviews import Reviews
    from metanoia.store.search import Search
    from metanoia.store.share_lines import ShareLines
    from metanoia.store.shares import Shares
    from metanoia.store.situation import Situation
    from metanoia.store.snippets import Snippets
    from metanoia.store.tags import Tags
    from metanoia.store.targets import Targets
    from metanoia.store.terms import Terms
    from metanoia.store.things import Things
    from metanoia.store.values import Values
    from metanoia.store.visions import Visions
    from metanoia.vault.folder import Folder


class _Later:
    """A part that is imported and made when it is first asked for: few are needed to show a page."""

    def __init__(self, place: str) -> None:
        """Take the part's module and class ("entries.Entries")."""
        self._place = place

    def __set_name__(self, owner: type[Parts], name: str) -> None:
        self._name = name

    def __get__(self, parts: Parts, owner: type[Parts]) -> Any:
        module, _, name = self._place.partition(".")
        kind = getattr(import_module(f"metanoia.store.{module}"), name)
        made = kind(parts._connection, parts.changes)  # noqa: SLF001 - it is of Parts
        return parts.__dict__.setdefault(self._name, made)  # from now on found there


def _later(place: str) -> Any:
    return _Later(place)  # under the type that its name is annotated with


class Parts:
    """The kinds of thing in the open journal, each by its name."""

    meta: Meta = _later("meta.Meta")
    entries: Entries = _later("entries.Entries")
    answers: Answers = _later("answers.Answers")
    tags: Tags = _later("tags.Tags")
    links: Links = _later("links.Links")
    ties: Ties = _later("links.Ties")
    attachments: Attachments = _later("attachments.Attachments")
    search: Search = _later("search.Search")
    imports: Imports = _later("imports.Imports")
    identity: Identities = _later("identity.Identities")
    people: People = _later("people.People")
    circles: Circles = _later("circles.Circles")
    shares: Shares = _later("shares.Shares")
    replies: Replies = _later("replies.Replies")
    private_terms: PrivateTerms = _later("private_terms.PrivateTerms")
    redactions: Redactions = _later("redactions.Redactions")
    consents: Consents = _later("consents.Consents")
    snippets: Snippets = _later("snippets.Snippets")
    assumptions: Assumptions = _later("assumptions.Assumptions")
    experiments: Experiments = _later("experiments.Experiments")
    predictions: Predictions = _later("predictions.Predictions")
    anchors: Anchors = _later("anchors.Anchors")
    actions: Actions = _later("actions.Actions")
    goals: Goals = _later("goals.Goals")
    brakes: Brakes = _later("brakes.Brakes")
    values: Values = _later("values.Values")
    targets: Targets = _later("targets.Targets")
    visions: Visions = _later("visions.Visions")
    terms: Terms = _later("terms.Terms")
    maps: Maps = _later("maps.Maps")
    lines: Lines = _later("lines.Lines")
    metrics: Metrics = _later("metrics.Metrics")
    reviews: Reviews = _later("reviews.Reviews")
    leaving: Leaving = _later("leaving.Leaving")
    returning: Returning = _later("returning.Returning")
    situation: Situation = _later("situation.Situation")
    things: Things = _later("things.Things")
    share_lines: ShareLines = _later("share_lines.ShareLines")

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        """Read by ``connection``, and write by ``changes`` if that one may."""
        self._connection = connection
        self.changes = changes

    def purge_expired(self, at: dt.datetime) -> int:
        """Delete for ever what has been in Recently deleted for 30 days at ``at``; return how many."""
        kinds = (
            *(self.entries, self.assumptions, self.predictions, self.actions),
            *(self.goals, self.values, self.metrics, self.targets),
            *(self.visions, self.terms, self.maps),
        )
        return sum(kind.purge_expired(at) for kind in kinds)


class WritableParts(Parts):
    """The kinds of thing and the files of clients, for a connection that writes to them."""

    def __init__(
        self, connection: driver.Connection, changes: Changes, folder: Folder, key: bytes
    ) -> None:
        """Work beside the open journal in ``folder``, whose key the keys of clients' files follow from."""
        super().__init__(connection, changes)
        self.folder = folder
        self._key = key

    @cached_property
    def clients(self) -> Clients:
        """The coach's clients, each in a file of their own."""
        from metanoia.store.clients import Clients  # which only a coach needs

        clients = Clients(self._connection, self.changes, self.folder, self._key)
        if not self._key:
            clients.end()
        return clients

    def _end_clients(self) -> None:
        """Close the files of clients for good, if any was opened."""
        if "clients" in vars(self):
            self.clients.end()
