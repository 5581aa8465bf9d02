"""What lies over the window: it follows its size, keeps Tab inside, and gives the focus back."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.tab_order import stops_in
from metanoia.ui.widgets.toast import Toast

_PASSED_ON = ("F12", "Ctrl+L", "Ctrl+Q")  # locking and leaving always work


class Overlay(QWidget):
    """A child of the window that covers it; deleted once it is closed. Esc closes it."""

    closed = Signal()
    shows_secret = False
    """Whether a key or passphrase stands in it: then the window is kept out of screen captures."""

    def __init__(self, over: QWidget) -> None:
        window = over.window()
        super().__init__(window)
        self._window = window
        self._before = QApplication.focusWidget()
        self._shown_by_keyboard = bool(getattr(self._before, "_by_keyboard", False))
        self._is_open = False
        self._fit_soon = QTimer(self, singleShot=True, interval=0)
        self._fit_soon.timeout.connect(self._fit)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)
        self.hide()
        theme().changed.connect(self.update)

    def open(self) -> None:
        """Lie over the whole window and take the focus."""
        self._is_open = True
        self._window.installEventFilter(self)
        self.setGeometry(self._window.rect())
        self.place()
        self.show()
        self.raise_()
        first = self.first_focus()
        if first is not None:
            reason = Qt.FocusReason.OtherFocusReason
            if self._shown_by_keyboard:
                reason = Qt.FocusReason.TabFocusReason
            first.setFocus(reason)

    def dismiss(self) -> None:
        """Go away, give the focus back to where it was, and be deleted."""
        if not self._is_open:
            return
        self._is_open = False
        self._window.removeEventFilter(self)
        self.hide()
        self._give_focus_back()
        self.closed.emit()
        self.deleteLater()

    def is_open(self) -> bool:
        """Return whether it lies over the window now."""
        return self._is_open

    def place(self) -> None:
        """Put the content where it belongs; called when the window's size changes."""

    def follow(self, *contents: QWidget) -> None:
        """Place the content anew whenever one of ``contents`` wants another size."""
        for content in contents:
            content.installEventFilter(self)

    def may_close(self) -> bool:
        """Return whether Esc and a click beside it may close it now."""
        return True

    def first_focus(self) -> QWidget | None:
        """Return the widget that takes the focus on opening."""
        stops = self.stops()
        return stops[0] if stops else None

    def stops(self) -> list[QWidget]:
        """Return the widgets that Tab goes through, in its order."""
        window = self.window()
        waiting = {child for child in self.findChildren(QWidget) if child.window() is window}
        found: list[QWidget] = []
        widget: QWidget | None = self
        # no further than the last of them: PySide lets each widget asked keep the one it answers with
        while waiting and widget is not None:
            widget = widget.nextInFocusChain()
            if widget in waiting:
                waiting.discard(widget)
                if _stops_tab(widget):
                    found.append(widget)
            elif widget is self:
                break
        return found

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Keep Tab inside: after the last comes the first."""
        stops = self.stops()
        if not stops:
            return True
        current = QApplication.focusWidget()
        if current in stops:
            target = stops[(stops.index(current) + (1 if forward else -1)) % len(stops)]
        else:
            target = stops[0 if forward else -1]
        tab, back = Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason
        target.setFocus(tab if forward else back)
        return True

    def event(self, event: QEvent) -> bool:
        """Keep the window's keys from working behind it."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            pressed = QKeySequence(event.keyCombination())
            if pressed not in [QKeySequence(keys) for keys in _PASSED_ON]:
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close on Esc; no other key goes on to the window."""
        if event.key() == Qt.Key.Key_Escape and self.may_close():
            self.dismiss()
        event.accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.setGeometry(self._window.rect())
            self.place()
        elif event.type() == QEvent.Type.LayoutRequest and watched is not self._window:
            self._fit_soon.start()
        return False

    @Slot()
    def _fit(self) -> None:
        if self._is_open:
            self.place()

    def _give_focus_back(self) -> None:
        """Put the keyboard where it was, or, where that is gone, close to it."""
        target = _visible_near(self._before)
        if target is None:
            target = next(_stops(self._window, but=self), self._window)
        reason = Qt.FocusReason.OtherFocusReason
        if self._shown_by_keyboard:
            reason = Qt.FocusReason.TabFocusReason
        target.setFocus(reason)


def clear(window: QWidget) -> None:
    """Take every overlay and toast off ``window`` at once, as when the journal is locked."""
    children = window.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
    for child in children:
        if isinstance(child, Overlay):
            child.dismiss()
        elif isinstance(child, Toast):
            child.close_toast()


def _stops_tab(widget: QWidget) -> bool:
    return bool(
        widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and widget.isVisible()
        and widget.focusProxy() is None
    )


def _visible_near(before: QWidget | None) -> QWidget | None:
    """Return ``before`` if it can be seen, else the first stop of what it lay in; None if all went."""
    try:
        if before is None or (before.isVisible() and before.isEnabled()):
            return before
        around = before.parentWidget()
        while around is not None and not around.isWindow():
            found = next(_stops(around), None)
            if found is not None:
                return found
            around = around.parentWidget()
    except RuntimeError:
        pass  # it was deleted while the overlay was open
    return None


def _stops(widget: QWidget, but: QWidget | None = None) -> Iterator[QWidget]:
    """Yield what Tab stops at in ``widget`` now, in the order of the layouts, without ``but``."""
    for stop in stops_in(widget):
        if _stops_tab(stop) and not (but is not None and but.isAncestorOf(stop)):
            yield stop
