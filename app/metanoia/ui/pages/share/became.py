"""What became of a share that was sealed, in one line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.domain.shared_things import THING_KINDS
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.left_out import counted_kind
from metanoia.ui.people_words import in_a_row

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.shares import ShareRow


def became(share: ShareRow, *, named: bool = False) -> str:
    """Return what came back to it, or that it was withdrawn; else what left, and for whom.

    With ``named`` it is always said for whom it was.
    """
    whom = f"  ·  {_tr('for {}').format(in_a_row(share.names))}" if named and share.names else ""
    if share.withdrawn_at is not None:
        gone = _withdrawn(share)
        return gone if any(name in gone for name in share.names) else gone + whom
    if share.replies:
        came = _tr("Reply came back on {}").format(_day(share.replied_at))
        comments = counted(share.comments, _tr("1 comment"), _tr("{} comments"))
        return f"{came}, {comments}{whom}"
    return with_whom(share)


def with_whom(share: ShareRow) -> str:
    """Return "1 goal, 3 entries with Ingrid Solheim" and what it was for."""
    what = counts(share)
    if share.names:
        what = _tr("{} with {}").format(what, in_a_row(share.names))
    return f"{what}  ·  {' '.join(share.cover_note.split())}" if share.cover_note else what


def counts(share: ShareRow) -> str:
    """Return how many of each kind left."""
    found = dict(share.counts)
    kinds = [kind for kind in (*THING_KINDS, "entry") if found.get(kind)]
    return ", ".join(counted_kind(kind, found[kind]) for kind in kinds) or counted_kind("entry", 0)


def deleted(share: ShareRow) -> list[str]:
    """Return a sentence for each reader who sent the receipt that their copy is gone."""
    return [
        _tr("{}’s copy was deleted on {}, receipt kept").format(one.name, _day(one.at))
        if one.name
        else _tr("A copy was deleted on {}, receipt kept").format(_day(one.at))
        for one in share.deleted
    ]


def _withdrawn(share: ShareRow) -> str:
    gone = deleted(share)
    if not gone:
        return _tr("Withdrawn on {}").format(_day(share.withdrawn_at))
    first = gone[0] if len(gone) == 1 else _tr("{} copies were deleted, receipts kept").format(len(gone))  # fmt: skip
    return _tr("Withdrawn; {}").format(first)


def _day(at: dt.datetime | None) -> str:
    return dates.medium(at.astimezone().date()) if at is not None else ""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Became", text)
