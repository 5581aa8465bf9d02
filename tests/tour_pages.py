"""The tour's way through an open journal: each page in the states that matter."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication, QPushButton

from tour_coaching import Coaching
from tour_keys import FromSentenceToTest
from tour_mastery import Mastery
from tour_people import People
from tour_share import TITLES, Sharing
from tour_systems import Systems
from tour_team import Team

if TYPE_CHECKING:
    from metanoia.domain.entries import EntryId
    from metanoia.ui.pages.journal import JournalPage
    from metanoia.ui.shell import Shell

COACH = "Ingrid Solheim"
DIARY = "".join(
    f"[2024-05-{day:02} 21:10] A day in May, number {day}\nIt was written elsewhere. @may\n\n"
    for day in range(1, 15)
)
WORKING = 20_000  # ms
LAST_EVENING = dt.datetime(2026, 3, 12, 17, 40, tzinfo=dt.UTC)  # of the sample
FORMS = {
    "25-said-unsaid": "With Jonas, after the rota",
    "26-ladder": "Down from the rota",
    "27-second-look": "She stopped again",
    "28-decision": "The one and a half posts",
    "29-premortem": "The budget round went wrong",
}


@contextmanager
def stopped_at(instant: dt.datetime) -> Iterator[None]:
    """Let it be that moment inside the block, as far as the window asks for the day."""
    from metanoia.domain import days

    now = days.now
    days.now = lambda tz, day_start=days.DEFAULT_DAY_START, *, instant=instant: now(
        tz, day_start, instant=instant
    )
    try:
        yield
    finally:
        days.now = now


class Pages:
    """Walks the pages of ``shell``; ``shoot`` takes a picture under a name."""

    def __init__(self, shell: Shell, folder: Path, shoot: Callable[[str], None]) -> None:
        self._shell = shell
        self._folder = folder
        self._shoot = shoot

    def walk(self) -> None:
        """Take every page in turn."""
        self.today()
        self.forms()
        self.assumptions()
        self.predictions()
        FromSentenceToTest(self._shell, self._shoot).walk()
        with stopped_at(LAST_EVENING):
            Mastery(self._shell, self._shoot, self._close_sheet).walk()
            Team(self._shell, self._shoot, self._close_sheet).walk()
            Systems(self._shell, self._shoot, self._close_sheet).walk()
        self.journal()
        self.share_and_desk()
        People(self._shell, self._shoot, self._close_sheet).walk()
        with stopped_at(LAST_EVENING):
            Coaching(self._shell, self._folder, self._shoot).walk()
        self.settings()
        self.bring_in()
        self.veiled()
        self._shell.open_palette()
        self._shell.palette_shown.field.setText("rescue")
        self._shell.palette_shown.asked.emit("rescue")
        self._shoot("80-palette")
        self._shell.palette_shown.close_palette()

    def veiled(self) -> None:
        """What is written under soft bars: an entry, the list, an assumption, a map."""
        from metanoia.ui.destination import Destination

        shell = self._shell
        shell.conceal()
        first_map = shell.journal.maps.listing()[0].id
        for name, place in (
            (
                "75-veiled-today",
                Destination(page="today", entry=self._entry("The silence I filled")),
            ),
            ("76-veiled-journal", Destination(page="journal")),
            ("77-veiled-assumptions", Destination(page="assumptions")),
            ("78-veiled-map", Destination(page="systems", item=first_map)),
            ("79-veiled-privacy", Destination(page="settings", section="privacy")),
        ):
            with stopped_at(LAST_EVENING):
                shell.go(place)
            self._shoot(name)
        shell.conceal()

    def today(self) -> None:
        """An empty page, an entry, its calendar, and nothing but the text."""
        from metanoia.ui.destination import Destination

        self._shoot("20-today-empty")
        self._shell.unwarn("sample")  # it would stand above every other picture
        with stopped_at(LAST_EVENING):
            self._shell.go(Destination(page="today", entry=self._entry("The silence I filled")))
        page = self._shell.current
        self._shoot("21-today")
        page.actions_.pick_day()
        self._shoot("22-calendar")
        page.close_overlay()
        page.around.toggle_focus_mode()
        self._shoot("23-focus")
        page.around.toggle_focus_mode()

    def forms(self) -> None:
        """The choice of forms, and those that look different from one another."""
        from metanoia.ui.destination import Destination

        self._shell.show_page("today")
        self._shell.current.filling.choose()
        self._shoot("24-forms")
        self._shell.current.close_overlay()
        with stopped_at(LAST_EVENING):
            for name, title in FORMS.items():
                self._shell.go(Destination(page="today", entry=self._entry(title)))
                self._shoot(name)

    def assumptions(self) -> None:
        """The register, an assumption, the map of all of them, and the sheets."""
        from metanoia.ui.destination import Destination

        found = self._shell.journal.assumptions.rows(words="answer first")[0]
        with stopped_at(LAST_EVENING):
            self._shell.go(Destination(page="assumptions", section="register", item=found.id))
            room = self._shell.current.room
            self._shoot("90-assumption")
            room.acting.test()
            self._shoot("91-small-test")
            self._close_sheet()
            room.acting.evidence()
            self._shoot("92-evidence")
            self._close_sheet()
            room.acting.finish_next()
            self._shoot("93-result")
            self._close_sheet()
            room.turn_map()
            self._shoot("94-map")
            room.turn_map()

    def predictions(self) -> None:
        """What is due, with the record, and a new one."""
        from metanoia.ui.destination import Destination

        with stopped_at(LAST_EVENING):
            self._shell.go(Destination(page="assumptions", section="predictions"))
            room = self._shell.current.room
            self._shoot("95-predictions")
            room.asking.about_anything_new()
            self._shoot("96-new-prediction")
            self._close_sheet()

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
        from metanoia.domain.private_terms import PrivateTerm
        from metanoia.exchange import seal
        from metanoia.ui.destination import Destination

        journal = self._shell.journal
        own = journal.identity.get()
        for one in journal.people.all():  # the sample's coach, whose keys nobody has
            journal.people.trash(one.id)
        coach = journal.people.add(COACH, Role.COACH, own.age_recipient, own.signing_key)
        self._shell.show_page("share")
        page = self._shell.current
        self._shoot("40-share-choose")
        journal.private_terms.keep([PrivateTerm("Jonas"), PrivateTerm("Lena", "a colleague")])
        page.show_names()
        self._shoot("40-share-names")
        self._close_sheet()
        for title in TITLES:
            page.ticking.toggle(journal.search.find(f'"{title}"').hits[0].row.id)
        sharing = Sharing(self._shell, self._shoot, self._until)
        sharing.choose_things()
        sharing.read()
        checked = sharing.check(coach)
        to = seal.ForKeys((own.age_recipient,), (coach.id,))
        file = self._folder / "share.metanoia"
        seal.seal(journal, checked, to, file)
        page.receipts.show_past(journal.shares.all()[0].id)
        self._shoot("42-share-sealed")
        self._shell.go(Destination(page="share", file=self._reply(file)))
        self._until(lambda: not page.arrival.busy)
        self._shoot("42-share-answered")
        self._shell.toast.close()
        again = seal.check(journal, checked.request)
        seal.seal(journal, again, to, self._folder / "second.metanoia")
        sharing.receipts(journal.shares.all()[0].id)
        self._close_sheet()
        self._shell.show_page("desk")
        self._shoot("43-desk-empty")
        self._shell.go(Destination(page="desk", file=file))
        self._until(lambda: bool(self._shell.current.shares))
        self._shoot("44-desk")

    def _reply(self, file: Path) -> Path:
        """Return the file of a reply to the share in ``file``, one question and a few words to close."""
        from metanoia.domain.replies import Comment, CommentKind, Draft
        from metanoia.exchange import reply
        from metanoia.exchange.desk import open_share
        from metanoia.text.anchors import select

        own = self._shell.journal.identity.get()
        share = open_share(file, identity=own)
        entry = share.entries[-1]
        stop = entry.body.index(".") + 1
        asked = Comment(
            id=str(uuid.uuid4()), item=("entry", entry.id), kind=CommentKind.QUESTION, field="body",
            body="What would have happened if you had waited ten seconds longer?",
            selector=select(entry.body, 0, stop),
        )  # fmt: skip
        draft = Draft(
            review_id=str(uuid.uuid4()), comments=(asked,), closing_note="Thank you for these.",
            next_session_on=dt.date(2026, 3, 19),
        )  # fmt: skip
        back = file.with_suffix(".metanoia-reply")
        back.write_bytes(reply.seal_reply(share, draft, name=COACH, identity=own))
        return back

    def settings(self) -> None:
        """Every section."""
        from metanoia.ui.destination import Destination

        self._shell.show_page("settings")
        for number, name in enumerate(self._shell.current.buttons, 50):
            self._shell.go(Destination(page="settings", section=name))
            self._shoot(f"{number}-settings-{name}")
            if name == "backups":
                self._keys()

    def _keys(self) -> None:
        """What lies below the backups, and its sheets."""
        section = self._shell.current.sections["backups"]
        bar = section.area.verticalScrollBar()
        bar.setValue(bar.maximum())
        self._shoot("53b-settings-keys")
        for number, button in (("53c-pin", section.keys.set_pin), ("53d-anew", section.keys.begin_anew)):  # fmt: skip
            button.click()
            self._shoot(number)
            self._close_sheet()

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

    def _close_sheet(self) -> None:
        from metanoia.ui.widgets.overlay import Overlay

        for sheet in self._shell.window().findChildren(Overlay):
            if sheet.is_open():
                sheet.dismiss()

    def _entry(self, title: str) -> EntryId:
        return self._shell.journal.search.find(f'"{title}"').hits[0].row.id

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
