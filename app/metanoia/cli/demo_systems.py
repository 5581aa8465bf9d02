"""The step of metanoia demo that draws a map."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.domain.errors import DemonstrationFailed

if TYPE_CHECKING:
    from metanoia.domain.goals import GoalId
    from metanoia.journal import Journal

_MAP = {
    "title": "Mail on Sundays",
    "question": "Why is there always more of it?",
    "links": [
        ["Unread mail", "Mail I answer", 1, 0],
        ["Mail I answer", "Unread mail", -1, 0],
        ["Mail I answer", "Answers to my answers", 1, 1],
        ["Answers to my answers", "Unread mail", 1, 0],
    ],
    "mine": ["Mail I answer"],
}


def draw(journal: Journal, goal: GoalId) -> tuple[None, str]:
    """Draw a map, find its loops, and accept the pattern that it asks about."""
    from metanoia.domain import map_edits
    from metanoia.domain.loops import arrows, find
    from metanoia.domain.pattern_words import words
    from metanoia.domain.patterns import accepted, hits
    from metanoia.exchange.map_json import map_from_json

    drawn = map_from_json(_MAP)
    journal.maps.add(drawn)
    journal.ties.connect(("map", drawn.id), ("goal", goal))
    loops = find(arrows(drawn), drawn.names).loops
    _expect([loop.label for loop in loops] == ["B1", "R1"], "not all loops were found")
    (hit,) = hits(drawn, loops)
    journal.maps.keep(map_edits.answer_pattern(drawn, hit.pattern, hit.loops, "accepted"))
    _expect(bool(accepted(journal.maps.get(drawn.id), loops)), "the pattern was not kept")
    name = words(hit.pattern).name
    return None, f"drew a map; two loops were found, and asked about: {name}"


def _expect(worked: bool, otherwise: str) -> None:
    if not worked:
        raise DemonstrationFailed(otherwise)
