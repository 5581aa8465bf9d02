"""What leaves is what was chosen, and nothing else: on the very bytes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import hashlib
import json
from types import SimpleNamespace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from metanoia.domain.days import at
from metanoia.domain.entries import Entry, EntryId
from metanoia.domain.errors import MetanoiaError, NotFound, Refused
from metanoia.domain.goals import NewCheckIn, NewGoal
from metanoia.domain.metrics import NewMetric
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import payload, readable, seal
from sharing import CREATED, DRAW, make_journal, write

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360f8cfc0f01f0005000201a5"
    "b8b1e00000000049454e44ae426082"
)
OWN = "age1" + "q" * 58


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("own") / "Journal") as journal:
        yield journal


def entry(number: int, **fields) -> Entry:
    made = {
        "id": EntryId(f"{number:08x}-0000-4000-8000-000000000000"),
        "n": number,
        "when": at(dt.date(2026, 1, 1) + dt.timedelta(number), dt.time(7, 4), "Asia/Kolkata"),
        "title": f"Title {number}",
        "body": "",
        "created_at": CREATED,
        "updated_at": CREATED,
    }
    return Entry(**{**made, **fields})


def build(*entries, note="", sender="Mara", attached=None, known=()):
    chosen = [
        payload.Chosen(entry=one, attached=tuple((attached or {}).get(one.id, ())))
        for one in entries
    ]
    return payload.build(
        chosen,
        sender=sender,
        reply_to=OWN,
        cover_note=note,
        drawn=DRAW,
        in_journal=lambda found: found in {one.id for one in known},
    )


def everything(made) -> bytes:
    return b"\n".join(name.encode() + b"\n" + data for name, data in made.members.items())


def request(*entries, **more) -> ShareRequest:
    return ShareRequest(entries=tuple(one.id for one in entries), sender="Mara", **more)


def test_the_members_are_the_ones_promised_and_the_same_every_time():
    made = build(entry(1), entry(2))
    assert sorted(made.members) == [
        "README.txt",
        "data.json",
        "entries/001-2026-01-03.md",
        "entries/002-2026-01-02.md",
        "index.html",
    ]
    assert made.members == build(entry(2), entry(1)).members


def test_the_summary_says_what_leaves():
    made = build(entry(1, body="one " * 600), entry(2, body="one " * 12), entry(3))
    assert made.summary().startswith("3 entries, 612 words. No photos. ")
    assert made.summary().endswith(" KB")
    photo = payload.AttachedFile(name="p.png", media="image/png", data=PNG)
    paper = payload.AttachedFile(name="a.pdf", media="application/pdf", data=b"%PDF-")
    one = entry(1, body="Word")
    assert (
        "1 entry, 1 word. 1 photo, 1 file. "
        in build(one, attached={one.id: [photo, paper]}).summary()
    )


def test_the_data_holds_the_entry_and_nothing_of_how_it_came_to_be():
    one = entry(5, title="Ærlig", body="Text", tags=("work",), starred=True, source_app="jrnl")
    data = json.loads(build(one, note="To prepare").members["data.json"])
    assert data == {
        "format": "metanoia-share",
        "version": 2,
        "share_id": DRAW.share_id,
        "seq": 1,
        "previous_share_id": None,
        "consent": None,
        "links": [],
        "replies": [],
        "target_events": [],
        "withdrawn_shares": [],
        "created_on": "2026-01-15",
        "from": {"name": "Mara"},
        "reply_to": {"age": OWN},
        "reply_token": "A" * 43 + "=",
        "cover_note": "To prepare",
        "items": [
            {
                "type": "entry",
                "id": one.id,
                "rev": 1,
                "fields": {
                    "date": "2026-01-06",
                    "time": "07:04",
                    "tags": ["work"],
                    "mood": None,
                    "energy": None,
                },
                "plain": {"title": "Ærlig", "body": "Text"},
                "withheld_count": 0,
                "attachments": [],
            }
        ],
    }
    assert b"Kolkata" not in everything(build(one))


def test_each_token_is_new():
    tokens = {payload.draw().reply_token for _ in range(4)}
    assert len(tokens) == 4
    assert all(len(token) == 32 for token in tokens)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"never_share": True}, "“Title 1” is marked never to be shared"),
        ({"deleted_at": CREATED}, "“Title 1” is in Recently deleted"),
        ({"never_share": True, "title": ""}, "The entry of 2 January 2026 is marked"),
    ],
)
def test_an_entry_that_may_not_leave_stops_the_whole_share(fields, says):
    with pytest.raises(Refused, match=says):
        build(entry(2), entry(1, **fields))


@pytest.mark.parametrize("sender", ["", "  ", "x" * 121, "a\nb", "a\u202eb"])
def test_a_share_says_who_it_is_from(sender):
    with pytest.raises(Refused, match="who the share is from"):
        build(entry(1), sender=sender)


def test_nothing_chosen_twice_chosen_and_a_long_note_are_refused():
    with pytest.raises(Refused, match="Nothing is chosen"):
        build()
    with pytest.raises(Refused, match="chosen twice"):
        build(entry(1), entry(1))
    with pytest.raises(Refused, match="at most 10,000"):
        build(entry(1), note="x" * 10_001)


def test_links_stay_between_shared_entries_and_elsewhere_become_their_text():
    a, b, other = entry(1), entry(2), entry(3, title="Other")
    a = dataclasses.replace(
        a, body=f"See [the walk](entry:{b.id}) and [that **night**](entry:{other.id})."
    )
    made = build(a, b, known=[other])
    plain = json.loads(made.members["data.json"])["items"][1]["plain"]
    assert plain["body"] == f"See [the walk](entry:{b.id}) and that **night**."
    assert made.left_out == 1
    assert b"[the walk](001-2026-01-03.md)" in made.members["entries/002-2026-01-02.md"]
    assert b'href="#entry-1"' in made.members["index.html"]
    assert other.id.encode() not in everything(made)


@pytest.mark.parametrize(
    "way",
    [
        "[t](entry:{id})", "[t]( entry:{id} )", "[t](<entry:{id}>)", '[t](entry:{id} "title")',
        "![t](entry:{id})", "[a [b] c](entry:{id})", "[t][1]\n\n[1]: entry:{id}",
        "[1]: <entry:{id}> 'x'\n[t][1]", "<entry:{id}>", "entry:{id}", "ENTRY:{id}", "{id}",
        "[t](ENTRY:{id})", "`entry:{id}`", "    entry:{id}", "[t](entry:{id}#part)",
        "[![p](entry:{id})](entry:{id})", "[t](entry\\:{id})", "[t](\nentry:{id}\n)",
        "https://x.org/{id}", "{upper}", "[t](entry:{upper})",
    ],
)  # fmt: skip
def test_no_way_of_writing_a_link_lets_an_id_out(way):
    other = entry(3)
    body = way.format(id=other.id, upper=other.id.upper())
    for fields in ({"body": body}, {"title": " ".join(body.split())}):
        made = build(entry(1, **fields), note=body, known=[other])
        assert other.id not in everything(made).decode().lower()


def test_a_named_link_to_a_shared_entry_stays():
    a, b = entry(1, body=f"[the walk][1]\n\n[1]: entry:{entry(2).id}"), entry(2)
    made = build(a, b, known=[b])
    assert made.left_out == 0
    assert b'<a href="#entry-1"' in made.members["index.html"]


def test_an_id_of_something_else_is_no_secret(journal):
    other = "12345678-1234-4234-8234-123456789abc"
    one = write(journal, "Server", f"The server is {other}.", 11)
    assert other.encode() in everything(seal.check(journal, request(one)).payload)


def test_a_file_that_the_journal_has_lost_is_named(journal, monkeypatch):
    one = write(journal, "Lost", "x", 12)
    journal.attachments.add(one.id, "lost.png", PNG + b"lost", mime="image/png")
    monkeypatch.setattr(journal.attachments, "data", lambda _sha256: None)
    with pytest.raises(MetanoiaError, match=r"“lost\.png” is missing"):
        seal.check(journal, request(one, attachments=True))


def test_sizes_and_days_without_an_hour_read_well():
    assert [readable.size(count) for count in (0, 1, 41_400, 999_499, 3_240_000)] == [
        "1 KB",
        "1 KB",
        "41 KB",
        "999 KB",
        "3.2 MB",
    ]
    timeless = entry(1, when=at(dt.date(2026, 1, 2), None, "Europe/Oslo"))
    assert b"time:" not in build(timeless).members["entries/001-2026-01-02.md"]


def test_knotty_text_is_reduced_in_no_time():
    for knot in ("[", "![", "[a](", "[a[b]", "[](entry:", "entry:", '[x]: entry:"', "\\["):
        assert build(entry(1, body=knot * 20_000)).members


def test_words_that_only_look_like_a_target_stay():
    body = "My first diary entry: today. attachment:yes, and entry:so it goes."
    made = build(entry(1, body=body))
    assert json.loads(made.members["data.json"])["items"][0]["plain"]["body"] == body


def test_a_photo_that_was_not_asked_for_leaves_neither_bytes_nor_name_nor_hash(journal):
    one = write(journal, "Beach", "x")
    kept = journal.attachments.add(one.id, "secret-beach.png", PNG, mime="image/png")
    body = f"![at the beach](attachment:{kept.sha256})"
    journal.entries.save_text(one.id, "Beach", body)
    bare = everything(seal.check(journal, request(one)).payload)
    assert kept.sha256.encode() not in bare
    assert b"secret-beach" not in bare
    assert b"at the beach" in bare
    asked = seal.check(journal, request(one, attachments=True)).payload
    assert asked.members[f"attachments/{kept.sha256}.png"] == PNG
    assert b'src="data:image/png;base64,' in asked.members["index.html"]
    assert (
        f"../attachments/{kept.sha256}.png".encode() in asked.members["entries/001-2026-01-01.md"]
    )
    journal.attachments.remove(kept.id)
    removed = everything(seal.check(journal, request(one, attachments=True)).payload)
    assert kept.sha256.encode() not in removed


def test_a_page_among_the_files_leaves_as_plain_bytes():
    one = entry(1)
    file = payload.AttachedFile(name="x.html", media="text/html", data=b"<script>1</script>")
    made = build(one, attached={one.id: [file]})
    assert f"attachments/{hashlib.sha256(file.data).hexdigest()}.bin" in made.members


def test_nothing_of_the_rest_of_the_journal_leaves(journal):
    shown = write(journal, "Shown", "first CANARYrevision words", tags=("sharedtag",))
    journal.entries.save_text(shown.id, "Shown", "second words")
    others = [
        write(journal, "CANARYtitle", "CANARYbody", 3, tags=("CANARYtag",)),
        write(journal, "CANARYtrash", "CANARYtrash", 4),
        write(journal, "CANARYnever", "CANARYnever", 5),
    ]
    journal.attachments.add(others[0].id, "CANARYfile.png", PNG + b"CANARY", mime="image/png")
    journal.entries.trash(others[1].id)
    journal.entries.set_never_share(others[2].id, True)
    journal.links.connect(shown.id, others[0].id)
    journal.entries.save_text(
        shown.id,
        "Shown",
        " ".join(f"[w{i}](entry:{other.id}) {other.id}" for i, other in enumerate(others)),
    )
    made = seal.check(journal, request(shown, attachments=True)).payload
    left = everything(made)
    assert b"CANARY" not in left
    assert b"updated_at" not in left
    assert b"sharedtag" in left
    assert not any(other.id.encode() in left for other in others)
    assert made.left_out >= 3


texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=60)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_random_journals_never_leak_what_was_not_ticked(data):
    count = data.draw(st.integers(2, 6))
    ticked = data.draw(st.sets(st.integers(0, count - 1), min_size=1, max_size=count - 1))
    entries = []
    for number in range(count):
        links = data.draw(st.lists(st.tuples(texts, st.integers(0, count - 1)), max_size=4))
        marks = ("[{}](entry:{})", "{} <entry:{}>", "![{}](entry:{})", "{}[a][entry:{}]", "{}{}")
        body = "\n".join(
            data.draw(st.sampled_from(marks)).format(text, entry(target).id)
            for text, target in links
        )
        secret = f"SECRET{number}X"
        fields = {"title": f"{data.draw(texts)[:100]} {secret}", "tags": (f"tag{secret}",)}
        entries.append(entry(number, body=f"{data.draw(texts)}\n{body}\n{secret}", **fields))
    made = build(*(entries[i] for i in ticked), known=entries)
    left = everything(made).decode()
    for number, one in enumerate(entries):
        assert (f"SECRET{number}X" in left) == (number in ticked)
        if number not in ticked:
            assert one.id not in left


def test_check_names_every_problem_and_makes_no_payload(journal):
    fine, gone, private = (write(journal, name, "x", 9) for name in ("Fine", "Gone", "Mine"))
    journal.entries.trash(gone.id)
    journal.entries.set_never_share(private.id, True)
    checked = seal.check(journal, request(fine, gone, private, SimpleNamespace(id="no-such-entry")))
    assert checked.payload is None
    assert [problem.item for problem in checked.problems] == [
        ("entry", gone.id),
        ("entry", private.id),
        ("entry", "no-such-entry"),
    ]
    assert "“Gone” is in Recently deleted" in checked.problems[0].sentence
    with pytest.raises(NotFound):
        journal.entries.get(EntryId("no-such-entry"))


def test_nothing_of_goals_values_metrics_and_reviews_leaves_with_an_entry(journal):
    marker, today = "Quillwort", dt.datetime.now().astimezone().date()
    one = write(journal, "Plain", "Only this.")
    goal = journal.goals.add(NewGoal(title=marker, vision=marker, reality=marker, why=marker))
    journal.goals.check_in(goal.id, NewCheckIn(closeness=3, pull=7, note=marker), today=today)
    line = journal.brakes.add(goal.id, "assumption", f"If so, {marker}")
    assumed = journal.brakes.assume(line.id, 60)
    (value,) = journal.values.keep_sort([marker], {marker: marker}).values
    journal.values.rate(value, 9, 3, marker)
    metric = journal.metrics.add(NewMetric(name=marker, kind="scale"))
    journal.metrics.set(metric.id, one.when.date, 7)
    for end in (("goal", goal.id), ("value", value), ("assumption", assumed.id)):
        journal.ties.connect(("entry", one.id), end, "serves")
    session = journal.reviews.begin("weekly", today)
    journal.reviews.set_entry(session.id, one.id)
    journal.reviews.finish(session.id)

    made = payload.build(
        [payload.Chosen(entry=journal.entries.get(one.id))],
        sender="Mara", reply_to=OWN, cover_note="", drawn=DRAW, in_journal=lambda found: found == one.id,
    )  # fmt: skip

    left = everything(made)
    assert b"Only this." in left
    for secret in (marker, goal.id, value, metric.id, assumed.id, session.id, line.id):
        assert secret.encode() not in left
    assert len(json.loads(made.members["data.json"])["items"]) == 1
