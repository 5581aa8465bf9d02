"""Three days in an hour: ``python tests/reliability/soak.py [--report FILE.json]``.

Locks and unlocks one journal again and again, the first times behind the whole window, saves entries
in between and makes backups; measures memory and open files each time it is locked. Fails if memory
grew by a fifth, a file stayed open, or anything that was saved is not there at the end. Linux only.
"""

from __future__ import annotations

import argparse
import datetime as dt
import json
import os
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).parents[1]))

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from journals import PASSPHRASE, entry

if TYPE_CHECKING:
    from metanoia.journal import Journal
    from metanoia.ui.session import Session
    from metanoia.ui.window import Window

WAIT: Final = 60_000  # ms that one opening may take
ENTRIES: Final = 400
GROWTH: Final = 0.20
WARM: Final = 20  # locks until every page was shown, and all is loaded
WORDS: Final = "What the ward said of the rota, and what I heard instead. " * 6


class Part:
    """Some hundred or thousand locks, with what was measured after each so many of them."""

    def __init__(self, name: str, locks: int) -> None:
        self.name = name
        self.locks = locks
        self.samples: list[tuple[int, float, int]] = []  # lock, MB resident, open files

    def measure(self, lock: int) -> None:
        """Note memory and open files."""
        pages = int(Path("/proc/self/statm").read_text().split()[1])
        resident = pages * os.sysconf("SC_PAGE_SIZE") / 1e6
        self.samples.append((lock, round(resident, 1), len(list(Path("/proc/self/fd").iterdir()))))

    def told(self) -> dict[str, object]:
        """Return what was measured: a tenth of the samples once all is loaded, beside the last tenth."""
        tenth = max(len(self.samples) // 10, 1)
        begun, ended = [row for row in self.samples if row[0] > WARM][:tenth], self.samples[-tenth:]
        if not begun:
            return {"locks": self.samples[-1][0] if self.samples else 0}
        mb = [statistics.median(row[1] for row in rows) for rows in (begun, ended)]
        files = [statistics.median(row[2] for row in rows) for rows in (begun, ended)]
        return {
            "locks": self.samples[-1][0],
            "mb_begun": mb[0], "mb_ended": mb[1], "growth": round(mb[1] / mb[0] - 1, 4),
            "files_begun": files[0], "files_ended": files[1],
            "samples": self.samples,
        }  # fmt: skip

    def sound(self) -> bool:
        """Tell whether memory grew by less than a fifth, and no file stayed open."""
        told = self.told()
        return "growth" not in told or (
            told["growth"] < GROWTH and told["files_ended"] <= told["files_begun"]
        )


class Soak:
    """One journal, its session, and what was promised to be kept."""

    def __init__(self, home: Path, asked: argparse.Namespace) -> None:
        from metanoia.journal import Journal
        from metanoia.ui.session import Session
        from metanoia.ui.settings import Settings

        self.folder = home / "journal"
        self.asked = asked
        self.promised: dict[str, str] = {}
        self.saves = self.locks = self.backups = 0
        self.slowest = {"open": 0.0, "save": 0.0, "lock": 0.0, "backup": 0.0}
        self.begun = time.monotonic()
        journal, _ = Journal.create(self.folder, PASSPHRASE, log_n=4)
        with journal:
            made = [entry(f"Day {i}", WORDS, day=i) for i in range(ENTRIES)]
            self.promised = dict.fromkeys(journal.entries.add_many(made, None), WORDS)
        self.ids = list(self.promised)
        self.parts = [
            Part("window", asked.window),
            Part("session", max(asked.locks - asked.window, 0)),
        ]
        self.session: Session = Session(Settings())
        self.window: Window | None = None

    def run(self) -> bool:
        """Do all of it, and look at last whether everything is there."""
        from metanoia.ui.session import Session
        from metanoia.ui.window import Window

        windowed, alone = self.parts
        if windowed.locks:
            self.window = Window(self.session)
            self.window.show()
        for part in (windowed, alone):
            if part is alone and self.window is not None:
                self.window.close()
                self.window.deleteLater()
                self.session, self.window = Session(self.session.settings), None
                rest()
            every = max(part.locks // 100, 1)
            for number in range(1, part.locks + 1):
                self.cycle(number)
                if number % every == 0:
                    rest()
                    part.measure(number)
                    self.report(finished=False)
        kept = self.all_is_there()
        self.report(finished=True, kept=kept)
        return kept and all(part.sound() for part in self.parts)

    def cycle(self, number: int) -> None:
        """Open, look at a page, save, back up now and then, lock."""
        journal = self.open()
        if self.window is not None and self.window.shell is not None:
            from metanoia.ui.destination import Destination
            from metanoia.ui.places import PLACES

            self.window.shell.go(Destination(page=list(PLACES)[number % len(PLACES)]))
            self.window.grab()
        due = round((self.locks + 1) * self.asked.saves / self.asked.locks)
        while self.saves < due:
            self.save(journal)
        if self.backups < (self.locks + 1) * self.asked.backups // self.asked.locks:
            self.timed("backup", journal.back_up)
            self.backups += 1
        self.timed("lock", self.session.lock)
        self.locks += 1
        QApplication.processEvents()

    def open(self) -> Journal:
        """Open the journal as the door does."""
        from metanoia.vault.vault import Passphrase

        loop = QEventLoop()
        late = QTimer(singleShot=True, interval=WAIT)
        late.timeout.connect(loop.quit)
        self.session.opened.connect(loop.quit)
        self.session.refused.connect(loop.quit)
        late.start()
        self.session.open(self.folder, Passphrase(PASSPHRASE))
        self.timed("open", loop.exec)
        self.session.opened.disconnect(loop.quit)
        self.session.refused.disconnect(loop.quit)
        if self.session.journal is None or self.session.journal.missing_changes:
            raise RuntimeError("the journal did not open, or not with all its changes")
        return self.session.journal

    def save(self, journal: Journal) -> None:
        """Write on in one entry."""
        which = self.ids[self.saves % len(self.ids)]
        body = f"{WORDS}\n\nSaved {self.saves}."
        self.timed("save", lambda: journal.entries.save_text(which, f"Day {self.saves}", body))
        self.promised[which] = body
        self.saves += 1

    def timed(self, what: str, call: object) -> None:
        """Call, and keep how long the slowest took (s)."""
        begun = time.perf_counter()
        call()
        self.slowest[what] = max(self.slowest[what], round(time.perf_counter() - begun, 4))

    def all_is_there(self) -> bool:
        """Tell whether the journal and its backups are whole, and every saved word is there."""
        from metanoia.journal import Journal
        from metanoia.vault.vault import Passphrase

        with Journal.open(self.folder, Passphrase(PASSPHRASE)) as journal:
            same = all(journal.entries.get(i).body == body for i, body in self.promised.items())
            return same and journal.check().sound and journal.entries.count == len(self.promised)

    def report(self, *, finished: bool, kept: bool | None = None) -> None:
        """Write what is known so far."""
        told = {
            "what": "soak", "date": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
            "finished": finished, "all_that_was_saved_is_there": kept,
            "seconds": round(time.monotonic() - self.begun), "locks": self.locks, "saves": self.saves,
            "backups": self.backups, "slowest_seconds": self.slowest,
            "journal_mb": round((self.folder / "journal.db").stat().st_size / 1e6, 1),
            "parts": {part.name: part.told() for part in self.parts},
            "sound": all(part.sound() for part in self.parts),
        }  # fmt: skip
        if self.asked.report:
            self.asked.report.write_text(json.dumps(told) + "\n", encoding="utf-8")
        elif finished:
            print(json.dumps(told))


def rest() -> None:
    """Let the window delete what it lets go, and its collector run."""
    from metanoia.ui.background import finish
    from metanoia.vault.process import trim_memory

    loop = QEventLoop()
    QTimer.singleShot(20, loop.quit)
    loop.exec()
    finish()
    QApplication.processEvents()
    trim_memory()


def main() -> int:
    """Soak, and say whether it went well."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--locks", type=int, default=5000)
    words.add_argument("--window", type=int, default=300, help="how many of them behind the window")
    words.add_argument("--saves", type=int, default=50_000)
    words.add_argument("--backups", type=int, default=200)
    words.add_argument("--report", type=Path, help="write JSON there, all along")
    asked = words.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["METANOIA_HOME"] = home
        _app = QApplication.instance() or QApplication(["soak"])
        well = Soak(Path(home), asked).run()
    print("well" if well else "NOT WELL")
    return 0 if well else 1


if __name__ == "__main__":
    sys.exit(main())
