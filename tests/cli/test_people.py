"""metanoia people."""

from __future__ import annotations

import pytest

from command_line import run
from journals import open_journal
from metanoia.exchange import contact
from qr_pictures import as_bytes, drawn, photographed
from sharing import make_identity


def card(name, own=None):
    own = own or make_identity()
    return contact.ContactCard(
        name=name, age_recipient=own.age_recipient, signing_key=own.signing_key
    )


@pytest.fixture
def add(folder):
    def added(one, *more):
        return run(folder, "people", "add", "-", *more, typed=contact.as_text(one))

    return added


def listed(folder):
    return run(folder, "people", "--json").json


def test_nobody_yet_says_what_to_do(folder):
    ran = run(folder, "people")
    assert (ran.code, ran.out) == (0, "")
    assert "people add" in ran.err


def test_a_card_comes_in_from_a_file_as_text_or_json(folder, tmp_path):
    anna, bo = card("Anna"), card("Bo")
    (tmp_path / "a.txt").write_text(contact.as_text(anna))
    (tmp_path / "b.json").write_text(contact.as_json(bo))
    ran = run(folder, "people", "add", tmp_path / "a.txt")
    assert ran.out.strip() == f"Anna: {anna.fingerprint}"
    added = run(folder, "people", "add", tmp_path / "b.json", "--role", "peer", "--name", "Bo K.", "--json").json  # fmt: skip
    assert (added["came"], added["name"], added["role"]) == ("new", "Bo K.", "peer")
    found = listed(folder)
    assert [one["name"] for one in found["people"]] == ["Anna", "Bo K."]
    assert found["people"][1]["fingerprint"] == bo.fingerprint
    assert found["people"][1]["changed"] is None
    assert listed(folder) == run(folder, "people", "list", "--json").json


def test_a_card_comes_in_from_a_picture_of_its_code(folder, tmp_path):
    anna = card("Änne")
    (tmp_path / "a.jpg").write_bytes(as_bytes(photographed(drawn(anna, pixels=7)), "JPEG"))
    ran = run(folder, "people", "add", tmp_path / "a.jpg")
    assert ran.out.strip() == f"Änne: {anna.fingerprint}"
    (tmp_path / "b.png").write_bytes(as_bytes(drawn("https://example.org/b")))
    ran = run(folder, "people", "add", tmp_path / "b.png")
    assert "not a key card" in ran.sentence
    assert "example.org" not in ran.out + ran.err
    assert [one["name"] for one in listed(folder)["people"]] == ["Änne"]


def test_other_keys_stop_a_share_until_they_are_confirmed(folder, add, tmp_path):
    old, new = card("Anna"), card("anna")
    entry = run(folder, "list", "--json").json[0]["id"]
    add(old)
    assert "already" in add(old).err
    changed = add(new)
    assert new.fingerprint in changed.out
    assert "compared" in changed.err
    for key in (old.age_recipient, new.age_recipient):
        refused = run(folder, "share", tmp_path / "s.metanoia", "--entry", entry, "--to", key)
        assert "Other keys came for Anna" in refused.sentence
    assert "new digits" in run(folder, "people").err
    confirmed = run(folder, "people", "confirm", "Anna", "--json").json
    assert confirmed["fingerprint"] == new.fingerprint
    assert confirmed["compared_at"] is not None
    to = ("--entry", entry, "--to")
    assert "former key" in run(folder, "share", tmp_path / "s.metanoia", *to, old.age_recipient).sentence  # fmt: skip
    assert run(folder, "share", tmp_path / "s.metanoia", *to, new.age_recipient).code == 0


def test_the_old_keys_can_be_kept(folder, add):
    old = card("Anna")
    add(old)
    add(card("Anna"))
    kept = run(folder, "people", "confirm", "Anna", "--old", "--json").json
    assert (kept["fingerprint"], kept["compared_at"]) == (old.fingerprint, None)
    assert "No other keys" in run(folder, "people", "confirm", "Anna", "--old").sentence


def test_confirming_without_new_keys_says_they_were_compared(folder, add):
    add(card("Anna"))
    assert run(folder, "people", "confirm", "anna", "--json").json["compared_at"]


def test_a_key_without_a_card_cannot_be_compared(folder):
    with open_journal(folder) as journal:
        journal.people.add("Bo", "peer", make_identity().age_recipient)
    assert "no contact card of Bo" in run(folder, "people", "confirm", "Bo").sentence
    assert "no card" in run(folder, "people").out
    assert listed(folder)["people"][0]["fingerprint"] is None


def test_new_keys_under_another_name_are_said_to_be_somebodys(folder, add):
    add(card("Anna"))
    assert add(card("A. Berg"), "--person", "Anna", "--json").json["came"] == "changed"
    assert len(listed(folder)["people"]) == 1


def test_circles_are_made_changed_renamed_and_removed(folder, add):
    for name in ("Anna", "Bo", "Cid"):
        add(card(name))
    assert run(folder, "people", "circle", "Tuesday", "--with", "Anna", "--with", "Bo").out.strip() == "Tuesday: Anna, Bo"  # fmt: skip
    changed = run(folder, "people", "circle", "tuesday", "--with", "Anna", "--with", "Cid", "--json").json  # fmt: skip
    assert changed["members"] == ["Anna", "Cid"]
    assert "at least two" in run(folder, "people", "circle", "Alone", "--with", "Bo").sentence
    assert run(folder, "people", "rename", "Tuesday", "Friday").out.strip() == "Friday"
    run(folder, "people", "remove", "Friday")
    run(folder, "people", "remove", "Cid")
    found = listed(folder)
    assert ([one["name"] for one in found["people"]], found["circles"]) == (["Anna", "Bo"], [])


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["confirm", "Zoe"], "Nobody of your people"),
        (["rename", "Zoe", "Z"], "No person or circle"),
        (["rename", "Anna", ""], "a name"),
        (["remove", "Zoe"], "No person or circle"),
        (["circle", "X", "--with", "Zoe"], "Nobody of your people"),
        (["add", "no-such-file.txt"], "cannot be read"),
    ],
)
def test_what_cannot_be_is_said_in_a_sentence(folder, add, words, said):
    add(card("Anna"))
    assert said in run(folder, "people", *words).sentence


def test_a_drawing_in_svg_asks_for_a_screenshot(folder, tmp_path):
    (tmp_path / "qr.svg").write_bytes(contact.qr_svg(card("Anna")))
    assert "Make a screenshot" in run(folder, "people", "add", tmp_path / "qr.svg").sentence


def test_ones_own_card_is_refused(folder):
    own = run(folder, "key", "show").out
    assert "your own card" in run(folder, "people", "add", "-", typed=own).sentence
