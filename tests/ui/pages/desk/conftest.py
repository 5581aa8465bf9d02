"""A Coach desk over a coach's own small journal, and shares that a client sealed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journals import entry, new_journal
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.ui.background import finish
from metanoia.ui.pages.desk import DeskPage
from metanoia.ui.settings import Settings


class Host(QWidget):
    """The window around the page."""

    def __init__(self, page):
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)


@pytest.fixture
def client(tmp_path):
    """The journal of the one who seals."""
    journal = new_journal(tmp_path / "client", "Mara's journal")
    journal.entries.add_many(
        [
            entry("The silence I filled", "I filled the **silence**.", day="2026-03-12", tags=("silence",)),
            entry("Walking", "Ingrid let the silence stand.", day="2026-03-07"),
            entry("Budget round", "CANARYBUDGET stays at home.", day="2026-02-19"),
        ],
        None,
    )  # fmt: skip
    yield journal
    journal.close()


@pytest.fixture
def journal(tmp_path):
    """The journal of the coach."""
    opened = new_journal(tmp_path / "coach", "Ingrid's journal")
    yield opened
    finish(10000)
    opened.close()


@pytest.fixture
def sealed(client, journal, tmp_path):
    """Seal the client's two newest entries into a file, for the coach or ``to``; return what was told."""
    made = []

    def do(to=None, note="For Thursday", sender="Mara L.", **more):
        ids = tuple(row.id for row in client.entries.newest(2))
        checked = seal.check(
            client, ShareRequest(entries=ids, sender=sender, cover_note=note, **more)
        )
        to = to or seal.ForKeys((journal.identity.get().age_recipient,))
        made.append(1)
        return seal.seal(client, checked, to, tmp_path / f"share{len(made)}.metanoia")

    return do


@pytest.fixture
def page(journal, qtbot):
    found = DeskPage(journal, Settings())
    host = Host(found)
    qtbot.addWidget(host)
    journal.changes.subscribe(found.journal_changed)
    host.resize(1050, 780)
    with qtbot.waitActive(host):
        host.show()
        host.activateWindow()
    yield found
    if journal.is_open:
        journal.changes.unsubscribe(found.journal_changed)
