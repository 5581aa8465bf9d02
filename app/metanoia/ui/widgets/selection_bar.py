"""A small bar beside words that were just selected: what can be made of them."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPaintEvent, QTextCursor
from PySide6.QtWidgets import QFrame, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.editor import MarkdownEditor
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.layout import fixed, hbox
from metanoia.ui.widgets.paint import painter_of, rounded, shadow

_AWAY: Final = 6  # px between the words and the bar
_SHADE: Final = 12  # px around the bar in which its shadow lies
_RADIUS: Final = 10


class _PlumButton(Button):
    """A button in the colour of assumptions."""

    def _colours(self) -> tuple[QColor | None, QColor | None, str]:
        share = 0.06 + 0.06 * self.isDown()
        ground = theme().colour("plum_soft") if not self.hover else None
        return ground or theme().colour("plum", 0.12 + share * self.hover), None, "plum_text"


class SelectionBar(QFrame):
    """Lies over ``host``, near the words selected in ``editor`` and never upon them.

    It comes when the mouse lets go of a selection, unless ``quiet``, and by ``ask``; it goes with any
    key, with scrolling, and when the words are let go. It takes no focus unless it is asked for.
    """

    assumption_asked = Signal()

    def __init__(self, editor: MarkdownEditor, host: QWidget) -> None:
        super().__init__(host)
        self._editor = editor
        self._host = host
        self._viewport = editor.viewport()  # events come while the editor goes down, too
        self._came_by_key = False
        self.quiet = False
        self.setAccessibleName(self.tr("For the selected words"))
        tr = self.tr
        self.assumption = _PlumButton(
            tr("Assumption"), "soft", "lightbulb", "s", hint=key_text("Ctrl+Shift+A")
        )
        self.bold = IconButton("bold", tr("Bold"), key_text("Ctrl+B"))
        self.italic = IconButton("italic", tr("Italic"), key_text("Ctrl+I"))
        self.quote = IconButton("text-quote", tr("Quotation"), key_text("Ctrl+Shift+Q"))
        self.buttons: tuple[Button, ...] = (self.assumption, self.bold, self.italic, self.quote)
        line = fixed(Divider(upright=True), height=18)
        edge = _SHADE + 4
        self.setLayout(
            hbox(self.assumption, 5, line, 5, self.bold, 1, self.italic, 1, self.quote,
                 margins=(edge, edge, edge, edge))
        )  # fmt: skip
        for button in self.buttons:
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the words stay selected and in focus
            button.installEventFilter(self)
        self.hide()
        self._connect()

    def ask(self) -> None:
        """Come for the selected words and take the keyboard: arrows, Enter, and Esc back to the text."""
        if self._come():
            self._came_by_key = True
            self.assumption.setFocus(Qt.FocusReason.ShortcutFocusReason)

    @Slot()
    def go(self) -> None:
        """Go away; the keyboard goes back to the text if the bar had it."""
        if self.isHidden():
            return
        self.hide()
        if self._came_by_key:
            self._came_by_key = False
            self._editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Come when the mouse lets go of a selection; go with keys, and with the focus."""
        kind = event.type()
        if watched is self._viewport:
            if isinstance(event, QMouseEvent) and _let_go(event) and not self.quiet:
                QTimer.singleShot(0, self, self._come)  # once the editor knows what is selected
            elif kind in (QEvent.Type.MouseButtonPress, QEvent.Type.Resize):
                self.go()
        elif watched is self._editor:
            if kind == QEvent.Type.KeyPress and not self.isHidden():
                return self._key_in_text(event)
            if kind in (QEvent.Type.FocusOut, QEvent.Type.Hide) and not self._came_by_key:
                self.hide()
        elif kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key_on_bar(event)
        elif kind == QEvent.Type.FocusOut and self._came_by_key:
            QTimer.singleShot(0, self, self._left)
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar and its shadow."""
        painter = painter_of(self)
        box = self.rect().adjusted(_SHADE, _SHADE, -_SHADE, -_SHADE)
        shadow(painter, box, _RADIUS, depth=_SHADE, strength=0.16, drop=2)
        rounded(painter, box, _RADIUS, theme().colour("overlay"), theme().colour("hairline"))
        painter.end()

    # -- inside

    def _connect(self) -> None:
        self._editor.installEventFilter(self)
        self._viewport.installEventFilter(self)
        self._editor.verticalScrollBar().valueChanged.connect(self.go)
        self._editor.document().contentsChanged.connect(self._text_changed)
        self._editor.selectionChanged.connect(self._selected)
        theme().changed.connect(self.go)
        self.assumption.clicked.connect(self._make_assumption)
        self.bold.clicked.connect(self._make_bold)
        self.italic.clicked.connect(self._make_italic)
        self.quote.clicked.connect(self._make_quote)

    @Slot()
    def _come(self) -> bool:
        cursor = self._editor.textCursor()
        if not cursor.selectedText().strip() or self._editor.isReadOnly():
            return False
        place = self._place(cursor)
        if place is None:
            return False
        self.move(place)
        self.show()
        self.raise_()
        return True

    def _place(self, cursor: QTextCursor) -> QPoint | None:
        """Return where the bar has room above the words, else below them, else None."""
        host = self._host
        size = self.sizeHint()
        self.resize(size)
        first, last = self._line_of(cursor.selectionStart()), self._line_of(cursor.selectionEnd())
        view = self._viewport.rect()
        if last.bottom() < view.top() or first.top() > view.bottom():
            return None
        one_line = first.top() == last.top()
        origin = self._viewport.mapTo(host, QPoint(0, 0))
        middle = (first.left() + last.left()) // 2 if one_line else first.left()
        above = max(first.top(), view.top()) - _AWAY - size.height() + _SHADE
        below = min(last.bottom(), view.bottom()) + _AWAY - _SHADE
        if above + origin.y() + _SHADE < 0:
            middle = middle if one_line else last.left()
            above = below
            if below + origin.y() + size.height() - _SHADE > host.height():
                return None
        left = middle + origin.x() - size.width() // 2
        left = max(-_SHADE, min(left, host.width() - size.width() + _SHADE))
        return QPoint(left, above + origin.y())

    def _line_of(self, place: int) -> QRect:
        cursor = QTextCursor(self._editor.document())
        cursor.setPosition(place)
        return self._editor.cursorRect(cursor)

    def _key_in_text(self, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent):
            return False
        alone = (Qt.Key.Key_Shift, Qt.Key.Key_Control, Qt.Key.Key_Alt, Qt.Key.Key_Meta)
        if event.key() not in alone:
            self.go()
        return event.key() == Qt.Key.Key_Escape  # which then leaves nothing but the bar

    def _key_on_bar(self, event: QKeyEvent) -> bool:
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Backtab: -1,
        }  # fmt: skip
        if event.key() == Qt.Key.Key_Escape:
            self.go()
            return True
        step = steps.get(Qt.Key(event.key()))
        if step is None:
            return False
        at = next((n for n, one in enumerate(self.buttons) if one.hasFocus()), 0)
        self.buttons[(at + step) % len(self.buttons)].setFocus(Qt.FocusReason.TabFocusReason)
        return True

    @Slot()
    def _left(self) -> None:
        if self._came_by_key and not any(button.hasFocus() for button in self.buttons):
            self._came_by_key = False  # the keyboard is elsewhere already: it stays there
            self.hide()

    @Slot()
    def _selected(self) -> None:
        if not self._editor.textCursor().hasSelection():
            self.go()

    @Slot()
    def _text_changed(self) -> None:
        if not self.isHidden() and not self._editor.textCursor().hasSelection():
            self.go()

    def _make_assumption(self) -> None:
        self.go()
        self.assumption_asked.emit()

    def _make_bold(self) -> None:
        self.go()
        self._editor.bold()

    def _make_italic(self) -> None:
        self.go()
        self._editor.italic()

    def _make_quote(self) -> None:
        self.go()
        self._editor.quote()


def _let_go(event: QMouseEvent) -> bool:
    left = event.button() == Qt.MouseButton.LeftButton
    return left and event.type() == QEvent.Type.MouseButtonRelease
