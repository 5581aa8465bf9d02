"""A sheet that is written in: Ctrl+Enter keeps, and Esc never throws words away without saying so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from collections.abc import Callable


class WritingSheet(DialogSheet):
    """Head, fields and a foot with what keeps it; a subclass says what was written and keeps it.

    It stays open until ``dismiss()``, so that what cannot be kept is not lost: ``refuse`` says why.
    """

    def __init__(
        self,
        over: QWidget,
        title: str,
        subtitle: str = "",
        *,
        keep: str,
        icon: str | None = None,
        tone: str = "plum",
        width: float = 560,
    ) -> None:
        super().__init__(over, title, subtitle, icon=icon, tone=tone, width=width)
        self._as_opened: object = None
        self._warned_of: object = None
        self.notice = Label("", "label", "danger_text", weight=500, wrap=True)
        self.cancel = Button(self.tr("Cancel"), "ghost")
        self.kept_by = Button(keep, "primary", "check", hint=key_text("Ctrl+Enter"))
        self.cancel.clicked.connect(self.dismiss)
        self.kept_by.clicked.connect(self.keep)
        self.set_foot((self.notice, 1), 12, self.cancel, 8, self.kept_by)

    def written(self) -> object:
        """Return what is written now, to be compared with what stood here at first."""
        raise NotImplementedError

    @Slot()
    def keep(self) -> None:
        """Keep what is written, or say what is missing."""
        raise NotImplementedError

    def refuse(self, sentence: str) -> None:
        """Say in one sentence why it is not kept; nothing that was written goes."""
        self._say(sentence)

    def open(self) -> None:
        """Lie over the window; what stands here now counts as not written yet."""
        self._as_opened = self.written()
        super().open()

    def stops(self) -> list[QWidget]:
        """Return the fields in their order, and the buttons of the foot after them."""
        foot = (self.cancel, self.kept_by)
        found = super().stops()
        return [one for one in found if one not in foot] + [one for one in found if one in foot]

    def may_close(self) -> bool:
        """Return whether it may close: at the second asking, if something was written since."""
        written = self.written()
        if written in (self._as_opened, self._warned_of):
            return True
        self._warned_of = written
        self._say(self.tr("This is not kept yet. Esc once more throws it away."))
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep by Ctrl+Enter."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            if self.is_open():  # a line that takes Enter itself may have kept it already
                self.keep()
            return
        super().keyPressEvent(event)

    def _say(self, sentence: str) -> None:
        self.notice.setText(sentence)
        if sentence:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self.place()


def refusal(rule: Callable[..., object], *said: object) -> str:
    """Return why ``rule`` refuses what was said, "" where it does not."""
    try:
        rule(*said)
    except Refused as error:
        return str(error)
    return ""
