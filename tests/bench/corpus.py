"""A made-up diary of any length, the same for the same seed; for measuring only.

Words follow Zipf's law as prose does; a twelfth of the entries have accents, a twentieth Chinese,
Japanese or Korean sentences, some have emoji. Entry i has its own seed: only its day depends on how
many there are, because all diaries span ten years.
"""

from __future__ import annotations

import datetime as dt
import itertools
import math
import random
from collections.abc import Iterator

from metanoia.domain.days import at
from metanoia.domain.entries import NewEntry

_COMMON = [
    "the",
    "and",
    "I",
    "to",
    "of",
    "it",
    "a",
    "was",
    "in",
    "that",
    "is",
    "not",
    "me",
    "my",
    "we",
    "at",
    "for",
    "be",
    "with",
    "on",
    "this",
    "have",
    "but",
    "so",
    "what",
    "do",
    "they",
    "she",
    "he",
    "day",
    "when",
    "work",
    "time",
    "from",
    "all",
    "as",
    "felt",
    "more",
    "think",
    "could",
    "how",
    "there",
    "know",
    "again",
    "maybe",
    "why",
    "morning",
    "meeting",
    "walk",
    "talk",
    "tired",
    "trust",
    "plan",
    "team",
    "home",
    "should",
    "always",
    "never",
    "listen",
    "quiet",
    "question",
    "learn",
    "afraid",
    "glad",
    "pattern",
    "habit",
    "story",
    "change",
    "promise",
    "wonder",
    "sleep",
    "evening",
    "friend",
    "mother",
    "project",
]
_ONSETS = [
    "b",
    "bl",
    "br",
    "c",
    "ch",
    "d",
    "dr",
    "f",
    "fl",
    "g",
    "gr",
    "h",
    "j",
    "k",
    "l",
    "m",
    "n",
    "p",
    "pl",
    "pr",
    "r",
    "s",
    "sh",
    "sl",
    "st",
    "t",
    "tr",
    "v",
    "w",
]
_NUCLEI = ["a", "e", "i", "o", "u", "ai", "ea", "ee", "oo", "ou"]
_CODAS = ["", "b", "ck", "d", "l", "m", "n", "nd", "ng", "p", "r", "s", "st", "t", "th"]
_ENDINGS = ["", "", "", "s", "ed", "ing", "er", "ly", "ness"]
_ACCENTED = [
    "café",
    "naïve",
    "déjà",
    "résumé",
    "mañana",
    "façade",
    "jalapeño",
    "fiancée",
    "über",
    "Zoë",
    "crème",
]
_CJK = ["今日は会議で自分の前提に気づいた。", "我需要更多的耐心和勇气。", "오늘 나는 더 많이 들으려고 했다.",
        "目標と現実の間の緊張を感じる。", "我没有证据。"]  # fmt: skip
_EMOJI = ["🙂", "🌱", "💡", "👩\u200d💻", "❤️", "🤔", "👍🏽"]
_TAGS = [
    "work",
    "family",
    "health",
    "trust",
    "sleep",
    "feedback",
    "learning",
    "leadership",
    "conflict",
    "joy",
    "fear",
    "money",
    "team",
    "coaching",
    "habits",
    "retro",
    "values",
    "writing",
]
_VOCABULARY_SIZE = 16_000
_FIRST = dt.datetime(2016, 1, 1, 7, 0)
_YEARS = 10


def _vocabulary() -> list[str]:
    draw = random.Random(77)
    words = dict.fromkeys(_COMMON)
    while len(words) < _VOCABULARY_SIZE:
        syllables = draw.choice((1, 2, 2, 3))
        word = "".join(
            draw.choice(_ONSETS) + draw.choice(_NUCLEI) + draw.choice(_CODAS)
            for _ in range(syllables)
        )
        words.setdefault(word + draw.choice(_ENDINGS))
    return list(words)


VOCABULARY = _vocabulary()
_WEIGHTS = list(itertools.accumulate((rank + 2.7) ** -1.07 for rank in range(_VOCABULARY_SIZE)))


def entries(count: int, seed: int = 1) -> Iterator[NewEntry]:
    """Yield ``count`` entries, oldest first."""
    step = _YEARS * 365.25 * 24 * 60 / count
    for i in range(count):
        draw = random.Random(f"{seed}/{i}")
        when = _FIRST + dt.timedelta(minutes=int((i + 0.5) * step))
        yield NewEntry(
            when=at(when.date(), when.time(), "Europe/Oslo"),
            title=_sentence(draw, draw.randint(3, 8)).rstrip("."),
            body=_body(draw),
            tags=tuple(sorted(set(draw.choices(_TAGS, k=draw.choice((0, 1, 1, 2, 3)))))),
            starred=draw.random() < 0.04,
        )


def as_jrnl(diary: Iterator[NewEntry]) -> str:
    """Return the diary as a jrnl text file."""
    return "\n".join(
        f"[{entry.when.local:%Y-%m-%d %H:%M}] {entry.title}.\n{entry.body}\n"
        f"{' '.join('@' + tag for tag in entry.tags)}\n"
        for entry in diary
    )


def queries(count: int, seed: int = 2) -> list[str]:
    """Return what people type: one, two, three letters, a word, two words; of all frequencies."""
    draw, typed = random.Random(seed), []
    bands = ((0, 50), (50, 200), (200, 2_000), (2_000, _VOCABULARY_SIZE))
    for k in range(count):
        word = VOCABULARY[draw.randrange(*bands[k % 4])]
        form = k // 4 % 5
        other = VOCABULARY[draw.randrange(400)]
        typed.append((word[:1], word[:2], word[:3], word, f"{word} {other}")[form])
    return typed


def _words(draw: random.Random, count: int) -> list[str]:
    return draw.choices(VOCABULARY, cum_weights=_WEIGHTS, k=count)


def _sentence(draw: random.Random, count: int) -> str:
    words = _words(draw, count)
    words[0] = words[0].capitalize()
    return " ".join(words) + "."


def _body(draw: random.Random) -> str:
    left = max(8, min(2_000, int(math.exp(draw.gauss(math.log(120), 0.85)))))
    blocks = []
    while left > 0:
        size = min(left, draw.randint(20, 90))
        left -= size
        kind = draw.random()
        if kind < 0.1:
            blocks.append("## " + _sentence(draw, 4).rstrip("."))
        if kind < 0.25:
            blocks.append("\n".join(f"- {_sentence(draw, max(3, size // 4))}" for _ in range(4)))
        elif kind < 0.35:
            blocks.append("> " + _sentence(draw, size))
        else:
            sentences = [_sentence(draw, min(14, size)) for _ in range(math.ceil(size / 14))]
            sentences[0] = sentences[0].replace(" ", " **", 1).replace(".", "**.", 1)
            blocks.append(" ".join(sentences))
    kind = draw.random()
    if kind < 0.08:
        blocks.append(" ".join(draw.sample(_ACCENTED, 2)))
    elif kind < 0.13:
        blocks.append("".join(draw.sample(_CJK, 2)))
    elif kind < 0.2:
        blocks.append(" ".join(draw.sample(_EMOJI, 2)))
    return "\n\n".join(blocks)
