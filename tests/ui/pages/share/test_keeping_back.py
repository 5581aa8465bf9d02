"""Withholding passages by selecting them, seeing what is withheld, and what to do where it is lost."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor

from metanoia.domain.people import Role
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.shared_things import THING_KINDS
from metanoia.domain.withheld import WITHHELD
from metanoia.exchange import desk
from metanoia.exchange.seal import Problem
from metanoia.text.anchors import select
from metanoia.ui.dialogs.hidden_names_sheet import HiddenNamesSheet
from metanoia.ui.pages.share.draft import Draft
from metanoia.ui.pages.share.left_out import left_out
from metanoia.ui.pages.share.paper import show_pills
from metanoia.ui.pages.share.read_sheet import ReadSheet
from metanoia.ui.pages.share.withheld_sheet import WithheldSheet
from metanoia.ui.theme import theme
from share_clicks import check, click, click_line, go_to, seal
from sharing import make_identity


def mark(reading, words):
    """Select ``words`` in what is read, by the cursor as the keyboard would."""
    start = reading.plain().index(words)
    cursor = QTextCursor(reading.document())
    cursor.setPosition(start)
    cursor.setPosition(start + len(words), QTextCursor.MoveMode.KeepAnchor)
    reading.setTextCursor(cursor)
    reading.setFocus()


def drag(qtbot, reading, words):
    """Select ``words`` with the mouse."""
    start = reading.plain().index(words)
    cursor = QTextCursor(reading.document())
    ends = []
    for place in (start, start + len(words)):
        cursor.setPosition(place)
        ends.append(reading.cursorRect(cursor).center())
    view, left = reading.viewport(), Qt.MouseButton.LeftButton
    qtbot.mousePress(view, left, pos=ends[0])
    qtbot.mouseMove(view, ends[1] + QPoint(1, 0))
    qtbot.mouseRelease(view, left, pos=ends[1] + QPoint(1, 0))


def quotes(journal):
    return [(one.field, one.selector.exact, one.party) for one in journal.redactions.all()]


@pytest.fixture
def checked(page, qtbot, ingrid):
    """The page with two entries on paper, for Ingrid."""
    for title in ("The silence I filled", "Walking"):
        click_line(qtbot, page.sides.choosing.tree, title)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    return page


def test_words_selected_on_paper_are_withheld_from_the_reader(checked, qtbot, journal, ingrid):
    paper = checked.sides.check.paper
    bar = checked.sides.check.bar
    drag(qtbot, paper.reading, "the silence.")
    qtbot.waitUntil(bar.isVisible, timeout=2000)
    assert bar.one.text() == "Withhold from Ingrid"
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        click(qtbot, bar.one)
    assert not bar.isVisible()
    assert quotes(journal) == [("body", "the **silence**.", ingrid.id)]
    assert checked.window().notices[-1].text == "1 passage withheld from Ingrid"
    assert checked.sides.check.withheld.text() == "1 withheld"
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        checked.window().notices[-1].undo()
    assert quotes(journal) == []
    assert not checked.sides.check.withheld.isVisible()


def test_a_selection_over_two_entries_makes_a_passage_of_each(checked, qtbot, journal):
    reading = checked.sides.check.paper.reading
    start, stop = reading.plain().index("silence."), reading.plain().index(" let the")
    mark(reading, reading.plain()[start:stop])
    checked.withholding.ask()
    bar = checked.sides.check.bar
    assert bar.one.hasFocus()
    qtbot.keyClick(bar.one, Qt.Key.Key_Right)
    qtbot.keyClick(bar.everybody, Qt.Key.Key_Space)
    assert {(field, exact) for field, exact, _ in quotes(journal)} == {
        ("body", "silence**."), ("title", "Walking"), ("body", "Ingrid"),
    }  # fmt: skip
    assert {party for *_, party in quotes(journal)} == {None}
    assert "3 passages withheld from everybody" in checked.window().notices[-1].text


@pytest.fixture
def checked_for_two(page, qtbot, journal, ingrid):
    """The page with an entry on paper, for Ingrid and Bo."""
    other = make_identity()
    bo = journal.people.add("Bo Lind", Role.PEER, other.age_recipient, other.signing_key)
    click_line(qtbot, page.sides.choosing.tree, "The silence I filled")
    whom = page.sides.choose.whom
    click(qtbot, whom.cards[ingrid.id])
    click(qtbot, whom.also)
    click(qtbot, whom.cards[bo.id])
    check(qtbot, page)
    return page, bo


def test_words_are_withheld_from_several_readers_at_once(
    checked_for_two, qtbot, journal, ingrid, sheet
):
    page, bo = checked_for_two
    check_ = page.sides.check
    assert check_.exactly.text() == "Exactly what your readers will read, nothing else"
    mark(check_.paper.reading, "the silence.")
    page.withholding.ask()
    assert check_.bar.one.text() == "Withhold from these 2"
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        qtbot.keyClick(check_.bar.one, Qt.Key.Key_Space)
    assert {party for *_, party in quotes(journal)} == {ingrid.id, bo.id}
    assert page.window().notices[-1].text == "1 passage withheld from these 2"
    assert check_.withheld.text() == "1 withheld"
    page.withholding.show_list()
    opened = sheet(page, WithheldSheet)
    (row,) = opened.rows
    assert row.chip.text() == "from Bo Lind and Ingrid Solheim"
    click(qtbot, row.release)
    assert quotes(journal) == []
    page.window().notices[-1].undo()
    assert len(quotes(journal)) == 2
    opened.dismiss()


def test_a_circle_is_named_on_the_bar(page, qtbot, journal, ingrid):
    other = make_identity()
    bo = journal.people.add("Bo", Role.PEER, other.age_recipient, other.signing_key)
    circle = journal.circles.add("Tuesday circle", [ingrid.id, bo.id])
    click_line(qtbot, page.sides.choosing.tree, "The silence I filled")
    click(qtbot, page.sides.choose.whom.cards[circle.id])
    check(qtbot, page)
    assert page.sides.check.bar.one.text() == "Withhold from Tuesday circle"


def test_what_is_found_again_is_withheld_from_nobody_less(page, qtbot, journal, kept, sheet):
    item, one, _ = kept
    other = make_identity()
    bo = journal.people.add("Bo", Role.PEER, other.age_recipient, other.signing_key)
    journal.redactions.add(item, "body", one.selector, bo.id)
    click(qtbot, page.sides.choose.whom.cards[one.party])
    journal.entries.save_text(item[1], "Walking", "She let the silence stand.")
    page.withholding.show_list()
    click(qtbot, sheet(page, WithheldSheet).rows[0].again)
    reading = sheet(page, ReadSheet)
    mark(reading.reading, "She")
    reading.ask()
    qtbot.keyClick(reading.bar.one, Qt.Key.Key_Space)
    found = [(exact, party) for field, exact, party in quotes(journal) if field == "body"]
    assert sorted(found) == sorted([("She", one.party), ("She", bo.id)])


@pytest.mark.parametrize("width", [700, 1050])
def test_the_sentence_above_the_paper_is_never_cut_short(checked, qtbot, journal, width):
    journal.private_terms.keep([PrivateTerm("Ingrid")])
    mark(checked.sides.check.paper.reading, "the silence.")
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        checked.sides.check.bar.asked.emit(True)
    head = checked.sides.check.head
    qtbot.waitUntil(head.hidden.isVisible, timeout=5000)
    checked.window().resize(width, 780)
    qtbot.waitUntil(lambda: head.exactly.width() >= head.exactly.sizeHint().width(), timeout=2000)
    assert head.withheld.isVisible()
    assert head.rect().contains(head.withheld.geometry().translated(0, 0))


def test_a_problem_with_a_hidden_name_leads_to_the_list(checked, qtbot, journal, sheet):
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        journal.private_terms.keep([PrivateTerm(checked.draft.sender)])
    (row,) = checked.sides.check.problems.rows
    assert "is on your list of hidden names" in row.sentence
    assert checked.sides.check.exactly.text() == "It cannot leave like this"
    assert row.names.isVisible()
    click(qtbot, row.names)
    names = sheet(checked, HiddenNamesSheet)
    names.names.setPlainText("")
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        click(qtbot, names.keep)
    assert not checked.sides.check.problems.isVisible()
    assert checked.sides.check.seal.isEnabled()


def test_the_key_says_what_is_missing(checked, page, qtbot, journal):
    page.withholding.ask()
    assert "Select the words" in page.window().notices[-1].text
    mark(page.sides.check.paper.reading, "Entry 1 of 2")
    page.withholding.ask()
    qtbot.keyClick(page.sides.check.bar.one, Qt.Key.Key_Space)
    assert "not words of an entry" in page.window().notices[-1].text
    assert quotes(journal) == []
    click(qtbot, page.sides.check.back)
    page.withholding.ask()
    assert "Check what leaves first" in page.window().notices[-1].text


def test_esc_puts_only_the_bar_away(checked, qtbot):
    reading = checked.sides.check.paper.reading
    drag(qtbot, reading, "silence")
    bar = checked.sides.check.bar
    qtbot.waitUntil(bar.isVisible, timeout=2000)
    qtbot.keyClick(reading, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert checked.sides.step == "check"


def test_an_entry_is_read_and_withheld_from_before_it_is_checked(page, qtbot, journal, sheet):
    tree = page.sides.choosing.tree
    go_to(qtbot, tree, "The silence I filled")
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    opened = sheet(page, ReadSheet)
    assert "Nothing of it is withheld" in opened.count.text()
    mark(opened.reading, "filled the")
    click(qtbot, opened.withhold)
    assert not opened.bar.one.isVisible()
    qtbot.keyClick(opened.bar.everybody, Qt.Key.Key_Space)
    assert quotes(journal) == [("body", "filled the", None)]
    assert opened.count.text() == "1 passage of it is withheld"
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.is_open()
    assert page.withholding.read_sheet is None


def test_a_private_entry_can_be_read_but_not_ticked(page, qtbot, sheet):
    tree = page.sides.choosing.tree
    go_to(qtbot, tree, "Private thing")
    qtbot.keyClick(tree, Qt.Key.Key_Space)
    assert not page.draft.entries
    qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert "CANARYPRIVATE" in sheet(page, ReadSheet).reading.plain()


@pytest.fixture
def kept(journal, ingrid):
    """A passage that is withheld from Ingrid, and one from everybody."""
    row = next(row for row in journal.entries.newest(9) if row.title == "Walking")
    body = journal.entries.get(row.id).body
    item = ("entry", row.id)
    one = journal.redactions.add(item, "body", select(body, 0, 6), ingrid.id)
    other = journal.redactions.add(item, "title", select("Walking", 0, 7))
    return item, one, other


def test_what_is_withheld_is_listed_and_can_leave_again(page, qtbot, journal, kept, sheet):
    page.withholding.show_list()
    opened = sheet(page, WithheldSheet)
    assert [(row.quote.text(), row.chip.text()) for row in opened.rows] == [
        ("Ingrid", "from Ingrid Solheim"),
        ("Walking", "from everybody"),
    ]
    assert not any(row.again.isVisible() for row in opened.rows)
    click(qtbot, opened.rows[0].release)
    assert [row.quote.text() for row in opened.rows] == ["Walking"]
    assert quotes(journal) == [("title", "Walking", None)]
    page.window().notices[-1].undo()
    assert len(quotes(journal)) == 2
    opened.dismiss()


def test_an_empty_list_teaches(page, sheet):
    page.withholding.show_list()
    opened = sheet(page, WithheldSheet)
    assert opened.none.isVisible()
    assert opened.rows == []


def test_a_lost_passage_is_red_and_found_again(page, qtbot, journal, kept, sheet):
    item, one, _ = kept
    journal.entries.save_text(item[1], "Walking", "She let the silence stand.")
    page.withholding.show_list()
    opened = sheet(page, WithheldSheet)
    lost = opened.rows[0]
    assert (lost.quote.text(), lost.again.isVisible()) == ("Ingrid", True)
    click(qtbot, lost.again)
    reading = sheet(page, ReadSheet)
    mark(reading.reading, "She")
    reading.ask()
    qtbot.keyClick(reading.bar.everybody, Qt.Key.Key_Space)
    assert ("body", "She", None) in quotes(journal)
    assert one.id not in [kept.id for kept in journal.redactions.all()]
    assert not reading.is_open()


def test_a_passage_of_what_is_gone_can_only_be_let_go(page, qtbot, journal, kept, sheet):
    journal.redactions.add(("goal", "0" * 36), "title", select("Gone", 0, 4))
    page.withholding.show_list()
    opened = sheet(page, WithheldSheet)
    row = opened.rows[0]
    assert (row.quote.text(), row.again.isVisible()) == ("Gone", False)
    click(qtbot, row.release)
    assert len(opened.rows) == 2


def test_problems_lead_to_their_thing_and_can_be_taken_out(checked, qtbot, journal, kept, sheet):
    page, item, asked = checked, kept[0], []
    page.asked.connect(asked.append)
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        journal.entries.save_text(item[1], "Walking", "She let the silence stand.")
    problems = page.sides.check.problems
    assert problems.isVisible()
    assert "“Walking” was changed where you withheld something" in problems.text()
    assert not page.sides.check.seal.isEnabled()
    assert "Settle what stands above" in page.sides.check.paper.reading.plain()
    (row,) = problems.rows
    page.sides.check.field.setFocus()
    qtbot.keyClick(page.sides.check.field, Qt.Key.Key_Tab)
    assert page.window().focusWidget().text() == "Find it again…"
    click(qtbot, row.show_it)
    assert (asked[0].page, asked[0].entry) == ("journal", item[1])
    click(qtbot, row.again)
    sheet(page, ReadSheet).dismiss()
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click(qtbot, row.take_out)
    assert item[1] not in page.draft.entries
    assert not problems.isVisible()
    assert page.sides.check.seal.isEnabled()


def test_a_problem_of_the_whole_leads_nowhere(page):
    problems = page.sides.check.problems
    problems.show_problems([Problem(None, f"No {n}.") for n in range(8)], frozenset())
    assert len(problems.rows) == 6
    assert problems.rest.text() == "and 2 more"
    assert problems.rows[0].show_it.isHidden()
    assert problems.rows[0].again.isHidden()


def test_what_is_withheld_never_leaves(checked, qtbot, journal, sheet, save_as, tmp_path, coach):
    mark(checked.sides.check.paper.reading, "the silence stand")
    with qtbot.waitSignal(checked.checking.checker.answered, timeout=5000):
        checked.sides.check.bar.asked.emit(True)
    assert f"Ingrid let {WITHHELD}." in checked.sides.check.paper.reading.plain()
    assert "1 passage withheld" in checked.sides.choosing.summary.text()
    seal(qtbot, checked, sheet, save_as, tmp_path / "w.metanoia")
    opened = desk.open_share(tmp_path / "w.metanoia", identity=coach)
    assert [one.withheld for one in opened.entries] == [0, 1]
    assert opened.agreed.purpose == "To think along"
    receipt = checked.sides.receipt
    assert receipt.kept_back.text() == "0 names hidden, 1 passage withheld"
    assert receipt.purpose.text() == "To think along"
    assert "kept 90 days" in receipt.until.text()


def test_words_selected_where_a_name_is_hidden_withhold_the_name(checked, qtbot, journal):
    journal.private_terms.keep([PrivateTerm("Ingrid")])
    reading = checked.sides.check.paper.reading
    qtbot.waitUntil(lambda: "Person A let" in reading.plain(), timeout=5000)
    mark(reading, "Person A")
    checked.sides.check.bar.asked.emit(True)
    assert quotes(journal) == [("body", "Ingrid", None)]


def test_what_stays_here_is_counted_and_named_when_folded_out(checked, qtbot):
    left = checked.sides.check.not_shared
    assert left.isVisible()
    assert left.counts.text() == "3 entries"
    assert not left.names.isVisible()
    click(qtbot, left.fold)
    assert left.names.isVisible()
    assert left.names.text() == "3 entries: Budget round; Private thing; Snow"
    assert "Budget round" not in checked.sides.check.paper.reading.plain()
    members = checked.checking.checked.payload.members
    assert not any(b"Budget round" in data for data in members.values())


def test_names_of_what_stays_here_read_well_in_a_row():
    parts = SimpleNamespace(
        things=dict.fromkeys(THING_KINDS, ())
        | {"assumption": [SimpleNamespace(kind="assumption", id="a", title="They wait for me.")]},
        parts=lambda _kind, _id: ["tests"],
        part_name=lambda *_: "Small tests",
    )
    draft = Draft(things={("assumption", "a"): set()})
    (left,) = left_out(None, draft, parts)
    assert (left.counted, left.names) == ("1 part", ("They wait for me: Small tests",))


def test_what_is_withheld_is_set_off_on_paper(checked):
    reading = checked.sides.check.paper.reading
    reading.show_html(f"<p>I told {WITHHELD} so. He left.</p>")
    show_pills(reading, (WITHHELD,), "neutral")
    cursor = QTextCursor(reading.document())
    ground = []
    for place in (reading.plain().index("withheld"), reading.plain().index("left")):
        cursor.setPosition(place + 1)
        ground.append(cursor.charFormat().background().color())
    assert ground[0] == theme().colour("sunken") != ground[1]


def test_the_place_on_paper_stays_when_it_is_checked_again(page, qtbot, journal, ingrid):
    row = journal.entries.newest(1)[0]
    journal.entries.save_text(row.id, row.title, "\n\n".join(f"Line {n} of it." for n in range(90)))
    click_line(qtbot, page.sides.choosing.tree, row.title)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    bar = page.sides.check.paper.reading.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    mark(page.sides.check.paper.reading, "Line 50")
    bar.setValue(before)
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        page.sides.check.bar.asked.emit(True)
    assert bar.value() == before > 0
