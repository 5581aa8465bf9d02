"""Reading text files that other programs wrote, whatever their encoding."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from metanoia.domain.errors import ImportUnreadable

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WINDOWS = "cp1252"


@dataclass(frozen=True, slots=True, kw_only=True)
class PlainText:
    """The text with plain line ends; ``warning`` says what had to be guessed, or is empty."""

    text: str
    warning: str = ""


def read_text(path: Path, limit: int) -> PlainText:
    """Return the text of a file of at most ``limit`` bytes; ImportUnreadable says why it cannot."""
    return decoded(read_bytes(path, limit))


def read_bytes(path: Path, limit: int) -> bytes:
    """Return the bytes of a file of at most ``limit``; ImportUnreadable says why it cannot."""
    try:
        with path.open("rb") as file:
            data = file.read(limit + 1)
    except OSError as error:
        raise ImportUnreadable(
            f"{path.name} cannot be read: {error.strerror or error}. Check its permissions."
        ) from None
    if len(data) > limit:
        raise ImportUnreadable(
            f"{path.name} is larger than {limit // 1_000_000} MB. Split it and import the parts."
        )
    return data


def decoded(data: bytes) -> PlainText:
    """Return the text of UTF-8, UTF-16 with a mark, or Windows bytes; ImportUnreadable if it is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return PlainText(text=_plain(data.decode(encoding)))
            except UnicodeDecodeError:
                raise ImportUnreadable("Its text is damaged and cannot be decoded.") from None
    if b"\0" in data:
        raise ImportUnreadable("It is not text. Choose a text file.")
    try:
        return PlainText(text=_plain(data.decode()))
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode(_WINDOWS)
    except UnicodeDecodeError:
        raise ImportUnreadable("It is not text. Choose a text file.") from None
    return PlainText(
        text=_plain(text),
        warning="It is not UTF-8 and was read as Windows text (cp1252). Compare signs like é and ß.",
    )


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
