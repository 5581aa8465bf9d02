"""A contact card goes out and comes in as it is; a spoilt one says what is wrong with it."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from metanoia.domain.errors import Refused
from metanoia.exchange import contact
from metanoia.vault import sshsig
from sharing import make_identity

ME, OTHER = make_identity(), make_identity()
CARD = contact.ContactCard(
    name="Mara Lindqvist 李", age_recipient=ME.age_recipient, signing_key=ME.signing_key
)
SSH = sshsig.public_line(ME.signing_key)


def fields(**changed):
    return json.dumps({**json.loads(contact.as_json(CARD)), **changed})


def test_the_card_comes_back_as_text_and_as_json():
    assert contact.parse(contact.as_text(CARD)) == CARD
    assert contact.parse(contact.as_json(CARD)) == CARD


def test_what_mail_programs_do_to_it_is_forgiven():
    text = contact.as_text(CARD).replace("\n", "\r\n").replace("name: ", "Name:  ")
    assert contact.parse("\ufeffHello Ingrid,\r\n\r\n  " + text + "\r\nbye") == CARD
    bare = contact.as_text(CARD).replace(" metanoia", "")
    assert contact.parse(re.sub("fingerprint.*\n", "", bare)) == CARD


def test_the_fingerprint_covers_both_keys():
    assert re.fullmatch(r"\d{5}( \d{5}){5}", CARD.fingerprint)
    fingers = {
        contact.fingerprint(age, key)
        for age in (ME.age_recipient, OTHER.age_recipient)
        for key in (ME.signing_key, OTHER.signing_key)
    }
    assert len(fingers) == 4


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "not a contact card"),
        ("name: Mara", "not a contact card"),
        ("{", "cannot be read"),
        ("{}", "not a contact card"),
        ('{"format":"metanoia-contact"', "cannot be read"),
        ("[" * 2000, "not a contact card"),
        ("{" + '"a":{' * 50 + "}" * 51, "cannot be read"),
        ("x" * 20_000, "too long"),
        (fields(version=2), "newer Metanoia"),
        (fields(name=""), "no name"),
        (fields(name=7), "no name"),
        (fields(name="x" * 121), "no name"),
        (fields(name="M\u202eara"), "no name"),
        (fields(age="age1x"), "no whole age key"),
        (fields(age=None), "no whole age key"),
        (fields(age=OTHER.age_recipient), "does not fit its keys"),
        (fields(ssh="ssh-rsa AAAA"), "no whole signing key"),
        (fields(ssh=SSH[:-20]), "no whole signing key"),
        (fields(ssh="ssh-ed25519 " + "A" * 68), "no whole signing key"),
        (fields(ssh=sshsig.public_line(OTHER.signing_key)), "does not fit its keys"),
        (fields(fingerprint="12345"), "does not fit its keys"),
        (contact.as_text(CARD) + "name: Vera\n", "“name” twice"),
        (contact.as_text(CARD).replace("age: ", "old: "), "no whole age key"),
    ],
)
def test_a_spoilt_card_says_what_is_wrong(text, says):
    with pytest.raises(Refused, match=says):
        contact.parse(text)


@settings(max_examples=80, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_card_or_refused(text):
    for whole in (text, "{" + text, "Metanoia contact card\n" + text):
        with pytest.raises(Refused):
            contact.parse(whole)


def test_the_qr_code_is_a_picture_of_its_own():
    drawing = ET.fromstring(contact.qr_svg(CARD))
    assert drawing.tag.endswith("svg")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_card_is_the_card_or_refused(data):
    """Whatever is cut, doubled or swapped in it: never other keys under the name."""
    whole = data.draw(st.sampled_from([contact.as_text(CARD), contact.as_json(CARD)]))
    start = data.draw(st.integers(0, len(whole)))
    stop = data.draw(st.integers(start, min(len(whole), start + 40)))
    put = data.draw(st.sampled_from(["", "a", "7", "\n", "\u202e", "\x00", whole[start:stop] * 2, ME.age_recipient]))  # fmt: skip
    try:
        found = contact.parse(whole[:start] + put + whole[stop:])
    except Refused:
        return
    assert (found.age_recipient, found.signing_key) == (ME.age_recipient, ME.signing_key)


@settings(max_examples=80, deadline=None)
@given(st.dictionaries(st.sampled_from(["format", "version", "name", "age", "ssh", "fingerprint", "more"]), st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.lists(st.text(max_size=3), max_size=3)))  # fmt: skip
def test_a_card_with_any_values_is_refused(changed):
    card = {**json.loads(contact.as_json(CARD)), **changed}
    try:
        found = contact.parse(json.dumps(card))
    except Refused:
        return
    assert (found.age_recipient, found.signing_key) == (ME.age_recipient, ME.signing_key)
