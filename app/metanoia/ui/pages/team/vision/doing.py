"""What is done with visions: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.visions import NewVision, VisionId
from metanoia.ui.destination import Notice
from metanoia.ui.pages.team.vision import words

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Sequence

    from metanoia.domain.values import ValueId
    from metanoia.domain.visions import Draft, Theme, Vision
    from metanoia.journal import Journal


class Doing(QObject):
    """Does it in one journal; ``said`` carries the Notice. What cannot be done is returned as a sentence."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._journal = journal
        self._visions = journal.visions
        self.added: VisionId | None = None  # what was kept last

    def add(self, new: NewVision, themes: Sequence[Draft], replaces: VisionId | None) -> str:
        """Keep a vision, in the place of another one if its text has changed."""
        try:
            texts = [one.text for one in themes]
            self.added = self._visions.add(new, texts, replaces=replaces).id
        except MetanoiaError as error:
            return str(error)
        text = self.tr("Vision kept") if replaces is None else self.tr("New text kept")
        self.said.emit(Notice(text=text, undo=partial(self._visions.trash, self.added)))
        return ""

    def change(self, vision: VisionId, new: NewVision, themes: Sequence[Draft]) -> str:
        """Correct what is kept of a vision, and its themes."""

        def change() -> None:
            with self._journal.changes.write():
                said = {"name": new.name, "text": new.text, "as_of": new.as_of, "group": new.group}
                self._visions.change(vision, **said)  # type: ignore[arg-type]
                self._visions.keep_themes(vision, themes)

        return self._do(self.tr("Vision changed"), vision, change)

    def say(self, theme: Theme, said: str, stand: words.Stand, today: dt.date) -> str:
        """Keep one's words for a theme and, if it was said, where one stands today."""

        def say() -> None:
            with self._journal.changes.write():
                self._visions.say(theme.id, said)
                if not isinstance(stand, str):
                    self._visions.stand(theme.id, stand, date=today, today=today)

        return self._do(self.tr("Theme {} kept").format(theme.number), theme.vision, say)

    def stand(self, theme: Theme, stand: int | None, today: dt.date) -> str:
        """Keep where one stands to a theme today."""
        keep = partial(self._visions.stand, theme.id, stand, date=today, today=today)
        text = self.tr("Theme {}: {}").format(theme.number, words.stance(stand))
        return self._do(text, theme.vision, keep)

    def fit(self, value: str, theme: Theme, fit: int | None, note: str | None, text: str) -> str:
        """Keep how a value and a theme fit, or blank the cell."""
        one: ValueId = value  # type: ignore[assignment]
        return self._do(
            text, theme.vision, partial(self._visions.set_fit, one, theme.id, fit, note)
        )

    def serve(self, goal: str, theme: Theme, *, on: bool) -> str:
        """Let a goal serve a theme, or no longer."""
        ends = ("goal", goal), ("theme", theme.id)
        tie = partial(self._journal.ties.set_relation, *ends, "serves" if on else None)
        text = self.tr("The goal serves theme {}") if on else self.tr("The goal no longer serves theme {}")  # fmt: skip
        return self._do(text.format(theme.number), theme.vision, tie)

    def trash(self, one: Vision) -> str:
        """Move a vision to Recently deleted."""
        try:
            self._visions.trash(one.id)
        except MetanoiaError as error:
            return str(error)
        text = self.tr("“{}” moved to Recently deleted").format(one.name)
        self.said.emit(Notice(text=text, undo=partial(self._visions.restore, one.id)))
        return ""

    def restore(self, vision: str, name: str) -> str:
        """Bring a vision back."""
        try:
            self._visions.restore(vision)
        except MetanoiaError as error:
            return str(error)
        undo = partial(self._visions.trash, vision)
        self.said.emit(Notice(text=self.tr("“{}” restored").format(name), undo=undo))
        return ""

    def purge(self, vision: str) -> str:
        """Delete a vision for good."""
        try:
            self._visions.purge(vision)
        except MetanoiaError as error:
            return str(error)
        self.said.emit(Notice(text=self.tr("Vision deleted for good")))
        return ""

    def _do(self, text: str, vision: VisionId, change: Callable[[], object]) -> str:
        try:
            former = self._visions.former(vision)
            change()
        except MetanoiaError as error:
            return str(error)
        self.said.emit(Notice(text=text, undo=partial(self._visions.put_back, former)))
        return ""
