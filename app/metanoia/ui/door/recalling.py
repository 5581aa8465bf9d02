"""The question to this computer's keyring, to be asked in a thread."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def recall(folder: Path) -> Callable[[], object]:
    """Return work that answers with the RawKey kept for the journal in ``folder``, None if none is."""

    def work() -> object:
        from metanoia.domain.errors import KeyringUnavailable, MetanoiaError
        from metanoia.vault import vault
        from metanoia.vault.folder import Folder

        try:
            return vault.recall(Folder(folder.absolute()))
        except KeyringUnavailable:
            raise
        except MetanoiaError:
            return None  # what is wrong with the journal is told when it is opened

    return work
