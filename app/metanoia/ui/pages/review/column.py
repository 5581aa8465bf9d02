"""A column of cards to read and work through: a large title, what it is for, and what follows."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, vbox
from metanoia.ui.widgets.scroll import ScrollArea


class Column(ScrollArea):
    """``title`` and ``about`` above ``children``; it scrolls where there are many."""

    def __init__(
        self, title: str, about: str, *children: Child, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.title = Label(title, "h1", wrap=True)
        self.about = Label(about, "body", "text2", wrap=True)
        margins = (34, 28, 34, 24)
        self.setWidget(boxed(vbox(self.title, 6, self.about, 20, *children, None, margins=margins)))

    def say(self, title: str, about: str) -> None:
        """Show another title and purpose."""
        self.title.setText(title)
        self.about.setText(about)


def emptied(host: QWidget) -> None:
    """Take everything out of the column of widgets that ``host`` holds."""
    layout = host.layout()
    while layout is not None and (taken := layout.takeAt(0)) is not None:
        widget = taken.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
