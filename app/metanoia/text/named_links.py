"""Links of names in double brackets, for the Markdown library; imported with it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from metanoia.text.names import PATTERN

if TYPE_CHECKING:
    from collections.abc import Callable

    from markdown import Markdown


class NamedLink(InlineProcessor):
    """Makes a link of each name that ``lead`` knows the address of, and leaves the others as they are."""

    def __init__(self, lead: Callable[[str], str | None], parser: Markdown) -> None:
        super().__init__(PATTERN, parser)
        self._lead = lead

    def handleMatch(  # type: ignore[override]  # noqa: N802 - the library's name
        self,
        m: re.Match[str],
        data: str,  # noqa: ARG002
    ) -> tuple[Element, int, int] | tuple[None, None, None]:
        """Return the link and where its name stood, or nothing."""
        name = self.unescape(m[1])
        address = self._lead(name)
        if address is None:
            return None, None, None
        link = Element("a", {"href": address})
        link.text = AtomicString(name)
        return link, m.start(0), m.end(0)
