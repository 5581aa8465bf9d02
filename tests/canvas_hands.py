"""A hand that draws on the canvas of a map by mouse and by keys, and a map to draw on."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from metanoia.domain.maps import CausalLink, CausalMap, MapNote, Variable
from metanoia.ui.background import finish
from metanoia.ui.pages.systems.canvas import Canvas

LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
NOTE = "It began in May."


def own(name: str) -> str:
    """Return an id that the journal takes, from a short name."""
    return name.ljust(36, "-")


def variable(name: str, words: str, x: float, y: float, **more) -> Variable:
    return Variable(id=own(name), name=words, x=x, y=y, **more)


def link(source: str, target: str, polarity: int = 1, **more) -> CausalLink:
    id_ = own(f"{source}>{target}")
    return CausalLink(id=id_, source=own(source), target=own(target), polarity=polarity, **more)


def rescue_loop() -> CausalMap:
    """Return the map of picture 06: two balancing and two reinforcing loops."""
    return CausalMap(
        id=own("rescue"),
        title="The rescue loop",
        variables=(
            variable("answer", "I give the answer", 0, -200),
            variable("open", "Open questions in the room", 0, -16),
            variable("habit", "“Ask Mara first” habit", 272, -16),
            variable("aloud", "Others think aloud", 0, 176),
            variable("trust", "Team’s confidence to decide", -264, 176),
        ),
        links=(
            link("open", "answer"),
            link("answer", "open", -1),
            link("answer", "habit"),
            link("habit", "aloud", -1),
            link("open", "aloud"),
            link("aloud", "open", -1, delayed=True),
            link("aloud", "trust", delayed=True),
            link("trust", "aloud"),
        ),
        notes=(MapNote(id=own("note"), text=NOTE, x=200, y=136),),
    )


class Hand:
    """Does to a canvas what a person does, and tells what it then shows."""

    def __init__(self, canvas: Canvas) -> None:
        self.canvas = canvas
        self.editing = canvas.editing

    def rest(self) -> None:
        """Let routing come to its end."""
        for _ in range(20):
            finish(5000)
            QApplication.processEvents()
            if self.canvas.board.routing.is_settled() and not self.canvas.laying.is_running():
                return
        raise AssertionError("the map never came to rest")

    def at(self, place) -> QPoint:
        """Return the px of the viewport of a variable, link or note by its short id, or of a point."""
        if isinstance(place, tuple):
            return self.canvas.mapFromScene(QPointF(*place))
        if isinstance(place, str) and own(place) in self.canvas.board.shown.curves:
            return self.canvas.mapFromScene(
                QPointF(*self.canvas.board.shown.curves[own(place)].at(0.62))
            )
        return self.canvas.mapFromScene(self.canvas.board.rect_of(own(place)).center())

    def click(self, place, button=LEFT, modifiers=NONE) -> None:
        QTest.mouseClick(self.canvas.viewport(), button, modifiers, self.at(place))

    def double_click(self, place) -> None:
        self.click(place)
        QTest.mouseDClick(self.canvas.viewport(), LEFT, NONE, self.at(place))

    def press(self, place, button=LEFT, modifiers=NONE) -> None:
        QTest.mousePress(self.canvas.viewport(), button, modifiers, self.at(place))

    def move(self, place, button=LEFT, modifiers=NONE) -> None:
        self.move_to(self.at(place), button, modifiers)

    def move_to(self, point: QPoint, button=LEFT, modifiers=NONE) -> None:
        view = self.canvas.viewport()
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(view.mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            button,
            modifiers,
        )
        QApplication.sendEvent(view, event)

    def hover(self, place) -> None:
        self.move(place, Qt.MouseButton.NoButton)

    def release(self, place, button=LEFT, modifiers=NONE) -> None:
        QTest.mouseRelease(self.canvas.viewport(), button, modifiers, self.at(place))

    def drag(self, start, end, button=LEFT, modifiers=NONE) -> None:
        self.press(start, button, modifiers)
        middle = (self.at(start) + self.at(end)) / 2
        self.move_to(middle, button, modifiers)
        self.move(end, button, modifiers)
        self.release(end, button, modifiers)

    def key(self, key, modifiers=NONE) -> None:
        QTest.keyClick(self.canvas, key, modifiers)

    def key_in_field(self, key, modifiers=NONE) -> None:
        QTest.keyClick(self.field, key, modifiers)

    def type(self, letters: str) -> None:
        QTest.keyClicks(self.canvas, letters)

    def write(self, words: str) -> None:
        """Write into the field that is open."""
        QTest.keyClicks(self.field, words)

    @property
    def field(self):
        return self.canvas.writing.field.field

    @property
    def map(self) -> CausalMap:
        return self.editing.map

    def chosen(self) -> set[str]:
        """Return the short ids of what is chosen."""
        return {id_.rstrip("-") for id_ in self.editing.selection}

    def choose(self, *names: str) -> None:
        self.editing.select({own(name) for name in names})

    def called(self, words: str) -> Variable:
        """Return the variable of that name."""
        return next(one for one in self.map.variables if one.name == words)
