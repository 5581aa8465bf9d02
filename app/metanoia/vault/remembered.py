"""The key in this computer's keyring, for whoever asked for it; the journal never depends on it.

A keyring may hang, prompt, lie or write in the clear, so it is called in a process of its own that is
killed after a few seconds, only known backends are used, and what was stored is read back. The key
goes through a pipe: never on a command line, never in the environment.
"""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING, Any, Literal

from metanoia import places
from metanoia.domain.errors import KeyringUnavailable
from metanoia.vault.process import harden

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

TIME_LIMIT = 4.0
BACKENDS = (
    "keyring.backends.SecretService",
    "keyring.backends.libsecret",
    "keyring.backends.kwallet",
    "keyring.backends.macOS",
    "keyring.backends.Windows",
)

_HEX_KEY = re.compile(r"[0-9a-f]{64}")
_Action = Literal["set", "get", "delete"]


def remember(vault_id: str, key: bytes) -> None:
    """Keep ``key`` (32 bytes) in the keyring and read it back; KeyringUnavailable if that fails."""
    _ask("set", vault_id, key.hex())


def recall(vault_id: str) -> bytes | None:
    """Return the key kept for the journal, None if none is kept; KeyringUnavailable after 4 s at most.

    Something that is no key is taken out of the keyring.
    """
    value = _ask("get", vault_id)
    if value is None:
        return None
    if not _HEX_KEY.fullmatch(value):
        forget(vault_id)
        return None
    return bytes.fromhex(value)


def forget(vault_id: str) -> None:
    """Take the journal's key out of the keyring, if it is there; KeyringUnavailable."""
    _ask("delete", vault_id)


def _ask(action: _Action, vault_id: str, value: str | None = None) -> str | None:
    """Return what the keyring answers, asked in a process that is killed after ``TIME_LIMIT`` seconds."""
    import multiprocessing  # few ask a keyring; opening a journal need not wait for this

    spawn = multiprocessing.get_context("spawn")
    ours, theirs = spawn.Pipe()
    process = spawn.Process(target=_work, args=(theirs, BACKENDS), daemon=True)
    try:
        process.start()
        theirs.close()
        ours.send((action, vault_id, value))
        if not ours.poll(TIME_LIMIT):
            raise KeyringUnavailable("it does not answer")
        went_well, answer = ours.recv()
    except (EOFError, OSError):
        raise KeyringUnavailable("asking it failed") from None
    finally:
        ours.close()
        if process.pid is not None:
            process.kill()
            process.join()
            process.close()
    if not went_well:
        raise KeyringUnavailable(str(answer))
    return None if answer is None else str(answer)


def _work(pipe: Connection, allowed: tuple[str, ...]) -> None:
    """Answer one question; runs in the other process. Only the types of errors leave it."""
    harden()
    action, vault_id, value = pipe.recv()
    try:
        answer = (True, _use(_backend(allowed), action, vault_id, value))
    except KeyringUnavailable as refusal:
        answer = (False, refusal.why)
    except Exception as error:  # noqa: BLE001 - a backend may raise anything at all
        answer = (False, type(error).__name__)
    pipe.send(answer)


def _backend(allowed: tuple[str, ...]) -> Any:
    """Return the first usable backend that may hold a key."""
    import keyring

    chosen = keyring.get_keyring()
    for backend in getattr(chosen, "backends", (chosen,)):
        if type(backend).__module__ in allowed:
            return backend
    raise KeyringUnavailable("no safe keyring is running")


def _use(backend: Any, action: _Action, vault_id: str, value: str | None) -> str | None:
    found: str | None
    if action == "set":
        backend.set_password(places.APP_ID, vault_id, value)
        if backend.get_password(places.APP_ID, vault_id) != value:  # some agree and keep nothing
            raise KeyringUnavailable("it did not keep the key")
        return None
    found = backend.get_password(places.APP_ID, vault_id)
    if action == "delete" and found is not None:
        with contextlib.suppress(Exception):  # what counts is whether the key is gone
            backend.delete_password(places.APP_ID, vault_id)
        if backend.get_password(places.APP_ID, vault_id) is not None:
            raise KeyringUnavailable("it did not give the key up")
    return found if action == "get" else None
