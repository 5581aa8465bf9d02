"""The one window: a door while the journal is locked, the shell while it is open."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QStackedWidget, QToolTip, QWidget

from metanoia.ui.capture import Capture
from metanoia.ui.commands import Keys
from metanoia.ui.destination import Command
from metanoia.ui.door.door import Door
from metanoia.ui.panic import PanicKey
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.destination import Destination
    from metanoia.ui.session import Session
    from metanoia.ui.shell import Shell
    from metanoia.ui.upkeep import Upkeep
    from metanoia.vault.backups import Backup
    from metanoia.vault.rekeying import Anew

TITLE: Final = "Metanoia"  # and never more: window titles are logged and seen
SEALED: Final = {".metanoia": "desk", ".metanoia-reply": "share"}  # and the page it opens on


class Window(QWidget):
    """Shows the door, and the shell once a journal is open; says nothing of it in its title.

    ``leaving`` is emitted when the window has gone and the journal is about to be closed.
    """

    leaving = Signal()
    settings_changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.shell: Shell | None = None
        self._upkeep: Upkeep | None = None
        self._give_up = False
        self.door = Door(session)
        quitting = Command("quit", self.tr("Close Metanoia"), self.close, "Ctrl+Q")
        self._door_keys = Keys(self.door)
        self._door_keys.bind([quitting])  # the shell has a key of its own for it
        self._rooms = QStackedWidget()
        self._rooms.addWidget(self.door)
        self.setLayout(vbox(self._rooms))
        self.setWindowTitle(TITLE)
        self.setAcceptDrops(True)
        self.setMinimumSize(720, 560)
        self.resize(*session.settings.window)
        if session.settings.maximized:
            self.setWindowState(Qt.WindowState.WindowMaximized)
        self._capture = Capture(self)
        self._panic = PanicKey(self)
        self._panic.pressed.connect(session.lock)
        session.opened.connect(self._opened)
        session.locking.connect(self._cover)
        session.locked.connect(self._locked)

    @Slot(Path)
    def open_file(self, path: Path) -> None:
        """Open a share, or another journal's folder, that the person named or dropped."""
        if path.is_dir():
            if self.session.journal is not None and self.session.journal.path == path.absolute():
                return
            self.session.lock()
            self.door.open_file(path)
        elif self.shell is not None:
            self.shell.go(_sealed(path))
        else:
            self.door.open_file(path)

    @Slot()
    def bring_forward(self) -> None:
        """Show the window where a second start was asked for."""
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowMinimized)
        self.show()
        self.raise_()
        self.activateWindow()

    def tell_fault(self, error: BaseException) -> None:
        """Say what nobody caught: a damaged journal at the door, the rest in passing."""
        from metanoia.domain.errors import JournalDamaged, MetanoiaError
        from metanoia.ui.destination import Notice

        if self.shell is None:
            return  # the rooms of the door say what concerns them
        if isinstance(error, JournalDamaged):  # nothing more can be read from it
            self.session.lock()
            self.door.show_trouble(error)
            return
        ours = self.tr("Metanoia met a mistake of its own ({}). What was saved is safe.")
        known = isinstance(error, MetanoiaError)
        self.shell.say(Notice(text=str(error) if known else ours.format(type(error).__name__)))

    # -- Qt

    def closeEvent(self, event: QCloseEvent) -> None:
        """Go away at once and finish saving and the backup behind it; stay if a text cannot be kept."""
        if not self._give_up and (error := self.session.save_last()) is not None:
            event.ignore()
            self._say_unsaved(error)
            return
        settings = self.session.settings
        settings.maximized = self.isMaximized()
        if not settings.maximized:
            settings.window = (self.width(), self.height())
        self.hide()
        QGuiApplication.sync()
        self.leaving.emit()
        self.session.close()
        event.accept()

    def changeEvent(self, event: QEvent) -> None:
        """Look after the journal's folder when the person comes back to the window."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self._upkeep:
            self._upkeep.look()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take one share or one journal's folder, and nothing else."""
        if _dropped(event) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what was dropped."""
        path = _dropped(event)
        if path is not None:
            event.acceptProposedAction()
            self.open_file(path)

    # -- inside

    @Slot(object)
    def _opened(self, journal: Journal) -> None:
        from metanoia.ui.rehearsal import Rehearsal
        from metanoia.ui.shell import Shell
        from metanoia.ui.upkeep import Upkeep

        self.shell = Shell(journal, self.session.settings)
        self.session.screen = self.shell
        self.shell.lock_asked.connect(self.session.lock)
        self.shell.another_asked.connect(self._show_journals)
        self.shell.restore_asked.connect(self._restore)
        self.shell.anew_asked.connect(self._encrypt_anew)
        self.shell.settings_changed.connect(self.settings_changed)
        self.shell.settings_changed.connect(self._settings_changed)
        self._rooms.addWidget(self.shell)
        self._rooms.setCurrentWidget(self.shell)
        self._capture.at_the_door(here=False)
        self._settings_changed()
        self.shell.take_back(self.session.kept_back())
        self._upkeep = Upkeep(journal, self.shell)
        self._upkeep.backups_asked.connect(self._show_backups)
        self._upkeep.own_asked.connect(self._make_own)
        self._upkeep.begin()
        rehearsal = Rehearsal(journal, self.shell, self.session.settings)
        rehearsal.recovery_asked.connect(self._show_recover)
        rehearsal.begin(typed=self.session.typed)
        if (file := self.door.take_file()) is not None:
            self.shell.go(_sealed(file))
        focus = self.focusWidget()
        if focus is None or not self.shell.isAncestorOf(focus):
            self.shell.setFocus()  # so that its keys work at once

    @Slot()
    def _cover(self) -> None:
        """Show the door in place of everything that says a word of the journal."""
        QToolTip.hideText()
        self.door.show_locked()
        self._rooms.setCurrentWidget(self.door)
        self._capture.at_the_door(here=True)
        here = Qt.FindChildOption.FindDirectChildrenOnly
        for over in self.findChildren(QWidget, options=here):  # palette, sheets, toasts
            if over is not self._rooms:
                over.hide()
                over.deleteLater()
        for other in QApplication.topLevelWidgets():  # menus, popovers, dialogs
            if other is not self and other.isVisible():
                other.close()
                other.hide()  # one that will not close, too
        self.repaint()  # before anything that could take time

    @Slot()
    def _locked(self) -> None:
        self._upkeep = None
        if self.shell is None:
            return
        shell, self.shell = self.shell, None
        self._rooms.removeWidget(shell)
        shell.hide()  # it keeps its parent: without one, Python's collector can crash over it
        shell.deleteLater()
        self.door.give_focus()

    @Slot()
    def _settings_changed(self) -> None:
        self._capture.wish(hidden=self.session.settings.capture_hidden)

    def _say_unsaved(self, error: Exception) -> None:
        from metanoia.domain.errors import MetanoiaError

        if self.shell is None:
            return
        said = str(error) if isinstance(error, MetanoiaError) else ""
        self.shell.warn(
            "unsaved",
            " ".join((self.tr("Your last words could not be saved, so the window stays open."), said)),
            self.tr("Close without them"),
            self._close_anyway,
        )  # fmt: skip

    def _close_anyway(self) -> None:
        self._give_up = True
        self.close()

    @Slot()
    def _show_backups(self) -> None:
        self.session.lock()
        self.door.show_backups()

    @Slot(object)
    def _restore(self, backup: Backup) -> None:
        self.session.lock()
        self.door.restore(backup)

    @Slot(object)
    def _encrypt_anew(self, anew: Anew) -> None:
        self.session.lock()
        self.door.encrypt_anew(anew)

    @Slot()
    def _show_journals(self) -> None:
        self.session.lock()
        self.door.show_journals()

    @Slot()
    def _show_recover(self) -> None:
        self.session.lock()
        self.door.show_recover()

    @Slot()
    def _make_own(self) -> None:
        self.session.lock()
        self.door.show_create()


def _dropped(event: QDropEvent) -> Path | None:
    """Return the one share or journal's folder that is being dropped, None for anything else."""
    urls = event.mimeData().urls()
    if len(urls) != 1 or not urls[0].isLocalFile():
        return None
    path = Path(urls[0].toLocalFile())
    return path if path.suffix in SEALED or (path / "vault.json").is_file() else None


def _sealed(file: Path) -> Destination:
    from metanoia.ui.destination import Destination

    return Destination(page=SEALED.get(file.suffix, "desk"), file=file)
