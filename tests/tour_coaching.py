"""The tour's way along what came back from a coach: comments beside every text, and the board."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from learning import lay_comments, lay_targets
from replying import comment, opened
from sharing import make_identity

if TYPE_CHECKING:
    from metanoia.ui.shell import Shell
    from metanoia.ui.widgets.comment_row import CommentRow

COACH = "Ingrid Solheim"


class Coaching:
    """Lets a reply come in to things of the sample journal, and walks to where its comments are seen."""

    def __init__(self, shell: Shell, folder: Path, shoot: Callable[[str], None]) -> None:
        self._shell = shell
        self._folder = folder
        self._shoot = shoot
        journal = shell.journal
        known = [one.id for one in journal.people.all() if one.name == COACH]
        self._coach = known[0] if known else journal.people.add(COACH, "coach").id
        entry = next(
            row for row in journal.entries.newest(99) if row.title == "The silence I filled"
        )
        self._entry = journal.entries.get(entry.id)
        self._goal = journal.goals.rows(words="Lead meetings")[0].goal
        self._assumption = journal.assumptions.find(journal.assumptions.rows()[0].id)
        self._value = journal.values.all()[0]
        self._prediction = journal.predictions.get(journal.predictions.rows()[0].id)

    def walk(self) -> None:
        """Take each place in turn."""
        from metanoia.ui.destination import Destination

        journal, go = self._shell.journal, self._shell.go
        asked = lay_comments(
            journal, self._coach,
            {
                ("entry", self._entry.id): {"title": self._entry.title, "body": self._entry.body},
                ("goal", self._goal.id): {"title": self._goal.title, "reality": self._goal.reality},
                ("assumption", self._assumption.id): {"statement": self._assumption.statement},
                ("value", self._value.id): {"name": self._value.name, "meaning": self._value.meaning},
                ("prediction", self._prediction.id): {"statement": self._prediction.statement},
            },
        )  # fmt: skip
        lay_targets(journal, self._coach, self._goal.id)
        journal.replies.answer(asked[1], "Somebody else would. It may take ten seconds.")
        go(Destination(page="today", entry=self._entry.id))
        self._shoot("g0-today-comments")
        go(Destination(page="journal", entry=self._entry.id))
        self._shoot("g1-journal-comments")
        for name, place in (
            ("g2-goal-comments", Destination(page="goals", item=self._goal.id)),
            ("g3-value-comments", Destination(page="goals", section="values", item=self._value.id)),
            ("g4-assumption-comments", Destination(page="assumptions", section="register", item=self._assumption.id)),
            ("g5-prediction-comments", Destination(page="assumptions", section="predictions", item=self._prediction.id)),
        ):  # fmt: skip
            go(place)
            self._scroll()
            self._shoot(name)
        self._first_row().begin()
        self._shoot("g6-answering")
        go(Destination(page="share"))
        self._shell.current.receipts.show_answered(self._answered())
        self._shoot("g7-receipt")
        go(Destination(page="review", section="week"))
        self._shell.current.week.show_step(0)
        self._shoot("g8-week-asks")
        go(Destination(page="team"))
        self._shoot("g9-board")

    def _answered(self) -> str:
        """Seal a share of the entry and let it be answered; return its id."""
        from metanoia.domain.shares import ShareRequest
        from metanoia.exchange import seal

        journal, entry = self._shell.journal, self._entry
        checked = seal.check(journal, ShareRequest(entries=(entry.id,), sender="Mara"))
        key = journal.people.get(self._coach).age_recipient or make_identity().age_recipient
        to = seal.ForKeys((key,), (self._coach,))
        file = self._folder / "g7.metanoia"
        seal.seal(journal, checked, to, file)
        share = journal.shares.get(journal.shares.all()[0].id)
        said = comment(("entry", entry.id), "Whose silence was it?", on=(entry.body, "went quiet"))
        kept = opened(share, said, party=self._coach, closing_note="Courage.")
        journal.replies.take(kept)
        return share.id

    def _first_row(self) -> CommentRow:
        """Return the first comment that is seen."""
        from metanoia.ui.widgets.comment_row import CommentRow

        rows = self._shell.current.findChildren(CommentRow)
        return next(row for row in rows if row.isVisible())

    def _scroll(self) -> None:
        """Bring the comments into view."""
        from PySide6.QtWidgets import QApplication, QScrollArea

        from metanoia.ui.commenting import CommentsOf

        QApplication.processEvents()
        for card in self._shell.current.findChildren(CommentsOf):
            if not card.isVisible():
                continue
            above = card.parentWidget()
            while above is not None and not isinstance(above, QScrollArea):
                above = above.parentWidget()
            if above is not None:
                above.ensureWidgetVisible(card, 0, 10)
