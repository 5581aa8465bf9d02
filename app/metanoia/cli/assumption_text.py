"""An assumption as a command prints it, for a program and for a person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from metanoia.cli.lived import day_of
from metanoia.cli.terminal import line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.assumptions import Assumption, AssumptionId, Evidence
    from metanoia.domain.experiments import Experiment
    from metanoia.journal import Journal

NAMES: Final = {
    "noticed": "noticed",
    "held": "held",
    "testing": "testing",
    "confirmed": "held up so far",
    "revised": "revised",
    "dropped": "dropped",
}
"""What each state is called."""

_ABOUT: Final = {
    "me": "me",
    "someone": "someone",
    "team": "the team",
    "situation": "the situation",
    "world": "the world",
}


def sure(confidence: int | None) -> str:
    """Return " 70%", five signs wide, or nothing for None."""
    return "" if confidence is None else f"{confidence:>3}%"


def short(journal: Journal, assumption_id: AssumptionId) -> str:
    """Return id, state and confidence on one line."""
    found = journal.assumptions.get(assumption_id)
    words = (str(found.id)[:8], NAMES[found.state], sure(found.confidence).strip())
    return "  ".join(word for word in words if word)


def as_json_of(journal: Journal, assumption_id: AssumptionId) -> dict[str, object]:
    """Return an assumption with its history, evidence and tests, in the shape of the help."""
    from metanoia.vault.stamps import stamp

    found = journal.assumptions.get(assumption_id)
    return {
        "id": str(found.id),
        "statement": found.statement,
        "state": found.state,
        "confidence": found.confidence,
        "about": found.about,
        "importance": found.importance,
        "if_wrong": found.if_wrong,
        "noticed_on": day_of(journal, found.created_at),
        "revised_to": found.revised_to,
        "revised_from": found.revised_from,
        "closing_note": found.closing_note,
        "history": [
            {
                "at": stamp(point.at),
                "confidence": point.confidence,
                "cause": point.cause,
                "reason": point.reason,
            }
            for point in journal.assumptions.history(found.id)
        ],
        "evidence": [
            {
                "id": one.id,
                "stance": "supports" if one.stance > 0 else "challenges",
                "weight": one.weight,
                "text": one.text,
                "source": one.source,
                "date": one.observed_on.isoformat(),
            }
            for one in journal.assumptions.evidence(found.id)
        ],
        "tests": [
            {
                "id": test.id,
                "plan": test.plan,
                "state": test.state,
                "due_on": test.due_on.isoformat(),
                "result": test.result,
            }
            for test in journal.experiments.of(found.id)
        ],
    }


def as_text(journal: Journal, assumption_id: AssumptionId) -> str:
    """Return all there is to an assumption, in parts with a line between them."""
    found = journal.assumptions.get(assumption_id)
    evidence = journal.assumptions.evidence(found.id)
    history = [
        f"{day_of(journal, point.at)}  {sure(point.confidence)}  {line(point.reason)}".rstrip()
        for point in journal.assumptions.history(found.id)
    ]
    parts = [
        _head(journal, found),
        _part("How sure", history),
        _part("Challenges it", _evidence([one for one in evidence if one.stance < 0])),
        _part("Supports it", _evidence([one for one in evidence if one.stance > 0])),
        _part("Small tests", [_test(journal, test) for test in journal.experiments.of(found.id)]),
        _part("Where it came from", _origins(journal, found)),
    ]
    return "\n\n".join(part for part in parts if part)


def _head(journal: Journal, found: Assumption) -> str:
    about = found.person or _ABOUT[found.about]
    standing = [NAMES[found.state], sure(found.confidence).strip(), f"about {about}"]
    standing += [f"importance {found.importance}", f"noticed {day_of(journal, found.created_at)}"]
    lines = [found.statement, "", ", ".join(word for word in standing if word)]
    if found.if_wrong:
        lines.append(f"If it were wrong: {line(found.if_wrong)}")
    for said, other in (("Revised to", found.revised_to), ("Revised from", found.revised_from)):
        if other:
            lines.append(f"{said}: {journal.assumptions.get(other).statement}  ({other[:8]})")
    if found.closing_note:
        lines.append(f"Why it was dropped: {line(found.closing_note)}")
    return "\n".join(lines)


def _part(title: str, lines: Sequence[str]) -> str:
    return "\n".join([title, *(f"  {one}" for one in lines)]) if lines else ""


def _evidence(evidence: Sequence[Evidence]) -> list[str]:
    return [
        f"{one.observed_on}  {'*' * one.weight:<3}  {line(one.text)}"
        + (f" ({one.source})" if one.source else "")
        for one in evidence
    ]


def _test(journal: Journal, test: Experiment) -> str:
    if test.open:
        return f"{test.due_on}  {test.state}: {line(test.plan)}"
    over = day_of(journal, test.settled_at) if test.settled_at else str(test.due_on)
    return f"{over}  {test.state}: {line(test.result or test.plan)}"


def _origins(journal: Journal, found: Assumption) -> list[str]:
    entries = dict.fromkeys(anchor.entry for anchor in journal.anchors.of("assumption", found.id))
    rows = [journal.entries.row(entry) for entry in entries]
    return [f"{str(row.id)[:8]}  {row.date}  {line(row.title or row.excerpt)}" for row in rows]
