"""The reply that a reader writes in the browser: on the very words, sealed for one, taken by the app."""

from __future__ import annotations

import datetime as dt
import itertools
from typing import NamedTuple

import pytest

from in_browser import WORDS, in_browser
from metanoia.domain.replies import CommentKind
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import bundle_reader, reply, seal
from metanoia.exchange.desk import open_share
from metanoia.exchange.reply_text import as_markdown, readme
from metanoia.text.anchors import select
from sharing import LOG_N, make_journal, write

pytestmark = in_browser


class Words(NamedTuple):
    """A text, what is selected of what is seen of it, and what that is in the source."""

    body: str
    quote: str
    exact: str
    nth: int = 0


AWKWARD = (
    Words("I said **it** twice, *it* 😀 was.", "I said it", "I said **it**"),
    Words("I said **it** twice, *it* 😀 was.", "it", "it", nth=1),
    Words("Zoë 👩‍👩‍👧 was 😀 here, Zoe\u0308 was not.", "was", "was", nth=1),
    Words("Zoe\u0308 and Zoë", "Zoe\u0308 and", "Zoë and"),
    Words("very very very **very** very", "very", "very", nth=3),
    Words("see [web](https://example.org/be) be", "be", "be"),
    Words("see [a web](https://example.org/be) be", "see a web", "see [a web](https://example.org/be)"),
    Words("1. one\n2. two\n\n3. three", "two", "two"),
    Words("- one\n- two\n    - *three* four", "three four", "three* four"),
    Words("> A quote\n> of two lines\n\nAfter it", "two lines", "two lines"),
    Words("| a | b |\n|:-:|--:|\n| cell | 2 |", "cell", "cell"),
    Words("```python\nprint(1)\n```\n\nprint it", "print", "print", nth=1),
    Words("A &amp; B \\* C `a*b` ~~gone~~ D", "B * C a*b gone", "B \\* C `a*b` ~~gone~~"),
    Words("Title\n=====\n\nText under it", "Text", "Text"),
    Words("# Head\n\nHead and tail", "Head", "Head", nth=1),
    Words("שלום **עולם** hello", "עולם", "עולם"),
    Words("日本語の**文章**です", "文章です", "文章**です"),
    Words("Line one\nline two", "one\nline", "one\nline"),
    Words("x" * 5000 + " needle " + "y" * 5000, "needle", "needle"),
)  # fmt: skip


class Sealed(NamedTuple):
    """A share of these entries for WORDS, kept in the journal that sealed it."""

    journal: object
    entries: list
    bytes: bytes

    def bring_in(self, file):
        opened, taken = reply.bring_in(self.journal, file)
        return opened.reply, taken

    def members(self, file):
        own = self.journal.identity.get()
        return bundle_reader.open_reply(file.read_bytes(), own.age_secret, own.age_recipient)


@pytest.fixture
def share(tmp_path):
    """Seal a share of the given (title, body) entries; the first is shown first."""
    journal = make_journal(tmp_path / "Journal")

    def sealed(*texts, note="For *Thursday*."):
        entries = [write(journal, *text, day) for day, text in enumerate(reversed(texts), 1)]
        request = ShareRequest(
            entries=tuple(entry.id for entry in entries), sender="Mara", cover_note=note
        )
        file = (
            tmp_path
            / f"{len(journal.shares.all()) if hasattr(journal.shares, 'all') else 0}.metanoia"
        )
        to = seal.ForWords(WORDS, LOG_N)
        seal.seal(journal, seal.check(journal, request), to, file)
        return Sealed(journal, entries[::-1], file.read_bytes())

    yield sealed
    journal.close()


def test_a_whole_reply_comes_into_the_journal_that_sealed_the_share(reader, share):
    body = "They never listen.\n\nI said it **twice**, and nobody wrote it down."
    sealed = share(("Rota", body), ("", "A quiet day."))
    there = reader(sealed.bytes)
    there.opens()
    there.comment("nobody wrote it down", "Who could have?", "q")
    there.comment("never listen", "“Never” is a big word.", "n")
    there.comment("I said it twice", "That took courage.\n\n- once\n- and again", "a")
    there.comment("quiet day", "We come back to this.", "t")
    assert there.page.inner_text("#count") == "4 comments"
    there.page.fill("#closing-note", "Courage.")
    there.page.fill("#next-session", "2026-02-03")
    file = there.sealed_reply("Ingrid Ørsted")
    entry = sealed.entries[0].id
    day = dt.datetime.now().astimezone().date()
    (share_id,) = {one.id for one in sealed.journal.shares.all()}
    assert file.name == f"metanoia-{day}-{share_id[:4]}.metanoia-reply"
    said, taken = sealed.bring_in(file)
    assert (said.sender, said.closing_note, said.next_session_on) == (
        "Ingrid Ørsted", "Courage.", dt.date(2026, 2, 3),
    )  # fmt: skip
    assert taken[:3] == (4, 0, 0)
    assert [(one.kind, one.selector.exact, one.body) for one in said.comments] == [
        (CommentKind.NOTICING, "never listen", "“Never” is a big word."),
        (CommentKind.APPRECIATION, "I said it **twice**", "That took courage.\n\n- once\n- and again"),
        (CommentKind.QUESTION, "nobody wrote it down", "Who could have?"),
        (CommentKind.NOTE, "quiet day", "We come back to this."),
    ]  # fmt: skip
    assert said.comments[2].item == ("entry", str(entry))
    start = body.index("nobody wrote")
    assert said.comments[2].selector == select(body, start, start + len("nobody wrote it down"))
    (kept,) = sealed.journal.replies.all()
    assert (kept.sender, kept.signed) == ("Ingrid Ørsted", False)


def test_what_it_holds_as_text_is_in_the_words_of_the_app(reader, share):
    sealed = share(("Rota", "One **two** three.\nFour."), ("", "Quiet."))
    there = reader(sealed.bytes)
    there.opens()
    there.comment("two three.\nFour", "Why?")
    there.page.click(".comment >> nth=1")
    there.page.keyboard.type("All of it")
    there.page.keyboard.press("Control+Enter")
    there.page.fill("#closing-note", "Go on.")
    there.page.fill("#next-session", "2026-11-30")
    file = there.sealed_reply()
    said, _ = sealed.bring_in(file)
    found = sealed.members(file)
    opened = open_share(sealed.bytes, words=WORDS)
    assert found.members["README.txt"].decode() == readme("Ingrid", said.written_at)
    assert found.members["comments/reply.md"].decode() == as_markdown(said, opened)
    assert found.manifest.key is None
    assert set(found.members) == {"README.txt", "comments/reply.md", "data.json"}


def test_comments_stand_on_the_words_as_they_were_written(reader, share):
    sealed = share(*(("", one.body) for one in AWKWARD))
    there = reader(sealed.bytes)
    there.opens()
    for number, one in enumerate(AWKWARD, 1):
        there.comment(one.quote, f"On {number}", within=f"#entry-{number} .text", nth=one.nth)
    said, _ = sealed.bring_in(there.sealed_reply())
    found = {comment.body: comment for comment in said.comments}
    for number, (one, entry) in enumerate(zip(AWKWARD, sealed.entries, strict=True), 1):
        comment = found[f"On {number}"]
        assert comment.item == ("entry", str(entry.id))
        assert comment.selector.exact == one.exact
        whole = select(one.body, 0, len(one.body)).exact
        at = comment.selector
        assert whole[at.start : at.stop] == at.exact
        assert at == select(whole, at.start, at.stop)
    # what is tinted is what was selected
    for number, one in enumerate(AWKWARD, 1):
        tinted = there.page.locator(f"#entry-{number} mark").all_text_contents()
        assert "".join("".join(tinted).split()) == "".join(one.quote.split())


def test_the_third_of_four_is_meant_and_not_the_first(reader, share):
    sealed = share(("", "no, **no**, [no](https://example.org/no), no"))
    there = reader(sealed.bytes)
    there.opens()
    for nth in range(4):
        there.comment("no", str(nth), within="#entry-1 .text", nth=nth)
    said, _ = sealed.bring_in(there.sealed_reply())
    assert [(one.body, one.selector.start) for one in said.comments] == [
        ("0", 0), ("1", 6), ("2", 13), ("3", 42),
    ]  # fmt: skip


def test_what_has_no_place_in_the_source_stands_on_its_block_with_the_words_kept(reader, share):
    sealed = share(("Plan", "Before.\n\n- [x] call &eacute;mile\n- [ ] wait\n\nAfter."))
    there = reader(sealed.bytes)
    there.opens()
    there.comment("☑ call", "Done?", within="#entry-1 .text")
    there.comment("émile", "Who?", within="#entry-1 .text")
    assert there.page.inner_text(".card blockquote:not(.tinted)") == "émile"
    assert there.page.locator("mark[data-comment]").all_text_contents()[-1] == " émile"
    said, _ = sealed.bring_in(there.sealed_reply())
    assert {(one.selector.exact, one.body) for one in said.comments} == {
        ("call", "Done?"), ("[x] call &eacute;mile", "> émile\n\nWho?"),
    }  # fmt: skip


def test_words_of_a_title_and_a_text_together_are_about_the_whole_entry(reader, share):
    sealed = share(("Plan", "Before."), ("Other", "After."))
    there = reader(sealed.bytes)
    there.opens()
    there.comment("Plan\n\nBefore", "All of this?", within="#entry-1")
    said, _ = sealed.bring_in(there.sealed_reply())
    (one,) = said.comments
    assert (one.field, one.selector, one.body) == ("", None, "> Plan Before\n\nAll of this?")


def test_words_that_were_not_shared_get_a_sentence(reader, share):
    there = reader(
        share(
            ("Plan", "Before."),
        ).bytes
    )
    there.opens()
    there.select("Thursday")
    there.page.wait_for_selector("#toast:not([hidden])")
    assert "closing note" in there.page.inner_text("#toast")
    assert there.page.is_hidden("#bar")


def test_a_comment_is_changed_deleted_and_brought_back(reader, share):
    sealed = share(("Plan", "One two three."))
    there = reader(sealed.bytes)
    page = there.page
    there.opens()
    there.comment("two", "Why two?")
    page.click("[title='Edit this comment']")
    page.keyboard.insert_text(" Why not three?")
    page.check(".card input[value=noticing]", force=True)
    page.click(".card footer button")
    assert "I notice" in page.inner_text(".card")
    page.click("[title='Delete this comment']")
    assert page.inner_text("#count") == "No comments yet"
    assert page.locator("mark").count() == 0
    page.keyboard.press("Control+z")
    assert page.inner_text("#count") == "1 comment"
    assert page.inner_text("mark") == "two"
    page.click("[title='Delete this comment']")
    page.click("#undo")
    said, _ = sealed.bring_in(there.sealed_reply())
    assert [(one.kind.value, one.body) for one in said.comments] == [
        ("noticing", "Why two? Why not three?")
    ]


def test_an_empty_comment_is_left_out_and_an_empty_reply_is_not_sealed(reader, share):
    there = reader(share(("Plan", "One two three.")).bytes)
    page = there.page
    there.opens()
    there.select("two")
    page.wait_for_selector("#bar:not([hidden])")
    page.click("#bar button >> nth=1")
    page.keyboard.press("Escape")
    assert page.locator(".card, mark").count() == 0
    assert "left out" in page.inner_text("#heard")
    page.click("#seal")
    assert "nothing in this reply" in page.inner_text("#sign-problem")
    assert page.is_disabled("#sign-go")
    page.click("#sealing [data-dismiss]")
    page.fill("#closing-note", "Courage.")
    page.click("#seal")
    page.fill("#name", "   ")
    page.press("#name", "Enter")
    assert "Say who you are" in page.inner_text("#sign-problem")


def test_a_later_wording_takes_the_place_of_the_first(reader, share):
    sealed = share(("Plan", "One two three."))
    there = reader(sealed.bytes)
    there.opens()
    there.comment("two", "Why two?")
    sealed.bring_in(there.sealed_reply())
    assert there.page.inner_text("#state") == "Reply sealed"
    there.comment("three", "And three?")
    said, taken = sealed.bring_in(there.sealed_reply())
    assert taken[:3] == (1, 0, 1)
    assert said.seq > 1


def test_everything_can_be_done_by_keys_alone(reader, share):
    sealed = share(("Plan", "One two three."))
    there = reader(sealed.bytes)
    keys = there.page.keyboard
    there.opens()

    def tab_to(selector):
        for _ in range(60):
            keys.press("Tab")
            if there.page.evaluate("one => document.activeElement.matches(one)", selector):
                outline = "getComputedStyle(document.activeElement).outlineStyle"
                assert there.page.evaluate(outline) == "solid"
                return
        raise AssertionError(f"Tab never reaches {selector}")

    tab_to(".comment")
    keys.press("Enter")
    keys.type("Brave")
    tab_to("input[type=radio]")
    keys.press("ArrowRight")
    tab_to(".card footer button")
    keys.press("Enter")
    tab_to("#closing-note")
    keys.type("Courage.")
    tab_to("#seal")
    keys.press("Enter")
    keys.type("Ingrid")
    file = there.saved(lambda: keys.press("Enter"))
    there.page.wait_for_selector("#sealed[open]")
    said, _ = sealed.bring_in(file)
    assert [(one.kind.value, one.body, one.field) for one in said.comments] == [
        ("noticing", "Brave", "")
    ]
    assert said.closing_note == "Courage."


@pytest.mark.parametrize("width", [420, 1280])
def test_cards_never_cover_one_another_or_leave_the_window(reader, share, width):
    there = reader(
        share(("Plan", "One two three four five. " * 40)).bytes,
        viewport={"width": width, "height": 800},
    )
    there.opens()
    for nth in range(6):
        there.comment("two three", "Long words. " * 12, nth=nth)
    boxes = [one.bounding_box() for one in there.page.query_selector_all(".card")]
    for one, other in itertools.pairwise(boxes):
        assert one["y"] + one["height"] <= other["y"]
    assert all(one["x"] >= 0 and one["x"] + one["width"] <= width for one in boxes)
    assert there.page.evaluate("document.documentElement.scrollWidth") <= width


HOSTILE = (
    "<script>document.title='bad'</script>", "<img src=x onerror=\"document.title='bad'\">",
    "[script](javascript:document.title='bad')", "\u202egpj.exe\u202c", "${document.title='bad'}",
    "a\u0300" * 50, "&lt;b&gt; &#x3C;i> &copy;", "```\n</main></body>\n```", "[" * 60, "]](" * 60,
    "line\u2028separator", "\ufeffmark", "e\u0301\u0301\u0301 \U0001f468\u200d\U0001f469",
    "data-item=\"entry:x\" class='is-note'", "$& $1 $` {style} {script}", "| a |\n|---|\n| </td> |",
)  # fmt: skip


def test_a_share_full_of_hostile_texts_is_read_and_answered(reader, share):
    sealed = share(
        *((f"T {text}"[:60].replace("\n", " "), f"Here: {text} end.") for text in HOSTILE)
    )
    there = reader(sealed.bytes)
    there.opens()
    for number, text in enumerate(HOSTILE, 1):
        there.comment("end", f"{number} {text}", within=f"#entry-{number} .text")
    there.page.fill("#closing-note", " ".join(HOSTILE))
    said, taken = sealed.bring_in(there.sealed_reply("<b>\u202eIngrid"))
    assert taken[0] == len(HOSTILE)
    assert said.sender == "<b>Ingrid"
    assert sorted(one.body for one in said.comments) == sorted(
        f"{number} {text}".strip() for number, text in enumerate(HOSTILE, 1)
    )
    assert all(one.selector.exact.startswith("end") for one in said.comments)
    assert there.page.title() == "A sealed share"
    assert "onerror" not in there.page.evaluate(
        "[...document.images].map(one => one.outerHTML).join()"
    )


def test_below_the_text_a_comment_leads_back_to_its_words(reader, share):
    there = reader(
        share(("Plan", "One two three four five. " * 200)).bytes,
        viewport={"width": 420, "height": 800},
    )
    there.opens()
    seen = """one => { const box = document.querySelector(one).getBoundingClientRect();
      return box.top >= 0 && box.bottom <= innerHeight; }"""
    there.select("two three", nth=40)
    there.page.wait_for_selector("#bar:not([hidden])")
    there.page.click("#bar .is-appreciation")
    assert there.page.evaluate(seen, ".card textarea")
    there.page.keyboard.type("Well said")
    there.page.click(".card footer button")
    assert there.page.evaluate(seen, "mark")
    assert not there.page.evaluate(seen, ".card")
    assert there.page.inner_text(".card .tinted") == "two three"
