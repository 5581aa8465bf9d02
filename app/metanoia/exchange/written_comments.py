"""Comments that somebody wrote in a JSON file, each on a thing in a share or on words in it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metanoia.domain.anchors import BODY, Selector
from metanoia.domain.errors import Refused
from metanoia.domain.replies import WHOLE, Comment, CommentKind, comment_text
from metanoia.exchange import strict_json
from metanoia.exchange.shown_map import loop_field
from metanoia.text.anchors import select

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.domain.replies import Item
    from metanoia.domain.shared_things import SharedThing
    from metanoia.domain.shares import OpenedShare

FILE_BYTES = 32 << 20
TITLE = "title"


def written_comments(file: Path, share: OpenedShare) -> tuple[Comment, ...]:
    """Return the comments of ``[{"item", "field", "quote", "kind", "text"}]``, in the order of the file.

    "item" is [kind, beginning of an id], or "entry" the beginning of an entry's id; "quote" is None for
    the whole; "field" may be left out where the quote tells it. Raises Refused with the number of the
    comment that is wrong.
    """
    try:
        with file.open("rb") as opened:
            found = strict_json.parse(opened.read(FILE_BYTES + 1), FILE_BYTES)
    except OSError:
        raise Refused(f"The file {file} cannot be read. Check its name and permissions.") from None
    except ValueError:
        raise Refused(f"The file {file} is not JSON. Nothing was sealed.") from None
    if not isinstance(found, list):
        raise Refused(f"The file {file} holds no list of comments. Nothing was sealed.")
    comments = []
    for number, one in enumerate(found, 1):
        try:
            comments.append(_comment(one, share))
        except Refused as error:
            raise Refused(f"Comment {number}: {error}") from None
        except (AttributeError, KeyError, TypeError, ValueError):
            raise Refused(
                f"Comment {number}: it needs entry or item, kind (question, noticing, appreciation or "
                "note) and text; quote may be null."
            ) from None
    return tuple(comments)


def _comment(one: dict[str, Any], share: OpenedShare) -> Comment:
    item, plain = _found(one["item"] if "item" in one else ["entry", one["entry"]], share)
    field, quote = _field(one.get("field"), one.get("quote"), item, plain), one.get("quote")
    return Comment(
        id=str(uuid.uuid4()),
        item=item,
        kind=CommentKind(one["kind"]),
        body=comment_text(one["text"]),
        field=field,
        selector=None if quote is None else _passage(plain[field], quote),
    )


def _found(named: list[str], share: OpenedShare) -> tuple[Item, Mapping[str, str]]:
    kind, start = named
    if kind == "entry":
        texts: dict[str, Mapping[str, str]] = {
            str(one.id): {BODY: one.body, TITLE: one.title} for one in share.entries
        }
    else:
        texts = {one.id: _plain(one) for one in share.things if one.kind == kind}
    fitting = [(id_, plain) for id_, plain in texts.items() if start and id_.startswith(start)]
    if len(fitting) != 1:
        raise Refused(f"“{start[:40]}” is not the id of one {kind[:20]} in this share.")
    id_, plain = fitting[0]
    return (kind, id_), plain


def _plain(thing: SharedThing) -> Mapping[str, str]:
    """Return the texts of a thing, and its loops, which have no text but can be named."""
    return dict(thing.plain) | {loop_field(one["ref"]): "" for one in thing.fields.get("loops", ())}


def _field(named: str | None, quote: str | None, item: Item, plain: Mapping[str, str]) -> str:
    if named:
        if named not in plain:
            raise Refused(f"There is no field “{named[:40]}” in that {item[0]}.")
        return named
    if quote is None:
        return WHOLE
    holding = [path for path, text in plain.items() if quote in text]
    if not holding:
        raise Refused(f"The words “{quote[:60]}” are not in that {item[0]}. Copy them exactly.")
    if len(holding) > 1 and BODY not in holding:
        raise Refused(f"The words “{quote[:60]}” stand in several fields. Name one by “field”.")
    return BODY if BODY in holding else holding[0]


def _passage(text: str, quote: str) -> Selector:
    start = text.find(quote)
    if start < 0:
        raise Refused(f"The words “{quote[:60]}” are not in that field. Copy them exactly.")
    return select(text, start, start + len(quote))
