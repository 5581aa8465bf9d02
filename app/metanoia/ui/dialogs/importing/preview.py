"""What an import would do, before it is done: four counts, a list, and what may still be chosen."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.exchange.incoming import FORMATS
from metanoia.exchange.plans import Plan
from metanoia.ui.amounts import counted
from metanoia.ui.dialogs.importing.count_card import CountCard
from metanoia.ui.dialogs.importing.options import Options
from metanoia.ui.dialogs.importing.rows import (
    CHANGED,
    FEW,
    HERE,
    NEW,
    PROBLEM,
    PreviewRow,
    a_few,
    of_kind,
    rows_of,
)
from metanoia.ui.dialogs.importing.source import FormatMenu
from metanoia.ui.dialogs.importing.table import LOOKS, PreviewTable
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon


class Preview(QWidget):
    """Shows a plan; ``format_asked`` carries another format to read it as."""

    format_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._rows: list[PreviewRow] = []
        self._format = ""
        self.notice = Banner(tone="info")
        self.notice.hide()
        self._recognised = Label("", "label", "accent_text", weight=600, elide=True)
        self.other = Button(self.tr("Not this format?"), "ghost", size="s")
        names = {
            NEW: self.tr("New"),
            CHANGED: self.tr("Changed"),
            HERE: self.tr("Already here"),
            PROBLEM: self.tr("Problems"),
        }
        self.cards = {kind: CountCard(name, *LOOKS[kind]) for kind, name in names.items()}
        self._what = heading("")
        self.all = Button("", "ghost", "list", "s", checkable=True)
        self.table = PreviewTable(self.tr("What would come in"), FEW)
        self.options = Options()
        new, changed, here, problems = self.cards.values()
        self.setLayout(
            vbox(
                self.notice,
                boxed(hbox(Icon("circle-check", 16, "accent_text"), 8, (self._recognised, 1), 8, self.other)),
                12,
                boxed(hbox((new, 1), 10, (changed, 1), 10, (here, 1), 10, (problems, 1))), 14,
                boxed(hbox(self._what, None, self.all)), 4,
                self.table, 16,
                self.options,
            )
        )  # fmt: skip
        for card in self.cards.values():
            card.clicked.connect(self._filter)
        self.all.clicked.connect(self._turn_all)
        self.other.clicked.connect(self._offer_formats)

    def show_plan(self, plan: Plan, *, named: bool) -> None:
        """Show a plan; ``named`` says that the person named its format."""
        self._rows = rows_of(plan)
        self._format = plan.format
        label = FORMATS[plan.format].label
        said = self.tr("Read as {}") if named else self.tr("Format recognised: {}")
        self._recognised.setText(said.format(label))
        for kind, card in self.cards.items():
            card.show_number(len(of_kind(self._rows, kind)))
            card.setChecked(False)
        self.all.setVisible(len(self._rows) > FEW)
        self.all.setChecked(False)
        self.options.offer_cures(plan)
        self._show()

    def show_lines(self, lines: int) -> None:
        """Give the list so many lines of room."""
        self.table.set_lines(lines)

    @Slot()
    def _filter(self) -> None:
        pressed = self.sender()
        for card in self.cards.values():
            if card is not pressed:
                card.setChecked(False)
        with QSignalBlocker(self.all):
            self.all.setChecked(False)
        self._show()

    @Slot()
    def _turn_all(self) -> None:
        for card in self.cards.values():
            card.setChecked(False)
        self._show()

    def _show(self) -> None:
        kind = next((kind for kind, card in self.cards.items() if card.isChecked()), None)
        if kind is not None:
            rows, said = of_kind(self._rows, kind), self.cards[kind].text()
        elif self.all.isChecked() or len(self._rows) <= FEW:
            rows, said = self._rows, self.tr("All of them")
        else:
            rows, said = a_few(self._rows), self.tr("A few of them")
        self._what.setText(said)
        every = counted(len(self._rows), self.tr("See it"), self.tr("See all {}"))
        self.all.setText(self.tr("See a few") if self.all.isChecked() else every)
        self.table.show_rows(rows)

    @Slot()
    def _offer_formats(self) -> None:
        menu = FormatMenu(self, self._format)
        menu.chosen.connect(self.format_asked)
        menu.open_below(self.other)
