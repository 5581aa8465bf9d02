"""What a command prints: one JSON value or plain text on standard output, messages on standard error."""

from __future__ import annotations

import contextlib
import json
import re
import shutil
import signal
import sys
import threading
import unicodedata
from collections.abc import Callable, Iterator, Sequence

import click

from metanoia.domain.query import HIT_END, HIT_START

# Signs that would steer the terminal or turn the text round: a stranger's share may hold them.
_STEERING = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_NARROWEST = 20
_BEFORE_HIT = 24  # characters


def answer(value: object) -> None:
    """Print the one JSON value of a command."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2))


def show(text: str) -> None:
    """Print a result for a person, with no sign in it that steers the terminal."""
    click.echo(harmless(text))


def say(message: str) -> None:
    """Print a message, which is no result, to standard error."""
    click.echo(harmless(message), err=True)


def harmless(text: str) -> str:
    """Return the text with U+FFFD for every control sign but tab and line end."""
    return _STEERING.sub("\N{REPLACEMENT CHARACTER}", text)


def table(rows: Sequence[Sequence[str]], *, indent: int = 2) -> None:
    """Print rows in columns; the last column is cut to what the terminal's width leaves."""
    if not rows:
        return
    edges = [max(map(_width, column)) for column in list(zip(*rows, strict=True))[:-1]]
    left = _line_width() - sum(edges) - indent * len(edges)
    for *cells, last in rows:
        padded = [
            f"{cell}{' ' * (edge - _width(cell))}" for cell, edge in zip(cells, edges, strict=True)
        ]
        line = (" " * indent).join([*padded, marked(_cut(last, max(left, _NARROWEST)))])
        click.echo(line.rstrip())


def line(text: str) -> str:
    """Return the text on one line."""
    return " ".join(harmless(text).split())


def marked(text: str) -> str:
    """Return the text with its hits in bold on a terminal, unmarked elsewhere."""
    start, end = ("\x1b[1m", "\x1b[22m") if sys.stdout.isatty() else ("", "")
    return text.replace(HIT_START, start).replace(HIT_END, end)


def from_hit(text: str) -> str:
    """Return the text from a little before its first hit on, so that a cut line still shows it."""
    hit = text.find(HIT_START)
    if hit <= _BEFORE_HIT:
        return text
    start = text.find(" ", hit - _BEFORE_HIT, hit) + 1 or hit
    return f"…{text[start:]}"


def unmarked(text: str) -> str:
    """Return the text without the signs around its hits."""
    return text.replace(HIT_START, "").replace(HIT_END, "")


def counted(count: int, one: str, many: str) -> str:
    """Return "1 entry", "3,415 entries"."""
    return f"{count:,} {one if count == 1 else many}"


def text_or_typed(text: str | None) -> str:
    """Return the text, or what comes from standard input where it was left out or is "-"."""
    if text not in (None, "-"):
        return text or ""
    if sys.stdin is None:
        return ""
    if sys.stdin.isatty():
        say("Write. Ctrl-D on a line of its own ends it (Windows: Ctrl-Z, then Enter).")
    return sys.stdin.read().rstrip("\r\n")


@contextlib.contextmanager
def progress(label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Give a function that is told how much is done; it draws on standard error if that is a terminal."""
    if not sys.stderr.isatty():
        yield _unseen
        return
    with click.progressbar(length=length, label=label, file=sys.stderr) as bar:
        yield lambda done: bar.update(done - bar.pos)


@contextlib.contextmanager
def until_interrupted() -> Iterator[Callable[[], bool]]:
    """Give a function that tells whether Ctrl-C was pressed meanwhile, which then interrupts nothing."""
    if threading.current_thread() is not threading.main_thread():
        yield bool
        return
    pressed = threading.Event()
    before = signal.signal(signal.SIGINT, lambda *_: pressed.set())
    try:
        yield pressed.is_set
    finally:
        signal.signal(signal.SIGINT, before)


def _unseen(_done: int) -> None:
    pass


def _line_width() -> int:
    # Into a file or a pipe nothing needs to be cut.
    return shutil.get_terminal_size().columns if sys.stdout.isatty() else 10_000


def _width(text: str) -> int:
    """Return how many columns a terminal needs for the text."""
    return sum(
        0 if unicodedata.combining(sign) or sign in (HIT_START, HIT_END)
        else 2 if unicodedata.east_asian_width(sign) in "WF"
        else 1
        for sign in text
    )  # fmt: skip


def _cut(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    while _width(text) >= width:
        text = text[:-1]
    text = text.rstrip(f" {HIT_START}")
    if text.count(HIT_START) > text.count(HIT_END):
        text += HIT_END
    return f"{text}…"
