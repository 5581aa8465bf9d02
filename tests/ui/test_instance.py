import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtNetwork import QLocalServer, QLocalSocket

from metanoia.ui import instance
from metanoia.ui.instance import Instance, call, name_of

APP = Path(__file__).parents[2] / "app"


@pytest.fixture
def first(qapp, tmp_path):
    shown = Instance()
    shown.listen(tmp_path / "Diary")
    yield shown
    shown.close()


def called(qtbot, *words):
    """Call from another process and return the answer."""
    code = (
        "import sys; from pathlib import Path; from PySide6.QtCore import QCoreApplication;"
        "from metanoia.ui.instance import call;"
        "app = QCoreApplication([]); sys.exit(call(*map(Path, sys.argv[1:])))"
    )
    other = subprocess.Popen(
        [sys.executable, "-c", code, *map(str, words)], env=os.environ | {"PYTHONPATH": str(APP)}
    )
    qtbot.waitUntil(lambda: other.poll() is not None, timeout=20_000)
    return other.returncode == 1


def send(qtbot, folder, message):
    """Send raw bytes and return what was answered before the line was closed."""
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.ConnectedState)
    socket.write(message)
    socket.flush()
    qtbot.waitUntil(lambda: socket.state() == QLocalSocket.LocalSocketState.UnconnectedState)
    return socket.readAll().data()


def test_a_second_start_raises_the_first(qtbot, first, tmp_path):
    with qtbot.waitSignal(first.raised):
        assert called(qtbot, tmp_path / "Diary")


def test_a_share_is_handed_over(qtbot, first, tmp_path):
    share = tmp_path / "für mich.metanoia"
    share.touch()
    asked = []
    first.asked.connect(asked.append)
    with qtbot.waitSignal(first.raised):
        assert called(qtbot, tmp_path / "Diary", share)
    assert asked == [share]


def test_nobody_answers_for_another_journal(qtbot, first, tmp_path):
    assert not called(qtbot, tmp_path / "Other")


def test_it_speaks_for_the_journal_at_hand_alone(qtbot, first, tmp_path):
    first.listen(tmp_path / "Other")
    assert not called(qtbot, tmp_path / "Diary")
    assert called(qtbot, tmp_path / "Other")


@pytest.mark.parametrize(
    "message",
    [
        b"quit\n",
        b"raise all\n",
        b"open relative.metanoia\n",
        b"open /etc/passwd\n",
        b"open /no/such/file.metanoia\n",
        b"open \0.metanoia\n",
        b"open \n",
        b"\n",
        b"x" * 20_000,
    ],
)
def test_nothing_else_is_understood(qtbot, first, tmp_path, message):
    with qtbot.assertNotEmitted(first.raised), qtbot.assertNotEmitted(first.asked):
        assert send(qtbot, tmp_path / "Diary", message) == b""


def test_a_name_left_by_a_killed_process_is_taken_over(qtbot, qapp, tmp_path, monkeypatch):
    folder = tmp_path / "Diary"
    probe = QLocalServer()
    assert probe.listen(name_of(folder))
    path = probe.fullServerName()
    probe.close()
    if not path.startswith("/"):
        pytest.skip("names leave nothing behind here")
    import socket

    left = socket.socket(socket.AF_UNIX)
    left.bind(path)
    left.close()
    second = Instance()
    second.listen(folder)
    assert called(qtbot, folder)
    second.close()


def test_the_name_does_not_tell_the_path(tmp_path):
    assert "Diary" not in name_of(tmp_path / "Diary")
    assert name_of(tmp_path / "Diary") != name_of(tmp_path / "Other")


def test_no_answer_in_time_means_nobody_is_there(tmp_path, monkeypatch, qapp):
    monkeypatch.setattr(instance, "PATIENCE", 50)
    mute = QLocalServer()
    assert mute.listen(name_of(tmp_path / "Diary"))
    assert not call(tmp_path / "Diary")
    mute.close()
