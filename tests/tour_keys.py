"""The way from a sentence to a settled test, by the keyboard alone, as a film of pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

if TYPE_CHECKING:
    from metanoia.ui.shell import Shell

CONTROL: Final = Qt.KeyboardModifier.ControlModifier
SHIFT: Final = Qt.KeyboardModifier.ShiftModifier
SENTENCE: Final = "They only come to me when it is nearly finished."


class Keys:
    """Presses keys where the keyboard is in ``shell``."""

    def __init__(self, shell: Shell) -> None:
        self._shell = shell

    def fill(self, *answers: str) -> None:
        """Type each answer, and go on by Tab."""
        for answer in answers:
            self.type(answer)
            self.press(Qt.Key.Key_Tab)

    def type(self, text: str) -> None:
        """Type a text."""
        QTest.keyClicks(self._focus(), text)

    def press(self, key: str | Qt.Key, held: Qt.KeyboardModifier | None = None) -> None:
        """Press a key, perhaps with others held."""
        code = Qt.Key(ord(key)) if isinstance(key, str) else key
        QTest.keyClick(self._focus(), code, held or Qt.KeyboardModifier.NoModifier)

    def _focus(self) -> object:
        return QApplication.focusWidget() or self._shell.window()

    @staticmethod
    def rest(milliseconds: int = 200) -> None:
        """Wait for what a key has set going."""
        deadline = QDeadlineTimer(milliseconds)
        while not deadline.hasExpired():
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


class FromSentenceToTest:
    """Presses keys in ``shell`` and takes pictures on the way."""

    def __init__(self, shell: Shell, shoot: Callable[[str], None]) -> None:
        self._keys = Keys(shell)
        self._shoot = shoot

    def walk(self) -> None:
        """Write, mark, rate, plan a test, finish it."""
        self._write_and_mark()
        self._plan()
        self._finish()

    def _write_and_mark(self) -> None:
        self._keys.press("1", CONTROL)
        self._keys.press("N", CONTROL)
        self._keys.type(f"Mikkel asked me something today. {SENTENCE}")
        for _ in SENTENCE:
            self._keys.press(Qt.Key.Key_Left, SHIFT)
        self._shoot("97a-keys-selected")
        self._keys.press("A", CONTROL | SHIFT)
        self._keys.rest()
        self._keys.type("70")
        self._shoot("97b-keys-marked")
        self._keys.press(Qt.Key.Key_Tab)
        self._keys.type("They would bring me things with holes in them.")
        self._shoot("97c-keys-if-wrong")
        self._keys.press(Qt.Key.Key_Escape)

    def _plan(self) -> None:
        self._keys.press("K", CONTROL)
        self._keys.type("they only come")
        self._keys.rest(400)
        self._shoot("97d-keys-find")
        self._keys.press(Qt.Key.Key_Return)
        self._keys.press("T", CONTROL)
        self._keys.fill("Ask Mikkel on Monday what he has not begun yet.", "A question in a corridor.", "He tells me something unfinished.")  # fmt: skip
        self._keys.type("60")
        self._keys.press(Qt.Key.Key_Tab)
        self._keys.fill("He does, without being asked twice.")
        self._keys.type("in two weeks")
        self._shoot("97e-keys-plan")
        self._keys.press(Qt.Key.Key_Return, CONTROL)
        self._shoot("97f-keys-planned")

    def _finish(self) -> None:
        self._keys.press("T", CONTROL | SHIFT)
        self._keys.fill("Two things, one of them half an idea.")
        self._keys.press(Qt.Key.Key_Right)
        self._keys.press(Qt.Key.Key_Tab)
        self._keys.fill("He had been waiting for the question.")
        self._keys.type("45")
        self._shoot("97g-keys-result")
        self._keys.press(Qt.Key.Key_Return, CONTROL)
        self._shoot("97h-keys-settled")
