"""Signs that stand for a word without a space around it, set apart so that search finds each.

The search index splits text at spaces and punctuation. Chinese, Japanese, Korean and South-East
Asian writing and emoji would otherwise be found only from the start of a run.
"""

from __future__ import annotations

import re
import unicodedata

from metanoia.domain.query import HIT_END, HIT_START

_SCRIPTS = (
    "\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai, Lao, Burmese, Khmer
    "\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3100-\u31ff\u3400-\u4dbf\u4e00-\u9fff"
    "\uac00-\ud7ff\uf900-\ufaff\uff66-\uff9f\U00020000-\U0003ffff"
    "\u1100-\u11ff\ua960-\ua97f"  # Korean in parts, as some systems write it
)
_EMOJI = "\u2300-\u23ff\u2600-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff"
APART = _SCRIPTS + _EMOJI
"""The signs that are set apart, as the inside of a regular expression's ``[...]``."""

# The index folds accents on Latin letters only when they are one sign, on others never: these it
# is given in two signs, letter and accent, of which it drops the second.
_ACCENTED = "\u0386\u0388-\u0390\u03aa-\u03b0\u03ca-\u03ce\u0401\u0451\u1f00-\u1fff"
_TOUCHING = re.compile(
    f"[{_SCRIPTS}{_ACCENTED}]|[{_EMOJI}](?=[^\\W_]|[{_EMOJI}])|[^\\W_](?=[{_EMOJI}])"
)
_LETTER = re.compile(f"[{_ACCENTED}]")
_RUN = re.compile(f"[{APART}]+")
_MARK = f"[{HIT_START}{HIT_END}]*"
_SPACED_RUN = re.compile(f" ?({_MARK}[{APART}](?:{_MARK} {_MARK}[{APART}])*{_MARK}) ?")


def spaced(text: str) -> str | None:
    """Return ``text`` as the search index wants it, or None if it may take the text as it is."""
    if text.isascii():
        return None
    composed = unicodedata.normalize("NFC", text)
    if not _TOUCHING.search(composed):
        return None
    apart = _RUN.sub(lambda run: f" {' '.join(run[0])} ", composed)
    return _LETTER.sub(lambda letter: unicodedata.normalize("NFD", letter[0]), apart)


def unspaced(snippet: str) -> str:
    """Return a piece of spaced text as it was written (NFC), hit marks kept in their places."""
    if snippet.isascii():
        return snippet
    together = _SPACED_RUN.sub(lambda run: run[1].replace(" ", ""), snippet)
    return unicodedata.normalize("NFC", together)
