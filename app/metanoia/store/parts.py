"""Everything that a connection to the open journal gives access to, said once."""

from __future__ import annotations

import datetime as dt

from metanoia.store import driver
from metanoia.store.actions import Actions
from metanoia.store.anchors import Anchors
from metanoia.store.answers import Answers
from metanoia.store.assumptions import Assumptions
from metanoia.store.attachments import Attachments
from metanoia.store.brakes import Brakes
from metanoia.store.changes import Changes
from metanoia.store.circles import Circles
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


class Parts:
    """The kinds of thing in the open journal, each by its name."""

    def __init__(self, connection: driver.Connection, changes: Changes) -> None:
        """Read by ``connection``, and write by ``changes`` if that one may."""
        self.meta = Meta(connection, changes)
        self.entries = Entries(connection, changes)
        self.answers = Answers(connection, changes)
        self.tags = Tags(connection, changes)
        self.links = Links(connection, changes)
        self.ties = Ties(connection, changes)
        self.attachments = Attachments(connection, changes)
        self.search = Search(connection, changes)
        self.imports = Imports(connection, changes)
        self.identity = Identities(connection, changes)
        self.people = People(connection, changes)
        self.circles = Circles(connection, changes)
        self.shares = Shares(connection, changes)
        self.replies = Replies(connection, changes)
        self.private_terms = PrivateTerms(connection, changes)
        self.redactions = Redactions(connection, changes)
        self.consents = Consents(connection, changes)
        self.snippets = Snippets(connection, changes)
        self.assumptions = Assumptions(connection, changes)
        self.experiments = Experiments(connection, changes)
        self.predictions = Predictions(connection, changes)
        self.anchors = Anchors(connection, changes)
        self.actions = Actions(connection, changes)
        self.goals = Goals(connection, changes)
        self.brakes = Brakes(connection, changes)
        self.values = Values(connection, changes)
        self.targets = Targets(connection, changes)
        self.visions = Visions(connection, changes)
        self.terms = Terms(connection, changes)
        self.maps = Maps(connection, changes)
        self.lines = Lines(connection, changes)
        self.metrics = Metrics(connection, changes)
        self.reviews = Reviews(connection, changes)
        self.leaving = Leaving(connection, changes)
        self.returning = Returning(connection, changes)
        self.situation = Situation(connection, changes)
        self.things = Things(connection, changes)
        self.share_lines = ShareLines(connection, changes)

    def purge_expired(self, at: dt.datetime) -> int:
        """Delete for ever what has been in Recently deleted for 30 days at ``at``; return how many."""
        kinds = (
            *(self.entries, self.assumptions, self.predictions, self.actions),
            *(self.goals, self.values, self.metrics, self.targets),
            *(self.visions, self.terms, self.maps),
        )
        return sum(kind.purge_expired(at) for kind in kinds)
