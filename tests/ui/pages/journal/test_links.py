"""What the entry that is read is tied to, and the names in its text as links."""

from __future__ import annotations

from PySide6.QtCore import Qt, QUrl

from journals import entry
from metanoia.domain.goals import NewGoal
from metanoia.ui.destination import Destination

CTRL = Qt.KeyboardModifier.ControlModifier


def goal_of(journal, title="Home by five"):
    return journal.goals.add(NewGoal(title=title, vision="At the table.", reality="Late."))


def read(page, journal, body):
    kept = journal.entries.add(entry("Late", body, day="2026-03-13"))
    page.show_entry(kept.id)
    return kept.id


def links(page):
    """Return (words, address) of each link in the text."""
    found = []
    block = page.reading.text.document().begin()
    while block.isValid():
        it = block.begin()
        while not it.atEnd():
            part = it.fragment()
            if part.charFormat().isAnchor():
                found.append((part.text(), part.charFormat().anchorHref()))
            it += 1
        block = block.next()
    return found


def test_a_name_in_the_text_leads_to_the_goal_and_another_stays_text(page, journal, qtbot):
    goal = goal_of(journal)
    read(page, journal, "See [[home by five]] and [[Nobody]].")
    assert links(page) == [("home by five", f"goal:{goal.id}")]
    assert "[[Nobody]]" in page.reading.plain_text()
    with qtbot.waitSignal(page.asked) as asked:
        page.reading.text.anchorClicked.emit(QUrl(f"goal:{goal.id}"))
    assert asked.args == [Destination(page="goals", item=goal.id)]


def test_of_two_of_one_name_the_one_that_is_tied_is_meant(page, journal):
    goal_of(journal)
    second = goal_of(journal)
    kept = journal.entries.add(entry("Late", "See [[Home by five]].", day="2026-03-13"))
    for one in journal.goals.rows():
        if one.goal.id == second.id:
            journal.ties.connect(("entry", kept.id), ("goal", second.id))
    page.show_entry(kept.id)
    assert links(page) == [("Home by five", f"goal:{second.id}")]


def test_a_goal_of_another_name_or_in_the_trash_is_no_link_any_more(page, journal):
    goal = goal_of(journal)
    read(page, journal, "See [[Home by five]].")
    journal.goals.change(goal.id, title="Home by six")
    assert links(page) == []
    journal.goals.change(goal.id, title="Home by five")
    assert len(links(page)) == 1
    journal.goals.trash(goal.id)
    assert links(page) == []


def test_chips_come_go_and_lead_on(page, journal, qtbot):
    goal = goal_of(journal)
    entry_id = read(page, journal, "Late again.")
    journal.ties.connect(("entry", entry_id), ("goal", goal.id))
    (chip,) = page.reading.ties.chips
    assert chip.accessibleName() == "Home by five, Goal"
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=chip.rect().center())
    assert asked.args == [Destination(page="goals", item=goal.id)]
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(chip, Qt.Key.Key_Delete)
    assert page.reading.ties.chips == []
    said.args[0].undo()
    assert [one.thing.item_id for one in page.reading.ties.chips] == [goal.id]


def test_a_deleted_entry_shows_no_chips(page, journal):
    goal = goal_of(journal)
    entry_id = read(page, journal, "Late again.")
    journal.ties.connect(("entry", entry_id), ("goal", goal.id))
    journal.entries.trash(entry_id)
    page.show_entry(entry_id)
    assert page.reading.ties.isHidden()
