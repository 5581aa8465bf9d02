"""Passphrases and keys, typed unseen or read from a file, and the journal that they open."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from metanoia.cli.options import Named
from metanoia.cli.terminal import counted, say
from metanoia.domain.errors import JournalMissing, KeyringUnavailable, Refused

if TYPE_CHECKING:
    from metanoia.journal import Journal

_LINE_LIMIT = 65_536  # bytes


@contextlib.contextmanager
def opened(named: Named) -> Iterator[Journal]:
    """Open the journal that was named, for the length of the block."""
    with _open(named) as journal:
        if journal.missing_changes:
            lost = counted(journal.missing_changes, "change is", "changes are")
            say(
                f"Take care: the newest {lost} missing from this journal; it may be an older copy. "
                "A backup may still have them (metanoia backup --list)."
            )
        yield journal


def passphrase(named: Named) -> str:
    """Return the journal's passphrase: from its file, or typed."""
    return secret_text(named.passphrase_file, "Passphrase", "--passphrase-file")


def new_passphrase(file: str | None, option: str) -> str:
    """Return a new passphrase: from its file, or typed twice. Refused if it is too short."""
    from metanoia.vault import vault

    found = secret_text(file, "New passphrase", option)
    vault.check_passphrase(found)
    if file is None:
        again = secret_text(None, "The same again", option)
        if again != found:
            raise Refused("The two passphrases differ. Nothing was changed; try once more.")
        _say_strength(found)
    return found


def secret_text(file: str | None, prompt: str, option: str) -> str:
    """Return the first line of ``file`` ("-": standard input), or what is typed unseen on a terminal.

    Raises Refused if there is neither a file nor a terminal, or nothing in the file.
    """
    if file is None:
        if not (sys.stdin and sys.stdin.isatty()):
            raise Refused(
                f"There is no terminal to ask on. Name a file with {option} FILE "
                "(- reads the first line of standard input)."
            )
        typed: str = click.prompt(prompt, hide_input=True, err=True)
        return typed
    text = (sys.stdin.readline() if sys.stdin else "") if file == "-" else _first_line(Path(file))
    text = text.rstrip("\r\n")
    if not text:
        where = "standard input" if file == "-" else "the file"
        raise Refused(f"The first line of {where} named with {option} is empty.")
    return text


def _open(named: Named) -> Journal:
    from metanoia.journal import Journal
    from metanoia.vault import vault
    from metanoia.vault.folder import Folder

    folder = Folder(named.folder)
    if not folder.holds_journal():
        raise JournalMissing(folder.path)
    if named.passphrase_file is None:
        try:
            kept = vault.recall(folder)
            if kept is not None:
                return Journal.open(folder.path, kept)
        except KeyringUnavailable as error:
            say(str(error))
    return Journal.open(folder.path, vault.Passphrase(passphrase(named)))


def _first_line(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.readline(_LINE_LIMIT).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} is not a text file in UTF-8.") from None
    except OSError as error:
        raise Refused(
            f"{path} cannot be read: {error.strerror or 'the disk refused it'}."
        ) from None


def _say_strength(text: str) -> None:
    from metanoia.vault.strength import strength

    found = strength(text)
    say(f"Strength: {found.word}. {found.suggestion}".rstrip())
