"""One theme in a sheet: one's own words for it, where one stands, and where one stood."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.visions import my_words
from metanoia.ui import dates
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.pages.team.vision import words
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.row import ChoiceRow
from metanoia.ui.widgets.stance import StancePills, StanceStrip
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.visions import Stance, Theme

_CHOICES: Final[tuple[int | None, ...]] = (0, 1, 2, 3, 4, None)


class _Choice(ChoiceRow):
    def __init__(self, stand: int | None) -> None:
        super().__init__(words.stance(stand), before=StancePills(stand))
        self.stand = stand
        if (layout := self.layout()) is not None:
            layout.setContentsMargins(12, 6, 12, 6)


class ThemeSheet(WritingSheet):
    """``given`` carries one's words and the stance; the sheet stays until they are kept.

    ``place`` (number, of how many) makes it one step of looking at all of them: no stance is chosen
    then, and what was said last is told beside it.
    """

    given = Signal(str, object)

    def __init__(
        self,
        over: QWidget,
        one: Theme,
        stances: Sequence[Stance],
        served: str,
        today: dt.date,
        place: tuple[int, int] | None = None,
    ) -> None:
        keep = over.tr("Keep")
        if place is not None:
            keep = over.tr("Keep and finish") if place[0] == place[1] else over.tr("Keep and go on")
        said = served if place is None else over.tr("{} of {}. {}").format(*place, served)
        super().__init__(over, one.title, said, keep=keep, icon="flag", tone="accent", width=620)
        self._place = place
        self.words = TextField(
            self.tr("What does it mean where I work, in words of my own?"),
            name=self.tr("In my words"), least=2, most=6, role="reading",
        )  # fmt: skip
        self.words.setPlainText(one.my_words)
        self.words_labelled = Labelled(self.tr("In my words"), self.words)
        self.choices = [_Choice(stand) for stand in _CHOICES]
        last = stances[-1] if stances else None
        if last is not None and (place is None or last.date == today):
            for choice in self.choices:
                choice.setChecked(choice.stand == last.stance)
        self.add(self.words_labelled, 16, Label(self.tr("Where I stand today"), "label"), 6)
        self.add(boxed(vbox(*self.choices, gap=6)))
        if stances:
            self._add_course(stances, today)

    def _add_course(self, stances: Sequence[Stance], today: dt.date) -> None:
        course = [(one.date, one.stance) for one in stances]
        last = self.tr("Last said on {}: {}.").format(
            dates.medium(course[-1][0], today), words.stance(course[-1][1])
        )
        self.add(14, Label(self.tr("Where I stood"), "label"), 2, Label(last, "caption", "text3", wrap=True), 10)  # fmt: skip
        self.strip = StanceStrip(course, words.course(course, today))
        self.add(self.strip)

    def stand(self) -> words.Stand:
        """Return the stance that is chosen, UNSAID for none."""
        return next((one.stand for one in self.choices if one.isChecked()), words.UNSAID)

    def written(self) -> object:
        """Return what is written and chosen now."""
        return self.words.toPlainText(), self.stand()

    @Slot()
    def keep(self) -> None:
        """Give both, or say what is wrong."""
        said = self.words.toPlainText()
        too_long = refusal(my_words, said)
        self.words_labelled.set_error(too_long)
        if too_long:
            self.words.setFocus()
            return
        self.refuse("")
        self.given.emit(said, self.stand())

    def first_focus(self) -> QWidget | None:
        """Begin with one's own words; going through all of them, with where one stands."""
        return self.words if self._place is None else self.choices[0]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose the stance by 0 to 4 or ? outside of the text."""
        chosen = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3, Qt.Key.Key_4: 4, Qt.Key.Key_Question: 5}  # fmt: skip
        place = chosen.get(Qt.Key(event.key()))
        if place is None or event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            super().keyPressEvent(event)
            return
        self.choices[place].setChecked(True)
        self.choices[place].setFocus(Qt.FocusReason.TabFocusReason)
