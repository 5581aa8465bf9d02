"""The text of a vision as a quotation, its themes tinted and numbered."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.visions import passages
from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.visions import Theme

_SHORT: Final = 420  # characters up to which it stands in large letters

_RAISED: Final = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


class VisionQuote(QWidget):
    """Shows a text as it was pasted; passages that are themes carry their number."""

    def __init__(self) -> None:
        super().__init__()
        self._large = Label("", "quote", wrap=True, html=True, size=21)
        self._small = Label("", "reading", wrap=True, html=True)
        self._shown: tuple[str, tuple[tuple[int, str], ...]] = ("", ())
        self.setLayout(vbox(self._large, self._small))
        self._small.hide()
        theme().changed.connect(self._fill)

    def show_vision(self, text: str, themes: Sequence[Theme]) -> None:
        """Show a text with its themes."""
        self._shown = (text, tuple((one.number, one.text) for one in themes))
        self._fill()

    @Slot()
    def _fill(self) -> None:
        text, themes = self._shown
        large = len(text) <= _SHORT
        shown, other = (self._large, self._small) if large else (self._small, self._large)
        shown.setText(_markup(text, themes) if text else "")
        shown.setAccessibleName(text)
        other.setText("")
        shown.show()
        other.hide()


def _markup(text: str, themes: Sequence[tuple[int, str]]) -> str:
    ground, ink = theme().hex("accent_soft"), theme().hex("accent_text")
    parts, place = ["“"], 0
    for found in passages(text, themes):
        words = escape(text[found.start : found.stop])
        parts += [
            escape(text[place : found.start]),
            f'<span style="background-color:{ground}; color:{ink}">{words}</span>',
            f'<span style="color:{ink}">{str(found.number).translate(_RAISED)}</span>',
        ]
        place = found.stop
    parts += [escape(text[place:]), "”"]
    return "".join(parts).replace("\n", "<br>")
