"""Maps for the tests of how they lie on paper."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Mapping
from pathlib import Path

from metanoia.domain.map_geometry import Box, Curve, boxes
from metanoia.domain.maps import CausalLink, CausalMap, Variable

VECTORS = json.loads((Path(__file__).parent / "data" / "vectors.json").read_text())["maps"]
RESCUE_LINKS = (
    ("Open questions in the room", "I give the answer", 1, 0),
    ("I give the answer", "Open questions in the room", -1, 0),
    ("Open questions in the room", "Others think aloud", 1, 0),
    ("Others think aloud", "Open questions in the room", -1, 1),
    ("I give the answer", "“Ask Mara first” habit", 1, 0),
    ("“Ask Mara first” habit", "Others think aloud", -1, 0),
    ("Others think aloud", "Team’s confidence to decide", 1, 1),
    ("Team’s confidence to decide", "Others think aloud", 1, 0),
)
RESCUE_PLACES = {
    "Open questions in the room": (0, -40),
    "I give the answer": (0, -220),
    "Others think aloud": (0, 150),
    "Team’s confidence to decide": (-262, 150),
    "“Ask Mara first” habit": (274, -40),
}


def mapped(
    links: Iterable[tuple], places: Mapping[str, tuple[float, float]] | None = None
) -> CausalMap:
    """Return a map of links (from, to, polarity, delayed); ids are "v1", "l1" and so on."""
    links = tuple(links)
    names = list(places or dict.fromkeys(name for link in links for name in link[:2]))
    ids = {name: f"v{number}" for number, name in enumerate(names, 1)}
    at = places or {}
    return CausalMap(
        id="m",
        title="The rescue loop",
        variables=tuple(
            Variable(id=ids[name], name=name, x=at.get(name, (0, 0))[0], y=at.get(name, (0, 0))[1])
            for name in names
        ),
        links=tuple(
            CausalLink(
                id=f"l{number}", source=ids[a], target=ids[b], polarity=sign, delayed=bool(late)
            )
            for number, (a, b, sign, late) in enumerate(links, 1)
        ),
    )


def rescue() -> CausalMap:
    """Return the map of picture 06."""
    return mapped(RESCUE_LINKS, RESCUE_PLACES)


def vector(number: int) -> CausalMap:
    """Return one of the maps of the vectors, without places."""
    return mapped(VECTORS[number]["links"])


def crowded(seed: int = 3, variables: int = 60, links: int = 150) -> CausalMap:
    """Return a large map whose variables lie about in rows."""
    dice = random.Random(seed)
    places = {
        f"variable {number} of some words"[: dice.choice((11, 20, 26))] + f" {number}": (
            (number % 8) * 230 + dice.uniform(-30, 30),
            (number // 8) * 150 + dice.uniform(-30, 30),
        )
        for number in range(variables)
    }
    names, found = list(places), {}
    while len(found) < links:
        one = dice.randrange(variables)
        two = (one + dice.choice((1, -1, 8, -8, 9, dice.randrange(variables)))) % variables
        if one != two:
            found[names[one], names[two]] = (dice.choice((1, -1, 0)), dice.random() < 0.2)
    return mapped([(*pair, *said) for pair, said in found.items()], places)


def through(curve: Curve, of: Box) -> bool:
    """Look closely whether a curve runs through a box, without the formula that is tested."""
    return any(of.holds(curve.at(way / 400), -0.01) for way in range(401))


def hit(of: CausalMap, found: Mapping[str, Curve]) -> list[str]:
    """Return the links that run through another box than their own two."""
    around = boxes(of)
    return [
        link.id
        for link in of.links
        for id_, one in around.items()
        if id_ not in (link.source, link.target) and through(found[link.id], one)
    ]
