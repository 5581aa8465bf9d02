"""Where answers stand: which line became which when lines were put in, moved or taken out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from difflib import SequenceMatcher

from metanoia.domain.answers import AnswerRow, passage

_Texts = Mapping[str, Mapping[int, str]]


def followed(before: Iterable[AnswerRow], after: Iterable[AnswerRow]) -> dict[str, str]:
    """Return for each text that stands elsewhere now its old and its new place ("assume/0")."""
    old, new = _texts(before), _texts(after)
    places: dict[str, str] = {}
    for field, texts in old.items():
        moved = _moved(texts, new.get(field, {}))
        places |= {passage(field, a): passage(field, b) for a, b in moved.items() if a != b}
    return places


def only_grew(before: Iterable[AnswerRow], after: Iterable[AnswerRow]) -> bool:
    """Tell whether all that was answered still is, at most with more behind it."""
    now = {(row.field, row.ord): row for row in after}
    for row in before:
        kept = now.get((row.field, row.ord))
        if kept is None or (kept.num, kept.choice) != (row.num, row.choice):
            return False
        if not (kept.text or "").startswith(row.text or ""):
            return False
    return True


def _texts(rows: Iterable[AnswerRow]) -> dict[str, dict[int, str]]:
    texts: dict[str, dict[int, str]] = {}
    for row in rows:
        if row.text is not None:
            texts.setdefault(row.field, {})[row.ord] = row.text
    return texts


def _moved(old: Mapping[int, str], new: Mapping[int, str]) -> dict[int, int]:
    """Return the new place of each old one: the same words first, else what took its place."""
    free = dict(new)
    moved: dict[int, int] = {}
    for place, text in old.items():
        alike = [there for there, said in free.items() if said == text]
        if alike:
            moved[place] = min(alike, key=lambda there: abs(there - place))
            del free[moved[place]]
    for place, text in old.items():
        if place not in moved and free:
            ranked = {there: _likeness(text, said) for there, said in free.items()}
            best = max(ranked, key=lambda there: (ranked[there], -abs(there - place)))
            if ranked[best] >= 0.5:
                moved[place] = best
                del free[best]
    return moved


def _likeness(one: str, other: str) -> float:
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= 0.5 else 0.0
