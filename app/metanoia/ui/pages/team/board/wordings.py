"""All that was said of a target, oldest first, each wording with the words that changed."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from metanoia.text.changed_words import changed_words
from metanoia.ui import dates
from metanoia.ui.pages.team.board import words
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, vbox

if TYPE_CHECKING:
    import datetime as dt

    from metanoia.domain.learning_targets import Wording
    from metanoia.ui.pages.team.board.words import Known


class Wordings(QWidget):
    """The history of one target."""

    def __init__(self, known: Known, today: dt.date) -> None:
        super().__init__()
        rows: list[Child] = []
        before: Wording | None = None
        for event in known.events:
            rows += [8, Label(words.event_line(event, known.name, today), "caption", "text2", wrap=True, weight=600)]  # fmt: skip
            if event.act in ("propose", "counter") and event.wording != before:
                rows += [1, *_wording(before, event.wording, today)]
                before = event.wording
            if event.note:
                rows += [1, Label(event.note, "caption", "text2", wrap=True)]
        self.setLayout(vbox(*rows))


def _wording(before: Wording | None, now: Wording, today: dt.date) -> list[Child]:
    if before is None:
        return [_plain(now.text), _plain(_done(now.sign_of_done)), *_due(None, now, today)]
    rows: list[Child] = []
    if now.text != before.text:
        rows.append(_changed(before.text, now.text))
    if now.sign_of_done != before.sign_of_done:
        rows.append(_changed(_done(before.sign_of_done), _done(now.sign_of_done)))
    return [*rows, *_due(before, now, today)]


def _due(before: Wording | None, now: Wording, today: dt.date) -> list[Child]:
    if now.due_on == (before.due_on if before else None):
        return []
    if now.due_on is None:
        return [_plain(_tr("No day any more"))]
    return [_plain(_tr("Due {}").format(dates.medium(now.due_on, today)))]


def _plain(text: str) -> Label:
    return Label(text, "caption", wrap=True)


def _changed(before: str, after: str) -> Label:
    parts = []
    for run in changed_words(before, after):
        said = html.escape(run.words.strip())
        kept = {"same": said, "gone": f"<s>{said}</s>", "new": f"<b><u>{said}</u></b>"}
        parts.append(kept[run.what])
    label = Label(" ".join(parts), "caption", wrap=True, html=True)
    label.setAccessibleName(_tr("Before: {}. Now: {}").format(before, after))
    return label


def _done(sign: str) -> str:
    return _tr("Done when: {}").format(sign)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Board", text)
