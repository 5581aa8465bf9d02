"""The room of conversations: beginning one, and carrying a case out."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.domain.actions import NewAction
from metanoia.domain.days import at
from metanoia.domain.private_terms import PrivateTerm
from metanoia.ui import dates
from metanoia.ui.pages.team.conversations.case_files import as_pdf
from metanoia.ui.pages.today.forms.before_meeting import became_of

CASE = {"case": "A colleague waits.", "question": "How do I make room?"}


def write(journal, form, values, title="", day=1):
    when = at(dt.date(2026, 3, day), dt.time(9), "Europe/Oslo")
    return journal.answers.begin(form, when, title, values)


def test_the_empty_room_offers_to_prepare_and_to_pass_on(open_room, qtbot):
    room = open_room("conversations")
    assert QApplication.focusWidget() is room.begin
    qtbot.keyClick(room.begin, Qt.Key.Key_Return)
    room.begin_lesson.click()
    room.begin_case()
    assert [one.form for one in room.destinations] == ["session_prep", "lesson", "circle"]
    assert all(one.new and one.page == "today" for one in room.destinations)


def test_entries_stand_newest_first_and_lessons_by_their_year(open_room, journal, today):
    write(journal, "circle", CASE, "A case", day=2)
    lesson = write(journal, "lesson", {"lesson": "Count first.", "told": "Lena"}, "Count", day=3)
    write(journal, "session_prep", {"since": "Done."}, "Before the 9th", day=4)
    room = open_room("conversations")
    assert [row.title for row in room.rows] == ["Before the 9th", "Count", "A case"]
    assert [row.export.isVisible() for row in room.rows] == [False, False, True]
    day = dates.medium(dt.date(2026, 3, 3), today)
    assert [row.accessibleName() for row in room.lessons] == [f"Count first. {day}, to Lena"]
    room.lessons[0].click()
    assert (room.destinations[-1].page, room.destinations[-1].entry) == ("today", lesson.id)
    room.blank()
    assert (room.rows, room.lessons) == ([], [])


def test_a_case_with_a_hidden_name_does_not_leave(open_room, journal, tmp_path):
    case = write(journal, "circle", {**CASE, "tried": "I asked Jonas."})
    journal.private_terms.keep([PrivateTerm("Jonas")])
    room = open_room("conversations")
    room.files.ask_for_markdown(case.id)
    assert "“Jonas” stands in this case" in room.notices[-1].text
    assert list(tmp_path.glob("*.md")) == []


def test_a_case_is_saved_as_markdown_and_as_pdf(open_room, journal, tmp_path):
    case = write(journal, "circle", CASE, "A colleague")
    room = open_room("conversations")
    assert room.files._read(case.id)
    room.files.save_markdown(str(tmp_path / "case.md"))
    assert (tmp_path / "case.md").read_text("utf-8").startswith("# A colleague\n\n## The situation")
    room.files.save_pdf(str(tmp_path / "case.pdf"))
    assert (tmp_path / "case.pdf").read_bytes().startswith(b"%PDF-")
    assert [one.text for one in room.notices] == ["Saved as case.md", "Saved as case.pdf"]
    room.files.save_pdf(str(tmp_path / "no such folder" / "case.pdf"))
    assert room.notices[-1].text.startswith("The export")


def test_a_pdf_grows_with_its_text_and_loads_nothing():
    short = as_pdf("# A case")
    long = as_pdf("word " * 3000 + "\n\n![x](file:///etc/hostname)")
    assert short.count(b"/Type /Page\n") == 1
    assert long.count(b"/Type /Page\n") > 1
    assert b"/Subtype /Image" not in long


# -- what the form begins with


def test_before_we_meet_begins_with_what_became_of_the_commitments(journal, today):
    assert became_of(journal, today) == ""
    actions = journal.actions
    done = actions.add(NewAction(text="Ask Lena", due_on=today))
    actions.settle(done.id, "done", "She led.")
    actions.settle(actions.add(NewAction(text="Wait")).id, "partly", "")
    actions.settle(actions.add(NewAction(text="Dropped")).id, "dropped", "")
    actions.add(NewAction(text="Call Jonas", due_on=today - dt.timedelta(days=1)))
    actions.add(NewAction(text="Later", due_on=today + dt.timedelta(days=9)))
    assert sorted(became_of(journal, today).splitlines()) == [
        "- Done: Ask Lena She led.", "- Partly: Wait", "- Still open: Call Jonas",
    ]  # fmt: skip
    assert became_of(journal, today + dt.timedelta(days=30)).count("Ask Lena") == 0


def test_what_it_begins_with_never_outgrows_the_question(journal, today):
    for number in range(20):
        actions = journal.actions
        actions.settle(actions.add(NewAction(text=f"{number} " + "x" * 400)).id, "done", "")
    assert 1000 < len(became_of(journal, today)) <= 2000
