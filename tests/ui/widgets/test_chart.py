"""What every chart can do: be told, walked, shown as a table, copied, saved, printed."""

from __future__ import annotations

import csv
import datetime as dt
import gc
import weakref
import xml.etree.ElementTree as ET

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QAccessible, QColor, QContextMenuEvent, QGuiApplication, QImage, QPen
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QTableWidget, QWidget

from metanoia.ui.dialogs.chart_table_sheet import ChartTableSheet
from metanoia.ui.theme import theme
from metanoia.ui.widgets import chart_paper
from metanoia.ui.widgets.chart import Table
from metanoia.ui.widgets.chart_callout import paint_callout
from metanoia.ui.widgets.chart_csv import as_csv
from metanoia.ui.widgets.chart_ink import hairline
from metanoia.ui.widgets.layout import vbox
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.share_dots import InquiryDots
from metanoia.ui.widgets.toast import Toast

TODAY = dt.date(2026, 3, 12)
SHARES = [(dt.date(2025, 11, 3), 0), (dt.date(2026, 1, 5), None), (TODAY, 33)]


@pytest.fixture
def window(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    return window


@pytest.fixture
def chart(window, qtbot):
    chart = InquiryDots()
    chart.show_shares(SHARES, TODAY)
    chart.about = "With Jonas <b>&</b> others"
    window.setLayout(vbox(chart, None, margins=(20, 20, 20, 20)))
    with qtbot.waitActive(window):
        window.show()
        window.activateWindow()
    chart.clearFocus()
    chart.setFocus(Qt.FocusReason.TabFocusReason)
    return chart


def menu_of(chart):
    menus = [menu for menu in chart.findChildren(Menu) if menu.isVisible()]
    assert len(menus) == 1
    return menus[0]


def choose(chart, words):
    chart.open_menu()
    menu = menu_of(chart)
    next(action for action in menu.actions() if action.text().startswith(words)).trigger()
    menu.close()


def said(window):
    toasts = window.findChildren(Toast)
    return [label.text() for toast in toasts for label in toast.findChildren(QLabel)]


def test_screen_readers_know_a_graphic_that_says_its_sentence(chart):
    told = QAccessible.queryAccessibleInterface(chart)
    assert told.role() == QAccessible.Role.Graphic
    assert told.text(QAccessible.Text.Name) == chart.sentence()
    chart.show_shares(SHARES[-1:], TODAY)
    assert told.text(QAccessible.Text.Name) == "Share of inquiry: 33% (today)."


@pytest.mark.parametrize(
    ("key", "modifier"),
    [
        (Qt.Key.Key_Return, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_Menu, Qt.KeyboardModifier.NoModifier),
        (Qt.Key.Key_F10, Qt.KeyboardModifier.ShiftModifier),
    ],
)
def test_keys_open_the_menu(chart, qtbot, key, modifier):
    qtbot.keyClick(chart, key, modifier)
    menu = menu_of(chart)
    words = [action.text() for action in menu.actions() if action.text()]
    assert words == [
        "Show as table", "Copy as picture",
        "Save as SVG…", "Save as PNG…", "Save as CSV…", "Print…",
    ]  # fmt: skip
    menu.close()


def test_a_right_click_opens_one_menu(chart, qapp):
    place = chart.rect().center()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, chart.mapToGlobal(place))
    qapp.sendEvent(chart, asked)
    menu_of(chart).close()


def test_the_focus_is_seen_and_other_keys_are_left_alone(chart, qtbot):
    ringed = chart.grab().toImage()
    chart.clearFocus()
    assert chart.grab().toImage() != ringed
    assert min(chart.width(), chart.height()) >= 24


def test_the_table_is_walked_by_keys_and_copied(chart, window, qtbot):
    choose(chart, "Show as table")
    sheet = window.findChild(ChartTableSheet)
    assert sheet.accessibleName() == "Share of inquiry"
    table = sheet.findChild(QTableWidget)
    assert table.hasFocus()
    qtbot.keyClick(table, Qt.Key.Key_Down)
    assert table.item(table.currentRow(), 1).text() == "no move"
    qtbot.keyClick(table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "5 Jan 2026\tno move\n"
    qtbot.mouseClick(sheet.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == (
        "Day\tShare of inquiry\n3 Nov 2025\t0%\n5 Jan 2026\tno move\n12 Mar 2026\t33%\n"
    )
    qtbot.keyClick(table, Qt.Key.Key_Escape)
    assert not sheet.is_open()
    assert chart.hasFocus()


def test_a_closed_table_is_gone(chart, window, qapp):
    choose(chart, "Show as table")
    sheet = window.findChild(ChartTableSheet)
    kept = weakref.ref(sheet)
    sheet.dismiss()
    del sheet
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_picture_is_light_whatever_the_window_shows(chart, scheme):
    theme().apply(scheme, 1.4)
    choose(chart, "Copy as picture")
    image = QGuiApplication.clipboard().image()
    size = chart_paper.paper_size(chart)
    assert image.size() == size * 2
    assert image.pixelColor(2, 2) == QColor("white")
    assert "The picture is on the clipboard." in said(chart.window())


def test_the_drawing_is_valid_says_its_sentence_and_nothing_of_its_maker(chart, tmp_path):
    choose(chart, "Save as SVG")
    dialog = chart.window().findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("share-of-inquiry.svg")
    path = tmp_path / "dots.svg"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    root = ET.fromstring(path.read_text("utf-8"))
    size = chart_paper.paper_size(chart)
    assert (root.get("width"), root.get("height")) == (str(size.width()), str(size.height()))
    svg = "{http://www.w3.org/2000/svg}"
    assert root.find(f"{svg}title").text == chart.sentence()
    assert root.find(f"{svg}desc") is None
    words = [text.text for text in root.iter(f"{svg}text")]
    assert "With Jonas <b>&</b> others" in words
    assert "33%" in words
    assert b"Qt" not in path.read_bytes()
    assert "Saved as dots.svg" in said(chart.window())


def test_the_png_has_the_stated_size_and_no_words_inside(chart, tmp_path):
    choose(chart, "Save as PNG")
    dialog = chart.window().findChild(QFileDialog)
    path = tmp_path / "dots.png"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    image = QImage(str(path))
    assert image.size() == chart_paper.paper_size(chart) * 2
    assert image.textKeys() == []
    content = path.read_bytes()
    assert not any(chunk in content for chunk in (b"tEXt", b"iTXt", b"zTXt", b"tIME", b"eXIf"))


def test_the_numbers_are_saved_as_a_table_that_spreadsheets_open(chart, tmp_path):
    choose(chart, "Save as CSV")
    dialog = chart.window().findChild(QFileDialog)
    assert dialog.selectedFiles()[0].endswith("share-of-inquiry.csv")
    path = tmp_path / "dots.csv"
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.reader(file))
    assert rows == [["Day", "Share of inquiry"], *map(list, chart.table().rows)]
    assert "Saved as dots.csv" in said(chart.window())


def test_words_are_no_formula_in_a_spreadsheet():
    table = Table(("Note",), (('=HYPERLINK("x")',), ("-3.5",), ("- two, and more",), ("“so”",)))
    lines = as_csv(table).decode("utf-8-sig").splitlines()
    assert lines == ["Note", '"\'=HYPERLINK(""x"")"', "-3.5", '"\'- two, and more"', "“so”"]


def test_what_cannot_be_written_is_said_and_nothing_is_left(chart, tmp_path):
    choose(chart, "Save as SVG")
    dialog = chart.window().findChild(QFileDialog)
    dialog.fileSelected.emit(str(tmp_path / "nowhere" / "dots.svg"))
    dialog.reject()
    assert any("choose another place" in words for words in said(chart.window()))
    assert list(tmp_path.iterdir()) == []


def test_it_is_printed_on_one_page(chart, tmp_path):
    from PySide6.QtPrintSupport import QPrinter

    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "dots.pdf"))
    assert chart_paper.print_on(chart, printer)
    assert (tmp_path / "dots.pdf").read_bytes().startswith(b"%PDF")


def test_printing_asks_for_a_printer_first(chart, qtbot):
    from PySide6.QtPrintSupport import QPrintDialog

    choose(chart, "Print")
    dialog = chart.window().findChild(QPrintDialog)
    assert dialog.isVisible()
    assert dialog.printer().docName() == "Share of inquiry"
    dialog.reject()


def test_a_long_reason_stays_within_the_chart(chart, qtbot):
    image = QImage(240, 110, QImage.Format.Format_RGB32)
    painter = painter_of(image)
    room = image.rect().toRectF()
    for x in (0, 120, 240):
        for y in (0, 55, 110):
            place = room.topLeft() + type(room.topLeft())(x, y)
            card = paint_callout(painter, place, "5 January", "They waited. " * 40, room, theme())
            assert room.contains(card), (x, y, card)
    painter.end()


def test_charts_are_gone_with_their_window(qapp):
    chart = InquiryDots()
    chart.show_shares(SHARES, TODAY)
    QAccessible.queryAccessibleInterface(chart)
    chart.add_to(menu := Menu(chart))
    kept = weakref.ref(chart)
    chart.deleteLater()
    del chart, menu
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert kept() is None


@pytest.mark.parametrize("ratio", [1.0, 1.25, 1.5, 2.0])
def test_thin_lines_fill_whole_px_of_every_screen(qapp, ratio):
    image = QImage(40, 40, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    image.fill(QColor("white"))
    painter = painter_of(image)
    y, width = hairline(painter, 10.3)
    painter.setPen(QPen(QColor("black"), width))
    painter.drawLine(QPointF(0, y), QPointF(40, y))
    painter.end()
    assert {image.pixelColor(5, row).name() for row in range(40)} == {"#000000", "#ffffff"}


def test_pointing_at_a_spot_draws_nothing_anew(chart, monkeypatch):
    drawn = []
    draw = InquiryDots.draw
    monkeypatch.setattr(InquiryDots, "draw", lambda *given: (drawn.append(1), draw(*given)))
    chart.refresh()
    before = chart.grab().toImage()
    chart.walk_to(0)
    at_spot = chart.grab().toImage()
    assert at_spot != before
    assert len(drawn) == 1

    chart.show_shares(SHARES[:1], TODAY)
    assert chart.grab().toImage() not in (before, at_spot)
    assert len(drawn) == 2

    theme().apply("dark", 1.0)
    chart.grab()
    assert len(drawn) == 3
