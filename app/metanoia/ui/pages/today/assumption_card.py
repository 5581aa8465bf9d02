"""One assumption of the entry beside its text: how sure, what would speak against it, what to do."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.domain.assumptions import TEXT_LIMIT
from metanoia.text.statement import quoted
from metanoia.ui.theme import CARD_RADIUS, theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import pass_mouse_through
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.slider import ConfidenceSlider
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.assumptions import Assumption

_QUOTE: Final = 17  # px at scale 1


class AssumptionCard(QFrame):
    """Open, or folded to one line; every signal carries the id of the assumption.

    ``touched``: something was chosen or typed that is not kept yet. ``rested``: it is left alone.
    """

    unfolded = Signal(str)
    touched = Signal(str)
    rested = Signal(str)
    ladder_asked = Signal(str)
    test_asked = Signal(str)
    menu_asked = Signal(str)

    def __init__(self, assumption: Assumption, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.id = assumption.id
        self.assumption = assumption
        self.pointed = False
        self.folded = True
        self._chosen: int | None = None  # how sure, not kept yet
        self._typed = False
        self.line = _FoldedLine()
        self.line.clicked.connect(self._unfold)
        self.chip = Chip("", "plum", dot=True)
        self.more = IconButton("ellipsis", self.tr("More"))
        self.quote = Label("", "reading", wrap=True, size=_QUOTE, line=1.42)
        self.percent = Label("", "label", "plum_text", weight=600, tabular=True)
        self.slider = ConfidenceSlider(self.tr("How sure am I?"))
        self.wrong = _Field(name=self.tr("What would I see if it were wrong?"), least=2, most=7)
        self.wrong_error = Label("", "caption", "danger_text", wrap=True)
        self.closing = Label("", "label", "text2", weight=400, wrap=True)
        self.ladder = Button(self.tr("Walk the ladder"), "soft", "list", "s")
        self.test = Button(self.tr("Test it"), "ghost", "flask-conical", "s")
        self._lay_out()
        self._connect()
        self.show_assumption(assumption)
        self.fold(folded=True)

    def show_assumption(self, assumption: Assumption) -> None:
        """Show it as it is kept now; what is chosen or typed and not kept yet stays."""
        self.assumption = assumption
        said = quoted(assumption.statement)
        self.setAccessibleName(self.tr("Assumption: {}").format(assumption.statement))
        self.chip.setText(state_words(self, assumption))
        self.quote.setText(said)
        self.line.show_statement(assumption.statement, assumption.confidence)
        self.more.setAccessibleName(self.tr("More about {}").format(said))
        if self._chosen is None:
            self.slider.set_value(assumption.confidence)
            self._show_percent(assumption.confidence)
        if not self._typed and self.wrong.toPlainText() != assumption.if_wrong:
            self.wrong.setPlainText(assumption.if_wrong)
            self.wrong_error.hide()
        self._show_closed(assumption)

    def fold(self, *, folded: bool) -> None:
        """Fold to one line, or open."""
        self.folded = folded
        self.line.setVisible(folded)
        self._whole.setVisible(not folded)
        self.updateGeometry()

    def point(self, *, pointed: bool) -> None:
        """Show that the caret stands in its sentence, or no longer."""
        if pointed != self.pointed:
            self.pointed = pointed
            self.update()

    def take_focus(self) -> None:
        """Put the keyboard where the first thing can be said."""
        first: QWidget = self.more if self.assumption.closed else self.slider
        first.setFocus(Qt.FocusReason.TabFocusReason)

    # -- what is not kept yet

    @property
    def dirty(self) -> bool:
        """Whether something is chosen or typed that is not kept."""
        return self._typed or self._chosen is not None

    def pending(self) -> tuple[int | None, str | None]:
        """Return what is not kept: how sure, and what would be seen; None for what is kept."""
        return self._chosen, self.wrong.toPlainText().strip() if self._typed else None

    def rated(self) -> None:
        """Note that how sure is kept now."""
        self._chosen = None

    def written(self) -> None:
        """Note that what would be seen is kept now."""
        self._typed = False

    def take_back(self, confidence: int | None, wrong: str | None) -> None:
        """Put back what could not be kept before."""
        if confidence is not None:
            self.slider.set_value(confidence)
            self._chosen = confidence
            self._show_percent(confidence)
        if wrong is not None:
            self.wrong.setPlainText(wrong)
            self._typed = True

    def forget(self) -> None:
        """Forget every word."""
        self._chosen, self._typed = None, False
        self.quote.setText("")
        self.closing.setText("")
        self.line.show_statement("", None)
        self.wrong.blockSignals(True)
        self.wrong.setPlainText("")
        self.wrong.blockSignals(False)
        self.slider.set_value(None)

    # -- Qt

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Say that the field is left."""
        if watched is self.wrong and event.type() == QEvent.Type.FocusOut and self._typed:
            self.rested.emit(self.id)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, its outline in plum while the caret stands in its sentence."""
        painter = painter_of(self)
        line = theme().colour("plum_fill" if self.pointed else "hairline")
        rounded(painter, self.rect(), CARD_RADIUS, theme().colour("card"), line)
        painter.end()

    # -- inside

    def _lay_out(self) -> None:
        ask = Label(self.tr("How sure am I?"), "label", "text2", weight=400)
        see = Label(self.tr("What would I see if it were wrong?"), "label", "text2", weight=400)
        ask.setBuddy(self.slider)
        see.setBuddy(self.wrong)
        sure = vbox(hbox(ask, None, self.percent), 2, self.slider)
        body = vbox(
            sure,
            10,
            see,
            5,
            self.wrong,
            self.wrong_error,
            12,
            hbox(self.ladder, 4, self.test, None),
        )
        self._open_part = boxed(body)
        self._whole = boxed(
            vbox(
                hbox(self.chip, None, self.more), 8, self.quote, 12, self.closing, self._open_part,
                margins=(15, 11, 11, 15),
            )
        )  # fmt: skip
        self.setLayout(vbox(self.line, self._whole, margins=(1, 1, 1, 1)))
        self.wrong_error.hide()

    def _connect(self) -> None:
        self.slider.changed.connect(self._sliding)
        self.slider.settled.connect(self._settled)
        self.wrong.textChanged.connect(self._typing)
        self.wrong.installEventFilter(self)
        self.ladder.clicked.connect(self._ask_ladder)
        self.test.clicked.connect(self._ask_test)
        self.more.clicked.connect(self._ask_menu)
        theme().changed.connect(self.update)

    def _show_closed(self, assumption: Assumption) -> None:
        self._open_part.setVisible(not assumption.closed)
        self.closing.setVisible(assumption.closed and bool(assumption.closing_note))
        self.closing.setText(assumption.closing_note)

    def _show_percent(self, confidence: int | None) -> None:
        self.percent.setText(self.tr("not said") if confidence is None else f"{confidence}%")
        self.percent.set_colour("text3" if confidence is None else "plum_text")

    @Slot(int)
    def _sliding(self, confidence: int) -> None:
        self._chosen = confidence
        self._show_percent(confidence)
        self.touched.emit(self.id)

    @Slot(int)
    def _settled(self, _confidence: int) -> None:
        self.rested.emit(self.id)

    @Slot()
    def _typing(self) -> None:
        if self.wrong.toPlainText().strip() == self.assumption.if_wrong and not self._typed:
            return
        self._typed = True
        length = len(self.wrong.toPlainText().strip())
        too_long = length > TEXT_LIMIT
        self.wrong.set_wrong(too_long)
        self.wrong_error.setVisible(too_long)
        words = self.tr("{} of {} characters: a little shorter, and it is kept.")
        self.wrong_error.setText(words.format(length, TEXT_LIMIT))
        self.touched.emit(self.id)

    def _unfold(self) -> None:
        self.unfolded.emit(self.id)

    def _ask_ladder(self) -> None:
        self.ladder_asked.emit(self.id)

    def _ask_test(self) -> None:
        self.test_asked.emit(self.id)

    def _ask_menu(self) -> None:
        self.menu_asked.emit(self.id)


class _Field(TextField):
    """A field in the smaller words of the panel; Esc is left to the page."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
            return
        super().keyPressEvent(event)


class _FoldedLine(LaidOutRow):
    """The statement in one line, with a dot and how sure one is."""

    radius = CARD_RADIUS - 1

    def __init__(self) -> None:
        super().__init__("")
        self.statement = Label("", "reading", elide=True, size=15)
        self.percent = Label("", "label", "plum_text", weight=600, tabular=True)
        self.setLayout(
            hbox(_Dot(), 9, (self.statement, 1), 10, self.percent, margins=(14, 9, 12, 9))
        )
        pass_mouse_through(self)

    def hasHeightForWidth(self) -> bool:
        """Return False: it is one line."""
        return False

    def show_statement(self, statement: str, confidence: int | None) -> None:
        """Show a statement, and per cents where some were said."""
        self.statement.setText(statement)
        self.percent.setText("" if confidence is None else f"{confidence}%")
        sure = "" if confidence is None else self.tr(", {} per cent sure").format(confidence)
        self.setAccessibleName(self.tr("Assumption: {}").format(statement) + sure)
        self.updateGeometry()


class _Dot(QWidget):
    def sizeHint(self) -> QSize:
        return QSize(theme().px(7), theme().px(7))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        side = theme().px(7)
        box = QRectF((self.width() - side) / 2, (self.height() - side) / 2, side, side)
        rounded(painter, box, side / 2, theme().colour("plum_fill"))
        painter.end()


def state_words(widget: QWidget, assumption: Assumption) -> str:
    """Return what the card is headed by: "Assumption", or a state that is not the plain one."""
    words = {
        "testing": widget.tr("Testing"),
        "confirmed": widget.tr("Held up so far"),
        "revised": widget.tr("Revised"),
        "dropped": widget.tr("Dropped"),
    }
    return words.get(assumption.state, widget.tr("Assumption"))
