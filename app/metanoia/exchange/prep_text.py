"""The prep sheet as Markdown and as JSON."""

from __future__ import annotations

from typing import Any

from metanoia.domain.days import said
from metanoia.domain.prep import Prep, PrepLine


def prep_markdown(prep: Prep) -> str:
    """Return the sheet as Markdown, ending in a line break."""
    since = f", compared with that of {said(prep.before_on)}" if prep.before_on else ""
    parts = [f"# {prep.client}", f"The share of {said(prep.share_on)}{since}."]
    for section in prep.sections:
        parts += [f"## {section.title}", "\n".join(_line(line) for line in section.lines)]
    if prep.before_on:
        parts.append(f"Unchanged: {prep.same}.")
    return "\n\n".join(parts) + "\n"


def prep_json(prep: Prep) -> dict[str, Any]:
    """Return {client, share, share_on, before_on, same, sections: [{key, title, lines}]}."""
    return {
        "client": prep.client,
        "share": prep.share,
        "share_on": prep.share_on.isoformat(),
        "before_on": prep.before_on.isoformat() if prep.before_on else None,
        "same": prep.same,
        "sections": [
            {
                "key": section.key,
                "title": section.title,
                "lines": [
                    {
                        "text": line.text,
                        "item": list(line.item) if line.item else None,
                        "detail": line.detail,
                    }
                    for line in section.lines
                ],
            }
            for section in prep.sections
        ],
    }


def _line(line: PrepLine) -> str:
    # two spaces at the end of a line are a break in Markdown
    return "  \n  ".join([f"- {line.text}", *(one.rstrip() for one in line.detail.splitlines())])
