"""Where the files under ``resources/`` are, in a checkout and in an installed wheel."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_INSTALLED = _HERE / "resources"
_CHECKOUT = _HERE.parent.parent / "resources"

ROOT = _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def path(name: str) -> Path:
    """Return the file or folder ``name`` ("icons/lock.svg"); FileNotFoundError if it is not there."""
    found = ROOT / name
    if not found.exists():
        raise FileNotFoundError(f"no resource {name!r} under {ROOT}")
    return found
