"""Names that may not leave: looked for in every byte of what does."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.domain.private_terms import PrivateTerm, comparable
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import seal
from metanoia.exchange.hidden_names import HiddenNames, words_of_page
from sharing import make_identity, make_journal, write

SAM, LENA = PrivateTerm("Sam"), PrivateTerm("Lena Ryd", "a colleague")


def hidden(text, *terms):
    return HiddenNames(terms or (SAM, LENA)).hide(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("I told Sam.", "I told Person A."),
        ("SAM said: sam's late", "Person A said: Person A's late"),
        ("Samuel and flotsam stay", "Samuel and flotsam stay"),
        ("Lena Ryd and Lena", "a colleague and Lena"),
        ("Lena\n  Ryd came", "a colleague came"),
        ("Ｓａｍ, Sa\u00adm, S\u200bam", "Person A, Person A, Person A"),
        (
            "**Sam** and [Sam](https://example.org)",
            "**Person A** and [Person A](https://example.org)",
        ),
        ("", ""),
    ],
)
def test_whole_names_are_replaced_however_they_are_written(text, read):
    assert hidden(text) == read


def test_accents_count_in_every_writing():
    zoe = PrivateTerm("Zoé")
    assert hidden("Zoé, Zoe\u0301, ZOÉ and Zoe", zoe) == "Person A, Person A, Person A and Zoe"


def test_the_longer_name_goes_first_and_letters_follow_the_finding():
    names = HiddenNames([PrivateTerm("Sam"), PrivateTerm("Sam Hill"), PrivateTerm("Ann")])
    assert names.hide("Ann met Sam Hill and Sam.") == "Person A met Person B and Person C."
    assert names.hide("Sam again") == "Person C again"
    assert names.hidden == (("Ann", "Person A"), ("Sam Hill", "Person B"), ("Sam", "Person C"))


def test_after_z_comes_aa():
    names = HiddenNames([PrivateTerm(f"name{number}") for number in range(28)])
    shown = names.hide(" ".join(f"name{number}" for number in range(28)))
    assert shown.endswith("Person Z Person AA Person AB")


def test_no_list_changes_nothing():
    assert HiddenNames([]).hide("Sam") == "Sam"
    assert HiddenNames([]).found_in("Sam") is None


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Sam", "sAM", "Ｓam", "ß", "İ", "e\u0301", " ", "\u00ad", "x", ".", "_", "1", "Å"]
        )
    )
)
def test_no_name_is_left_in_any_text(pieces):
    terms = (SAM, PrivateTerm("ß", "B"), PrivateTerm("é"), PrivateTerm("Å"))
    names = HiddenNames(terms)
    out = names.hide("".join(pieces))
    assert names.found_in(out) is None
    assert not re.search(r"(?<!\w)sam(?!\w)", comparable(out))


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("mine") / "Journal") as journal:
        journal.private_terms.keep([SAM, LENA, PrivateTerm("May")])
        yield journal


def checked(journal, *entries, hide=True, **more):
    request = ShareRequest(
        entries=tuple(entry.id for entry in entries), hide_names=hide, **{"sender": "Mara", **more}
    )
    return seal.check(journal, request)


def test_no_byte_of_a_share_holds_a_name_of_the_list(journal):
    one = write(
        journal, "Sam again", "Sam and *Lena Ryd*; see [Sam](https://example.org/).", 1, tags=("Sam", "work")
    )  # fmt: skip
    two = write(journal, "Then", "SAM was late in may.", 2)
    made = checked(journal, one, two, cover_note="About Sam").payload
    for name, data in made.members.items():
        text = data.decode()
        assert not re.search(r"\bsam\b|lena|ryd", text, re.IGNORECASE), name
    items = json.loads(made.members["data.json"])["items"]
    assert [item["plain"]["title"] for item in items] == ["Then", "Person A again"]
    assert items[1]["fields"]["tags"] == ["Person A", "work"]
    assert items[0]["plain"]["body"] == "Person A was late in Person B."
    assert made.hidden == (("Sam", "Person A"), ("May", "Person B"), ("Lena Ryd", "a colleague"))
    assert "3 names hidden" in made.summary()


def test_the_name_of_a_file_says_no_name_either(journal):
    one = write(journal, "", "Look", 8)
    journal.attachments.add(one.id, "Sam at work.txt", b"what he wrote")
    made = checked(journal, one, attachments=True).payload
    (item,) = json.loads(made.members["data.json"])["items"]
    assert [file["name"] for file in item["attachments"]] == ["Person A at work.txt"]
    assert not any(b"Sam" in data for data in made.members.values())


def test_names_are_shown_where_somebody_asked_for_it(journal):
    one = write(journal, "Sam", "Sam came.", 3)
    made = checked(journal, one, hide=False).payload
    assert b"Sam came." in made.members["data.json"]
    assert made.hidden == ()


@pytest.mark.parametrize("body", ["S**a**m came", "S&#97;m came", "`S`am", "S\\am"])
def test_a_name_that_marks_put_together_stops_the_share(journal, body):
    one = write(journal, "", body, 4)
    found = checked(journal, one)
    read = found.payload is not None and "Sam" in words_of_page(found.payload.members["index.html"])
    assert not read
    if found.payload is None:
        assert "would still be read" in found.problems[0].sentence


def test_the_senders_own_name_on_the_list_is_told(journal):
    one = write(journal, "", "Quiet", 5)
    found = checked(journal, one, sender="Sam Mara")
    assert "says it is from Sam Mara" in found.problems[0].sentence


def test_a_name_put_on_the_list_since_the_check_stops_the_sealing(journal):
    one = write(journal, "", "Olaf came.", 6)
    found = checked(journal, one)
    before = journal.private_terms.all()
    journal.private_terms.keep([*before, PrivateTerm("Olaf")])
    try:
        with pytest.raises(Refused, match="put on your list of hidden names since"):
            seal.prepare(journal, found, seal.ForKeys((make_identity().age_recipient,)))
    finally:
        journal.private_terms.keep(before)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    st.lists(st.sampled_from(["Sam", "sam", "Lena Ryd", "**", "_", "[", "](x)", "\n", " ", "`", "&#83;am", "<b>", "one"]), max_size=14)
)  # fmt: skip
def test_whatever_is_written_no_name_is_read_in_what_leaves(journal, pieces):
    one = write(journal, "Title", "".join(pieces) or "x", 7)
    made = checked(journal, one).payload
    if made is not None:
        for name in ("data.json", "index.html", *(n for n in made.members if n.endswith(".md"))):
            data = made.members[name]
            read = words_of_page(data) if name.endswith(".html") else data.decode()
            assert not re.search(r"(?<!\w)(?:sam|lena ryd)(?!\w)", comparable(read)), name
