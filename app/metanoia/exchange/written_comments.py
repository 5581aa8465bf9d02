"""Comments that somebody wrote in a JSON file, each on an entry of a share or on words in it."""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import TYPE_CHECKING, Any

from metanoia.domain.anchors import BODY, Selector
from metanoia.domain.errors import Refused
from metanoia.domain.replies import WHOLE, Comment, CommentKind, comment_text
from metanoia.exchange import strict_json
from metanoia.text.anchors import select

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare, SharedEntry

FILE_BYTES = 32 << 20


def written_comments(file: Path, share: OpenedShare) -> tuple[Comment, ...]:
    """Return the comments of ``[{"entry", "quote", "kind", "text"}]``, in the order of the file.

    "entry" is the beginning of an id; "quote" is None for the whole entry. Raises Refused with the
    number of the comment that is wrong.
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
                f"Comment {number}: it needs entry, kind (question, noticing, appreciation or note) "
                "and text; quote may be null."
            ) from None
    return tuple(comments)


def _comment(one: dict[str, Any], share: OpenedShare) -> Comment:
    entry = _entry(one["entry"], share)
    quote = one.get("quote")
    return Comment(
        id=str(uuid.uuid4()),
        item=("entry", str(entry.id)),
        kind=CommentKind(one["kind"]),
        body=comment_text(one["text"]),
        field=WHOLE if quote is None else BODY,
        selector=None if quote is None else _passage(entry.body, quote),
    )


def _entry(found: str, share: OpenedShare) -> SharedEntry:
    fitting = [entry for entry in share.entries if found and str(entry.id).startswith(found)]
    if len(fitting) != 1:
        raise Refused(f"“{found[:40]}” is not the id of one entry in this share.")
    return fitting[0]


def _passage(body: str, quote: str) -> Selector:
    start = body.find(quote)
    if start < 0:
        raise Refused(f"The words “{quote[:60]}” are not in that entry. Copy them exactly.")
    return select(body, start, start + len(quote))
