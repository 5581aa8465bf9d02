"""The tour's way through an open journal: each page in the states that matter."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QPushButton

if TYPE_CHECKING:
    from metanoia.ui.pages.journal import JournalPage
    from metanoia.ui.shell import Shell

COACH = "Ingrid Solheim"
SHARED = ("The silence I filled", "Walking with Ingrid’s question", "I jumped in before Lena")
DIARY = "".join(
    f"[2024-05-{day:02} 21:10] A day in May, number {day}\nIt was written elsewhere. @may\n\n"
    for day in range(1, 15)
)
WORKING = 20_000  # ms


class Pages:
    """Walks the pages of ``shell``; ``shoot`` takes a picture under a name."""

    def __init__(self, shell: Shell, folder: Path, shoot: Callable[[str], None]) -> None:
        self._shell = shell
        self._folder = folder
        self._shoot = shoot

    def walk(self) -> None:
        """Take every page in turn."""
        self.today()
        self.journal()
        self.share_and_desk()
        self.settings()
        self.bring_in()
        self._shell.open_palette()
        self._shell.palette_shown.field.setText("rescue")
        self._shell.palette_shown.asked.emit("rescue")
        self._shoot("80-palette")
        self._shell.palette_shown.close_palette()

    def today(self) -> None:
        """An empty page, an entry, its calendar, and nothing but the text."""
        from metanoia.ui.destination import Destination

        self._shoot("20-today-empty")
        self._shell.unwarn("sample")  # it would stand above every other picture
        newest = self._shell.journal.entries.on_day(dt.date(2026, 3, 12))[0]
        self._shell.go(Destination(page="today", entry=newest.id))
        page = self._shell.current
        self._shoot("21-today")
        page.actions_.pick_day()
        self._shoot("22-calendar")
        page.close_overlay()
        page.around.toggle_focus_mode()
        self._shoot("23-focus")
        page.around.toggle_focus_mode()

    def journal(self) -> None:
        """The timeline, a search, nothing found, a deleted entry, and the notice of it."""
        self._shell.show_page("journal")
        page = self._shell.current
        self._shoot("30-journal")
        self._type(page, "silence")
        self._shoot("31-journal-search")
        self._type(page, "qqqq")
        self._shoot("32-journal-nothing")
        self._type(page, "")
        page.delete()
        self._shoot("33-toast")
        page.show_trash()
        self._shoot("34-recently-deleted")
        page.restore()
        self._shoot("35-nothing-deleted")
        self._shell.toast.close()

    def share_and_desk(self) -> None:
        """Choose, check and seal for a coach who is this journal itself; then read it as they do."""
        from metanoia.domain.people import Role
        from metanoia.exchange import seal
        from metanoia.ui.destination import Destination

        journal = self._shell.journal
        own = journal.identity.get()
        coach = journal.people.add(COACH, Role.COACH, own.age_recipient, own.signing_key)
        self._shell.show_page("share")
        page = self._shell.current
        self._shoot("40-share-choose")
        for title in SHARED:
            page.ticking.toggle(journal.search.find(f'"{title}"').hits[0].row.id)
        page.sides.choose.whom.cards[coach.id].click()
        page.sides.choose.purpose.setText("To prepare 19 March: what I do when the room goes quiet")
        page.sides.choose.check.click()
        self._until(lambda: page.sides.step == "check" and page.sides.check.seal.isEnabled())
        self._shoot("41-share-check")
        file = self._folder / "share.metanoia"
        checked = page.checked
        seal.seal(journal, checked, seal.ForKeys((own.age_recipient,)), file)
        page.receipts.show_past(journal.shares.all()[0].id)
        self._shoot("42-share-sealed")
        self._shell.show_page("desk")
        self._shoot("43-desk-empty")
        self._shell.go(Destination(page="desk", file=file))
        self._until(lambda: bool(self._shell.current.shares))
        self._shoot("44-desk")

    def settings(self) -> None:
        """Every section."""
        from metanoia.ui.destination import Destination

        self._shell.show_page("settings")
        for number, name in enumerate(self._shell.current.buttons, 50):
            self._shell.go(Destination(page="settings", section=name))
            self._shoot(f"{number}-settings-{name}")

    def bring_in(self) -> None:
        """The import sheet: where from, what is in it, and what came of it."""
        from metanoia.ui.dialogs.import_sheet import ImportSheet

        source = self._folder / "diary.txt"
        source.write_text(DIARY)
        self._shell.show_page("journal")
        page = self._shell.current
        sheet = ImportSheet(page, self._shell.journal, page.said)
        sheet.open()
        self._shoot("70-import")
        sheet.take(source)
        self._until(sheet.preview.isVisible)
        self._shoot("71-import-preview")
        buttons = sheet.findChildren(QPushButton)
        next(one for one in buttons if one.text().startswith("Import 14")).click()
        self._until(lambda: self._shell.toast is not None and self._shell.toast.isVisible())
        self._shoot("72-import-done")

    def _type(self, page: JournalPage, text: str) -> None:
        heard = QEventLoop()
        page.finder.listed.connect(heard.quit)
        page.list_pane.field.setText(text)
        heard.exec()
        page.finder.listed.disconnect(heard.quit)

    @staticmethod
    def _until(done: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(WORKING)
        while not done() and not deadline.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)
