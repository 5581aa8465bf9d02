"""One assumption as plain text, to be pasted elsewhere."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from metanoia.ui import dates
from metanoia.ui.pages.assumptions.register import words

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.register.known import Known


def text(known: Known, today: dt.date) -> str:
    """Return statement, state, what would be seen if it were wrong, history, evidence and tests."""
    one = known.one
    parts = [f"{one.statement}\n{words.state(one.state)}. {words.noticed(one.created_at, today)}."]
    if one.if_wrong:
        parts.append(_tr("If it were wrong, I would see: {}").format(one.if_wrong))
    parts += filter(None, (_history(known), _evidence(known), _tests(known)))
    return "\n\n".join(parts) + "\n"


def _history(known: Known) -> str:
    lines = [_tr("How sure")] if known.history else []
    for point in known.history:
        because = f": {point.reason}" if point.reason else ""
        day = dates.short_with_year(words.day_of(point.at))
        lines.append(f"- {day}  {words.percent(point.confidence)}{because}")
    return "\n".join(lines)


def _evidence(known: Known) -> str:
    lines = []
    for stance, title in ((-1, _tr("Challenges it")), (1, _tr("Supports it"))):
        found = [one for one in known.evidence if one.stance == stance]
        if found:
            lines.append(title)
        for one in found:
            where = f", {one.source}" if one.source else ""
            lines.append(f"- {one.text} ({dates.short_with_year(one.observed_on)}{where})")
    return "\n".join(lines)


def _tests(known: Known) -> str:
    lines = [_tr("Small tests")] if known.tests else []
    for tested in known.tests:
        test = tested.test
        lines.append(f"- {test.plan} ({dates.short_with_year(test.due_on)})")
        lines += [f"  {said}" for said in (test.result, test.learned) if said]
    return "\n".join(lines)


def _tr(said: str) -> str:
    return QCoreApplication.translate("Assumptions", said)
