"""Importing through the sheet, as a person does it; what is on screen and what is in the journal."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from journals import entry, new_journal
from maps_told import plain_map
from metanoia.exchange import carrying
from metanoia.exchange.outgoing import to_json
from metanoia.ui.background import finish
from metanoia.ui.dialogs.import_sheet import ImportSheet
from metanoia.ui.dialogs.importing import work
from metanoia.ui.dialogs.importing.rows import CHANGED, HERE, NEW, PROBLEM


class Page(QWidget):
    said = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.notices = []
        self.said.connect(self.notices.append)


@pytest.fixture
def page(qtbot):
    shown = Page()
    qtbot.addWidget(shown)
    shown.resize(1280, 800)
    shown.show()
    yield shown
    finish()


@pytest.fixture
def diary(tmp_path):
    file = tmp_path / "diary.txt"
    file.write_text(
        "".join(f"[2024-05-{day:02} 21:10] Day {day}\nWhat I did.\n\n" for day in range(1, 9))
    )
    return file


@pytest.fixture
def sheet(page, journal):
    opened = ImportSheet(page, journal, page.said)
    opened.open()
    return opened


def until(qtbot, condition):
    finish(10_000)
    qtbot.waitUntil(lambda: bool(condition()), timeout=10_000)


def look_at(qtbot, sheet, path):
    sheet.take(path)
    until(qtbot, sheet.preview.isVisible)


def counts(sheet):
    return [sheet.preview.cards[kind].number() for kind in (NEW, CHANGED, HERE, PROBLEM)]


def button(sheet, words):
    return next(
        one for one in sheet.findChildren(QPushButton) if one.isVisible() and words in one.text()
    )


def bring_in(qtbot, sheet):
    closed = []
    sheet.closed.connect(lambda: closed.append(True))
    button(sheet, "Import ").click()
    until(qtbot, lambda: closed or sheet.outcome.isVisible())


def test_a_diary_comes_in_and_is_taken_back(qtbot, page, journal, sheet, diary):
    before = diary.read_bytes()
    look_at(qtbot, sheet, diary)
    assert counts(sheet) == [8, 0, 0, 0]
    assert journal.entries.count == 0  # nothing before it is agreed to
    told = []
    journal.changes.subscribe(lambda kinds, _source: told.append(kinds))
    button(sheet, "Import 8 entries").click()
    until(qtbot, lambda: not sheet.is_open())
    assert journal.entries.count == 8
    assert {name for name, _ in journal.tags.all()} == {"imported"}
    assert told  # the pages heard of it
    notice = page.notices[-1]
    assert notice.text == "8 entries came in"
    notice.undo()
    until(qtbot, lambda: len(page.notices) == 2)
    assert page.notices[-1].text == "The import was taken back"
    assert journal.entries.count == 0
    assert diary.read_bytes() == before


def test_maps_come_back_and_are_taken_back(qtbot, page, journal, sheet, tmp_path):
    theirs, dest = new_journal(tmp_path / "theirs", entries=1), tmp_path / "export.json"
    for title in ("The rota", "The nights"):
        theirs.maps.add(plain_map(title))
    to_json(theirs.entries.iterate(), dest, models=theirs)
    theirs.close()
    look_at(qtbot, sheet, dest)
    bring_in(qtbot, sheet)
    assert {row.title for row in journal.maps.listing()} == {"The rota", "The nights"}
    notice = page.notices[-1]
    assert notice.text == "1 entry came in, 2 maps"
    notice.undo()
    until(qtbot, lambda: len(page.notices) == 2)
    assert journal.maps.listing() == []
    assert len(journal.maps.trashed()) == 2


def test_the_same_again_brings_nothing(qtbot, page, journal, sheet, diary):
    look_at(qtbot, sheet, diary)
    bring_in(qtbot, sheet)
    again = ImportSheet(page, journal, page.said)
    again.open()
    look_at(qtbot, again, diary)
    assert counts(again) == [0, 0, 8, 0]
    assert not button(again, "Nothing new to import").isEnabled()


def test_cards_filter_and_everything_can_be_seen(qtbot, sheet, diary, journal):
    diary.write_text(diary.read_text() + "[2024-06-01 10:00]\n")
    look_at(qtbot, sheet, diary)
    table, cards = sheet.preview.table, sheet.preview.cards
    assert len(table.rows()) == 5
    cards[PROBLEM].click()
    assert [row.kind for row in table.rows()] == [PROBLEM]
    assert "empty" in table.rows()[0].note
    cards[NEW].click()
    assert len(table.rows()) == 8
    assert not cards[PROBLEM].isChecked()
    button(sheet, "See all 9").click()
    assert len(table.rows()) == 9
    assert not cards[HERE].isEnabled()


def test_an_import_that_is_stopped_leaves_nothing(qtbot, page, journal, sheet, diary, monkeypatch):
    journal.entries.add(entry("Mine"))
    look_at(qtbot, sheet, diary)
    stop_here, go_on = threading.Event(), threading.Event()

    def slow(store, plan, *, progress, cancelled):
        def told(done, whole):
            progress(done, whole)
            stop_here.set()
            go_on.wait(10)

        return carrying.carry_out(store, plan, progress=told, cancelled=cancelled)

    monkeypatch.setattr(work, "carry_out", slow)
    button(sheet, "Import 8 entries").click()
    assert stop_here.wait(10)
    qtbot.waitUntil(lambda: "of 8 entries" in sheet.running.progress._text.text())
    assert journal.entries.count == 1  # the window reads on meanwhile
    qtbot.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.is_open()
    go_on.set()
    until(qtbot, sheet.preview.isVisible)
    assert sheet.preview.notice.text() == "Stopped. Nothing was changed."
    assert journal.entries.count == 1
    assert journal.imports.history() == []
    assert page.notices == []


def test_locking_in_the_middle_stops_it_and_leaves_nothing(
    qtbot, journal, sheet, diary, monkeypatch
):
    from journals import open_journal

    look_at(qtbot, sheet, diary)
    begun = threading.Event()

    def slow(store, plan, *, progress, cancelled):
        def told(done, whole):
            begun.set()
            while not cancelled():
                pass

        return carrying.carry_out(store, plan, progress=told, cancelled=cancelled)

    monkeypatch.setattr(work, "carry_out", slow)
    button(sheet, "Import 8 entries").click()
    assert begun.wait(10)
    journal.close()
    assert finish(10_000)
    QApplication.processEvents()
    with open_journal(journal.path) as again:
        assert again.entries.count == 0


def test_what_has_no_date_can_be_given_its_files_day(qtbot, journal, sheet, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "2024-05-01.md").write_text("A dated note")
    (notes / "loose.md").write_text("A loose note")
    look_at(qtbot, sheet, notes)
    assert counts(sheet) == [1, 0, 0, 1]
    guess = sheet.preview.options.guess
    assert guess.isVisible()
    guess.click()
    until(qtbot, lambda: sheet.preview.isVisible() and counts(sheet)[0] == 2)
    sheet.preview.options.tag.clear()
    bring_in(qtbot, sheet)
    assert journal.entries.count == 2
    assert journal.tags.all() == []
    assert sheet.outcome.isVisible()  # the guess is told
    assert "Date guessed" in sheet.outcome.table.rows()[0].note
    button(sheet, "Copy the list").click()
    assert QApplication.clipboard().text().startswith("loose.md: Date guessed")


def test_month_first_is_offered_where_it_matters(qtbot, journal, sheet, tmp_path):
    notes = tmp_path / "notes"
    notes.mkdir()
    (notes / "03-04-2020.md").write_text("Either way")
    look_at(qtbot, sheet, notes)
    order = sheet.preview.options.order
    assert order.isVisible()
    next(one for one in order.findChildren(QPushButton) if one.text() == "The month").click()
    until(qtbot, lambda: sheet.preview.isVisible() and counts(sheet)[3] == 0)
    bring_in(qtbot, sheet)
    assert journal.entries.newest(1)[0].date.isoformat() == "2020-03-04"


def test_times_are_of_the_zone_that_is_chosen(qtbot, journal, sheet, diary):
    look_at(qtbot, sheet, diary)
    sheet.preview.options.zone.setCurrentText("Asia/Tokyo")
    # it is read once more, which may be over before anybody sees it
    until(
        qtbot,
        lambda: (
            sheet.preview.isVisible()
            and {step.arrival.entry.when.tz for step in sheet._plan.steps} == {"Asia/Tokyo"}
        ),
    )
    bring_in(qtbot, sheet)
    assert next(journal.entries.iterate()).when.tz == "Asia/Tokyo"


def test_a_tag_that_cannot_be_is_told_and_nothing_comes_in(qtbot, journal, sheet, diary):
    look_at(qtbot, sheet, diary)
    sheet.preview.options.tag.clear()
    qtbot.keyClicks(sheet.preview.options.tag, "x" * 50)
    assert sheet.preview.options._tag.error()
    button(sheet, "Import 8 entries").click()
    assert sheet.preview.isVisible()
    assert journal.entries.count == 0


def test_what_cannot_be_read_is_told_and_may_be_named(qtbot, journal, sheet, tmp_path):
    file = tmp_path / "strange.bin"
    file.write_bytes(bytes(range(256)))
    sheet.take(file)
    until(qtbot, sheet.source.problem.isVisible)
    assert "strange.bin is nothing that can be imported" in sheet.source.problem.text()
    assert sheet.source.problem.action.text() == "Name its format…"


def test_a_source_that_is_dropped_is_read(qtbot, sheet, diary):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(diary))])
    enter = QDragEnterEvent(
        QPoint(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(sheet, enter)
    assert enter.isAccepted()
    drop = QDropEvent(
        QPointF(10, 10), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(sheet, drop)
    until(qtbot, sheet.preview.isVisible)
    assert counts(sheet)[0] == 8


def test_a_backup_is_kept_before_anything_comes_in(qtbot, journal, sheet, diary):
    journal.entries.add(entry("Mine"))
    look_at(qtbot, sheet, diary)
    bring_in(qtbot, sheet)
    assert len(journal.backups()) == 1


def test_a_closed_sheet_is_gone(qtbot, page, journal, sheet, diary):
    look_at(qtbot, sheet, diary)
    bring_in(qtbot, sheet)
    assert not sheet.is_open()
    opened = ImportSheet(page, journal, page.said)
    opened.open()
    seen = weakref.ref(opened)
    opened.dismiss()
    del opened
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    gc.collect()
    assert seen() is None
