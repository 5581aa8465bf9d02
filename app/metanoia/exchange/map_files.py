"""Maps from files: our own JSON, Kumu's blueprints, and LOOPY's models."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from urllib.parse import parse_qs, unquote, urlsplit

from metanoia.domain.errors import Refused
from metanoia.exchange.map_json import map_from_json, placed
from metanoia.exchange.plain_text import read_bytes
from metanoia.exchange.strict_json import parse

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalMap

FILE_LIMIT: Final = 10_000_000  # bytes
_MANY: Final = 5_000  # parts that a stranger's map may have before it is looked at closely
_OUR_KEYS: Final = {"links", "title", "name"}
_WORDS: Final = {"same": 1, "opposite": -1}  # as Kumu's types and labels say it

Json = dict[str, Any]


class ReadMap(NamedTuple):
    """A map that was read, laid out where its file says nothing, and what of the file was left out."""

    map: CausalMap
    left_out: tuple[str, ...]


def read_map(path: Path) -> ReadMap:
    """Return the map of a file, which is never altered.

    Refused, with the place of the fault, for a file that holds none or more than a map can;
    ImportUnreadable for one that cannot be read.
    """
    told = _parsed(read_bytes(path, FILE_LIMIT), path.name)
    left_out: tuple[str, ...] = ()
    if isinstance(told, list):
        told, left_out = _from_loopy(told, path.stem)
    elif isinstance(told, dict) and isinstance(told.get("connections"), list):
        told, left_out = _from_kumu(told, path.stem)
    elif not isinstance(told, dict) or not _OUR_KEYS & set(told):
        raise Refused(
            f"{path.name} holds no map: neither Metanoia’s own JSON, nor one of Kumu or LOOPY."
        )
    elif not told.get("title") and not told.get("name"):
        told = {**told, "title": path.stem[:120] or "Map"}
    found = map_from_json(told)
    return ReadMap(found if placed(told) else _laid_out(found), left_out)


def _laid_out(found: CausalMap) -> CausalMap:
    from metanoia.domain.map_edits import place
    from metanoia.domain.map_layout import laid_out

    return place(found, laid_out(found))


def _parsed(raw: bytes, name: str) -> Any:
    """Return the value of a file: JSON, or the data in a link to a LOOPY model."""
    text = raw.strip()
    if text[:1] not in (b"{", b"["):
        text = _linked(text)
    try:
        return parse(text, FILE_LIMIT)
    except (ValueError, RecursionError, UnicodeDecodeError):
        raise Refused(
            f"{name} holds no map: it is not whole JSON. Save it again from where it was drawn."
        ) from None


def _linked(text: bytes) -> bytes:
    address = text.decode("utf-8", "replace").split("\n", 1)[0].strip()
    try:
        query = urlsplit(address).query
    except ValueError:
        return text
    found = parse_qs(query).get("data", [""])[0]
    return found.encode() or text


# -- LOOPY: [[id, x, y, init, label, hue, ...]], [[from, to, arc, strength, ...]], [[x, y, text]], uid


def _from_loopy(told: list[Any], title: str) -> tuple[Json, tuple[str, ...]]:
    try:
        nodes, edges, labels = told[0], told[1], told[2] if len(told) > 2 else []
        if not all(isinstance(part, list) for part in (nodes, edges, labels)):
            raise TypeError
    except (IndexError, TypeError):
        raise Refused("That is a list, and not a model of LOOPY.") from None
    _check_many("nodes", nodes)
    _check_many("arrows", edges)
    left: list[str] = []
    names: dict[Any, str] = {}
    places: dict[str, list[float]] = {}
    for number, node in enumerate(nodes, 1):
        try:
            name = _unlike(_decoded(node[4]) or f"Unnamed {number}", places)
            names[node[0]] = name
            places[name] = [float(node[1]), float(node[2])]
        except (TypeError, ValueError, IndexError):
            raise Refused(f"nodes, number {number}: this is not what LOOPY has there.") from None
    links = _Links(left)
    for number, edge in enumerate(edges, 1):
        try:
            source, target = names[edge[0]], names[edge[1]]
            strength = float(edge[3])
        except (TypeError, ValueError, IndexError, KeyError):
            raise Refused(f"arrows, number {number}: this is not what LOOPY has there.") from None
        links.add(source, target, 1 if strength > 0 else -1 if strength < 0 else 0, delayed=False)
    notes = []
    for number, label in enumerate(labels, 1):
        try:
            x, y, text = float(label[0]), float(label[1]), _decoded(label[2])
        except (TypeError, ValueError, IndexError):
            raise Refused(f"labels, number {number}: this is not what LOOPY has there.") from None
        if text.strip():
            notes.append({"text": text[:500], "x": x, "y": y})
    _centre(places, notes)
    told_map = {
        "title": title[:120] or "Map", "variables": list(places), "links": links.found,
        "places": places, "notes": notes,
    }  # fmt: skip
    return told_map, tuple(left)


def _decoded(told: object) -> str:
    """Return a label, which LOOPY encodes once more within its link."""
    if not isinstance(told, str):
        raise TypeError
    return " ".join(unquote(told).split())[:60]


# -- Kumu: {"elements": [{"label"}], "connections": [{"from", "to", "direction", "type"}]}


def _from_kumu(told: Json, title: str) -> tuple[Json, tuple[str, ...]]:
    elements, connections = told.get("elements", []), told["connections"]
    if not isinstance(elements, list):
        raise Refused("elements: this is not what Kumu has there.")
    _check_many("elements", elements)
    _check_many("connections", connections)
    left: list[str] = []
    names: dict[str, str] = {}
    shown: dict[str, Any] = {}
    parents: dict[str, str] = {}
    for number, element in enumerate(elements, 1):
        where = f"elements, number {number}"
        said = _attributes(element, where)
        label = _label(said.get("label"), where)
        name = _unlike(label, shown)
        shown[name] = None
        for key in (said.get("_id"), said.get("id"), said.get("label")):
            if isinstance(key, str):
                names.setdefault(key, name)
        if isinstance(parent := said.get("parent"), str) and parent:
            parents[name] = parent
    _check_parents({name: names.get(parent, parent) for name, parent in parents.items()})
    if parents:
        left.append(f"{len(parents)} nestings of elements")
    links = _Links(left)
    for number, connection in enumerate(connections, 1):
        where = f"connections, number {number}"
        said = _attributes(connection, where)
        ends = [_label(said.get(end), where) for end in ("from", "to")]
        for end in ends:  # Kumu makes the elements that only connections name
            if end not in names:
                names[end] = end
                shown.setdefault(end, None)
        source, target = names[ends[0]], names[ends[1]]
        direction = str(said.get("direction") or "directed").casefold()
        links.add(source, target, _sign(said), delayed=_delayed(said))
        if direction in ("mutual", "undirected"):
            links.add(target, source, _sign(said), delayed=_delayed(said))
    if isinstance(told.get("loops"), list) and told["loops"]:
        left.append("loops drawn by hand: they are found again")
    return {
        "title": title[:120] or "Map",
        "variables": list(shown),
        "links": links.found,
    }, tuple(dict.fromkeys(left))


def _attributes(told: object, where: str) -> Json:
    """Return what is said of a part, also under "attributes", as backups of Kumu do; keys in small letters."""
    if not isinstance(told, dict):
        raise Refused(f"{where}: this is not what Kumu has there.")
    inner = told.get("attributes")
    merged = {**told, **(inner if isinstance(inner, dict) else {})}
    return {key.casefold(): value for key, value in merged.items()}


def _label(told: object, where: str) -> str:
    label = " ".join(told.split()) if isinstance(told, str) else ""
    if not label:
        raise Refused(f"{where}: it has no name. Give it one where it was drawn.")
    return label[:60]


def _sign(said: Json) -> int:
    for key in ("type", "connection type", "label", "polarity"):
        told = said.get(key)
        if not isinstance(told, str):
            continue
        word = told.strip().casefold().replace("−", "-")
        if word in _WORDS:
            return _WORDS[word]
        if word in ("+", "++", "+-"):  # the sign at the end that is reached
            return 1
        if word in ("-", "--", "-+"):
            return -1
    return 0


def _delayed(said: Json) -> bool:
    told = said.get("delay", said.get("delayed"))
    if isinstance(told, str):
        return told.strip().casefold() in ("true", "yes", "delay", "delayed", "1")
    return told is True or told == 1


def _check_parents(parents: dict[str, str]) -> None:
    for start in parents:
        seen, here = {start}, parents.get(start)
        while here is not None:
            if here in seen:
                raise Refused(f"elements: “{start}” lies inside itself. Take that out where it was drawn.")  # fmt: skip
            seen.add(here)
            here = parents.get(here)


# -- both


class _Links:
    """Links as our own JSON has them; what a map cannot hold is left out and said."""

    def __init__(self, left: list[str]) -> None:
        self.found: list[list[Any]] = []
        self._left = left
        self._seen: set[tuple[str, str]] = set()

    def add(self, source: str, target: str, polarity: int, *, delayed: bool) -> None:
        if source == target:
            self._left.append(f"the link of “{source}” to itself")
        elif (source, target) in self._seen:
            self._left.append(f"a second link from “{source}” to “{target}”")
        else:
            self._seen.add((source, target))
            self.found.append([source, target, polarity, int(delayed)])


def _check_many(what: str, parts: list[Any]) -> None:
    if len(parts) > _MANY:
        raise Refused(f"{what}: there are {len(parts):,}, far more than a map holds.")


def _unlike(name: str, taken: dict[str, Any]) -> str:
    """Return a name that is not taken, with a number behind it if need be."""
    known = {one.casefold() for one in taken}
    tried, number = name, 2
    while tried.casefold() in known:
        tried, number = f"{name[:55]} {number}", number + 1
    return tried


def _centre(places: dict[str, list[float]], notes: list[Json]) -> None:
    """Move everything so that the middle of the variables is the middle of the map."""
    if not places:
        return
    xs, ys = [at[0] for at in places.values()], [at[1] for at in places.values()]
    across, down = (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2
    for at in places.values():
        at[0], at[1] = at[0] - across, at[1] - down
    for note in notes:
        note["x"], note["y"] = note["x"] - across, note["y"] - down
