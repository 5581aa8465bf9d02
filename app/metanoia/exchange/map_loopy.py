"""Maps of LOOPY (ncase.me/loopy, v1 and v1.1), as ``Model.serialize`` of its source writes them.

``[[id, x, y, init, label, hue, ...]], [[from, to, arc, strength, ...]], [[x, y, text]], uid``, where
labels and texts are encoded as parts of an address, once more than the address itself.
"""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from metanoia.domain.errors import Refused
from metanoia.exchange.map_arrival import Arrival, check_many

_UNFIT = (TypeError, ValueError, IndexError, KeyError, OverflowError)


def data_of(address: str) -> str:
    """Return the model that a link to LOOPY carries, or "" if it is none."""
    try:
        query = urlsplit(address).query
    except ValueError:
        return ""
    return parse_qs(query).get("data", [""])[0]


def read(told: list[Any], title: str) -> Arrival:
    """Return the map of a model; Refused, with the place of the fault, for what is none."""
    parts = [*told, []] if len(told) == 2 else told[:3]
    if len(parts) != 3 or not all(isinstance(part, list) for part in parts):
        raise Refused("That is a list, and not a model of LOOPY.")
    nodes, arrows, labels = parts
    check_many("nodes", nodes)
    check_many("arrows", arrows)
    check_many("labels", labels)
    found = Arrival(title)
    names: dict[Any, str] = {}
    for number, node in enumerate(nodes, 1):
        try:
            label = _decoded(node[4]).strip() or f"Unnamed {number}"
            names[node[0]] = found.variable(label, (float(node[1]), float(node[2])))
        except _UNFIT:
            raise _fault("nodes", number) from None
    for number, arrow in enumerate(arrows, 1):
        try:
            strength = float(arrow[3])
            sign = 1 if strength > 0 else -1 if strength < 0 else 0
            found.link(names[arrow[0]], names[arrow[1]], sign)
        except _UNFIT:
            raise _fault("arrows", number) from None
    for number, label in enumerate(labels, 1):
        try:
            found.note(_decoded(label[2]), (float(label[0]), float(label[1])))
        except _UNFIT:
            raise _fault("labels", number) from None
    return found


def _fault(what: str, number: int) -> Refused:
    return Refused(f"{what}, number {number}: this is not what LOOPY has there.")


def _decoded(told: object) -> str:
    """Return a label as it was written, whether its file held an address or what an address holds."""
    if not isinstance(told, str):
        raise TypeError
    return unquote(unquote(told))
