"""One window in a process of its own: ``window.py empty`` or ``window.py app FOLDER KEY``.

Prints {"wall": seconds since the parent's start of it, "cpu": seconds, "pss": KiB} at the first paint
that shows what is to be shown, and ends.
"""

from __future__ import annotations

import json
import os
import sys
import threading
import time
from pathlib import Path

BEGUN = float(os.environ["BENCH_BEGUN"])


def main() -> None:
    """Show the window that was asked for."""
    what, *rest = sys.argv[1:]
    box: list = []
    thread = None
    if what == "app":
        folder, key = rest
        thread = threading.Thread(target=lambda: box.append(_opened(folder, key)))
        thread.start()
    from PySide6.QtWidgets import QApplication, QMainWindow

    app = QApplication([])
    if thread:
        thread.join()
        window = _shell(box[0])
    else:
        window = QMainWindow()
    window.resize(1280, 800)
    window.show()
    app.processEvents()
    window.grab()  # by now every widget in view has painted
    figures = {"wall": time.monotonic() - BEGUN, "cpu": time.process_time()}
    until = time.monotonic() + 0.4  # what goes on after the first paint counts as memory
    while time.monotonic() < until:
        app.processEvents()
        time.sleep(0.01)
    print(json.dumps({**figures, "pss": _pss()}), flush=True)
    os._exit(0)  # nothing was written; the journal is a throw-away copy


def _opened(folder: str, key: str):
    from metanoia.journal import Journal
    from metanoia.vault.vault import RawKey

    journal = Journal.open(Path(folder), RawKey(bytes.fromhex(key)))
    journal.entries.newest(60)
    return journal


def _shell(journal):
    from metanoia.ui import fonts
    from metanoia.ui.destination import Destination
    from metanoia.ui.settings import Settings
    from metanoia.ui.shell import Shell
    from metanoia.ui.theme import theme

    fonts.load()
    theme().apply()
    shell = Shell(journal, Settings())
    shell.go(Destination(page="journal"))  # the newest entries, which the first page need not list
    return shell


def _pss() -> int:
    rollup = Path("/proc/self/smaps_rollup")
    if not rollup.exists():
        return 0
    (line,) = [line for line in rollup.read_text().splitlines() if line.startswith("Pss:")]
    return int(line.split()[1])


if __name__ == "__main__":
    main()
