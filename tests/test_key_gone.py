"""After a lock neither the key nor the passphrase is left anywhere in the program's memory."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from journals import LOG_N
from metanoia.journal import Journal
from metanoia.vault import vault, words
from metanoia.vault.folder import Folder
from metanoia.vault.vault import Passphrase

TESTS = Path(__file__).parent
APP = Path(vault.__file__).parents[2]

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="reads /proc"),
]

# Reads the secrets masked from the pipe, so that they come into the child by being used alone.
_CHILD = """
import sys
from pathlib import Path
sys.path[:0] = sys.argv[1:3]
folder, how = Path(sys.argv[3]), sys.argv[4]
secret = bytearray(byte ^ 0x5A for byte in bytes.fromhex(sys.stdin.readline().strip()))
kept = []

def locked():
    print("ready", flush=True)
    sys.stdin.readline()
    sys.exit()

def without_window():
    from journals import entry
    from metanoia.journal import Journal
    from metanoia.vault.process import trim_memory
    from metanoia.vault.vault import Passphrase
    journal = Journal.open(folder, Passphrase(secret.decode()))
    secret[:] = bytes(len(secret))
    journal.entries.add(entry("Marker", "zanzibar"))
    if how == "open":
        kept.append(journal)
        return
    if how == "key kept":
        kept.append(bytes(bytearray(journal._key)))
    journal.close()
    del journal
    trim_memory()

def in_a_window():
    from PySide6.QtCore import QDeadlineTimer, QEventLoop, Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication
    from journals import entry
    from metanoia.ui import pins
    from metanoia.ui.session import Session
    from metanoia.ui.settings import Settings
    from metanoia.ui.window import Window

    def until(condition):
        deadline = QDeadlineTimer(60_000)
        while not condition():
            assert not deadline.hasExpired()
            app.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)

    app = QApplication([])
    window = Window(Session(Settings()))
    kept.append(window)
    window.show()
    window.door.start(folder)
    field = window.door.room.passphrase
    field.setFocus()
    for letter in secret.decode():
        QTest.keyClicks(field, letter)
    secret[:] = bytes(len(secret))
    QTest.keyClick(field, Qt.Key.Key_Return)
    until(lambda: window.session.journal is not None)
    journal = window.session.journal
    journal.entries.add(entry("Marker", "zanzibar"))
    if how == "window, PIN":
        pins.keep(folder, journal.quick_unlock("4711", 10))
    del journal
    QTest.qWait(200)
    window.session.lock()
    for _ in range(20):
        QTest.qWait(20)
    if how == "window, PIN":
        assert window.door.room.pin.isVisible()

(in_a_window if how.startswith("window") else without_window)()
locked()
"""


@pytest.fixture
def made(tmp_path):
    """Return the folder of a closed journal and its passphrase, which stands in no source file."""
    passphrase = words.generate(6)
    Journal.create(tmp_path / "journal", passphrase, log_n=LOG_N)[0].close()
    return tmp_path / "journal", passphrase


def memory_of(pid: int) -> bytes:
    """Return all that a process can read of its own memory, piece after piece."""
    pieces = []
    with Path(f"/proc/{pid}/mem").open("rb", buffering=0) as memory:
        for line in Path(f"/proc/{pid}/maps").read_text(encoding="ascii").splitlines():
            span, rights, *rest = line.split()
            if "r" not in rights or rest[-1] in ("[vvar]", "[vsyscall]", "[vvar_vclock]"):
                continue
            begin, end = (int(side, 16) for side in span.split("-"))
            memory.seek(begin)
            try:
                pieces.append(memory.read(end - begin))
            except OSError:  # a device's, or one that is gone
                continue
    return b"\0".join(pieces)


def found_after(folder: Path, passphrase: str, how: str) -> dict[str, int]:
    """Let a child open and lock the journal; return how often each form of its secrets is left there."""
    key = vault.unlock(Folder(folder), Passphrase(passphrase)).key
    forms = {
        "key": key,
        "key in hex": key.hex().encode(),
        "KEY IN HEX": key.hex().upper().encode(),
        "key in hex, UTF-16": key.hex().encode("utf-16-le"),
        "passphrase": passphrase.encode(),
        "passphrase, UTF-16": passphrase.encode("utf-16-le"),
    }
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, str(APP), str(TESTS), str(folder), how],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    with child:
        masked = bytes(byte ^ 0x5A for byte in passphrase.encode()).hex()
        print(masked, file=child.stdin, flush=True)
        assert child.stdout.readline() == "ready\n"
        try:
            memory = memory_of(child.pid)
        except PermissionError:
            pytest.skip("this system lets nobody read the memory of a child")
        finally:
            child.stdin.close()
    counted = {form: memory.count(looked_for) for form, looked_for in forms.items()}
    return {form: count for form, count in counted.items() if count}


@pytest.mark.parametrize("how", ["closed", "window", "window, PIN"])
def test_no_copy_of_key_or_passphrase_is_left(made, how):
    assert found_after(*made, how) == {}


@pytest.mark.parametrize("how", ["open", "key kept"])
def test_a_key_that_is_kept_would_be_found(made, how):
    assert found_after(*made, how)["key"] >= 1
