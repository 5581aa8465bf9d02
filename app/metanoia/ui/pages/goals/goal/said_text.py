"""Markdown of a few sentences as labels: paragraphs, and lines with a dot before them."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox

_POINT: Final = re.compile(r"^\s{0,3}[-*+]\s+(.*)$")
_MARKED: Final = re.compile(r"[*_`#<>\[\]&\\~|]|^\s*\d+[.)]\s", re.MULTILINE)


class SaidText(QWidget):
    """Shows Markdown in ``role``; its dots are of ``tone``."""

    def __init__(
        self, role: str, tone: str, *, size: float | None = None, weight: int | None = None
    ) -> None:
        super().__init__()
        self._role = role
        self._tone = tone
        self._size = size
        self._weight = weight
        self._column: QVBoxLayout = vbox()
        self._shown: QWidget | None = None
        self.text = ""
        self.setLayout(self._column)

    def show_text(self, text: str, empty: str = "") -> None:
        """Show ``text``, or in its place quietly what ``empty`` says."""
        if self._shown is not None:
            self._column.removeWidget(self._shown)
            self._shown.hide()
            self._shown.deleteLater()
        self.text = text
        if text:
            rows: list[Child] = []
            for words, point in _blocks(text):
                rows += [self._line(words, point=point), 6]
            self._shown = boxed(vbox(*rows[:-1]))
        else:
            self._shown = boxed(vbox(Label(empty, "label", "text3", weight=400, wrap=True)))
        self._column.addWidget(self._shown)

    def _line(self, words: str, *, point: bool) -> QWidget:
        if _MARKED.search(words):
            from metanoia.text.markdown import render  # nothing of it where nothing is marked

            said = re.sub(r"^<p>(.*)</p>$", r"\1", render(words).strip(), flags=re.DOTALL)
            label = Label(
                said, self._role, wrap=True, html=True, size=self._size, weight=self._weight
            )
        else:
            label = Label(words, self._role, wrap=True, size=self._size, weight=self._weight)
        if not point:
            return label
        dot = fixed(Label("•", "body", f"{self._tone}_text", weight=700), 9)
        top = Qt.AlignmentFlag.AlignTop
        return boxed(hbox((dot, 0, top), 7, (label, 1)))


def _blocks(text: str) -> list[tuple[str, bool]]:
    """Return paragraphs and points in their order: the words, and whether it is a point."""
    found: list[tuple[str, bool]] = []
    fresh = True  # whether the next line begins a block
    for line in text.splitlines():
        point = _POINT.match(line)
        if not line.strip():
            fresh = True
        elif point:
            found.append((point[1].strip(), True))
            fresh = False
        elif fresh or not found:
            found.append((line.strip(), False))
            fresh = False
        else:
            words, was_point = found[-1]
            found[-1] = (f"{words}\n{line.strip()}" if not was_point else f"{words} {line.strip()}", was_point)  # fmt: skip
    return found
