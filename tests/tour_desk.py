"""The tour's way through a coach's desk: a vault of its own, its clients, and what is written back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEventLoop
from PySide6.QtWidgets import QApplication

from desk_told import Client, meet
from journals import PASSPHRASE, entry, new_journal
from metanoia.domain.learning_targets import Wording
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shared_things import PARTS, Tick

if TYPE_CHECKING:
    from metanoia.ui.shell import Shell
    from metanoia.ui.window import Window

SHARED = ("The silence I filled", "Walking with Ingrid’s question", "I jumped in before Lena")
OTHERS = ("Tomas Oliveira", "Priya Anand", "Jo Hansen", "Berit Dahl", "Noor Haddad", "Sven Falk", "Ana Ruiz")  # fmt: skip
UNTIL = dt.datetime.now(dt.UTC).date() + dt.timedelta(days=120)  # what ended could not be sealed
TODAY = dt.datetime(2026, 3, 13, 9, 20, tzinfo=dt.UTC)


def days_ago(days: int) -> dt.datetime:
    """Return a moment before the tour's day."""
    return TODAY - dt.timedelta(days=days)


@contextmanager
def on_that_day():
    """Let it be the tour's day, as far as the desk asks for it."""
    from metanoia.domain import days

    now = days.now
    days.now = lambda tz, day_start=days.DEFAULT_DAY_START, *, instant=TODAY: now(
        tz, day_start, instant=instant
    )
    try:
        yield
    finally:
        days.now = now


def fill(folder: Path) -> None:
    """Make a coach's vault with clients in ``folder``."""
    from metanoia.exchange import sample

    coach = new_journal(folder / "desk", "Ingrid’s desk")
    coach.meta.set("purpose", "desk")
    coach.meta.set("sender", "Ingrid Solheim")
    theirs = new_journal(folder / "mara", "Mara’s journal")
    sample.fill(theirs)
    for one in theirs.people.all():  # the sample's coach, whose keys nobody has
        theirs.people.trash(one.id)
    mara = meet(coach, folder, "Mara Lind", theirs)
    _two_shares(mara)
    for place, name in enumerate(OTHERS):
        other = meet(coach, folder, name)
        other.journal.entries.add(entry("A week", "It went by.", day="2026-02-01"))
        agreed = other.agree(UNTIL, keep_days=20 if place == 2 else 180)
        ids = [row.id for row in other.journal.entries.newest(1)]
        share = other.keep(other.share(entries=ids, at=days_ago(4 + 11 * place), consent=agreed))
        if place:
            coach.clients.mark_read(other.person.id, share)
            draft = coach.clients.draft(other.person.id, share)
            said = Draft(review_id=draft.review_id, closing_note="Thank you.")
            other.reply(share, said, days_ago(3 + 11 * place))
        other.journal.close()
    theirs.close()
    coach.close()


def _two_shares(mara: Client) -> None:
    journal = mara.journal
    agreed = mara.agree(UNTIL, purpose="To notice what I do when a room goes quiet")
    ids = [journal.search.find(f'"{title}"').hits[0].row.id for title in SHARED]
    held = journal.assumptions.rows(words="answer first")[0].id
    ticks = [Tick("assumption", held, frozenset(PARTS["assumption"]))]
    ticks += [
        Tick("goal", one.goal.id, frozenset(PARTS["goal"])) for one in journal.goals.rows()[:1]
    ]
    first = mara.keep(mara.share(entries=ids[2:], things=ticks, at=days_ago(20), consent=agreed))
    coach, person = mara.coach, mara.person.id
    coach.clients.mark_read(person, first)
    draft = coach.clients.draft(person, first)
    asked = Comment(
        id="11111111-2222-4333-8444-555566667777", item=("entry", str(ids[2])),
        kind=CommentKind.QUESTION, body="What did Lena want to say before you began?",
    )  # fmt: skip
    mara.reply(first, Draft(review_id=draft.review_id, comments=(asked,)), days_ago(18))
    journal.assumptions.rate(held, 55, reason="Lena said she waits for me to stop.")
    file = mara.share(
        entries=ids[:2], things=ticks, at=days_ago(1), consent=agreed,
        note="For the 19th: what I do when the room goes quiet.",
    )  # fmt: skip
    mara.keep(file)


class Desk:
    """Walks the desk in ``window``; ``shoot`` takes a picture under a name."""

    def __init__(self, window: Window, folder: Path, shoot: Callable[[str], None]) -> None:
        self._window = window
        self._folder = folder
        self._shoot = shoot

    def walk(self) -> None:
        """Take the caseload, a share with comments, and every sheet."""
        from metanoia.vault.vault import Passphrase

        self._window.door.start()
        self._window.door.show_coach()
        self._shoot("11-coach-door")
        fill(self._folder)
        self._window.door.show_journal(self._folder / "desk")
        with on_that_day():
            self._window.session.open(self._folder / "desk", Passphrase(PASSPHRASE))
            self._until(lambda: self._window.shell is not None)
            self._pages(self._window.shell)
        self._window.session.lock()

    def _pages(self, shell: Shell) -> None:
        shell.show_page("desk")
        page = shell.current
        self._shoot("45-desk-caseload")
        mara = next(row for row in page.clients if row.name == "Mara Lind")
        page.reading.read_client(mara.person)
        self._comment(page)
        self._shoot("45-desk-reading")
        page.reader.show_after()
        page.reader.show_after()
        self._shoot("45-desk-thing")
        page.acting.close_reply()
        self._shoot("46-desk-closing")
        self._close()
        shell.journal.clients.propose(
            mara.person, mara.last_share,
            Wording("Let a silence stand before I answer", "Three meetings with a count to ten", dt.date(2026, 4, 30)),
        )  # fmt: skip
        page.acting.show_targets()
        self._shoot("46-desk-targets")
        self._close()
        shell.journal.clients.add_note(mara.person, "She laughs when it gets close. Wait longer.")
        page.acting.show_notes()
        self._shoot("46-desk-notes")
        self._close()
        page.acting.seal()
        self._shoot("47-desk-seal")
        self._close()
        page.acting.show_prep()
        self._shoot("48-desk-prep")
        self._close()
        page.banners.tell_withdrawn("Mara Lind", (1,))
        self._shoot("49-desk-banners")

    def _comment(self, page) -> None:
        leaf = next(one for one in page.reader.leaves if one.heading == SHARED[0])
        page.reader.show_item(*leaf.item)
        body = leaf.plain["body"]
        sentences = [
            one.strip() for one in body.replace("\n", " ").split(".")
            if len(one.strip()) > 20 and one.strip()[0].isalpha()
        ]  # fmt: skip
        said = (
            (CommentKind.QUESTION, "How long was it, really? And whose discomfort ended it, theirs or yours?"),
            (CommentKind.NOTICING, "Pens down came after your answer, not before. What did you take it to mean?"),
            (CommentKind.APPRECIATION, "A test you can run in a week. I look forward to hearing about the gap."),
        )  # fmt: skip
        for (kind, words), sentence in zip(
            said, (sentences[1], sentences[4], sentences[-1]), strict=True
        ):
            start = body.index(sentence[:12])
            made = page.writing.add(
                leaf.item, kind, leaf.plain, ("body", start, start + len(sentence))
            )
            page.writing.reword(made.id, words)
        page.reader.comments.draw()
        page.reading.show_foot()

    def _close(self) -> None:
        from metanoia.ui.widgets.overlay import Overlay

        for sheet in self._window.findChildren(Overlay):
            if sheet.is_open():
                sheet.dismiss()

    def _until(self, come: Callable[[], bool]) -> None:
        deadline = QDeadlineTimer(20_000)
        while not come():
            if deadline.hasExpired():
                raise TimeoutError
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 50)
