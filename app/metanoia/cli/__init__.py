"""Metanoia without a screen: one command at a time, no Qt, nothing but a sentence when it fails."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from metanoia.domain.errors import JournalMoved, MetanoiaError, WouldOverwrite

# Where the sentence of an error speaks of the window that is not there.
_HERE: dict[type[MetanoiaError], str] = {
    JournalMoved: "The journal's folder was moved, deleted or unplugged meanwhile, so this was not "
    "saved. Put the folder back and try once more.",
}


def main(argv: Sequence[str]) -> int:
    """Run one command; return 0 for done, 1 for a failure told in one sentence, 2 for wrong usage.

    A mistake of Metanoia's own is raised as it is, and so is KeyboardInterrupt.
    """
    import click

    from metanoia.cli.commands import metanoia
    from metanoia.vault import process

    process.harden()
    _speak_utf8()
    try:
        code = metanoia.main(list(argv), prog_name="metanoia", standalone_mode=False)
    except MetanoiaError as error:
        print(sentence(error), file=sys.stderr)
        return 1
    except click.Abort as stop:
        if isinstance(stop.__cause__ or stop.__context__, KeyboardInterrupt):
            raise KeyboardInterrupt from None
        print("Nothing more came to be read, so nothing was done.", file=sys.stderr)
        return 1
    except click.ClickException as error:
        error.show(sys.stderr)
        return error.exit_code
    except UnicodeDecodeError:
        print("The text that came in is not UTF-8. Nothing was changed.", file=sys.stderr)
        return 1
    return code if isinstance(code, int) else 0


def sentence(error: MetanoiaError) -> str:
    """Return what is said of a failure where there is no window."""
    if isinstance(error, WouldOverwrite):
        return f"{error} (--force)"
    return _HERE.get(type(error)) or str(error)


def _speak_utf8() -> None:
    """Read and write UTF-8 where the system would choose an older encoding for a pipe."""
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure and not stream.isatty():
            reconfigure(encoding="utf-8")
        elif reconfigure:
            reconfigure(errors="replace")
