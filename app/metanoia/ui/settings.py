"""What this computer remembers of how a person likes the window; never a word of a journal."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import tempfile
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any, Final

from metanoia import places

logger = logging.getLogger(__name__)

_RECENT: Final = 8
_CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "mode": ("system", "light", "dark"),
    "system_scheme": ("", "light", "dark"),
}
_RANGES: Final[dict[str, tuple[float, float]]] = {
    "scale": (0.85, 1.6),
    "lock_minutes": (0, 240),
    "width": (480, 20_000),
    "height": (360, 20_000),
}


@dataclass
class Settings:
    """Every setting with its default; sizes in px, ``scale`` 0.85 to 1.6, ``lock_minutes`` 0 for never."""

    mode: str = "system"
    system_scheme: str = ""
    scale: float = 1.0
    journals: list[str] = field(default_factory=list)
    width: int = 1280
    height: int = 800
    maximized: bool = False
    lock_minutes: int = 10
    sidebar: bool = True
    side_panel: bool = True
    typewriter: bool = False
    focus_mode: bool = False
    desk_shown: bool = False
    prompts: bool = True
    less_motion: bool = False
    rehearse: bool = False
    rehearse_on: str = ""
    concealed: bool = False
    capture_hidden: bool = False

    @property
    def window(self) -> tuple[int, int]:
        """Width and height of the window in px."""
        return self.width, self.height

    @window.setter
    def window(self, size: tuple[int, int]) -> None:
        self.width, self.height = size

    def remember(self, folder: Path) -> None:
        """Put ``folder`` first among the recent journals, of which eight are kept."""
        path = str(folder.absolute())
        self.journals = [path, *(other for other in self.journals if other != path)][:_RECENT]

    def forget(self, folder: Path) -> None:
        """Take ``folder`` out of the recent journals."""
        path = str(folder.absolute())
        self.journals = [other for other in self.journals if other != path]

    def save(self) -> None:
        """Write the settings whole or not at all; OSError where the folder cannot be written."""
        file = location()
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        number, name = tempfile.mkstemp(dir=file.parent, prefix=".settings-")
        try:
            with os.fdopen(number, "w", encoding="utf-8") as out:
                json.dump(asdict(self), out, indent=2, ensure_ascii=False)
                out.flush()
                os.fsync(out.fileno())
            Path(name).replace(file)
        except BaseException:
            with contextlib.suppress(OSError):
                Path(name).unlink()
            raise


def location() -> Path:
    """Return the file that holds the settings."""
    return places.config() / "settings.json"


def load() -> Settings:
    """Return the settings; a damaged file is put aside and the defaults are taken."""
    file = location()
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return Settings()
    except (OSError, UnicodeDecodeError) as error:
        return _put_aside(file, error)
    try:
        found = json.loads(text)
    except (ValueError, RecursionError) as error:
        return _put_aside(file, error)
    if not isinstance(found, dict):
        return _put_aside(file, TypeError())
    return Settings(
        **{one.name: found[one.name] for one in fields(Settings) if _fits(one.name, found)}
    )


def _put_aside(file: Path, error: Exception) -> Settings:
    logger.warning("settings could not be read: %s", type(error).__name__)
    with contextlib.suppress(OSError):
        file.replace(file.with_name("settings.damaged.json"))
    return Settings()


def _fits(name: str, found: dict[str, Any]) -> bool:
    """Return whether the value found for ``name`` has the type and lies in the range of its setting."""
    if name not in found:
        return False
    value, default = found[name], getattr(Settings(), name)
    if isinstance(default, list):
        return isinstance(value, list) and all(isinstance(one, str) for one in value)
    if isinstance(default, float) and type(value) is int:
        value = float(value)
    if type(value) is not type(default):
        return False
    if name in _CHOICES:
        return value in _CHOICES[name]
    least, most = _RANGES.get(name, (value, value))
    return bool(least <= value <= most)
