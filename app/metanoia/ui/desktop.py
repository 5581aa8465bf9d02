"""What the desktop says of light and dark: the settings portal on Linux, Qt's own hint elsewhere."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import SLOT, QObject, Qt, Slot
from PySide6.QtDBus import QDBusConnection, QDBusMessage, QDBusPendingCallWatcher
from PySide6.QtGui import QGuiApplication

if TYPE_CHECKING:
    from metanoia.ui.theme import Scheme, Theme

_SERVICE = "org.freedesktop.portal.Desktop"
_PATH = "/org/freedesktop/portal/desktop"
_INTERFACE = "org.freedesktop.portal.Settings"
_NAMESPACE = "org.freedesktop.appearance"
_KEY = "color-scheme"
_SAID: dict[int, Scheme] = {1: "dark", 2: "light"}


class DesktopScheme(QObject):
    """Tells a theme what the desktop prefers, now and whenever that changes."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme)
        self._theme = theme
        self._portal_answered = False
        QGuiApplication.styleHints().colorSchemeChanged.connect(self._hint_changed)
        wishes = getattr(QGuiApplication.styleHints(), "accessibility", None)
        if wishes is not None:
            wishes().contrastPreferenceChanged.connect(self._contrast_changed)
        if sys.platform.startswith("linux"):
            self._ask_portal()
        else:
            self._hint_changed(QGuiApplication.styleHints().colorScheme())

    def _ask_portal(self) -> None:
        bus = QDBusConnection.sessionBus()
        if not bus.isConnected():
            return
        # The stubs ask for bytes; the binding refuses them.
        slot: Any = SLOT("setting_changed(QDBusMessage)")
        bus.connect(_SERVICE, _PATH, _INTERFACE, "SettingChanged", self, slot)
        question = QDBusMessage.createMethodCall(_SERVICE, _PATH, _INTERFACE, "ReadOne")
        question.setArguments([_NAMESPACE, _KEY])
        self._answer = QDBusPendingCallWatcher(bus.asyncCall(question), self)
        self._answer.finished.connect(self._answered)

    @Slot(QDBusPendingCallWatcher)
    def _answered(self, answer: QDBusPendingCallWatcher) -> None:
        reply = answer.reply()
        if reply.type() == QDBusMessage.MessageType.ReplyMessage and reply.arguments():
            self._take(reply.arguments()[0])

    @Slot(QDBusMessage)
    def setting_changed(self, message: QDBusMessage) -> None:
        """Take the new value if the setting that changed is the colour scheme."""
        arguments = message.arguments()
        if arguments[:2] == [_NAMESPACE, _KEY]:
            self._take(arguments[2])

    def _take(self, value: object) -> None:
        variant = getattr(value, "variant", None)
        said = variant() if variant is not None else value
        self._portal_answered = True
        self._theme.set_system_scheme(_SAID.get(said) if isinstance(said, int) else None)

    @Slot()
    def _contrast_changed(self) -> None:
        self._theme.apply()

    def _hint_changed(self, hint: Qt.ColorScheme) -> None:
        """Follow Qt's own hint where no portal speaks and we have not asked for a scheme ourselves."""
        if self._portal_answered or self._theme.mode != "system":
            return
        names: dict[Qt.ColorScheme, Scheme] = {
            Qt.ColorScheme.Dark: "dark",
            Qt.ColorScheme.Light: "light",
        }
        if hint in names and names[hint] != self._theme.scheme:
            self._theme.apply()


def watch(theme: Theme) -> None:
    """Let ``theme`` follow the desktop for as long as it lives."""
    if theme.findChild(DesktopScheme) is None:
        DesktopScheme(theme)
