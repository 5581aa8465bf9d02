"""Making something hostile out of something honest: by bytes, and by the values in JSON."""

from __future__ import annotations

import copy
import json
import random
from typing import Any, Final

TOKENS: Final = (
    b"\0", b"\xff", b"\xff\xfe", b"\xed\xa0\x80", b"\xe2\x80\xae", b"\n", b"\r\n", b"---\n", b"../", b"/etc/passwd",
    b"//host/share/x.png", b"\\\\host\\x", b"file:///etc/passwd", b"javascript:alert(1)", b"<script>", b"<img src=x onerror=1>",
    b"![](", b"[" * 40, b"]" * 40, b"](", b"`" * 9, b"> " * 40, b"*" * 30, b"_" * 30, b"===", b"{" * 40, b"}" * 40, b"&#0;",
    b"9" * 400, b"-1", b"1e999", b"NaN", b"null", b"true", b"PK\3\4", b"PK\5\6", b"\x7f" * 8, b"%s%n", b"&a *a", b"!!python/object:os.system",
    b"9999-12-31", b"0000-00-00", b"2026-02-30", b"24:60", b"age1", b"AGE-SECRET-KEY-1", b"-> scrypt ", b" 30\n", b"\x89PNG\r\n\x1a\n",
)  # fmt: skip
VALUES: Final = (
    None, True, -1, 0, 1 << 31, 1 << 63, 10**400, 1.5, float("inf"), float("nan"), "", " ", "x" * 100_000, "\u202e", "\0",
    "../../etc/passwd", "9999-12-31", "0001-01-01T00:00:00Z", "24:00", [], {}, [[]], [None], {"": None}, [1, "a", None],
    "\ud800", "<script>alert(1)</script>", "javascript:alert(1)", "=cmd|' /C calc'!A0", ["x"] * 5000, "e\u0301" * 500,
)  # fmt: skip


def of_bytes(seed: bytes, at_random: random.Random) -> bytes:
    """Return ``seed`` with one to five changes."""
    raw = bytearray(seed)
    for _ in range(at_random.randint(1, 5)):
        place = at_random.randrange(len(raw) + 1)
        length = min(at_random.choice((1, 1, 2, 8, 64, 1000)), len(raw) - place)
        what = at_random.randrange(7)
        if what == 0 and raw:
            raw[place % len(raw)] ^= 1 << at_random.randrange(8)
        elif what == 1:
            raw[place : place + length] = at_random.choice(TOKENS)
        elif what == 2:
            raw[place:place] = at_random.choice(TOKENS) * at_random.choice((1, 1, 3, 50))
        elif what == 3:
            del raw[place : place + length]
        elif what == 4:
            raw[place:place] = raw[place : place + length] * at_random.choice((1, 2, 20))
        elif what == 5:
            raw[place : place + length] = at_random.randbytes(length)
        elif at_random.random() < 0.2:
            del raw[place:]
    return bytes(raw)


def of_json(seed: bytes, at_random: random.Random) -> bytes:
    """Return JSON with one to three values, keys or items changed; now and then by bytes as well."""
    found = copy.deepcopy(json.loads(seed))
    for _ in range(at_random.randint(1, 3)):
        places = list(_places(found))
        if not places:
            break
        _change(*at_random.choice(places), at_random)
    raw = json.dumps(found, ensure_ascii=at_random.random() < 0.5).encode("utf-8", "surrogatepass")
    return of_bytes(raw, at_random) if at_random.random() < 0.1 else raw


def _places(found: Any) -> Any:
    """Yield every container with each of its keys or places."""
    if isinstance(found, dict | list):
        for key in list(found) if isinstance(found, dict) else range(len(found)):
            yield found, key
            yield from _places(found[key])


def _change(within: Any, key: Any, at_random: random.Random) -> None:
    what = at_random.randrange(8)
    if isinstance(within, list) and key >= len(within):
        return
    if what == 0 and isinstance(within, dict):
        within.pop(key, None)
    elif what == 1 and isinstance(within, list):
        within.append(copy.deepcopy(within[key]))
    elif what == 2 and isinstance(within, dict):
        within[str(at_random.choice(VALUES))[:100]] = within.get(key)
    elif what == 3:
        deep: Any = 1
        for _ in range(at_random.choice((5, 31, 33, 200))):
            deep = [deep] if at_random.random() < 0.5 else {"a": deep}
        within[key] = deep
    elif what == 4 and isinstance(
        within.get(key) if isinstance(within, dict) else within[key], str
    ):
        text = within[key]
        within[key] = of_bytes(text.encode("utf-8", "replace"), at_random).decode(
            "utf-8", "replace"
        )
    else:
        within[key] = copy.deepcopy(at_random.choice(VALUES))
