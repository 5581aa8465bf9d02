"""The other files of a notes folder: which note a link means, which file is shown."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import ImportUnreadable
from metanoia.exchange import note_text
from metanoia.exchange.arrivals import Enclosure
from metanoia.exchange.plain_text import read_bytes

ENCLOSURE_LIMIT = 26_214_400  # bytes, as many as an attachment may have
_MARKDOWN = (".md", ".markdown")


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A note's text once its links are met; ``missing`` are sentences about files not found."""

    body: str
    enclosures: tuple[Enclosure, ...]
    links: tuple[str, ...]
    missing: tuple[str, ...]


class VaultFiles:
    """Finds what the notes of one folder name, never outside of it."""

    def __init__(self, root: Path, notes: Iterable[Path]) -> None:
        self._root = root.resolve()
        self._given = root
        self._notes: dict[str, Path] = {}
        for note in notes:
            self._notes.setdefault(note.stem.casefold(), note)
        self._files: dict[str, Path] | None = None

    def key(self, note: Path) -> str:
        """Return the source key of a note: the folder's name and the path within."""
        return f"{self._root.name}/{note.relative_to(self._given).as_posix()}"

    def met(self, body: str, note: Path) -> Met:
        """Return the body with links to notes as text and shown files as attachments."""
        enclosures: dict[str, Enclosure] = {}
        links: dict[str, None] = {}
        missing: list[str] = []

        def meet(target: str, label: str, shown: bool) -> str | None:
            other = self._note(target, note)
            if other:
                links[self.key(other)] = None
                return label or other.stem
            file = self._file(target, note)
            if file is None:
                if shown:
                    missing.append(f"“{target}”, which it shows, was not found beside it.")
                return None
            try:
                enclosure = enclosed(file)
            except ImportUnreadable as error:
                missing.append(str(error))
                return None
            if not file.stat().st_size:
                missing.append(f"“{target}”, which it shows, is empty.")
            enclosures[enclosure.sha256] = enclosure
            wording = file.name if label == target or label.isdigit() else label
            return f"{'!' if shown else ''}[{wording}](attachment:{enclosure.sha256})"

        met = note_text.met(body, meet)
        return Met(
            body=met,
            enclosures=tuple(enclosures.values()),
            links=tuple(links),
            missing=tuple(missing),
        )

    def inside(self, file: Path) -> bool:
        """Tell whether a file is there and really within the folder, links followed."""
        try:
            return file.is_file() and file.resolve().is_relative_to(self._root)
        except (OSError, ValueError):
            return False

    def _note(self, target: str, note: Path) -> Path | None:
        name = target.strip("/")
        if not name:
            return None
        plain = name[: -len(".md")] if name.lower().endswith(".md") else name
        found = self._notes.get(plain.rpartition("/")[2].casefold())
        return found if found and found != note else None

    def _file(self, target: str, note: Path) -> Path | None:
        if not target or "\0" in target or target.lower().endswith(_MARKDOWN):
            return None
        for start in (note.parent, self._given):
            if self.inside(start / target):
                return start / target
        if self._files is None:
            self._files = {
                file.name.casefold(): file
                for file in sorted(self._given.rglob("*"), reverse=True)
                if not any(part.startswith(".") for part in file.relative_to(self._given).parts)
                and self.inside(file)
            }
        name = target.rpartition("/")[2].casefold()
        return self._files.get(name) if name and "." in name else None


def enclosed(file: Path, *, name: str = "", clean: bool = False) -> Enclosure:
    """Return a file as it comes with an entry; ImportUnreadable if it cannot."""
    data = read_bytes(file, ENCLOSURE_LIMIT)
    digest = hashlib.sha256(data).hexdigest()
    return Enclosure(content=file, name=name or file.name, sha256=digest, clean=clean)
