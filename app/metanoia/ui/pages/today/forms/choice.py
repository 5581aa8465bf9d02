"""A few chips of which one is taken, or none: an answer may stay open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.form_fields import Option


class _OneChip(Chip):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        choices = self.parentWidget()
        if step and isinstance(choices, Choices):
            choices.step(self, step)
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)


class Choices(QWidget):
    """Arrows go from chip to chip, Space takes one or leaves it again. ``chosen`` says that it changed."""

    chosen = Signal()

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._keys = [option.key for option in options]
        self.chips: list[Chip] = []
        flow = FlowLayout(gap=6, line_gap=6)
        self.setLayout(flow)
        for option in options:
            chip = _OneChip(option.label, "plain", checkable=True, parent=self)
            chip.setAccessibleName(f"{name}: {option.label}")
            chip.clicked.connect(self._clicked)
            flow.addWidget(chip)
            self.chips.append(chip)
        self._one_stop()

    def choice(self) -> str | None:
        """Return the key of the option taken, None where none is."""
        for key, chip in zip(self._keys, self.chips, strict=True):
            if chip.isChecked():
                return key
        return None

    def set_choice(self, key: str | None) -> None:
        """Take an option, or none; nothing is emitted."""
        for known, chip in zip(self._keys, self.chips, strict=True):
            self._check(chip, known == key)
        self._one_stop()

    def set_fixed(self, fixed: bool) -> None:
        """Show only what was taken, as a mere chip; or all that there is to choose."""
        for chip in self.chips:
            chip.setVisible(chip.isChecked() or not fixed)
            chip.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, fixed)
            if fixed:
                chip.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if not fixed:
            self._one_stop()

    def step(self, chip: Chip, by: int) -> None:
        """Go to the chip beside one."""
        target = self.chips[(self.chips.index(chip) + by) % len(self.chips)]
        target.setFocus(Qt.FocusReason.TabFocusReason)

    def take_focus(self) -> None:
        """Put the keyboard on the chip taken, else on the first."""
        chip = next((one for one in self.chips if one.isChecked()), self.chips[0])
        chip.setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        pressed = self.sender()
        for chip in self.chips:
            if chip is pressed:
                self._check(chip, chip.isChecked())
            else:
                self._check(chip, on=False)
        self._one_stop()
        self.chosen.emit()

    def _check(self, chip: Chip, on: bool) -> None:
        chip.setChecked(on)
        chip.set_look("plain", "check" if on else None)
        chip.updateGeometry()

    def _one_stop(self) -> None:
        stop = next((one for one in self.chips if one.isChecked()), self.chips[0])
        for chip in self.chips:
            strong, click = Qt.FocusPolicy.StrongFocus, Qt.FocusPolicy.ClickFocus
            chip.setFocusPolicy(strong if chip is stop else click)
