"""Keyrings for tests, each with its own fault; they run in the process that asks the keyring."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from keyring.backend import KeyringBackend
from keyring.errors import InitError, KeyringLocked, PasswordDeleteError


class Kept(KeyringBackend):
    """A keyring that works; it keeps its secrets in a file of the test's own home."""

    priority = 0.1

    @property
    def file(self):
        return Path(os.environ["METANOIA_HOME"]) / "keyring.json"

    def kept(self):
        return json.loads(self.file.read_text()) if self.file.exists() else {}

    def get_password(self, service, username):
        return self.kept().get(f"{service}/{username}")

    def set_password(self, service, username, password):
        self.file.write_text(json.dumps(self.kept() | {f"{service}/{username}": password}))

    def delete_password(self, service, username):
        kept = self.kept()
        if kept.pop(f"{service}/{username}", None) is None:
            raise PasswordDeleteError("not there")
        self.file.write_text(json.dumps(kept))


class Garbled(Kept):
    """A keyring that gives back something else."""

    def get_password(self, service, username):
        found = super().get_password(service, username)
        return None if found is None else found[:-1]


class Stubborn(Kept):
    """A keyring that gives nothing up."""

    def delete_password(self, service, username):
        raise PasswordDeleteError("no")


class Locked(Kept):
    """A keyring that is locked, with words in its error that must not be passed on."""

    def get_password(self, service, username):
        raise KeyringLocked(f"{service} {username} said something private")

    def set_password(self, service, username, password):
        self.get_password(service, username)


class Hanging(Kept):
    """A keyring that never answers."""

    def get_password(self, service, username):
        time.sleep(600)


class Dying(Kept):
    """A keyring whose library takes the process down."""

    def get_password(self, service, username):
        os._exit(3)


class Dismissed(Kept):
    """A service that starts and cannot ask, as without a screen, or that was ended meanwhile."""

    def get_password(self, service, username):
        raise InitError("Failed to create the collection: Prompt dismissed.")


class PlaintextKeyring(Kept):
    """What keyrings.alt brings: it works, and writes the key where everybody reads it."""

    priority = 20
