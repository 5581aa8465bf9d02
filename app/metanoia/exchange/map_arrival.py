"""What maps of other programs have in common on their way in: cut to what a map holds, and said."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from typing import Any, Final

from metanoia.domain.errors import Refused
from metanoia.domain.maps import BECAUSE_LIMIT, NAME_LIMIT, NOTE_LIMIT, NOTES, TITLE_LIMIT

Json = dict[str, Any]

_MANY: Final = 5_000  # parts that a stranger's map may have before it is looked at closely


class Arrival:
    """A map in the form of our own JSON while it is read, and what of its file is left out."""

    def __init__(self, title: str) -> None:
        self._title = " ".join(title.split())[:TITLE_LIMIT] or "Map"
        self._names: dict[str, str] = {}  # by what tells them apart
        self._places: dict[str, list[float]] = {}
        self._links: dict[tuple[str, str], list[Any]] = {}
        self._because: list[list[str]] = []
        self._notes: list[Json] = []
        self._left: list[str] = []
        self._cut: Counter[str] = Counter()

    def variable(self, label: str, place: tuple[float, float] | None = None) -> str:
        """Add a variable and return its name: at most 60 characters, and unlike all others."""
        name = " ".join(label.split())
        if len(name) > NAME_LIMIT:
            self._cut["name"] += 1
            name = f"{name[: NAME_LIMIT - 1].rstrip()}…"
        tried, number = name, 2
        while tried.casefold() in self._names:
            tried, number = f"{name[: NAME_LIMIT - 5]} {number}", number + 1
        self._names[tried.casefold()] = tried
        if place is not None:
            self._places[tried] = list(place)
        return tried

    def link(
        self, source: str, target: str, polarity: int, *, delayed: bool = False, because: str = ""
    ) -> None:
        """Add a link; one from a variable to itself, or a second one of the same way, is left out."""
        if source == target:
            self._left.append(f"the link of “{source}” to itself")
        elif (source, target) in self._links:
            self._left.append(f"a second link from “{source}” to “{target}”")
        else:
            self._links[source, target] = [source, target, polarity, int(delayed)]
            if because.strip():
                self._because.append([source, target, self._text(because, BECAUSE_LIMIT, "reason")])

    def note(self, text: str, place: tuple[float, float]) -> None:
        """Add a note around its middle; empty ones are nothing, and past 40 they are left out."""
        if not text.strip():
            return
        if len(self._notes) == NOTES:
            self._cut["whole note"] += 1
            return
        lines = text.strip().split("\n")
        self._notes.append(
            {
                "text": self._text(text.strip(), NOTE_LIMIT, "note"),
                "x": place[0] - 3.4 * max(map(len, lines)),
                "y": place[1] - 9 * len(lines),
            }
        )

    def leave(self, what: str) -> None:
        """Say that something was left out."""
        self._left.append(what)

    def told(self) -> Json:
        """Return the map in our own form, its variables around the middle."""
        self._centre()
        places = self._places if len(self._places) == len(self._names) else {}
        return {
            "title": self._title,
            "variables": list(self._names.values()),
            "links": list(self._links.values()),
            "because": self._because,
            "notes": self._notes,
            **({"places": places} if places else {}),
        }

    def left_out(self) -> tuple[str, ...]:
        """Return what was left out, each said once."""
        cut = [
            f"the end of {amount(count, f'long {what}')}"
            for what, count in self._cut.items()
            if what != "whole note"
        ]
        if count := self._cut["whole note"]:
            cut.append(f"{amount(count, 'note')} past the {NOTES} that a map holds")
        return tuple(dict.fromkeys([*self._left, *cut]))

    def _text(self, text: str, limit: int, what: str) -> str:
        if len(text) <= limit:
            return text
        self._cut[what] += 1
        return f"{text[: limit - 1].rstrip()}…"

    def _centre(self) -> None:
        if not self._places:
            return
        xs, ys = [x for x, _ in self._places.values()], [y for _, y in self._places.values()]
        across, down = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
        for at in self._places.values():
            at[0], at[1] = at[0] - across, at[1] - down
        for note in self._notes:
            note["x"], note["y"] = note["x"] - across, note["y"] - down


def amount(count: int, what: str) -> str:
    """Return "1 element" or "2 elements"."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


def check_many(what: str, parts: Collection[object]) -> None:
    """Raise Refused for far more parts than a map holds, before any of them is looked at."""
    if len(parts) > _MANY:
        raise Refused(f"{what}: there are {len(parts):,}, far more than a map holds.")
