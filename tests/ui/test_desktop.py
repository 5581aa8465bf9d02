"""The settings portal, played by a second process on a bus of its own."""

import os
import shutil
import subprocess
import sys
import textwrap

import pytest

PORTAL = """
    from PySide6.QtCore import ClassInfo, QCoreApplication, QObject, QTimer, Slot
    from PySide6.QtDBus import QDBusAbstractAdaptor, QDBusConnection, QDBusMessage, QDBusVariant

    @ClassInfo({"D-Bus Interface": "org.freedesktop.portal.Settings"})
    class Settings(QDBusAbstractAdaptor):
        @Slot(str, str, result="QDBusVariant")
        def ReadOne(self, namespace, key):
            assert (namespace, key) == ("org.freedesktop.appearance", "color-scheme")
            QTimer.singleShot(200, change)
            return QDBusVariant(1)

    def change():
        path = "/org/freedesktop/portal/desktop"
        signal = QDBusMessage.createSignal(path, "org.freedesktop.portal.Settings", "SettingChanged")
        signal.setArguments(["org.freedesktop.appearance", "color-scheme", QDBusVariant(2)])
        bus.send(signal)
        QTimer.singleShot(200, app.quit)

    app = QCoreApplication([])
    root = QObject()
    settings = Settings(root)
    bus = QDBusConnection.sessionBus()
    assert bus.registerObject("/org/freedesktop/portal/desktop", root)
    assert bus.registerService("org.freedesktop.portal.Desktop")
    print("ready", flush=True)
    QTimer.singleShot(20_000, app.quit)
    app.exec()
"""

WINDOW = """
    import subprocess, sys
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    from metanoia.ui.theme import theme

    portal = subprocess.Popen([sys.executable, "-c", sys.argv[1]], stdout=subprocess.PIPE)
    assert portal.stdout.readline() == b"ready\\n"
    app = QApplication([])
    theme().apply("system")
    seen = [theme().scheme]

    def changed():
        seen.append(theme().scheme)
        if len(seen) == 3:
            app.quit()

    theme().changed.connect(changed)
    theme().follow_system()
    QTimer.singleShot(20_000, app.quit)
    app.exec()
    print(*seen)
"""


@pytest.mark.skipif(not shutil.which("dbus-run-session"), reason="needs dbus-run-session")
def test_the_theme_follows_the_portal_live():
    done = subprocess.run(
        [
            "dbus-run-session",
            "--",
            sys.executable,
            "-c",
            textwrap.dedent(WINDOW),
            textwrap.dedent(PORTAL),
        ],
        env={**os.environ, "PYTHONPATH": "app", "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.stdout.split() == ["light", "dark", "light"], done.stderr
