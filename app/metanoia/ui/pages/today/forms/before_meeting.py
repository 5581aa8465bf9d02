"""What the form "Before we meet" begins with: what became of the commitments since the last time."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from collections.abc import Iterable

    from metanoia.domain.actions import Action
    from metanoia.domain.replies import KeptComment
    from metanoia.journal import Journal

KEY: Final = "session_prep"
FIELD: Final = "since"
_WEEK: Final = dt.timedelta(days=7)
_LIMIT: Final = 2000


def became_of(journal: Journal, today: dt.date) -> str:
    """Return a line for each commitment settled or due since the last such entry, at least a week.

    The questions that came with the coach's latest reply follow.
    """
    last = [row.date for row in journal.answers.rows(KEY, 1)]
    since = min([today - _WEEK, *last])
    lines = [_line(one) for one in journal.actions.all() if _counts(one, since, today)]
    asked = _questions(journal.replies.open_questions())
    if asked:
        lines += [*([""] if lines else []), _tr("Asked of me:"), *asked]
    kept: list[str] = []
    for line in lines:
        if sum(map(len, kept)) + len(kept) + len(line) > _LIMIT:
            break
        kept.append(line)
    return "\n".join(kept)


def _counts(one: Action, since: dt.date, today: dt.date) -> bool:
    if one.state == "dropped" or one.kind == "if_then":
        return False
    if one.settled_at is not None:
        return since <= one.settled_at.astimezone().date() <= today
    return one.due_on is not None and one.due_on <= today


def _line(one: Action) -> str:
    state = {
        "done": _tr("Done"),
        "partly": _tr("Partly"),
        "not_done": _tr("Not done"),
    }.get(one.state, _tr("Still open"))
    came = f" {one.reflection}" if one.reflection else ""
    return f"- {state}: {one.text}{came}".replace("\n", " ")


def _questions(asked: Iterable[KeptComment]) -> list[str]:
    return [f"- {' '.join(one.said.body.split())}" for one in asked]


def _tr(text: str) -> str:
    return QCoreApplication.translate("BeforeMeeting", text)
