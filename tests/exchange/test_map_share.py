"""A map in a share: what of it leaves, how it is drawn for its reader, and how a word on a loop comes back."""

from __future__ import annotations

import datetime as dt
import hashlib
import html
import json
import re
import uuid
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from journals import new_journal
from maps_told import link, plain_map, variable
from metanoia.domain.comparing import compare
from metanoia.domain.errors import ShareUnreadable
from metanoia.domain.maps import PatternNote
from metanoia.domain.private_terms import PrivateTerm
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.domain.shared_things import Tick
from metanoia.exchange import reply, seal
from metanoia.exchange.desk import open_share
from metanoia.exchange.things_told_maps import loop_ref
from metanoia.text.anchors import select
from metanoia.ui import current_words, map_words
from shared_kinds import TODAY, asked, made, make_kinds, read, withhold
from sharing import LOG_N, make_identity

WORDS = seal.ForWords("gravel maple seven otter lantern", LOG_N)


@pytest.fixture
def journal(tmp_path):
    with new_journal(tmp_path / "Journal") as journal:
        yield journal


@pytest.fixture
def kinds(journal):
    return make_kinds(journal)


def data_of(members):
    return json.loads(members["data.json"])


def map_of(members):
    return next(one for one in data_of(members)["items"] if one["type"] == "map")


def whole(map_id):
    return (Tick("map", map_id, frozenset({"because", "lines"})),)


def picture_in(members):
    return re.search(r'(?s)<figure class="mapped">.*?</figure>', members["index.html"].decode())[0]


# -- what leaves


def test_the_loops_of_a_map_are_told_with_what_was_said_of_them_and_of_no_other(journal, kinds):
    members = made(journal, asked(things=whole(kinds.map)))
    item, one = map_of(members), journal.maps.get(kinds.map)
    assert [loop["label"] for loop in item["fields"]["loops"]] == ["B1", "R1"]
    first = one.loop_notes[0].key
    ref = hashlib.sha256(first.encode()).hexdigest()[:16]
    assert item["plain"][f"loop/{ref}/name"] == "Resting loop"
    assert item["fields"]["patterns"] == [{"pattern": "fixes_that_fail", "loops": ["B1", "R1"]}]
    left = read(members)
    assert "story of a lost loop" not in left
    assert "dismissed words" not in left
    assert "growth_or_fix" not in left


def test_neither_measures_nor_their_goal_leave_with_a_map(journal, kinds):
    journal.goals.observe(kinds.measure, 51, date=TODAY - dt.timedelta(9))
    checked = seal.check(journal, asked(things=whole(kinds.map)))  # today, so that it has a line
    members = checked.payload.members
    (line, _) = map_of(members)["fields"]["lines"]
    values = [value for _, value in line["points"]]
    assert (line["low"], line["high"]) == (
        min(values),
        max(values),
    )  # not 60 and 45, the goal's own
    left = read(members)
    for gone in (kinds.measure, kinds.goal, "hours", "goal title"):
        assert gone not in left


def test_an_assumption_is_named_by_its_link_only_if_it_is_in_the_share(journal, kinds):
    assert kinds.assumption not in read(made(journal, asked(things=whole(kinds.map))))
    both = (*whole(kinds.map), Tick("assumption", kinds.assumption))
    members = made(journal, asked(things=both))
    tie = {"from": ["map", kinds.map], "to": ["assumption", kinds.assumption], "relation": "about"}
    assert data_of(members)["links"] == [tie]
    assert kinds.assumption not in json.dumps(map_of(members))


def test_hidden_names_may_be_alike_and_long_and_the_map_is_drawn_with_them(journal):
    one, other = variable("Sam"), variable("Tobi", x=200)
    drawn = plain_map(
        variables=(one, other), links=(link(one, other), link(other, one, polarity=-1))
    )
    journal.maps.add(drawn)
    long = "somebody from the other department"
    journal.private_terms.keep([PrivateTerm("Sam", long), PrivateTerm("Tobi", long)])
    members = made(journal, asked(things=whole(drawn.id)))
    assert [map_of(members)["plain"][f"variable/{id_}"] for id_ in (one.id, other.id)] == [long] * 2
    assert picture_in(members).count("somebody") == 2
    assert "tobi" not in read(members)


def test_a_withheld_name_is_a_gap_in_its_box_and_in_every_line_about_it(journal, kinds):
    one = journal.maps.get(kinds.map).variables[0]
    withhold(journal, ("map", kinds.map), f"variable/{one.id}", one.name, one.name)
    members = made(journal, asked(things=whole(kinds.map)))
    assert "overtime" not in read(members)
    assert ">[withheld]</text>" in picture_in(members)
    assert "[withheld] → Tiredness grows, +" in html.unescape(members["index.html"].decode())
    assert map_of(members)["withheld_count"] == 1


@pytest.mark.parametrize(
    "begin", ["title", "question", "variable/", "actor/", "because/", "note/", "loop/", "pattern/"]
)
def test_a_passage_withheld_in_any_text_of_a_map_does_not_leave(journal, kinds, begin):
    item = map_of(made(journal, asked(things=whole(kinds.map))))
    field, text = next(pair for pair in item["plain"].items() if pair[0].startswith(begin))
    passage = text.split(maxsplit=1)[1]
    withhold(journal, ("map", kinds.map), field, text, passage)
    members = made(journal, asked(things=whole(kinds.map)))
    assert map_of(members)["plain"][field] == text.replace(passage, "[withheld]")


def test_a_note_withheld_in_a_pattern_that_is_not_there_any_more_blocks_the_map(journal, kinds):
    one = journal.maps.get(kinds.map)
    note = one.pattern_notes[0].note
    withhold(journal, ("map", kinds.map), "pattern/0", note, "Pattern note")
    first = PatternNote(pattern="limits_to_growth", loops=one.pattern_notes[0].loops, state="accepted", note="No")  # fmt: skip
    journal.maps.keep(replace(one, pattern_notes=(first,)))
    checked = seal.check(journal, asked(things=whole(kinds.map)))
    assert checked.payload is None
    assert "was changed where you withheld something" in checked.problems[0].sentence


def test_markup_in_names_is_words_in_the_picture_and_in_the_lists(journal):
    bad = '<script>alert(1)</script>"&'
    one, other = variable(bad), variable("</text><image href='http://x'/>", x=200)
    drawn = plain_map(variables=(one, other), links=(link(one, other, because="<b>x</b>"),))
    journal.maps.add(drawn)
    page = made(journal, asked(things=whole(drawn.id)))["index.html"].decode()
    for tag in ("<script", "<image", "<b>x"):
        assert tag not in page


def test_the_map_is_drawn_by_classes_that_the_page_has_colours_for(journal, kinds):
    members = made(journal, asked(things=whole(kinds.map)))
    page = members["index.html"].decode()
    style = page.split("<style>")[1].split("</style>")[0]
    drawn = picture_in(members)
    for name in set(re.findall(r'class="(map-[a-z-]+)"', drawn)):
        assert re.search(rf"\.{name}\b", style), name
    assert "style=" not in drawn
    assert " fill=" not in drawn


def test_a_map_is_counted_and_compared(journal, kinds):
    assert seal.check(journal, asked(things=whole(kinds.map))).summary.startswith("1 map, ")
    coach = make_identity()
    first = opened(journal, asked(things=whole(kinds.map)), coach)
    one = journal.maps.get(kinds.map)
    journal.maps.keep(replace(one, title="Another title"))
    second = opened(journal, asked(things=whole(kinds.map)), coach)
    assert compare(first, second).difference.changed == (("map", kinds.map),)
    assert compare(None, second).headings["map", kinds.map] == "Another title"


# -- and back


def opened(journal, request, coach, person=None):
    checked = seal.check(journal, request)
    to = seal.ForKeys((coach.age_recipient,), (person,) if person else ())
    with TemporaryDirectory() as folder:
        file = seal.seal(journal, checked, to, Path(folder) / "s.metanoia").file
        return open_share(file, identity=coach)


@pytest.fixture
def exchanged(journal, kinds):
    coach = make_identity()
    person = journal.people.add("Ingrid", "coach", coach.age_recipient, coach.signing_key)
    share = opened(journal, asked(things=whole(kinds.map)), coach, person.id)
    return coach, share


def said(kinds, field, selector=None):
    return Comment(
        id=str(uuid.uuid4()), item=("map", kinds.map), kind=CommentKind.QUESTION,
        body="What keeps it going?", field=field, selector=selector,
    )  # fmt: skip


def sealed(exchanged, *comments):
    coach, share = exchanged
    draft = Draft(review_id=str(uuid.uuid4()), comments=comments)
    return reply.seal_reply(share, draft, name="Ingrid", identity=coach)


def test_a_comment_on_a_loop_comes_back_and_is_shown_with_its_loop(journal, kinds, exchanged):
    one = journal.maps.get(kinds.map)
    own = one.loop_notes[0].key
    (other,) = set(one.pattern_notes[0].loops) - {own}
    comment = said(kinds, f"loop/{loop_ref(own)}")
    reply.bring_in(journal, sealed(exchanged, comment))
    (kept,) = map_words.comments_on_loop(journal, kinds.map, own)
    assert kept.said == comment
    assert not map_words.comments_on_loop(journal, kinds.map, other)
    beside = current_words.beside(journal, kept)
    assert beside.where.startswith("On the loop B1: ")
    assert "Overtime grows" in beside.where
    assert beside.standing == "unknown"


def test_a_loop_that_was_opened_since_is_named_as_gone(journal, kinds, exchanged):
    one = journal.maps.get(kinds.map)
    own = one.loop_notes[0].key
    reply.bring_in(journal, sealed(exchanged, said(kinds, f"loop/{loop_ref(own)}")))
    journal.maps.keep(replace(one, links=one.links[1:]))
    (kept,) = map_words.comments_on_loop(journal, kinds.map, own)
    where = current_words.beside(journal, kept, named=True).where
    assert "Map title, On the loop B1, which the map has no more" in where


def test_words_of_a_map_that_were_commented_are_found_in_it(journal, kinds, exchanged):
    one = journal.maps.get(kinds.map)
    name, because = one.variables[0], one.links[0]
    passages = [
        said(kinds, f"variable/{name.id}", select(name.name, 0, 8)),
        said(kinds, f"because/{because.id}", select(because.because, 0, 4)),
        said(kinds, f"loop/{loop_ref(one.loop_notes[0].key)}/story", select("Loop story words", 5, 10)),
    ]  # fmt: skip
    reply.bring_in(journal, sealed(exchanged, *passages))
    found = journal.replies.of_item(("map", kinds.map))
    assert [current_words.beside(journal, kept).standing for kept in found] == ["same"] * 3
    changed = replace(name, name="Undertime grows")
    journal.maps.keep(replace(one, variables=(changed, *one.variables[1:])))
    by_field = {kept.said.field: kept for kept in found}
    beside = current_words.beside(journal, by_field[f"variable/{name.id}"])
    assert beside.standing != "same"


@pytest.mark.parametrize(
    ("field", "selector", "code"),
    [
        ("loop/0123456789abcdef", None, "not-shared"),
        ("loop/", None, "not-shared"),
        ("variable/0123", None, "not-shared"),
        ("LOOP", select("Resting loop", 0, 7), "other-words"),
    ],
    ids=["unknown", "empty", "variable", "quoted"],
)
def test_a_comment_on_what_is_no_loop_of_the_share_is_refused(
    journal, kinds, exchanged, field, selector, code
):
    if field == "LOOP":
        field = f"loop/{loop_ref(journal.maps.get(kinds.map).loop_notes[0].key)}"
    with pytest.raises(ShareUnreadable) as refused:
        reply.bring_in(journal, sealed(exchanged, said(kinds, field, selector)))
    assert refused.value.code == code
    assert not journal.replies.all()


def test_the_reply_as_text_names_the_loop(journal, kinds, exchanged):
    from metanoia.exchange.bundle_reader import open_reply

    field = f"loop/{loop_ref(journal.maps.get(kinds.map).loop_notes[0].key)}"
    own = journal.identity.get()
    whole_reply = open_reply(
        sealed(exchanged, said(kinds, field)), own.age_secret, own.age_recipient
    )
    text = whole_reply.members["comments/reply.md"].decode()
    assert "> Loop B1, balancing: " in text
    assert "## Map: Map title" in text
