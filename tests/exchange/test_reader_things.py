"""What stands in a share beside entries, in the browser: things, charts, learning targets, withdrawals."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
import uuid

import pytest

from in_browser import WORDS, in_browser, resealed
from metanoia.domain.learning_targets import (
    ACTS,
    OUTCOMES,
    TargetEvent,
    TargetId,
    Wording,
    standing,
)
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import bundle_reader, reply, reply_data, seal
from metanoia.exchange.desk import open_share
from metanoia.exchange.reply_text import as_markdown
from metanoia.exchange.target_json import event_as_json
from metanoia.text.anchors import select
from shared_kinds import asked, make_kinds, ticked
from sharing import LOG_N, make_journal, write

pytestmark = in_browser

GOAL = "11111111-2222-4333-8444-555566667777"
MOVE = "aaaaaaaa-2222-4333-8444-555566667777"
AT = dt.datetime(2026, 1, 10, 9, 0, tzinfo=dt.UTC)


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("mine") / "Journal") as journal:
        yield journal


@pytest.fixture(scope="module")
def sealing(journal):
    entry = write(journal, "Rota", "They never *listen*.")
    checked = seal.check(journal, ShareRequest(entries=(entry.id,), sender="Mara"))
    return seal.prepare(journal, checked, seal.ForWords(WORDS, LOG_N))


def changed(sealing, *, main="", items=(), **more):
    """The share with these ``items`` too, this HTML at the end of its <main>, and data that says more."""
    data = json.loads(sealing.payload.members["data.json"])
    data = {**data, "items": [*items, *data["items"]], **more}
    html = sealing.payload.members["index.html"].decode().replace("</main>", main + "</main>")
    return resealed(sealing, data_json=json.dumps(data).encode(), index_html=html.encode())


def replied(there, journal):
    own = journal.identity.get()
    sealed = there.sealed_reply().read_bytes()
    found = bundle_reader.open_reply(sealed, own.age_secret, own.age_recipient)
    return reply_data.read(found.members["data.json"])


def goal(**plain):
    return {
        "type": "goal", "id": GOAL, "rev": 1, "fields": {"state": "active"}, "plain": plain,
        "withheld_count": 0,
    }  # fmt: skip


def event(act, actor, text="Wait ten seconds", *, target=GOAL, minute=0, outcome=None):
    return TargetEvent(
        id=str(uuid.uuid4()),
        target=TargetId(target),
        at=AT + dt.timedelta(minutes=minute),
        actor=actor,
        act=act,
        wording=Wording(text, "They speak first", None),
        outcome=outcome,
    )


def test_any_passage_of_a_thing_can_be_commented_on(reader, sealing, journal):
    main = f"""<article data-item="goal:{GOAL}"><p class="when">Goal · active</p>
      <h2 data-field="title">Speak less</h2><h3>Why</h3><div class="text" data-field="why"><p>To <strong>hear</strong>
      them.</p></div><p data-field="move/{MOVE}/0">It was too near.</p></article>"""
    items = [
        goal(title="Speak less", why="To **hear**\nthem.", **{f"move/{MOVE}/0": "It was too near."})
    ]
    there = reader(changed(sealing, main=main, items=items))
    there.opens()
    there.comment("Speak", "A")
    there.comment("hear", "B")
    there.comment("near", "C")
    there.comment("Rota", "D")
    there.comment("active", "E")
    there.page.click("text=Comment on this goal")
    there.page.keyboard.type("F")
    there.page.keyboard.press("Control+Enter")
    said = replied(there, journal)
    assert {one.body: (one.item[0], one.field, one.selector and one.selector.exact) for one in said.comments} == {
        "A": ("goal", "title", "Speak"), "B": ("goal", "why", "hear"),
        "C": ("goal", f"move/{MOVE}/0", "near"), "D": ("entry", "title", "Rota"),
        "> active\n\nE": ("goal", "", None), "F": ("goal", "", None),
    }  # fmt: skip


@pytest.fixture(scope="module")
def kinds(journal):
    return make_kinds(journal)


@pytest.fixture(scope="module")
def everything(journal, kinds, tmp_path_factory):
    """A share of one thing of each kind with all its parts, as it was sealed."""
    file = tmp_path_factory.mktemp("all") / "s.metanoia"
    checked = seal.check(journal, asked(kinds.entry, things=ticked(kinds)))
    seal.seal(journal, checked, seal.ForWords(WORDS, LOG_N), file)
    return file.read_bytes()


def test_each_passage_of_a_whole_share_has_its_place(reader, journal, kinds, everything):
    there = reader(everything)
    there.opens()
    fields = there.page.locator("[data-field]").evaluate_all(
        "all => all.map(one => [one.closest('[data-item]').dataset.item, one.dataset.field])"
    )
    shared = open_share(everything, words=WORDS)
    plain = {f"{one.kind}:{one.id}": dict(one.plain) for one in shared.things}
    for loop in shared.things[-1].fields["loops"]:
        plain[f"map:{kinds.map}"][f"loop/{loop['ref']}"] = None
    plain[f"entry:{kinds.entry.id}"] = {"title": kinds.entry.title, "body": kinds.entry.body}
    assert {(item, field) for item, field in fields} == {
        (item, field) for item, texts in plain.items() for field in texts
    }
    for item, field in fields:
        words = there.page.text_content(f"[data-item='{item}'] [data-field='{field}']").strip()
        there.comment(words, field, within=f"[data-item='{item}'] [data-field='{field}']")
    said = replied(there, journal)
    assert len(said.comments) == len(fields)
    for one in said.comments:
        text = plain[":".join(one.item)][one.field]
        assert one.body == one.field
        assert one.selector == (text and select(text, 0, len(text)))


def test_a_loop_can_be_commented_on_as_a_whole_and_comes_back(reader, journal, kinds, everything):
    there = reader(everything)
    there.opens()
    loops = there.page.locator("#shared .label[data-field^='loop/']")
    assert loops.count() == 2
    there.page.locator("#shared .on-loop").nth(1).click()
    there.page.keyboard.type("What keeps it going?")
    there.page.keyboard.press("Control+Enter")
    said = loops.nth(1).inner_text()
    assert said.startswith("Loop R1, reinforcing, delayed: ")
    assert there.page.inner_text(".card blockquote") == said
    file = there.sealed_reply()
    opened, _ = reply.bring_in(journal, file)
    (one,) = opened.reply.comments
    assert (one.item, one.selector) == (("map", kinds.map), None)
    assert one.field == loops.nth(1).get_attribute("data-field")
    own = journal.identity.get()
    found = bundle_reader.open_reply(file.read_bytes(), own.age_secret, own.age_recipient)
    told = as_markdown(opened.reply, open_share(everything, words=WORDS))
    assert found.members["comments/reply.md"].decode() == told
    assert f"> {said}" in told
    assert there.noise == []


def test_a_map_is_seen_in_the_colours_of_the_page(reader, everything):
    there = reader(everything)
    there.opens()
    drawn = there.page.locator("#shared .mapped svg")
    assert drawn.bounding_box()["height"] > 100
    assert drawn.locator("text").all_text_contents().count("R1") == 1
    for name, what in (("map-box", "fill"), ("map-line", "stroke"), ("map-plus", "fill")):
        first = drawn.locator(f".{name}").first
        colours = []
        for scheme in ("light", "dark"):
            there.page.emulate_media(color_scheme=scheme)
            colours.append(first.evaluate(f"one => getComputedStyle(one).{what}"))
        assert colours[0] != colours[1] != "rgb(0, 0, 0)", name


def test_what_is_said_of_things_and_targets_comes_into_the_journal(
    reader, journal, kinds, everything
):
    there = reader(everything)
    there.opens()
    there.comment("Goal why", "Whose why is it?")
    there.comment("Value name", "A good word.", within=f"[data-item='value:{kinds.value}']")
    there.page.click(".target button:text-is('Agree')")
    file = there.sealed_reply()
    opened, taken = reply.bring_in(journal, file)
    assert {(one.item, one.field) for one in opened.reply.comments} == {
        (("goal", kinds.goal), "why"), (("value", kinds.value), "name"),
    }  # fmt: skip
    assert (taken.new, taken.targets) == (2, 1)
    assert journal.targets.get(kinds.target).standing.state == "agreed"
    own = journal.identity.get()
    found = bundle_reader.open_reply(file.read_bytes(), own.age_secret, own.age_recipient)
    shared = open_share(everything, words=WORDS)
    assert found.members["comments/reply.md"].decode() == as_markdown(opened.reply, shared)


def test_the_charts_of_a_share_are_seen(reader, everything):
    there = reader(everything)
    there.opens()
    charts = there.page.locator("#shared .chart svg")
    assert charts.count() >= 4
    for chart in charts.all():
        assert chart.get_attribute("role") == "img"
        assert chart.get_attribute("aria-label").endswith(".")
        assert (
            chart.locator("polyline").first.evaluate("one => getComputedStyle(one).fill") == "none"
        )
        assert chart.bounding_box()["height"] > 100


def test_a_chart_is_drawn_from_lines_and_numbers_alone(reader, sealing):
    main = f"""<article data-item="goal:{GOAL}"><figure>
      <svg viewBox="0 0 100 50" role="img" aria-label="It rose." onload="document.title='bad'" style="color:red">
      <title>It rose.</title><script>document.title='bad'</script><style>*{{display:none}}</style>
      <g class="c1" transform="evil()"><path d="M0 0 L10 10.5" fill="url(https://example.org/x)"></path>
      <polyline points="0,1 2,3" stroke-dasharray="4 2"></polyline><line x1="0" x2="9" y1="1" y2="2"></line>
      <circle cx="1" cy="2" r="3" onclick="document.title='bad'"></circle><rect x="1" y="1" width="5" height="5"></rect>
      <text x="3" y="4" text-anchor="end">8 of 10</text></g>
      <a href="javascript:document.title='bad'"><text>click</text></a><image href="https://example.org/x.png"></image>
      <use href="https://example.org/x.svg#a"></use><foreignObject><iframe src="https://example.org/"></iframe></foreignObject>
      <animate attributeName="href" values="javascript:1"></animate><set attributeName="onload" to="1"></set></svg>
      </figure></article>"""
    there = reader(changed(sealing, main=main, items=[goal(title="Speak less")]))
    there.opens()
    drawn = there.page.locator("#shared figure svg").evaluate("one => one.outerHTML")
    assert "8 of 10" in drawn
    assert 'd="M0 0 L10 10.5"' in drawn
    assert 'points="0,1 2,3"' in drawn
    kept = there.page.locator("#shared figure svg, #shared figure svg *")
    assert kept.evaluate_all("all => [...new Set(all.map(one => one.localName))].sort()") == [
        "circle", "g", "line", "path", "polyline", "rect", "svg", "text", "title",
    ]  # fmt: skip
    assert not any(sign in drawn for sign in ("href", "style", "url(", "onload", "onclick", "evil"))
    assert there.page.title() == "A sealed share"
    assert all("violates" in said for said in there.noise)
    there.noise.clear()


def test_learning_targets_are_answered_in_the_very_same_words(reader, sealing, journal):
    ids = [str(uuid.uuid4()) for _ in range(4)]
    waiting = [
        event("propose", "journaler", f"Target {at}", target=one) for at, one in enumerate(ids[:3])
    ]
    settled = [
        event("propose", "coach", "Target 3", target=ids[3]),
        event("agree", "journaler", "Target 3", target=ids[3], minute=1),
    ]
    there = reader(
        changed(sealing, target_events=[event_as_json(one) for one in (*waiting, *settled)])
    )
    page = there.page
    there.opens()

    def of(at):
        return f".target[data-target='{ids[at]}'] "

    assert page.inner_text(of(0) + ".facts >> nth=0") == "Proposed, waits for you"
    assert page.inner_text(of(3) + ".facts >> nth=0") == "Agreed"
    page.click(of(0) + "button:text-is('Agree')")
    assert page.inner_text(of(0) + ".facts >> nth=0") == "Agreed"
    page.click(of(1) + "button:text-is('Decline')")
    page.click(of(2) + "button:text-is('Word it anew')")
    page.fill("#target-text", "  Target\u202e two,   worded e\u0301 anew ")
    page.fill("#target-due", "2026-03-01")
    page.click("text=Send back in these words")
    page.click("#propose")
    page.fill("#target-text", "Abc")
    page.click("text=Propose it")
    assert "at least 5 characters" in page.inner_text(".target .problem")
    page.fill("#target-text", "Ask before I answer")
    page.press("#target-text", "Enter")
    assert "still empty" in page.inner_text(".target .problem")
    page.fill("#target-sign", "Three questions a week")
    page.click("text=Propose it")
    said = replied(there, journal)
    assert [(one.act, one.actor, one.wording.text) for one in said.target_events] == [
        ("agree", "coach", "Target 0"), ("decline", "coach", "Target 1"),
        ("counter", "coach", "Target two, worded e\u0301 anew"), ("propose", "coach", "Ask before I answer"),
    ]  # fmt: skip
    agreed = standing([waiting[0], said.target_events[0]])
    assert (agreed.state, agreed.waits_for) == ("agreed", None)
    reworded = standing([waiting[2], said.target_events[2]])
    assert (reworded.state, reworded.waits_for) == ("countered", "journaler")
    assert reworded.wording.due_on == dt.date(2026, 3, 1)


@pytest.mark.parametrize("year", [2999, 8999])
def test_words_of_a_target_count_though_the_clock_of_the_sender_is_ahead(
    reader, sealing, journal, year
):
    ahead = dt.datetime(year, 12, 31, 23, 59, 58, tzinfo=dt.UTC)
    proposed = dataclasses.replace(event("propose", "journaler"), at=ahead)
    there = reader(changed(sealing, target_events=[event_as_json(proposed)]))
    page = there.page
    there.opens()
    page.click("button:text-is('Word it anew')")
    page.fill("#target-text", "Wait twenty seconds")
    page.click("text=Send back in these words")
    assert page.inner_text(".target .facts >> nth=0") == "Worded anew, waits for Mara"
    (said,) = replied(there, journal).target_events
    assert said.at == ahead + dt.timedelta(seconds=1)
    assert standing([proposed, said]).wording.text == "Wait twenty seconds"


def test_what_was_said_of_a_target_can_be_taken_back(reader, sealing):
    there = reader(changed(sealing, target_events=[event_as_json(event("propose", "journaler"))]))
    page = there.page
    there.opens()
    page.click("button:text-is('Decline')")
    page.click("#undo")
    assert "waits for you" in page.inner_text(".target")
    page.click("button:text-is('Agree')")
    page.click("text=Take back what I said")
    assert "waits for you" in page.inner_text(".target")


def test_targets_stand_where_the_app_says_that_they_stand(reader, sealing):
    chance = random.Random(5)
    ids = [str(uuid.UUID(int=chance.getrandbits(128), version=4)) for _ in range(60)]
    events = []
    for one in ids:
        for _ in range(chance.randint(1, 7)):
            act = chance.choice(ACTS)
            outcome = chance.choice(OUTCOMES) if act == "settle" else None
            words = f"Words number {chance.randint(1, 2)}"
            actor = chance.choice(("journaler", "coach"))
            minute = chance.randint(0, 4)
            events.append(event(act, actor, words, target=one, minute=minute, outcome=outcome))
    there = reader(changed(sealing, target_events=[event_as_json(one) for one in events]))
    there.opens()
    names = {"countered": "Worded anew", "partly_met": "Partly met", "not_met": "Not met"}
    waits = {"coach": ", waits for you", "journaler": ", waits for Mara", None: ""}
    expected = {}
    for one in ids:
        try:
            now = standing(said for said in events if said.target == one)
        except ValueError:
            continue
        state = names.get(now.state, now.state.capitalize())
        expected[one] = [f"{state}{waits[now.waits_for]}", now.wording.text]
    shown = there.page.locator(".target[data-target]").evaluate_all(
        """all => all.map(one => [one.dataset.target,
          [one.querySelector(".facts").textContent, one.querySelector(".wording").textContent]])"""
    )
    assert dict(shown) == expected
    assert len({state for state, _ in expected.values()}) >= 8


def test_a_share_that_was_withdrawn_is_asked_to_be_deleted(reader, sealing):
    there = reader(changed(sealing, withdrawn_shares=["4f2a1111-2222-4333-8444-555566667777"]))
    there.opens()
    told = there.page.inner_text("#withdrawn")
    assert told.startswith("Mara took an earlier share back and asks you to delete it")
    assert told.endswith("-4f2a.metanoia.")
    assert reader(changed(sealing)).page.is_hidden("#withdrawn")


def test_a_share_of_the_first_version_is_read_and_answered(reader, sealing, journal):
    data = json.loads(sealing.payload.members["data.json"])
    (entry,) = data["items"]
    texts = entry.pop("plain")
    first = {
        "version": 1,
        "items": [{**entry, "fields": {**entry["fields"], **texts}}, {
            "type": "entry", "id": GOAL, "rev": 1, "attachments": [],
            "fields": {"date": "2026-01-01", "time": None, "title": "", "body": "And **this**.", "tags": []},
        }],
    }  # fmt: skip
    page = """<main><article id="entry-1"><h2>Rota</h2><div class="text"><p>They never <em>listen</em>.</p></div>
      </article><article id="entry-2"><div class="text"><p>And <strong>this</strong>.</p></div></article></main>"""
    for left in (
        "seq",
        "previous_share_id",
        "consent",
        "links",
        "replies",
        "target_events",
        "withdrawn_shares",
    ):
        data.pop(left)
    sealed = resealed(
        sealing, data_json=json.dumps({**data, **first}).encode(), index_html=page.encode()
    )
    there = reader(sealed)
    there.opens()
    there.comment("And this", "A")
    there.comment("listen", "B")
    assert [(one.item[1], one.field, one.selector.exact) for one in replied(there, journal).comments] == [
        (entry["id"], "body", "listen"), (GOAL, "body", "And **this**"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "wrong",
    [
        {"items": [{"type": "diary", "id": GOAL, "rev": 1, "fields": {}, "plain": {}}]},
        {"items": [goal(), goal()]},
        {"items": [{**goal(), "plain": {"why": 5}}]},
        {"items": [{**goal(), "plain": {"__proto__ ": "x"}}]},
        {"share_id": "4f2a1111-2222-4333-8444-555566667777"},
        {"reply_token": "short"},
        {"reply_to": {"age": "age1pq1"}},
        {"target_events": [{**event_as_json(event("propose", "coach")), "text": "Other words"}]},
        {"withdrawn_shares": "all"},
    ],
)
def test_data_of_another_form_is_refused(reader, sealing, wrong):
    assert "not the content of a share" in reader(changed(sealing, **wrong)).refused()


def test_data_of_a_newer_version_is_told(reader, sealing):
    assert "newer Metanoia" in reader(changed(sealing, version=3)).refused()
