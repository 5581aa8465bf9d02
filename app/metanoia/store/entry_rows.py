"""Rows of the table ``entry`` and the values they become; lists never read a body."""

from __future__ import annotations

import datetime as dt
import functools

from metanoia.domain import days
from metanoia.domain.days import Moment
from metanoia.domain.entries import Entry, EntryId, EntryRow
from metanoia.store.part import Row, moment, moment_or_none

_BEFORE_TEXT = (
    "n, id, local_date, written_at, tz, has_time, title, excerpt, tags, starred, words, deleted_at"
)
# what stands behind the text in a row costs as much as the text: the form is read from its index
_FORM = """coalesce((SELECT form_key FROM entry AS formed INDEXED BY entry_formed
    WHERE formed.n = {}.n AND formed.form_key <> 'free'), 'free')"""
LISTED = f"{_BEFORE_TEXT}, {_FORM.format('entry')}"
WHOLE = (
    "n, id, local_date, written_at, tz, has_time, title, body_md, tags, starred, words, deleted_at, "
    "never_share, rev, created_at, updated_at, source_app, form_key"
)

# n = day ordinal << 16 | minute << 4 | sequence, so that order by rowid is order in time. The search
# index holds the steps from one n to the next: the narrower they are, the smaller it is.
_DAY, _MINUTE = 16, 4
MINUTE = 1 << _MINUTE
"""How many entries share a minute before the next takes the rest."""
END = 1 << 62  # past every n


def listed_as(alias: str) -> str:
    """Return the columns of a list row for a query that calls the table ``alias``."""
    columns = [f"{alias}.{column}" for column in _BEFORE_TEXT.split(", ")]
    return ", ".join([*columns, _FORM.format(alias)])


def first_n(date: dt.date) -> int:
    """Return the smallest n of a day."""
    return date.toordinal() << _DAY


def after_n(date: dt.date) -> int:
    """Return the smallest n after a day."""
    return (date.toordinal() + 1) << _DAY


def minute_n(when: Moment) -> int:
    """Return the smallest n of the minute in which something was lived."""
    return first_n(when.date) | when.minute << _MINUTE


def listed(row: Row) -> EntryRow:
    """Return the list row of ``LISTED``."""
    n, id_, date, written, tz, has_time, title, excerpt, tags, starred, words, deleted, form = row
    return EntryRow(
        EntryId(id_),
        n,
        dt.date.fromisoformat(date),
        _time(written, tz) if has_time else None,
        title,
        excerpt,
        names(tags),
        bool(starred),
        words,
        moment_or_none(deleted),
        form,
    )


def whole(row: Row) -> Entry:
    """Return the entry of ``WHOLE``."""
    n, id_, date, written, tz, has_time, title, body, tags, starred, words, deleted = row[:12]
    never_share, rev, created, updated, source_app, form = row[12:]
    return Entry(
        id=EntryId(id_),
        n=n,
        when=Moment(
            date=dt.date.fromisoformat(date),
            instant=moment(written),
            tz=tz,
            has_time=bool(has_time),
        ),
        title=title,
        body=body,
        tags=names(tags),
        starred=bool(starred),
        never_share=bool(never_share),
        words=words,
        rev=rev,
        created_at=moment(created),
        updated_at=moment(updated),
        deleted_at=moment_or_none(deleted),
        source_app=source_app,
        form=form,
    )


def names(lines: str) -> tuple[str, ...]:
    """Return the tags that the column ``tags`` names by line."""
    return tuple(lines.split("\n")) if lines else ()


def _time(written: str, tz: str) -> dt.time:
    return moment(written).astimezone(_zone(tz)).time()


@functools.lru_cache(maxsize=64)
def _zone(tz: str) -> dt.tzinfo:
    return days.zone(tz)
