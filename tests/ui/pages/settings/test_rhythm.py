"""What is asked of a day, and when a week asks for its review."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from metanoia.ui.dialogs.metric_sheet import MetricSheet

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def days(section):
    return section("metrics")


@pytest.fixture
def said(days):
    heard = []
    days.said.connect(heard.append)
    return heard


def shown(journal):
    return [metric.name for metric in journal.metrics.all()]


def add(days, sheet, qtbot, name, kind=0, unit=""):
    qtbot.mouseClick(days.add_metric, LEFT)
    found = sheet(days, MetricSheet)
    qtbot.keyClicks(found.name, name)
    found.kind.setCurrentIndex(kind)
    if unit:
        qtbot.keyClicks(found.unit, unit)
    qtbot.keyClick(found.name, Qt.Key.Key_Return)
    return found


def test_mood_and_energy_are_asked_for_and_hidden_again(days, journal, qtbot):
    assert shown(journal) == []
    qtbot.keyClick(days.energy, Qt.Key.Key_Space)
    qtbot.keyClick(days.mood, Qt.Key.Key_Space)
    assert shown(journal) == ["Mood", "Energy"]
    qtbot.keyClick(days.mood, Qt.Key.Key_Space)
    assert shown(journal) == ["Energy"]
    assert not days.mood.isChecked()


def test_a_metric_of_ones_own_comes_is_renamed_and_goes(days, journal, said, sheet, qtbot):
    add(days, sheet, qtbot, "Slept", 2, "hours")
    (metric,) = journal.metrics.all()
    assert (metric.name, metric.kind, metric.unit) == ("Slept", "number", "hours")
    qtbot.mouseClick(days.rows[0].rename, LEFT)
    renaming = sheet(days, MetricSheet)
    renaming.name.selectAll()
    qtbot.keyClicks(renaming.name, "Sleep")
    qtbot.keyClick(renaming.name, Qt.Key.Key_Return)
    assert shown(journal) == ["Sleep"]
    said[-1].undo()
    assert shown(journal) == ["Slept"]
    qtbot.mouseClick(days.rows[0].delete, LEFT)
    assert shown(journal) == []
    assert len(days.deleted) == 1
    qtbot.mouseClick(days.deleted[0].restore, LEFT)
    assert shown(journal) == ["Slept"]
    said[-1].undo()
    assert shown(journal) == []


def test_a_name_that_is_taken_is_refused_and_stays_to_be_changed(days, journal, sheet, qtbot):
    add(days, sheet, qtbot, "Slept")
    refused = add(days, sheet, qtbot, "slept")
    assert "already" in refused.notice.text()
    assert refused.is_open()
    assert refused.name.text() == "slept"
    assert shown(journal) == ["Slept"]
    refused.dismiss()


def test_the_weekday_of_the_review_or_never(days, journal, said, qtbot):
    assert days.weekday.currentText() == "Friday"
    days.weekday.setFocus()
    qtbot.keyClick(days.weekday, Qt.Key.Key_End)
    days.weekday.activated.emit(days.weekday.currentIndex())
    assert journal.reviews.weekday is None
    said[-1].undo()
    assert journal.reviews.weekday == 4
