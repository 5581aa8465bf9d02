"""Maps from files: our own JSON, Kumu's blueprints, and LOOPY's models."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from metanoia.domain.errors import Refused
from metanoia.exchange import map_kumu, map_loopy
from metanoia.exchange.map_json import map_from_json, placed
from metanoia.exchange.strict_json import parse

if TYPE_CHECKING:
    from metanoia.domain.maps import CausalMap
    from metanoia.exchange.map_arrival import Arrival

FILE_LIMIT: Final = 10_000_000  # bytes
_OUR_KEYS: Final = {"links", "title", "name"}
_WIDER: Final = (1.0, 1.25, 1.5, 1.8, 2.2)  # how much places of others are spread, names being wide
_MARK: Final = b"\xef\xbb\xbf"  # that some programs write before UTF-8


class ReadMap(NamedTuple):
    """A map that was read, laid out where its file says nothing, and what of the file was left out."""

    map: CausalMap
    left_out: tuple[str, ...]


def read_map(path: Path) -> ReadMap:
    """Return the map of a file, which is never altered.

    Refused, with the place of the fault, for a file that holds none or more than a map can, or that
    cannot be read.
    """
    told = _parsed(_bytes(path), path.name)
    if isinstance(told, list):
        return _arrived(map_loopy.read(told, path.stem))
    if isinstance(told, dict) and isinstance(told.get("connections"), list):
        return _arrived(map_kumu.read(told, path.stem))
    if not isinstance(told, dict) or not _OUR_KEYS & set(told):
        raise Refused(
            f"{path.name} holds no map: neither Metanoia’s own JSON, nor one of Kumu or LOOPY."
        )
    if not told.get("title") and not told.get("name"):
        told = {**told, "title": path.stem[:120] or "Map"}
    found = map_from_json(told)
    return ReadMap(found if placed(told) else _laid_out(found), ())


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(FILE_LIMIT + 1)
    except OSError as error:
        why = error.strerror or error
        raise Refused(f"{path.name} cannot be read: {why}. Check its permissions.") from None
    if len(data) > FILE_LIMIT:
        raise Refused(
            f"{path.name} is larger than {FILE_LIMIT // 1_000_000} MB, far larger than a map. "
            "Choose the file of one map."
        )
    return data.removeprefix(_MARK)


def _parsed(raw: bytes, name: str) -> Any:
    """Return the value of a file: JSON, or the data in a link to a LOOPY model."""
    text = raw.strip()
    if text[:1] not in (b"{", b"["):
        address = text.decode("utf-8", "replace").split("\n", 1)[0].strip()
        text = map_loopy.data_of(address).encode("utf-8", "replace") or text
    elif text.startswith(b"[[") and b'"' not in text:  # copied out of a link
        text = text.replace(b"%22", b'"').replace(b"%5D", b"]")
    try:
        return parse(text, FILE_LIMIT)
    except (ValueError, RecursionError):
        raise Refused(
            f"{name} holds no map: it is not whole JSON. Save it again from where it was drawn."
        ) from None


def _arrived(arrival: Arrival) -> ReadMap:
    """Return a map of another program so that no box lies on another."""
    from metanoia.domain.map_edits import place

    told = arrival.told()
    found = map_from_json(told)
    if not placed(told):
        return ReadMap(_laid_out(found), arrival.left_out())
    lying: dict[str, tuple[float, float]] = {one.id: (one.x, one.y) for one in found.variables}
    lying |= {one.id: (one.x, one.y) for one in found.notes}
    for wider in _WIDER:
        spread = place(found, {id_: (x * wider, y * wider) for id_, (x, y) in lying.items()})
        if not _overlapping(spread):
            return ReadMap(spread, arrival.left_out())
    return ReadMap(_laid_out(found), arrival.left_out())


def _overlapping(of: CausalMap) -> bool:
    from metanoia.domain.map_geometry import boxes

    return any(
        abs(one.x - two.x) < (one.width + two.width) / 2 + 12
        and abs(one.y - two.y) < (one.height + two.height) / 2 + 12
        for one, two in combinations(boxes(of).values(), 2)
    )


def _laid_out(found: CausalMap) -> CausalMap:
    from metanoia.domain.map_edits import place
    from metanoia.domain.map_layout import laid_out

    return place(found, laid_out(found))
