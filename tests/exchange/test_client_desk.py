"""The desk with real sealed files: kept, opened again, compared, answered."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import uuid

import pytest

from metanoia.domain.actions import NewAction
from metanoia.domain.assumptions import NewAssumption
from metanoia.domain.comparing import compare
from metanoia.domain.errors import NotFound
from metanoia.domain.goals import NewCheckIn, NewGoal, NewMeasure
from metanoia.domain.learning_targets import wording
from metanoia.domain.people import Role
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.replies import Comment, CommentKind
from metanoia.domain.shared_things import PARTS, THING_KINDS, Tick
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import bundle_reader, client_desk, desk, manifest, reply, reply_data, seal
from metanoia.exchange.prep_text import prep_json, prep_markdown
from metanoia.text.anchors import select
from metanoia.vault import sshsig
from sharing import make_journal, write

PRIVATE = "hornbeam-lynx"
BODY = "They never listen. Nobody wrote it down."
TODAY = dt.date(2026, 3, 2)


class Two:
    """A journaler and a coach who know one another, each with a journal."""

    def __init__(self, folder):
        self.folder = folder
        self.mara = make_journal(folder / "mara")
        self.ingrid = make_journal(folder / "ingrid")
        own, me = self.mara.identity.get(), self.ingrid.identity.get()
        self.client = self.ingrid.people.add(
            "Mara L.", Role.CLIENT, own.age_recipient, own.signing_key
        )
        self.coach = self.mara.people.add("Ingrid", Role.COACH, me.age_recipient, me.signing_key)
        self.to = seal.ForKeys((me.age_recipient,), (self.coach.id,))
        self.first = write(self.mara, "Rota", BODY)
        self.second = write(self.mara, "Quiet", "Four minutes.", 2)

    def share(self, *entries, name, things=()):
        """Seal these entries into a file, and keep it at the desk."""
        request = ShareRequest(
            entries=tuple(one.id for one in entries), sender="Mara", things=things
        )
        file = self.folder / name
        seal.seal(self.mara, seal.check(self.mara, request), self.to, file)
        whole = desk.open_whole(file, identity=self.ingrid.identity.get(), known=self.ingrid.people)
        self.ingrid.clients.keep(*whole, self.client.id)
        return whole

    def share_all(self, ids, *, name):
        """Seal all of these things with their parts, and keep it at the desk."""
        ticks = tuple(
            Tick(kind, ids[kind], frozenset(PARTS[kind]) - {"brake"})
            for kind in THING_KINDS
            if kind in ids
        )
        return self.share(name=name, things=ticks)

    def look(self, ids, *, closeness, measured, lived, day):
        """Note how it stands with the goal and the value, on a day of January."""
        on = dt.date(2026, 1, day)
        seen = NewCheckIn(closeness=closeness, pull=8, values=((ids["measure"], measured),))
        self.mara.goals.check_in(ids["goal"], seen, today=on)
        self.mara.values.rate(ids["value"], 10, lived, date=on)

    def newest(self):
        """Return the newest share that the coach keeps, opened again."""
        (share, *_) = self.ingrid.clients.shares(self.client.id)
        return client_desk.opened(self.ingrid.clients, self.client.id, share.id)


@pytest.fixture
def two(tmp_path):
    two = Two(tmp_path)
    yield two
    two.mara.close()
    two.ingrid.close()


def test_a_kept_share_opens_again_as_it_was(two):
    whole = two.share(two.first, name="1")
    assert two.newest() == dataclasses.replace(whole.share, known_as="Mara L.")
    assert two.newest().verified == "known"


def test_every_member_is_kept_with_its_signature(two):
    whole = two.share(two.first, name="1")
    file = two.ingrid.clients._file(two.client.id)
    kept = {name: bytes(data) for name, data in file.all("SELECT name, data FROM share_member")}
    assert kept == {**whole.members, manifest.MANIFEST: whole.manifest_json}
    armored = kept[manifest.SIGNATURE].decode()
    assert sshsig.verify(armored, kept[manifest.MANIFEST]) == whole.share.sender_key


def test_two_sealed_shares_are_compared(two):
    earlier = two.share(two.first, two.second, name="1").share
    two.mara.entries.save_text(two.first.id, "Rota", "They do listen.")
    third = write(two.mara, "New", "Another day.", 3)
    later = two.share(two.first, third, name="2").share
    found = compare(earlier, later).difference
    assert found.new == (("entry", third.id),)
    assert found.changed == (("entry", two.first.id),)
    assert found.not_in_this_share == (("entry", two.second.id),)


def test_the_prep_sheet_of_a_client(two):
    two.share(two.first, two.second, name="1")
    two.share(two.second, name="2")
    two.ingrid.clients.set_alias(two.client.id, "The gardener")
    two.ingrid.clients.add_note(two.client.id, PRIVATE)
    sheet = client_desk.prep(two.ingrid.clients, two.client.id, TODAY)
    assert sheet.client == "The gardener"
    assert [one.key for one in sheet.sections] == ["not_in_this_share"]
    text = prep_markdown(sheet)
    assert "## Not in this share\n\n- Rota" in text
    assert "removed" not in text
    assert PRIVATE not in text + json.dumps(prep_json(sheet))


def test_there_is_no_sheet_of_nothing(two):
    with pytest.raises(NotFound):
        client_desk.prep(two.ingrid.clients, two.client.id, TODAY)


def test_private_notes_never_enter_a_reply(two):
    two.share(two.first, name="1")
    clients, mara = two.ingrid.clients, two.client.id
    share = two.newest()
    clients.add_note(mara, PRIVATE, share=share.id)
    clients.set_alias(mara, f"alias {PRIVATE}")
    comment = Comment(
        id=str(uuid.uuid4()), item=("entry", str(two.first.id)), kind=CommentKind.QUESTION,
        body="Who could have?", field="body", selector=select(BODY, 0, 18),
    )  # fmt: skip
    draft = dataclasses.replace(clients.draft(mara, share.id), comments=(comment,))
    clients.save_draft(mara, share.id, draft)
    sealed = client_desk.seal(
        clients, mara, share, clients.draft(mara, share.id), name="Ingrid",
        identity=two.ingrid.identity.get(),
    )  # fmt: skip
    own = two.mara.identity.get()
    found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
    everything = b"".join((found.manifest_json, *found.members.values()))
    assert b"Who could have?" in everything
    assert PRIVATE.encode() not in everything
    assert reply.bring_in(two.mara, sealed)[1].new == 1
    assert [one.text for one in clients.questions(mara)] == ["Who could have?"]


def test_a_receipt_travels_in_the_sealed_reply(two):
    whole = two.share(two.first, name="1")
    clients, mara = two.ingrid.clients, two.client.id
    later = two.share(two.second, name="2")
    clients.delete_shares(mara, [later.share.id])
    asking = dataclasses.replace(later.share, withdrawn=(whole.share.id,))
    clients.keep(asking, later.members, later.manifest_json, mara)
    draft = dataclasses.replace(clients.draft(mara, asking.id), closing_note="Done.")
    sealed = client_desk.seal(
        clients, mara, two.newest(), draft, name="Ingrid", identity=two.ingrid.identity.get()
    )
    own = two.mara.identity.get()
    found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
    (gone,) = reply_data.read(found.members["data.json"]).gone
    assert gone.share == whole.share.id


# -- with things of every kind


@pytest.fixture
def working(two):
    """A goal with a chart and a step, an assumption, a value, a prediction and a target, all shared."""
    mara = two.mara
    goal = mara.goals.add(NewGoal(title="Listen", vision="They plan.", reality="I plan."))
    measure = NewMeasure(name="Rotas", kind="reach", unit="a month", start=0, target=10)
    assumption = NewAssumption(statement="They wait for me.", confidence=80)
    step = NewAction(text="Ask Ida", goal=str(goal.id), due_on=dt.date(2999, 1, 1))
    prediction = NewPrediction(
        statement="Ida says yes", settled_by="Ida", due_on=dt.date(2999, 1, 1), percent=60
    )
    words = wording("Ask before telling", "Three meetings", dt.date(2026, 3, 1))
    ids = {
        "goal": str(goal.id),
        "measure": mara.goals.add_measure(goal.id, measure).id,
        "assumption": str(mara.assumptions.add(assumption).id),
        "step": str(mara.actions.add(step).id),
        "prediction": str(mara.predictions.add(prediction).id),
        "value": str(mara.values.keep_sort(["Craft"], {"Craft": "Done well"}).values[0]),
        "target": str(mara.targets.propose(words, party=two.coach.id).id),
    }
    two.look(ids, closeness=2, measured=2, lived=4, day=1)
    two.share_all(ids, name="1")
    two.look(ids, closeness=5, measured=3, lived=7, day=2)
    mara.goals.move_target(ids["measure"], 6, "Too far")
    mara.assumptions.rate(ids["assumption"], 55, reason="She spoke first.")
    mara.actions.settle(ids["step"], "done")
    mara.predictions.settle(ids["prediction"], "yes")
    two.share_all(ids, name="2")
    return ids


def lines(sheet):
    """Return the lines of each section of a sheet, text and detail."""
    return {
        section.key: [(line.text, line.detail) for line in section.lines]
        for section in sheet.sections
    }


def test_how_things_moved_between_two_sealed_shares(two, working):
    found = lines(client_desk.prep(two.ingrid.clients, two.client.id, TODAY))
    assert found["goals"] == [
        (
            "Listen: felt gap 0.8 then, 0.5 now, measured gap 0.8 then, 0.3 now",
            "Most of this gap closed because the goal moved.",
        )
    ]
    assert found["assumptions"] == [("They wait for me: 80% then, 55% now", "She spoke first.")]
    assert found["values"] == [("What matters is lived to: 40% then, 70% now, over 1 value.", "")]
    assert found["actions"][0] == ("1 of 1 kept.", "")
    assert found["predictions"] == [("Ida says yes: came true, 60% sure", "")]
    assert found["targets"] == [("Ask before telling", "Waits for your word, due 1 March 2026.")]
    assert "new" not in found


def test_a_target_is_agreed_by_a_sealed_reply(two, working):
    clients, mara = two.ingrid.clients, two.client.id
    share = two.newest()
    (target,) = clients.targets(mara)
    assert target.id == working["target"]
    clients.say(mara, share.id, target.id, "agree")
    draft = clients.draft(mara, share.id)
    sealed = client_desk.seal(
        clients, mara, share, draft, name="Ingrid", identity=two.ingrid.identity.get()
    )
    assert clients.row(mara, TODAY).targets_due == 1
    own = two.mara.identity.get()
    found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
    two.mara.targets.take(reply_data.read(found.members["data.json"]).target_events)
    theirs, (mine,) = two.mara.targets.get(working["target"]), clients.targets(mara)
    assert theirs.standing == mine.standing
    assert theirs.standing.state == "agreed"
