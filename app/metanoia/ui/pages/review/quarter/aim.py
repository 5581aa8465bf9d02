"""The card about a shared vision in the review of a quarter: how it fits, where one stands, the way there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal

from metanoia.domain import fit
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.visions import Vision
    from metanoia.journal import Journal


class AimCard(Card):
    """Hidden while there is no vision; ``look_asked`` asks to go through its themes."""

    look_asked = Signal()

    def __init__(self) -> None:
        self._title = Label("", "h3", wrap=True)
        self._about = Label("", "label", "text2", weight=400, wrap=True)
        self.look = Button("", "outline", "eye")
        super().__init__(self._title, 4, boxed(hbox((self._about, 1), 14, self.look)))
        self._title.setText(self.tr("Our aim"))
        self.look.setText(self.tr("Look again at our aim"))
        self.look.clicked.connect(self.look_asked)

    def show_journal(self, journal: Journal, start: dt.date, today: dt.date) -> None:
        """Show the vision that holds today, and what was said of it since ``start``."""
        standing = journal.visions.standing()
        self.setVisible(bool(standing))
        self._about.setText(self._told(journal, standing[0], start, today) if standing else "")

    def forget(self) -> None:
        """Forget the vision."""
        self._about.setText("")

    def _told(self, journal: Journal, one: Vision, start: dt.date, today: dt.date) -> str:
        themes = journal.visions.themes(one.id)
        latest = {stance.theme: stance for stance in journal.visions.stances(one.id)}
        lines = [self.tr("“{}”, the text of {}.").format(one.name, dates.medium(one.as_of, today))]
        rated = journal.values.latest_ratings()
        matters = {str(value): rating.importance for value, rating in rated.items()}
        cells = [(cell.value, cell.theme, cell.fit) for cell in journal.visions.fits(one.id)]
        score = fit.score(matters, cells)
        if score is not None:
            lines.append(
                self.tr("Its themes and my values: fit {}.").format(
                    f"{score:+.2f}".replace("-", "−")
                )
            )
        if strained := len(fit.strained(matters, cells)):
            lines.append(
                counted(strained, self.tr("One pair strains."), self.tr("{} pairs strain."))
            )
        unclear = sum(stance.stance is None for stance in latest.values())
        if unclear:
            lines.append(counted(unclear, self.tr("One theme is not yet understood."), self.tr("{} themes are not yet understood.")))  # fmt: skip
        due = sum(one.id not in latest or latest[one.id].date < start for one in themes)
        if due:
            lines.append(counted(due, self.tr("One theme waits for a look this quarter."), self.tr("{} themes wait for a look this quarter.")))  # fmt: skip
        elif themes:
            lines.append(self.tr("You have looked at each of them this quarter."))
        return " ".join(lines)
