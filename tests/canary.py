"""A marker said everywhere in a journal, and the search for it in whatever lies outside."""

from __future__ import annotations

import base64
import contextlib
import datetime as dt
import io
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

from metanoia.domain.actions import NewAction
from metanoia.domain.goals import BRAKE_COLUMNS, NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.metrics import NewMetric


def clues(marker: str) -> set[bytes]:
    """Return the marker as it might stand in a file, in lower case where there is one."""
    raw = marker.encode()
    found = {raw, marker.encode("utf-16-le"), marker.encode("utf-16-be"), raw.hex().encode()}
    for shift in range(3):
        whole = base64.b64encode(bytes(shift) + raw)
        found.add(whole[4 if shift else 0 : len(whole) // 4 * 4 - 4].lower())
    return found


def holds(data: bytes, marker: str) -> bool:
    """Tell whether bytes hold the marker, plain, encoded or compressed."""
    if any(clue in data.lower() for clue in clues(marker)):
        return True
    return any(marker.encode() in text.lower() for text in unpacked(data))


def unpacked(data: bytes) -> Iterator[bytes]:
    """Yield what bytes hold as ZIP members, zlib or gzip streams."""
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    for magic, bits in ((b"\x78\x01", 15), (b"\x78\x9c", 15), (b"\x78\xda", 15), (b"\x1f\x8b", 31)):
        at = data.find(magic)
        while at >= 0:
            with contextlib.suppress(zlib.error):
                yield zlib.decompressobj(bits).decompress(data[at:], 1 << 20)
            at = data.find(magic, at + 1)


def leaks(root: Path, marker: str, *but: Path) -> list[str]:
    """Return the files and folders under ``root`` that show the marker, those under ``but`` left out."""
    return [
        str(path.relative_to(root))
        for path in sorted(root.rglob("*"))
        if not any(path.is_relative_to(kept) for kept in but)
        and (
            marker in path.name.lower()
            or (path.is_file() and holds(path.read_bytes(), marker))
        )
    ]  # fmt: skip


def said_everywhere(journal, entry_id, marker):
    """Say the marker wherever a goal, a value, a metric or a review takes words; return their ids."""
    today = dt.datetime.now().astimezone().date()
    goal = journal.goals.add(
        NewGoal(title=f"To be {marker}", vision=marker, reality=f"Not {marker}", why=marker)
    ).id
    reach = NewMeasure(name=marker, unit=marker[:20], kind="reach", start=0, target=4)
    measure = journal.goals.add_measure(goal, reach)
    look = NewCheckIn(closeness=2, pull=3, note=marker, values=((measure.id, 1.0),))
    journal.goals.check_in(goal, look, today=today)
    journal.goals.move_target(measure.id, 3, marker)
    journal.goals.change(goal, vision=f"Rather {marker}", reality=f"Still {marker}")
    journal.actions.add(
        NewAction(
            text=marker, goal=goal, kind="if_then", cue=marker, outcome=marker, obstacle=marker
        )
    )
    above = None
    for column in BRAKE_COLUMNS:
        above = journal.brakes.add(goal, column, f"It is {marker}", parent=above).id
    journal.brakes.assume(above, confidence=60)
    (value,) = journal.values.keep_sort([f"Of {marker}"], {f"Of {marker}": marker}).values
    journal.values.change(value, name=f"Or {marker}", meaning=f"Else {marker}")
    journal.values.rate(value, 9, 4, marker)
    journal.values.keep_sort_draft(f"[{marker!r}]")
    journal.ties.set_relation(("entry", entry_id), ("value", value), "serves")
    metric = journal.metrics.add(NewMetric(name=marker, kind="number", unit=marker[:20])).id
    journal.metrics.set(metric, today, 7)
    session = journal.reviews.begin("weekly", today)
    words = {"surprised": marker, "took_for_granted": (f"That {marker}",)}
    review = journal.answers.begin("weekly", journal.entries.get(entry_id).when, marker, words)
    journal.reviews.set_entry(session.id, review.id)
    journal.reviews.outcome(session.id, "goal", goal, "same", today=today)
    journal.reviews.finish(session.id)
    journal.goals.release(goal, f"No more {marker}")
    return goal, value, metric
