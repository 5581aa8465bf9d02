"""A map as it is drawn: every shape at its place, ready for screens, pictures and pages alike."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from metanoia.domain import map_text
from metanoia.domain.loops import Character, Loop
from metanoia.domain.map_geometry import (
    BADGE_ROOM,
    SIGN_ROOM,
    Badge,
    Box,
    Curve,
    NoteBox,
    Point,
    badges,
    boxes,
    curves,
    delay_at,
    head,
    note_box,
    signs,
)
from metanoia.domain.maps import CausalMap, Polarity

MARGIN: Final = 28.0  # px around all that is drawn
BADGES: Final = 24  # labels of loops on one map, the shortest loops first: more could not be read
TITLE_SIZE: Final = 26.0  # px of the letters
TITLE_HEIGHT: Final = 34.0  # from one line to the next
QUESTION_SIZE: Final = 14.0
QUESTION_HEIGHT: Final = 20.0
_HEAD_WIDTH: Final = 420.0  # px that a title may take, however narrow its map is
_SERIF: Final = 0.94  # how wide the letters of a title are, beside those of a name


class PaperBox(NamedTuple):
    """The box of a variable, ``id``."""

    id: str
    box: Box


class PaperLink(NamedTuple):
    """The curve of a link with its marks; ``delay`` is a middle and a direction, None without one."""

    id: str
    curve: Curve
    head: tuple[Point, Point, Point]
    polarity: Polarity
    sign: Point
    delay: tuple[Point, Point] | None


class PaperBadge(NamedTuple):
    """The label of a loop, with the loop's key."""

    key: str
    label: str
    character: Character
    badge: Badge


class Frame(NamedTuple):
    """The part of the paper that is shown: its upper left corner and its size."""

    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MapPaper:
    """All that is drawn of a map, lowest first: notes, links, boxes, labels of loops.

    ``title_lines`` and ``question_lines`` stand at the upper left of ``frame``; none if not asked for.
    """

    title: str
    frame: Frame
    notes: tuple[NoteBox, ...]
    links: tuple[PaperLink, ...]
    boxes: tuple[PaperBox, ...]
    badges: tuple[PaperBadge, ...]
    title_lines: tuple[str, ...] = ()
    question_lines: tuple[str, ...] = ()


def paper_of(of: CausalMap, loops: Sequence[Loop], *, titled: bool = False) -> MapPaper:
    """Return what is drawn of a map and its ``loops``; ``titled`` sets title and question above it."""
    around = boxes(of)
    found = curves(of.links, around)
    standing = signs(found, around)
    links = tuple(
        PaperLink(
            one.id,
            found[one.id],
            head(found[one.id]),
            one.polarity,
            standing[one.id],
            delay_at(found[one.id]) if one.delayed else None,
        )
        for one in of.links
    )
    drawn: dict[tuple[str, str], Curve] = {
        (one.source, one.target): found[one.id] for one in of.links
    }
    shown = [loop for loop in loops if all(step in drawn for step in loop.steps)][:BADGES]
    placed = badges(shown, around, drawn)
    notes = tuple(note_box(one) for one in of.notes)
    frame = _frame(_corners(around.values(), links, notes, placed.values()))
    title_lines, question_lines = _head(of, frame.width - 2 * MARGIN) if titled else ((), ())
    return MapPaper(
        title=of.title,
        frame=_with_head(frame, title_lines, question_lines),
        notes=notes,
        links=links,
        boxes=tuple(PaperBox(id_, box) for id_, box in around.items()),
        badges=tuple(
            PaperBadge(one.key, one.label, one.character, placed[one.key]) for one in shown
        ),
        title_lines=title_lines,
        question_lines=question_lines,
    )


def _corners(
    standing: Iterable[Box],
    links: Iterable[PaperLink],
    notes: Iterable[NoteBox],
    placed: Iterable[Badge],
) -> Iterator[Point]:
    for box in standing:
        yield box.x - box.width / 2, box.y - box.height / 2
        yield box.x + box.width / 2, box.y + box.height / 2
    for link in links:
        yield from (link.curve.at(way / 16) for way in range(17))
        yield link.sign[0] - SIGN_ROOM, link.sign[1] - SIGN_ROOM
        yield link.sign[0] + SIGN_ROOM, link.sign[1] + SIGN_ROOM
    for note in notes:
        yield note.x, note.y
        yield note.x + note.width, note.y + note.height
    for badge in placed:
        yield badge.x - BADGE_ROOM, badge.y - BADGE_ROOM
        yield badge.x + BADGE_ROOM, badge.y + BADGE_ROOM


def _frame(corners: Iterable[Point]) -> Frame:
    points = list(corners) or [(0.0, 0.0)]
    left, top = min(x for x, _ in points) - MARGIN, min(y for _, y in points) - MARGIN
    right, bottom = max(x for x, _ in points) + MARGIN, max(y for _, y in points) + MARGIN
    return Frame(left, top, right - left, bottom - top)


def _head(of: CausalMap, width: float) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return title and question in lines that fit above a map."""
    most = max(width, _HEAD_WIDTH)
    title = map_text.lines(of.title, most, TITLE_SIZE * _SERIF)
    question = map_text.lines(of.question, most, QUESTION_SIZE) if of.question else ()
    return title, question


def _with_head(frame: Frame, title: Sequence[str], question: Sequence[str]) -> Frame:
    """Return a frame with room for title and question above."""
    if not title:
        return frame
    high = len(title) * TITLE_HEIGHT + len(question) * QUESTION_HEIGHT + MARGIN / 2
    widest = max(
        *(map_text.width(line, TITLE_SIZE * _SERIF) for line in title),
        *(map_text.width(line, QUESTION_SIZE) for line in question or ("",)),
    )
    wide = max(frame.width, widest + 2 * MARGIN)
    return Frame(frame.left - (wide - frame.width) / 2, frame.top - high, wide, frame.height + high)
