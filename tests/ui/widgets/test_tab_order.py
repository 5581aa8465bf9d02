"""The order of Tab is that of the layout, however the widgets were made."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget

from metanoia.ui.widgets.day_field import DayField
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.percent_field import PercentField
from metanoia.ui.widgets.tab_order import order_tabs, stops_in


def test_tab_follows_the_layout_and_skips_what_takes_no_focus(qtbot):
    import datetime as dt

    third, second, first = QLineEdit(), QLineEdit(), QLineEdit()
    day = DayField("Day", today=dt.date(2026, 3, 12))
    window = QWidget()
    qtbot.addWidget(window)
    window.setLayout(vbox(boxed(hbox(first, QLabel("no stop"), second)), day, third))
    stops = list(stops_in(window))
    assert stops == [first, second, day.field, day.calendar, third]
    order_tabs(None, stops)
    with qtbot.waitExposed(window):
        window.show()
    first.setFocus()
    for stop in stops[1:]:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is stop


def test_tab_goes_around_all_when_what_came_later_is_put_in_order_again(qtbot):
    first, percent, later = (
        QLineEdit(),
        PercentField("How likely"),
        [PercentField("A"), PercentField("B")],
    )
    window, above = QWidget(), [PercentField("C"), QLineEdit()]
    qtbot.addWidget(window)
    layout = vbox(first)
    window.setLayout(layout)
    with qtbot.waitExposed(window):
        window.show()
    for added in ([percent], later, above):
        group = boxed(vbox(*reversed(added)))
        layout.insertWidget(1, group)
        group.show()
        order_tabs(None, list(stops_in(group)))
        order_tabs(None, list(stops_in(window)))
    stops = list(stops_in(window))
    window.activateWindow()
    first.setFocus()
    for stop in [*stops[1:], first]:
        qtbot.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        assert window.focusWidget() is stop
    percent.setFocus()
    assert percent.field.hasFocus()
