"""The menu of the map: everything that can be done to what is chosen, with its key."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QPointF

from metanoia.ui.pages.systems.canvas.aligning import HOWS, How, aligned
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.keyboard import Keyboard
from metanoia.ui.pages.systems.canvas.laying import Laying
from metanoia.ui.pages.systems.canvas.looping import Looping
from metanoia.ui.pages.systems.canvas.writing import Writing
from metanoia.ui.widgets.menu import Menu


class MapMenu(QObject):
    """Opens a menu for the chosen parts, or for the map itself where nothing is chosen."""

    def __init__(
        self, board: Board, writing: Writing, looping: Looping, keyboard: Keyboard, laying: Laying
    ) -> None:
        super().__init__(board)
        self._board = board
        self._writing = writing
        self._looping = looping
        self._keyboard = keyboard
        self._laying = laying

    def open(self, place: QPoint, at: QPointF, menu: Menu) -> None:
        """Fill ``menu`` and open it at ``place`` on the screen; new parts will lie ``at`` on the map."""
        chosen = self._board.editing.selection & self._board.editing.map.ids
        variables, links = self._board.acts.variables(), self._board.acts.links()
        if not chosen:
            self._add_for_map(menu, at)
        elif len(chosen) == 1:
            self._add_for_one(menu, next(iter(chosen)), variables, links)
        if links:
            self._add_for_links(menu)
        if variables:
            self._add_for_variables(menu, variables)
        if len(self._board.acts.places()) > 1:
            self._add_aligning(menu)
        if self._board.acts.places():
            self._add_copying(menu)
        if chosen:
            menu.addSeparator()
            menu.add(self.tr("Delete"), self._board.acts.delete, icon="trash-2", key=self.tr("Del"))
        menu.popup(place)

    def align(self, how: How) -> None:
        """Bring the chosen variables and notes into line."""
        rects = self._board.rects()
        chosen = {id_: rects[id_] for id_ in self._board.acts.places() if id_ in rects}
        self._board.acts.align(aligned(chosen, how))

    def _add_for_map(self, menu: Menu, at: QPointF) -> None:
        point = at.x(), at.y()
        menu.add(self.tr("New variable here"), partial(self._writing.new_variable, point), icon="circle-plus", key="N")  # fmt: skip
        menu.add(self.tr("New note here"), partial(self._writing.new_note, point), icon="sticky-note", key="T")  # fmt: skip
        menu.addSeparator()
        history = self._board.editing.history
        undo = menu.add(
            self.tr("Undo: {what}").format(what=history.undoes) if history.undoes else self.tr("Undo"),
            self._board.acts.undo, icon="undo-2", key=self.tr("Ctrl+Z"),
        )  # fmt: skip
        undo.setEnabled(bool(history.undoes))
        redo = menu.add(
            self.tr("Do again: {what}").format(what=history.redoes) if history.redoes else self.tr("Do again"),
            self._board.acts.redo, icon="redo-2", key=self.tr("Ctrl+Shift+Z"),
        )  # fmt: skip
        redo.setEnabled(bool(history.redoes))
        menu.addSeparator()
        if self._board.copying.is_full():
            menu.add(
                self.tr("Paste"), self._board.copying.paste, icon="copy", key=self.tr("Ctrl+V")
            )
        menu.add(self.tr("Choose all"), self._board.acts.choose_all, key=self.tr("Ctrl+A"))
        menu.add(self.tr("Lay out the map"), self._laying.lay_out, icon="sparkles")
        menu.add(self.tr("Whole map"), partial(self._keyboard.asked.emit, "whole"), icon="maximize-2", key="1")  # fmt: skip
        menu.add(self.tr("Natural size"), partial(self._keyboard.asked.emit, "natural"), key="0")

    def _add_for_one(self, menu: Menu, id_: str, variables: list[str], links: list[str]) -> None:
        edit = partial(self._keyboard.edit_asked.emit, id_)
        if variables:
            menu.add(self.tr("Rename"), partial(self._writing.rename, id_), icon="pencil", key="F2")
            menu.add(self.tr("Draw a link from here"), partial(self._keyboard.asked.emit, "link from here"), icon="spline", key="L")  # fmt: skip
        elif not links:
            menu.add(self.tr("Edit"), partial(self._writing.edit_note, id_), icon="pencil", key="F2")  # fmt: skip
            return
        menu.add(self.tr("Look at it closely"), edit, icon="panel-right", key=self.tr("Enter"))
        menu.add(self.tr("Its next loop"), self._looping.next, icon="repeat", key="R")
        menu.addSeparator()

    def _add_for_links(self, menu: Menu) -> None:
        acts, of = self._board.acts, self._board.editing.map
        links = [of.link(id_) for id_ in acts.links()]
        for polarity, text, act, key in (
            (1, self.tr("Same way (+)"), acts.plus, "+"),
            (-1, self.tr("Other way (−)"), acts.minus, "−"),
            (0, self.tr("Unsure (?)"), acts.unsure, "?"),
        ):
            ticked = all(link.polarity == polarity for link in links)
            menu.add(text, act, key=key, checked=ticked)
        delayed = all(link.delayed for link in links)
        menu.add(self.tr("With a delay"), acts.delay, key="D", checked=delayed)
        menu.add(self.tr("Turn around"), acts.turn)
        if any(link.bend is not None for link in links):
            menu.add(self.tr("Let the curve find its way"), acts.straighten, icon="spline")
        menu.addSeparator()

    def _add_for_variables(self, menu: Menu, variables: list[str]) -> None:
        of = self._board.editing.map
        mine = all(of.variable(id_).mine for id_ in variables)
        menu.add(self.tr("I can act on it"), self._board.acts.toggle_mine, checked=mine)

    def _add_copying(self, menu: Menu) -> None:
        copying = self._board.copying
        menu.addSeparator()
        menu.add(self.tr("Copy"), copying.copy, icon="copy", key=self.tr("Ctrl+C"))
        menu.add(self.tr("Cut"), copying.cut, key=self.tr("Ctrl+X"))
        menu.add(self.tr("Duplicate"), copying.duplicate, key=self.tr("Ctrl+D"))

    def _add_aligning(self, menu: Menu) -> None:
        words = {
            "left": self.tr("Left edges"),
            "middle": self.tr("Middles, below one another"),
            "right": self.tr("Right edges"),
            "top": self.tr("Upper edges"),
            "centre": self.tr("Middles, beside one another"),
            "bottom": self.tr("Lower edges"),
            "across": self.tr("Spread evenly across"),
            "down": self.tr("Spread evenly down"),
        }
        inner = Menu(menu)
        inner.setTitle(self.tr("Align"))
        for how in HOWS:
            action = inner.add(words[how], partial(self.align, how))
            action.setEnabled(how not in ("across", "down") or len(self._board.acts.places()) > 2)
        menu.addMenu(inner)
