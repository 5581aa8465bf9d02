"""The tags of an entry as chips, with a field behind them that completes what is typed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFontMetricsF, QKeyEvent, QPalette
from PySide6.QtWidgets import QCompleter, QLineEdit, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.page_keys import meant_for_page

_OFFERED: Final = 3


class _TagField(QLineEdit):
    """A field without a frame, as wide as what is in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrame(False)
        self.setTextMargins(-2, 0, 0, 0)  # Qt's own, so that the words stand on the edge
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.textChanged.connect(self.updateGeometry)
        theme().changed.connect(self._restyle)
        self._restyle()

    def sizeHint(self) -> QSize:
        """Return the width of the words and the height of a chip."""
        shown = self.text() or self.placeholderText()
        width = QFontMetricsF(self.font()).horizontalAdvance(shown)
        return QSize(round(width) + theme().px(22), theme().px(24))

    def minimumSizeHint(self) -> QSize:
        """Return the same."""
        return self.sizeHint()

    def event(self, event: QEvent) -> bool:
        """Leave the window's keys to the window."""
        return False if meant_for_page(event) else super().event(event)

    def _restyle(self) -> None:
        self.setFont(theme().font("caption", weight=500))
        palette = QPalette(theme().palette())
        palette.setColor(QPalette.ColorRole.Base, QColor(0, 0, 0, 0))
        self.setPalette(palette)
        self.updateGeometry()


class TagEditor(QWidget):
    """Chips and a field; ``changed`` carries the tags after the person added or removed one.

    Enter or a comma adds what is typed, Backspace in the empty field takes the last one off.
    """

    changed = Signal(tuple)
    left = Signal()

    def __init__(
        self, suggest: Callable[[str], Sequence[str]], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._suggest = suggest
        self._tags: tuple[str, ...] = ()
        self._chips: list[Chip] = []
        self._offers: list[Chip] = []
        self.field = _TagField()
        self.field.setAccessibleName(self.tr("Add a tag"))
        self.field.setAccessibleDescription(self.tr("Enter adds it, Backspace removes the last"))
        self._known = QStringListModel(self)
        completer = QCompleter(self._known, self)
        completer.setCompletionMode(QCompleter.CompletionMode.InlineCompletion)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.field.setCompleter(completer)
        self._flow = FlowLayout(gap=6, line_gap=6)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._flow.addWidget(self.field)
        self.field.textEdited.connect(self._typed)
        self.field.returnPressed.connect(self._enter)
        self.field.installEventFilter(self)
        self._show_placeholder()

    def tags(self) -> tuple[str, ...]:
        """Return the tags."""
        return self._tags

    def set_tags(self, tags: Sequence[str]) -> None:
        """Show other tags."""
        if tuple(tags) == self._tags and len(self._chips) == len(tags):
            return
        self._tags = tuple(tags)
        self._rebuild()

    def forget(self) -> None:
        """Show no tags, nothing typed and nothing offered."""
        self._known.setStringList([])
        self.field.clear()
        self._offer(())
        self.set_tags(())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Read comma, Backspace, Down and Esc in the field; take the offers away when it is left."""
        if watched is not self.field:
            return False
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        if event.type() == QEvent.Type.FocusIn:
            self._offer(self._fitting(""))
        elif event.type() == QEvent.Type.FocusOut:
            QTimer.singleShot(0, self, self._left_field)
        return False

    def _key(self, event: QKeyEvent) -> bool:
        if event.text() == ",":
            self._enter()
            return True
        if event.key() == Qt.Key.Key_Backspace and not self.field.text() and self._tags:
            self._become(self._tags[:-1])
            return True
        if event.key() == Qt.Key.Key_Escape and self.field.text():
            self.field.clear()
            return True
        if event.key() == Qt.Key.Key_Down or (
            event.key() == Qt.Key.Key_Escape and not self.field.text()
        ):
            self.left.emit()
            return True
        return False

    def _typed(self, text: str) -> None:
        fitting = self._fitting(text)
        if [*self._known.stringList()] != fitting:
            self._known.setStringList(fitting)
            completer = self.field.completer()
            if completer is not None and text and fitting:
                completer.setCompletionPrefix(text)
        self._offer(fitting)

    def _fitting(self, typed: str) -> list[str]:
        worn = {tag.casefold() for tag in self._tags}
        found = self._suggest(typed.strip())
        return [tag for tag in found if tag.casefold() not in worn][:_OFFERED]

    def _enter(self) -> None:
        typed = self.field.text().strip()
        self.field.clear()
        if not typed:
            self.left.emit()
            return
        self._add(typed)

    def _add(self, tag: str) -> None:
        worn = {one.casefold() for one in self._tags}
        if tag.lstrip("#@").casefold() not in worn:
            self._become((*self._tags, tag))

    def _become(self, tags: tuple[str, ...]) -> None:
        # From the event loop: a chip's own click must not delete the chip beneath itself.
        self._wanted = tags
        QTimer.singleShot(0, self, self._tell)

    def _tell(self) -> None:
        self.changed.emit(self._wanted)
        if self.field.hasFocus():
            self._offer(self._fitting(""))

    def _remove_sender(self) -> None:
        gone = self.sender()
        kept = tuple(
            tag for tag, chip in zip(self._tags, self._chips, strict=True) if chip is not gone
        )
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._become(kept)

    def _take_offer(self) -> None:
        chip = self.sender()
        self.field.clear()
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)
        if isinstance(chip, Chip):
            self._add(chip.text())

    def _left_field(self) -> None:
        inside = self.window().focusWidget()
        if inside is not self.field and inside not in self._offers:
            self._offer(())

    def _offer(self, tags: Sequence[str]) -> None:
        if [chip.text() for chip in self._offers] == list(tags):
            return
        for chip in self._offers:
            self._drop(chip)
        self._offers = []
        for tag in tags:
            chip = Chip(tag, "quiet", "plus", clickable=True, name=self.tr("Add {}").format(tag))
            chip.clicked.connect(self._take_offer)
            self._flow.addWidget(chip)
            chip.show()
            QWidget.setTabOrder(self._offers[-1] if self._offers else self.field, chip)
            self._offers.append(chip)
        self._relayout()

    def _rebuild(self) -> None:
        for chip in self._chips:
            self._drop(chip)
        self._chips = []
        self._flow.removeWidget(self.field)
        for offer in self._offers:
            self._flow.removeWidget(offer)
        before: QWidget = self.field
        for tag in self._tags:
            chip = Chip(tag, "plain", "hash", removable=True, name=tag, parent=self)
            chip.removed.connect(self._remove_sender)
            self._flow.addWidget(chip)
            chip.show()
            QWidget.setTabOrder(before, chip)
            before = chip
            self._chips.append(chip)
        if self._chips:  # Tab came to the field first; now it goes through the chips before it
            QWidget.setTabOrder(before, self.field)
        self._flow.addWidget(self.field)
        for offer in self._offers:
            self._flow.addWidget(offer)
        self._show_placeholder()
        self._relayout()

    def _drop(self, chip: Chip) -> None:
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()

    def _show_placeholder(self) -> None:
        self.field.setPlaceholderText(self.tr("Tag") if self._tags else self.tr("Add a tag"))
        self.field.updateGeometry()

    def _relayout(self) -> None:
        self._flow.invalidate()
        self.updateGeometry()
