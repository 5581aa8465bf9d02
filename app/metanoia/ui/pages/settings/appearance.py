"""Light or dark, the size of all text, motion."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import desk_alone
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.theme import Mode, theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.row import SettingRow
from metanoia.ui.widgets.segmented import Segmented

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_MODES: Final[tuple[Mode, ...]] = ("system", "light", "dark")
_SIZES: Final = (0.85, 1.0, 1.15, 1.3, 1.45, 1.6)


class Appearance(Section):
    """What is chosen is seen at once, on the whole window."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Appearance"))
        self.lead.setText(
            self.tr("What you choose here is seen at once, and holds on this computer.")
        )
        names = [self.tr("As the computer"), self.tr("Light"), self.tr("Dark")]
        self.mode = Segmented(names, name=self.tr("Light or dark"))
        sizes = [f"{round(size * 100)}" for size in _SIZES]
        self.steps = Segmented(sizes, name=self.tr("Text size in percent"))
        self.usual = Button(self.tr("Usual size"), "ghost", size="s")
        self.calm = Switch(self.tr("Less motion"), checked=settings.less_motion)
        self.mode_row = SettingRow("sun-moon", self.tr("Light or dark"), "", self.mode)
        self.size_row = SettingRow(
            "a-large-small", self.tr("Text size"),
            self.tr("Of everything in the window, in percent. Ctrl + and Ctrl − do the same."),
            self.steps, tone="blue",
        )  # fmt: skip
        calm_row = SettingRow(
            "sparkles", self.tr("Less motion"),
            self.tr("Nothing fades or slides. A wish of the computer’s own is followed anyway."),
            self.calm, tone="plum",
        )  # fmt: skip
        self.sample = Card(
            Label(self.tr("How it reads"), "caption", "text3", weight=600), 8,
            Label(self.tr("The silence I filled"), "h1", wrap=True), 8,
            Label(
                self.tr("What you write is set like this. What Metanoia says is set like the line below."),
                "reading", wrap=True,
            ), 6,
            Label(self.tr("Saved. 412 words, the third entry of this day."), "label", "text2", weight=400),
            margins=(24, 18, 24, 20),
        )  # fmt: skip
        self.whole = Switch(self.tr("Show the whole journal"))
        self.desk_row = SettingRow(
            "book-open", self.tr("Show the whole journal"),
            self.tr("Today, Journal, Goals and the rest beside the coach desk."), self.whole,
        )  # fmt: skip
        rows = [self.mode_row, self.size_row, calm_row]
        if desk_alone.is_desk(journal):
            rows.append(self.desk_row)
        else:
            self.desk_row.setParent(self)
            self.desk_row.hide()
        self.add(Group("", *rows), self.sample)
        self.whole.setChecked(not desk_alone.is_alone(journal))
        self.whole.toggled.connect(self._choose_whole)
        self.mode.chosen.connect(self._choose_mode)
        self.steps.chosen.connect(self._choose_size)
        self.calm.toggled.connect(self._choose_calm)
        theme().changed.connect(self._show)
        self._show()

    def refresh(self) -> None:
        """Show what holds now."""
        self._show()

    @Slot()
    def _show(self) -> None:
        shown = theme()
        self.mode.set_current(_MODES.index(shown.mode))
        nearest = min(_SIZES, key=lambda size: abs(size - shown.scale))
        self.steps.set_current(_SIZES.index(nearest))
        if shown.mode == "system":
            now = self.tr("dark") if shown.scheme == "dark" else self.tr("light")
            self.mode_row.set_subtitle(self.tr("The computer asks for {} now.").format(now))
        else:
            self.mode_row.set_subtitle(self.tr("Whatever the computer asks for."))

    @Slot(int)
    def _choose_mode(self, number: int) -> None:
        mode = _MODES[number]
        self.settings.mode = mode
        theme().apply(mode)
        self.keep()

    @Slot(int)
    def _choose_size(self, number: int) -> None:
        self.settings.scale = _SIZES[number]
        theme().apply(scale=_SIZES[number])
        self.keep()

    @Slot(bool)
    def _choose_whole(self, on: bool) -> None:
        desk_alone.show_whole(self.journal, whole=on)

    @Slot(bool)
    def _choose_calm(self, on: bool) -> None:
        self.settings.less_motion = on
        theme().less_motion = on
        self.keep()
