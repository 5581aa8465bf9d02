"""Goals, values and whatever else is no entry, as parts of the page of a share; charts as drawn lines."""

from __future__ import annotations

import datetime as dt
import html
from collections.abc import Callable, Mapping, Sequence
from typing import Final

from metanoia.domain.map_paper import paper_of
from metanoia.domain.shared_things import Chart, Curve, Drawing, Passage, SharedLink, Shown
from metanoia.exchange.map_svg import svg
from metanoia.exchange.shown import KINDS
from metanoia.exchange.shown_words import number, on

_WIDTH, _HEIGHT, _LEFT, _RIGHT, _TOP, _BOTTOM = 640, 200, 34, 10, 10, 26  # of a drawing
_RELATIONS: Final = {
    "about": "Goes with", "serves": "Serves", "strains": "Strains", "came_from": "Came from",
    "answers": "Answers", "leads_to": "Leads to",
}  # fmt: skip

_NAMESPACE: Final = ' xmlns="http://www.w3.org/2000/svg"'  # a page knows it, and names no address

Render = Callable[[str], str]
"""Makes Markdown into the HTML of the page."""


def article(one: Shown, anchor: str, place: str, render: Render, ties: str) -> str:
    """Return a thing as a part of the page: ``place`` says which of how many, ``ties`` where it leads."""
    about = html.escape(" · ".join((place, *one.about)))
    heading = one.heading_field and (
        f'<h2 dir="auto" data-field="{one.heading_field}">{html.escape(one.heading)}</h2>\n'
    )
    passages = "".join(_passage(passage, render) for passage in one.passages)
    drawing = _figure(one.drawing) if one.drawing else ""
    drawing += _map(one.chart) if one.chart else ""
    drawing += "".join(map(_figure, one.lines))
    return (
        f'<article id="{anchor}" data-item="{one.kind}:{one.id}">\n<p class="when">{about}</p>\n'
        f"{heading}{drawing}{passages}{ties}</article>\n"
    )


def _passage(passage: Passage, render: Render) -> str:
    field = f' data-field="{html.escape(passage.field)}"' if passage.field else ""
    label = html.escape(passage.label)
    if not passage.text:
        return f'<p class="label" dir="auto"{field}>{label}</p>\n'
    return (
        f'<p class="label">{label}</p>\n'
        f'<div class="text" dir="auto"{field}>\n{render(passage.text)}\n</div>\n'
    )


def _map(chart: Chart) -> str:
    """Return a map as a picture; all its words stand below it once more."""
    drawing = svg(paper_of(chart.map, chart.loops)).replace(_NAMESPACE, "", 1)
    return f'<figure class="mapped">\n{drawing}</figure>\n'


def ties(
    item: tuple[str, str],
    links: Sequence[SharedLink],
    anchors: Mapping[tuple[str, str], str],
    headings: Mapping[tuple[str, str], str],
) -> str:
    """Return where a thing leads within the share, "" if nowhere."""
    lines = []
    for link in links:
        if item == link.source:
            lines.append((_RELATIONS[link.relation], link.target))
        elif item == link.target:
            lines.append(("Goes with", link.source))
    listed = "".join(
        f'<li><span class="label">{word}</span> <a href="#{anchors[end]}">'
        f"{html.escape(headings[end])}</a></li>\n"
        for word, end in dict.fromkeys(lines)
    )
    return f'<ul class="ties">\n{listed}</ul>\n' if listed else ""


def without_heading(kind: str) -> str:
    """Return what a thing is called whose heading is empty."""
    return f"{KINDS[kind]} without a title"


def _figure(drawing: Drawing) -> str:
    key = "".join(
        f'<span class="k{place}">{html.escape(curve.label)}</span>'
        for place, curve in enumerate(drawing.curves)
    )
    return (
        f'<figure class="chart">\n{_svg(drawing)}\n'
        f'<figcaption>{html.escape(drawing.sentence)}<span class="key">{key}</span></figcaption>\n'
        "</figure>\n"
    )


def _svg(drawing: Drawing) -> str:
    days = sorted({day for curve in drawing.curves for day, _ in curve.points})
    first, last = (dt.date.fromisoformat(day).toordinal() for day in (days[0], days[-1]))
    low, high = drawing.scale
    levels_of = (low, (low + high) / 2, high)
    begin = max(_LEFT, 12 + 7 * max(len(number(level)) for level in levels_of))

    def x(day: str) -> float:
        way = (
            (dt.date.fromisoformat(day).toordinal() - first) / (last - first)
            if last > first
            else 0.5
        )
        return round(begin + way * (_WIDTH - begin - _RIGHT), 1)

    def y(value: float) -> float:
        return round(_TOP + (high - value) / (high - low) * (_HEIGHT - _TOP - _BOTTOM), 1)

    levels = "".join(
        f'<line x1="{begin}" x2="{_WIDTH - _RIGHT}" y1="{y(level)}" y2="{y(level)}" class="level"/>'
        f'<text x="{begin - 8}" y="{y(level) + 4}" text-anchor="end">{number(level)}</text>'
        for level in levels_of
    )
    end = f'<text x="{_WIDTH - _RIGHT}" y="{_HEIGHT - 6}" text-anchor="end">{on(days[-1])}</text>'
    ends = f'<text x="{begin}" y="{_HEIGHT - 6}">{on(days[0])}</text>'
    ends += end if last > first else ""
    curves = "".join(_curve(curve, place, x, y) for place, curve in enumerate(drawing.curves))
    said = html.escape(drawing.sentence)
    return (
        f'<svg viewBox="0 0 {_WIDTH} {_HEIGHT}" role="img" aria-label="{said}">{levels}{ends}'
        f"{curves}</svg>"
    )


def _curve(curve: Curve, place: int, x: Callable[[str], float], y: Callable[[float], float]) -> str:
    points = [(x(day), y(value)) for day, value in curve.points]
    dots = "".join(f'<circle cx="{left}" cy="{top}" r="3.5"/>' for left, top in points)
    line = " ".join(f"{left},{top}" for left, top in points)
    return f'<g class="c{place}"><polyline points="{line}"/>{dots}</g>'
