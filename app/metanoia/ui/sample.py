"""The sample journal of the welcome: kept apart from one's own, behind a passphrase that is no secret."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from metanoia import places

if TYPE_CHECKING:
    from metanoia.journal import Journal

PASSPHRASE: Final = "look around freely"
_LOG_N: Final = 10  # a passphrase that everybody knows needs no slowness


def folder() -> Path:
    """Return where the sample journal lives."""
    return places.data() / "Sample journal"


def open_or_make() -> Journal:
    """Return the sample journal open, made first if it is not there."""
    from metanoia.domain.errors import JournalExists
    from metanoia.exchange import sample
    from metanoia.journal import Journal
    from metanoia.vault.vault import Passphrase

    try:
        journal, _ = Journal.create(folder(), PASSPHRASE, name=sample.name(), log_n=_LOG_N)
    except JournalExists:
        journal = Journal.open(folder(), Passphrase(PASSPHRASE))
    try:
        if not journal.entries.count and not journal.entries.trashed_count:
            sample.fill(journal)
    except BaseException:
        journal.close()
        raise
    return journal
