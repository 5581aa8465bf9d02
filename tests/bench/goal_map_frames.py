"""G12: a frame of panning and of zooming a map, against a bare QGraphicsView of plain path items.

The project's own limit for a map of 60 variables and 150 links is a frame of 16 ms; the slowest one
stands in the text. 200 and 600 are more than a map may hold; they show what is left in reserve. The
column of entries shows the links. With ``QT_QPA_PLATFORM=xcb`` under Xvfb it measures a real window.
"""

from __future__ import annotations

import itertools
import random
from collections.abc import Iterator
from functools import partial

import common
import screen
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsPathItem, QGraphicsScene, QGraphicsView

from metanoia.domain import loops, map_geometry, maps
from metanoia.domain.loops import Loops
from metanoia.domain.maps import CausalLink, CausalMap, Variable

SIZES = ((60, 150), (200, 600))
ROUNDS = 80
WIDTH, HEIGHT = 1056, 784


class _Open(QObject):
    """A map that is open in no journal, as large as it takes."""

    changed = Signal()
    selected = Signal()
    found = Signal()
    lit = Signal()
    refused = Signal(object)

    def __init__(self, of: CausalMap) -> None:
        super().__init__()
        self.map = of
        self.selection: frozenset[str] = frozenset()
        # no more: to find 500 in a large map takes longer than all that is measured here
        small = tuple(itertools.islice(loops.arrows(of), 150))
        self.loops: Loops = loops.find(small, of.names)
        self.lit_loop = ""


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Pan by steps of a few px, then zoom in and out at the middle."""
    app = screen.application()
    results = []
    for variables, links in SIZES:
        of = _map(variables, links)
        canvas, bare = _canvas(of), _bare(of)
        for what, act, most in (("pan", _pan, 4.0), ("zoom", _zoom, 20.0)):
            pairs = []
            for turn in range(ROUNDS):
                ours, theirs = (
                    common.timed(partial(_frame, app, act, view, turn), common.cpu)
                    for view in (canvas, bare)
                )
                if turn > 4:
                    pairs.append((ours, theirs))
            slowest = max(one for one, _ in pairs) * 1000
            said = f"{what} {variables}/{links} (goal {most:g} ms, slowest {slowest:.1f})"
            results.append(common.compared("G12", said, links, pairs))
        canvas.hide()
        bare.hide()
    return results


def _frame(app, act, view: QGraphicsView, turn: int) -> None:
    act(view, turn)
    app.processEvents()


def _pan(view: QGraphicsView, turn: int) -> None:
    by = QPoint(23, 11) if turn // 10 % 2 else QPoint(-23, -11)
    for bar, step in ((view.horizontalScrollBar(), by.x()), (view.verticalScrollBar(), by.y())):
        bar.setValue(bar.value() + step)


def _zoom(view: QGraphicsView, turn: int) -> None:
    nearer = turn // 8 % 2 == 0
    if hasattr(view, "zoom_in"):
        (view.zoom_in if nearer else view.zoom_out)()
    else:
        factor = 1.25 if nearer else 0.8
        view.scale(factor, factor)


def _canvas(of: CausalMap) -> QGraphicsView:
    from metanoia.ui.background import finish
    from metanoia.ui.pages.systems.canvas import Canvas

    canvas = Canvas(_Open(of))
    canvas.resize(WIDTH, HEIGHT)
    canvas.show()
    for _ in range(10):
        finish()
        screen.application().processEvents()
    canvas.zoom_whole()
    return canvas


def _bare(of: CausalMap) -> QGraphicsView:
    scene = QGraphicsScene(-110_000, -110_000, 220_000, 220_000)
    scene.setItemIndexMethod(QGraphicsScene.ItemIndexMethod.NoIndex)
    boxes = map_geometry.boxes(of)
    for path in _paths(of, boxes):
        item = QGraphicsPathItem(path)
        item.setPen(QPen(0))
        scene.addItem(item)
    view = QGraphicsView(scene)
    scene.setParent(view)
    view.setRenderHint(QPainter.RenderHint.Antialiasing)
    view.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
    view.resize(WIDTH, HEIGHT)
    view.show()
    whole = scene.itemsBoundingRect()
    view.fitInView(whole.adjusted(-20, -20, 20, 20), Qt.AspectRatioMode.KeepAspectRatio)
    return view


def _paths(of: CausalMap, boxes) -> Iterator[QPainterPath]:
    for box in boxes.values():
        path = QPainterPath()
        path.addRect(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        yield path
    for link in of.links:
        one, two = boxes[link.source], boxes[link.target]
        path = QPainterPath()
        path.moveTo(one.x, one.y)
        path.quadTo((one.x + two.x) / 2 + 60, (one.y + two.y) / 2 - 60, two.x, two.y)
        yield path


def _map(variables: int, links: int) -> CausalMap:
    """Return a map on a rough grid, most of its links to neighbours; past the bounds of real maps too."""
    chance = random.Random(1)
    wide = 10 if variables <= 60 else 20
    made = tuple(
        Variable(
            id=f"v{n}",
            name=f"Variable with a name {n}",
            x=n % wide * 230.0 + chance.randrange(-30, 30),
            y=n // wide * 160.0 + chance.randrange(-30, 30),
        )
        for n in range(variables)
    )
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < links:
        start = chance.randrange(variables)
        end = (start + chance.choice((1, -1, wide, -wide, wide + 1, 2))) % variables
        if chance.random() < 0.1:
            end = chance.randrange(variables)
        if start != end:
            pairs.add((start, end))
    drawn = tuple(
        CausalLink(
            id=f"l{n}",
            source=f"v{start}",
            target=f"v{end}",
            polarity=chance.choice((1, 1, -1, -1, 0)),
            delayed=chance.random() < 0.2,
        )
        for n, (start, end) in enumerate(sorted(pairs))
    )
    bounds = maps.VARIABLES, maps.LINKS
    maps.VARIABLES, maps.LINKS = variables, links
    try:
        return CausalMap(id="m", title="Large", variables=made, links=drawn)
    finally:
        maps.VARIABLES, maps.LINKS = bounds
