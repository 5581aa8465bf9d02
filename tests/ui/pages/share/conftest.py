"""A Share page over a small real journal, and somebody to share with."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QVBoxLayout, QWidget

from journals import entry, new_journal
from metanoia.domain.consents import Agreed
from metanoia.domain.people import Role
from metanoia.ui.background import finish
from metanoia.ui.pages.share import SharePage
from metanoia.ui.settings import Settings
from sharing import make_identity


class Host(QWidget):
    """The window around the page; it hears what the page says."""

    def __init__(self, page):
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.notices = []
        page.said.connect(self.notices.append)


@pytest.fixture
def coach():
    return make_identity()


@pytest.fixture
def journal(tmp_path):
    opened = new_journal(tmp_path / "j", "Mara's journal")
    opened.entries.add_many(
        [
            entry("The silence I filled", "I filled the **silence**.", day="2026-03-12", tags=("silence",)),
            entry("Walking", "Ingrid let the silence stand.", day="2026-03-07"),
            entry("Budget round", "CANARYBUDGET stays at home.", day="2026-02-19"),
            entry("Private thing", "CANARYPRIVATE never leaves.", day="2026-02-01"),
            entry("Snow", "Twelve beds, CANARYSNOW.", day="2023-03-12"),
        ],
        None,
    )  # fmt: skip
    private = next(row for row in opened.entries.newest(9) if row.title == "Private thing")
    opened.entries.set_never_share(private.id, True)
    yield opened
    finish(5000)
    opened.close()


@pytest.fixture
def ingrid(journal, coach):
    person = journal.people.add(
        "Ingrid Solheim", Role.COACH, coach.age_recipient, coach.signing_key
    )
    journal.people.mark_verified(person.id)
    journal.consents.agree(
        Agreed(purpose="To think along", ends_on=dt.date(2099, 6, 30)), [person.id]
    )
    return journal.people.get(person.id)


@pytest.fixture
def show(qtbot):
    """Show a page over a journal; its window lives as long as the test."""
    hosts = []

    def shown(journal):
        page = SharePage(journal, Settings())
        host = Host(page)
        hosts.append(host)
        qtbot.addWidget(host)
        journal.changes.subscribe(page.journal_changed)
        host.resize(1050, 780)
        with qtbot.waitActive(host):
            host.show()
            host.activateWindow()
        return page

    yield shown
    hosts.clear()


@pytest.fixture
def page(journal, ingrid, show):
    found = show(journal)
    yield found
    if journal.is_open:
        journal.changes.unsubscribe(found.journal_changed)


@pytest.fixture
def save_as(qtbot):
    """Answer the file dialog that is open with ``file``."""

    def answer(file):
        def dialogs():
            return [
                one
                for one in QApplication.topLevelWidgets()
                if isinstance(one, QFileDialog) and one.isVisible()
            ]

        qtbot.waitUntil(lambda: bool(dialogs()), timeout=5000)
        dialog = dialogs()[-1]
        offered = dialog.selectedFiles()
        dialog.selectFile(str(file))
        dialog.accept()
        return offered

    return answer
