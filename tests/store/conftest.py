"""A bare store, open in every test of this floor that asks for it, and a clock that can be set."""

from __future__ import annotations

import pytest

from stores import Store, set_clock


@pytest.fixture
def store(tmp_path):
    """A new, empty, encrypted database."""
    opened = Store(tmp_path / "journal.db")
    yield opened
    opened.close()


@pytest.fixture
def clock():
    """Noon of 2 March 2026, to be moved by hand."""
    with set_clock() as clock:
        yield clock
