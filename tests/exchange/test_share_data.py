"""What a share says is read as it was written, and anything else is refused, whatever it is."""

from __future__ import annotations

import copy
import json
import random
import shutil
import uuid
from pathlib import Path
from xml.dom import minidom

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from journals import PASSPHRASE, new_journal
from metanoia.domain.errors import ShareUnreadable
from metanoia.domain.map_paper import paper_of
from metanoia.exchange import manifest, seal, share_data
from metanoia.exchange.desk import open_share, reopen
from metanoia.exchange.map_svg import svg
from metanoia.exchange.shown import scores, shown, shown_entry
from metanoia.journal import Journal
from metanoia.vault.vault import Passphrase
from shared_kinds import asked, make_kinds, ticked
from sharing import CREATED, DRAW, Forge, make_identity

ME = make_identity()
FORGE = Forge(ME, (ME.age_recipient,))
OLD = Path(__file__).parents[1] / "data/journals/5"


@pytest.fixture(scope="module")
def payload(tmp_path_factory):
    with new_journal(tmp_path_factory.mktemp("own") / "Journal") as journal:
        kinds = make_kinds(journal)
        journal.attachments.add(kinds.entry.id, "a.txt", b"words")
        request = asked(kinds.entry, things=ticked(kinds), cover_note="Hello", attachments=True)
        made = seal.check(journal, request, DRAW).payload
    assert made is not None
    return made


@pytest.fixture(scope="module")
def data(payload):
    found = json.loads(payload.members["data.json"])
    found["reply_to"]["age"] = ME.age_recipient
    return found


class Honest:
    """What a share says before it is changed; it is not written out where a test fails."""

    def __init__(self, data, members):
        self.data, self.members = data, members


@pytest.fixture(scope="module")
def honest(payload, data):
    return Honest(data, payload.members)


def opened(data, files=None):
    members = FORGE.members() | {"data.json": json.dumps(data).encode()} | (files or {})
    return open_share(FORGE.sealed(FORGE.packed(members)), identity=ME)


def test_every_kind_is_read_as_it_was_written(payload, data):
    share = opened(data, payload.attached)
    assert share.things == payload.things
    assert share.entries == payload.entries
    assert share.links == payload.beside.links
    assert share.target_events == payload.beside.events
    assert (share.seq, share.previous, share.agreed, share.answers) == (1, None, None, ())
    assert [thing.kind for thing in share.things] == [
        "goal", "value", "assumption", "prediction", "target", "map"
    ]  # fmt: skip


def test_a_share_is_built_again_from_what_was_kept_of_it(payload):
    sender = manifest.Sender(name="Mara", age="age1" + "q" * 58, key=ME.signing_key)
    kept = dict(payload.members)
    del kept["index.html"]
    data = json.loads(kept["data.json"])
    data["reply_to"]["age"] = sender.age
    kept["data.json"] = json.dumps(data).encode()
    listed = manifest.write(
        kept, bundle_id=DRAW.share_id, created=CREATED, sender=sender, recipients=()
    )
    share = reopen(kept, listed)
    assert share.things == payload.things
    assert share.files == payload.attached
    assert (share.known_as, share.yours, share.addressed_to_me) == (None, False, False)
    with pytest.raises(ShareUnreadable):
        reopen({}, listed)
    with pytest.raises(ShareUnreadable):
        reopen(kept, b"{}")


def test_the_share_of_an_old_journal_is_still_read(tmp_path):
    shutil.copytree(OLD, tmp_path / "Old")
    with Journal.open(tmp_path / "Old", Passphrase(PASSPHRASE)) as journal:
        snapshots = [journal.shares.get(row.id).snapshot for row in journal.shares.all()]
    assert snapshots
    for snapshot in snapshots:
        assert json.loads(snapshot)["version"] == 1
        found = share_data.read(snapshot.encode())
        assert found.entries
        assert any(entry.body for entry in found.entries)
        assert (found.things, found.seq, found.agreed) == ((), 0, None)


@pytest.mark.parametrize(
    "change",
    [
        lambda data: data.update(version=3),
        lambda data: data.update(version=True),
        lambda data: data.update(seq=0),
        lambda data: data.update(seq=1.0),
        lambda data: data.update(previous_share_id="x"),
        lambda data: data.update(withdrawn_shares=["x"]),
        lambda data: data.update(consent={"purpose": "", "ends_on": "2026-01-01", "keep_days": 1}),
        lambda data: data.update(consent={"purpose": "x", "ends_on": "soon", "keep_days": 1}),
        lambda data: data.update(consent={"purpose": "x", "ends_on": "9999-12-31", "keep_days": 1}),
        lambda data: data["target_events"][0].update(at="9999-12-31T23:59:59Z"),
        lambda data: data.update(consent={"purpose": "x", "ends_on": "2026-01-01", "keep_days": 0}),
        lambda data: data.update(replies=[{"comment_id": "x", "body": "x", "on": "2026-01-01"}]),
        lambda data: data["links"].append(
            {"from": ["goal", DRAW.share_id], "to": ["goal", DRAW.share_id], "relation": "about"}
        ),
        lambda data: data["links"][0].update(relation="loves"),
        lambda data: data["items"].append(data["items"][0]),
        lambda data: data["items"][0].update(type="map"),
        lambda data: data["items"][0].update(rev=0),
        lambda data: data["items"][0].update(withheld_count=-1),
        lambda data: data["items"][0]["fields"].update(state="great"),
        lambda data: data["items"][0]["fields"].update(importance=11),
        lambda data: data["items"][0]["fields"].update(importance=True),
        lambda data: data["items"][0]["fields"].update(secret=1),
        lambda data: data["items"][0]["fields"].update(target_on="2026-02-30"),
        lambda data: data["items"][0]["fields"]["looks"][0].update(closeness=11),
        lambda data: data["items"][0]["fields"]["looks"].reverse(),
        lambda data: data["items"][0]["fields"]["measures"][0].update(start=40),
        lambda data: data["items"][0]["fields"]["measures"][0].update(start=1e300),
        lambda data: data["items"][0]["fields"]["measures"][0].update(first_target=5e-324),
        lambda data: data["items"][0]["fields"]["measures"].extend(
            {**data["items"][0]["fields"]["measures"][0], "id": str(uuid.uuid4())} for _ in range(2)
        ),
        lambda data: data["items"][0]["fields"]["measures"][1].update(slack=0),
        lambda data: data["items"][0]["fields"]["brakes"][0].update(parent=DRAW.share_id),
        lambda data: data["items"][0]["plain"].pop("title"),
        lambda data: data["items"][0]["plain"].update(why=""),
        lambda data: data["items"][0]["plain"].update(why="x" * 90_000),
        lambda data: data["items"][0]["plain"].update({"look/1999-01-01": "x"}),
        lambda data: data["items"][1]["fields"]["ratings"][0].update(lived=-1),
        lambda data: data["items"][2]["fields"]["points"][0].update(cause="whim"),
        lambda data: data["items"][2]["fields"]["evidence"][0].update(stance=0),
        lambda data: data["items"][2]["fields"]["evidence"][0].update(stance=True),
        lambda data: data["items"][3]["fields"].update(forecasts=[]),
        lambda data: data["items"][3]["fields"].update(outcome=None),
        lambda data: data["items"][4]["fields"].update(agreed_sha256="x"),
        lambda data: data["target_events"][0].update(text="Another text"),
        lambda data: data["target_events"][0].update(target=DRAW.share_id),
        lambda data: data["items"][5]["fields"]["variables"].extend(many("variables")),
        lambda data: data["items"][5]["fields"]["links"].extend(many("links")),
        lambda data: data["items"][5]["fields"]["links"][0].update(target=DRAW.share_id),
        lambda data: data["items"][5]["fields"]["links"][0].update(
            target=data["items"][5]["fields"]["links"][0]["source"]
        ),
        lambda data: data["items"][5]["fields"]["links"].append(
            {**data["items"][5]["fields"]["links"][0], "id": DRAW.share_id}
        ),
        lambda data: data["items"][5]["fields"]["links"][0].update(polarity=2),
        lambda data: data["items"][5]["fields"]["links"][0].update(polarity=True),
        lambda data: data["items"][5]["fields"]["links"][0].update(delayed=1),
        lambda data: data["items"][5]["fields"]["links"][0].update(bend=float("nan")),
        lambda data: data["items"][5]["fields"]["links"][0].update(bend=2.5),
        lambda data: data["items"][5]["fields"]["links"][0].update(because="secret"),
        lambda data: data["items"][5]["fields"]["links"][0].update(
            id=data["items"][5]["fields"]["variables"][0]["id"]
        ),
        lambda data: data["items"][5]["fields"]["variables"][0].update(x=float("nan")),
        lambda data: data["items"][5]["fields"]["variables"][0].update(x=1e308),
        lambda data: data["items"][5]["fields"]["variables"][0].update(y="0"),
        lambda data: data["items"][5]["fields"]["variables"][0].update(role="boss"),
        lambda data: data["items"][5]["fields"]["variables"][0].update(mine=1),
        lambda data: data["items"][5]["fields"]["variables"][0].update(measure=DRAW.share_id),
        lambda data: data["items"][5]["fields"]["notes"][0].update(y=float("inf")),
        lambda data: data["items"][5]["fields"]["notes"].append(
            {**data["items"][5]["fields"]["notes"][0], "id": DRAW.share_id}
        ),
        lambda data: data["items"][5]["fields"]["loops"][0].update(ref="0" * 16),
        lambda data: data["items"][5]["fields"]["loops"][0].update(label="<b>"),
        lambda data: data["items"][5]["fields"]["loops"][0].update(label="R7"),
        lambda data: data["items"][5]["fields"]["loops"][0].update(polarity=0),
        lambda data: data["items"][5]["fields"]["loops"][0].update(polarity=-1.0),
        lambda data: data["items"][5]["fields"]["loops"][0].update(delayed=True),
        lambda data: data["items"][5]["fields"]["loops"][0].update(variables=[]),
        lambda data: data["items"][5]["fields"]["loops"][1]["variables"].reverse(),
        lambda data: data["items"][5]["fields"]["loops"].append(
            data["items"][5]["fields"]["loops"][0]
        ),
        lambda data: data["items"][5]["fields"]["patterns"][0].update(pattern="doom"),
        lambda data: data["items"][5]["fields"]["patterns"][0].update(loops=["R9"]),
        lambda data: data["items"][5]["fields"]["patterns"][0].update(loops=[]),
        lambda data: data["items"][5]["fields"]["lines"][0].update(variable=DRAW.share_id),
        lambda data: data["items"][5]["fields"]["lines"][-1]["points"].reverse(),
        lambda data: data["items"][5]["fields"]["lines"][0].update(points=[]),
        lambda data: data["items"][5]["fields"]["lines"][-1].update(low=10),
        lambda data: data["items"][5]["fields"]["lines"][-1].update(high=3),
        lambda data: data["items"][5]["fields"]["lines"][0].update(source="Hours"),
        lambda data: data["items"][5]["plain"].pop(of_map(data, "variable/")),
        lambda data: data["items"][5]["plain"].pop(of_map(data, "note/")),
        lambda data: data["items"][5]["plain"].update({of_map(data, "variable/"): "x" * 500}),
        lambda data: data["items"][5]["plain"].update({of_map(data, "variable/"): " "}),
        lambda data: data["items"][5]["plain"].update({"loop/" + "0" * 16 + "/name": "x"}),
        lambda data: data["items"][5]["plain"].update({"pattern/1": "x"}),
        lambda data: data["items"][6]["fields"].update(mood=11),
        lambda data: data["items"][6]["plain"].update(secret="x"),
        lambda data: data["items"][6]["attachments"][0].update(size=3),
        lambda data: data["items"][6]["attachments"][0].update(file="attachments/../x"),
    ],
)  # fmt: skip
def test_what_no_share_says_is_refused_with_its_sentence(payload, data, change):
    changed = copy.deepcopy(data)
    change(changed)
    with pytest.raises(ShareUnreadable) as refused:
        opened(changed, payload.attached)
    assert refused.value.code == "data"


def many(kind):
    """Return 151 variables, or links between variables that a map does not hold."""
    ids = [str(uuid.UUID(int=at)) for at in range(1, 152)]
    if kind == "variables":
        return [{"id": id_, "x": 0.0, "y": 0.0, "role": None, "mine": False} for id_ in ids[:60]]
    kept = {"polarity": 1, "delayed": False, "bend": None}
    return [{"id": id_, "source": id_, "target": ids[0], **kept} for id_ in ids]


def of_map(data, begin):
    """Return the first path of a text of the map that begins so."""
    return next(path for path in data["items"][5]["plain"] if path.startswith(begin))


ODD = st.sampled_from(
    [None, True, 0, -1, 1 << 70, 1e308, "", "x", "\u202e", "9999-12-31", "0000-00-00", [], {}, [[]], {"a": 1}]
)  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(seed=st.integers(0, 1 << 32), odd=ODD, times=st.integers(1, 3))
def test_a_changed_share_is_read_and_shown_or_refused_and_never_fails_otherwise(
    honest, seed, odd, times
):
    changed, drawn = copy.deepcopy(honest.data), random.Random(seed)
    for _ in range(times):
        place = changed
        while True:
            keys = list(place) if isinstance(place, dict) else list(range(len(place)))
            if not keys:
                break
            key = drawn.choice(keys)
            if isinstance(place[key], dict | list) and drawn.random() < 0.85:
                place = place[key]
                continue
            if drawn.random() < 0.2:
                del place[key]
            else:
                place[key] = copy.deepcopy(odd)
            break
    raw = json.dumps(changed).encode()
    try:
        found = share_data.read(raw, honest.members)
    except ValueError:
        return
    for one in (*map(shown, found.things), *map(shown_entry, found.entries)):
        assert one.heading or one.kind == "entry"
        if one.chart:
            minidom.parseString(svg(paper_of(one.chart.map, one.chart.loops)))
    scores(found.things, CREATED.date())
