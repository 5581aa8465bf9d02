"""A private bus, and services on it that another process plays."""

from __future__ import annotations

import itertools
import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtDBus import QDBusConnection

_numbers = itertools.count()


class Service:
    """The other process; each order is answered once it was obeyed."""

    def __init__(self, address: str, *names: str) -> None:
        program = Path(__file__).with_name("bus_service.py")
        self._process = subprocess.Popen(
            [sys.executable, str(program), address, *names],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._process.stdout.readline() == "ready\n"

    def order(self, **order: object) -> dict:
        self._process.stdin.write(json.dumps(order) + "\n")
        self._process.stdin.flush()
        return json.loads(self._process.stdout.readline())

    def answer(self, method: str, *answer: object) -> None:
        self.order(answer=method, **{"with": answer})

    def send(self, signal: str, path: str, interface: str, kind: str = "", *body: object) -> None:
        self.order(send=signal, path=path, interface=interface, kind=kind, body=body)

    def heard(self) -> list[str]:
        return self.order()["heard"]

    def end(self) -> None:
        self._process.kill()
        self._process.wait()
        self._process.stdin.close()
        self._process.stdout.close()


@pytest.fixture(scope="session")
def bus_address():
    """The address of a bus of our own."""
    program = shutil.which("dbus-daemon")
    if program is None:
        pytest.skip("dbus-daemon is not installed")
    pytest.importorskip("jeepney")
    daemon = subprocess.Popen(
        [program, "--session", "--nofork", "--print-address"],
        stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
    )  # fmt: skip
    yield daemon.stdout.readline().strip()
    daemon.kill()
    daemon.wait()
    daemon.stdout.close()


@pytest.fixture
def bus(bus_address, qapp):
    """A connection to it."""
    name = f"test-{next(_numbers)}"
    yield QDBusConnection.connectToBus(bus_address, name)
    QDBusConnection.disconnectFromBus(name)


@pytest.fixture
def serve(bus_address):
    """Return what begins a process that owns the names it is given."""
    begun: list[Service] = []

    def begin(*names: str) -> Service:
        begun.append(Service(bus_address, *names))
        return begun[-1]

    yield begin
    for service in begun:
        service.end()
