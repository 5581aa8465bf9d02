"""A case for the circle on paper: half a page without names, and how the hour goes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any, Final

from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm
from metanoia.exchange.hidden_names import HiddenNames
from metanoia.text.markdown import render

CIRCLE: Final = "circle"
_PICTURE: Final = re.compile(r'<img(?:[^>"]|"[^"]*")*>')  # values are quoted once it is cleaned
_SECTIONS: Final = (
    ("case", "The situation"),
    ("tried", "What I have tried"),
    ("assume", "What I am assuming"),
    ("question", "My question to you"),
)
RUN_SHEET: Final = (
    ("5–7 min", "I present the case. The others listen."),
    ("5–7 min", "You ask what you need to understand. I answer briefly; no advice yet."),
    ("1 min", "I say my question once more."),
    ("15–20 min", "You think aloud about the case. I stay silent and write down what I hear."),
    ("5 min", "I say what I take with me, and what I will try."),
)


def check_names(text: str, terms: Sequence[PrivateTerm]) -> None:
    """Raise Refused, naming it, if a name of the list of hidden names stands in ``text``."""
    found = HiddenNames(terms).found_in(text)
    if found is not None:
        raise Refused(
            f"“{found}” stands in this case, and is on your list of hidden names. "
            "Open the case and say it without the name; then export it."
        )


def as_markdown(title: str, values: Mapping[str, Any], terms: Sequence[PrivateTerm]) -> str:
    """Return a case with its run-sheet; what was written afterwards is left out. Refused for a name."""
    said = "\n\n".join(_said(values.get(key)) for key, _ in _SECTIONS)
    check_names(f"{title}\n{said}", terms)
    parts = [f"# {title or 'Case for the circle'}"]
    for key, head in _SECTIONS:
        if text := _said(values.get(key)):
            parts.append(f"## {head}\n\n{text}")
    parts.append("## How we go about it\n\n" + _table())
    return "\n\n".join(parts) + "\n"


def as_html(markdown: str) -> str:
    """Return a case as safe HTML to be printed, without pictures."""
    return _PICTURE.sub("", render(markdown))


def _said(value: object) -> str:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, Sequence):
        return "\n".join(f"- {line}" for line in value)
    return ""


def _table() -> str:
    rows = "\n".join(f"| {minutes} | {what} |" for minutes, what in RUN_SHEET)
    return f"| How long | What |\n|---|---|\n{rows}"
