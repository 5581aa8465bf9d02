"""The page that opens and answers a share in any browser, with nothing installed; built by packaging/reader."""

from __future__ import annotations

import base64
from pathlib import Path

from metanoia import resources

SUFFIX = ".html"

_PLACE = "<!-- the sealed share -->"


def reader_page(sealed: bytes | None = None) -> bytes:
    """Return the page with the ``sealed`` share inside it, or one that asks for its file.

    It opens what was sealed with words. The share stays sealed until they are typed; the page loads,
    sends and keeps nothing. What its reader saves, a reply or a draft of it, is sealed.
    """
    empty = resources.path("reader/reader.html").read_text("utf-8")
    if sealed is None:
        return empty.encode()
    packed = base64.b64encode(sealed).decode()
    block = f'<script type="application/vnd.age" id="share">{packed}</script>'
    return empty.replace(_PLACE, block, 1).encode()


def beside(file: Path) -> Path:
    """Return what the page for a sealed ``file`` is called."""
    return file.with_suffix(SUFFIX)
