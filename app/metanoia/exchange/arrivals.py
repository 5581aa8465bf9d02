"""What a reader of another program's files hands over: entries about to come in, and problems."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from metanoia.domain.answers import FilledForm
from metanoia.domain.days import Moment
from metanoia.domain.entries import NewEntry, Source, storable
from metanoia.domain.errors import Refused
from metanoia.domain.form_rows import as_json
from metanoia.domain.tags import tag
from metanoia.domain.wholes import Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """Something that could not be read as it should: ``where`` names the file and the line.

    ``cure`` names the choice that would mend it: "day_first", "guess_dates", or none.
    """

    where: str
    why: str
    cure: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """What a person decides about an import before it is read.

    ``tz`` is the IANA zone of times that name none; ``tag`` is worn by every new entry;
    ``day_first`` tells 3/4 from 4/3 where the source does not (None: days first, said aloud);
    ``guess_dates`` dates what has no date by the time its file was last changed.
    """

    tz: str
    tag: str | None = None
    day_first: bool | None = None
    guess_dates: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Enclosure:
    """A file that comes with an entry; the body names it by ``attachment:<sha256>``.

    ``clean`` says that it left a journal, where its place and camera were taken out already.
    """

    content: Path | bytes
    name: str
    sha256: str
    clean: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """One entry about to come in. ``fields`` are what the source said that has no place here."""

    entry: NewEntry
    where: str
    fields: Mapping[str, object] = field(default_factory=dict)
    enclosures: tuple[Enclosure, ...] = ()
    links: tuple[str, ...] = ()  # the source keys of other entries that this one names
    guessed: bool = False
    extra_tag: str | None = (
        None  # worn on top of its own; not the source's, so never a change of it
    )

    @property
    def key(self) -> tuple[str, str]:
        """The program it comes from and its name there: the same again is the same entry."""
        return self.source.app, self.source.key

    @property
    def source(self) -> Source:
        """Where it comes from; every arrival says so."""
        if self.entry.source is None:
            raise TypeError("an arrival needs a source")
        return self.entry.source


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """An assumption, a goal or the like about to come back from an export of the journal."""

    whole: Whole
    where: str


Read = Arrival | Brought | Problem


class TextKeys:
    """Keys for entries without a name of their own: by what they say, each repetition its own."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def key(self, when: Moment | None, title: str, body: str) -> str:
        """Return the SHA-256 of day, time and text, numbered from its second occurrence on."""
        stamp = "" if when is None else f"{when.date}\x1f{when.time or ''}"
        text = hashlib.sha256(f"{stamp}\x1f{title}\x1f{body}".encode()).hexdigest()
        self._seen[text] += 1
        return text if self._seen[text] == 1 else f"{text}:{self._seen[text]}"


def digest(
    when: Moment | None,
    title: str,
    body: str,
    tags: tuple[str, ...],
    *,
    starred: bool,
    form: FilledForm | None = None,
) -> str:
    """Return the SHA-256 of all that an entry says; ``when`` is None for a guessed day."""
    stamp = None if when is None else (str(when.date), str(when.time), when.tz)
    said = [stamp, title, body, sorted(name.casefold() for name in tags), starred]
    if form is not None:
        said += [form.key, json.dumps(as_json(form.values), sort_keys=True)]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def tidy(text: str) -> str:
    """Return the text as a journal keeps it, without the empty lines around it."""
    return storable(text).strip("\n").rstrip()


def usable_tags(names: list[str]) -> tuple[tuple[str, ...], list[str]]:
    """Return the tags that a journal can hold, each once, and those that it cannot."""
    kept: dict[str, str] = {}
    unusable = []
    for name in names:
        try:
            clean = tag(name)
        except Refused:
            unusable.append(name)
        else:
            kept.setdefault(clean.casefold(), clean)
    return tuple(kept.values()), unusable
