"""What a page says while it holds nothing: a question, two sentences, a way to begin."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.tile import IconTile


class EmptyState(QWidget):
    """An icon tile, ``title`` as a question, ``text`` of two sentences, a primary and a quiet action."""

    def __init__(
        self,
        icon: str,
        title: str,
        text: str,
        primary: QPushButton | None = None,
        quiet: QPushButton | None = None,
        *,
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        centre = Qt.AlignmentFlag.AlignHCenter
        self.title = Label(title, "h1", size=24, wrap=True, align=centre)
        self.text = Label(text, "body", "text2", wrap=True, align=centre)
        buttons: list[Child] = [None]
        for button in (primary, quiet):
            if button is not None:
                buttons += [8, button] if len(buttons) > 1 else [button]
        column = boxed(vbox(self.title, 10, self.text))
        fixed(column, 400)
        rows: list[Child] = [None, boxed(hbox(None, IconTile(icon, tone, 52), None)), 18]
        rows += [boxed(hbox(None, column, None))]
        if primary is not None or quiet is not None:
            rows += [24, boxed(hbox(*buttons, None))]
        self.setLayout(vbox(*rows, None, margins=(16, 16, 16, 16)))
