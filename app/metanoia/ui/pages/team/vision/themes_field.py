"""The themes of a vision as lines that are worded, moved, merged and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.visions import THEME_LIMIT, THEMES, Draft
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import hbox, vbox
from metanoia.ui.widgets.number_badge import NumberBadge

if TYPE_CHECKING:
    from collections.abc import Iterable


class _Line(LineField):
    """``moved`` carries -1 or 1 for Alt+Up and Alt+Down."""

    moved = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved.emit(step)
            return
        super().keyPressEvent(event)


class _Row(QWidget):
    """One theme; the signals carry the row."""

    moved = Signal(object, int)
    merged = Signal(object)
    removed = Signal(object)
    edited = Signal()

    def __init__(self, number: int, draft: Draft) -> None:
        super().__init__()
        self.id = draft.id
        self.number = number
        self.line = _Line("", name=self.tr("Theme {}").format(number), size="s", text=draft.text)
        self.line.setMaxLength(THEME_LIMIT)
        self.line.setCursorPosition(0)
        self.up = IconButton("arrow-up", self.tr("Move theme {} up").format(number), "Alt+Up")
        self.merge = IconButton("layers", self.tr("Merge theme {} with the one above").format(number))  # fmt: skip
        self.remove = IconButton("x", self.tr("Remove theme {}").format(number))
        for button in (self.up, self.merge):
            button.setEnabled(number > 1)
        self.setLayout(hbox(NumberBadge(number, 22), 8, (self.line, 1), 2, self.up, self.merge, self.remove))  # fmt: skip
        self.line.moved.connect(self._move)
        self.line.textEdited.connect(self.edited)
        self.up.clicked.connect(self._up)
        self.merge.clicked.connect(self._merge)
        self.remove.clicked.connect(self._remove)

    @Slot(int)
    def _move(self, step: int) -> None:
        self.moved.emit(self, step)

    @Slot()
    def _up(self) -> None:
        self.moved.emit(self, -1)

    @Slot()
    def _merge(self) -> None:
        self.merged.emit(self)

    @Slot()
    def _remove(self) -> None:
        self.removed.emit(self)


class ThemesField(QWidget):
    """Up to twelve themes in their order; ``resized`` tells that there are more or fewer."""

    resized = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.touched = False  # whether a person had a hand in them
        self.rows: list[_Row] = []
        self._column = vbox(gap=5)
        self._none = Label("", "label", "text3", weight=400, wrap=True)
        self._none.setText(self.tr("Themes are proposed from the text once it is there."))
        self.setLayout(vbox(self._none, self._column))

    def drafts(self) -> list[Draft]:
        """Return the themes as they stand, without those that are empty."""
        return [Draft(row.id, row.line.text()) for row in self.rows if row.line.text().strip()]

    def show_drafts(self, drafts: Iterable[Draft]) -> None:
        """Show other themes."""
        self._lay(list(drafts))

    def add(self, text: str) -> str:
        """Add a theme at the end; return why it cannot be added, "" if it was."""
        said = " ".join(text.split())
        drafts = self.drafts()
        if len(drafts) >= THEMES:
            return self.tr("A vision has at most twelve themes. Merge or remove one first.")
        if len(said) > THEME_LIMIT:
            return self.tr("A theme has at most 300 characters. Select a shorter passage.")
        if said.casefold() in {one.text.casefold() for one in drafts}:
            return self.tr("That is a theme already.")
        self.touched = True
        self._lay([*drafts, Draft(None, said)])
        return ""

    @Slot(object, int)
    def _move(self, row: _Row, step: int) -> None:
        place = self.rows.index(row)
        there = place + step
        if not 0 <= there < len(self.rows):
            return
        drafts = self._all()
        drafts[place], drafts[there] = drafts[there], drafts[place]
        self._changed(drafts, there)

    @Slot(object)
    def _merge(self, row: _Row) -> None:
        place = self.rows.index(row)
        drafts = self._all()
        above, this = drafts[place - 1], drafts.pop(place)
        joined = ", ".join(text for text in (above.text.strip(), this.text.strip()) if text)
        # what was said of the first goes on; where nothing was, of the second
        drafts[place - 1] = Draft(above.id or this.id, joined[:THEME_LIMIT])
        self._changed(drafts, place - 1)

    @Slot(object)
    def _remove(self, row: _Row) -> None:
        place = self.rows.index(row)
        drafts = self._all()
        drafts.pop(place)
        self._changed(drafts, min(place, len(drafts) - 1))

    @Slot()
    def _edited(self) -> None:
        self.touched = True

    def _changed(self, drafts: list[Draft], focus: int) -> None:
        self.touched = True
        self._lay(drafts)
        if 0 <= focus < len(self.rows):
            self.rows[focus].line.setFocus(Qt.FocusReason.TabFocusReason)

    def _all(self) -> list[Draft]:
        return [Draft(row.id, row.line.text()) for row in self.rows]

    def _lay(self, drafts: list[Draft]) -> None:
        for old in self.rows:
            self._column.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for number, draft in enumerate(drafts, 1):
            row = _Row(number, draft)
            row.moved.connect(self._move)
            row.merged.connect(self._merge)
            row.removed.connect(self._remove)
            row.edited.connect(self._edited)
            self.rows.append(row)
            self._column.addWidget(row)
        self._none.setVisible(not drafts)
        self.resized.emit()
