"""Nothing reaches for the network: not in a test, not in the window, not below Python."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

import no_network
from command_line import PROGRAM

ROOT = Path(__file__).parents[1]
needs_strace = pytest.mark.skipif(
    not sys.platform.startswith("linux") or not shutil.which("strace"),
    reason="strace is not installed, which sees calls below Python",
)
needs_namespace = pytest.mark.skipif(
    not sys.platform.startswith("linux") or os.geteuid() != 0 or not shutil.which("unshare"),
    reason="only root may give a process no network at all",
)
_REACHING = re.compile(r"AF_INET6?\b|AF_NETLINK|AF_PACKET")


def called(tmp_path, *words, **more):
    """Run a program and return every call of its that names a network, of its children too."""
    calls = tmp_path / "calls"
    environment = {
        **os.environ, "QT_QPA_PLATFORM": "offscreen", "METANOIA_HOME": str(tmp_path / "home"), **more,
    }  # fmt: skip
    done = subprocess.run(
        ["strace", "-f", "-qq", "-e", "trace=socket,connect,bind,sendto,sendmsg", "-o", str(calls), *words],
        env=environment, cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2_000:]
    return [line for line in calls.read_text().splitlines() if _REACHING.search(line)]


def listening():
    with socket.socket() as here:
        here.bind(("127.0.0.1", 0))


def sending():
    with socket.socket(type=socket.SOCK_DGRAM) as here:
        here.sendto(b"x", ("192.0.2.1", 53))


@pytest.mark.parametrize(
    "reach",
    [
        lambda: socket.create_connection(("192.0.2.1", 80), timeout=0.1),
        lambda: socket.getaddrinfo("example.org", 80),
        listening,
        sending,
    ],
    ids=["connect", "name", "listen", "send"],
)
def test_a_test_that_reaches_for_the_network_is_caught(reach):
    with pytest.raises(ConnectionRefusedError):
        reach()
    assert no_network.REACHED
    no_network.REACHED.clear()  # or this very test would fail


def test_a_socket_of_this_computer_is_none(tmp_path):
    with socket.socket(socket.AF_UNIX) as here:
        here.bind(str(tmp_path / "here"))
    assert not no_network.REACHED


@needs_strace
def test_a_call_below_python_would_be_seen(tmp_path):
    reach = "import socket; socket.socket().connect_ex(('127.0.0.1', 9))"
    assert called(tmp_path, sys.executable, "-c", reach)


@needs_strace
def test_the_demonstration_makes_no_call_to_a_network(tmp_path):
    assert called(tmp_path, *PROGRAM, "demo") == []


@needs_strace
def test_the_rooms_before_the_journal_make_no_call_to_a_network(tmp_path):
    tour = [sys.executable, "tests/tour.py", "--door", "--only", "nothing"]
    assert called(tmp_path, *tour) == []


@needs_strace
@needs_namespace
@pytest.mark.long
def test_a_walk_through_every_page_needs_no_network_and_makes_no_call_to_one(tmp_path):
    tour = ["unshare", "-n", sys.executable, "tests/tour.py", "--only", "nothing"]
    assert called(tmp_path, *tour) == []
