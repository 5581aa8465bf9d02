"""The numbers of a chart as a CSV file, as spreadsheets open it."""

from __future__ import annotations

import csv
import io
import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from metanoia.ui.widgets.chart import Table

_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
_NUMBER: Final = re.compile(r"[+-]?\d+(\.\d+)?%?")


def as_csv(table: Table) -> bytes:
    """Return ``table`` as RFC 4180 has it, in UTF-8 with the mark that spreadsheets look for."""
    written = io.StringIO(newline="")
    writer = csv.writer(written)
    writer.writerow(table.heads)
    for row in table.plain or table.rows:
        writer.writerow([_harmless(cell) for cell in row])
    return written.getvalue().encode("utf-8-sig")


def _harmless(cell: str) -> str:
    """Return ``cell`` so that no spreadsheet runs it: an apostrophe before words that look like a formula."""
    if cell.startswith(_FORMULA) and not _NUMBER.fullmatch(cell):
        return f"'{cell}"
    return cell
