"""Choosing what to import: a file, a folder, or something dropped; and the wait while it is read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from metanoia.exchange.incoming import FORMATS
from metanoia.ui.file_dialogs import keep_no_history
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.tile import IconTile


class FormatMenu(Menu):
    """The formats to read a source as; ``chosen`` carries the name of one."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget, current: str) -> None:
        super().__init__(parent)
        for name, format_ in FORMATS.items():
            action = self.add(format_.label, self._choose, checked=name == current)
            action.setData(name)

    @Slot()
    def _choose(self) -> None:
        action = self.sender()
        self.chosen.emit(action.data())  # type: ignore[attr-defined]


class Source(QWidget):
    """Asks for a file or a folder; ``chosen`` carries its path, ``format_asked`` how to read it."""

    chosen = Signal(Path)
    format_asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialog: QFileDialog | None = None
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        self.file = Button(self.tr("Choose a file…"), "primary", "file-text")
        self.folder = Button(self.tr("Choose a folder…"), "outline", "folder-open")
        centre = Qt.AlignmentFlag.AlignHCenter
        names = [format_.label for format_ in FORMATS.values()]
        self._well = _Well(
            boxed(hbox(None, IconTile("download", "accent", 52), None)),
            Label(self.tr("Drop a file or a folder here"), "h3", align=centre, wrap=True),
            Label(
                self.tr("{} can be read. What you import from is never changed.").format(
                    ", ".join(names)
                ),
                "label", "text2", weight=400, align=centre, wrap=True,
            ),
            boxed(hbox(None, self.file, 8, self.folder, None)),
        )  # fmt: skip
        self.setLayout(vbox(self.problem, 12, self._well))
        self.file.clicked.connect(self._ask_file)
        self.folder.clicked.connect(self._ask_folder)
        self.problem.acted.connect(self._offer_formats)

    def show_over(self, over: bool) -> None:
        """Show whether something that could be imported is held over the sheet."""
        self._well.lit = over
        self._well.update()

    def refuse(self, sentence: str, *, offer_formats: bool) -> None:
        """Say why nothing could be read, and offer to name the format."""
        self.problem.say(sentence, self.tr("Name its format…") if offer_formats else "")

    @Slot()
    def _offer_formats(self) -> None:
        menu = FormatMenu(self, "")
        menu.chosen.connect(self.format_asked)
        menu.open_below(self.problem.action)

    @Slot()
    def _ask_file(self) -> None:
        self._ask(QFileDialog.FileMode.ExistingFile, self.tr("Import a file"))

    @Slot()
    def _ask_folder(self) -> None:
        self._ask(QFileDialog.FileMode.Directory, self.tr("Import a folder"))

    def _ask(self, mode: QFileDialog.FileMode, title: str) -> None:
        keep_no_history()
        dialog = QFileDialog(self.window(), title, str(Path.home()))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(mode)
        dialog.fileSelected.connect(self._selected)
        dialog.open()

    @Slot(str)
    def _selected(self, path: str) -> None:
        if path:
            self.chosen.emit(Path(path))


class ReadingSource(QWidget):
    """The wait while a source is read and held against the journal."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress()
        self.setLayout(
            vbox(
                12, self.progress, 14,
                Label(self.tr("Nothing is brought in before you agree."), "label", "text2", weight=400),
                12,
            )
        )  # fmt: skip

    def begin(self, name: str) -> None:
        """Say what is being read."""
        self.progress.set_text(self.tr("Reading {}…").format(name))
        self.progress.set_progress(0, 0)


class _Well(QFrame):
    """A dashed outline, and an accent one while something is held over it."""

    def __init__(self, *children: QWidget) -> None:
        super().__init__()
        self.lit = False
        column = vbox(margins=(24, 26, 24, 28), gap=12)
        for child in children:
            column.addWidget(child)
        self.setLayout(column)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        colour = theme().colour
        pen = QPen(colour("accent" if self.lit else "border"), 1.6 if self.lit else 1.2)
        pen.setStyle(Qt.PenStyle.SolidLine if self.lit else Qt.PenStyle.DashLine)
        painter.setPen(pen)
        painter.setBrush(colour("accent_soft") if self.lit else colour("card"))
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.drawRoundedRect(box, CARD_RADIUS, CARD_RADIUS)
        painter.end()
