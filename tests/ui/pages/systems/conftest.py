"""The Systems page within the window, over a real journal."""

from __future__ import annotations

import pytest

from journals import new_journal
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell


@pytest.fixture
def journal(tmp_path):
    journal = new_journal(tmp_path / "j")
    yield journal
    finish(5000)
    journal.close()


@pytest.fixture
def shell(journal, qtbot):
    shell = Shell(journal, Settings())
    qtbot.addWidget(shell)
    shell.resize(1280, 800)
    with qtbot.waitActive(shell):
        shell.show()
        shell.activateWindow()
    shell.go(Destination(page="systems"))
    yield shell
    shell.blank()


@pytest.fixture
def open_map(shell, qtbot):
    """Return what keeps a map, opens it, and gives its room once its loops are found."""

    def show(of):
        shell.journal.maps.add(of)
        shell.go(Destination(page="systems", item=of.id))
        room = shell.current.room
        with qtbot.waitSignal(room.finder.told, timeout=5000):
            room.finder.look()
        qtbot.waitUntil(lambda: not room.finder.is_looking())
        shown = (*room.loops.loops, *room.loops.asked)
        qtbot.waitUntil(lambda: all(one.isVisible() for one in shown))
        return room

    return show
