"""Links of a text that is about to leave: those within the share stay, of all others nothing does."""

from __future__ import annotations

import pytest

from metanoia.exchange.only_shared import WITHHELD, only_shared

MINE = "11111111-1111-4111-8111-111111111111"
OTHER = "22222222-2222-4222-8222-222222222222"
UNKNOWN = "33333333-3333-4333-8333-33333333333a"
PHOTO, SECRET = "a" * 64, "b" * 64


def reduced(text):
    shared = {f"entry:{MINE}", f"attachment:{PHOTO}"}
    return only_shared(text, shared, lambda found: found in (MINE, OTHER))


@pytest.mark.parametrize(
    "text",
    [
        f"[mine](entry:{MINE})",
        f"![photo](attachment:{PHOTO})",
        f"<entry:{MINE}>",
        f"[mine][1]\n\n[1]: entry:{MINE}",
        "[a web page](https://example.org/22222222)",
        "A diary entry:so I wrote",
        "My goal:cafe at 10, of value:1000-2000 (goal:)",
        "I [[Home by five]] now",
        "No order 33333333-3333-4333-8333-333333333333 of this journal",
    ],
)
def test_what_leads_nowhere_else_stays_to_the_letter(text):
    assert reduced(text) == (text, 0)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        (f"[the hard talk](entry:{OTHER})", "the hard talk"),
        (f"![her face](attachment:{SECRET})", "her face"),
        (f"<attachment:{SECRET}>", WITHHELD),
        (f"attachment:{SECRET}", WITHHELD),
        ("entry:2222-2222", WITHHELD),
        (f"[home by five](goal:{UNKNOWN})", "home by five"),
        (f"it [serves](<value:{UNKNOWN}> 'Fairness') me", "it serves me"),
        (f"goal:{UNKNOWN}, so", f"{WITHHELD}, so"),
        (f"<ASSUMPTION:{UNKNOWN.upper()}>", WITHHELD),
        (f"[a][1]\n\n[1]: prediction:{UNKNOWN}\n", "[a][1]\n\n\n"),
        (f"ENTRY:{OTHER.upper()}", WITHHELD),
        (f"so {OTHER} it is", f"so {WITHHELD} it is"),
        (f"[a][1]\n\n[1]: attachment:{SECRET}\n", "[a][1]\n\n\n"),
        (f'[a][1]\n\n[1]: <entry:{OTHER}> "title"', "[a][1]\n\n"),
    ],
)
def test_of_what_is_not_shared_no_way_and_no_number_stays(text, left):
    assert reduced(text) == (left, 1)
