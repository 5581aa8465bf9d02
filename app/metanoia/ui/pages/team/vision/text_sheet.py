"""The text of a vision in a sheet: pasted, dated, and split into its themes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.visions import (
    GROUP_KINDS,
    NAME_LIMIT,
    Draft,
    NewVision,
    check_drafts,
    proposed,
    vision_text,
)
from metanoia.ui.dialogs.writing_sheet import WritingSheet, refusal
from metanoia.ui.pages.team.vision import words
from metanoia.ui.pages.team.vision.themes_field import ThemesField
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.visions import Theme, Vision

_REST = 350  # milliseconds after the last key until themes are proposed


class PassageField(TextField):
    """A text of which Enter makes the selected passage a theme."""

    passage = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Hand over what is selected by Enter; write a new line where nothing is."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if enter and not control and (chosen := self.chosen()):
            self.passage.emit(chosen)
            return
        super().keyPressEvent(event)

    def chosen(self) -> str:
        """Return the words that are selected."""
        return self.textCursor().selectedText().replace("\u2029", " ").strip()


class VisionSheet(WritingSheet):
    """``given`` carries a NewVision and its themes as Drafts; the sheet stays until they are kept."""

    given = Signal(object, object)

    def __init__(
        self,
        over: QWidget,
        today: dt.date,
        *,
        old: Vision | None = None,
        themes: Sequence[Theme] = (),
        replaces: bool = False,
    ) -> None:
        new = old is None or replaces
        title = over.tr("The text has changed") if replaces else over.tr("What do you want together?") if new else over.tr("Change what is kept")  # fmt: skip
        said = (
            over.tr(
                "The text of before stays to look at. Themes that say the same keep your words."
            )
            if replaces
            else over.tr("Paste the vision of your team, and make its threads into themes.")
        )
        super().__init__(over, title, said, keep=over.tr("Keep"), icon="flag", tone="accent", width=940)  # fmt: skip
        self._new = new
        self.name = LineField(self.tr("Ward 4, the school, our street…"), name=self.tr("Whose it is"), text=old.name if old else "")  # fmt: skip
        self.name.setMaxLength(NAME_LIMIT)
        self.group = Segmented([words.group(kind) for kind in GROUP_KINDS], GROUP_KINDS.index(old.group) if old else 0, name=self.tr("What kind of group"))  # fmt: skip
        self.as_of = DayField(self.tr("As of"), today=today, ahead=False)
        self.as_of.set_day(today if old is None or replaces else old.as_of)
        self.text = PassageField(
            self.tr("Paste the text here…"), name=self.tr("The text"), least=9, most=14, role="reading"
        )  # fmt: skip
        self.themes = ThemesField()
        if old is not None and not replaces:
            self.text.setPlainText(old.text)
            self.themes.show_drafts(Draft(one.id, one.text) for one in themes)
            self.themes.touched = True
        self.take = Button(self.tr("Make the selection a theme"), "soft", "plus", "s", hint=self.tr("Enter"))  # fmt: skip
        self.propose = Button(self.tr("Propose themes anew"), "ghost", "list", "s")
        self._lay_out()
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._rest.timeout.connect(self._propose_unasked)
        self.text.textChanged.connect(self._rest.start)
        self.text.passage.connect(self._add)
        self.take.clicked.connect(self._take)
        self.propose.clicked.connect(self.propose_anew)
        self.themes.resized.connect(self._placed)

    def _lay_out(self) -> None:
        self.name_labelled = Labelled(self.tr("Whose it is"), self.name)
        self.day_labelled = Labelled(self.tr("As of"), self.as_of)
        group = Labelled(self.tr("What kind of group"), self.group)
        top = Qt.AlignmentFlag.AlignTop
        self.add(boxed(hbox((self.name_labelled, 3), 16, (self.day_labelled, 2), 16, (group, 0, top))), 16)  # fmt: skip
        hint = self.tr("Select a passage and press Enter: it becomes a theme.")
        self.text_labelled = Labelled(self.tr("The text"), self.text, hint)
        left = boxed(vbox(self.text_labelled, 8, boxed(hbox(self.take, None)), None))
        right = boxed(vbox(Label(self.tr("Themes"), "label"), 6, self.themes, 8, boxed(hbox(self.propose, None)), None))  # fmt: skip
        self.add(boxed(hbox((left, 1), 24, (right, 1))))

    @Slot()
    def propose_anew(self) -> None:
        """Show the themes that the text suggests; those that are there already stay themselves."""
        there = {one.text.casefold(): one for one in self.themes.drafts()}
        found = proposed(self.text.toPlainText())
        self.themes.show_drafts(there.get(one.casefold(), Draft(None, one)) for one in found)

    def written(self) -> object:
        """Return what is written now."""
        return (
            self.name.text(),
            self.group.current(),
            self.as_of.field.text(),
            self.text.toPlainText(),
            self.themes.drafts(),
        )

    @Slot()
    def keep(self) -> None:
        """Give the vision and its themes, or say what is wrong."""
        self._propose_unasked()
        text, day = self.text.toPlainText(), self.as_of.day()
        unnamed = "" if self.name.text().strip() else self.tr("Say whose it is: “Ward 4”.")
        wrong_text = refusal(vision_text, text)
        undated = "" if day else self.tr("Of which day is the text?")
        self.name_labelled.set_error(unnamed)
        self.text_labelled.set_error(wrong_text)
        if not self.as_of.refusal.text():
            self.day_labelled.set_error(undated)
        for wrong, widget in ((unnamed, self.name), (undated, self.as_of), (wrong_text, self.text)):
            if wrong:
                widget.setFocus()
                return
        if day is None:
            return
        try:
            new = NewVision(name=self.name.text(), text=text, as_of=day, group=GROUP_KINDS[self.group.current()])  # fmt: skip
            drafts = check_drafts(self.themes.drafts())
        except Refused as error:
            self.refuse(str(error))
            return
        self.refuse("")
        self.given.emit(new, drafts)

    def first_focus(self) -> QWidget | None:
        """Begin where something is missing."""
        return self.text if self.name.text() else self.name

    @Slot()
    def _take(self) -> None:
        chosen = self.text.chosen()
        if not chosen:
            self.refuse(self.tr("Select a passage of the text first."))
            self.text.setFocus()
            return
        self._add(chosen)

    @Slot(str)
    def _add(self, passage: str) -> None:
        self.refuse(self.themes.add(passage))

    @Slot()
    def _propose_unasked(self) -> None:
        if not self.themes.touched:
            self.propose_anew()

    @Slot()
    def _placed(self) -> None:
        if self.is_open():
            self.place()
