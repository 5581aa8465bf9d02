"""G11: a frame of a chart of 5,000 days, against Qt's own painter drawing the same line."""

from __future__ import annotations

import datetime as dt
import math

import common
import screen

POINTS, ROUNDS = 5_000, 60
FIRST = dt.date(2012, 1, 1)
WIDTH, HEIGHT = 900, 400


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Draw by turns; the chart is made and laid out before."""
    screen.application()
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QImage, QPainter, QPen, QPolygonF

    from metanoia.ui.widgets.line_chart import LineChart

    values = [5 + 4 * math.sin(n / 90) + math.sin(n / 7) for n in range(POINTS)]
    days = [FIRST + dt.timedelta(days=n) for n in range(POINTS)]
    chart = LineChart("Energy")
    chart.resize(WIDTH, HEIGHT)
    chart.show_line(list(zip(days, values, strict=True)), FIRST, days[-1])
    image = QImage(WIDTH, HEIGHT, QImage.Format.Format_ARGB32_Premultiplied)
    step = WIDTH / POINTS
    line = QPolygonF([QPointF(n * step, 40 * value) for n, value in enumerate(values)])

    def pointed_at() -> None:
        chart.render(image)

    def changed() -> None:
        chart.refresh()
        chart.render(image)

    def bare() -> None:
        painter = QPainter(image)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen())
        painter.drawPolyline(line)
        painter.end()

    return [
        common.paired("G11", what, POINTS, [ours] * ROUNDS, [bare] * ROUNDS, at_most=goal)
        for what, ours, goal in (
            ("a frame of a chart, to its bare line", pointed_at, 1.5),
            ("the first frame of new numbers, to the bare line", changed, None),
        )
    ]
