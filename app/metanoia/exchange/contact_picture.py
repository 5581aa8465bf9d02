"""A contact card out of a file: its text, or the QR code in a picture of it.

What a code says is read as a card or refused. It is never opened, followed or repeated.
"""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING, Final

from metanoia.domain.errors import Refused
from metanoia.exchange import contact

if TYPE_CHECKING:
    from pathlib import Path

    from PIL.Image import Image as Picture

    from metanoia.exchange.contact import ContactCard

PICTURE_BYTES: Final = 20_000_000
PICTURE_PIXELS: Final = 40_000_000
"""A picture of more pixels is refused before any of it is decoded."""

_SMALL_PIXELS: Final = 4_000_000  # at most, to be looked at once more in double size
_READ = ("PNG", "JPEG", "WEBP", "GIF")
_OTHER_PICTURES = (b"<svg", b"<?xml", b"%PDF", b"BM", b"II*\0", b"MM\0*")

_TOO_HEAVY = "A picture of a key card has at most 20 MB. Cut it down to its QR code."
_TOO_MANY_PIXELS = (
    "A picture of a key card has at most 40 million pixels. Cut it down to its QR code."
)
_OTHER_KIND = (
    "Pictures of this kind are not read. Make a screenshot of it, or save it as PNG or JPEG."
)
_BROKEN = "This picture cannot be read. Make a screenshot of it, or save it as PNG or JPEG."
_NO_CODE = (
    "No QR code can be read in this picture. Take it again: sharp, straight from the front, with the "
    "whole code in it."
)
_MORE_CODES = "There are several QR codes in this picture. Cut it down to that of the key card."
_OTHER_CODE = "The QR code in this picture is not a key card of Metanoia. Nothing was opened."


def read(file: Path) -> ContactCard:
    """Return the card in a text file or in a picture of its code; Refused says why there is none."""
    try:
        with file.open("rb") as opened:
            data = opened.read(contact.CARD_BYTES + 1)
            if _is_picture(data):
                data += opened.read(PICTURE_BYTES + 1 - len(data))
                return card_in_picture(data)
    except OSError:
        raise Refused("This file cannot be read. Choose the contact card again.") from None
    if data.startswith(_OTHER_PICTURES) or data[4:8] == b"ftyp":  # the latter: HEIC, as phones make
        raise Refused(_OTHER_KIND)
    try:
        return contact.parse(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Refused(
            "This file is not a contact card. Choose a .txt or .json file, or a picture of its QR code."
        ) from None


def card_in_picture(data: bytes) -> ContactCard:
    """Return the card in the one QR code of a PNG, JPEG, WEBP or GIF; of a moving one, its first frame.

    Refused says why there is none: over 20 MB or 40 megapixels, no picture, no code, several, or a
    code of something else.
    """
    if len(data) > PICTURE_BYTES:
        raise Refused(_TOO_HEAVY)
    picture = _grey(data)
    texts = _codes(picture)
    if not texts and picture.width * picture.height <= _SMALL_PIXELS:
        texts = _codes(picture.resize((2 * picture.width, 2 * picture.height)))
    if not texts:
        raise Refused(_NO_CODE)
    if len(texts) > 1:
        raise Refused(_MORE_CODES)
    (text,) = texts
    try:
        return contact.parse(text)
    except Refused:
        if contact.FORMAT in text or contact.HEADING in text:
            raise  # a card, but spoilt or newer
        raise Refused(_OTHER_CODE) from None


def check_pixels(width: int, height: int) -> None:
    """Refuse a picture of over 40 megapixels."""
    if width * height > PICTURE_PIXELS:
        raise Refused(_TOO_MANY_PIXELS)


def _is_picture(data: bytes) -> bool:
    return data.startswith((b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF8")) or (
        data[:4] == b"RIFF" and data[8:12] == b"WEBP"
    )


def _grey(data: bytes) -> Picture:
    """Return the picture in shades of grey, what is see-through on white."""
    from PIL import Image, UnidentifiedImageError

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a strange picture is read or refused, not warned of
            with Image.open(io.BytesIO(data), formats=_READ) as opened:
                check_pixels(opened.width, opened.height)
                opened.draft("L", opened.size)
                if not opened.has_transparency_data:
                    return opened.convert("L")
                seen = opened.convert("LA")
    except Image.DecompressionBombError:
        raise Refused(_TOO_MANY_PIXELS) from None
    except UnidentifiedImageError:
        raise Refused(_BROKEN) from None
    except (OSError, ValueError, SyntaxError, ArithmeticError) as error:
        raise Refused(_BROKEN) from error
    except (MemoryError, EOFError, LookupError, TypeError) as error:
        raise Refused(_BROKEN) from error
    white = Image.new("L", seen.size, 255)
    white.paste(seen.getchannel("L"), mask=seen.getchannel("A"))
    return white


def _codes(picture: Picture) -> set[str]:
    """Return what the QR codes in a picture say, each once."""
    import zxingcpp

    found = zxingcpp.read_barcodes(
        picture,
        formats=zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCodeModel2]),
        text_mode=zxingcpp.TextMode.Plain,
    )
    return {one.text for one in found}
