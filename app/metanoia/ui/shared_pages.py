"""A share as it is read: its words taken from the bytes that leave, and made into safe HTML."""

from __future__ import annotations

import html
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication

from metanoia.domain.consents import Agreed
from metanoia.domain.shared_things import Shown
from metanoia.domain.shares import SharedAnswer, SharedEntry
from metanoia.exchange import readable, share_data, shown
from metanoia.ui import dates, fonts
from metanoia.ui.amounts import counted
from metanoia.ui.theme import theme
from metanoia.ui.widgets import map_picture, small_chart

if TYPE_CHECKING:
    from collections.abc import Sequence

_PICTURES: Final = frozenset({"image/jpeg", "image/png", "image/webp", "image/gif"})


@dataclass(frozen=True, slots=True)
class SharedPages:
    """What the reader finds: who writes, the note that comes first, the entries in their order.

    ``shown`` are the goals, values, assumptions, predictions, targets and maps, before the entries.
    """

    sender: str
    cover_note: str
    entries: tuple[SharedEntry, ...]
    shown: tuple[Shown, ...] = ()
    agreed: Agreed | None = None
    answers: tuple[SharedAnswer, ...] = ()


def pages_of(data: bytes | str) -> SharedPages:
    """Read the data.json of a share that this journal made itself; ValueError if it is none."""
    found = share_data.read(data.encode() if isinstance(data, str) else data)
    return SharedPages(
        sender=found.sender,
        cover_note=found.cover_note,
        entries=found.entries,
        shown=tuple(map(shown.shown, found.things)),
        agreed=found.agreed,
        answers=found.answers,
    )


def pictures_in(members: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return the attached files by their SHA-256, from the members of a share."""
    attached = (name for name in members if name.startswith("attachments/"))
    return {_digest(name): members[name] for name in attached}


def whole(pages: SharedPages) -> str:
    """Return everything as one page, with a line between the parts.

    What was agreed comes first, then the note, answers, goals and the like, and the entries.
    """
    count = len(pages.entries)
    parts = [_agreed(pages.agreed)] if pages.agreed else []
    parts += [_note(pages.cover_note)] if pages.cover_note else []
    parts += [_answers(pages.answers)] if pages.answers else []
    parts += [shown_html(one) for one in pages.shown]
    parts += [entry_html(entry, number, count) for number, entry in enumerate(pages.entries, 1)]
    return _line().join(parts)


def entry_html(entry: SharedEntry, number: int, count: int) -> str:
    """Return one entry: which of how many and when, its title, text, photos, files and tags."""
    from metanoia.text.markdown import render  # loads a Markdown library

    time = f", {dates.clock(entry.time)}" if entry.time else ""
    when = _tr("Entry {} of {}").format(number, count) + f"  ·  {dates.long(entry.date)}{time}"
    title = _heading(entry.title) if entry.title else ""
    body = render(readable.text_below_title(entry.title, entry.body))
    return f"{_small(when)}{title}{body}{_attached(entry)}{_tags(entry.tags)}"


def shown_html(one: Shown) -> str:
    """Return a goal, value, assumption, prediction, target or map: its facts, its chart, its passages."""
    from metanoia.text.markdown import render

    facts = "  ·  ".join((shown.KINDS[one.kind], *one.about))
    drawings = (*([one.drawing] if one.drawing else []), *one.lines)
    chart = map_picture.html_of(one.chart) if one.chart else ""
    chart += "".join(f"{small_chart.html_of(each)}{_small(each.sentence)}" for each in drawings)
    passages = "".join(
        f"{_small(passage.label)}{render(passage.text) if passage.text else ''}"
        for passage in one.passages
    )
    return f"{_small(facts)}{_heading(one.heading)}{chart}{passages}"


def _line() -> str:
    return f'<hr style="background-color: {theme().hex("hairline")};">'


def _note(text: str) -> str:
    from metanoia.text.markdown import render

    return f"{_small(_tr('What this is for'))}{render(text)}"


def _agreed(agreed: Agreed) -> str:
    until = dates.long(agreed.ends_on)
    keep = counted(agreed.keep_days, _tr("1 day"), _tr("{} days"))
    terms = _tr("Holds until {}; then please delete after {}.").format(until, keep)
    return f"{_small(_tr('What was agreed'))}<p>{html.escape(agreed.purpose)}</p>{_small(terms)}"


def _answers(answers: Sequence[SharedAnswer]) -> str:
    from metanoia.text.markdown import render

    said = "".join(f"{_small(dates.long(one.on))}{render(one.text)}" for one in answers)
    return f"{_small(_tr('Answers to comments'))}{said}"


def _digest(member: str) -> str:
    return member.removeprefix("attachments/").partition(".")[0]


def _attached(entry: SharedEntry) -> str:
    """Show the photos that the text does not show itself; name the files."""
    loose = [one for one in entry.attachments if f"attachment:{one.sha256}" not in entry.body]
    shown = [one for one in loose if one.media in _PICTURES]
    named = [one for one in entry.attachments if one.media not in _PICTURES]
    photos = "".join(f'<p><img src="attachment:{one.sha256}"></p>' for one in shown)
    files = [f"{one.name} ({readable.size(one.size)})" for one in named]
    return photos + (_small(_tr("Attached: {}").format(", ".join(files))) if files else "")


def _tags(tags: Sequence[str]) -> str:
    return _small("   ".join(f"#{tag}" for tag in tags)) if tags else ""


def _heading(text: str) -> str:
    size = theme().px(27)
    style = f"font-size: {size}px; font-weight: 600; margin: 2px 0 {theme().px(12)}px 0;"
    return f'<p dir="auto" style="{style}">{html.escape(text)}</p>'


def _small(text: str) -> str:
    style = (
        f"font-family: '{fonts.UI_FAMILY}'; font-size: {theme().px(12)}px;"
        f" color: {theme().hex('text3')}; margin: 0 0 {theme().px(6)}px 0;"
    )
    return f'<p style="{style}">{html.escape(text)}</p>'


def _tr(text: str) -> str:
    return QCoreApplication.translate("SharedPages", text)
