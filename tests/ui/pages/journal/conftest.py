"""A Journal page over a real journal."""

from __future__ import annotations

import pytest

from journals import entry, new_journal
from metanoia.ui.background import finish
from metanoia.ui.pages.journal import JournalPage
from metanoia.ui.settings import Settings


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    journal.entries.add_many(
        [
            entry("The silence I filled", "They waited. I filled the **silence**.", day="2026-03-12",
                  tags=("silence", "staff-meeting"), starred=True),
            entry("Walking", "Ingrid let the silence stand.", day="2026-03-07", tags=("ingrid",)),
            entry("Budget round", "My answer came first.", day="2026-02-19"),
            entry("Snow", "Twelve beds, café closed.", day="2023-03-12"),
        ],
        None,
    )  # fmt: skip
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def page(journal, qtbot):
    return shown(qtbot, journal)


def shown(qtbot, journal, width=1100, height=760):
    page = JournalPage(journal, Settings())
    journal.changes.subscribe(page.journal_changed)  # as the shell does
    qtbot.addWidget(page)
    page.resize(width, height)
    with qtbot.waitExposed(page):
        page.show()
    page.activateWindow()
    return page
