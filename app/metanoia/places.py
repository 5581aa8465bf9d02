"""Where a person's journal, settings and log live on this computer, and which zone it is in."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Final

APP_ID = "app.metanoia.Metanoia"

_SYNCED: Final = {
    "dropbox": "Dropbox",
    "onedrive": "OneDrive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "com~apple~clouddocs": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "syncthing": "Syncthing",
}


def _home() -> Path | None:
    home = os.environ.get("METANOIA_HOME")
    return Path(home).expanduser() if home else None


def data() -> Path:
    """Return the folder that holds journals: under METANOIA_HOME if set, else the user's data folder."""
    return _in_home("data") or _platform("user_data_path")


def config() -> Path:
    """Return the folder that holds settings, which never say anything of a journal's content."""
    return _in_home("config") or _platform("user_config_path")


def state() -> Path:
    """Return the folder that holds the log of types and codes."""
    return _in_home("state") or _platform("user_state_path")


def default_journal() -> Path:
    """Return the folder of the journal that is meant when none is named."""
    named = os.environ.get("METANOIA_JOURNAL")
    return Path(named).expanduser() if named else data() / "Journal"


def default_desk() -> Path:
    """Return the folder of a coach's own desk, unless they keep it elsewhere."""
    return data() / "Coach desk"


def synced_by(folder: Path) -> str:
    """Return which sync program's folder ``folder`` seems to lie in, empty if none's."""
    for part in folder.parts:
        for sign, name in _SYNCED.items():
            if part.casefold().lstrip(".").startswith(sign):
                return name
    return ""


def time_zone() -> str:
    """Return this computer's IANA time zone ("Europe/Oslo"), or "UTC" if it will not say."""
    from tzlocal import get_localzone_name

    return get_localzone_name() or "UTC"


def _in_home(name: str) -> Path | None:
    home = _home()
    return home / name if home else None


def _platform(which: str) -> Path:
    import platformdirs

    found: Path = getattr(platformdirs, which)("metanoia", appauthor=False)
    return found
