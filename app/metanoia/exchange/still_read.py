"""The last look, on the bytes that would leave: whether a name or a passage can be read all the same."""

from __future__ import annotations

import codecs
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from metanoia.domain.errors import Refused
from metanoia.exchange.hidden_names import HiddenNames, words_of_page
from metanoia.exchange.problems import NameRead
from metanoia.exchange.withholding import Withholding


def refuse_what_is_read(
    members: Mapping[str, bytes],
    sender: str,
    names: HiddenNames,
    withholding: Withholding,
    captions: Iterable[str],
) -> None:
    """Raise Refused if a hidden name or a withheld passage can still be read in some text member.

    ``captions`` are lines that the program itself writes into the Markdown files.
    """
    if name := names.found_in(sender):
        raise NameRead(
            f"“{name}” is on your list of hidden names, and the share says it is from {sender}. "
            "Take the name off the list, or give another one as yours."
        )
    page = words_of_page(members["index.html"])
    if name := names.found_in(page):
        raise NameRead(
            f"“{name}” is on your list of hidden names and would still be read, since signs of Markdown "
            "stand inside it. Write the name without them, or take that entry out."
        )
    for member, text in files_of_text(members):
        if name := names.found_in(text):
            raise NameRead(
                f"“{name}” is on your list of hidden names and stands in an attached file. "
                f"Share without photos and files, or take out the entry with {_kind(member)}."
            )
        if withholding.found_in(text):
            raise Refused(
                f"What you withhold stands in {_kind(member)} that is attached as well. Share without "
                "photos and files, or take that entry out."
            )
    if any(withholding.found_in(text) for text in (sender, page, *words_of(members, captions))):
        raise Refused(
            "What you withhold could still be read in another place, since it is written a little "
            "differently there. Withhold it there too, or take that out of the share."
        )


def words_of(members: Mapping[str, bytes], captions: Iterable[str] = ()) -> Iterator[str]:
    """Give each text of data.json, and each Markdown file without the lines that the program wrote."""
    yield from strings(json.loads(members["data.json"]))
    lines = set(captions)
    for name, data in members.items():
        if name.startswith("entries/"):
            kept = [line for line in data.decode().split("\n") if line not in lines]
            yield "\n".join(kept)


def said_in(data: bytes) -> Iterator[str]:
    """Give each text of data.json that a person wrote."""
    found = json.loads(data)
    yield found["cover_note"]
    for item in found["items"]:
        yield from strings(item["plain"])
        yield from item["fields"].get("tags", ())
        yield from (one["name"] for one in item.get("attachments", ()))
    yield from (one["body"] for one in found["replies"])
    yield (found["consent"] or {}).get("purpose", "")
    for event in found["target_events"]:
        yield from (event["text"], event["sign_of_done"], event["note"])


def strings(value: Any) -> Iterator[str]:
    """Give every text within a value of JSON."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list | dict):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


def files_of_text(members: Mapping[str, bytes]) -> Iterator[tuple[str, str]]:
    """Give the attached files that are text, with what they say."""
    for name, data in members.items():
        if name.startswith("attachments/") and (text := _as_text(data)):
            yield name, text


def _as_text(data: bytes) -> str:
    """Return what a file says, in whichever of the usual ways it is written; "" if it is no text."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    empty = data.count(0)  # UTF-16 without its mark has these between the letters
    letters = data.replace(b"\0", b"")
    try:
        return letters.decode()
    except UnicodeDecodeError:
        return "" if 0 < 3 * empty < len(data) else letters.decode("cp1252", "replace")


def _kind(member: str) -> str:
    return f"a .{member.rpartition('.')[2]} file"
