"""The idle time of a whole session, from systems that are played here."""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from types import SimpleNamespace

import pytest

from metanoia.ui.away import idle, macos, x11
from metanoia.ui.away.idle import CalledIdle


def told(source):
    heard = []
    source.told.connect(heard.append)
    source.ask()
    return heard


class X11:
    """Both libraries at once."""

    def __init__(self, *, display=1, extension=1, answers=1):
        self.extension, self.answers = extension, answers
        self.XOpenDisplay = lambda _name: display
        self.XDefaultRootWindow = lambda _display: 7
        self.XScreenSaverQueryExtension = lambda *_: self.extension
        self.XScreenSaverQueryInfo = self._query

    def _query(self, display, root, info):
        assert (display, root) == (1, 7)
        info._obj.idle = 12_500
        return self.answers


class Settable:
    """A function of a library, which may be told its types."""

    def __init__(self, call):
        self._call = call

    def __call__(self, *given):
        return self._call(*given)


def library(**calls):
    return SimpleNamespace(**{name: Settable(call) for name, call in calls.items()})


def x(played):
    both = library(**{name: call for name, call in vars(played).items() if name.startswith("X")})
    return x11.idle(lambda _name: both)


def test_x11():
    assert told(CalledIdle(x(X11()))) == [12.5]


@pytest.mark.parametrize("lacks", [{"display": None}, {"extension": 0}])
def test_x11_without_what_it_needs(lacks):
    with pytest.raises(OSError, match="X server"):
        x(X11(**lacks))


def test_x11_that_does_not_tell():
    assert told(CalledIdle(x(X11(answers=0)))) == []


@pytest.mark.parametrize(("now", "then", "idle"), [(90_000, 30_000, 60), (1_000, 2**32 - 2_000, 3)])
def test_windows_and_its_clock_that_begins_anew(now, then, idle):
    windows = pytest.importorskip("metanoia.ui.away.windows")

    def last_input(info):
        info._obj.ticks = then
        return 1

    user = library(GetLastInputInfo=last_input)
    kernel = library(GetTickCount=lambda: now)
    libraries = SimpleNamespace(user32=user, kernel32=kernel)
    assert told(CalledIdle(windows.idle(libraries))) == [idle]
    user.GetLastInputInfo = lambda _info: 0
    assert told(CalledIdle(windows.idle(libraries))) == []


@pytest.mark.parametrize(("message", "what", "going"), [(0x2B1, 7, True), (0x2B1, 2, True), (0x2B1, 1, False), (0x2B1, 8, False), (0x218, 4, True), (0x218, 18, False), (0x100, 7, False)])  # fmt: skip
def test_windows_messages(message, what, going):
    windows = pytest.importorskip("metanoia.ui.away.windows")
    assert windows.is_going(message, what) is going


def test_macos():
    asked = []

    def since(state, kind):
        asked.append((state, kind))
        return 33.25

    graphics = library(CGEventSourceSecondsSinceLastEventType=since)
    assert told(CalledIdle(macos.idle(graphics))) == [33.25]
    assert asked == [(0, ctypes.c_uint32(-1).value)]


@pytest.mark.skipif(not shutil.which("Xvfb"), reason="Xvfb is not installed")
@pytest.mark.skipif(not shutil.which("xdotool"), reason="xdotool is not installed")
def test_a_real_x_server(tmp_path):
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "320x240x24"],
        pass_fds=(write,), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    os.close(write)
    with os.fdopen(read) as told_by_server:
        display = f":{told_by_server.readline().strip()}"
    code = (
        "import sys, time, subprocess\n"
        "from metanoia.ui.away import x11\n"
        "idle = x11.idle()\n"
        "time.sleep(0.4)\n"
        "before = idle()\n"
        "subprocess.run(['xdotool', 'mousemove', '50', '50', 'key', 'a'], check=True)\n"
        "print(before >= 0.4, idle() < before)\n"
    )
    path = os.pathsep.join(filter(None, ("app", os.environ.get("PYTHONPATH"))))
    try:
        run = subprocess.run(
            [sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False,
            env={**os.environ, "DISPLAY": display, "PYTHONPATH": path},
        )  # fmt: skip
    finally:
        server.kill()
        server.wait()
    assert run.stdout == "True True\n", run.stderr


def test_nothing_is_asked_where_nothing_knows(qapp, monkeypatch):
    monkeypatch.setattr(sys, "platform", "plan9")
    assert idle.of_the_session(qapp) is None
