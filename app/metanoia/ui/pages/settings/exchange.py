"""Import and export: bringing words in, taking them out, and what was brought in so far."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.exchange.incoming import FORMATS
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.import_sheet import ImportSheet
from metanoia.ui.pages.settings.export import Export
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.taking_back import TakingBack
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.row import RowButton, SettingRow

if TYPE_CHECKING:
    from metanoia.domain.imports import ImportRun
    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

_SHOWN = 30


class Exchange(Section):
    """What comes in and what goes out."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Import and export"))
        self.lead.setText(
            self.tr("Your words come in and go out in plain formats that others read too.")
        )
        self.import_ = Button(self.tr("Import…"), "primary", "download", "s")
        come = SettingRow(
            "download", self.tr("Import"),
            self.tr("A jrnl journal, a folder of Markdown, an export of Metanoia. You look first."),
            self.import_,
        )  # fmt: skip
        self.export = Export(journal)
        self._history = boxed(vbox())
        self.leaving = RowButton(
            "log-out", self.tr("Taking your words out for good"),
            self.tr("How to leave, and how to open the journal without Metanoia"), tone="blue",
        )  # fmt: skip
        self.add(
            Group(self.tr("Bring in"), come),
            Group(self.tr("Take out"), self.export),
            self._history,
            self.leaving,
        )
        self.import_.clicked.connect(self._import)
        self.export.said.connect(self.said)
        self.leaving.clicked.connect(self._read_more)

    @Slot()
    def refresh(self) -> None:
        """Show what was brought in so far, and which tags and years there are."""
        if not self.journal.is_open:
            return
        self.export.refresh()
        layout = self._history.layout()
        while layout is not None and (item := layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        runs = self.journal.imports.history()
        if layout is None or not runs:
            return
        rows = [_Run(self.journal, run, self) for run in runs[:_SHOWN]]
        layout.addWidget(Group(self.tr("Brought in so far"), *rows))

    def blank(self) -> None:
        """Stop an export that is under way."""
        self.export.cancel()

    @Slot()
    def _import(self) -> None:
        ImportSheet(self, self.journal, self.said).open()

    @Slot()
    def _read_more(self) -> None:
        self.asked.emit(Destination(page="settings", section="help/exporting-and-leaving"))


class _Run(SettingRow):
    """One import, and the way to take it back as one."""

    def __init__(self, journal: Journal, run: ImportRun, section: Exchange) -> None:
        self.back = Button(section.tr("Take back"), "outline", "undo-2", "s")
        gone = Label(section.tr("Taken back"), "label", "text3", weight=400)
        when = dates.moment(run.at)
        known = FORMATS.get(run.format)
        label = known.label if known else run.format
        new = counted(run.new, section.tr("1 new"), section.tr("{} new"))
        changed = counted(run.changed, section.tr("1 changed"), section.tr("{} changed"))
        told = ", ".join(part for part, any_ in ((new, run.new), (changed, run.changed)) if any_)
        super().__init__(
            "history", run.source, f"{when[:1].upper()}{when[1:]}. {label}: {told}",
            gone if run.taken_back_at else self.back, tone="blue",
        )  # fmt: skip
        self.back.setAccessibleName(section.tr("Take back {}").format(run.source))
        self._taking = TakingBack(journal, run.id, section.said)
        self.back.clicked.connect(self._take_back)

    @Slot()
    def _take_back(self) -> None:
        self.back.setEnabled(False)
        self._taking.run()
