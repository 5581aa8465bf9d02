"""The whole round trip with a coach who has only a browser: shared, answered, answered again."""

from __future__ import annotations

import pytest

from in_browser import WORDS, in_browser
from metanoia.domain.learning_targets import wording
from metanoia.domain.replies import CommentKind
from metanoia.domain.shared_things import Tick
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, seal
from round_trip import FROM_PEER, OWN_TARGET, SECRETS, RoundTrip
from shared_kinds import read
from sharing import LOG_N

pytestmark = in_browser

ANEW = wording("Wait twenty seconds after each question", OWN_TARGET.sign_of_done, None)
PROPOSED = wording("Ask once before each answer", "Two people notice", None)


@pytest.fixture
def trip(tmp_path):
    trip = RoundTrip(tmp_path)
    trip.write()
    yield trip
    trip.close()


def sealed(trip, name, *things):
    """Seal the first entry and these things for the coach, by words; return the bytes and the members."""
    request = ShareRequest(
        entries=(trip.entries[0].id,), things=things, sender="Mara", readers=(trip.coach.id,)
    )
    checked = seal.check(trip.mara, request)
    file = trip.folder / name
    seal.seal(trip.mara, checked, seal.ForWords(WORDS, LOG_N), file)
    return file.read_bytes(), checked.payload.members


def said_back(reader, share, trip):
    """Say something in the browser of the entry, the goal and the targets; return the sealed reply."""
    there = reader(share)
    page = there.page
    there.opens()
    there.comment("so I did", "How long had it been quiet?", "q")
    there.comment("before I do", "A fine picture.", "a", within=f"[data-item='goal:{trip.goal}']")
    page.click(f".target[data-target='{trip.target}'] button:text-is('Word it anew')")
    page.fill("#target-text", ANEW.text)
    page.click("text=Send back in these words")
    page.click("#propose")
    page.fill("#target-text", PROPOSED.text)
    page.fill("#target-sign", PROPOSED.sign_of_done)
    page.click("text=Propose it")
    return there.sealed_reply("Ingrid").read_bytes()


def test_a_share_goes_to_a_browser_and_back_and_there_again(reader, trip):
    mara = trip.mara
    goal, target = trip.ticks("goal")[0], trip.ticks("target")[0]
    first, members = sealed(trip, "1.metanoia", goal, target)
    assert FROM_PEER in read(members)
    back = said_back(reader, first, trip)
    opened, taken = reply.bring_in(mara, back)
    assert (opened.signed, taken.new, taken.targets) == (False, 2, 2)
    assert reply.bring_in(mara, back)[1][:3] == (0, 0, 2)

    (asked,) = mara.replies.open_questions()
    assert asked.said.item == ("entry", str(trip.entries[0].id))
    assert asked.said.selector.exact == "so I did"
    (liked,) = mara.replies.of_item(("goal", trip.goal))
    assert (liked.said.kind, liked.said.field) == (CommentKind.APPRECIATION, "vision")
    assert liked.said.selector.exact == "before I do"
    reworded = mara.targets.get(trip.target).standing
    assert (reworded.wording, reworded.waits_for) == (ANEW, "journaler")
    (proposed,) = [one for one in mara.targets.all() if one.id != trip.target]
    assert proposed.standing.wording == PROPOSED

    mara.replies.answer(asked.said.id, "A breath or two.")
    assert mara.targets.say(trip.target, "agree").standing.agreed_sha256 == ANEW.sha256
    mara.targets.say(proposed.id, "agree")
    mara.shares.withdraw(opened.reply.share_id)
    second, members = sealed(trip, "2.metanoia", target, Tick("target", proposed.id))
    assert all(secret.casefold() not in read(members) for secret in SECRETS)
    there = reader(second)
    shown = there.opens()
    assert "A breath or two." in shown
    assert there.page.locator(".target[data-target]").count() == 2
    for one in (trip.target, proposed.id):
        where = f".target[data-target='{one}'] .facts >> nth=0"
        assert there.page.inner_text(where) == "Agreed"
