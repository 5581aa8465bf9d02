"""Pictures that would cost memory, time or a request if they were simply opened."""

from __future__ import annotations

import io
import struct
import zlib

from PIL import Image


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _png(width: int, height: int, *more: bytes, depth: int = 1, colour: int = 0) -> bytes:
    head = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0))
    rows = _chunk(b"IDAT", zlib.compress(bytes(2 * 64)))
    return b"\x89PNG\r\n\x1a\n" + head + b"".join(more) + rows + _chunk(b"IEND", b"")


def _swollen(size: int) -> bytes:
    """Return ``size`` zeros, deflated a piece at a time."""
    deflate = zlib.compressobj(9)
    piece = bytes(1 << 20)
    return b"".join(deflate.compress(piece) for _ in range(size >> 20)) + deflate.flush()


def _whole_png(side: int, bits: int = 1, colour: int = 0) -> bytes:
    """Return a black picture, as a bomb would be: 40,000 squared of one bit a point are 194 KB."""
    deflate = zlib.compressobj(9)
    row = bytes(side * bits // 8 + 1)
    rows = b"".join(deflate.compress(row) for _ in range(side)) + deflate.flush()
    head = _chunk(
        b"IHDR", struct.pack(">IIBBBBB", side, side, bits if not colour else 8, colour, 0, 0, 0)
    )
    return b"\x89PNG\r\n\x1a\n" + head + _chunk(b"IDAT", rows) + _chunk(b"IEND", b"")


def _honest(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (64, 64), "teal").save(out, form)
    return out.getvalue()


def all_pictures() -> dict[str, bytes]:
    """Return each by what is wrong with it."""
    zeros = _swollen(200 << 20)
    tiff = b"II*\0" + struct.pack("<IH", 8, 65535) + struct.pack("<HHII", 256, 4, 1 << 30, 8) * 3
    svg = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)">'
    found = {
        "a bomb of 40,000 squared": _whole_png(40_000),
        "as many points as may be": _whole_png(6320, 24, 2),
        "a size that is only said": _png(2**31 - 1, 2**31 - 1),
        "a width of nothing": _png(0, 8),
        "a profile that swells": _png(8, 8, _chunk(b"iCCP", b"x\0\0" + zeros)),
        "a note that swells": _png(8, 8, _chunk(b"zTXt", b"x\0\0" + zeros)),
        "a note in any language that swells": _png(8, 8, _chunk(b"iTXt", b"x\0\1\0\0\0" + zeros)),
        "rows that swell": _png(8, 8, _chunk(b"IDAT", zeros)),
        "a GIF that claims to be huge": b"GIF89a" + struct.pack("<HHBBB", 65535, 65535, 0, 0, 0),
        "a GIF of a million pieces": _honest("GIF")[:-1] + b"!\xfe\1x\0" * 1_000_000 + b";",
        "a bitmap with a height below zero": b"BM"
        + struct.pack("<IHHIIiiHHIIiiII", 1 << 30, 0, 0, 54, 40, 2**31 - 1, -(2**31), 1, 24, 0, 0, 0, 0, 0, 0),
        "a TIFF of very many fields": tiff,
        "a TIFF that leads to itself": b"II*\0" + struct.pack("<IHI", 8, 0, 8),
        "a WebP that claims to be huge": b"RIFF\x1a\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0" + b"\xff" * 6,
        "a JPEG of comments": b"\xff\xd8" + b"\xff\xfe\xff\xff" + bytes(65533) + b"\xff\xfe\0\2" * 200_000,
        "SVG with a script": svg + b"<script>fetch('http://127.0.0.1:9')</script></svg>",
        "SVG that loads a file": svg + b'<image href="file:///etc/passwd"/></svg>',
        "SVG with entities": b'<!DOCTYPE s [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + svg + b"&x;</svg>",
        "a page": b"<html><img src=http://127.0.0.1:9>",
        "PostScript": b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n(/etc/passwd) (r) file\n",
    }  # fmt: skip
    for form in ("JPEG", "PNG", "GIF", "BMP", "TIFF", "WEBP"):
        whole = _honest(form)
        found |= {
            f"half a {form}": whole[: len(whole) // 2],
            f"{form}, a tenth": whole[: len(whole) // 10],
        }
    return found
