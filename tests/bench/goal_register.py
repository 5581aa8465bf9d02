"""The register and its charts with 500 assumptions and 5,000 points, against the bare work.

The project's own limit is a frame of 50 ms at most; the slowest one stands in the text of each line.
"""

from __future__ import annotations

import datetime as dt
import random

import common
import filled
import screen

from metanoia.domain.assumptions import NewAssumption
from metanoia.journal import Journal

ASSUMPTIONS, POINTS = 500, 10
LONGEST = 5_000  # points of one assumption
BEGUN = dt.datetime(2020, 1, 1, 12, tzinfo=dt.UTC)


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Read, list and draw them; the number of entries does not matter."""
    screen.application()
    journal = filled.copied(sizes[0], "register")
    kept = _fill(journal)
    try:
        return [
            _reading(journal),
            _scrolling(journal),
            _sparse(journal),
            _steps(journal, kept),
        ]
    finally:
        journal.close()


def _fill(journal: Journal) -> list[str]:
    chance = random.Random(1)
    ids = []
    with journal.changes.write():
        for n in range(ASSUMPTIONS):
            new = NewAssumption(
                statement=f"Number {n}: they will think less of me if I have to ask them again.",
                importance=chance.randrange(11),
                confidence=chance.randrange(101),
                at=BEGUN + dt.timedelta(days=n),
            )
            kept = journal.assumptions.add(new).id
            ids.append(kept)
            for later in range(1, POINTS):
                at = BEGUN + dt.timedelta(days=n + 20 * later)
                journal.assumptions.rate(kept, chance.randrange(101), reason="It moved.", at=at)
    return ids


def _reading(journal: Journal) -> common.Ratio:
    connection = filled.bare(journal)

    def bare() -> None:
        connection.execute(
            """SELECT id, statement, state, about, confidence, importance, created_at, touched_at
            FROM assumption WHERE deleted_at IS NULL ORDER BY touched_at DESC"""
        ).fetchall()
        connection.execute(
            "SELECT assumption_id, at, confidence FROM confidence_point ORDER BY assumption_id, at"
        ).fetchall()

    found = common.paired(
        "AR", "rows of 500 assumptions, to the statements", ASSUMPTIONS,
        [journal.assumptions.rows] * 20, [bare] * 20,
    )  # fmt: skip
    connection.close()
    return found


def _scrolling(journal: Journal) -> common.Ratio:
    from PySide6.QtCore import QStringListModel
    from PySide6.QtWidgets import QTableView

    from metanoia.ui.pages.assumptions.register.listing import RegisterList
    from metanoia.ui.pages.assumptions.register.rows import grouped

    rows = journal.assumptions.rows()
    ours, plain = RegisterList(), QTableView()
    ours.show_rows(grouped(rows))
    plain.setModel(QStringListModel([row.statement for row in rows], plain))
    for view in (ours, plain):
        view.resize(291, 760)
        view.show()
        view.grab()
    return _drawn("a frame of the register", _frame(ours), _frame(plain), 60)


def _frame(view):
    bar = view.verticalScrollBar()

    def frame() -> None:
        bar.setValue((bar.value() + bar.pageStep()) % max(1, bar.maximum()))
        view.viewport().grab()

    return frame


def _sparse(journal: Journal) -> common.Ratio:
    from metanoia.ui.widgets.scatter_chart import ScatterChart

    chart = ScatterChart()
    chart.show_rows(journal.assumptions.rows())
    dots = [(row.importance * 60, row.confidence or 0) for row in journal.assumptions.rows()]

    def bare(painter) -> None:
        for x, y in dots:
            painter.drawEllipse(x, y, 8, 8)

    return _painted(f"the map of {ASSUMPTIONS}, to their dots", chart, bare)


def _steps(journal: Journal, kept: list[str]) -> common.Ratio:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QPolygonF

    from metanoia.domain.assumptions import ConfidencePoint
    from metanoia.ui.widgets.step_chart import StepChart

    chance = random.Random(2)
    points = [
        ConfidencePoint(
            id=str(n), assumption=kept[0], at=BEGUN + dt.timedelta(hours=11 * n),
            confidence=chance.randrange(101), cause="review",
        )
        for n in range(LONGEST)
    ]  # fmt: skip
    chart = StepChart()
    chart.show_history(points, [], dt.date(2026, 11, 1))
    line = QPolygonF([QPointF(n / 8, one.confidence) for n, one in enumerate(points)])
    return _painted(
        f"a line of {LONGEST:,} points, to drawing it", chart, lambda painter: painter.drawPolyline(line)
    )  # fmt: skip


def _painted(what: str, chart, bare) -> common.Ratio:
    from PySide6.QtGui import QImage, QPainter

    chart.resize(690, 420)
    chart.show()
    chart.grab()
    image = QImage(690, 420, QImage.Format.Format_ARGB32_Premultiplied)

    def yardstick() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        bare(painter)
        painter.end()

    return _drawn(what, chart.grab, yardstick, 40)


def _drawn(what: str, ours, yardstick, rounds: int) -> common.Ratio:
    pairs = [
        (common.timed(ours, common.wall), common.timed(yardstick, common.wall))
        for _ in range(rounds)
    ]
    slowest = max(one for one, _ in pairs) * 1000
    return common.compared("AR", f"{what} (slowest {slowest:.0f} ms)", ASSUMPTIONS, pairs)
