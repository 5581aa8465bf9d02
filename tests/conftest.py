"""Fixtures that every test may ask for."""

from __future__ import annotations

import os
import sys
import time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
if time.localtime().tm_hour < 4:
    # a night still belongs to the day before, which tests that count days need not know
    os.environ["TZ"] = "Etc/GMT+8"
    time.tzset()

import pytest

import no_network

no_network.guard()


@pytest.fixture(autouse=True)
def offline():
    """Fail every test that reaches for the network, whatever becomes of the error that it meets there."""
    yield
    reached, no_network.REACHED[:] = list(no_network.REACHED), []
    assert not reached, f"the network was reached for: {reached}"


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory, monkeypatch):
    """Keep every test away from the journals, settings and keyring of the person running it."""
    monkeypatch.setenv("METANOIA_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("METANOIA_JOURNAL", raising=False)
    monkeypatch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")


@pytest.fixture(autouse=True)
def rings_freed():
    """Free what is left in rings between two tests, once a window has taken that over from Python."""
    yield
    if background := sys.modules.get("metanoia.ui.background"):
        background.collect()


@pytest.fixture
def journal(tmp_path):
    """A new, open, empty journal; closed after the test."""
    from journals import new_journal

    opened = new_journal(tmp_path / "journal")
    yield opened
    opened.close()
