"""A goal as text, to be pasted elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from metanoia.ui.pages.goals.goal.known import Known


def text(known: Known) -> str:
    """Return name, vision, reality, why, open steps and the last look as Markdown."""
    goal = known.goal
    parts = [f"# {goal.title}"]
    for title, said in (
        (_tr("What I want to be true"), goal.vision),
        (_tr("What is true now"), goal.reality),
        (_tr("Why"), goal.why),
    ):
        if said:
            parts.append(f"## {title}\n\n{said}")
    steps = [f"- {step.text}" for step in known.steps if step.state == "open"]
    if steps:
        parts.append(f"## {_tr('Steps between')}\n\n" + "\n".join(steps))
    if known.checks:
        last = known.checks[-1]
        said = _tr("{}: close {} of 10, pull {} of 10").format(last.date.isoformat(), last.closeness, last.pull)  # fmt: skip
        parts.append(said + (f". {last.note}" if last.note else ""))
    return "\n\n".join(parts) + "\n"


def _tr(text: str) -> str:
    return QCoreApplication.translate("Goals", text)
