"""Words and days for tests of the register of assumptions."""

from __future__ import annotations

import datetime as dt

from metanoia.domain.experiments import NewExperiment
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.row_painter import Head

FIRST = "If I don’t answer first, they’ll think I don’t know."


def ago(days):
    return dt.datetime.now(dt.UTC) - dt.timedelta(days=days)


def today():
    return dt.datetime.now().astimezone().date()


def small_test(plan="Count to ten.", due=5, **more):
    """Return a small test that is due ``due`` days from today."""
    words = {
        "smallest_safe": "One meeting.", "foretold": "Nobody speaks before I do.", "percent": 60,
        "would_weaken": "Somebody does.", "due_on": today() + dt.timedelta(days=due),
    }  # fmt: skip
    return NewExperiment(plan=plan, **(words | more))


def listed(room):
    """The list as it reads: heads in brackets, assumptions by their statement."""
    return [
        f"[{row.title} {row.count}]" if isinstance(row, Head) else row.statement
        for row in room.list.rows
    ]


def offered(widget):
    """The words of the menu that is open below ``widget``, closed again."""
    menu = widget.findChildren(Menu)[-1]
    words = [action.text().split("\t")[0] for action in menu.actions() if action.text()]
    menu.close()
    return words


def choose(widget, words):
    """Take a line of the menu that is open below ``widget``."""
    menu = widget.findChildren(Menu)[-1]
    next(one for one in menu.actions() if one.text().split("\t")[0] == words).trigger()
    menu.close()
