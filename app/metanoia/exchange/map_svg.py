"""A map as an SVG drawing: with its colours in it, or with classes that a page's own CSS colours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Final

from metanoia.domain.map_geometry import (
    CORNER,
    LINE_HEIGHT,
    NOTE_HEIGHT,
    NOTE_PADDING,
    SIGN_ROOM,
    Box,
    NoteBox,
    Point,
    round_arrow,
)
from metanoia.domain.map_paper import (
    MARGIN,
    QUESTION_HEIGHT,
    TITLE_HEIGHT,
    MapPaper,
    PaperBadge,
    PaperLink,
)

Style = Mapping[str, str]

_INTER: Final = "Inter, sans-serif"
_LINE: Final = {"fill": "none", "stroke": "@text2", "stroke-width": "1.8"}
_MIDDLE: Final = {"text-anchor": "middle"}

STYLES: Final[Mapping[str, Style]] = {
    "map-ground": {"fill": "@canvas"},
    "map-line": _LINE,
    "map-doubted": {**_LINE, "stroke-dasharray": "6 6"},
    "map-head": {"fill": "@text2"},
    "map-gap": {"fill": "none", "stroke": "@canvas", "stroke-width": "7"},
    "map-delay": _LINE,
    "map-plus": {"fill": "@accent_text", "font-size": "16", "font-weight": "700", **_MIDDLE},
    "map-minus": {"fill": "@ochre_text", "font-size": "16", "font-weight": "700", **_MIDDLE},
    "map-unsure": {"fill": "@text2", "font-size": "16", "font-weight": "700", **_MIDDLE},
    "map-box": {
        "fill": "@card", "stroke": "@border", "stroke-opacity": "0.6", "stroke-width": "1.2",
    },
    "map-name": {"fill": "@text", "font-size": "13", "font-weight": "500", **_MIDDLE},
    "map-note": {"fill": "@sunken", "stroke": "@hairline", "stroke-width": "1"},
    "map-words": {"fill": "@text2", "font-size": "12.5"},
    "map-reinforcing": {"fill": "@ochre_soft"},
    "map-reinforcing-arrow": {"fill": "none", "stroke": "@ochre_fill", "stroke-width": "1.8"},
    "map-reinforcing-head": {"fill": "@ochre_fill"},
    "map-reinforcing-label": {
        "fill": "@ochre_text", "font-size": "14", "font-weight": "700", **_MIDDLE,
    },
    "map-balancing": {"fill": "@accent_soft"},
    "map-balancing-arrow": {"fill": "none", "stroke": "@accent", "stroke-width": "1.8"},
    "map-balancing-head": {"fill": "@accent"},
    "map-balancing-label": {
        "fill": "@accent_text", "font-size": "14", "font-weight": "700", **_MIDDLE,
    },
    "map-open": {"fill": "@sunken"},
    "map-open-arrow": {"fill": "none", "stroke": "@text3", "stroke-width": "1.8"},
    "map-open-head": {"fill": "@text3"},
    "map-open-label": {"fill": "@text2", "font-size": "14", "font-weight": "700", **_MIDDLE},
    "map-title": {
        "fill": "@text", "font-family": "Source Serif 4, serif", "font-size": "26",
        "font-weight": "600",
    },
    "map-question": {"fill": "@text2", "font-size": "14"},
}  # fmt: skip
"""All classes of a drawing and what they look like; "@text" is the colour of that name."""

_SIGNS: Final = {1: ("+", "map-plus"), -1: ("−", "map-minus"), 0: ("?", "map-unsure")}
_LOOPS: Final = {"R": "map-reinforcing", "B": "map-balancing", "?": "map-open"}
# What XML 1.0 cannot hold, halves of characters among it.
_UNFIT: Final = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def svg(paper: MapPaper, *, colours: Mapping[str, str] | None = None) -> str:
    """Return a drawing as SVG 1.1, one px to a unit.

    With ``colours`` (those of a theme: "canvas", "text2" and so on) it stands on its own, on a ground of
    its own; without them it has only the classes of ``STYLES``, for a page that colours them.
    """
    drawing = _Drawing(colours)
    left, top, width, height = paper.frame
    box = " ".join(map(_number, (left, top, width, height)))
    size = f'width="{_number(width)}" height="{_number(height)}"'
    family = f' font-family="{_INTER}"' if colours is not None else ""
    head = f'<svg xmlns="http://www.w3.org/2000/svg" class="map" viewBox="{box}" {size}{family} role="img">'
    parts = [head, f"<title>{_text(paper.title)}</title>"]
    if colours is not None:
        parts.append(drawing.rect(left, top, width, height, 0, "map-ground"))
    parts += drawing.whole(paper)
    return "\n".join([*parts, "</svg>\n"])


class _Drawing:
    """Writes shapes, each with its class or with what the class means."""

    def __init__(self, colours: Mapping[str, str] | None) -> None:
        self._looks = {name: _look(name, style, colours) for name, style in STYLES.items()}

    def whole(self, paper: MapPaper) -> Iterator[str]:
        """Yield all shapes, the lowest first."""
        yield from self._head(paper)
        for note in paper.notes:
            yield from self._note(note)
        for link in paper.links:
            yield from self._line(link)
        for link in paper.links:
            yield from self._sign(link)
        for one in paper.boxes:
            yield from self._box(one.box)
        for badge in paper.badges:
            yield from self._badge(badge)

    def rect(
        self, x: float, y: float, width: float, height: float, corner: float, name: str
    ) -> str:
        """Return a rectangle."""
        size = f'width="{_number(width)}" height="{_number(height)}"'
        rounded = f' rx="{_number(corner)}"' if corner else ""
        return f'<rect x="{_number(x)}" y="{_number(y)}" {size}{rounded}{self._looks[name]}/>'

    def _head(self, paper: MapPaper) -> Iterator[str]:
        x, y = paper.frame.left + MARGIN, paper.frame.top + MARGIN
        for line in paper.title_lines:
            yield self._words(line, (x, y + 24), "map-title")
            y += TITLE_HEIGHT
        for line in paper.question_lines:
            yield self._words(line, (x, y + 12), "map-question")
            y += QUESTION_HEIGHT

    def _note(self, note: NoteBox) -> Iterator[str]:
        yield self.rect(note.x, note.y, note.width, note.height, 6, "map-note")
        for number, line in enumerate(note.lines):
            place = note.x + NOTE_PADDING, note.y + NOTE_PADDING + number * NOTE_HEIGHT + 11
            yield self._words(line, place, "map-words")

    def _line(self, link: PaperLink) -> Iterator[str]:
        start, control, end = map(_point, link.curve)
        name = "map-line" if link.polarity else "map-doubted"
        yield f'<path d="M{start} Q{control} {end}"{self._looks[name]}/>'
        yield self._shape(link.head, "map-head")
        if link.delay is None:
            return
        (x, y), (across, down) = link.delay
        yield self._stroke(
            (x - across * 4, y - down * 4), (x + across * 4, y + down * 4), "map-gap"
        )
        for along in (-3, 3):
            at = x + across * along, y + down * along
            one, two = (
                (at[0] - down * 8, at[1] + across * 8),
                (at[0] + down * 8, at[1] - across * 8),
            )
            yield self._stroke(one, two, "map-delay")

    def _sign(self, link: PaperLink) -> Iterator[str]:
        sign, name = _SIGNS[link.polarity]
        yield self._circle(link.sign, SIGN_ROOM, "map-ground")
        yield self._words(sign, (link.sign[0], link.sign[1] + 5.8), name)

    def _box(self, box: Box) -> Iterator[str]:
        left, top = box.x - box.width / 2, box.y - box.height / 2
        yield self.rect(left, top, box.width, box.height, CORNER, "map-box")
        y = box.y - (len(box.lines) - 1) * LINE_HEIGHT / 2 + 4.7
        for number, line in enumerate(box.lines):
            yield self._words(line, (box.x, y + number * LINE_HEIGHT), "map-name")

    def _badge(self, one: PaperBadge) -> Iterator[str]:
        name = _LOOPS[one.character]
        begin, end, tip = round_arrow(one.badge)
        yield self._circle((one.badge.x, one.badge.y), 19, name)
        sweep = 1 if one.badge.clockwise else 0
        arc = f"M{_point(begin)} A25 25 0 1 {sweep} {_point(end)}"
        yield f'<path d="{arc}"{self._looks[f"{name}-arrow"]}/>'
        yield self._shape(tip, f"{name}-head")
        yield self._words(one.label, (one.badge.x, one.badge.y + 5.1), f"{name}-label")

    def _circle(self, place: Point, radius: float, name: str) -> str:
        at = f'cx="{_number(place[0])}" cy="{_number(place[1])}"'
        return f'<circle {at} r="{_number(radius)}"{self._looks[name]}/>'

    def _stroke(self, one: Point, two: Point, name: str) -> str:
        return f'<path d="M{_point(one)} L{_point(two)}"{self._looks[name]}/>'

    def _shape(self, corners: Sequence[Point], name: str) -> str:
        return f'<path d="M{" L".join(map(_point, corners))} Z"{self._looks[name]}/>'

    def _words(self, words: str, place: Point, name: str) -> str:
        at = f'x="{_number(place[0])}" y="{_number(place[1])}"'
        return f"<text {at}{self._looks[name]}>{_text(words)}</text>"


def _look(name: str, style: Style, colours: Mapping[str, str] | None) -> str:
    if colours is None:
        return f' class="{name}"'
    return "".join(
        f' {key}="{escape(colours[value[1:]] if value.startswith("@") else value)}"'
        for key, value in style.items()
    )


def _number(value: float) -> str:
    return f"{round(value, 1) + 0:g}" if abs(value) < 100_000 else f"{value:.0f}"


def _point(point: Point) -> str:
    return f"{_number(point[0])} {_number(point[1])}"


def _text(words: str) -> str:
    return escape(_UNFIT.sub("\ufffd", words))
