"""Shares, replies and cards as each version so far sealed them: opened for ever, at every place.

Each folder under tests/data/shares is one form, named after what was new in it; it was made by the
version of then. What is in them is said here, once.
"""

from __future__ import annotations

import datetime as dt
import json
import shutil
from pathlib import Path

import pytest

from command_line import bare, run
from in_browser import in_browser
from journals import new_journal, open_journal
from metanoia.domain.people import Identity
from metanoia.domain.replies import CommentKind
from metanoia.exchange import contact
from metanoia.exchange.desk import open_share, open_whole, reopen
from metanoia.exchange.reply import bring_in

KEPT = Path(__file__).parents[1] / "data" / "shares"
JOURNALS = KEPT.parent / "journals"
FORMS = ("first-light", "replies", "coaching", "maps")
WORDS = "lantern otter gravel maple seven amber"
BODY = "I said too much, too fast. Was ich dachte, behielt ich für mich."
SENDER_KEY = "13230 76973 61357 55492 25061 42612"
THINGS = {
    "goal": "Speak last in meetings",
    "value": "Fairness",
    "assumption": "If I wait, nobody will speak",
    "prediction": "Somebody speaks",
    "target": "Ask the night team.",
    "map": "The rescue loop",
}
HELD = {"first-light": (), "replies": (), "coaching": tuple(THINGS)[:5], "maps": tuple(THINGS)}
ANSWERED = {"replies": "5", "coaching": "7", "maps": "8"}  # which journal of old each replied to


@pytest.fixture(scope="module")
def coach():
    """Whose key the shares were sealed for."""
    kept = json.loads((KEPT / "coach.json").read_text())
    return Identity(
        age_secret=kept["age_secret"],
        age_recipient=kept["age_recipient"],
        signing_seed=bytes.fromhex(kept["signing_seed"]),
        signing_key=bytes.fromhex(kept["signing_key"]),
        made_at=dt.datetime(2026, 1, 1, tzinfo=dt.UTC),
    )


@pytest.fixture
def coachs(tmp_path, coach):
    """The folder of a journal that has the coach's keys."""
    with new_journal(tmp_path / "coach", "Ingrid") as journal:
        kept = (coach.age_secret, coach.age_recipient, coach.signing_seed, coach.signing_key)
        journal._connection.execute(
            "UPDATE identity SET age_secret=?, age_recipient=?, signing_seed=?, signing_key=?", kept
        )
    return tmp_path / "coach"


def test_every_form_that_is_kept_is_tried():
    assert {path.name for path in KEPT.iterdir() if path.is_dir()} == set(FORMS)


def said_as_it_was(share, form):
    assert share.sender == "Sofie"
    assert share.sender_fingerprint == SENDER_KEY
    assert share.cover_note == "For our talk."
    (entry,) = share.entries
    assert (entry.title, entry.body, entry.tags) == ("The rota", BODY, ("ward", "trust"))
    assert (entry.date, entry.time) == (dt.date(2026, 1, 1), dt.time(9, 30))
    (attached,) = entry.attachments
    assert (attached.name, share.files[attached.member]) == ("note.txt", b"four names")
    names = {
        thing.kind: next(thing.plain[key] for key in ("title", "name", "statement", "text") if key in thing.plain)
        for thing in share.things
    }  # fmt: skip
    assert names == {kind: THINGS[kind] for kind in HELD[form]}
    if HELD[form]:
        assert share.agreed.purpose == "To listen better"
        assert (share.agreed.ends_on, share.agreed.keep_days) == (dt.date(2027, 6, 30), 120)
        assert [event.act for event in share.target_events] == ["propose"]


@pytest.mark.parametrize("form", FORMS)
def test_a_share_for_a_key_opens_at_the_desk(form, coach):
    whole = open_whole(KEPT / form / "key.metanoia", identity=coach)
    said_as_it_was(whole.share, form)
    assert whole.share.addressed_to_me
    # and again from what the desk keeps of it
    said_as_it_was(reopen(whole.members, whole.manifest_json), form)


@pytest.mark.parametrize("form", FORMS)
def test_a_share_for_words_opens(form):
    said_as_it_was(open_share(KEPT / form / "words.metanoia", words=WORDS), form)


def test_the_map_is_read_whole(coach):
    share = open_share(KEPT / "maps" / "key.metanoia", identity=coach)
    drawn = next(thing for thing in share.things if thing.kind == "map")
    told = set(drawn.plain.values())
    assert {"Pressure to deliver", "My stepping in", "Their confidence", "Night team"} <= told
    assert {"Quick relief", "The calm comes first.", "Seen in May.", "Ask a colleague."} <= told
    assert len(drawn.fields["links"]) == 3


@pytest.mark.parametrize("form", FORMS)
def test_the_command_line_opens_and_keeps_them(form, coachs):
    printed = run(coachs, "desk", "open", KEPT / form / "key.metanoia", "--json").json
    assert printed["sender"] == "Sofie"
    assert [entry["body"] for entry in printed["entries"]] == [BODY]
    card = contact.parse((KEPT / "card.txt").read_text())
    with open_journal(coachs) as journal:
        journal.people.add("Sofie", "client", card.age_recipient, card.signing_key)
    assert run(coachs, "desk", "open", KEPT / form / "key.metanoia", "--keep").code == 0
    assert "Sofie" in run(coachs, "desk", "list").out
    with open_journal(coachs) as journal:
        (row,) = journal.clients.caseload(dt.date(2026, 12, 2))
        assert (row.shown, row.shares) == ("Sofie", 1)
        assert journal.check().sound


def test_the_command_line_opens_the_first_by_words(tmp_path):
    (tmp_path / "words").write_text(WORDS + "\n")
    how = ("--share-passphrase-file", tmp_path / "words", "--json")
    printed = bare("desk", "open", KEPT / FORMS[0] / "words.metanoia", *how).json
    assert [entry["title"] for entry in printed["entries"]] == ["The rota"]


@in_browser
@pytest.mark.parametrize("form", FORMS)
def test_todays_page_opens_them_in_a_browser(form, reader):
    window = reader((KEPT / form / "words.metanoia").read_bytes())
    shown = window.opens(WORDS)
    assert BODY in shown
    assert all(THINGS[kind] in shown for kind in HELD[form])
    with window.page.expect_download() as got:
        window.page.get_by_role("link", name="note.txt").click()
    assert got.value.suggested_filename == "note.txt"
    assert Path(got.value.path()).read_bytes() == b"four names"


def test_the_card_is_read_as_text_and_as_json():
    for name in ("card.txt", "card.json"):
        card = contact.parse((KEPT / name).read_text())
        assert (card.name, card.fingerprint) == ("Before the assumptions", SENDER_KEY)


@pytest.mark.parametrize("how", ["signed", "token"])
@pytest.mark.parametrize("form", ANSWERED)
def test_a_reply_stands_below_what_it_is_about(form, how, coach, tmp_path):
    shutil.copytree(JOURNALS / ANSWERED[form], tmp_path / "mine")
    with open_journal(tmp_path / "mine") as journal:
        person = journal.people.add("I. L.", "coach", coach.age_recipient, coach.signing_key)
        opened, taken = bring_in(journal, KEPT / form / f"{how}.metanoia-reply")
        assert opened.party == (person.id if how == "signed" else None)
        assert (taken.new, taken.changed, taken.left) == (2, 0, 0)
        (kept,) = (one for one in journal.replies.all() if one.review_id == opened.reply.review_id)
        assert (kept.closing_note, kept.next_session_on) == ("Courage.", dt.date(2026, 2, 3))
        assert [
            (one.said.kind, one.said.body, one.said.selector and one.said.selector.exact)
            for one in kept.comments
        ] == [
            (CommentKind.QUESTION, "What did *they* say?", "I said too much"),
            (CommentKind.APPRECIATION, "Clear.", None),
        ]
        assert bring_in(journal, KEPT / form / f"{how}.metanoia-reply")[1].same == 2
        assert journal.check().sound
