"""The whole round trip through two windows, by clicks and keys: sealed, answered, dropped, answered again."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog

from doors import said, unlock, window_at
from journals import PASSPHRASE
from metanoia.domain.replies import CommentKind
from metanoia.ui.destination import Destination
from metanoia.ui.pages.desk.seal_reply import SealReplySheet
from metanoia.ui.pages.share.sealing import SealSheet
from metanoia.ui.widgets.comment_row import CommentRow
from metanoia.ui.widgets.overlay import Overlay
from replying import unsent
from round_trip import HIDDEN, WITHHELD, RoundTrip
from share_clicks import check, click, click_line, go_to, row, say

CONTROL = Qt.KeyboardModifier.ControlModifier
NO_KEY = Qt.KeyboardModifier.NoModifier


@pytest.fixture
def trip(tmp_path):
    """Two people who know one another, and what one of them wrote; both journals are closed."""
    trip = RoundTrip(tmp_path)
    trip.write()
    trip.close()
    return trip


@pytest.fixture
def opened(qtbot):
    """Return a window that was unlocked by its passphrase."""

    def at(folder):
        window = window_at(qtbot, folder)
        window.resize(1280, 800)
        unlock(qtbot, window, PASSPHRASE)
        window.activateWindow()
        return window

    return at


@pytest.fixture
def sheet(qtbot):
    """Return the sheet of a kind that lies over a window."""

    def find(window, kind):
        def there():
            return [
                one
                for one in window.findChildren(Overlay)
                if isinstance(one, kind) and one.is_open()
            ]

        qtbot.waitUntil(lambda: bool(there()), timeout=5000)
        return there()[-1]

    return find


@pytest.fixture
def save_as(qtbot):
    """Answer the file dialog that is open with a file."""

    def answer(file):
        def dialogs():
            shown = QApplication.topLevelWidgets()
            return [one for one in shown if isinstance(one, QFileDialog) and one.isVisible()]

        qtbot.waitUntil(lambda: bool(dialogs()), timeout=5000)
        dialogs()[-1].selectFile(str(file))
        dialogs()[-1].accept()

    return answer


def drop(window, file):
    """Drop a file on a window."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    held = (Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, NO_KEY)
    enter = QDragEnterEvent(QPoint(400, 300), *held)
    QApplication.sendEvent(window, enter)
    assert enter.isAccepted()
    there = QDropEvent(QPointF(400, 300), *held)
    QApplication.sendEvent(window, there)
    assert there.isAccepted()


def rows(page):
    """Return the comments that are seen on a page."""
    return [one for one in page.findChildren(CommentRow) if one.isVisible()]


def sealed(qtbot, window, trip, sheet, save_as, name="1.metanoia"):
    """Tick an entry and a goal, check, and seal for the coach; return the file."""
    window.shell.show_page("share")
    page = window.shell.current
    tree = page.sides.choosing.tree
    click_line(qtbot, tree, "The silence")
    go_to(qtbot, tree, "Speak later")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert row(tree, "The silence").state == Qt.CheckState.Checked
    click(qtbot, page.sides.choose.whom.cards[trip.coach.id])
    say(qtbot, page, "To wait longer")
    check(qtbot, page)
    read = page.sides.check.paper.reading.plain()
    assert "Nobody said a word, so I did. a colleague looked away." in read
    assert WITHHELD not in read
    assert HIDDEN not in read
    click(qtbot, page.sides.check.seal)
    click(qtbot, sheet(window, SealSheet).go_on)
    file = trip.folder / name
    with qtbot.waitSignal(page.sealing.sealer.sealed, timeout=20000):
        save_as(file)
    return file


def answered(qtbot, window, file, trip, sheet, save_as):
    """Drop the share on the coach's window, ask about chosen words, and seal the reply."""
    window.shell.show_page("desk")
    page = window.shell.current
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        drop(window, file)
    assert [one.title.text() for one in page.shelf.rows] == ["Mara Lind"]
    text = page.reader.text
    start = text.plain().index("so I did")
    cursor = QTextCursor(text.document())
    cursor.setPosition(start)
    cursor.setPosition(start + len("so I did"), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.setFocus()
    qtbot.keyClick(text, Qt.Key.Key_Q)
    qtbot.keyClicks(QApplication.focusWidget(), "How long had it been quiet?")
    click(qtbot, page.reader.foot.seal)
    asked = sheet(window, SealReplySheet)
    assert "How long had it been quiet?" in asked.lines
    back = trip.folder / "back.metanoia-reply"
    click(qtbot, asked.go_on)
    with qtbot.waitSignal(page.acting.sealer.sealed, timeout=20000):
        save_as(back)
    assert "sealed" in page.reader.foot.state.text()
    return back


def test_there_and_back_through_two_windows(qtbot, trip, opened, sheet, save_as):
    mine = opened(trip.folder / "mara" / "journal")
    file = sealed(qtbot, mine, trip, sheet, save_as)
    theirs = opened(trip.folder / "ingrid" / "journal")
    back = answered(qtbot, theirs, file, trip, sheet, save_as)

    mine.activateWindow()
    drop(mine, back)
    journal = mine.session.journal
    qtbot.waitUntil(lambda: journal.replies.count_open == 1, timeout=10000)
    (comment,) = journal.replies.of_item(("entry", str(trip.entries[0].id)))
    assert (comment.said.kind, comment.said.selector.exact) == (CommentKind.QUESTION, "so I did")
    assert (comment.sender, comment.asks) == ("Ingrid Solheim", True)

    mine.shell.go(Destination(page="today", entry=trip.entries[0].id))
    beside = mine.shell.current

    qtbot.waitUntil(lambda: len(rows(beside)) == 1, timeout=5000)
    (asked,) = rows(beside)
    asked.answer.setFocus()
    qtbot.keyClick(asked.answer, Qt.Key.Key_Space)
    qtbot.keyClicks(asked.editor.field, "A breath or two.")
    qtbot.keyClick(asked.editor.field, Qt.Key.Key_Return, CONTROL)
    (kept,) = unsent(journal.replies)
    assert kept.answer.text == "A breath or two."
    assert journal.replies.count_open == 0

    mine.shell.show_page("share")
    page = mine.shell.current
    click(qtbot, page.sides.sealed.done)
    again = sealed(qtbot, mine, trip, sheet, save_as, "2.metanoia")
    desk = theirs.shell.current
    theirs.activateWindow()
    with qtbot.waitSignal(desk.keeper.kept, timeout=20000):
        drop(theirs, again)
    assert "A breath or two." in desk.reader.text.plain()
    coach = theirs.session.journal
    assert [one.answer for one in coach.clients.questions(trip.client.id)] == ["A breath or two."]


def test_a_reply_dropped_on_a_locked_window_comes_in_once_it_is_unlocked(qtbot, tmp_path, opened):
    trip = RoundTrip(tmp_path)
    trip.write()
    share, _ = trip.keep(trip.seal("1.metanoia", (trip.coach,), trip.entries, trip.ticks()))
    trip.comment(share, (("goal", trip.goal), "vision", "before I do", "Who would be first?"))
    trip.ingrid.clients.say(trip.client.id, share.id, trip.target, "agree")
    back = tmp_path / "back.metanoia-reply"
    back.write_bytes(trip.seal_reply(share.id))
    trip.close()

    mine = opened(tmp_path / "mara" / "journal")
    mine.session.lock()
    drop(mine, back)
    unlock(qtbot, mine, PASSPHRASE)
    journal = mine.session.journal
    qtbot.waitUntil(lambda: journal.replies.count_open == 1, timeout=10000)
    assert mine.shell.current.name == "share"
    assert journal.targets.get(trip.target).standing.state == "agreed"
    mine.shell.go(Destination(page="goals", item=trip.goal))
    goal = mine.shell.current
    qtbot.waitUntil(lambda: len(rows(goal)) == 1, timeout=5000)
    mine.session.lock()
    drop(mine, back)
    unlock(qtbot, mine, PASSPHRASE)
    qtbot.waitUntil(lambda: "was here already" in said(mine), timeout=10000)
    assert mine.session.journal.replies.count_open == 1
