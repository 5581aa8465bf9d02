"""Maps of Kumu: blueprints as docs.kumu.io describes them, and the backup of a whole project.

``{"elements": [{"label"}], "connections": [{"from", "to", "direction", "type"}]}``. A backup has the words
under "attributes", ids under "_id", and the places under "maps".
"""

from __future__ import annotations

from typing import Any, Final

from metanoia.domain.errors import Refused
from metanoia.exchange.map_arrival import Arrival, Json, amount, check_many

# Kumu's systems guide: "same" and "opposite"; a sign at one end, or one at each end of a connection, where
# "--" says that less leads to less, which is the same way.
_SIGNS: Final = {
    "same": 1, "s": 1, "+": 1, "++": 1, "--": 1, "positive": 1,
    "opposite": -1, "o": -1, "-": -1, "+-": -1, "-+": -1, "negative": -1,
}  # fmt: skip
_SIGN_KEYS: Final = ("connection type", "type", "label", "polarity")
_YES: Final = ("true", "yes", "delay", "delayed", "1")


def read(told: Json, title: str) -> Arrival:
    """Return the map of a blueprint, or the map that a project opens with.

    Refused, with the place of the fault, for what is none.
    """
    elements, connections = told.get("elements", []), told["connections"]
    if not isinstance(elements, list):
        raise Refused("elements: this is not what Kumu has there.")
    check_many("elements", elements)
    check_many("connections", connections)
    name = told.get("name")
    found = Arrival(name if isinstance(name, str) and name.strip() else title)
    said = [_said(one, f"elements, number {n}") for n, one in enumerate(elements, 1)]
    _check_parents(said, found)
    shown = _Shown(told, found)
    names = _elements(said, shown, found)
    _connections(connections, names, shown, found)
    if isinstance(told.get("loops"), list) and told["loops"]:
        found.leave("loops drawn by hand: they are found again")
    return found


class _Shown:
    """What the map shows that a project opens with; all of it, where there are no maps."""

    def __init__(self, told: Json, found: Arrival) -> None:
        listed = told.get("maps")
        maps = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        first = next((one for one in maps if one.get("_id") == told.get("defaultMap")), None)
        chosen = first or next(iter(maps), {})
        self._places: Json | None = self._placed(chosen.get("elements"))
        self._connections = self._ids(chosen.get("connections"), "connection")
        self.hidden: set[str] = set()  # ids of elements that are not on it
        if len(maps) > 1:
            found.leave(amount(len(maps) - 1, "other map") + " of the project")

    def element(self, said: Json) -> bool:
        """Tell whether an element is on the map."""
        return self._places is None or _key(said) in self._places

    def connection(self, said: Json) -> bool:
        """Tell whether a connection is on the map."""
        return self._connections is None or _key(said) in self._connections

    def place(self, said: Json) -> tuple[float, float] | None:
        """Return where an element lies, None if the file does not say."""
        at = (self._places or {}).get(_key(said))
        if not isinstance(at, dict):
            return None
        try:
            return float(at["x"]), float(at["y"])
        except (KeyError, TypeError, ValueError, OverflowError):
            return None

    @staticmethod
    def _placed(listed: object) -> Json | None:
        if not isinstance(listed, list) or not listed:
            return None
        return {
            str(one["element"]): one.get("position")
            for one in listed
            if isinstance(one, dict) and "element" in one
        }

    @staticmethod
    def _ids(listed: object, key: str) -> set[str] | None:
        if not isinstance(listed, list) or not listed:
            return None
        return {str(one[key]) for one in listed if isinstance(one, dict) and key in one}


def _elements(said: list[Json], shown: _Shown, found: Arrival) -> dict[str, str]:
    """Add the elements that are shown; return their names by ids and, behind these, by labels."""
    by_id: dict[str, str] = {}
    by_label: dict[str, str] = {}
    described = 0
    for number, one in enumerate(said, 1):
        label = _label(one.get("label"), f"elements, number {number}")
        if not shown.element(one):
            shown.hidden |= {str(one[key]) for key in ("_id", "id") if one.get(key) is not None}
            continue
        name = found.variable(label, shown.place(one))
        by_id |= {str(one[key]): name for key in ("_id", "id") if one.get(key) is not None}
        by_label.setdefault(label, name)
        described += bool(one.get("description"))
    if described:
        found.leave(f"what is written about {amount(described, 'element')}")
    if shown.hidden:
        found.leave(amount(len(shown.hidden), "element") + " of other maps")
    return {**by_label, **by_id}


def _connections(
    connections: list[object], names: dict[str, str], shown: _Shown, found: Arrival
) -> None:
    hidden = undirected = 0
    for number, connection in enumerate(connections, 1):
        where = f"connections, number {number}"
        said = _said(connection, where)
        ends = [_label(said.get(end), where) for end in ("from", "to")]
        if not shown.connection(said) or shown.hidden & set(ends):
            hidden += 1
            continue
        for end in ends:
            if end not in names:  # Kumu makes the elements that only connections name
                names[end] = found.variable(end)
        source, target = names[ends[0]], names[ends[1]]
        if said.get("reversed") is True:
            source, target = target, source
        direction = str(said.get("direction") or "directed").casefold()
        description = said.get("description")
        because = description if isinstance(description, str) else ""
        found.link(source, target, _sign(said), delayed=_delayed(said), because=because)
        if direction in ("mutual", "undirected") and source != target:
            undirected += direction == "undirected"
            found.link(target, source, _sign(said), delayed=_delayed(said), because=because)
    if undirected:
        found.leave(
            f"that {amount(undirected, 'connection')} had no direction: it leads both ways here"
        )
    if hidden:
        found.leave(amount(hidden, "connection") + " of other maps")


def _said(told: object, where: str) -> Json:
    """Return what is said of a part, also under "attributes"; keys in small letters."""
    if not isinstance(told, dict):
        raise Refused(f"{where}: this is not what Kumu has there.")
    inner = told.get("attributes")
    merged = {**told, **(inner if isinstance(inner, dict) else {})}
    return {key.casefold(): value for key, value in merged.items()}


def _key(said: Json) -> str:
    return str(said.get("_id", said.get("id", "")))


def _label(told: object, where: str) -> str:
    """Return a label on one line: two spaces break it in Kumu. An id may be a number."""
    told = str(told) if type(told) is int else told
    label = " ".join(told.split()) if isinstance(told, str) else ""
    if not label:
        raise Refused(f"{where}: it has no name. Give it one where it was drawn.")
    return label


def _sign(said: Json) -> int:
    for key in _SIGN_KEYS:
        told = said.get(key)
        word = told.strip().casefold().replace("−", "-") if isinstance(told, str) else ""
        if word in _SIGNS:
            return _SIGNS[word]
    return 0


def _delayed(said: Json) -> bool:
    for told in (said.get("delayed"), said.get("delay")):
        if told is True or told == 1:
            return True
        if isinstance(told, str) and told.strip().casefold() in _YES:
            return True
    return False


def _check_parents(said: list[Json], found: Arrival) -> None:
    """Say that nesting is left out; Refused where an element lies inside itself."""
    above: dict[str, Any] = {}
    for one in said:
        parent = one.get("parent")
        if isinstance(parent, str) and parent:
            above |= {str(one[key]): parent for key in ("_id", "id", "label") if one.get(key)}
    checked: set[str] = set()
    for start in above:
        way: set[str] = set()
        here = start
        while here in above and here not in checked:
            if here in way:
                raise Refused(
                    f"elements: “{here[:60]}” lies inside itself. Take that out where it was drawn."
                )
            way.add(here)
            here = above[here]
        checked |= way
    if nested := sum(bool(one.get("parent")) for one in said):
        found.leave(f"that {amount(nested, 'element')} lay inside others")
