"""A thing as it is written, before anything is checked: to read it, and to withhold passages of it."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.share.paper import show_pills
from metanoia.ui.pages.share.selectable import SelectableReading
from metanoia.ui.pages.share.sources import Source, sources
from metanoia.ui.pages.share.withhold_bar import WithholdBar
from metanoia.ui.pages.share.withholding import Item, Written
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import fixed
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.withheld import Redaction
    from metanoia.journal import Journal

_HEIGHT: Final = 380


class ReadSheet(DialogSheet):
    """``withhold_asked`` says whether the selected words are to be withheld from everybody.

    What is withheld already is marked in the text.
    """

    withhold_asked = Signal(bool)

    def __init__(self, over: QWidget, journal: Journal, item: Item, reader: str) -> None:
        self._journal, self._item = journal, item
        found = sources(journal, item)
        title = over.tr("As it is written") if found else over.tr("Nothing is written here")
        subtitle = over.tr("Select words and press Ctrl+Shift+W, or use the bar beside them.")
        super().__init__(over, title, subtitle, icon="eye-off", width=680)
        self.reading = SelectableReading(journal.attachments.data, size=16, left=2)
        self.reading.setAccessibleName(found[0].text if found else title)
        fixed(self.reading, height=_HEIGHT)
        self.bar = WithholdBar(self.reading, self.card)
        self.bar.show_reader(reader)
        self.count = Label("", "label", "text2", weight=400)
        self.withhold = Button(self.tr("Withhold…"), "outline", "eye-off")
        self.done = Button(self.tr("Done"), "primary", "check")
        self.add(self.reading)
        self.set_foot((self.count, 1), 12, self.withhold, 8, self.done)
        self.bar.asked.connect(self.withhold_asked)
        self.withhold.clicked.connect(self.ask)
        self.done.clicked.connect(self.dismiss)
        self.written: list[Written] = []
        self.show_texts()

    @Slot()
    def ask(self) -> None:
        """Bring the bar for the selected words; without any, put the keyboard into the text."""
        if not self.bar.ask():
            self.count.setText(self.tr("Select the words to withhold first."))
            self.reading.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_texts(self) -> None:
        """Show what is written, and mark what is withheld of it."""
        from metanoia.text.anchors import resolve

        found = sources(self._journal, self._item)
        kept = self._journal.redactions.of(self._item)
        self.written = [Written(self._item, one.field, one.text) for one in found]
        at = self.reading.verticalScrollBar().value()
        self.reading.show_html(_html(found))
        quotes = []
        for one in kept:
            source = next((text.text for text in found if text.field == one.field), "")
            placed = resolve(source, one.selector)
            if placed is not None:
                quotes.append(source[placed.start : placed.stop])
        show_pills(self.reading, quotes, "plum")
        self.reading.verticalScrollBar().setValue(at)
        self.count.setText(self._counted(kept))

    def _counted(self, kept: Sequence[Redaction]) -> str:
        if not kept:
            return self.tr("Nothing of it is withheld")
        some = self.tr("{} passages of it are withheld")
        return self.tr("1 passage of it is withheld") if len(kept) == 1 else some.format(len(kept))


def _html(found: Sequence[Source]) -> str:
    from metanoia.text.markdown import render

    parts = []
    for one in found:
        if not one.label and one.field != "body":
            size = f"font-size: {theme().px(22)}px; font-weight: 600;"
            parts.append(f'<p style="{size}">{html.escape(one.text)}</p>')
            continue
        style = f"font-size: {theme().px(12)}px; color: {theme().hex('text3')};"
        label = f'<p style="{style}">{html.escape(one.label)}</p>' if one.label else ""
        parts.append(label + render(one.text))
    return "".join(parts)
