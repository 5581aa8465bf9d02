"""Before the next session: two shares of a client compared, on one page to read, print and save."""

from __future__ import annotations

import datetime as dt
import html
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui import dates
from metanoia.ui.background import Task
from metanoia.ui.file_dialogs import ask_where_to_save, keep_no_history
from metanoia.ui.pages.desk import prep_paper
from metanoia.ui.pages.desk.keeping import beside, takes_long
from metanoia.ui.pages.desk.notes_sheet import NoteBox
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, fixed, hbox
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.select import ComboBox
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtPrintSupport import QPrinter

    from metanoia.domain.clients import ClientNote
    from metanoia.domain.prep import Prep
    from metanoia.journal import Journal
    from metanoia.store.clients import Clients

_WIDTH: Final = 780
_HIGH: Final = (200, 350)  # at least, at most
_AROUND: Final = 440  # px at scale 1 of the sheet and the window around the text


class PrepSheet(DialogSheet):
    """``item_asked`` carries the kind and the id of what a line is about."""

    item_asked = Signal(str, str)

    def __init__(
        self, over: QWidget, journal: Journal, person: str, name: str, today: dt.date
    ) -> None:
        super().__init__(
            over, over.tr("Before you meet {}").format(name), icon="file-text", width=_WIDTH
        )
        self._journal, self._person, self._today = journal, person, today
        self._shares = journal.clients.shares(person)
        self._printer: QPrinter | None = None
        self._task: Task | None = None
        self.prep: Prep | None = None
        labels = [
            self.tr("Share {}, {}").format(
                one.seq, dates.medium(one.created_at.astimezone().date())
            )
            for one in self._shares
        ]
        self.newer = ComboBox(labels, name=self.tr("This share"))
        self.older = ComboBox([*labels, self.tr("nothing")], name=self.tr("Compared with"))
        self.older.setCurrentIndex(1)
        self.text = Reading(_nothing, size=22, left=0)  # a column as wide as the sheet
        self.text.setAccessibleName(self.tr("Prep sheet"))
        room = round(over.window().height() / theme().scale) - _AROUND
        fixed(self.text, height=max(_HIGH[0], min(room, _HIGH[1])))
        self.note = NoteBox(
            journal, person, self._shares[0].id if self._shares else None, self._own_note()
        )
        self.note.gone.hide()
        self.printed = CheckBox(self.tr("Print my notes too"))
        choice = hbox(
            Label(self.tr("Share"), "label", "text2"), 10, (self.newer, 1), 14,
            Label(self.tr("beside"), "label", "text2"), 10, (self.older, 1),
        )  # fmt: skip
        private = Label(self.tr("Only on your desk. Never in a reply."), "caption", "accent_text")
        self.add(
            boxed(choice), 14, self.text, 12,
            boxed(hbox(heading(self.tr("My notes")), 10, private, None, self.printed)), 2, self.note,
        )  # fmt: skip
        self.paper = Button(self.tr("Print…"), "outline", "printer")
        self.pdf = Button(self.tr("Save as PDF…"), "outline", "file-down")
        self.done = Button(self.tr("Done"), "primary", "check")
        self.set_foot(self.paper, 8, self.pdf, None, self.done)
        self._connect()
        self._compare()

    def dismiss(self) -> None:
        """Keep the note, and go."""
        self.note.rest()
        super().dismiss()

    def first_focus(self) -> QWidget:
        """Return the sheet itself, to be read."""
        return self.text

    @Slot(str)
    def save_pdf(self, chosen: str) -> None:
        """Save the sheet at ``chosen``."""
        if not chosen or self.prep is None:
            return
        from metanoia.vault import folder

        try:
            folder.write_atomically(Path(chosen), prep_paper.as_pdf(self.prep, self._notes()))
        except MetanoiaError as error:
            Toast(self, str(error), icon="triangle-alert")
        else:
            Toast(
                self,
                self.tr(
                    "Saved as {}. It is not locked: keep it where only you can read it."
                ).format(Path(chosen).name),
            )

    # -- inside

    def _own_note(self) -> ClientNote | None:
        newest = self._shares[0].id if self._shares else None
        notes = self._journal.clients.notes(self._person)
        return next((one for one in notes if one.share == newest), None)

    def _notes(self) -> str:
        return self.note.field.toPlainText() if self.printed.isChecked() else ""

    @Slot()
    def _compare(self) -> None:
        """Compare the two that are chosen; large ones beside the window."""
        self.prep, self._task = None, None
        if self._shares:
            after, before = self._chosen()
            clients, person, today = self._journal.clients, self._person, self._today
            pair = [one for one in (after, before) if one]
            try:
                if takes_long(clients, person, pair):
                    self._compare_beside(lambda there: prep_of(there, person, after, before, today))
                else:
                    self.prep = prep_of(clients, person, after, before, today)
            except MetanoiaError as error:
                self._say(str(error))
        self._draw()

    def _chosen(self) -> tuple[str, str | None]:
        after = self._shares[self.newer.currentIndex()].id
        at = self.older.currentIndex()
        before = self._shares[at].id if at < len(self._shares) else None
        return after, None if before == after else before

    def _compare_beside(self, work: Callable[[Clients], Prep]) -> None:
        self._say(self.tr("Comparing…"))
        self._task = Task(beside(self._journal, work))
        self._task.done.connect(self._compared)
        self._task.failed.connect(self._not_compared)
        self._task.start()

    @Slot(object)
    def _compared(self, prep: Prep) -> None:
        if self.sender() is self._task:  # else others were chosen meanwhile
            self.prep, self._task = prep, None
            self._draw()

    @Slot(Exception)
    def _not_compared(self, error: Exception) -> None:
        if self.sender() is self._task:
            self._task = None
            unknown = self.tr(
                "The shares could not be compared. Close this sheet and try once more."
            )
            self._say(str(error) if isinstance(error, MetanoiaError) else unknown)

    def _say(self, sentence: str) -> None:
        self.text.show_html(f"<p>{html.escape(sentence)}</p>")

    @Slot()
    def _draw(self) -> None:
        for one in (self.paper, self.pdf):
            one.setEnabled(self.prep is not None)
        if self.prep is not None:
            self.text.show_html(prep_paper.prep_html(self.prep, prep_paper.on_screen()))

    @Slot(str)
    def _entry(self, entry_id: str) -> None:
        self._thing("entry", entry_id)

    @Slot(str, str)
    def _thing(self, kind: str, item_id: str) -> None:
        self.dismiss()
        self.item_asked.emit(kind, item_id)

    @Slot()
    def _ask_pdf(self) -> None:
        kinds = self.tr("PDF (*.pdf)")
        name = f"metanoia-prep-{self._today.isoformat()}.pdf"
        dialog = ask_where_to_save(self, self.tr("Save the prep sheet"), name, kinds, "pdf")
        dialog.fileSelected.connect(self.save_pdf)

    @Slot()
    def _ask_printer(self) -> None:
        try:
            from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # needs libcups on Linux
        except ImportError:
            Toast(
                self,
                self.tr("This system cannot print. Save the sheet as PDF."),
                icon="triangle-alert",
            )
            return
        keep_no_history()
        self._printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        self._printer.setDocName("Metanoia")  # the queue of the printer shows it
        dialog = QPrintDialog(self._printer, self.window())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(self._print)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()

    @Slot()
    def _print(self) -> None:
        printer, self._printer = self._printer, None
        if printer is None or self.prep is None:
            return
        if not prep_paper.paint_on(printer, self.prep, self._notes()):
            words = self.tr("The printer took nothing. See whether it is on, and try again.")
            Toast(self, words, icon="triangle-alert")

    def _connect(self) -> None:
        self.newer.currentIndexChanged.connect(self._compare)
        self.older.currentIndexChanged.connect(self._compare)
        self.text.entry_asked.connect(self._entry)
        self.text.thing_asked.connect(self._thing)
        self.paper.clicked.connect(self._ask_printer)
        self.pdf.clicked.connect(self._ask_pdf)
        self.done.clicked.connect(self.dismiss)
        theme().changed.connect(self._draw)


def prep_of(clients: Clients, person: str, after: str, before: str | None, today: dt.date) -> Prep:
    """Return the sheet of a client for the share ``after`` beside the one ``before``."""
    from metanoia.domain.comparing import compare
    from metanoia.domain.prep import prep
    from metanoia.exchange import client_desk

    row = clients.row(person, today)
    earlier = client_desk.opened(clients, person, before) if before else None
    return prep(
        row.shown,
        compare(earlier, client_desk.opened(clients, person, after)),
        questions=clients.questions(person),
        targets=clients.targets(person),
        next_session_on=row.next_session_on,
        today=today,
    )


def _nothing(_sha256: str) -> bytes | None:
    return None
