"""A year of looks at goals: reading the list of them, and drawing the chart of one.

The project's own limit for the chart of a year is a frame of 16 ms; the slowest one stands in the text.
"""

from __future__ import annotations

import datetime as dt
import random

import common
import filled
import screen

from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.journal import Journal

GOALS, WEEKS = 50, 52
TODAY = dt.date(2026, 3, 12)


def measure(sizes: list[int]) -> list[common.Ratio]:
    """Read the goals and draw one; the number of entries does not matter."""
    screen.application()
    journal = filled.copied(sizes[0], "tension")
    kept = _fill(journal)
    try:
        return [_reading(journal), _drawing(journal, kept)]
    finally:
        journal.close()


def _fill(journal: Journal) -> str:
    chance = random.Random(1)
    with journal.changes.write():
        for n in range(GOALS):
            new = NewGoal(title=f"Number {n}", vision="It is so.", reality="Not yet.")
            kept = journal.goals.add(new).id
            for week in range(WEEKS):
                said = NewCheckIn(closeness=chance.randrange(11), pull=chance.randrange(11))
                date = TODAY - dt.timedelta(weeks=WEEKS - week)
                journal.goals.check_in(kept, said, date=date, today=TODAY)
    return kept


def _reading(journal: Journal) -> common.Ratio:
    connection = filled.bare(journal)

    def bare() -> None:
        connection.execute(
            "SELECT * FROM goal WHERE deleted_at IS NULL ORDER BY importance DESC"
        ).fetchall()
        connection.execute(
            "SELECT goal_id, local_date, closeness FROM goal_checkin ORDER BY goal_id, local_date"
        ).fetchall()

    found = common.paired(
        "AR", f"rows of {GOALS} goals, to the statements", GOALS,
        [journal.goals.rows] * 20, [bare] * 20,
    )  # fmt: skip
    connection.close()
    return found


def _drawing(journal: Journal, kept: str) -> common.Ratio:
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter, QPolygonF

    from metanoia.ui.widgets.tension_chart import TensionChart

    points = [(one.date, float(one.closeness)) for one in journal.goals.check_ins(kept)]
    chart = TensionChart()
    chart.show_tension(points, [(points[0][0], 10.0)], TODAY, until=dt.date(2026, 6, 30))
    chart.resize(940, 380)
    chart.show()
    chart.grab()
    image = QImage(940, 380, QImage.Format.Format_ARGB32_Premultiplied)
    line = QPolygonF([QPointF(n * 18, 380 - 38 * value) for n, (_, value) in enumerate(points)])

    def bare() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPolyline(line)
        painter.end()

    pairs = [
        (common.timed(chart.grab, common.wall), common.timed(bare, common.wall)) for _ in range(60)
    ]
    slowest = max(one for one, _ in pairs) * 1000
    what = f"the chart of {WEEKS} looks, to its line (slowest {slowest:.0f} ms)"
    return common.compared("AR", what, WEEKS, pairs)
