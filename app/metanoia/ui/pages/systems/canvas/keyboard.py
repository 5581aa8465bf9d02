"""Everything on the map by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Final

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence

from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.key_linking import ARROWS, KeyLinking
from metanoia.ui.pages.systems.canvas.looping import Looping
from metanoia.ui.pages.systems.canvas.walking import links_of, reading_order, stepped
from metanoia.ui.pages.systems.canvas.writing import Writing

_PAN: Final = 64  # px on the screen an arrow key looks further where nothing is chosen
_MOVE: Final = 8.0  # px an arrow key moves what is chosen
_SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
_KEYPAD: Final = Qt.KeyboardModifier.KeypadModifier


class Keyboard(QObject):
    """Turns keys into acts. ``asked`` carries what only the view can do: a tool, a zoom, a menu."""

    asked = Signal(str)
    edit_asked = Signal(str)

    def __init__(self, board: Board, writing: Writing, looping: Looping, linking: KeyLinking) -> None:  # fmt: skip
        super().__init__(board)
        self._board = board
        self._writing = writing
        self._looping = looping
        self._linking = linking
        self._walked = ""  # the variable whose links are being stepped through
        self._leaving = False  # after Esc, Tab leaves the map
        acts = board.acts
        self._letters: dict[str, Callable[[], object]] = {
            "s": acts.flip,
            "+": self._plus,
            "=": self._plus,
            "-": self._minus,
            "−": self._minus,
            "?": acts.unsure,
            "n": writing.new_variable_beside,
            "t": writing.new_note_beside,
            "r": looping.next,
            "l": self._link,
            "d": self._delay,
            "]": self._next_link,
            "[": self._last_link,
            ".": self._onward,
            ",": self._backward,
        }
        for text, name in (("v", "select"), ("0", "natural"), ("1", "whole")):
            self._letters[text] = partial(self.asked.emit, name)
        self._standard: dict[QKeySequence.StandardKey, Callable[[], object]] = {
            QKeySequence.StandardKey.Undo: acts.undo,
            QKeySequence.StandardKey.Redo: acts.redo,
            QKeySequence.StandardKey.SelectAll: acts.choose_all,
            QKeySequence.StandardKey.Copy: board.copying.copy,
            QKeySequence.StandardKey.Cut: board.copying.cut,
            QKeySequence.StandardKey.Paste: board.copying.paste,
        }

    def overrides(self, event: QKeyEvent) -> bool:
        """Tell whether a key is the map's before it is the window's."""
        if event.matches(QKeySequence.StandardKey.Undo):
            return bool(self._board.editing.history.undoes)
        if any(event.matches(key) for key in self._standard) or _is_redo(event):
            return True
        if _is_duplicate(event):
            return True
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, _SHIFT, _KEYPAD)
        if event.key() == Qt.Key.Key_Escape:
            editing = self._board.editing
            return self._linking.is_on() or bool(editing.selection or editing.lit_loop)
        return plain and bool(event.text()) and event.text().isprintable()

    def press(self, event: QKeyEvent) -> bool:
        """Do what a key says; tell whether it says anything here."""
        self._leaving = self._leaving and event.key() in (
            Qt.Key.Key_Escape, Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Shift,
        )  # fmt: skip
        if event.key() == Qt.Key.Key_Escape:
            return self._escape()
        if self._linking.is_on() and not event.modifiers() & ~(_SHIFT | _KEYPAD):
            return self._linking.press(event)
        for key, act in self._standard.items():
            if event.matches(key):
                act()
                return True
        if _is_redo(event):
            self._board.acts.redo()
            return True
        if _is_duplicate(event):
            self._board.copying.duplicate()
            return True
        if event.key() == Qt.Key.Key_Menu or (
            event.key() == Qt.Key.Key_F10 and event.modifiers() == _SHIFT
        ):
            self.asked.emit("menu")
            return True
        if event.modifiers() & ~(_SHIFT | _KEYPAD | Qt.KeyboardModifier.GroupSwitchModifier):
            return self._typed_with_alt_gr(event)
        return self._press_plain(event)

    def tab(self, *, forward: bool) -> bool:
        """Choose the next variable in reading order; False where Tab leaves the map instead."""
        board = self._board
        if self._linking.is_on():
            self._linking.step(1 if forward else -1)
            return True
        order = reading_order(board.shown.boxes)
        here = self._variable() or (self._walked if board.acts.links() else "")
        if self._leaving or not order:
            self._leaving = False
            return False
        if here in order:
            place = order.index(here) + (1 if forward else -1)
            if not 0 <= place < len(order):
                return False
            self.choose(order[place])
        else:
            self.choose(order[0 if forward else -1])
        return True

    def enter_by_tab(self, *, forward: bool) -> None:
        """Choose the first or last variable when the focus comes in by Tab, unless something is chosen."""
        self._leaving = False
        order = reading_order(self._board.shown.boxes)
        if order and not self._board.editing.selection:
            self.choose(order[0 if forward else -1])

    def choose(self, id_: str) -> None:
        """Choose one part, have it in view, and say what it is."""
        board = self._board
        board.editing.select({id_})
        board.zooming.show(board.rect_of(id_))
        board.saying.announce(board.saying.chosen())

    # -- inside

    def _press_plain(self, event: QKeyEvent) -> bool:
        key, shifted = event.key(), bool(event.modifiers() & _SHIFT)
        if key in ARROWS:
            self._arrow(key, shifted=shifted)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._open()
        elif key == Qt.Key.Key_F2:
            return self._rename()
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self._board.acts.delete()
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            order = reading_order(self._board.shown.boxes)
            if order:
                self.choose(order[0 if key == Qt.Key.Key_Home else -1])
        elif event.text().casefold() in self._letters:
            self._letters[event.text().casefold()]()
        else:
            return False
        return True

    def _typed_with_alt_gr(self, event: QKeyEvent) -> bool:
        """Take [ and ] where a keyboard has them behind AltGr, which some systems call Ctrl+Alt."""
        if event.text() in ("[", "]"):
            self._letters[event.text()]()
            return True
        return False

    def _escape(self) -> bool:
        board = self._board
        done = self._linking.end()
        self.asked.emit("escape")
        if done:
            return True
        if self._looping.end():
            return True
        if board.editing.selection:
            board.editing.select(())
            board.saying.announce(self.tr("Nothing chosen. Tab leaves the map."))
            self._leaving = True
            return True
        self._leaving = True
        return False

    def _arrow(self, key: int, *, shifted: bool) -> None:
        across, down = ARROWS[key]
        if self._board.acts.places():
            step = 1.0 if shifted else _MOVE
            self._board.acts.nudge(across * step, down * step)
        elif not self._board.editing.selection:
            self._board.zooming.pan(QPoint(round(across * _PAN), round(down * _PAN)))
            self._board.zooming.keep_near(self._board.extent())

    def _open(self) -> bool:
        chosen = self._board.editing.selection
        if len(chosen) != 1:
            return False
        (id_,) = chosen
        if id_ in self._board.picture.notes:
            self._writing.edit_note(id_)
        else:
            self.edit_asked.emit(id_)
        return True

    def _rename(self) -> bool:
        chosen = self._board.editing.selection
        if len(chosen) != 1:
            return False
        (id_,) = chosen
        if id_ in self._board.picture.notes:
            self._writing.edit_note(id_)
        elif id_ in self._board.shown.boxes:
            self._writing.rename(id_)
        else:
            self.edit_asked.emit(id_)
        return True

    def _plus(self) -> None:
        if self._board.editing.selection:
            self._board.acts.plus()
        else:
            self.asked.emit("nearer")

    def _minus(self) -> None:
        if self._board.editing.selection:
            self._board.acts.minus()
        else:
            self.asked.emit("farther")

    def _delay(self) -> None:
        if not self._board.acts.links():
            self.asked.emit("delay")
        self._board.acts.delay()

    def _link(self) -> None:
        if not self._linking.begin():
            self.asked.emit("link")
            self._board.saying.announce(
                self.tr(
                    "Choose the variable where the link begins: Tab steps through them. Then L."
                )
            )

    def _next_link(self) -> None:
        self._step_link(1)

    def _last_link(self) -> None:
        self._step_link(-1)

    def _step_link(self, by: int) -> None:
        """Choose the next link of the chosen variable, or of the one where stepping began."""
        of = self._board.editing.map
        links = self._board.acts.links()
        here = links[0] if len(links) == 1 else ""
        variable = self._variable()
        if variable:
            self._walked = variable
        elif here and self._walked not in (of.link(here).source, of.link(here).target):
            self._walked = of.link(here).source
        listed = [link.id for link in links_of(of, self._walked)] if self._walked else []
        listed = listed or [link.id for link in of.links]
        if listed:
            self.choose(stepped(listed, here, by))
        else:
            self._board.saying.announce(self.tr("This map has no link yet."))

    def _onward(self) -> None:
        self._go(forward=True)

    def _backward(self) -> None:
        self._go(forward=False)

    def _go(self, *, forward: bool) -> None:
        """Go along a link: to its end or start, or from a variable over its first link."""
        of, links, variable = self._board.editing.map, self._board.acts.links(), self._variable()
        if len(links) == 1 and not variable:
            link = of.link(links[0])
            self.choose(link.target if forward else link.source)
            return
        own = links_of(of, variable)
        found = [one for one in own if (one.source if forward else one.target) == variable]
        if variable and found:
            self.choose(found[0].target if forward else found[0].source)
        else:
            self._board.saying.announce(self.tr("No link leads on from here."))

    def _variable(self) -> str:
        """Return the chosen variable if it is the only part that is chosen, else ""."""
        chosen = self._board.acts.variables()
        return chosen[0] if len(chosen) == 1 and len(self._board.editing.selection) == 1 else ""


def _is_redo(event: QKeyEvent) -> bool:
    """Tell whether it is Ctrl+Y or Ctrl+Shift+Z, whichever the desktop's own is."""
    control = Qt.KeyboardModifier.ControlModifier
    return (event.key() == Qt.Key.Key_Y and event.modifiers() == control) or (
        event.key() == Qt.Key.Key_Z and event.modifiers() == control | _SHIFT
    )


def _is_duplicate(event: QKeyEvent) -> bool:
    control = Qt.KeyboardModifier.ControlModifier
    return event.key() == Qt.Key.Key_D and event.modifiers() == control
