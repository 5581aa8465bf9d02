"""The Journal page, used as a person would: keys, clicks, and what is then seen."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from journals import entry, new_journal
from metanoia.domain.errors import NotFound
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.pages.journal import JournalPage
from metanoia.ui.pages.journal.rows import Head, Line
from metanoia.ui.settings import Settings
from metanoia.ui.widgets.sheet import DialogSheet


def seen(page):
    """The list as it reads: heads in brackets, entries by title."""
    rows = page.list_pane.list.rows
    found = []
    for index in range(rows.count):
        row = rows.at(index)
        if isinstance(row, Head):
            found.append(f"[{row.title or row.month.isoformat()[:7]} {row.count}]")
        else:
            found.append(row.row.title)
    return found


def search(qtbot, page, text):
    page.list_pane.field.setFocus()
    page.list_pane.field.clear()
    with qtbot.waitSignal(page.finder.listed, timeout=5000):
        qtbot.keyClicks(page.list_pane.field, text)


def reading(page):
    return page.reading.title.text()


def test_the_journal_is_listed_by_month_and_the_newest_is_read(page):
    assert seen(page) == [
        "[2026-03 2]", "The silence I filled", "Walking",
        "[2026-02 1]", "Budget round",
        "[2023-03 1]", "Snow",
    ]  # fmt: skip
    assert page.list_pane.count.text() == "4 entries"
    assert reading(page) == "The silence I filled"
    assert page.reading.when.text().endswith("12 March 2026, 09:30")
    assert "I filled the silence." in page.reading.plain_text()


def test_arrows_read_on_past_the_heads(page, qtbot):
    page.list_pane.list.setFocus()
    for title in ("Walking", "Budget round", "Snow", "Snow"):
        qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Down)
        assert reading(page) == title
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Home)
    assert reading(page) == "The silence I filled"
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_End)
    assert reading(page) == "Snow"


def test_esc_e_and_delete_work_in_the_text_too(page, qtbot):
    view, text = page.list_pane.list, page.reading.text
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert text.hasFocus()
    qtbot.keyClick(text, Qt.Key.Key_Escape)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Return)
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(text, Qt.Key.Key_E)
    assert asked.args[0] == Destination(page="today", entry=page.reading.entry.id)
    qtbot.keyClick(text, Qt.Key.Key_Delete)
    assert "The silence I filled" not in seen(page)


def test_another_search_begins_at_its_first_hit(page, qtbot):
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Down)
    assert reading(page) == "Walking"
    search(qtbot, page, "the")
    assert reading(page) == seen(page)[1]
    first, second = seen(page)[1:3]
    assert {first, second} == {"The silence I filled", "Walking"}
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Down)
    assert reading(page) == second
    with qtbot.waitSignal(page.finder.listed, timeout=5000):
        qtbot.keyClicks(page.list_pane.field, " silence")
    assert reading(page) == seen(page)[1]


def test_every_row_is_as_high_as_what_it_shows(page, qtbot):
    view = page.list_pane.list

    def heights():
        found = {Head: set(), Line: set()}
        for row in range(view.rows.count):
            found[type(view.rows.at(row))].add(view.rowHeight(row))
        return found

    whole = heights()
    assert [len(one) for one in whole.values()] == [1, 1]
    for words in ("the", "silence", "came", "-walking"):
        search(qtbot, page, words)
        assert heights() == whole, words
    with qtbot.waitSignal(page.finder.listed, timeout=5000):
        page.list_pane.field.clear()
    assert heights() == whole


def test_hits_of_many_months_name_their_month(page, qtbot):
    painter = page.list_pane.list.painter
    assert not painter.months_mixed
    search(qtbot, page, "silence")
    assert painter.months_mixed
    with qtbot.waitSignal(page.finder.listed, timeout=5000):
        page.list_pane.field.clear()
    assert not painter.months_mixed


def test_a_click_reads_and_a_double_click_edits(page, qtbot):
    view = page.list_pane.list
    middle = view.visualRect(view.model().index(4, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert reading(page) == "Budget round"
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    assert asked.args[0] == Destination(page="today", entry=page.reading.entry.id)


def test_searching_shows_what_was_found_and_marks_it(page, qtbot):
    search(qtbot, page, "silence")
    assert seen(page)[0] == "[Best first 2]"
    assert set(seen(page)[1:]) == {"The silence I filled", "Walking"}
    assert page.reading.place.text() == "1 of 2"
    assert page.reading.text.extraSelections()
    qtbot.keyClick(page.list_pane.field, Qt.Key.Key_Down)
    assert page.list_pane.list.hasFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Down)
    assert page.reading.place.text() == "2 of 2"


def test_hits_can_come_newest_first(page, qtbot):
    search(qtbot, page, "silence")
    with qtbot.waitSignal(page.finder.listed):
        qtbot.mouseClick(page.list_pane.order, Qt.MouseButton.LeftButton)
    assert seen(page) == ["[2026-03 2]", "The silence I filled", "Walking"]


def test_accents_and_half_words_find(page, qtbot):
    search(qtbot, page, "cafe clo")
    assert "Snow" in seen(page)


def test_escape_empties_the_field_and_shows_everything(page, qtbot):
    search(qtbot, page, "silence")
    with qtbot.waitSignal(page.finder.listed):
        qtbot.keyClick(page.list_pane.field, Qt.Key.Key_Escape)
    assert len(seen(page)) == 7


def test_nothing_found_says_so_and_offers_the_way_back(page, qtbot):
    search(qtbot, page, "qqqq")
    shown = page._right.currentWidget()
    assert shown.title.text() == "Nothing found"
    with qtbot.waitSignal(page.finder.listed):
        qtbot.mouseClick(shown.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert len(seen(page)) == 7


def test_a_burst_of_keys_asks_few_questions(page, qtbot, monkeypatch):
    asked = []
    original = page.finder._searcher.ask
    monkeypatch.setattr(
        page.finder._searcher, "ask", lambda question: (asked.append(question), original(question))
    )
    search(qtbot, page, "silence an")
    assert 1 <= len(asked) <= 3


def test_starred_tags_and_days_narrow(page, qtbot):
    with qtbot.waitSignal(page.finder.listed):
        qtbot.mouseClick(page.list_pane.starred, Qt.MouseButton.LeftButton)
    assert seen(page)[1:] == ["The silence I filled"]
    with qtbot.waitSignal(page.finder.listed):
        qtbot.mouseClick(page.list_pane.all, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(page.finder.listed):
        page.reading.tag_asked.emit("ingrid")
    assert seen(page)[1:] == ["Walking"]
    page.finder.clear()
    with qtbot.waitSignal(page.finder.listed):
        page.list_pane.strip.day_chosen.emit(dt.date(2026, 2, 19))
    assert seen(page)[1:] == ["Budget round"]
    with qtbot.waitSignal(page.finder.listed):
        page.list_pane.day.removed.emit()
    assert len(seen(page)) == 7


def test_the_strip_shows_the_month_that_is_read(page, qtbot):
    assert page.list_pane.strip.month == dt.date(2026, 3, 1)
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_End)
    assert page.list_pane.strip.month == dt.date(2023, 3, 1)


def test_the_strip_chooses_by_keys(page, qtbot):
    strip = page.list_pane.strip
    strip.setFocus(Qt.FocusReason.TabFocusReason)
    for _ in range(5):
        qtbot.keyClick(strip, Qt.Key.Key_Left)
    with qtbot.waitSignal(page.finder.listed):
        qtbot.keyClick(strip, Qt.Key.Key_Return)
    assert seen(page)[1:] == ["Walking"]


def test_deleting_is_undone_from_the_notice(page, journal, qtbot):
    page.list_pane.list.setFocus()
    with qtbot.waitSignal(page.said) as said:
        qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Delete)
    assert reading(page) == "Walking"
    assert journal.entries.trashed_count == 1
    said.args[0].undo()
    assert journal.entries.trashed_count == 0
    assert reading(page) == "The silence I filled"
    assert "The silence I filled" in seen(page)


def test_the_trash_shows_restores_and_erases(page, journal, qtbot):
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Delete)
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Delete)
    page.go(Destination(page="journal", section="trash"))
    assert page.list_pane.title.text() == "Recently deleted"
    assert set(seen(page)) >= {"The silence I filled", "Walking"}
    assert page.reading.deleted.isVisible()
    assert not page.reading.edit.isVisible()
    qtbot.mouseClick(page.reading.restore, Qt.MouseButton.LeftButton)
    assert journal.entries.trashed_count == 1
    left = page.reading.entry.id
    qtbot.mouseClick(page.reading.purge, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(DialogSheet)
    qtbot.mouseClick(sheet.confirm, Qt.MouseButton.LeftButton)
    with pytest.raises(NotFound):
        journal.entries.get(left)
    assert page._right.currentWidget().title.text() == "Nothing was deleted"
    page.go(Destination(page="journal"))
    assert page.list_pane.title.text() == "Journal"


def test_escape_leaves_the_trash(page, qtbot):
    page.go(Destination(page="journal", section="trash"))
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Escape)
    assert asked.args[0] == Destination(page="journal")


def test_keeping_erases_nothing(page, journal, qtbot):
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Delete)
    page.go(Destination(page="journal", section="trash"))
    qtbot.mouseClick(page.list_pane.empty_trash, Qt.MouseButton.LeftButton)
    sheet = page.window().findChild(DialogSheet)
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert journal.entries.trashed_count == 1


def test_a_change_elsewhere_is_shown_and_the_place_kept(page, journal, qtbot):
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_End)
    journal.entries.add(entry("New one", day="2026-03-20"))
    assert seen(page)[1] == "New one"
    assert reading(page) == "Snow"
    assert page.list_pane.list.current.row.title == "Snow"


def test_an_entry_can_be_gone_to(page, journal):
    rows = page.list_pane.list.rows
    page.go(Destination(page="journal", entry=rows.at(6).row.id))
    assert reading(page) == "Snow"
    assert page.where().entry == rows.at(6).row.id


def test_an_entry_that_is_gone_says_so(page, qtbot):
    with qtbot.waitSignal(page.said) as said:
        page.go(Destination(page="journal", entry="00000000-0000-4000-8000-000000000000"))
    assert "no longer" in said.args[0].text


def test_blanking_leaves_no_text(page, qtbot):
    search(qtbot, page, "silence")
    page.blank()
    assert reading(page) == ""
    assert page.reading.plain_text() == ""
    assert page.list_pane.field.text() == ""
    assert seen(page) == []


def test_a_narrow_page_shows_one_pane_at_a_time(page, qtbot):
    page.resize(640, 700)
    QApplication.processEvents()
    assert page.list_pane.isVisible()
    assert not page.reading.isVisible()
    page.list_pane.list.setFocus()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Down)
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Return)
    assert page.reading.isVisible()
    assert not page.list_pane.isVisible()
    QApplication.processEvents()
    qtbot.mouseClick(page.reading.back, Qt.MouseButton.LeftButton)
    assert page.list_pane.isVisible()
    qtbot.keyClick(page.list_pane.list, Qt.Key.Key_Return)
    qtbot.keyClick(page.reading.text, Qt.Key.Key_Escape)
    assert page.list_pane.isVisible()


def test_an_empty_journal_teaches(tmp_path, qtbot):
    journal = new_journal(tmp_path / "empty")
    page = JournalPage(journal, Settings())
    qtbot.addWidget(page)
    with qtbot.waitExposed(page):
        page.show()
    shown = page._right.currentWidget()
    assert shown.title.text() == "What happened today?"
    with qtbot.waitSignal(page.asked) as asked:
        qtbot.mouseClick(shown.findChild(QPushButton), Qt.MouseButton.LeftButton)
    assert asked.args[0] == Destination(page="today", new=True)
    finish(5000)
    journal.close()


def test_links_out_are_shown_before_they_open(page, qtbot):
    page.reading.text.anchorClicked.emit("https://example.org/long")
    sheet = page.window().findChild(DialogSheet)
    assert sheet is not None
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)


@pytest.mark.parametrize("count", [60, 3000])
def test_the_list_asks_for_what_it_shows_only(tmp_path, qtbot, monkeypatch, count):
    from metanoia.ui.pages.journal.listing import EntryModel

    journal = new_journal(tmp_path / "many", entries=count)
    calls = []
    original = EntryModel.data
    monkeypatch.setattr(
        EntryModel, "data", lambda self, *a: (calls.append(1), original(self, *a))[1]
    )
    page = JournalPage(journal, Settings())
    qtbot.addWidget(page)
    page.resize(1100, 760)
    with qtbot.waitExposed(page):
        page.show()
    assert len(calls) < 600
    finish(5000)
    journal.close()
