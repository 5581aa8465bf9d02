"""The whole program driven as a person drives it, in a process of its own: ``window_walk.py TELLING``.

The marker in WALK_MARKER is the passphrase's end, is typed into every field that can be reached, is
copied, and stands in what goes wrong. What was heard and seen of the window is written to TELLING as JSON:
{"titles", "read aloud after the lock", "clipboard": [the recovery key copied, after the lock], "typed": how many
fields, "pages": how many}.
"""

from __future__ import annotations

import json
import os
import sys
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QEventLoop, QObject, Qt, QTimer, qWarning
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from canary import said_everywhere
from metanoia.domain.goals import NewGoal

MARKER = os.environ["WALK_MARKER"]
PASSPHRASE = f"the lake was quiet {MARKER}"
WORKING = 30_000  # ms that opening may take on a busy machine
_FIELDS = (QLineEdit, QTextEdit, QPlainTextEdit)


class Titles(QObject):
    """Every title that any window ever had."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: set[str] = set()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(watched, QWidget) and event.type() in (
            QEvent.Type.WindowTitleChange, QEvent.Type.Show,
        ):  # fmt: skip
            self.seen.add(watched.windowTitle())
            self.seen.add(watched.windowFilePath())
        return False


class Walk:
    """Walks one window, once it was painted."""

    def __init__(self, window: QWidget, telling: Path) -> None:
        self._window = window
        self._telling = telling
        self._typed = self._pages = 0
        self._titles = Titles()
        self._titles.seen |= {one.windowTitle() for one in QApplication.topLevelWidgets()}
        QApplication.instance().installEventFilter(self._titles)

    def walk(self) -> None:
        """Do all of it and end the program."""
        window = self._window
        self._found()
        journal = window.shell.journal
        kept = journal.entries.newest(1)[0]
        said_everywhere(journal, kept.id, MARKER)
        for place in self._places():
            window.shell.go(place)
            self._rest()
            self._type_everywhere()
            self._pages += 1
        window.shell.open_palette()
        self._rest()
        self._type_everywhere()
        window.shell.palette_shown.close_palette()
        self._go_wrong()
        clipboard = self._copy()
        QTest.keyClick(window, Qt.Key.Key_F12)
        # once this has returned: only then are the widgets of the journal gone
        QTimer.singleShot(300, window, partial(self._tell, clipboard))

    def _tell(self, clipboard: list[str]) -> None:
        """Tell what is seen and heard behind the lock, and end the program."""
        told = {
            "locked": self._window.session.journal is None,
            "titles": sorted(self._titles.seen),
            "read aloud": sorted(_read_aloud()),
            "clipboard": [*clipboard, QGuiApplication.clipboard().text()],
            "typed": self._typed,
            "pages": self._pages,
        }
        self._telling.write_text(json.dumps(told), encoding="utf-8")
        self._window.close()

    def _found(self) -> None:
        """Make a journal at the door, as a newcomer does, and write its first entry."""
        door, session = self._window.door, self._window.session
        door.start()
        door.show_create()
        naming = door.room.naming
        naming.field.clear()
        QTest.keyClicks(naming.field, f"Of {MARKER}")
        naming.go_on.click()
        securing = door.room.securing
        QTest.keyClicks(securing.passphrase.first, PASSPHRASE)
        QTest.keyClicks(securing.passphrase.again, PASSPHRASE)
        securing.safe.setChecked(True)
        self._rest(300)
        loop = QEventLoop()
        session.opened.connect(loop.quit)
        QTimer.singleShot(WORKING, loop.quit)
        securing.make.click()
        loop.exec()
        self._rest()
        self._window.shell.show_page("today")
        self._rest()
        self._type_everywhere()
        self._window.shell.current.save()

    def _places(self) -> list[object]:
        from metanoia.ui.destination import Destination

        journal = self._window.shell.journal
        places = [
            Destination(page=name)
            for name in ("today", "journal", "goals", "assumptions", "systems", "team", "review", "share", "desk")
        ]  # fmt: skip
        sections = {
            "goals": ("values",),
            "assumptions": ("register", "predictions"),
            "team": ("words", "conversations", "targets"),
            "review": ("year", "quarter"),
            "settings": ("appearance", "writing", "rhythm", "backups", "privacy", "exchange", "keyboard", "help", "about"),
        }  # fmt: skip
        for page, named in sections.items():
            places += [Destination(page=page, section=section) for section in named]
        places += [
            Destination(page="today", entry=journal.entries.newest(1)[0].id),
            Destination(page="journal", query=MARKER),
            Destination(page="goals", item=journal.goals.rows("released")[0].goal.id),
        ]
        return places

    def _type_everywhere(self) -> None:
        """Type the marker into every field in view."""
        for field in self._window.findChildren(QWidget):
            if isinstance(field, _FIELDS) and field.isVisible() and field.isEnabled():
                if field.isReadOnly():
                    continue
                field.setFocus()
                QTest.keyClicks(field, f"{MARKER} ")
                self._typed += 1
        self._rest()

    def _go_wrong(self) -> None:
        """Let our own code, a thread's and Qt's fail with the marker in their messages."""
        from metanoia.ui.background import Task

        def fails() -> None:
            raise ValueError(MARKER)

        self._window.shell.show_page("goals")
        page = type(self._window.shell.current)
        shown, page.refresh = page.refresh, lambda _self: fails()
        journal = self._window.shell.journal
        journal.goals.add(NewGoal(title=f"To be {MARKER} again"))  # which the page is to show
        page.refresh = shown
        QTimer.singleShot(0, fails)
        Task(fails).start()
        qWarning(f"Of {MARKER}")
        self._rest(300)

    def _copy(self) -> list[str]:
        from metanoia.ui import secret_clipboard

        secret_clipboard.copy(f"AAAA-{MARKER}")
        return [QGuiApplication.clipboard().text()]

    def _rest(self, milliseconds: int = 30) -> None:
        loop = QEventLoop()
        QTimer.singleShot(milliseconds, loop.quit)
        loop.exec()


def _read_aloud() -> set[str]:
    """Return every word a screen reader can reach in any window."""
    words: set[str] = set()
    waiting = [
        QAccessible.queryAccessibleInterface(window) for window in QApplication.topLevelWidgets()
    ]
    while waiting:
        one = waiting.pop()
        if one is None or not one.isValid():
            continue
        words |= {one.text(kind) for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help)}  # fmt: skip
        if (text := one.textInterface()) is not None:
            words.add(text.text(0, text.characterCount()))
        waiting += [one.child(n) for n in range(one.childCount())]
    return words


def main() -> int:
    """Start the program, and begin to walk as it goes on after its first paint."""
    from metanoia import __main__
    from metanoia.ui import start

    goes_on = start.Beginning.go_on

    def go_on(beginning: start.Beginning) -> None:
        goes_on(beginning)
        walk = Walk(beginning._window, Path(sys.argv[1]))
        QTimer.singleShot(0, beginning, walk.walk)

    start.Beginning.go_on = go_on
    return __main__.main([])


if __name__ == "__main__":
    sys.exit(main())
