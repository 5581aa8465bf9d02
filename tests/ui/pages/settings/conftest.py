"""The settings page of a small real journal, in a window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QVBoxLayout, QWidget

from journals import LOG_N, new_journal_and_recovery_key, open_journal
from metanoia.journal import Journal
from metanoia.ui import secret_clipboard
from metanoia.ui.background import finish
from metanoia.ui.destination import Command, Destination
from metanoia.ui.pages.settings import SettingsPage
from metanoia.ui.settings import Settings


class Host(QWidget):
    """The window around the page: it follows what the page asks for and hears what it says."""

    def __init__(self, page: SettingsPage) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(page)
        self.page = page
        self.notices = []
        self.restores = []
        page.asked.connect(self.follow)
        page.said.connect(self.notices.append)
        page.restore_asked.connect(self.restores.append)

    def follow(self, destination):
        self.page.go(destination)

    def all_commands(self):
        return [
            (
                "Everywhere",
                [Command("lock", "Lock now", print, "Ctrl+L"), Command("x", "No key", print)],
            )
        ]


@pytest.fixture
def made(tmp_path, monkeypatch):
    """A journal and its recovery key; a changed passphrase costs hardly any work."""
    whole = Journal.change_passphrase
    monkeypatch.setattr(Journal, "change_passphrase", lambda *words: whole(*words, LOG_N))
    journal, key = new_journal_and_recovery_key(tmp_path / "journal")
    yield journal, key
    finish()
    journal.close()


@pytest.fixture
def journal(made):
    return made[0]


def show(journal, qtbot):
    shown = SettingsPage(journal, Settings())
    host = Host(shown)
    qtbot.addWidget(host)
    shown.host = host
    journal.changes.subscribe(shown.journal_changed)
    host.resize(1050, 780)
    host.show()
    shown.go(Destination(page="settings", section="appearance"))
    return shown


@pytest.fixture
def opened_page(qtbot):
    """Return what opens a closed journal; gives its page, what goes to a section, and the journal."""
    opened = []

    def open_(path):
        journal = open_journal(path)
        shown = show(journal, qtbot)
        opened.append((shown, journal))

        def go(name):
            shown.buttons[name].click()
            return shown.sections[name]

        return shown, go, journal

    yield open_
    finish()
    for _, journal in opened:
        journal.close()


@pytest.fixture
def page(journal, qtbot):
    shown = show(journal, qtbot)
    yield shown
    if journal.is_open:
        journal.changes.unsubscribe(shown.journal_changed)
    secret_clipboard.clear()


@pytest.fixture
def section(page):
    """Go to a section by its button and return it."""

    def go(name):
        page.buttons[name].click()
        return page.sections[name]

    return go
