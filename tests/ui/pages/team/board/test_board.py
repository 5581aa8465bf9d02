"""The board of learning targets: what is seen of it, and all that is done on it by keys."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from journals import new_journal
from learning import lay_comments, lay_targets
from metanoia.domain.goals import NewGoal
from metanoia.domain.kinds import Kind
from metanoia.ui.background import finish
from metanoia.ui.pages.team.board import Board
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.overlay import Overlay
from replying import keep_share, thing, unsent

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def ingrid(journal):
    return journal.people.add("Ingrid Solheim", "coach").id


@pytest.fixture
def goal(journal):
    return journal.goals.add(
        NewGoal(title="Lead meetings", vision="All think.", reality="I speak.")
    )


@pytest.fixture
def ids(journal, ingrid):
    return lay_targets(journal, ingrid)


@pytest.fixture
def board(journal, qtbot):
    """The board in a window of its own, which it refreshes as its page would."""
    made = Board(journal)
    made.notices, made.destinations = [], []
    made.said.connect(made.notices.append)
    made.gone_to.connect(made.destinations.append)

    def changed(kinds, _source):
        if kinds & {Kind.TARGET, Kind.GOAL, Kind.PERSON}:
            made.refresh()

    journal.changes.subscribe(changed)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.refresh()
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    yield made
    journal.changes.unsubscribe(changed)


def press(qtbot, button):
    button.setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(button, Qt.Key.Key_Space)


def keep(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Return, CONTROL)


def tab(qtbot):
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    return QApplication.focusWidget()


def sheet(board):
    return [one for one in board.findChildren(Overlay) if one.is_open()][-1]


def card(board, target):
    return next(one for one in board.cards if one.known.target.id == target)


def words(widget):
    return [one.text() for one in widget.findChildren(Label) if one.isVisible()]


def from_menu(qtbot, board, target, text):
    """Choose ``text`` from what can be done with a target."""
    press(qtbot, card(board, target).more)
    menu = card(board, target).findChildren(Menu)[-1]
    action = next(one for one in menu.actions() if one.text().startswith(text))
    action.trigger()
    menu.close()


def state(journal, target):
    return journal.targets.get(target).standing.state


def test_each_target_stands_in_its_column_with_whose_turn_it_is(board, journal, ids):
    board.refresh()
    columns = [
        [one.text.text() for one in board.cards if one.known.column == column]
        for column in board.columns
    ]
    assert [len(one) for one in columns] == [2, 2, 2]
    assert columns[0][0].startswith("Open each handover")  # what waits for me comes first
    said = words(board)
    for shown in (
        "From Ingrid, 7 March",
        "Waiting for Ingrid, since 9 March",
        "Agreed with Ingrid, one by one",
    ):
        assert any(one.startswith(shown) for one in said), shown
    assert any(one.startswith("Partly met · 26 February") for one in said)
    assert "She chaired the first half." in said
    assert any(one.startswith("Due since 1 March") for one in said)


def test_agreeing_by_keys_and_taking_it_back(board, journal, ids, qtbot):
    board.refresh()
    one = card(board, ids["handover"])
    one.take_focus()
    assert one.agree.hasFocus()
    qtbot.keyClick(one.agree, Qt.Key.Key_Space)
    assert state(journal, ids["handover"]) == "agreed"
    assert card(board, ids["handover"]).more.hasFocus()  # the keyboard stays with the target
    assert any(one.startswith("Same wording on both sides") for one in words(board))
    board.notices[-1].undo()
    assert state(journal, ids["handover"]) == "proposed"


def test_a_target_is_proposed_by_keys_with_whom_and_for_what(board, journal, ingrid, goal, qtbot):
    assert board.empty.isVisible()
    press(qtbot, board.first)
    field = sheet(board).text
    assert field.hasFocus()
    qtbot.keyClicks(field, "Ask before I answer")
    qtbot.keyClicks(tab(qtbot), "Lena counts it")
    qtbot.keyClicks(tab(qtbot), "30 April 2027")
    while not isinstance(tab(qtbot), type(sheet(board).goal)) or not sheet(board).goal.hasFocus():
        pass
    qtbot.keyClick(sheet(board).goal, Qt.Key.Key_Down)
    keep(qtbot)
    (made,) = journal.targets.all()
    assert made.standing.wording == ("Ask before I answer", "Lena counts it", dt.date(2027, 4, 30))
    assert (made.party, made.goal) == (ingrid, goal.id)
    assert any(one.startswith("Waiting for Ingrid") for one in words(board))
    board.notices[-1].undo()
    assert journal.targets.all() == []
    assert board.empty.isVisible()


def test_what_is_missing_is_said_and_nothing_written_is_lost(board, journal, qtbot):
    press(qtbot, board.first)
    qtbot.keyClicks(sheet(board).text, "Ask")
    keep(qtbot)
    assert any("at least 5 characters" in one for one in words(sheet(board)))
    qtbot.keyClicks(sheet(board).text, " before I answer")
    keep(qtbot)
    assert any("How you will know it is done is still empty" in one for one in words(sheet(board)))
    assert sheet(board).sign.hasFocus()
    assert journal.targets.all() == []


def test_other_words_wait_for_the_other_side_and_are_shown_word_by_word(board, journal, ids, qtbot):
    board.refresh()
    press(qtbot, card(board, ids["handover"]).reword)
    field = sheet(board).text
    assert field.toPlainText().startswith("Open each handover")
    field.selectAll()
    qtbot.keyClicks(field, "Open each handover with a question.")
    keep(qtbot)
    assert (
        state(journal, ids["handover"]),
        journal.targets.get(ids["handover"]).standing.waits_for,
    ) == ("countered", "coach")
    from_menu(qtbot, board, ids["handover"], "All that was said")
    history = card(board, ids["handover"]).wordings
    said = " ".join(words(history))
    assert "7 March: Ingrid proposed" in said.replace(" 2026", "")
    assert "<s>question, not a summary.</s> <b><u>question.</u></b>" in said
    board.refresh()
    assert card(board, ids["handover"]).wordings is not None  # what is unfolded stays so
    board.notices[-1].undo()
    assert state(journal, ids["handover"]) == "proposed"


def test_the_same_words_for_another_goal_reopen_nothing(board, journal, ids, goal, qtbot):
    board.refresh()
    from_menu(qtbot, board, ids["two"], "Change the wording")
    sheet(board).goal.setCurrentIndex(1)
    keep(qtbot)
    kept = journal.targets.get(ids["two"])
    assert (kept.goal, kept.standing.state) == (goal.id, "agreed")
    board.notices[-1].undo()
    assert journal.targets.get(ids["two"]).goal is None
    journal.targets.tie(ids["two"], goal=goal.id)
    chip = next(
        one
        for one in card(board, ids["two"]).findChildren(
            type(card(board, ids["two"]).agree).__mro__[1]
        )
        if one.text() == "Lead meetings"
    )
    press(qtbot, chip)
    assert board.destinations[-1].item == goal.id


def test_declining_with_a_reason_and_proposing_it_again(board, journal, ids, qtbot):
    board.refresh()
    press(qtbot, card(board, ids["handover"]).decline)
    qtbot.keyClicks(sheet(board).note, "Not this spring.")
    keep(qtbot)
    assert state(journal, ids["handover"]) == "declined"
    assert "Not this spring." in words(card(board, ids["handover"]))
    from_menu(qtbot, board, ids["handover"], "Propose it again")
    keep(qtbot)
    assert state(journal, ids["handover"]) == "proposed"
    assert journal.targets.get(ids["handover"]).standing.waits_for == "coach"


def test_closing_what_is_due_with_what_came_of_it(board, journal, ids, qtbot):
    board.refresh()
    press(qtbot, card(board, ids["night"]).settle)
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Right)
    qtbot.keyClicks(sheet(board).note, "I can draw half of it.")
    keep(qtbot)
    assert state(journal, ids["night"]) == "partly_met"
    assert journal.targets.events(ids["night"])[-1].note == "I can draw half of it."
    board.notices[-1].undo()
    assert state(journal, ids["night"]) == "agreed"


def test_withdrawing(board, journal, ids, qtbot):
    board.refresh()
    from_menu(qtbot, board, ids["mine"], "Withdraw")
    keep(qtbot)
    assert state(journal, ids["mine"]) == "withdrawn"


def test_what_left_with_a_share_is_not_taken_back_and_says_so(board, journal, ids, qtbot):
    board.refresh()
    (mine,) = journal.targets.events(ids["mine"])
    keep_share(journal.shares, thing("target", ids["mine"]), events=[mine.id])
    from_menu(qtbot, board, ids["mine"], "Take back")
    assert "left with a share already" in board.notices[-1].text
    assert state(journal, ids["mine"]) == "proposed"
    press(qtbot, card(board, ids["handover"]).agree)
    (_, agreed) = journal.targets.events(ids["handover"])
    keep_share(journal.shares, thing("target", ids["handover"]), events=[agreed.id])
    board.notices[-1].undo()
    assert "left with a share already" in board.notices[-1].text
    assert state(journal, ids["handover"]) == "agreed"


def test_recently_deleted_and_back_and_gone_for_good(board, journal, ids, qtbot):
    board.refresh()
    from_menu(qtbot, board, ids["mine"], "Move to Recently deleted")
    assert ids["mine"] not in [one.known.target.id for one in board.cards]
    press(qtbot, board.deleted.unfold)
    press(qtbot, board.deleted.rows[0].restore)
    assert journal.targets.trashed() == []
    board.notices[-1].undo()
    press(qtbot, board.deleted.rows[0].purge)
    press(qtbot, sheet(board).confirm)
    assert journal.targets.trashed() == []
    assert board.deleted.isHidden()


def test_the_columns_stand_below_one_another_where_there_is_little_room(board, journal, ids, qtbot):
    board.refresh()
    proposed, agreed = board.columns["proposed"], board.columns["agreed"]
    assert proposed.y() == agreed.y()
    assert abs(proposed.width() - agreed.width()) <= 2
    board.resize(500, 1200)
    qtbot.waitUntil(lambda: agreed.y() > proposed.y(), timeout=2000)


def test_every_name_is_plain_text_and_every_stop_is_named(board, journal, ingrid, ids):
    journal.people.rename(ingrid, "<b>Ingrid</b>")
    board.refresh()
    assert any("<b>Ingrid</b>" in one for one in words(board))
    assert all(one.more.accessibleName() for one in board.cards)


def test_what_a_reader_says_of_a_target_stands_on_its_card_and_is_answered_there(
    board, journal, ingrid, ids, qtbot
):
    lay_comments(
        journal, ingrid, {("target", ids["two"]): {"text": "Let two people speak before I do."}}
    )
    board.refresh()
    one = card(board, ids["two"])
    row = one.comments.rows[0]
    assert "What would happen if nobody filled it?" in words(one)
    press(qtbot, row.answer)
    qtbot.keyClicks(row.editor.field, "Half an ans")
    board.refresh()  # another target changed: what is written stays
    assert card(board, ids["two"]) is one
    qtbot.keyClicks(row.editor.field, "wer")
    keep(qtbot)
    assert unsent(journal.replies)[0].answer.text == "Half an answer"
    board.refresh()
    assert "Half an answer" in words(card(board, ids["two"]))
    board.notices[-1].undo()
    assert unsent(journal.replies) == []


def test_tab_goes_through_the_board_and_each_stop_is_named_and_large_enough(
    board, journal, ids, qtbot
):
    board.refresh()
    board.propose.setFocus(Qt.FocusReason.TabFocusReason)
    seen = [QApplication.focusWidget()]
    while (stop := tab(qtbot)) is not seen[0] and len(seen) < 40:
        seen.append(stop)
    texts = [one.text() or one.accessibleName() for one in seen]
    assert texts[1:5] == [
        "More about “Open each handover with a question, not a summary.”",
        "Agree",
        "Reword",
        "Decline",
    ]
    assert all(texts)
    assert min(min(one.width(), one.height()) for one in seen) >= 24


def test_nothing_is_held_once_it_is_locked(board, journal, ids):
    board.refresh()
    board.forget()
    assert board.cards == []
    assert not any("handover" in one for one in words(board))


def test_only_the_latest_closed_ones_stand_there_until_all_are_asked_for(
    board, journal, ids, qtbot
):
    for number in range(8):
        made = journal.targets.propose(
            journal.targets.get(ids["mine"]).standing.wording._replace(text=f"Number {number}")
        )
        journal.targets.say(made.id, "withdraw")
    closed = [one for one in board.cards if one.known.column == "closed"]
    assert len(closed) == 6
    press(qtbot, board.more_closed)
    assert len([one for one in board.cards if one.known.column == "closed"]) == 10


def test_a_closed_target_that_is_not_seen_yet_is_shown_when_it_is_asked_for(
    board, journal, ids, qtbot
):
    said = journal.targets.get(ids["mine"]).standing.wording
    made = [journal.targets.propose(said._replace(text=f"Number {n}")).id for n in range(8)]
    for one in made:
        journal.targets.say(one, "withdraw")
    seen = {card.known.target.id for card in board.cards}
    (hidden, *_) = [one for one in (*made, *ids.values()) if one not in seen]
    board.show_target(hidden)
    card = next(one for one in board.cards if one.known.target.id == hidden)
    assert card.isAncestorOf(QApplication.focusWidget())


def test_a_short_text_stands_as_near_to_its_sign_as_a_long_one(board, journal, ids, qtbot):
    said = journal.targets.get(ids["mine"]).standing.wording
    for text in (
        "Short",
        "A text that is so long that it surely needs a second line on a card " * 2,
    ):
        journal.targets.propose(said._replace(text=text))
    board.window().resize(1000, 900)
    QApplication.processEvents()
    cards = [one for one in board.cards if one.text.text().startswith(("Short", "A text"))]
    gaps = [one.sign.y() - one.text.geometry().bottom() for one in cards]
    assert len(gaps) == 2
    assert gaps[0] == gaps[1]
