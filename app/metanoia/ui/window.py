"""The one window: a door while the journal is locked, the shell while it is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.ui.door.door import Door
from metanoia.ui.shell import Shell
from metanoia.ui.widgets import overlay
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.session import Session

TITLE = "Metanoia"  # and never more: window titles are logged and seen


class Window(QWidget):
    """Shows the door, and the shell once a journal is open; says nothing of it in its title."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shell: Shell | None = None
        self.door = Door(session)
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.door)
        self.setLayout(vbox(self._rooms))
        self.setWindowTitle(TITLE)
        self.setMinimumSize(720, 560)
        self.resize(*session.settings.window)
        session.opened.connect(self._opened)
        session.locking.connect(self._leave)
        session.locked.connect(self.door.show_locked)

    def open_file(self, path: Path) -> None:
        """Open a share or a journal's folder that the person named or dropped."""
        from metanoia.ui.destination import Destination

        if self.shell is not None:
            self.shell.go(Destination(page="desk", file=path))
        else:
            self.door.open_file(path)

    def bring_forward(self) -> None:
        """Show the window where a second start was asked for."""
        self.setWindowState(self.windowState() & ~self.windowState().WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go away at once; saving and the backup are finished behind it."""
        self.session.settings.window = (self.width(), self.height())
        self.session.settings.save()
        self.hide()
        self.session.close()
        event.accept()

    def _opened(self, journal: Journal) -> None:
        self.shell = Shell(journal, self.session.settings)
        self.session.screen = self.shell
        self.shell.lock_asked.connect(self.session.lock)
        self._rooms.addWidget(self.shell)
        self._rooms.setCurrentWidget(self.shell)
        self.shell.take_back(self.session.kept_back())

    def _leave(self) -> None:
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        overlay.clear(self)  # they lie on the window, not on the shell, and hold words
        self._rooms.setCurrentWidget(self.door)
        self.repaint()  # before anything that could take time
        shell.blank()
        self._rooms.removeWidget(shell)
        shell.setParent(None)
        shell.deleteLater()
