"""From a sentence of the entry to an assumption, and what can be said about it beside the text."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QApplication

from journals import ZONE, entry
from metanoia.domain import days
from metanoia.domain.anchors import Origin
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.experiments import NewExperiment
from metanoia.domain.predictions import NewPrediction
from metanoia.text.anchors import select as passage_of
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.assumption_sheet import AssumptionSheet
from metanoia.ui.dialogs.evidence_sheet import EvidenceSheet
from metanoia.ui.dialogs.test_sheet import TestSheet
from metanoia.ui.pages.today.panel_rows import ConnectedLine, EntryLine
from metanoia.ui.widgets.editor import STYLED_LIMIT
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.menu import Menu

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
A = Qt.Key.Key_A
TEXT = "I told Sam the plan was late. Sam said nothing. I decided he was angry."


@pytest.fixture
def write(qtbot, page):
    """Write a text and have it kept; return the entry's id."""

    def paste(text):
        page.column.editor.textCursor().insertText(text)
        page.save()
        return page.draft.id

    return paste


@pytest.fixture
def assume(press):
    """Press Ctrl+Shift+A where the keyboard is."""
    return lambda: press(A, CTRL | SHIFT)


def select(page, words):
    """Select the first place of some words."""
    editor = page.column.editor
    cursor = editor.document().find(words)
    editor.setTextCursor(cursor)
    editor.setFocus()
    return cursor


def put_caret(page, place):
    cursor = page.column.editor.textCursor()
    cursor.setPosition(place)
    page.column.editor.setTextCursor(cursor)


def underlined(page):
    """What is underlined in the text: (words, dashed)."""
    found = []
    block = page.column.editor.document().begin()
    line = QTextCharFormat.UnderlineStyle
    joined = False
    while block.isValid():
        for run in block.layout().formats():
            style = QTextCharFormat(run.format).underlineStyle()
            units = block.text().encode("utf-16-le")[2 * run.start : 2 * (run.start + run.length)]
            words, dashed = units.decode("utf-16-le"), style == line.DashUnderline
            if style == line.NoUnderline:
                joined = False
            elif joined and found[-1][1] == dashed:
                found[-1] = (found[-1][0] + words, dashed)
            else:
                found.append((words, dashed))
                joined = True
        joined = False
        block = block.next()
    return found


def cards(page):
    return list(page.panel.here.cards.values())


def open_card(page):
    (card,) = (one for one in cards(page) if not one.folded)
    return card


def words_in(widget):
    QApplication.processEvents()  # what was just laid out is shown by then
    return [label.text() for label in widget.findChildren(Label) if label.isVisibleTo(widget)]


def choose_in_menu(page, words, qtbot):
    (menu,) = (one for one in page.findChildren(Menu) if one.isVisible())
    action = next(one for one in menu.actions() if one.text().partition("\t")[0] == words)
    where = menu.actionGeometry(action).center()
    qtbot.mouseMove(menu, where)
    qtbot.mouseClick(menu, LEFT, pos=where)


def made(journal, words, entry_id, **more):
    body = journal.entries.get(entry_id).body
    start = body.index(words)
    origin = Origin(entry=entry_id, selector=passage_of(body, start, start + len(words)))
    return journal.assumptions.add(NewAssumption(statement=words, **more), origin=origin)


# -- making one


def test_by_keyboard_alone_from_sentence_to_what_one_would_see(
    shell, page, journal, write, press, qtbot
):
    write(TEXT)
    press(Qt.Key.Key_Left)  # before the full stop
    for _ in range(len("I decided he was angry")):
        press(Qt.Key.Key_Left, SHIFT)
    press(A, CTRL | SHIFT)
    (row,) = journal.assumptions.rows()
    assert row.statement == "I decided he was angry"
    assert row.state == "noticed"
    assert underlined(page) == [("I decided he was angry", False)]
    card = open_card(page)
    assert "“I decided he was angry”" in words_in(card)
    assert card.slider.hasFocus()
    assert card.slider.ring_shown()
    press(Qt.Key.Key_7)
    press(Qt.Key.Key_0)
    assert "70%" in words_in(card)
    press(Qt.Key.Key_Tab)
    assert card.wrong.hasFocus()
    assert journal.assumptions.get(row.id).confidence == 70
    assert journal.assumptions.get(row.id).state == "held"
    qtbot.keyClicks(card.wrong, "He would have called.")
    press(Qt.Key.Key_Escape)
    assert page.column.editor.hasFocus()
    assert journal.assumptions.get(row.id).if_wrong == "He would have called."
    assert page.column.editor.text() == TEXT
    assert page.column.foot.state == "saved"


def test_the_sentence_at_the_caret_is_taken_without_a_selection(page, journal, write, assume):
    write("> *“You were faster than us again.”* She is right.\n\n- 😀 Zoë was late")
    put_caret(page, 10)
    assume()
    page.take_focus()
    put_caret(page, len(page.column.editor.text()))
    assume()
    said = {row.statement for row in journal.assumptions.rows()}
    assert said == {"You were faster than us again.", "😀 Zoë was late"}
    assert [words for words, _ in underlined(page)] == [
        "You were faster than us again.",
        "😀 Zoë was late",
    ]


def test_statements_lose_marks_and_quotes_and_gain_a_capital(page, journal, write, assume):
    write("She said: *“if I don’t answer first,\nthey’ll **think**”* so.")
    cursor = page.column.editor.textCursor()
    cursor.setPosition(page.column.editor.text().index("*"))
    cursor.setPosition(page.column.editor.text().index(" so"), QTextCursor.MoveMode.KeepAnchor)
    page.column.editor.setTextCursor(cursor)
    assume()
    (row,) = journal.assumptions.rows()
    assert row.statement == "If I don’t answer first, they’ll think"


@pytest.mark.parametrize(
    "text", ["😀😀 彼は怒っている。私はそう思った。", "e\u0301 彼は怒っている。私はそう思った。"]
)
def test_wide_and_composed_signs_before_it_do_not_shift_the_mark(
    page, journal, write, assume, text
):
    entry_id = write(text)
    select(page, "彼は怒っている。")
    assume()
    assert underlined(page) == [("彼は怒っている。", False)]
    (anchor,) = journal.anchors.in_entry(entry_id)
    assert anchor.selector.exact == "彼は怒っている。"
    page.opening.new()
    page.opening.entry(entry_id)
    assert underlined(page) == [("彼は怒っている。", False)]


@pytest.mark.parametrize(("words", "why"), [("Sam", "at least 5"), ("x" * 301, "at most 300")])
def test_too_short_and_too_long_are_said_and_nothing_is_made(
    shell, page, journal, write, assume, words, why
):
    write(f"About {words} today.")
    cursor = page.column.editor.textCursor()
    cursor.setPosition(6)
    cursor.setPosition(6 + len(words), QTextCursor.MoveMode.KeepAnchor)
    page.column.editor.setTextCursor(cursor)
    assume()
    assert why in shell.toast.text()
    assert journal.assumptions.rows() == []
    assert underlined(page) == []


def test_undo_takes_it_back_for_good_and_what_was_said_about_it_to_recently_deleted(
    shell, page, journal, write, assume, press
):
    write(TEXT)
    select(page, "Sam said nothing")
    assume()
    shell.toast.undo()
    assert journal.assumptions.rows() == journal.assumptions.trashed() == []
    assert underlined(page) == []
    assert cards(page) == []
    select(page, "Sam said nothing")
    assume()
    undo = shell.toast
    journal.assumptions.rate(journal.assumptions.rows()[0].id, 40)
    undo.undo()
    assert journal.assumptions.rows() == []
    assert len(journal.assumptions.trashed()) == 1


def test_marking_is_no_step_of_undo_in_the_text(page, write, assume, press):
    write(TEXT)
    select(page, "Sam said nothing")
    assume()
    page.take_focus()
    assert underlined(page) == [("Sam said nothing", False)]
    press(Qt.Key.Key_Z, CTRL)
    assert page.column.editor.text() == ""


def test_the_text_is_saved_before_the_mark(page, journal, qtbot, assume):
    qtbot.keyClicks(page.column.editor, "She never asks me.")
    assume()
    assert page.draft.id is not None
    assert journal.entries.get(page.draft.id).body == "She never asks me."
    assert len(journal.anchors.in_entry(page.draft.id)) == 1


def test_on_an_empty_page_it_asks_for_one(page, journal, assume, sheet, qtbot):
    assume()
    asked = sheet(page, AssumptionSheet)
    qtbot.keyClicks(asked.statement, "Nobody reads what I write")
    qtbot.keyClick(asked.statement, Qt.Key.Key_Return, CTRL)
    assert [row.statement for row in journal.assumptions.rows()] == ["Nobody reads what I write"]
    assert journal.anchors.of("assumption", journal.assumptions.rows()[0].id) == []


# -- never twice


def test_the_same_words_elsewhere_are_linked_and_not_doubled(
    shell, page, journal, write, assume, clock
):
    earlier = journal.entries.add(entry("Then", "So: sam SAID nothing!", day="2026-03-03"))
    at = dt.datetime(2026, 3, 3, 12, tzinfo=dt.UTC)
    body = journal.entries.get(earlier.id).body
    origin = Origin(entry=earlier.id, selector=passage_of(body, 4, 21))
    known = journal.assumptions.add(
        NewAssumption(statement="Sam said nothing", at=at), origin=origin
    )
    here = write(TEXT)
    select(page, "Sam said nothing.")
    assume()
    assert shell.toast.text() == "You noticed this before, on 3 March. It is linked here."
    assert [row.id for row in journal.assumptions.rows()] == [known.id]
    assert underlined(page) == [("Sam said nothing.", False)]
    assert "Then" in words_in(page.panel)
    shell.toast.undo()
    assert journal.anchors.in_entry(here) == []
    assert underlined(page) == []


def test_words_marked_already_open_their_card(shell, page, journal, write, assume, press):
    here = write(TEXT)
    first = made(journal, "Sam said nothing", here)
    second = made(journal, "I decided he was angry", here)
    select(page, "said nothing.")
    assume()
    assert open_card(page).id == first.id
    assert open_card(page).slider.hasFocus()
    page.take_focus()
    put_caret(page, TEXT.index("decided"))
    assert open_card(page).id == second.id
    assume()
    assert open_card(page).slider.hasFocus()
    assert len(journal.assumptions.rows()) == 2


def test_a_selection_that_only_touches_a_mark_is_another_assumption(page, journal, write, assume):
    here = write(TEXT)
    made(journal, "Sam said nothing", here)
    select(page, "nothing. I decided he was angry.")
    assume()
    assert len(journal.assumptions.rows()) == 2
    assert [words for words, _ in underlined(page)] == ["Sam said nothing. I decided he was angry."]


# -- in the text


def test_marks_follow_edits_before_inside_and_after(page, journal, write, qtbot):
    here = write(TEXT)
    made(journal, "Sam said nothing", here)
    put_caret(page, 0)
    qtbot.keyClicks(page.column.editor, "On Monday: ")
    assert underlined(page) == [("Sam said nothing", False)]
    page.save()
    assert underlined(page) == [("Sam said nothing", False)]
    put_caret(page, page.column.editor.text().index("nothing"))
    qtbot.keyClicks(page.column.editor, "almost ")
    assert underlined(page) == [("Sam said almost nothing", False)]
    page.save()
    assert underlined(page) == [("Sam said almost nothing.", True)]
    put_caret(page, len(page.column.editor.text()))
    qtbot.keyClicks(page.column.editor, " And then?")
    page.save()
    assert underlined(page) == [("Sam said almost nothing.", True)]


def test_changed_words_can_be_taken_as_they_are_now(shell, page, journal, write, qtbot):
    here = write(TEXT)
    made(journal, "Sam said nothing", here)
    put_caret(page, TEXT.index("nothing"))
    qtbot.keyClicks(page.column.editor, "almost ")
    page.save()
    assert [dashed for _, dashed in underlined(page)] == [True]
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Mark the words as they are now", qtbot)
    assert [dashed for _, dashed in underlined(page)] == [False]
    (anchor,) = journal.anchors.in_entry(here)
    assert anchor.selector.exact.startswith("Sam said almost nothing")
    shell.toast.undo()
    assert [dashed for _, dashed in underlined(page)] == [True]


def test_deleted_words_are_listed_marked_again_or_let_go(shell, page, journal, write, qtbot, press):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    select(page, " Sam said nothing. I decided he was angry.")
    press(Qt.Key.Key_Delete)
    page.save()
    assert underlined(page) == []
    assert "No longer in the text" in words_in(page.panel)
    (lost,) = page.panel.here.lost
    assert "“Sam said nothing”" in words_in(lost)
    put_caret(page, 0)
    qtbot.mouseClick(lost.again, LEFT)
    assert "Select the words" in shell.toast.text()
    select(page, "the plan was late")
    qtbot.mouseClick(lost.again, LEFT)
    assert underlined(page) == [("the plan was late", False)]
    assert page.panel.here.lost == []
    assert "No longer in the text" not in words_in(page.panel)
    shell.toast.undo()
    (lost,) = page.panel.here.lost
    qtbot.mouseClick(lost.go, LEFT)
    assert cards(page) == []
    assert journal.assumptions.get(one.id).deleted_at is None
    shell.toast.undo()
    assert [row.anchor.selector.exact for row in page.panel.here.lost] == ["Sam said nothing"]


def test_deleted_words_that_come_back_are_marked_again_by_themselves(page, journal, write, press):
    here = write(TEXT)
    made(journal, "Sam said nothing", here)
    select(page, " Sam said nothing.")
    press(Qt.Key.Key_Delete)
    page.save()
    press(Qt.Key.Key_Z, CTRL)
    page.save()
    assert underlined(page) == [("Sam said nothing", False)]
    assert page.panel.here.lost == []


def test_a_text_too_long_to_style_has_its_cards_all_the_same(page, journal, write):
    here = write("He was angry at me.\n" + "word " * (STYLED_LIMIT // 5))
    made(journal, "He was angry at me", here)
    page.opening.new()
    page.opening.entry(here)
    assert underlined(page) == []
    assert "“He was angry at me”" in words_in(page.panel)
    assert page.panel.here.lost == []


def test_a_click_on_the_sentence_opens_its_card_and_leaves_the_keyboard_in_the_text(
    page, journal, write, qtbot, settings
):
    here = write(TEXT)
    made(journal, "I told Sam the plan was late", here)
    second = made(journal, "I decided he was angry", here)
    settings.side_panel = False
    page.around.fit()
    page.take_focus()
    cursor = QTextCursor(page.column.editor.document())
    cursor.setPosition(TEXT.index("decided") + 2)
    where = page.column.editor.cursorRect(cursor).center() + QPoint(2, 0)
    qtbot.mouseClick(page.column.editor.viewport(), LEFT, pos=where)
    assert page.panel.isVisible()
    assert open_card(page).id == second.id
    assert open_card(page).pointed
    assert page.column.editor.hasFocus()


def test_focus_mode_stays_quiet(shell, page, journal, write, assume, press):
    write(TEXT)
    press(Qt.Key.Key_F11)
    select(page, "Sam said nothing")
    assert page.column.selection_bar.quiet
    assume()
    assert shell.toast.text() == "Marked as an assumption"
    assert page.column.editor.hasFocus()
    assert not page.panel.isVisible()
    press(Qt.Key.Key_Escape)
    assert open_card(page).quote.text() == "“Sam said nothing”"


def test_the_bar_marks_what_the_mouse_selected(page, journal, write, qtbot):
    write(TEXT)
    select(page, "Sam said nothing")
    page.column.selection_bar.ask()
    qtbot.mouseClick(page.column.selection_bar.assumption, LEFT)
    assert [row.statement for row in journal.assumptions.rows()] == ["Sam said nothing"]
    assert open_card(page).slider.hasFocus()


def test_words_that_the_selection_cuts_are_taken_whole(page, journal, write, assume):
    write(TEXT)
    select(page, "am said noth")
    assume()
    assert [row.statement for row in journal.assumptions.rows()] == ["Sam said nothing"]


def test_where_no_blanks_part_words_the_selection_stays_as_it_is(page, journal, write, assume):
    write("彼は怒っていると思う。")
    select(page, "怒っている")
    assume()
    assert [words for words, _ in underlined(page)] == ["怒っている"]


# -- the cards


def test_cards_stand_in_the_order_of_the_text_and_one_is_open(page, journal, write, qtbot, press):
    here = write(TEXT)
    last = made(journal, "I decided he was angry", here, confidence=80)
    first = made(journal, "Sam said nothing", here)
    shown = [page.panel.here.cards[id_] for id_ in (first.id, last.id)]
    qtbot.waitUntil(lambda: shown[0].y() < shown[1].y())
    put_caret(page, TEXT.index("said"))
    assert [card.folded for card in shown] == [False, True]
    assert "80%" in words_in(shown[1].line)
    qtbot.mouseClick(shown[1].line, LEFT)
    assert [card.folded for card in shown] == [True, False]
    assert page.column.editor.textCursor().position() == TEXT.index("I decided")


def test_sliding_is_kept_when_let_go_and_can_be_undone(shell, page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    slider = open_card(page).slider
    qtbot.mousePress(slider, LEFT, pos=QPoint(slider.width() // 2, slider.height() // 2))
    qtbot.mouseRelease(slider, LEFT, pos=QPoint(slider.width() // 2, slider.height() // 2))
    assert journal.assumptions.get(one.id).confidence == 50
    assert shell.toast.text() == "50% sure"
    shell.toast.undo()
    assert journal.assumptions.get(one.id).confidence == 70
    assert open_card(page).slider.value() == 70
    assert "70%" in words_in(open_card(page))


def test_what_one_would_see_is_kept_after_a_rest_and_before_leaving(page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    card = open_card(page)
    card.wrong.setFocus()
    qtbot.keyClicks(card.wrong, "He would")
    assert page.column.foot.state == "saving"
    qtbot.waitUntil(lambda: journal.assumptions.get(one.id).if_wrong == "He would", timeout=3000)
    qtbot.keyClicks(card.wrong, " call.")
    assert card.wrong.hasFocus()
    page.opening.page = None
    page.go(Destination(page="today", new=True))
    assert journal.assumptions.get(one.id).if_wrong == "He would call."
    assert cards(page) == []


def test_too_much_is_said_below_the_field_and_stays_there(page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    card = open_card(page)
    card.wrong.setFocus()
    card.wrong.insertPlainText("x" * 501)
    assert "501 of 500 characters: a little shorter, and it is kept." in words_in(card)
    page.go(Destination(page="today", new=True))
    assert page.draft.id == here
    assert card.wrong.toPlainText() == "x" * 501
    qtbot.keyClick(card.wrong, Qt.Key.Key_Backspace)
    assert not card.wrong_error.isVisible()
    page.save()
    assert len(journal.assumptions.get(one.id).if_wrong) == 500
    assert page.column.banner.isHidden()


def test_locking_keeps_what_is_typed_and_forgets_every_word(shell, page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=30)
    card = open_card(page)
    card.wrong.setFocus()
    qtbot.keyClicks(card.wrong, "He would call.")
    shell.save()
    shell.blank()
    assert journal.assumptions.get(one.id).if_wrong == "He would call."
    shown = " ".join(label.text() for label in page.findChildren(Label))
    assert "Sam" not in shown
    assert page.column.editor.marks() == []
    assert card.wrong.toPlainText() == ""


def test_what_could_not_be_kept_comes_back_after_locking(
    shell, page, journal, write, qtbot, monkeypatch, press
):
    from metanoia.domain.errors import DiskFull

    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    card = open_card(page)

    def full(*_, **__):
        raise DiskFull

    with monkeypatch.context() as patched:
        patched.setattr(journal.assumptions, "change", full)
        patched.setattr(journal.assumptions, "rate", full)
        card.slider.setFocus()
        press(Qt.Key.Key_4)
        card.wrong.setFocus()
        qtbot.keyClicks(card.wrong, "He would call.")
        with pytest.raises(DiskFull):
            page.save()
        assert page.column.banner.isVisible()
        unsaved = page.unsaved()
        page.blank()
    page.take_back(unsaved)
    kept = journal.assumptions.get(one.id)
    assert (kept.confidence, kept.if_wrong) == (40, "He would call.")
    assert page.column.editor.text() == TEXT


def test_the_menu_unlinks_and_deletes_with_a_way_back(shell, page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Unlink from this entry", qtbot)
    assert cards(page) == []
    assert underlined(page) == []
    assert page.column.editor.hasFocus()
    shell.toast.undo()
    assert underlined(page) == [("Sam said nothing", False)]
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Move to Recently deleted", qtbot)
    assert journal.assumptions.get(one.id).deleted_at is not None
    assert underlined(page) == []
    shell.toast.undo()
    assert journal.assumptions.get(one.id).deleted_at is None
    assert underlined(page) == [("Sam said nothing", False)]


def test_what_leads_elsewhere(page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    went = []
    page.asked.disconnect()
    page.asked.connect(went.append)
    qtbot.mouseClick(open_card(page).ladder, LEFT)
    assert went.pop() == Destination(page="today", new=True, form="ladder", item=one.id)
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Open in the register", qtbot)
    assert (went[-1].page, went.pop().item) == ("assumptions", one.id)


def test_a_small_test_is_planned_beside_the_text(page, journal, write, qtbot, sheet):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    qtbot.mouseClick(open_card(page).test, LEFT)
    asked = sheet(page, TestSheet)
    asked.plan.setPlainText("Ask him at lunch")
    asked.safe.setPlainText("One question")
    asked.foretold.setPlainText("He says he was tired")
    asked.weaken.setPlainText("He was tired")
    asked.percent.set_value(60)
    asked.due.set_day(dt.date(2099, 3, 14))
    qtbot.mouseClick(asked.kept_by, LEFT)
    assert [test.plan for test in journal.experiments.of(one.id)] == ["Ask him at lunch"]
    assert open_card(page).chip.text() == "Testing"
    assert "Test by 14 March 2099" in words_in(page.panel)


def test_evidence_from_this_entry_names_it(page, journal, write, qtbot, sheet, shell):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Add evidence from this entry…", qtbot)
    asked = sheet(page, EvidenceSheet)
    qtbot.keyClicks(asked.text, "He nodded")
    qtbot.mouseClick(asked.kept_by, LEFT)
    (found,) = journal.assumptions.evidence(one.id)
    assert (found.text, found.entry) == ("He nodded", here)
    shell.toast.undo()
    assert journal.assumptions.evidence(one.id) == []


def test_a_dropped_one_shows_why_and_asks_nothing(page, journal, write):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=50)
    journal.assumptions.drop(one.id, "He had lost his voice.")
    card = open_card(page)
    assert card.chip.text() == "Dropped"
    assert "He had lost his voice." in words_in(card)
    assert not card.slider.isVisible()
    assert not card.wrong.isVisible()


# -- what it is connected with


def test_connected_names_the_next_test_predictions_and_other_wordings(
    shell, page, journal, write, qtbot
):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    journal.experiments.plan(
        one.id,
        NewExperiment(
            plan="Ask him at lunch",
            smallest_safe="Only a question",
            foretold="He says he was tired",
            percent=60,
            would_weaken="He was tired",
            due_on=dt.date(2099, 3, 14),
        ),
    )
    journal.predictions.add(
        NewPrediction(
            statement="Sam calls this week",
            settled_by="My phone",
            due_on=dt.date(2099, 3, 20),
            percent=80,
            entry=here,
        )
    )
    QApplication.processEvents()
    lines = page.panel.findChildren(ConnectedLine)
    said = [line.accessibleName() for line in lines if line.isVisible()]
    assert said == [
        "Ask him at lunch, Test by 14 March 2099",
        "Sam calls this week, Prediction · 80%, by 20 March 2099",
    ]
    successor = journal.assumptions.revise(one.id, "Sam needs time to answer")
    said = [line.accessibleName() for line in page.panel.findChildren(ConnectedLine)]
    assert "Sam needs time to answer, What I say instead now" in said
    assert successor.id


def test_seen_before_leads_to_the_sentence_in_the_other_entry(page, journal, write, qtbot, shell):
    far = "word\n" * 300 + "Again: Sam said nothing to me."
    earlier = journal.entries.add(entry("Then", far, day="2026-03-03"))
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here)
    start = far.index("Sam said")
    origin = Origin(entry=earlier.id, selector=passage_of(far, start, start + 22))
    journal.anchors.mark("assumption", one.id, origin)
    QApplication.processEvents()
    (line,) = (one for one in page.panel.findChildren(EntryLine) if one.anchor and one.isVisible())
    assert line.accessibleName() == "3 Mar, Sam said nothing to me"
    qtbot.mouseClick(line, LEFT)
    assert page.draft.id == earlier.id
    editor = page.column.editor
    qtbot.waitUntil(lambda: bool(editor.extraSelections()))
    assert editor.extraSelections()[0].cursor.selectedText() == far[start : start + 22]
    assert editor.viewport().rect().contains(editor.cursorRect())
    shell.back()
    assert page.draft.id == here


# -- from elsewhere


def test_a_change_elsewhere_marks_anew_and_keeps_the_open_field(page, journal, write, qtbot):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    card = open_card(page)
    card.wrong.setFocus()
    qtbot.keyClicks(card.wrong, "He would")
    journal.assumptions.rate(one.id, 35)
    assert open_card(page) is card
    assert card.slider.value() == 35
    assert card.wrong.toPlainText() == "He would"
    assert card.wrong.hasFocus()
    journal.assumptions.trash(one.id)
    assert cards(page) == []
    assert underlined(page) == []
    page.save()


def test_going_to_a_passage_may_make_an_assumption_of_it(shell, page, journal, qtbot):
    other = journal.entries.add(entry("Then", "Well 😀. Sam said nothing. So.", day="2026-03-03"))
    start = "Well 😀. Sam said nothing. So.".index("Sam")
    where = Destination(page="today", entry=other.id, passage=(start, start + 16), section="assume")
    shell.go(where)
    qtbot.waitUntil(lambda: len(journal.assumptions.rows()) == 1)
    assert underlined(page) == [("Sam said nothing", False)]
    qtbot.waitUntil(open_card(page).slider.hasFocus)


def test_seen_since_and_an_answer_that_it_was_seen_in(page, journal, write, qtbot, shell):
    form = journal.answers.begin(
        "ladder",
        days.at(dt.date(2026, 3, 1), None, ZONE),
        "Down",
        {"did": "I left.", "assume": ("Sam is angry",)},
    )
    later = journal.entries.add(entry("Later", "Sam said it all.", day="2026-03-12"))
    here = journal.entries.add(entry("Here", TEXT, day="2026-03-05"))
    one = made(journal, "Sam said nothing", here.id)
    answer = Origin(entry=form.id, selector=passage_of("Sam is angry", 0, 12), field="assume/0")
    journal.anchors.mark("assumption", one.id, answer)
    body = Origin(entry=later.id, selector=passage_of("Sam said it all.", 0, 15))
    journal.anchors.mark("assumption", one.id, body)
    page.go(Destination(page="today", entry=here.id))
    words = words_in(page.panel)
    assert words.index("Seen before") < words.index("Sam is angry") < words.index("Seen since")
    assert words.index("Seen since") < words.index("Sam said it all")
    lines = page.panel.findChildren(EntryLine)
    (line,) = (one for one in lines if one.entry == form.id and one.isVisible())
    qtbot.mouseClick(line, LEFT)
    assert page.draft.id == form.id
    field = page.column.shown_form().answers["assume"].field_at("assume/0")
    qtbot.waitUntil(field.hasFocus)
    qtbot.mouseClick(open_card(page).more, LEFT)
    choose_in_menu(page, "Show in the text", qtbot)
    assert field.hasFocus()


def test_undoing_how_sure_shows_while_the_text_is_being_written_on(
    shell, page, journal, write, qtbot, press
):
    here = write(TEXT)
    one = made(journal, "Sam said nothing", here, confidence=70)
    open_card(page).slider.setFocus()
    press(Qt.Key.Key_5)
    page.take_focus()
    qtbot.keyClicks(page.column.editor, " And so on")
    assert shell.toast.text() == "50% sure"
    shell.toast.undo()
    assert journal.assumptions.get(one.id).confidence == 70
    assert open_card(page).slider.value() == 70
    assert page.column.editor.text() == f"{TEXT} And so on"
    assert underlined(page) == [("Sam said nothing", False)]
