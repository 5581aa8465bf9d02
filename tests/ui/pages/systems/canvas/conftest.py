"""A canvas over a real journal, driven by real events."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication

from canvas_hands import Hand, rescue_loop
from metanoia.domain import loops
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.maps import CausalMap
from metanoia.ui.background import finish
from metanoia.ui.pages.systems.canvas import Canvas
from metanoia.ui.pages.systems.editing import Editing
from metanoia.ui.widgets.menu import Menu


@pytest.fixture
def open_canvas(journal, qtbot):
    """Open a map, the rescue loop if none is given, with its loops found."""

    def show(of: CausalMap | None = None, width: int = 1000, height: int = 760) -> Hand:
        of = of or rescue_loop()
        journal.maps.add(of)
        editing = Editing(journal, of.id, object())
        canvas = Canvas(editing)
        qtbot.addWidget(canvas)
        canvas.resize(width, height)
        with qtbot.waitActive(canvas):
            canvas.show()
            canvas.activateWindow()
        canvas.setFocus()
        hand = Hand(canvas)
        hand.rest()
        editing.know(loops.find(loops.arrows(editing.map), editing.map.names))
        hand.rest()
        return hand

    yield show
    finish(5000)


@pytest.fixture
def hand(open_canvas):
    """The rescue loop, open."""
    return open_canvas()


@pytest.fixture
def assumption(journal):
    """The id of an assumption that a link may rest on."""
    return journal.assumptions.add(NewAssumption(statement="They need me")).id


@pytest.fixture
def said(monkeypatch):
    """All that a screen reader is told."""
    from metanoia.ui.pages.systems.canvas.saying import Saying

    told: list[str] = []
    monkeypatch.setattr(Saying, "announce", lambda _self, text: told.append(text))
    return told


class _Opened:
    """The menu that lies over the canvas."""

    def __init__(self, menu: Menu) -> None:
        self.menu = menu

    def choose(self, *words: str) -> bool:
        """Choose the entry that begins with the last of these words, through menus called by the others."""
        menu = self.menu
        for word in words[:-1]:
            menu = next(one.menu() for one in menu.actions() if one.menu() and one.text() == word)
        entry = next(one for one in menu.actions() if one.text().startswith(words[-1]))
        assert entry.isEnabled()
        entry.trigger()
        self.menu.close()
        return True


@pytest.fixture
def menu():
    """Open the menu of a place with the right button."""

    def opened(hand: Hand, place) -> _Opened:
        point = hand.at(place)
        hand.click(place, Qt.MouseButton.RightButton)
        event = QContextMenuEvent(
            QContextMenuEvent.Reason.Mouse, point, hand.canvas.viewport().mapToGlobal(point)
        )
        QApplication.sendEvent(hand.canvas.viewport(), event)
        return _Opened([one for one in hand.canvas.findChildren(Menu) if one.isVisible()][-1])

    return opened
