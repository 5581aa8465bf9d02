"""Coming in: what a file or folder is, and what it would bring."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from metanoia.domain import days, tags
from metanoia.domain.errors import Cancelled, ImportUnreadable, Refused
from metanoia.exchange import jrnl, json_files, markdown_folder
from metanoia.exchange.arrivals import Arrival, Brought, Choices, Problem, Read
from metanoia.exchange.carrying import Result, carry_out
from metanoia.exchange.open_journal import OpenJournal
from metanoia.exchange.plain_text import decoded, read_bytes
from metanoia.exchange.plans import Fate, Plan, Row, Survey, plan

__all__ = [
    "FORMATS", "Arrival", "Choices", "Fate", "OpenJournal", "Plan", "Problem", "Result", "Row", "Survey",
    "carry_out", "plan", "recognise", "survey",
]  # fmt: skip

_SNIFFED = 65_536  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A kind of source: ``label`` is what a person calls it; ``read`` yields entries and problems."""

    name: str
    label: str
    read: Callable[[Path, Choices], Iterator[Read]]


_ALL = (
    Format(name="jrnl", label="jrnl (text file or folder)", read=jrnl.read),
    Format(name="jrnl-json", label="jrnl (JSON export)", read=json_files.read_jrnl),
    Format(name="markdown", label="Markdown notes", read=markdown_folder.read),
    Format(name="metanoia-json", label="Metanoia (JSON export)", read=json_files.read_own),
)
FORMATS = {format_.name: format_ for format_ in _ALL}


def recognise(path: Path) -> str:
    """Return the name of the format in ``FORMATS``; ImportUnreadable if it is none of them."""
    if path.is_dir():
        return _recognise_folder(path)
    if not path.is_file():
        raise ImportUnreadable(f"There is nothing at {path}. Choose a file or a folder.")
    if path.suffix.lower() in markdown_folder.SUFFIXES:
        return "markdown"
    if path.suffix.lower() == ".json":
        data = json_files.load(path)
        if json_files.is_own(data):
            return "metanoia-json"
        if json_files.is_jrnl(data):
            return "jrnl-json"
        raise _unknown(path)
    return _recognise_text(path)


def survey(
    path: Path,
    format: str | None = None,  # noqa: A002  the word that the command line has for it
    *,
    tz: str,
    tag: str | None = None,
    day_first: bool | None = None,
    guess_dates: bool = False,
    cancelled: Callable[[], bool] | None = None,
) -> Survey:
    """Read a source whole and change nothing, neither there nor in a journal.

    ``format`` is recognised if not given. Raises ImportUnreadable if nothing can be read, Refused for
    an unknown format, zone or tag, Cancelled.
    """
    days.zone(tz)
    choices = Choices(
        tz=tz, tag=tags.tag(tag) if tag else None, day_first=day_first, guess_dates=guess_dates
    )
    name = format or recognise(path)
    if name not in FORMATS:
        raise Refused(f"“{name}” is no format to import. Use one of {', '.join(FORMATS)}.")
    if not path.exists():
        raise ImportUnreadable(f"There is nothing at {path}. Choose a file or a folder.")
    entries: list[Arrival] = []
    brought: list[Brought] = []
    problems: list[Problem] = []
    try:
        for found in FORMATS[name].read(path, choices):
            if cancelled and cancelled():
                raise Cancelled
            if isinstance(found, Problem):
                problems.append(found)
            elif isinstance(found, Brought):
                brought.append(found)
            else:
                entries.append(_tagged(found, choices.tag))
    except OSError as error:
        raise ImportUnreadable(
            f"{path.name} cannot be read: {error.strerror or error}. Check its permissions."
        ) from None
    return Survey(
        format=name,
        source=path.resolve().name,
        entries=tuple(entries),
        problems=tuple(problems),
        brought=tuple(brought),
    )


def _tagged(arrival: Arrival, tag: str | None) -> Arrival:
    return replace(arrival, extra_tag=tag) if tag else arrival


def _recognise_folder(path: Path) -> str:
    notes, _ = markdown_folder.walk(path)
    if notes:
        return "markdown"
    if next(jrnl.day_files(path), None):
        return "jrnl"
    raise ImportUnreadable(
        f"In {path} there are neither Markdown notes (.md) nor a jrnl journal (2024/01/31.txt). "
        "Choose the folder that holds them."
    )


def _recognise_text(path: Path) -> str:
    with path.open("rb") as file:
        start = file.read(_SNIFFED)
    jrnl.refuse_encrypted(start)
    if not start:
        return "jrnl"
    try:
        text = decoded(start[: start.rfind(b"\n") + 1] or start).text
    except ImportUnreadable:
        text = ""
    if text.lstrip().startswith("{"):
        data = json_files.load(path)
        return "metanoia-json" if json_files.is_own(data) else "jrnl-json"
    if jrnl.looks_like(text) or (len(start) == _SNIFFED and jrnl.looks_like(_whole(path))):
        return "jrnl"
    raise _unknown(path)


def _whole(path: Path) -> str:
    return decoded(read_bytes(path, jrnl.FILE_LIMIT)).text


def _unknown(path: Path) -> ImportUnreadable:
    return ImportUnreadable(
        f"{path.name} is nothing that can be imported: no jrnl journal, no Markdown note, no export "
        "of Metanoia. Choose another file, or name its format."
    )
