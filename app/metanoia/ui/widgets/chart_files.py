"""What can be done with a chart: seen as a table, copied, saved and printed, each where asked for."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtGui import QGuiApplication

from metanoia.domain.errors import DiskFull, ExportFailed, FolderReadOnly, StorageFailed
from metanoia.ui.file_dialogs import ask_where_to_save, keep_no_history
from metanoia.ui.widgets import chart_paper
from metanoia.ui.widgets.toast import Toast
from metanoia.vault import folder

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

    from metanoia.ui.widgets.chart import Chart
    from metanoia.ui.widgets.menu import Menu


class ChartFiles(QObject):
    """Carries ``chart`` out of the window; what fails is said at the foot of it."""

    def __init__(self, chart: Chart) -> None:
        super().__init__(chart)
        self._chart = chart
        self._printer: QPrinter | None = None

    def add_to(self, menu: Menu) -> None:
        """Add all of it to ``menu``."""
        menu.add(self.tr("Show as table"), self.show_table, icon="list")
        menu.add(self.tr("Copy as picture"), self.copy, icon="copy")
        menu.addSeparator()
        menu.add(self.tr("Save as SVG…"), self.ask_for_svg, icon="save")
        menu.add(self.tr("Save as PNG…"), self.ask_for_png, icon="image")
        menu.add(self.tr("Save as CSV…"), self.ask_for_csv, icon="file-text")
        menu.add(self.tr("Print…"), self.ask_for_printer, icon="printer")

    @Slot()
    def show_table(self) -> None:
        """Show the numbers over the window."""
        from metanoia.ui.dialogs.chart_table_sheet import ChartTableSheet

        chart = self._chart
        ChartTableSheet(chart, chart.title, chart.sentence(), chart.table()).open()

    @Slot()
    def copy(self) -> None:
        """Put the picture on the clipboard."""
        QGuiApplication.clipboard().setImage(chart_paper.as_image(self._chart))
        Toast(self._chart, self.tr("The picture is on the clipboard."), icon="copy")

    @Slot()
    def ask_for_svg(self) -> None:
        """Ask where the drawing is to be saved."""
        title, kinds = self.tr("Save as SVG"), self.tr("Drawings (*.svg)")
        dialog = ask_where_to_save(self._chart, title, f"{self._name()}.svg", kinds, "svg")
        dialog.fileSelected.connect(self.save_svg)

    @Slot()
    def ask_for_png(self) -> None:
        """Ask where the picture is to be saved."""
        title, kinds = self.tr("Save as PNG"), self.tr("Pictures (*.png)")
        dialog = ask_where_to_save(self._chart, title, f"{self._name()}.png", kinds, "png")
        dialog.fileSelected.connect(self.save_png)

    @Slot()
    def ask_for_csv(self) -> None:
        """Ask where the numbers are to be saved."""
        title, kinds = self.tr("Save as CSV"), self.tr("Tables (*.csv)")
        dialog = ask_where_to_save(self._chart, title, f"{self._name()}.csv", kinds, "csv")
        dialog.fileSelected.connect(self.save_csv)

    @Slot(str)
    def save_svg(self, chosen: str) -> None:
        """Save the drawing at ``chosen``."""
        self._save(Path(chosen), chart_paper.as_svg(self._chart))

    @Slot(str)
    def save_png(self, chosen: str) -> None:
        """Save the picture at ``chosen``."""
        self._save(Path(chosen), chart_paper.as_png(self._chart))

    @Slot(str)
    def save_csv(self, chosen: str) -> None:
        """Save the numbers at ``chosen``."""
        from metanoia.ui.widgets.chart_csv import as_csv

        self._save(Path(chosen), as_csv(self._chart.table()))

    @Slot()
    def ask_for_printer(self) -> None:
        """Ask which printer is to print it; the dialog says where there is none."""
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter

        keep_no_history()
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName(self._chart.title)  # the queue of the printer shows it
        dialog = QPrintDialog(self._printer, self._chart.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self.print)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    @Slot()
    def print(self) -> None:
        """Print on the printer that was chosen."""
        if self._printer is None:
            return
        if not chart_paper.print_on(self._chart, self._printer):
            self._say(self.tr("The printer took nothing. See whether it is on, and try again."))
        self._printer = None

    def _save(self, path: Path, picture: bytes) -> None:
        try:
            folder.write_atomically(path, picture)
        except (DiskFull, FolderReadOnly) as error:
            self._say(str(error))
        except StorageFailed as error:
            why = error.__cause__
            said = why.strerror if isinstance(why, OSError) and why.strerror else str(why)
            self._say(str(ExportFailed(said)))
        else:
            Toast(self._chart, self.tr("Saved as {}").format(path.name))

    def _say(self, sentence: str) -> None:
        Toast(self._chart, sentence, icon="triangle-alert")

    def _name(self) -> str:
        """Return the chart's title as the name of a file; it holds no word of the journal."""
        return re.sub(r"[^\w]+", "-", self._chart.title.lower()).strip("-") or "chart"
