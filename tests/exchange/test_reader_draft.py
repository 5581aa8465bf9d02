"""A reply in the making: nothing of it stays in the browser, and its file goes on where it was left."""

from __future__ import annotations

import pytest

from in_browser import WORDS, Reader, in_browser
from metanoia.domain.shares import ShareRequest
from metanoia.exchange import reply, seal
from metanoia.exchange.reader_page import reader_page
from metanoia.vault import scrypt_age
from sharing import LOG_N, make_journal, write, zipped

pytestmark = in_browser

STORED = """async () => [localStorage.length, sessionStorage.length, document.cookie,
  (await indexedDB.databases()).length]"""


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    with make_journal(tmp_path_factory.mktemp("mine") / "Journal") as journal:
        yield journal


@pytest.fixture(scope="module")
def shares(journal, tmp_path_factory):
    """Two shares of the same journal, kept there, for the same words."""
    folder = tmp_path_factory.mktemp("shares")
    found = []
    for number, body in enumerate(("They **never** listen, never.", "Quite another."), 1):
        entry = write(journal, "Rota", body, number)
        checked = seal.check(journal, ShareRequest(entries=(entry.id,), sender="Mara"))
        file = folder / f"{number}.metanoia"
        seal.seal(journal, checked, seal.ForWords(WORDS, LOG_N), file)
        found.append(file)
    return found


@pytest.fixture(scope="module")
def draft(browser, shares, tmp_path_factory):
    """The saved draft of a reply to the first share."""
    folder = tmp_path_factory.mktemp("draft")
    there = Reader(browser, folder, reader_page(shares[0].read_bytes()))
    there.opens()
    there.comment("never", "Never?", within="#entry-1 .text", nth=1)
    there.page.fill("#closing-note", "Courage.")
    there.page.fill("#next-session", "2026-02-03")
    assert there.page.inner_text("#state") == "Not saved yet"
    file = there.saved(lambda: there.page.click("#keep"))
    assert there.page.evaluate(STORED) == [0, 0, "", 0]
    there.page.close()
    assert there.noise == there.asked == []
    return file


def test_a_draft_is_sealed_with_the_words_of_the_share(draft):
    sealed = draft.read_bytes()
    assert draft.name.endswith(".metanoia-draft")
    assert b" 17\n" in sealed[:200]
    assert b"Courage" not in sealed
    assert b"draft.json" in scrypt_age.decrypt(sealed, WORDS)


def test_a_draft_goes_on_where_it_was_left(reader, draft, shares, journal):
    there = reader(shares[0].read_bytes())
    there.page.set_input_files("#file", draft)
    there.page.wait_for_selector("#taken:not([hidden])")
    assert draft.name in there.page.inner_text("#taken")
    there.opens()
    assert there.page.inner_text("#count") == "1 comment"
    assert there.page.locator("mark").all_text_contents() == ["never"]
    assert there.page.input_value("#closing-note") == "Courage."
    there.comment("listen", "To what?")
    opened, taken = reply.bring_in(journal, there.sealed_reply())
    assert taken[:3] == (2, 0, 0)
    assert [(one.selector.start, one.body) for one in opened.reply.comments] == [
        (15, "To what?"), (23, "Never?"),
    ]  # fmt: skip
    assert there.page.evaluate(STORED) == [0, 0, "", 0]


def test_the_empty_page_takes_both_files_together(browser, draft, shares, tmp_path):
    there = Reader(browser, tmp_path, reader_page())
    there.page.set_input_files("#file", [draft, shares[0]])
    there.opens()
    assert there.page.inner_text("#count") == "1 comment"
    there.page.close()
    assert there.noise == []


def test_a_draft_that_does_not_fit_is_told_and_can_be_taken_out(reader, draft, shares):
    there = reader(shares[1].read_bytes())
    there.page.set_input_files("#file", draft)
    assert "draft is of another share" in there.refused()
    there.page.click("#take-out")
    there.opens()


def test_each_fault_of_a_draft_has_its_sentence(browser, draft, shares, tmp_path):
    there = Reader(browser, tmp_path, reader_page())

    def told(*files):
        there.page.reload()
        there.page.set_input_files("#file", files)
        return there.refused()

    def forged(name, content, words=WORDS):
        file = tmp_path / f"{name}.metanoia-draft"
        file.write_bytes(scrypt_age.encrypt(zipped({"draft.json": content}), words, LOG_N))
        return file

    damaged = tmp_path / "damaged.metanoia-draft"
    damaged.write_bytes(draft.read_bytes()[:-3])
    assert "Choose the share that it answers" in told(draft)
    assert "two shares" in told(*shares)
    copy = tmp_path / "copy.metanoia-draft"
    copy.write_bytes(draft.read_bytes())
    assert "two drafts" in told(shares[0], draft, copy)
    assert "draft is damaged" in told(shares[0], damaged)
    assert "draft is damaged" in told(shares[0], forged("empty", b"{}"))
    newer = b'{"format": "metanoia-draft", "version": 2}'
    assert "made by a newer page" in told(shares[0], forged("newer", newer))
    assert "not the draft" in told(shares[0], forged("other", b"{}", "some other words here"))
    there.page.close()
    assert there.noise == []


def test_closing_asks_once_and_then_leaves_nothing(reader, shares):
    there = reader(shares[0].read_bytes())
    page = there.page
    there.opens()
    there.comment("listen", "A telling comment")
    page.fill("#closing-note", "A telling note")
    page.click("#close")
    page.click("#leaving [data-dismiss]")
    assert page.inner_text("#count") == "1 comment"
    page.click("#close")
    page.click("#leave")
    assert page.is_visible("#door")
    kept = page.content() + page.input_value("#closing-note")
    assert not any(word in kept for word in ("telling", "Mara", "They ", "otter"))
    there.opens()
    assert page.inner_text("#count") == "No comments yet"
    page.click("#close")
    assert page.is_visible("#door")
    assert there.asked == []


def test_the_browser_warns_before_it_drops_what_was_written(reader, shares):
    there = reader(shares[0].read_bytes())
    there.opens()
    there.page.reload()
    assert there.asked == []
    there.opens()
    there.comment("listen", "To what?")
    there.page.reload()
    assert there.asked == ["beforeunload"]
    there.opens()
    there.comment("listen", "To what?")
    there.sealed_reply()
    there.page.reload()
    assert there.asked == ["beforeunload"]
