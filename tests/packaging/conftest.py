"""The set-up scripts are no part of the package: this lets their tests import them."""

from __future__ import annotations

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def scripts(monkeypatch):
    """Put packaging/ on the path for one test, as Python does when it runs packaging/dev.py."""
    monkeypatch.syspath_prepend(str(ROOT / "packaging"))
