"""An import under way: how far it is, how long it will take, and that it may be stopped."""

from __future__ import annotations

import time

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtWidgets import QWidget

from metanoia.exchange.arrivals import Arrival
from metanoia.exchange.plans import Fate, Plan
from metanoia.text import words
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.tile import Icon

_TELLING = 1.0  # s after which the time that is left can be guessed


class Running(QWidget):
    """Shows how far an import has come."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan: Plan | None = None
        self._begun = 0.0
        self._order: list[Arrival] = []
        self.progress = Progress()
        self._now = Label("", "label", "text2", weight=400, elide=True)
        note = Label(
            self.tr(
                "Nothing is half done: stop, and your journal is as it was. Afterwards you can take "
                "the whole import back."
            ),
            "label", "accent_text", weight=400, wrap=True,
        )  # fmt: skip
        sign = Icon("undo-2", 16, "accent_text")
        card = Card(
            boxed(hbox((sign, 0, Qt.AlignmentFlag.AlignTop), 11, (note, 1))),
            margins=(15, 12, 15, 12), tone="accent", radius=9,
        )  # fmt: skip
        self.setLayout(vbox(self.progress, 10, self._now, 16, card))

    def begin(self, plan: Plan) -> None:
        """Show that nothing has come in yet."""
        self._begun = time.monotonic()
        new = [step.arrival for step in plan.steps if step.fate is Fate.NEW]
        changed = [step.arrival for step in plan.steps if step.fate is Fate.CHANGED]
        # as they are carried out: what is a single insert first
        self._order = sorted(new, key=lambda arrival: bool(arrival.enclosures)) + changed
        self.progress.set_text(self.tr("Keeping a backup first…"))
        self.progress.set_progress(0, 0)
        self._now.setText("")

    @Slot(int, int)
    def show_progress(self, done: int, whole: int) -> None:
        """Show that ``done`` of ``whole`` entries have come in."""
        if done == 0:
            self._begun = time.monotonic()
        number = QLocale().toString(done)
        entries = counted(whole, self.tr("1 entry"), self.tr("{} entries"))
        self.progress.set_text(self.tr("{} of {}").format(number, entries), self._left(done, whole))
        self.progress.set_progress(done, whole)
        if done < len(self._order):
            entry = self._order[done].entry
            title = entry.title or words.excerpt(entry.body)[:60]
            self._now.setText(self.tr("Now: “{}”, {}").format(title, dates.month(entry.when.date)))
        else:
            self._now.setText(self.tr("Making them findable…"))

    def show_stopping(self) -> None:
        """Show that it will stop in a moment."""
        self.progress.set_text(self.tr("Stopping…"))
        self._now.setText(self.tr("Everything that came in is being taken out again."))

    def _left(self, done: int, whole: int) -> str:
        passed = time.monotonic() - self._begun
        if passed < _TELLING or not done or done >= whole:
            return ""
        seconds = max(1, round(passed / done * (whole - done)))
        return counted(seconds, self.tr("about a second left"), self.tr("about {} seconds left"))
