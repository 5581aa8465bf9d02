"""Going out in the open: a folder of Markdown notes, or one JSON file. Both read back to the letter."""

from __future__ import annotations

import base64
import errno
import json
import os
import re
import shutil
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metanoia.domain.entries import Entry
from metanoia.domain.errors import ExportFailed, WouldOverwrite
from metanoia.exchange import own_note
from metanoia.exchange.entry_json import FORMAT, VERSION, as_json, form_as_json
from metanoia.exchange.file_names import slug
from metanoia.exchange.mastery_json import mastery_as_json
from metanoia.exchange.models_json import models_as_json
from metanoia.exchange.systems_json import systems_as_json
from metanoia.exchange.team_json import team_as_json

if TYPE_CHECKING:
    from metanoia.domain.attachments import Attachment
    from metanoia.store.answers import Answers
    from metanoia.store.attachments import Attachments
    from metanoia.store.parts import Parts

Progress = Callable[[int], None]
"""Hears how many entries are written; what it raises stops the export, and nothing is left behind."""

_FILES = "attachments"


def to_markdown(
    entries: Iterable[Entry],
    dest: Path,
    *,
    attachments: Attachments | None = None,
    answers: Answers | None = None,
    models: Parts | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write one note an entry, as YYYY/MM/YYYY-MM-DD-HHMM-title.md, and the attachments beside; return how many.

    With ``models`` assumptions, goals and the like are written as files to read, beside them.
    A folder that holds something raises WouldOverwrite unless ``force``, which replaces files of the
    same name and touches no other. Raises ExportFailed with nothing left behind.
    """
    if not force and (dest.is_file() or (dest.is_dir() and any(dest.iterdir()))):
        raise WouldOverwrite(dest)
    with _written_folder(dest) as folder:
        names: set[str] = set()
        attached = attachments.by_entry() if attachments else {}
        count = 0
        for count, entry in enumerate(entries, 1):
            path = folder / _name(entry, names)
            path.parent.mkdir(parents=True, exist_ok=True)
            files = _written_files(attached.get(entry.id, ()), folder, attachments)
            form = form_as_json(entry, answers) if answers else {}
            note = own_note.write(entry, files, form)
            path.write_text(note, encoding="utf-8", newline="\n")
            if progress:
                progress(count)
        if models:
            _write_models(models, folder)
        return count


def to_json(
    entries: Iterable[Entry],
    dest: Path,
    *,
    attachments: Attachments | None = None,
    answers: Answers | None = None,
    models: Parts | None = None,
    force: bool = False,
    progress: Progress | None = None,
) -> int:
    """Write {"format", "version", "entries"} as one file, entry by entry; return how many.

    With ``models`` {"assumptions", "predictions", "actions", "visions", "terms", "targets", "maps",
    "goals", "values", "sorts", "metrics", "reviews", "resting"} stand beside the entries.
    Raises WouldOverwrite for a file that is there, unless ``force``; ExportFailed with nothing left behind.
    """
    if dest.is_dir() or (dest.exists() and not force):
        raise WouldOverwrite(dest)
    with _written_file(dest) as path, path.open("w", encoding="utf-8", newline="\n") as file:
        file.write(f'{{"format": "{FORMAT}", "version": {VERSION}, "entries": [')
        encode = json.JSONEncoder(ensure_ascii=False).encode
        attached = attachments.by_entry() if attachments else {}
        count = 0
        for count, entry in enumerate(entries, 1):
            fields = as_json(entry) | {"written": own_note.written(entry.when)}
            fields |= {"never_share": True} if entry.never_share else {}
            fields |= _enclosed(attached.get(entry.id, ()), attachments)
            fields |= form_as_json(entry, answers) if answers else {}
            file.write(",\n" if count > 1 else "\n")
            file.write(encode(fields))
            if progress:
                progress(count)
        file.write("\n]")
        besides = _besides(models) if models else {}
        for kind, things in besides.items():
            listed = ",\n".join(map(encode, things))
            file.write(f',\n"{kind}": [\n{listed}\n]')
        file.write("}\n")
        file.flush()
        os.fsync(file.fileno())
    return count


def _besides(models: Parts) -> dict[str, list[Any]]:
    told = models_as_json(models) | team_as_json(models) | systems_as_json(models)
    return told | mastery_as_json(models)


def _written_files(
    attached: Iterable[Attachment], folder: Path, attachments: Attachments | None
) -> dict[str, tuple[str, str]]:
    """Write what is attached to a note; return where it lies and its name, by its SHA-256."""
    files: dict[str, tuple[str, str]] = {}
    for attachment in attached:
        data = attachments.data(attachment.sha256) if attachments else None
        if data is not None:
            place = f"{_FILES}/{_file_name(attachment)}"
            (folder / _FILES).mkdir(exist_ok=True)
            (folder / place).write_bytes(data)
            files[attachment.sha256] = (f"../../{place}", attachment.name)
    return files


def _write_models(models: Parts, folder: Path) -> None:
    from metanoia.exchange import mastery_text, models_text, systems_text, team_text

    told = _besides(models)
    texts = models_text.files(told) | mastery_text.files(told, told["actions"])
    texts |= team_text.files(told) | systems_text.files(told)
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


def _enclosed(attached: Iterable[Attachment], attachments: Attachments | None) -> dict[str, object]:
    enclosed = [
        {
            "name": attachment.name,
            "mime": attachment.mime,
            "sha256": attachment.sha256,
            "data": base64.b64encode(attachments.data(attachment.sha256) or b"").decode(),
        }
        for attachment in attached
        if attachments
    ]
    return {"attachments": enclosed} if enclosed else {}


def _name(entry: Entry, names: set[str]) -> str:
    day = entry.when.date
    stem = day.isoformat()
    if entry.when.time is not None:
        stem += f"-{entry.when.time:%H%M}"
    words = slug(entry.title)
    stem = f"{day:%Y}/{day:%m}/{stem}-{words}" if words else f"{day:%Y}/{day:%m}/{stem}"
    name, number = stem, 1
    while name in names:
        number += 1
        name = f"{stem}-{number}"
    names.add(name)
    return f"{name}.md"


def _file_name(attachment: Attachment) -> str:
    stem, dot, suffix = attachment.name.rpartition(".")
    kind = re.sub(r"[^a-z0-9]", "", suffix.lower())[:8] if dot else ""
    words = slug(stem if dot else suffix)
    name = f"{attachment.sha256[:16]}-{words}" if words else attachment.sha256[:16]
    return f"{name}.{kind}" if kind else name


@contextmanager
def _written_folder(dest: Path) -> Iterator[Path]:
    """Give a folder to write into beside ``dest``; it takes its place, or its files do, at the end."""
    part: Path | None = None
    try:
        dest.parent.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f".{dest.name}.", dir=dest.parent))
        yield part
        if dest.exists():
            for file in sorted(part.rglob("*")):
                target = dest / file.relative_to(part)
                if file.is_dir():
                    target.mkdir(exist_ok=True)
                else:
                    file.replace(target)
        else:
            part.rename(dest)
    except OSError as error:
        raise _failed(error) from None
    finally:
        if part:
            _remove(part)


def _remove(part: Path) -> None:
    """Remove a folder with all that is in it: words in the clear, which may not stay for want of handles."""
    shutil.rmtree(part, ignore_errors=True)
    for place, folders, files in os.walk(part, topdown=False):  # which has one open at a time
        for name in (*files, *folders):
            with suppress(OSError):
                path = Path(place, name)
                path.rmdir() if name in folders else path.unlink()
    with suppress(OSError):
        part.rmdir()


@contextmanager
def _written_file(dest: Path) -> Iterator[Path]:
    """Give a file to write beside ``dest``; it takes its place at the end."""
    part: Path | None = None
    try:
        dest.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=f".{dest.name}.", dir=dest.parent)
        os.close(handle)
        part = Path(name)
        yield part
        part.replace(dest)
    except OSError as error:
        raise _failed(error) from None
    finally:
        if part:
            part.unlink(missing_ok=True)


def _failed(error: OSError) -> ExportFailed:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        return ExportFailed("the disk is full")
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return ExportFailed("the folder cannot be written to")
    return ExportFailed(error.strerror or "the disk refused it")
