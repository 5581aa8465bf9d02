"""Learning targets and comments as two people leave them, for the board and for pictures of it."""

from __future__ import annotations

import datetime as dt
from typing import Any

from metanoia.domain.learning_targets import TargetEvent, TargetId, Wording
from metanoia.domain.replies import CommentKind
from replying import comment, keep_share, new_id, opened, thing

DAY = dt.date(2026, 3, 12)
SIGN = "Two colleagues tell me unasked that they noticed."


def said(target: str, actor: str, act: str, wording: Wording, ago: int, **more: Any) -> TargetEvent:
    """Return what one side said of a target, ``ago`` days before 12 March 2026."""
    at = dt.datetime.combine(DAY - dt.timedelta(days=ago), dt.time(9), dt.UTC)
    return TargetEvent(
        id=new_id(), target=TargetId(target), at=at, actor=actor, act=act, wording=wording, **more
    )


def lay_targets(journal: Any, party: str | None, goal: str | None = None) -> dict[str, str]:
    """Put a target of each kind on the board; return their ids by a word each."""
    april = dt.date(2026, 4, 30)
    handover = Wording("Open each handover with a question, not a summary.", SIGN, None)
    two = Wording("Let two people speak before I do.", "Lena counts, four weeks long.", april)
    night = Wording("Find out how the night team hears of mistakes.", "I can draw the way.", dt.date(2026, 3, 1))  # fmt: skip
    budget = Wording("Hand the budget round to Lena, start to end.", "She chairs it.", None)
    board = Wording("Tell the board one thing I do not know.", "It is in the minutes.", None)
    mine = Wording(
        "Ask Jonas what he needs from me in a crisis.", "He says it in his words.", april
    )
    ids = {name: new_id() for name in ("handover", "two", "night", "budget", "board", "mine")}
    events = [
        said(ids["handover"], "coach", "propose", handover, 5),
        said(ids["two"], "coach", "propose", two._replace(text="Let three people speak first."), 30),
        said(ids["two"], "journaler", "counter", two, 24),
        said(ids["two"], "coach", "agree", two, 20),
        said(ids["night"], "journaler", "propose", night, 40),
        said(ids["night"], "coach", "agree", night, 36),
        said(ids["budget"], "coach", "propose", budget, 60),
        said(ids["budget"], "journaler", "agree", budget, 55),
        said(ids["budget"], "journaler", "settle", budget, 14, outcome="partly_met", note="She chaired the first half."),
        said(ids["board"], "coach", "propose", board, 50),
        said(ids["board"], "journaler", "agree", board, 49),
        said(ids["board"], "coach", "settle", board, 21, outcome="met"),
        said(ids["mine"], "journaler", "propose", mine, 3),
    ]  # fmt: skip
    journal.targets.take(events, party=party)
    if goal is not None:
        journal.targets.tie(ids["two"], goal=goal)
    return ids


def lay_comments(journal: Any, party: str | None, things: dict[tuple[str, str], dict[str, str]]) -> list[str]:  # fmt: skip
    """Let a reply with a question and a thank-you on each thing come in; return the ids of the questions.

    ``things`` are the texts of each thing by its fields; the question quotes the first sentence of the
    last of them.
    """
    items = [thing(kind, id_, **plain) for (kind, id_), plain in things.items()]
    share = keep_share(journal.shares, *items, parties=[party] if party else [])
    asked, words = [], []
    for item, plain in things.items():
        field, text = list(plain.items())[-1]
        quote = text.split(".")[0][:70]
        asked.append(
            comment(item, "What would happen if nobody filled it?", field=field, on=(text, quote))
        )
        words.append(comment(item, "Thank you for this one.", kind=CommentKind.APPRECIATION))
    reply = opened(
        share, *asked, *words, party=party,
        written_at=dt.datetime(2026, 3, 7, 18, tzinfo=dt.UTC),
    )  # fmt: skip
    journal.replies.take(reply)
    return [one.id for one in asked]
