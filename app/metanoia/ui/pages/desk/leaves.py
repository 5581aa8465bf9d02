"""A share as a row of pages: each entry and each thing, its passages known by their fields."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from metanoia.domain.replies import WHOLE, Item
from metanoia.exchange import readable
from metanoia.exchange.shown import shown
from metanoia.text.words import excerpt
from metanoia.ui import dates, fonts
from metanoia.ui.pages.desk.drawing import draw
from metanoia.ui.theme import theme
from metanoia.ui.widgets import map_picture
from metanoia.ui.widgets.annotated import Piece

if TYPE_CHECKING:
    from metanoia.domain.shared_things import Drawing, Shown
    from metanoia.domain.shares import OpenedShare, SharedEntry

_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})
_CHART: Final = "chart"
_MAP: Final = "map"
_LONE_MARKS: Final = re.compile(
    r"(?<!\w)[*_]+(?=[^\s*_])|(?<=[^\s*_])[*_]+(?!\w)"
)  # cut from their other end


@dataclass(frozen=True, slots=True, kw_only=True)
class Leaf:
    """One page: what ``item`` it shows, its ``heading``, and the source text of every field."""

    item: Item
    heading: str
    plain: Mapping[str, str]
    entry: SharedEntry | None = None
    shown: Shown | None = None
    number: int = 1  # of how many of its sort
    of: int = 1

    @property
    def name(self) -> str:
        """What a person calls it."""
        return self.heading or _tr("Without a title")


def leaves_of(share: OpenedShare) -> tuple[Leaf, ...]:
    """Return the pages of a share: its entries in their order, then its things."""
    count = len(share.entries)
    pages = [
        Leaf(
            item=("entry", str(entry.id)),
            heading=entry.title,
            plain={"title": entry.title, "body": entry.body},
            entry=entry,
            number=number,
            of=count,
        )
        for number, entry in enumerate(share.entries, 1)
    ]
    for thing in share.things:
        look = shown(thing)
        pages.append(
            Leaf(item=(thing.kind, thing.id), heading=look.heading, plain=thing.plain, shown=look)
        )
    return tuple(pages)


def sort_of(kind: str) -> str:
    """Return what one of a kind is called."""
    return {
        "entry": _tr("Entry"),
        "goal": _tr("Goal"),
        "value": _tr("Value"),
        "assumption": _tr("Assumption"),
        "prediction": _tr("Prediction"),
        "target": _tr("Learning target"),
        "map": _tr("Map"),
    }.get(kind, kind)


def pieces_of(leaf: Leaf, cover_note: str, answers: Sequence[tuple[str, str]] = ()) -> list[Piece]:
    """Return a page in pieces, below the note that came with it and ``answers`` to what was asked."""
    pieces = [*_note(cover_note)] if cover_note else []
    pieces += _answers(answers) if answers else []
    if leaf.entry is not None:
        return pieces + _entry(leaf.entry, leaf)
    return pieces + (_thing(leaf.shown) if leaf.shown is not None else [])


def drawings_of(leaf: Leaf) -> dict[str, Callable[[int], QImage]]:
    """Return what paints the pictures of a page, by their names."""
    if leaf.shown is None:
        return {}
    drawings = _drawings(leaf.shown)
    found: dict[str, Callable[[int], QImage]] = {
        name: partial(draw, drawing) for name, drawing in drawings.items()
    }
    chart = leaf.shown.chart
    if chart is None:
        return found
    ratio = QApplication.primaryScreen().devicePixelRatio()
    return found | {_MAP: lambda width: map_picture.draw(chart, width, ratio)}


def field_words(leaf: Leaf, field: str) -> str:
    """Return what a field is called to a person, "" for the text or the whole."""
    if leaf.shown is None or field == WHOLE:
        return ""
    return next((one.label for one in leaf.shown.passages if one.field == field), "")


def _note(text: str) -> list[Piece]:
    from metanoia.text.markdown import render  # loads a Markdown library

    return [Piece(f"{small(_tr('What this is for'))}{render(text)}{_line()}")]


def _answers(answers: Sequence[tuple[str, str]]) -> list[Piece]:
    from metanoia.text.markdown import render

    said = "".join(
        f"{_label(question) if question else ''}{render(answer)}" for question, answer in answers
    )
    return [Piece(f"{small(_tr('Answers to your comments'))}{said}{_line()}")]


def _entry(entry: SharedEntry, leaf: Leaf) -> list[Piece]:
    from metanoia.text.markdown import render

    time = f", {dates.clock(entry.time)}" if entry.time else ""
    when = f"{dates.long(entry.date)}{time}"
    which = _tr("Entry {} of {}").format(leaf.number, leaf.of)
    pieces = [Piece(small(f"{when}  ·  {which}{_mood(entry)}"))]
    if entry.title:
        pieces.append(Piece(_headline(entry.title), "title", entry.title))
    body = readable.text_below_title(entry.title, entry.body)
    offset = len(entry.body) - len(body)
    pieces.append(Piece(render(body), "body", body, offset))
    return [*pieces, Piece(_attached(entry) + _tags(entry))]


def _thing(look: Shown | None) -> list[Piece]:
    from metanoia.text.markdown import render

    if look is None:
        return []
    about = "  ·  ".join((sort_of(look.kind), *look.about))
    pieces = [Piece(small(about))]
    if look.heading:
        pieces.append(Piece(_headline(look.heading), look.heading_field, look.heading))
    if look.chart is not None:
        pieces.append(Piece(f'<p><img src="drawing:{_MAP}"></p>'))
    for name, drawing in _drawings(look).items():
        pieces.append(Piece(f'<p><img src="drawing:{name}"></p>{small(drawing.sentence)}'))
    for passage in look.passages:
        if not passage.text:
            label = _label(passage.label)
            pieces.append(
                Piece(label, passage.field, passage.label) if passage.field else Piece(label)
            )
            continue
        if passage.label:
            pieces.append(Piece(_label(passage.label)))
        pieces.append(Piece(render(passage.text), passage.field, passage.text))
    return pieces


def _drawings(look: Shown) -> dict[str, Drawing]:
    """Return the charts of a thing by what their pictures are called."""
    found = {_CHART: look.drawing} if look.drawing is not None else {}
    return found | {f"{_CHART}-{at}": line for at, line in enumerate(look.lines)}


def _mood(entry: SharedEntry) -> str:
    facts = [
        _tr("mood {}").format(entry.mood) if entry.mood is not None else "",
        _tr("energy {}").format(entry.energy) if entry.energy is not None else "",
    ]
    return "".join(f"  ·  {fact}" for fact in facts if fact)


def _attached(entry: SharedEntry) -> str:
    """Show the photos that the text does not show itself; name the files."""
    loose = [one for one in entry.attachments if f"attachment:{one.sha256}" not in entry.body]
    photos = [one for one in loose if one.media in _PICTURES]
    named = [one for one in entry.attachments if one.media not in _PICTURES]
    files = ", ".join(f"{one.name} ({readable.size(one.size)})" for one in named)
    shown_photos = "".join(f'<p><img src="attachment:{one.sha256}"></p>' for one in photos)
    return shown_photos + (small(_tr("Attached: {}").format(files)) if named else "")


def _tags(entry: SharedEntry) -> str:
    return small("   ".join(f"#{tag}" for tag in entry.tags)) if entry.tags else ""


def _line() -> str:
    return f'<hr style="background-color: {theme().hex("hairline")};">'


def _headline(text: str) -> str:
    style = f"font-size: {theme().px(27)}px; font-weight: 600; margin: 2px 0 {theme().px(12)}px 0;"
    return f'<p dir="auto" style="{style}">{html.escape(text)}</p>'


def _label(text: str) -> str:
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {theme().px(13)}px; font-weight: 600;"
        f" color: {theme().hex('text2')}; margin: {theme().px(10)}px 0 {theme().px(3)}px 0;"
    )
    return f'<p style="{style}">{html.escape(text)}</p>'


def quoted(text: str, most: int = 90) -> str:
    """Return a passage of somebody's source on one line, without Markdown marks and cut after a word."""
    words = " ".join(_LONE_MARKS.sub("", excerpt(text)).split())
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0].rstrip('…')}…"


def small(text: str) -> str:
    """Return a line of the program's own words above or below what a person wrote."""
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {theme().px(12)}px;"
        f" color: {theme().hex('text3')}; margin: 0 0 {theme().px(6)}px 0;"
    )
    return f'<p style="{style}">{html.escape(text)}</p>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("Leaves", text)
