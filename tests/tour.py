"""A walk through the window as a person sees it: `python tests/tour.py --keep DIR` keeps the pictures.

Every room and page, light and dark, at 1280x800 and 1024x700, with the sample journal.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "app"))

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tour_desk import Desk
from tour_pages import Pages

if TYPE_CHECKING:
    from metanoia.ui.window import Window

SCHEMES: Final = ("light", "dark")
SIZES: Final = ((1280, 800), (1024, 700))
PASSPHRASE: Final = "the lake was quiet before seven"
WORKING: Final = 20_000  # ms that opening and the like may take


def settle(rounds: int = 6) -> None:
    """Let layouts, fonts and deferred deletions come to rest."""
    for _ in range(rounds):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


def take(window: QWidget, folder: Path, name: str) -> Path:
    """Grab ``window`` as it stands and keep it as ``folder/name.png``."""
    settle()
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{name}.png"
    if not window.grab().save(str(file)):
        raise OSError(f"could not write {file}")
    return file


class Tour:
    """Walks one window and takes a picture of each place in every look."""

    def __init__(self, keep: Path, home: Path, only: str = "") -> None:
        from metanoia.ui.session import Session
        from metanoia.ui.settings import Settings
        from metanoia.ui.window import Window

        self._keep = keep
        self._home = home
        self._only = only
        self.window: Window = Window(Session(Settings(desk_shown=True)))
        self.taken: list[str] = []

    def shoot(self, name: str) -> None:
        """Take the place in view, in every look."""
        from metanoia.ui.theme import theme

        if self._only and self._only not in name:
            settle()  # as a picture would have done
            return
        for width, height in SIZES:
            self.window.resize(width, height)
            for scheme in SCHEMES:
                theme().apply(scheme)
                self.taken.append(take(self.window, self._keep, f"{name}-{width}-{scheme}").name)
        theme().apply("light")

    def walk_door(self, folder: Path) -> None:
        """Walk the rooms before a journal is open, and make one in ``folder`` on the way."""
        door = self.window.door
        door.start()
        self.window.show()
        self.shoot("01-welcome")
        door.show_create()
        door.room.naming.field.setText("Journal")
        self.shoot("02-create-name")
        door.room.naming.set_folder(folder)
        door.room.naming.go_on.click()
        securing = door.room.securing
        securing.passphrase.first.setText(PASSPHRASE)
        securing.passphrase.first.show_letters(True)
        securing.passphrase.again.setText(PASSPHRASE)
        securing.safe.setChecked(True)
        _wait(300)
        self.shoot("03-create-passphrase")
        securing.make.click()
        self._wait_for(self.window.session.opened)
        self.window.shell.journal.back_up()
        self.window.session.lock()
        self.shoot("04-unlock")
        self.walk_pin(folder)
        door.room.passphrase.setText("not this one at all")
        door.room.open.click()
        self._wait_for(self.window.session.refused)
        self.shoot("05-wrong-passphrase")
        door.room.recovery.click()
        self.shoot("06-recovery-key")
        door.show_journals()
        self.shoot("07-another-journal")
        self.walk_trouble(folder)

    def walk_pin(self, folder: Path) -> None:
        """Lock a journal that a PIN opens, and mistype it once."""
        from metanoia.ui import pins
        from metanoia.vault.vault import Passphrase

        window, door = self.window, self.window.door
        window.session.open(folder, Passphrase(PASSPHRASE))
        self._wait_for(window.session.opened)
        pins.keep(folder, window.session.journal.quick_unlock("4711"))
        window.session.lock()
        self.shoot("04b-pin")
        door.room.pin.pin.setText("4712")
        door.room.pin.open.click()
        self._wait_for(window.session.refused)
        self.shoot("04c-wrong-pin")
        pins.forget(folder)
        door.show_journal(folder)

    def walk_trouble(self, folder: Path) -> None:
        """Damage the journal and see what is offered."""
        from metanoia.vault.vault import Passphrase

        door = self.window.door
        door.show_journal(folder)
        door.show_backups()
        self.shoot("08-backups")
        database = folder / "journal.db"
        database.write_bytes(b"damaged" * 500)
        door.show_journal(folder)
        self.window.session.open(folder, Passphrase(PASSPHRASE))
        self._wait_for(self.window.session.refused)
        self.shoot("09-trouble")
        door.room.bring_back.click()
        self._wait_for(door.room.restored)
        self.shoot("10-brought-back")

    def walk_desk(self) -> None:
        """Walk the desk of a coach with a vault of their own."""
        self.window.show()
        Desk(self.window, self._home / "coaching", self.shoot).walk()

    def walk_pages(self) -> None:
        """Open the sample journal and walk its pages."""
        self.window.session.look_around()
        self._wait_for(self.window.session.opened)
        Pages(self.window.shell, self._home, self.shoot).walk()
        self.window.close()

    def _wait_for(self, signal: object) -> None:
        from PySide6.QtCore import QEventLoop

        loop = QEventLoop()
        signal.connect(loop.quit)
        QTimer.singleShot(WORKING, loop.quit)
        loop.exec()
        settle()


def _wait(milliseconds: int) -> None:
    from PySide6.QtCore import QEventLoop

    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    """Walk, and say which pictures were taken."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--keep", type=Path, help="keep the pictures in this folder")
    words.add_argument("--only", default="", help="take only pictures whose name holds this")
    words.add_argument("--door", action="store_true", help="walk only the rooms before the journal")
    words.add_argument("--desk", action="store_true", help="walk only the coach's desk")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["METANOIA_HOME"] = home
        from metanoia.ui.theme import theme

        app = QApplication.instance() or QApplication(["tour"])
        app.setCursorFlashTime(0)
        theme().less_motion = True
        theme().apply("light", 1.0)
        tour = Tour(asked.keep or Path(home) / "pictures", Path(home), asked.only)
        if not asked.desk:
            tour.walk_door(Path(home) / "Mara" / "Journal")
        if not asked.door:
            tour.walk_desk()
        if not asked.door and not asked.desk:
            tour.walk_pages()
    print(f"{len(tour.taken)} pictures" + (f" in {asked.keep}" if asked.keep else ""))
    return 0


if __name__ == "__main__":
    sys.exit(main())
