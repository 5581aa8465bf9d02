"""Writing back to a client: comments on chosen words, a closing note, and one sealed file."""

from __future__ import annotations

import datetime as dt
import itertools

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QTextEdit, QWidget

from desk_told import meet
from journals import entry
from metanoia.domain.people import Role
from metanoia.domain.replies import CommentKind
from metanoia.exchange import reply
from metanoia.ui.destination import Destination
from metanoia.ui.pages.desk import DeskPage
from metanoia.ui.pages.desk.closing_sheet import ClosingSheet
from metanoia.ui.pages.desk.leaves import quoted
from metanoia.ui.pages.desk.notes_sheet import NotesSheet
from metanoia.ui.pages.desk.seal_reply import SealReplySheet
from metanoia.ui.pages.desk.sheets import KeepSheet
from metanoia.ui.pages.desk.snippets import SnippetChoice, SnippetsSheet
from metanoia.ui.pages.desk.targets_sheet import TargetsSheet, WordingSheet
from metanoia.ui.settings import Settings
from metanoia.ui.theme import theme

BODY = "I filled the **silence** again, and nobody minded. Then I walked home."


@pytest.fixture
def mara(client, journal, tmp_path):
    """The client, known to the coach and compared."""
    client.entries.add(entry("The silence", BODY, day="2026-03-14"))
    return meet(journal, tmp_path, "Mara Lind", client)


@pytest.fixture
def reading(page, qtbot, mara):
    """The page with the newest two entries of Mara's open."""
    ids = [row.id for row in mara.journal.entries.newest(2)]
    open_kept(qtbot, page, mara.share(entries=ids, note="For Thursday"))
    return page


def open_kept(qtbot, page, file):
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        page.go(Destination(page="desk", file=file))


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def choose(page, words):
    """Select words of the page as the mouse does."""
    text = page.reader.text
    place = text.plain().index(words)
    cursor = text.textCursor()
    cursor.setPosition(place)
    cursor.setPosition(place + len(words), QTextCursor.MoveMode.KeepAnchor)
    text.setTextCursor(cursor)
    text.setFocus()


def write(qtbot, page, words, key, said):
    choose(page, words)
    qtbot.keyClick(page.reader.text, key)
    qtbot.keyClicks(QApplication.focusWidget(), said)


def cards(page):
    return list(page.reader.comments.margin.cards.values())


def kept(page):
    """What the desk would show after a crash: what is on disk."""
    writing = page.writing
    return page.journal.clients.draft(writing.person, writing.share)


def test_a_share_of_a_client_is_kept_and_can_be_answered(reading):
    assert reading.reader.foot.isVisible()
    assert reading.reader.foot.seal.text() == "Seal reply for Mara"
    assert not reading.reader.compare.isVisible()
    assert [row.title.text() for row in reading.shelf.rows] == ["Mara Lind"]
    assert reading.shares == {}


def test_chosen_words_and_a_letter_begin_a_comment_on_the_source(reading, qtbot):
    write(qtbot, reading, "silence again", Qt.Key.Key_Q, "How long was it?")
    (card,) = cards(reading)
    assert card.kind.text() == "A question"
    assert card.words.toPlainText() == "How long was it?"
    reading.save()
    (comment,) = kept(reading).comments
    assert comment.kind is CommentKind.QUESTION
    assert comment.body == "How long was it?"
    assert comment.field == "body"
    assert comment.selector.exact == "**silence** again"
    assert BODY[comment.selector.start : comment.selector.stop] == "**silence** again"
    assert reading.reader.foot.count.text() == "1 comment"
    assert reading.reader.foot.state.text() == "Draft, saved on your desk only"


@pytest.mark.parametrize(
    ("key", "title"),
    [(Qt.Key.Key_N, "I notice"), (Qt.Key.Key_A, "I appreciate"), (Qt.Key.Key_T, "A note")],
)
def test_each_letter_is_a_kind(reading, qtbot, key, title):
    write(qtbot, reading, "walked home", key, "Good.")
    assert cards(reading)[0].kind.text() == title


def test_the_mouse_brings_a_bar_with_the_kinds(reading, qtbot):
    choose(reading, "nobody minded")
    bar = reading.reader.comments.bar
    qtbot.mouseRelease(
        reading.reader.text.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(400, 400)
    )
    choose(reading, "nobody minded")
    qtbot.waitUntil(bar.isVisible, timeout=2000)
    click(qtbot, bar.buttons[1])
    assert not bar.isVisible()
    assert cards(reading)[0].kind.text() == "I notice"
    assert cards(reading)[0].words.hasFocus()


def test_ctrl_enter_offers_the_kinds_or_comments_on_the_page(reading, qtbot):
    commands = {one.id: one for one in reading.commands()}
    assert commands["comment"].keys == "Ctrl+Return"
    choose(reading, "nobody minded")
    commands["comment"].run()
    bar = reading.reader.comments.bar
    assert bar.isVisible()
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert reading.reader.text.hasFocus()
    cursor = reading.reader.text.textCursor()
    cursor.clearSelection()
    reading.reader.text.setTextCursor(cursor)
    commands["comment"].run()
    qtbot.keyClicks(QApplication.focusWidget(), "Thank you for this page.")
    reading.save()
    (comment,) = kept(reading).comments
    assert comment.selector is None
    assert comment.field == ""


def test_esc_leaves_the_words_then_the_card_and_an_empty_one_goes(reading, qtbot):
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    (card,) = cards(reading)
    qtbot.keyClick(card.words, Qt.Key.Key_Escape)
    assert card.hasFocus()
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert reading.reader.text.hasFocus()
    assert not card.active
    choose(reading, "walked home")
    qtbot.keyClick(reading.reader.text, Qt.Key.Key_N)
    assert len(cards(reading)) == 2
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Escape)
    assert len(cards(reading)) == 1


def test_delete_takes_a_comment_away_and_the_toast_brings_it_back(reading, qtbot):
    said = []
    reading.said.connect(said.append)
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    (card,) = cards(reading)
    qtbot.keyClick(card.words, Qt.Key.Key_Escape)
    qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert cards(reading) == []
    reading.save()
    assert kept(reading).comments == ()
    said[-1].undo()
    assert cards(reading)[0].words.toPlainText() == "Who?"
    reading.save()
    assert [one.body for one in kept(reading).comments] == ["Who?"]


def test_a_tinted_passage_leads_to_its_comment(reading, qtbot):
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    reading.reader.comments.margin.leave()
    (card,) = cards(reading)
    text = reading.reader.text
    cursor = QTextCursor(text.document())
    cursor.setPosition(text.plain().index("nobody") + 3)
    qtbot.mouseClick(
        text.viewport(), Qt.MouseButton.LeftButton, pos=text.cursorRect(cursor).center()
    )
    assert card.words.hasFocus()


def test_comments_stand_on_their_page_and_never_on_one_another(reading, qtbot):
    for words in ("I filled", "silence", "again", "nobody", "minded"):
        write(qtbot, reading, words, Qt.Key.Key_Q, f"On {words}? " * 6)
    qtbot.wait(50)
    places = sorted(cards(reading), key=lambda card: card.y())
    for above, below in itertools.pairwise(places):
        assert above.geometry().bottom() < below.geometry().top()
    reading.reader.show_after()
    assert cards(reading) == []
    reading.reader.show_before()
    assert len(cards(reading)) == 5
    text = reading.reader.text
    lowest = places[-1]
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())
    qtbot.wait(20)
    assert cards(reading)[-1].isVisible()
    assert lowest is not None


def test_a_reply_begun_is_there_after_the_lock_and_after_a_crash(reading, qtbot, journal):
    write(qtbot, reading, "nobody minded", Qt.Key.Key_A, "That is brave.")
    qtbot.waitUntil(lambda: not reading.writing.waiting, timeout=4000)  # no save, no lock: a crash
    person, share = reading.writing.person, reading.writing.share
    assert [one.body for one in journal.clients.draft(person, share).comments] == ["That is brave."]
    again = DeskPage(journal, Settings())
    qtbot.addWidget(again)
    again.resize(1050, 780)
    again.show()
    again.reading.read_client(person)
    assert cards(again)[0].words.toPlainText() == "That is brave."


def test_a_question_of_ones_own_is_found_by_typing_and_put_in(reading, qtbot, journal):
    choose(reading, "nobody minded")
    qtbot.keyClick(reading.reader.text, Qt.Key.Key_Q)
    (card,) = cards(reading)
    qtbot.keyClick(card.words, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    choice = reading.window().findChild(SnippetChoice)
    assert len(choice.rows) == 8
    qtbot.keyClicks(choice.field, "granted")
    assert [row.question for row in choice.rows] == ["What are you taking for granted here?"]
    qtbot.keyClick(choice.field, Qt.Key.Key_Return)
    assert len(cards(reading)) == 1
    assert card.words.toPlainText() == "What are you taking for granted here?"
    reading.reader.comments._keep_snippet()
    assert len(journal.snippets.all()) == 9


def test_questions_are_edited_in_a_sheet(reading, qtbot, journal, sheet):
    reading.reader.comments._edit_snippets()
    opened = sheet(reading, SnippetsSheet)
    qtbot.keyClicks(opened.new, "What did you feel in your hands?")
    qtbot.keyClick(opened.new, Qt.Key.Key_Return)
    assert journal.snippets.all()[-1].text == "What did you feel in your hands?"
    opened.rows[0].field.selectAll()
    qtbot.keyClicks(opened.rows[0].field, "What came before?")
    click(qtbot, opened.rows[1].up)
    assert [one.text for one in journal.snippets.all()][1] == "What came before?"
    click(qtbot, opened.rows[0].gone)
    assert len(journal.snippets.all()) == 8
    opened.dismiss()


def test_what_goes_back_is_shown_word_by_word_and_nothing_else_leaves(
    reading, qtbot, journal, mara, sheet, tmp_path
):
    write(qtbot, reading, "silence again", Qt.Key.Key_Q, "How long was it?")
    click(qtbot, reading.reader.foot.closing)
    closing = sheet(reading, ClosingSheet)
    qtbot.keyClicks(closing.note, "Until Thursday.")
    qtbot.keyClicks(closing.day.field, "19 March 2027")
    qtbot.keyClick(closing.day.field, Qt.Key.Key_Return)
    click(qtbot, closing.done)
    assert reading.reader.foot.closing.text() == "Closing note"
    click(qtbot, reading.reader.foot.targets)
    targets = sheet(reading, TargetsSheet)
    click(qtbot, targets.propose)
    wording = sheet(reading, WordingSheet)
    click(qtbot, wording.kept_by)
    assert wording.text_labelled.error()
    qtbot.keyClicks(wording.text, "Let a silence stand")
    qtbot.keyClicks(wording.sign, "Three meetings with a count to ten")
    click(qtbot, wording.kept_by)
    assert targets.cards[0].target.standing.wording.text == "Let a silence stand"
    click(qtbot, targets.done)
    reading.acting.show_notes()
    notes = sheet(reading, NotesSheet)
    qtbot.keyClicks(notes.notes[0].field, "CANARYNOTE she looks tired")
    notes.dismiss()
    assert journal.clients.notes(mara.person.id)[0].text == "CANARYNOTE she looks tired"
    click(qtbot, reading.reader.foot.seal)
    asked = sheet(reading, SealReplySheet)
    assert "How long was it?" in asked.lines
    assert "Until Thursday." in asked.lines
    assert any("Let a silence stand" in line for line in asked.lines)
    assert any("19 March 2027" in line for line in asked.lines)
    assert not any("CANARYNOTE" in line for line in asked.lines)
    click(qtbot, asked.go_on)
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    file = tmp_path / "back.metanoia-reply"
    dialog.selectFile(str(file))
    with qtbot.waitSignal(reading.acting.sealer.sealed, timeout=20000):
        dialog.accept()
    came = reply.open_reply(file, mara.journal)
    assert came.signed
    assert [one.body for one in came.reply.comments] == ["How long was it?"]
    assert came.reply.comments[0].selector.exact == "**silence** again"
    assert came.reply.closing_note == "Until Thursday."
    assert came.reply.next_session_on == dt.date(2027, 3, 19)
    assert [one.wording.text for one in came.reply.target_events] == ["Let a silence stand"]
    assert came.reply.seq == 1
    assert "sealed" in reading.reader.foot.state.text()


def test_sealing_again_counts_up_and_says_the_new_words(reading, qtbot, journal, mara, tmp_path):
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    for number in (1, 2):
        file = tmp_path / f"back{number}.metanoia-reply"
        reading.save()
        with qtbot.waitSignal(reading.acting.sealer.sealed, timeout=20000):
            reading.acting._seal_into(file)
        assert reply.open_reply(file, mara.journal).reply.seq == number
        card = cards(reading)[0]
        card.edit()
        qtbot.keyClicks(card.words, " And when?")
    reading.save()
    assert "Changed since" in reading.reader.foot.state.text()
    assert len(journal.clients.replies(mara.person.id)) == 2


def test_a_closing_note_begun_is_there_after_the_lock(reading, qtbot, journal, mara, sheet):
    click(qtbot, reading.reader.foot.closing)
    qtbot.keyClicks(sheet(reading, ClosingSheet).note, "Until Thursday")
    reading.save()  # as the lock does, while the words still rest
    reading.blank()
    (kept,) = journal.clients.shares(mara.person.id)
    assert journal.clients.draft(mara.person.id, kept.id).closing_note == "Until Thursday"


def test_a_reply_is_told_to_be_for_whom_it_was_sealed(reading, qtbot, journal, tmp_path):
    other = meet(journal, tmp_path, "Jo Hansen")
    other.journal.entries.add(entry("Three", "Another.", day="2026-02-01"))
    other.keep(other.share(entries=[other.journal.entries.newest(1)[0].id]))
    other.journal.close()
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    reading.save()
    said = []
    reading.said.connect(said.append)
    with qtbot.waitSignal(reading.acting.sealer.sealed, timeout=20000):
        reading.acting._seal_into(tmp_path / "back.metanoia-reply")
        reading.reading.read_client(other.person.id)
    assert said[-1].text.endswith("Give the file to Mara Lind.")


def test_an_empty_reply_is_not_sealed(reading, qtbot):
    said = []
    reading.said.connect(said.append)
    click(qtbot, reading.reader.foot.seal)
    assert "nothing in this reply" in said[-1].text


def test_a_stranger_is_read_only_and_becomes_a_client_once_kept(
    page, qtbot, client, sealed, journal, sheet
):
    with qtbot.waitSignal(page.opener.opened, timeout=20000):
        page.go(Destination(page="desk", file=sealed().file))
    assert not page.reader.foot.isVisible()
    choose(page, "I filled the silence")
    qtbot.keyClick(page.reader.text, Qt.Key.Key_Q)
    assert cards(page) == []
    click(qtbot, page.reader.compare)
    asked = sheet(page, KeepSheet)
    click(qtbot, asked.compared)
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        click(qtbot, asked.keep)
    assert page.reader.foot.isVisible()
    assert page.shares == {}
    person = journal.people.by_key(client.identity.get().signing_key)
    assert person.role is Role.CLIENT
    assert journal.clients.shares(person.id)
    write(qtbot, page, "I filled the silence", Qt.Key.Key_Q, "Why?")
    assert len(cards(page)) == 1


def test_a_lock_leaves_no_word_in_any_widget(reading, qtbot):
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "CANARYCOMMENT")
    reading.acting.show_notes()
    reading.save()
    reading.blank()
    from metanoia.ui.widgets import overlay

    overlay.clear(reading.window())
    qtbot.wait(20)  # what was put away goes
    for one in reading.findChildren(QWidget):
        words = ""
        if isinstance(one, QLabel | QLineEdit):
            words = one.text()
        elif isinstance(one, QTextEdit):
            words = one.toPlainText()
        if one.parent() is not None and one.isVisible():
            words += one.accessibleName() + one.toolTip()
        for canary in ("CANARYCOMMENT", "nobody minded", "Mara"):
            assert canary not in words, one
    assert reading.writing.draft.comments == ()


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("kindly, *“you were faster than us again", "kindly, “you were faster than us again"),
        ("I filled the **silence**.", "I filled the silence."),
        ("again.”* She is right", "again.” She is right"),
        ("two * three is_not emphasis", "two * three is_not emphasis"),
        ("word " * 40, "word " * 17 + "word…"),
    ],
)
def test_a_passage_is_quoted_without_marks(source, told):
    assert quoted(source) == told
    assert len(quoted(source)) <= 91


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_no_button_below_the_share_is_squeezed(reading, qtbot, scale):
    theme().apply("light", scale)
    try:
        for width in (820, 950, 1200):
            reading.window().resize(width, 700)
            qtbot.wait(30)
            foot = reading.reader.foot
            for button in (foot.targets, foot.closing, foot.seal):
                assert button.width() >= button.sizeHint().width(), (width, button.accessibleName())
                assert button.accessibleName()
    finally:
        theme().apply("light", 1.0)


def test_what_was_not_sealed_is_discarded_and_taken_up_again(reading, qtbot, journal, tmp_path):
    foot = reading.reader.foot
    assert not foot.discard.isVisible()
    write(qtbot, reading, "nobody minded", Qt.Key.Key_Q, "Who?")
    assert foot.discard.isVisible()
    with qtbot.waitSignal(reading.said) as said:
        click(qtbot, foot.discard)
    assert said.args[0].text == "What was not sealed is discarded"
    assert (cards(reading), kept(reading).comments) == ([], ())
    assert foot.count.text() == "No comments yet"
    assert not foot.discard.isVisible()
    said.args[0].undo()
    assert [card.words.toPlainText() for card in cards(reading)] == ["Who?"]
    with qtbot.waitSignal(reading.acting.sealer.sealed, timeout=20000):
        reading.acting._seal_into(tmp_path / "back.metanoia-reply")
    assert not foot.discard.isVisible()
    cards(reading)[0].edit()
    qtbot.keyClicks(cards(reading)[0].words, " And when?")
    reading.save()
    next(one for one in reading.commands() if one.id == "reply-discard").run()
    assert [one.body for one in kept(reading).comments] == ["Who?"]
    with qtbot.waitSignal(reading.said) as said:
        reading.acting.discard_reply()
    assert said.args[0].text == "Nothing waits here to be sealed."
