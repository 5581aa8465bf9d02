"""The commit counter beside the database, which betrays a lost write-ahead log or an older copy."""

from __future__ import annotations

import hmac
import json

from metanoia.vault import keys
from metanoia.vault.folder import Folder, write_atomically

_PURPOSE = "metanoia/anchor.json/1"


def write(folder: Folder, key: bytes, commit_no: int) -> None:
    """Note that the database has reached ``commit_no`` (0 or more)."""
    text = json.dumps({"commit_no": commit_no, "mac": _mac(key, commit_no)}, sort_keys=True)
    write_atomically(folder.anchor, text.encode() + b"\n")


def read(folder: Folder, key: bytes) -> int | None:
    """Return the commit noted last, or None when there is no note or ``key`` did not write it."""
    try:
        with folder.anchor.open("rb") as source:
            document = json.loads(source.read(4096))
        commit_no, mac = document["commit_no"], document["mac"]
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None
    if type(commit_no) is not int or not isinstance(mac, str):
        return None
    ours = hmac.compare_digest(mac.encode("utf-8", "replace"), _mac(key, commit_no).encode())
    return commit_no if ours else None


def _mac(key: bytes, commit_no: int) -> str:
    return keys.mac(key, "", _PURPOSE, str(commit_no).encode())
