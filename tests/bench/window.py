"""One window in a process of its own: ``window.py empty``, ``list FOLDER KEY`` or ``enter FOLDER KEY``.

Prints JSON and ends: at the first paint {"wall": seconds since the parent's start of it, "cpu": seconds};
of an open journal also "opened" and "listed", the same at the paint of the first page and of the
Journal page with its newest entries; "pss": KiB once nothing goes on any more. ``enter`` opens the
journal after a while, as somebody does who types a passphrase, and adds "entered": seconds from the
key to the paint of the first page.
"""

from __future__ import annotations

import functools
import json
import os
import sys
import time
from pathlib import Path

BEGUN = float(os.environ["BENCH_BEGUN"])
REST = 0.8  # s: what goes on after the last paint counts as memory
TYPING = 1.5  # s that a passphrase takes

figures: dict[str, float] = {}


def main() -> None:
    """Show the window that was asked for."""
    what, *rest = sys.argv[1:]
    if what == "empty":
        _empty()
    else:
        _app(what, *rest)


def _empty() -> None:
    from PySide6.QtCore import QObject, QTimer
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    window = QMainWindow()
    window.resize(1280, 800)

    class Watch(QObject):
        def eventFilter(self, _watched, event) -> bool:
            if event.type() == event.Type.Paint:
                window.removeEventFilter(self)
                QTimer.singleShot(0, _painted)
            return False

    watch = Watch()
    window.installEventFilter(watch)
    QTimer.singleShot(int(REST * 1000), _end)
    window.show()
    app.exec()


def _app(what: str, folder: str, key: str) -> None:
    from metanoia import __main__
    from metanoia.ui import start

    first = start.Beginning.go_on

    def go_on(beginning) -> None:
        from PySide6.QtCore import QTimer

        _painted()
        enter = functools.partial(_open, beginning._window, folder, key)
        if what == "enter":
            first(beginning)
            QTimer.singleShot(int(TYPING * 1000), enter)
        else:
            enter()

    start.Beginning.go_on = go_on
    sys.exit(__main__.main([folder]))


def _open(window, folder: str, key: str) -> None:
    from PySide6.QtCore import QTimer

    from metanoia.vault.vault import RawKey

    def opened(_journal: object) -> None:
        from metanoia.ui.destination import Destination

        window.grab()
        _note("opened")
        figures["entered"] = figures["opened"] + BEGUN - asked
        window.shell.go(Destination(page="journal"))
        window.grab()
        _note("listed")
        QTimer.singleShot(int(REST * 1000), _end)

    asked = time.monotonic()
    window.session.opened.connect(opened)
    window.session.open(Path(folder), RawKey(bytes.fromhex(key)))


def _painted() -> None:
    figures.update(wall=time.monotonic() - BEGUN, cpu=time.process_time())


def _note(what: str) -> None:
    figures[what] = time.monotonic() - BEGUN


def _end() -> None:
    print(json.dumps({**figures, "pss": _pss()}), flush=True)
    os._exit(0)  # nothing was written; the journal is a throw-away copy


def _pss() -> int:
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0
    (line,) = [line for line in rollup.read_text().splitlines() if line.startswith("Pss:")]
    return int(line.split()[1])


if __name__ == "__main__":
    main()
