"""Where Metanoia starts: a command goes to the command line, anything else opens the window."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from metanoia.domain.errors import MetanoiaError, TooManyFiles

SEALED = (".metanoia", ".metanoia-reply")
NO_SCREEN = (
    "There is no screen here to open a window on. "
    "Metanoia's commands need none; to see them: metanoia --help"
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command in ``argv``, or open the window on what it names; return the exit code.

    The code is 0 for done, 1 for a failure that was told in one sentence, 2 for wrong usage.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    try:
        opened = window_argument(words)
        return _command(words) if opened is None else _window(opened)
    except KeyboardInterrupt:
        print(file=sys.stderr)
        return 130
    except BrokenPipeError:
        # Whoever read the answer ("| head") has gone; Python's own last flush must not complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as fault:  # noqa: BLE001 - nobody may meet a traceback
        return _tell(fault)


def window_argument(words: Sequence[str]) -> list[str] | None:
    """Return what the window is to open: nothing, a journal's folder or a sealed file; None for a command."""
    if not words:
        return []
    if words[0] == "--journal" and len(words) == 2:
        return [words[1]]
    if words[0].startswith("--journal=") and len(words) == 1:
        return [words[0].removeprefix("--journal=")]
    if len(words) == 1 and _names_a_file(words[0]):
        return [words[0]]
    return None


def _names_a_file(word: str) -> bool:
    path = Path(word)
    if word.startswith("-"):
        return False
    parted = os.sep in word or (os.altsep is not None and os.altsep in word)
    return parted or path.suffix in SEALED or (path / "vault.json").is_file()


def _command(words: list[str]) -> int:
    from metanoia.cli import main as command

    return command(words)


def _window(opened: list[str]) -> int:
    if _no_screen():
        print(NO_SCREEN, file=sys.stderr)
        return 1
    from metanoia.ui.start import run

    return run(opened)


def _no_screen() -> bool:
    # Qt would end the whole process here, with a message that helps nobody.
    named = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return sys.platform.startswith("linux") and not any(map(os.environ.get, named))


def _tell(fault: Exception) -> int:
    if isinstance(fault, OSError) and fault.errno in (errno.EMFILE, errno.ENFILE):
        fault = TooManyFiles()  # met while a module was looked for
    if isinstance(fault, MetanoiaError):
        print(fault, file=sys.stderr)
        return 1
    import traceback

    # Only the kind and the place: the words of an exception can hold words of the journal.
    where = "?"
    for frame, line in traceback.walk_tb(fault.__traceback__):
        file = Path(frame.f_code.co_filename)
        if file.is_relative_to(Path(__file__).parent):
            where = f"{file.name}:{line}"
    print(
        f"Metanoia stopped because of a mistake of its own ({type(fault).__name__}, {where}). "
        "What was saved is safe.",
        file=sys.stderr,
    )
    return 1


if __name__ == "__main__":
    sys.exit(main())
