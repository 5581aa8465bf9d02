"""The YAML block that opens a Markdown note: read as plain words, written so that it reads back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

_OPENING = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*$\n?", re.MULTILINE)
_LIMIT = 256_000  # characters
_SMALL, _FLAT = 4_000, 200


class Unreadable(Exception):
    """The block is no YAML mapping that can be trusted; ``str(error)`` says why."""


def split(text: str) -> tuple[str | None, str]:
    """Split a note into its front matter (None without one) and what follows, kept to the letter."""
    opening = _OPENING.match(text)
    closing = _CLOSING.search(text, opening.end()) if opening else None
    if not opening or not closing:
        return None, text
    return text[opening.end() : closing.start()], text[closing.end() :]


def read(block: str) -> dict[str, Any]:
    """Return the fields, every value as it is written (no dates, numbers or yes and no are made of it).

    Raises Unreadable; no tag of YAML can make an object, and references are refused.
    """
    import yaml  # slow to import, and only Markdown needs it

    if len(block) > _LIMIT:
        raise Unreadable("it is too long")
    try:
        fields = yaml.load(block, _loader(block))  # noqa: S506  both loaders make words only
    except (yaml.YAMLError, RecursionError, ValueError):
        raise Unreadable("it is not YAML") from None
    if fields is None or fields == "":
        return {}
    if not isinstance(fields, dict) or not all(isinstance(key, str) for key in fields):
        raise Unreadable("it is not a list of names and values")
    return fields


def write(fields: Mapping[str, object]) -> str:
    """Return the block with its two lines of dashes."""
    import yaml

    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
    block: str = yaml.dump(
        dict(fields), Dumper=dumper, allow_unicode=True, sort_keys=False, width=1_000_000
    )
    return f"---\n{block}---\n"


def words_of(value: object) -> list[str]:
    """Return the names in a field that may be a list, or words set apart by commas or spaces."""
    if isinstance(value, str):
        parts = value.split(",") if "," in value else value.split()
    elif isinstance(value, list):
        parts = [part for part in value if isinstance(part, str)]
    else:
        parts = []
    return [part.strip() for part in parts if part.strip()]


def _loader(block: str) -> Any:
    import yaml

    # libyaml recurses in C without a limit: only what is small and cannot be deep goes there.
    nesting = sum(block.count(sign) for sign in ("- ", "-\n", "[", "{", "? ", ":"))
    quick = getattr(yaml, "CBaseLoader", None)
    if quick and len(block) < _SMALL and nesting < _FLAT and not re.search(r"[&*]", block):
        return quick

    class NoReferences(yaml.BaseLoader):
        def compose_node(self, parent: Any, index: Any) -> Any:
            if self.check_event(yaml.AliasEvent):
                raise yaml.YAMLError("references are not read")
            return super().compose_node(parent, index)

    return NoReferences
