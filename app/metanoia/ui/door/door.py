"""The door: one room at a time in front of a journal, and the ways from one to the other."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain.errors import JournalMissing, WrongPassphrase
from metanoia.ui.door.unlock import Unlock
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.door.coach import Coach
    from metanoia.ui.door.create import Create
    from metanoia.ui.door.encrypting import Encrypting
    from metanoia.ui.door.journals import Journals
    from metanoia.ui.door.recover import Recover
    from metanoia.ui.door.room import Room
    from metanoia.ui.door.trouble import Trouble
    from metanoia.ui.door.welcome import Welcome
    from metanoia.ui.session import Session
    from metanoia.vault.backups import Backup
    from metanoia.vault.rekeying import Anew


class Door(QWidget):
    """Shows the right room; all but the first are made when they are first entered.

    ``folder_shown`` carries the journal's folder whenever it is another one.
    """

    folder_shown = Signal(Path)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.folder: Path | None = None
        self._file: Path | None = None
        self._rooms = QStackedWidget()
        self.setLayout(vbox(self._rooms))
        self._unlock: Unlock | None = None
        self._welcome: Welcome | None = None
        self._create: Create | None = None
        self._recover: Recover | None = None
        self._journals: Journals | None = None
        self._trouble: Trouble | None = None
        self._coach: Coach | None = None
        self._encrypting: Encrypting | None = None
        self._makes_desk = False
        session.opened.connect(self._opened)
        session.refused.connect(self._refused)

    # -- what the window asks

    def start(self, folder: Path | None = None) -> None:
        """Show the room to begin with: for ``folder`` if one is named, else for the last journal."""
        if folder is None:
            folder = usual_folder(self.session.settings.journals)
        if folder is None:
            self.show_welcome()
        else:
            self.show_journal(folder)

    def recall(self) -> None:
        """Ask the keyring for the journal's key, if the unlock room waits for a passphrase."""
        if self._unlock is not None and self.room is self._unlock:
            self._unlock.recall()

    def show_locked(self) -> None:
        """Ask for the passphrase of the journal that was just locked."""
        folder = self.session.folder
        if folder is None:
            self.start()
        else:
            self.show_journal(folder)

    def open_file(self, path: Path) -> None:
        """Take a journal's folder to unlock, or a share that opens at the desk after unlocking."""
        if self.session.is_opening:
            self._file = None if path.is_dir() else path
        elif path.is_dir():
            self.show_journal(path)
        else:
            self._file = path
            if self.folder is not None:
                self.show_journal(self.folder)
            elif (desk := self._desk()) is not None:
                self.show_journal(desk)
            else:
                self.make_desk(self._why_a_journal())

    def take_file(self) -> Path | None:
        """Return, once, the share that waits to be opened at the desk."""
        file, self._file = self._file, None
        return file

    def give_focus(self) -> None:
        """Put the keyboard where the room in view begins."""
        room = self.room
        first = room.first_focus() if room is not None else None
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def room(self) -> Room | None:
        """The room in view."""
        return self._rooms.currentWidget()  # type: ignore[return-value]

    # -- the rooms

    def show_welcome(self) -> None:
        """Show the first room."""
        if self._welcome is None:
            from metanoia.ui.door.welcome import Welcome

            self._welcome = Welcome(self.session)
            self._welcome.create_asked.connect(self.show_create)
            self._welcome.folder_asked.connect(self.show_journals)
            self._welcome.desk_asked.connect(self.show_coach)
        self._show(self._welcome)

    def show_journal(self, folder: Path, notice: str = "") -> None:
        """Ask for the passphrase of the journal in ``folder``, or say that there is none."""
        self.folder = folder.absolute()
        self.folder_shown.emit(self.folder)
        if not _holds_journal(self.folder):
            self.show_trouble(JournalMissing(self.folder))
            return
        if self._unlock is None:
            self._unlock = Unlock(self.session)
            self._unlock.recovery_asked.connect(self.show_recover)
            self._unlock.journals_asked.connect(self.show_journals)
            self._unlock.backups_asked.connect(self.show_backups)
            self._unlock.desk_asked.connect(self.show_coach)
        waiting = self.tr("“{}” opens at the coach desk as soon as you have opened your journal.")
        if self._file is not None and not notice:
            notice = waiting.format(self._file.name)
        self._unlock.show_folder(self.folder, notice)
        self._show(self._unlock)

    @Slot()
    def show_create(self, why: str = "") -> None:
        """Make a journal; ``why`` says what it is needed for, if for something else."""
        if self._create is None:
            from metanoia.ui.door.create import Create

            self._create = Create(self.session)
            self._create.left.connect(self._leave)
        self._makes_desk = False
        self._create.begin(why)
        self._show(self._create)

    @Slot()
    def show_coach(self) -> None:
        """Show the ways for somebody who reads what others seal."""
        if self._coach is None:
            from metanoia.ui.door.coach import Coach

            self._coach = Coach(self.session)
            self._coach.share_asked.connect(self._ask_for_share)
            self._coach.desk_asked.connect(self._enter_desk)
            self._coach.left.connect(self._leave)
        self._coach.show_desk(self._desk())
        self._show(self._coach)

    def make_desk(self, why: str = "") -> None:
        """Make a journal that is a coach's desk."""
        self.show_create(why)
        if self._create is not None and not self.session.is_opening:
            self._makes_desk = True
            self._create.begin_desk(why)
            self.give_focus()

    @Slot()
    def show_journals(self) -> None:
        """Show the recent journals and the way to others."""
        if self._journals is None:
            from metanoia.ui.door.journals import Journals

            self._journals = Journals(self.session)
            self._journals.chosen.connect(self._chosen)
            self._journals.create_asked.connect(self.show_create)
            self._journals.left.connect(self._leave)
        self._journals.show_journals()
        self._show(self._journals)

    @Slot()
    def show_backups(self) -> None:
        """Show the backups of the journal at the door."""
        if self.folder is not None:
            trouble = self._trouble_room()
            trouble.show_backups(self.folder)
            self._show(trouble)

    def restore(self, backup: Backup) -> None:
        """Put ``backup`` in the place of the journal at the door, which is closed."""
        self.show_backups()
        if self._trouble is not None:
            self._trouble.restore(backup)

    def encrypt_anew(self, anew: Anew) -> None:
        """Give the journal at the door, which is closed, another key, and open it."""
        from metanoia.ui.door.encrypting import Encrypting

        if self._encrypting is None:
            self._encrypting = Encrypting(self.session)
            self._encrypting.left.connect(self._leave)
        if self.folder is not None:
            self._show(self._encrypting)
            self._encrypting.begin(self.folder, anew)

    def show_trouble(self, error: Exception) -> None:
        """Say what is wrong with the journal at the door, and what can be done."""
        trouble = self._trouble_room()
        trouble.show_fault(self.folder or Path(), error)
        self._show(trouble)

    # -- inside

    def _trouble_room(self) -> Trouble:
        if self._trouble is None:
            from metanoia.ui.door.trouble import Trouble

            self._trouble = Trouble(self.session)
            self._trouble.retried.connect(self._leave)
            self._trouble.restored.connect(self._restored)
            self._trouble.recovery_asked.connect(self.show_recover)
            self._trouble.journals_asked.connect(self.show_journals)
        return self._trouble

    @Slot()
    def show_recover(self) -> None:
        """Ask for the recovery key of the journal at the door, and for a new passphrase."""
        if self._recover is None:
            from metanoia.ui.door.recover import Recover

            self._recover = Recover(self.session)
            self._recover.left.connect(self._leave)
        if self.folder is not None:
            self._recover.show_folder(self.folder)
            self._show(self._recover)

    def _show(self, room: Room) -> None:
        if self.session.is_opening:
            return  # what is being opened is shown, or refused, in a moment
        before = self.room
        if before is not None and before is not room:
            before.forget()
        if self._rooms.indexOf(room) < 0:
            self._rooms.addWidget(room)
        self._rooms.setCurrentWidget(room)
        self.give_focus()

    @Slot()
    def _leave(self) -> None:
        """Go back to where one can start again."""
        if self.folder is not None:
            self.show_journal(self.folder)
        else:
            self.show_welcome()

    @Slot(Path)
    def _chosen(self, folder: Path) -> None:
        self.show_journal(folder)

    @Slot(str)
    def _restored(self, said: str) -> None:
        if self.folder is not None:
            self.show_journal(self.folder, said)

    @Slot(object)
    def _opened(self, journal: Journal) -> None:
        from metanoia.ui import desk_alone, sample

        room, folder = self.room, self.session.folder
        if self._makes_desk and room is self._create:
            desk_alone.make_desk(journal)
        self._makes_desk = False
        if room is not None:
            room.forget()
        if folder is None:
            return
        self.folder = folder.absolute()
        self.folder_shown.emit(self.folder)
        if self.folder != sample.folder().absolute():
            self.session.settings.remember(self.folder)
            with contextlib.suppress(OSError):  # it is written again when the window closes
                self.session.settings.save()

    @Slot(Exception)
    def _refused(self, error: Exception) -> None:
        room = self.room
        if room is not None and room.refuse(error):
            return
        self.folder = self.session.folder or self.folder
        if isinstance(error, WrongPassphrase) and self.folder is not None:
            self.show_journal(self.folder)  # a sample whose passphrase was changed
            return
        self.show_trouble(error)

    # -- the coach's door

    def _desk(self) -> Path | None:
        desk = places.default_desk()
        return desk if _holds_journal(desk) else None

    @Slot()
    def _enter_desk(self) -> None:
        desk = self._desk()
        if desk is None:
            self.make_desk()
        else:
            self.show_journal(desk)

    def _why_a_journal(self) -> str:
        return self.tr(
            "To read a share you need a desk of your own: it holds the key that shares are sealed for. "
            "It takes a minute."
        )

    @Slot()
    def _ask_for_share(self) -> None:
        from metanoia.ui.door.folder_choice import choose_share

        kinds = self.tr("Sealed shares and replies") + " (*.metanoia *.metanoia-reply)"
        dialog = choose_share(self, self.tr("Open a share at the coach desk"), kinds)
        dialog.fileSelected.connect(self._share_chosen)

    @Slot(str)
    def _share_chosen(self, file: str) -> None:
        if not file:
            return
        desk = self._desk()
        if desk is not None and Path(file).is_file():
            self._file = Path(file)
            self.show_journal(desk)
        else:
            self.open_file(Path(file))


def usual_folder(recent: list[str]) -> Path | None:
    """Return the journal to begin with: the last one opened, else the default one if it is there."""
    if recent:
        return Path(recent[0])
    default = places.default_journal()
    return default if _holds_journal(default) else None


def _holds_journal(folder: Path) -> bool:
    signs = ("vault.json", "journal.db", "restoring")
    try:
        return any((folder / sign).exists() for sign in signs)
    except OSError:
        return True  # it is there, and opening it will say why it cannot be read
