"""The writing column: day, title, tags, prompt, text and foot on one measured width."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui.pages.today.foot import Foot
from metanoia.ui.pages.today.top_bar import TopBar
from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.editor import MarkdownEditor
from metanoia.ui.widgets.find_bar import FindBar
from metanoia.ui.widgets.focus import paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import blend, painter_of
from metanoia.ui.widgets.pressable import Pressable
from metanoia.ui.widgets.prompt_line import PromptLine
from metanoia.ui.widgets.selection_bar import SelectionBar
from metanoia.ui.widgets.tag_editor import TagEditor
from metanoia.ui.widgets.title_field import TitleField

if TYPE_CHECKING:
    from metanoia.domain.answers import Value
    from metanoia.ui.pages.today.forms.form_view import FormView

_FOCUS_TOP: Final = 96  # px above the text in focus mode
_FOCUS_SIDE: Final = 40


class DayButton(Pressable):
    """The day and the time of the entry; it opens the calendar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self._time = ""

    def show_day(self, day: str, time: str) -> None:
        """Show a day in words and a time of the clock, "" if it is not known."""
        self._time = time
        self.setText(day)
        said = f"{day}, {time}" if time else day
        self.setAccessibleName(self.tr("{}. Change the day").format(said))
        self.setToolTip(self.tr("Change the day  Ctrl+D"))
        self.update()

    def sizeHint(self) -> QSize:
        """Return the size of the words."""
        return QSize(math.ceil(self._width()) + theme().px(6), theme().px(26))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and ring; the words stand on the edge of the column."""
        painter = painter_of(self)
        px, colour = theme().px, theme().colour
        middle = Qt.AlignmentFlag.AlignVCenter
        day = theme().font("label", weight=600)
        painter.setFont(day)
        painter.setPen(blend(colour("text2"), colour("accent_text"), self.hover))
        painter.drawText(QRectF(0, 0, self.width(), self.height()), middle, self.text())
        x = QFontMetricsF(day).horizontalAdvance(self.text()) + px(11)
        painter.setFont(theme().font("label", weight=400, tabular=True))
        painter.setPen(blend(colour("text3"), colour("accent_text"), self.hover))
        painter.drawText(QRectF(x, 0, self.width(), self.height()), middle, self._time)
        if self.ring_shown():
            paint_ring(painter, self.rect(), 6)
        painter.end()

    def _width(self) -> float:
        width = QFontMetricsF(theme().font("label", weight=600)).horizontalAdvance(self.text())
        if self._time:
            metrics = QFontMetricsF(theme().font("label", weight=400, tabular=True))
            width += theme().px(11) + metrics.horizontalAdvance(self._time)
        return width


class WritingColumn(QWidget):
    """Everything that is written in, laid out; it knows nothing of the journal.

    ``resting`` is emitted whenever one of the fields is left.
    """

    resting = Signal()

    def __init__(
        self, suggest: Callable[[str], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.bar = TopBar()
        self.day = DayButton()
        self.title = TitleField(self.tr("Title"))
        self.tags = TagEditor(suggest)
        self.prompt = PromptLine()
        self.editor = MarkdownEditor()
        self.editor.setPlaceholderText(self.tr("Start with what happened…"))
        self.finder = FindBar(self.editor)
        self.selection_bar = SelectionBar(self.editor, self)
        self.banner = Banner(tone="error", closable=False)
        self.foot = Foot()
        self._leave = Label(self.tr("Esc leaves focus"), "caption", "text3")
        self._lay_out()
        self.form: FormView | None = None  # made with the first form that is opened
        self.title.left.connect(self.take_focus)
        self.tags.left.connect(self.take_focus)
        self.title.rested.connect(self.resting)
        self.editor.rested.connect(self.resting)
        self.finder.closed.connect(self.editor.setFocus)
        self.focused = False
        theme().changed.connect(self.align)

    def set_focus_mode(self, on: bool) -> None:
        """Show the text alone, or everything around it again."""
        self.focused = on
        self.selection_bar.quiet = on
        self.selection_bar.go()
        for part in (self.bar, self._head):
            part.setVisible(not on)
        self._top.setVisible(on)
        self.foot.minutes.setVisible(not on)
        self.editor.set_focus_mode(on)
        self.align()

    def take_rows(self, below_tags: QWidget, above_prompt: QWidget) -> None:
        """Give a place to what the page has found out since it was first painted."""
        self._days.addWidget(below_tags)
        above_prompt.hide()
        self._lines.insertWidget(0, above_prompt)

    def take_form(self, form: FormView) -> None:
        """Show forms in ``form`` from now on."""
        self.form = form
        form.after = self.editor
        form.hide()
        self._column.insertWidget(self._column.indexOf(self.editor) + 1, form, 1)
        form.rested.connect(self.resting)

    def show_form(self, on: bool) -> None:
        """Show the form in place of the text, or the text."""
        self.selection_bar.go()
        self.editor.setVisible(not on)
        if self.form is not None:
            self.form.setVisible(on)
        self.bar.text.setVisible(not on)
        self.bar.focus.setVisible(not on)
        self.align()

    def shown_form(self) -> FormView | None:
        """Return the form that is shown, None for a text."""
        return self.form if self.form is not None and not self.form.isHidden() else None

    def written(self) -> str | dict[str, Value]:
        """Return the text, or the answers to the form."""
        form = self.shown_form()
        return form.values() if form is not None else self.editor.text()

    @Slot()
    def take_focus(self) -> None:
        """Put the keyboard where is written."""
        form = self.shown_form()
        if form is not None:
            form.take_focus()
        else:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_prompt(self, text: str | None) -> None:
        """Show a question above the text, or none."""
        if text:
            self.prompt.ask(text)
        self.prompt.setVisible(text is not None)

    @Slot()
    def align(self) -> None:
        """Keep everything in line with the text."""
        px = theme().px
        left = max(px(24), (self.width() - self.editor.column_width()) // 2)
        right = max(px(24), self.width() - left - self.editor.column_width())
        self.bar.set_left(left, px(14), px(12), px(4))
        self._head_row.setContentsMargins(left, px(4), right, px(12))
        self._find_row.setContentsMargins(left, px(2), right, px(8))
        if self.form is not None:
            self.form.set_sides(left, right)
        if self.focused:
            self.foot.set_sides(px(_FOCUS_SIDE), px(_FOCUS_SIDE), px(8), px(14))
            self._top_row.setContentsMargins(0, px(12), px(16), 0)
            self._top.setFixedHeight(px(_FOCUS_TOP))
        else:
            self.foot.set_sides(left, right, px(8), px(12))

    def forget(self) -> None:
        """Forget every text, and what could bring it back."""
        self.finder.forget()
        self.editor.forget()
        if self.form is not None:
            self.form.forget()
        self.title.set_text("")
        self.tags.forget()
        self.day.show_day("", "")
        self.show_prompt(None)
        self.banner.hide()
        self.foot.show_count(0)
        self.foot.show_state("")

    def minimumSizeHint(self) -> QSize:
        """Return what the bar needs; the margins beside the text give way first."""
        return QSize(theme().px(440), theme().px(320))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep everything in line with the text."""
        super().resizeEvent(event)
        self.align()

    def _lay_out(self) -> None:
        top = Qt.AlignmentFlag.AlignTop
        self._days = vbox()
        self._lines = vbox(self.prompt, self.banner, gap=8)
        self._head_row = vbox(
            boxed(hbox(self.day, None)),
            1,
            self.title,
            4,
            self.tags,
            self._days,
            10,
            self._lines,
        )
        self._head = boxed(self._head_row)
        self._find_row = hbox((self.finder, 1))
        self._top_row = hbox(None, (self._leave, 0, top))
        self._top = boxed(self._top_row)
        self._top.hide()
        self.finder.hide()
        self.banner.hide()
        self._column = vbox(
            self.bar, self._head, self._top, self._find_row, (self.editor, 1), self.foot
        )
        self.setLayout(self._column)
