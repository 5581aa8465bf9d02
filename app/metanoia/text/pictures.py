"""Pictures as a journal keeps them: not too large, and without where and with what they were taken."""

from __future__ import annotations

import io
import warnings
from typing import TYPE_CHECKING

from metanoia.domain.attachments import ATTACHMENT_LIMIT
from metanoia.domain.errors import Refused

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

LONGEST_SIDE = 2560
MOST_PIXELS = 40_000_000
MOST_OF_A_PHOTO = 100_000_000
"""A picture of more pixels is refused before any of it is decoded; JPEG can be decoded smaller than it is."""

_READ = ("JPEG", "PNG", "WEBP", "GIF", "BMP", "TIFF", "MPO")
_JPEG_QUALITY = 88
_BROKEN = (
    "That picture cannot be read. Open it in another program, save it as JPEG or PNG, and add that."
)

_TOO_LARGE = "That picture has over 40 million pixels, or 100 million as JPEG. Add a smaller one."
_PLAIN = ("L", "LA", "RGB", "RGBA", "CMYK")  # modes in which a picture can be made smaller as it is


def looks_like_picture(data: bytes) -> bool:
    """Tell by its first bytes whether ``clean`` would try to read this."""
    return data.startswith(
        (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF8", b"BM", b"II*\0", b"MM\0*")
    ) or (data[:4] == b"RIFF" and data[8:12] == b"WEBP")


def clean(data: bytes) -> tuple[bytes, str]:
    """Return the picture anew, and its MIME type: upright, at most 2560 pixels a side, nothing else in it.

    What was see-through or drawn stays PNG, all else becomes JPEG; of a moving picture the first
    frame is kept. Raises Refused for anything that is no whole picture, or one of over 40 megapixels (100
    as JPEG). Takes about 400 MB at most.
    """
    from PIL import Image, ImageOps, UnidentifiedImageError

    if len(data) > ATTACHMENT_LIMIT:
        raise Refused("A picture has at most 25 MB. Make it smaller and add it again.")
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # a strange picture is read or refused, not warned of
            with Image.open(io.BytesIO(data), formats=_READ) as opened:
                photo = opened.format in ("JPEG", "MPO")
                most = MOST_OF_A_PHOTO if photo else MOST_PIXELS
                if opened.width * opened.height > most:
                    raise Refused(_TOO_LARGE)
                drawn = opened.format in ("PNG", "GIF", "BMP")
                opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
                opened.load()
                ImageOps.exif_transpose(opened, in_place=True)
                return _encoded(_small(opened), keep_exact=drawn)
    except Refused:
        raise
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, ArithmeticError) as error:
        raise Refused(_BROKEN) from error
    except Image.DecompressionBombError:
        raise Refused(_TOO_LARGE) from None
    except (MemoryError, EOFError, LookupError, TypeError) as error:
        raise Refused(_BROKEN) from error


def _small(picture: Picture) -> Picture:
    """Make it smaller before anything else that takes a second picture of its size."""
    see_through, profile = picture.has_transparency_data, None
    wanted = "RGBA" if see_through else "RGB"
    if picture.mode in ("RGB", "RGBA"):
        profile = picture.info.get("icc_profile")
    if picture.mode not in _PLAIN or (see_through and picture.mode not in ("LA", "RGBA")):
        picture = picture.convert(wanted)
    picture.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    if profile:
        picture = _in_common_colours(picture, profile)
    return picture.convert(wanted)


def _in_common_colours(picture: Picture, profile: bytes) -> Picture:
    """Turn a phone's or a screen's own colours into sRGB, for the profile is not kept."""
    from PIL import ImageCms

    try:
        own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, own, ImageCms.createProfile("sRGB"))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return picture
    return turned or picture


def _encoded(picture: Picture, *, keep_exact: bool) -> tuple[bytes, str]:
    picture.info.clear()  # comments, profiles and their like
    out = io.BytesIO()
    if picture.mode == "RGBA" or keep_exact:
        picture.save(out, "PNG", optimize=False)
        return out.getvalue(), "image/png"
    picture.save(out, "JPEG", quality=_JPEG_QUALITY)
    return out.getvalue(), "image/jpeg"
