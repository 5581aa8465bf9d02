"""What became of an entry: private, never to be shared, or shared, with whom and when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates

if TYPE_CHECKING:
    from metanoia.domain.entries import Entry
    from metanoia.journal import Journal

_MOST: Final = 5  # shares that are named


class ShareState(NamedTuple):
    """Words, tone and icon of the chip; ``shared`` says whether anybody can have commented on it."""

    text: str
    tone: str
    icon: str
    shared: bool = False


def of(journal: Journal, entry: Entry | None) -> ShareState:
    """Return the state of ``entry``; one that is not kept yet is private."""
    if entry is not None and (shares := journal.shares.of_entry(entry.id)):
        newest = shares[0]
        day = dates.medium(newest.sealed_at.astimezone().date())
        readers = ", ".join(newest.names)
        words = _tr("Shared {} with {}").format(day, readers) if readers else _tr("Shared {}").format(day)  # fmt: skip
        return ShareState(words, "accent", "share-2", shared=True)
    if entry is not None and entry.never_share:
        return never()
    return ShareState(_tr("Private"), "neutral", "lock")


def copies(journal: Journal, item: tuple[str, str]) -> str:
    """Return which shares hold a copy of a thing (kind, id), as a sentence; "" if none does."""
    named = []
    for row in journal.shares.of(item):
        day = dates.medium(row.sealed_at.astimezone().date())
        readers = ", ".join(row.names)
        words = _tr("share {} of {} ({})") if readers else _tr("share {} of {}")
        named.append(words.format(row.seq, day, readers))
    if not named:
        return ""
    shown = "; ".join(named[:_MOST])
    more = _tr(" and {} more").format(len(named) - _MOST) if len(named) > _MOST else ""
    return _tr("Copies stay with those who have them: {}{}.").format(shown, more)


def never() -> ShareState:
    """Return the state of what is kept out of every share."""
    return ShareState(_tr("Never shared"), "neutral", "eye-off")


def _tr(text: str) -> str:
    return QCoreApplication.translate("ShareState", text)
