"""The whole round trip between two journals in two folders: shared, answered, answered again."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

import pytest

import age_program
from metanoia.domain.errors import ShareUnreadable
from metanoia.domain.shared_things import Tick
from metanoia.exchange import client_desk
from metanoia.exchange.prep_text import prep_markdown
from metanoia.ui.pages.review.week import facts
from metanoia.vault import sshsig
from round_trip import COACH_TARGET, FROM_PEER, OWN_TARGET, PRIVATE, SECRETS, TODAY, RoundTrip
from shared_kinds import read

needs_unzip = pytest.mark.skipif(
    shutil.which("unzip") is None, reason="the unzip program is not installed: apt install unzip"
)

QUESTIONS = ("How long had it been quiet?", "Who would be first?", "When did you last see it?")


@pytest.fixture
def trip(tmp_path):
    trip = RoundTrip(tmp_path)
    yield trip
    trip.close()


def shared(trip):
    """Write it all down, and seal it for the coach and for a second reader."""
    trip.write()
    readers = (trip.coach, trip.peer)
    return trip.seal("1.metanoia", readers, trip.entries, trip.ticks(), "For Thursday.")


def answered(trip, file):
    """Keep the share at the coach's and say something to it; return its id and the sealed reply."""
    share, kept = trip.keep(file)
    assert (kept.new, kept.withdrawn) == (True, ())
    assert (share.verified, share.known_as) == ("known", "Mara Lind")
    trip.comment(
        share,
        (("entry", str(trip.entries[0].id)), "body", "so I did", QUESTIONS[0]),
        (("goal", trip.goal), "vision", "before I do", QUESTIONS[1]),
        (("assumption", trip.assumption), "", "", QUESTIONS[2]),
    )
    clients, person = trip.ingrid.clients, trip.client.id
    clients.say(person, share.id, trip.target, "agree")
    clients.propose(person, share.id, COACH_TARGET)
    clients.add_note(person, f"I wonder about the {PRIVATE}.", share=share.id)
    return share.id, trip.seal_reply(share.id)


def test_the_whole_way_there_and_back_twice(trip):
    first = shared(trip)
    first_id, first_reply = answered(trip, first)
    between = trip.seal("2.metanoia", (trip.coach,), trip.entries[1:], trip.ticks("goal", "value"))
    assert trip.keep(between)[1] == (True, ())
    _comes_in(trip, first_reply)

    last = _answer_and_share_again(trip, first_id)
    share, kept = trip.keep(last)
    assert kept.withdrawn == share.withdrawn == (first_id,)
    assert trip.keep(last)[1] == (False, ())
    _coach_has_it(trip, share, first_id)

    last_reply = trip.seal_reply(share.id)
    assert trip.mara.shares.row(first_id).state == "withdrawn"
    assert trip.bring_in(last_reply)[1].gone == 1
    row = trip.mara.shares.row(first_id)
    assert row.state == "deleted"
    assert [one.name for one in row.deleted] == ["Ingrid Solheim"]

    for_peer = trip.seal("4.metanoia", (trip.peer,), trip.entries, trip.ticks())
    told = json.loads(trip.in_share(for_peer, peer=True)["data.json"])
    assert told["withdrawn_shares"] == [first_id]
    sealed = [trip.in_share(file) for file in (first, between, last)]
    sealed += [trip.in_share(file, peer=True) for file in (first, for_peer)]
    sealed += [trip.in_reply(one) for one in (first_reply, last_reply)]
    for members in sealed:
        for secret in SECRETS:
            assert secret.casefold() not in read(members)
            assert all(secret.encode() not in data for data in members.values())
    with_it = [FROM_PEER in read(members) for members in sealed]
    assert with_it == [False, False, True, False, False, False, False]  # the coach's alone


def _comes_in(trip, sealed):
    """Bring the first reply in, twice: the second time nothing changes."""
    mara = trip.mara
    _, taken = trip.bring_in(sealed)
    assert (taken.new, taken.targets, taken.gone) == (3, 2, 0)
    assert mara.targets.get(trip.target).standing.state == "agreed"
    before = (mara.meta.commit_no, mara.replies.all(), mara.targets.all())
    assert trip.bring_in(sealed)[1] == (0, 0, 3, 0, 0, 0)
    assert (mara.meta.commit_no, mara.replies.all(), mara.targets.all()) == before


def _answer_and_share_again(trip, first_id):
    """Answer a question, agree to the coach's target, withdraw the first share; seal for the coach."""
    mara = trip.mara
    in_review = [one.kept for one in facts.read(mara, TODAY).questions]
    assert {one.said.body for one in in_review} == set(QUESTIONS)
    (question,) = mara.replies.of_item(("entry", str(trip.entries[0].id)))
    assert question in in_review
    assert question.said.selector.exact == "so I did"
    assert question.sender == "Ingrid Solheim"
    assert mara.replies.answer(question.said.id, "A breath or two.").state == "answered"
    assert len(facts.read(mara, TODAY).questions) == 2
    (proposed,) = [one for one in mara.targets.all() if one.id != trip.target]
    assert proposed.standing.wording == COACH_TARGET
    assert (proposed.party, proposed.standing.waits_for) == (trip.coach.id, "journaler")
    trip.coach_target = mara.targets.say(proposed.id, "agree").id
    mara.assumptions.rate(trip.assumption, 55, reason="Lena waited for me.")
    trip.look(6, 0)
    mara.shares.withdraw(first_id)
    ticks = (*trip.ticks("goal", "assumption", "target"), Tick("target", trip.coach_target))
    return trip.seal("3.metanoia", (trip.coach,), trip.entries[:2], ticks)


def _coach_has_it(trip, share, first_id):
    """Look at the desk of the coach once the last share is there."""
    clients, person = trip.ingrid.clients, trip.client.id
    assert first_id not in [one.id for one in clients.shares(person)]
    assert clients.holder(first_id) is None
    assert [one.share for one in clients.draft(person, share.id).gone] == [first_id]
    for target, said in ((trip.target, OWN_TARGET), (trip.coach_target, COACH_TARGET)):
        (there,) = [one for one in clients.targets(person) if one.id == target]
        here = trip.mara.targets.get(target)
        assert there.standing == here.standing
        assert here.standing.state == "agreed"
        assert here.standing.agreed_sha256 == said.sha256
    answers = {one.text: one.answer for one in clients.questions(person)}
    assert answers == {QUESTIONS[0]: "A breath or two.", QUESTIONS[1]: "", QUESTIONS[2]: ""}
    assert clients.row(person, TODAY).open_questions == 2
    sheet = prep_markdown(client_desk.prep(clients, person, TODAY))
    assert "## Not in this share\n\n- Monday  \n  Entry\n- Patience  \n  Value\n" in sheet
    assert "Speak later: felt gap 0.7 then, 0.4 now" in sheet
    assert "A breath or two." in sheet
    assert PRIVATE not in sheet
    assert [one.text for one in clients.notes(person)] == [f"I wonder about the {PRIVATE}."]


# -- the programs that anybody has


def run(*command, **more):
    return subprocess.run([str(one) for one in command], capture_output=True, check=False, **more)


def verified(key: bytes, listed: bytes, signature: bytes, folder: Path) -> bool:
    """Ask ssh-keygen whose signature it is."""
    signers, signed = folder / "signers", folder / "manifest.json.sig"
    signers.write_text(f"sender {sshsig.public_line(key)}\n")
    signed.write_bytes(signature)
    said = run(
        "ssh-keygen", "-Y", "verify", "-f", signers, "-I", "sender", "-n", "bundle@metanoia.v1",
        "-s", signed, input=listed,
    )  # fmt: skip
    assert (said.returncode == 0) == (b"Good" in said.stdout), said
    return said.returncode == 0


def opened(sealed: Path, secret: str, folder: Path) -> Path:
    """Open a sealed file by ``age -d -i`` and return the ZIP file."""
    key, packed = folder / "key.txt", folder / f"{sealed.name}.zip"
    key.write_text(secret + "\n")
    said = run("age", "-d", "-i", key, "-o", packed, sealed)
    assert said.returncode == 0, said.stderr
    return packed


def member(packed: Path, name: str) -> bytes:
    said = run("unzip", "-p", packed, name)
    assert said.returncode == 0, said.stderr
    return said.stdout


def changed_in_the_middle(sealed: bytes) -> bytes:
    at = len(sealed) // 2
    return sealed[:at] + bytes([sealed[at] ^ 1]) + sealed[at + 1 :]


@age_program.needs_age
@age_program.needs_ssh_keygen
@needs_unzip
def test_a_share_is_opened_and_verified_by_the_programs_that_anybody_has(trip, tmp_path):
    file = shared(trip)
    own, me = trip.mara.identity.get(), trip.ingrid.identity.get()
    packed = opened(file, me.age_secret, tmp_path)
    listing = run("unzip", "-l", packed).stdout.decode()
    expected = trip.in_share(file)
    for name in (*expected, "manifest.json.sig"):
        assert name in listing
    for name, data in expected.items():
        assert member(packed, name) == data
    texts = [member(packed, name).decode() for name in expected if name.startswith("entries/")]
    assert sum("so I did. a colleague looked away" in text for text in texts) == 1
    photo = next(name for name in expected if name.endswith(".png"))
    assert member(packed, photo).startswith(b"\x89PNG")
    listed, signature = member(packed, "manifest.json"), member(packed, "manifest.json.sig")
    assert verified(own.signing_key, listed, signature, tmp_path)
    assert not verified(me.signing_key, listed, signature, tmp_path)
    assert not verified(own.signing_key, listed.replace(b"Mara", b"Vera"), signature, tmp_path)
    for one in json.loads(listed)["files"]:
        data = member(packed, one["name"])
        assert (len(data), hashlib.sha256(data).hexdigest()) == (one["size"], one["sha256"])
    bad = tmp_path / "bad.metanoia"
    bad.write_bytes(changed_in_the_middle(file.read_bytes()))
    key = tmp_path / "key.txt"
    assert run("age", "-d", "-i", key, "-o", tmp_path / "bad.zip", bad).returncode != 0
    with pytest.raises(ShareUnreadable):
        trip.keep(bad)


@age_program.needs_age
@age_program.needs_ssh_keygen
@needs_unzip
def test_a_reply_is_opened_and_verified_by_the_programs_that_anybody_has(trip, tmp_path):
    _, sealed = answered(trip, shared(trip))
    own, me = trip.mara.identity.get(), trip.ingrid.identity.get()
    file = tmp_path / "1.metanoia-reply"
    file.write_bytes(sealed)
    packed = opened(file, own.age_secret, tmp_path)
    listing = run("unzip", "-l", packed).stdout.decode()
    for name, data in trip.in_reply(sealed).items():
        assert name in listing
        assert member(packed, name) == data
    words = member(packed, "comments/reply.md").decode()
    assert all(one in words for one in QUESTIONS)
    listed, signature = member(packed, "manifest.json"), member(packed, "manifest.json.sig")
    assert verified(me.signing_key, listed, signature, tmp_path)
    assert not verified(me.signing_key, listed.replace(b"Ingrid", b"Astrid"), signature, tmp_path)
    file.write_bytes(changed_in_the_middle(sealed))
    key = tmp_path / "key.txt"
    assert run("age", "-d", "-i", key, "-o", tmp_path / "bad.zip", file).returncode != 0
    with pytest.raises(ShareUnreadable):
        trip.bring_in(file.read_bytes())
    assert trip.mara.replies.all() == []
