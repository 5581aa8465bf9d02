"""A bare store, open in every test of this floor that asks for it."""

from __future__ import annotations

import pytest

from stores import Store


@pytest.fixture
def store(tmp_path):
    """A new, empty, encrypted database."""
    opened = Store(tmp_path / "journal.db")
    yield opened
    opened.close()
