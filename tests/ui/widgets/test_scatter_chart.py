"""Assumptions by importance and confidence: every dot is reached, said and chosen."""

from __future__ import annotations

import datetime as dt
from itertools import combinations

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.assumptions import AssumptionRow
from metanoia.ui.theme import theme
from metanoia.ui.widgets.scatter_chart import ScatterChart

NOW = dt.datetime(2026, 3, 12, 8, tzinfo=dt.UTC)


def row(name, importance, confidence, state="held", **more):
    return AssumptionRow(
        id=name, statement=f"Statement {name}.", state=state, about="me", confidence=confidence,
        importance=importance, created_at=NOW, touched_at=NOW, **more,
    )  # fmt: skip


ROWS = [
    row("a", 9, 80),
    row("b", 9, 80, "testing", tests=1),
    row("c", 2, 30),
    row("d", 5, None, "noticed"),
    row("e", 9, 80),
    row("f", 8, 90, "dropped"),
]


@pytest.fixture
def chart(qtbot):
    chart = ScatterChart()
    qtbot.addWidget(chart)
    chart.resize(560, 420)
    chart.show_rows(ROWS)
    with qtbot.waitActive(chart):
        chart.show()
        chart.activateWindow()
    chart.clearFocus()
    return chart


def test_it_says_how_many_wait_to_be_tested(chart):
    assert chart.accessibleName() == (
        "6 assumptions by importance and confidence; 2 to test first; 1 with no confidence said."
    )
    chart.show_rows([row("a", 9, 80, tests=1), *ROWS[1:]])
    assert "; 1 to test first;" in chart.accessibleName()
    chart.show_rows([])
    assert chart.accessibleName() == "No assumption to show."
    chart.grab()


def test_arrow_keys_reach_every_dot_and_enter_chooses_it(chart, qtbot):
    chosen = []
    chart.chosen.connect(chosen.append)
    words = []
    for _ in ROWS:
        qtbot.keyClick(chart, Qt.Key.Key_Right)
        words.append(chart.shown_spot().said())
        qtbot.keyClick(chart, Qt.Key.Key_Return)
    assert chosen == ["c", "d", "f", "a", "b", "e"]
    assert words[0] == "Importance 2, 30% sure, never tested. Statement c."
    assert words[1] == "Importance 5, no confidence said, never tested. Statement d."
    assert words[4] == "Importance 9, 80% sure, tested. Statement b."
    qtbot.keyClick(chart, Qt.Key.Key_Home)
    qtbot.keyClick(chart, Qt.Key.Key_PageUp)
    assert chart.shown_spot().words == "Statement d."
    qtbot.keyClick(chart, Qt.Key.Key_PageDown)
    assert chart.shown_spot().words == "Statement c."


def test_dots_of_the_same_numbers_lie_beside_one_another_at_their_height(chart):
    plot = chart._plot(chart._room(), theme())
    spots = [spot for spot in chart._spots() if "9, 80%" in spot.title]
    assert len(spots) == 3
    for one, other in combinations(spots, 2):
        assert abs(one.place.x() - other.place.x()) >= 9
    assert all(spot.place.y() == pytest.approx(plot.y(80)) for spot in spots)
    assert all(abs(spot.place.x() - plot.x(9)) < plot.box.width() / 22 for spot in spots)


def test_a_click_chooses_what_is_pointed_at(chart, qtbot):
    chosen = []
    chart.chosen.connect(chosen.append)
    for spot in chart._spots():
        qtbot.mouseMove(chart, spot.place.toPoint())
        assert chart.shown_spot() == spot
        qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=spot.place.toPoint())
    assert sorted(chosen) == ["a", "b", "c", "d", "e", "f"]


def test_unknown_confidence_is_never_drawn_as_zero(chart):
    plot = chart._plot(chart._room(), theme())
    unsaid = next(spot for spot in chart._spots() if "no confidence" in spot.title)
    assert unsaid.place.y() > plot.y(0) + 10


def test_tested_and_untested_differ_in_form(chart):
    filled = chart.grab().toImage()
    chart.show_rows([one._replace(tests=1) for one in ROWS])
    hollow = chart.grab().toImage()
    place = next(s.place for s in chart._spots() if s.words == "Statement c.").toPoint()
    assert filled.pixelColor(place) == theme().colour("plum")
    assert hollow.pixelColor(place) == theme().colour("card")


def test_the_table_begins_with_what_is_to_be_tested_first(chart):
    rows = chart.table().rows
    assert [words[-1] for words in rows[:2]] == ["Statement a.", "Statement e."]
    assert ("5", "", "never", "Statement d.") in rows


def test_hundreds_of_dots_all_have_a_place_within_the_chart(chart):
    many = [row(str(n), n % 11, None if n % 9 == 0 else n * 7 % 101) for n in range(500)]
    chart.show_rows(many)
    spots = chart._spots()
    assert len(spots) == 500
    assert all(chart.rect().contains(spot.place.toPoint()) for spot in spots)
    assert len({spot.place.toTuple() for spot in spots}) > 490
