"""Going away is noticed: by idleness, by sleep, by the system's own word."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import textwrap
import time

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit

from metanoia.ui.away import watch
from metanoia.ui.away.idle import Idle
from metanoia.ui.away.watch import Away


class Clock:
    """The two clocks: one stops while the computer sleeps."""

    def __init__(self, monkeypatch):
        self.running, self.slept, self.put = 1000.0, 0.0, 0.0
        monkeypatch.setattr(watch.time, "monotonic", lambda: self.running)
        monkeypatch.setattr(watch.time, "time", lambda: self.wall)
        monkeypatch.setattr(watch.time, "clock_gettime", lambda _: self.running + self.slept)

    @property
    def wall(self):
        """What stands on the wall, which may be put ahead or back."""
        return 1_800_000_000.0 + self.running + self.slept + self.put


@pytest.fixture
def clock(monkeypatch):
    return Clock(monkeypatch)


class Played(Idle):
    """Tells what it is told to, or nothing."""

    def __init__(self):
        super().__init__()
        self.seconds = None

    def ask(self):
        if self.seconds is not None:
            self.told.emit(self.seconds)


@pytest.fixture
def session():
    return Played()


@pytest.fixture
def away(qapp, clock, session):
    away = Away(10, idle=session)
    yield away
    qapp.removeEventFilter(away)


def gone(away):
    said = []
    away.gone.connect(lambda: said.append(1))
    away.look()
    return bool(said)


def test_idle_minutes_are_counted(away, clock):
    clock.running += 599
    assert not gone(away)
    clock.running += 1
    assert gone(away)


def test_a_key_is_a_sign_of_life(away, clock, qtbot):
    field = QLineEdit()
    qtbot.addWidget(field)
    clock.running += 599
    qtbot.keyClick(field, Qt.Key.Key_A)
    clock.running += 599
    assert not gone(away)


def test_work_in_another_program_is_a_sign_of_life(away, clock, session):
    session.seconds = 2.0
    for _ in range(200):
        clock.running += 5
        assert not gone(away)
    session.seconds = 600.0
    clock.running += 598
    assert gone(away)


def test_a_session_that_is_idle_is_locked_to_the_minute(away, clock, session):
    for second in range(5, 600, 5):
        session.seconds = float(second)
        clock.running += 5
        assert not gone(away)
    clock.running += 5
    assert gone(away)


def test_a_desktop_that_says_nothing_but_zero_keeps_nothing_open(away, clock, session):
    session.seconds = 0.0
    for _ in range(119):
        clock.running += 5
        assert not gone(away)
    clock.running += 5
    assert gone(away)


def test_never_means_never(away, clock):
    away.set_minutes(0)
    clock.running += 100_000
    assert not gone(away)


def test_sleep_shows_in_the_clocks(away, clock):
    clock.slept += 31
    assert gone(away)
    assert not gone(away)


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="no clock but the wall's goes on")
def test_sleep_shows_although_the_clock_was_put_back_meanwhile(away, clock):
    clock.slept += 31
    clock.put -= 366 * 86_400
    assert gone(away)
    assert not gone(away)


def test_a_clock_that_is_put_back_a_year_locks_nothing(away, clock):
    clock.put -= 366 * 86_400
    assert not gone(away)


def test_a_small_correction_of_the_clock_is_no_sleep(away, clock):
    clock.slept += 5
    assert not gone(away)


@pytest.mark.skipif(
    not shutil.which("dbus-run-session"), reason="dbus-run-session is not installed"
)
@pytest.mark.parametrize("interface", ["org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver"])
def test_the_screen_saver_is_heard(interface):
    code = textwrap.dedent(
        f"""
        import sys
        from PySide6.QtCore import QCoreApplication, QTimer
        from PySide6.QtDBus import QDBusConnection, QDBusMessage
        from metanoia.ui.away.watch import Away
        app = QCoreApplication([])
        away = Away(0)
        away.gone.connect(lambda: app.exit(7))
        other = QDBusConnection.connectToBus(QDBusConnection.BusType.SessionBus, "other")
        def send(active):
            said = QDBusMessage.createSignal("/a", "{interface}", "ActiveChanged")
            said.setArguments([active])
            other.send(said)
        send(False)
        QTimer.singleShot(200, lambda: send(True))
        QTimer.singleShot(8000, lambda: app.exit(1))
        sys.exit(app.exec())
        """
    )
    path = os.pathsep.join(filter(None, ("app", os.environ.get("PYTHONPATH"))))
    run = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert run.returncode == 7, run.stderr.decode()
