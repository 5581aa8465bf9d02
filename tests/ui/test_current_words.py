"""What a comment's words are now, beside what they were."""

from __future__ import annotations

import pytest

from assumed import assumption
from goals_told import goal
from journals import entry, new_journal
from metanoia.domain.actions import NewAction
from metanoia.ui import current_words
from replying import ASK, comment, keep_share, new_id, opened, thing

SAM = "I told Sam the plan was late. Sam said nothing. I decided he was angry."


@pytest.fixture
def journal(tmp_path):
    with new_journal(tmp_path / "j") as journal:
        yield journal


@pytest.fixture
def keep(journal):
    """Let a comment come in, and return it as it is kept."""

    def take(item, text="", quote="", field="body", **more):
        plain = {field: text} if text else {}
        share = keep_share(journal.shares, thing(item[0], item[1], **plain))
        on = {"on": (text, quote), "field": field} if quote else {}
        said = comment(item, **on, **more)
        journal.replies.take(opened(share, said))
        return journal.replies.comment(said.id)

    return take


@pytest.mark.parametrize(
    ("now", "standing", "words"),
    [
        (SAM, "same", ""),
        ("On Monday: " + SAM, "same", ""),
        (SAM.replace("said nothing", "said almost nothing"), "changed", "Sam said almost nothing."),
        ("Something else altogether.", "gone", ""),
    ],
)
def test_an_entry_says_it_still_in_other_words_or_no_more(journal, keep, now, standing, words):
    written = journal.entries.add(entry("Late", SAM, day="2026-03-07"))
    kept = keep(("entry", written.id), SAM, "Sam said nothing.")
    journal.entries.save_text(written.id, "Late", now)
    found = current_words.beside(journal, kept, named=True)
    assert (found.standing, found.now, found.where) == (standing, words, "Late")
    if found.place:
        assert now[slice(*found.place)] == (words or "Sam said nothing.")


def test_each_kind_of_thing_is_read_where_its_words_stand(journal, keep):
    aim = journal.goals.add(goal())
    step = journal.actions.add(NewAction(text="Count to ten.", goal=aim.id))
    belief = journal.assumptions.add(assumption())
    target = journal.targets.propose(ASK)
    for item, field, text in (
        (("goal", aim.id), "vision", aim.vision),
        (("goal", aim.id), f"step/{step.id}", "Count to ten."),
        (("assumption", belief.id), "statement", belief.statement),
        (("target", target.id), "sign_of_done", ASK.sign_of_done),
    ):
        kept = keep(item, text, text.split(" ")[0], field)
        assert current_words.beside(journal, kept).standing == "same", field


def test_what_is_written_once_for_ever_is_not_compared(journal, keep):
    belief = journal.assumptions.add(assumption())
    kept = keep(("assumption", belief.id), "I saw it.", "saw", f"point/{new_id()}")
    assert current_words.beside(journal, kept).standing == "unknown"


def test_a_thing_that_is_gone_leaves_the_quote(journal, keep):
    written = journal.entries.add(entry("Late", SAM, day="2026-03-07"))
    kept = keep(("entry", written.id), SAM, "Sam said nothing.")
    journal.entries.trash(written.id)
    journal.entries.purge(written.id)
    found = current_words.beside(journal, kept, named=True)
    assert (found.standing, found.where, found.can_show) == ("gone", "", False)


def test_a_comment_on_the_whole_has_no_place(journal, keep):
    aim = journal.goals.add(goal())
    found = current_words.beside(journal, keep(("goal", aim.id)))
    assert (found.standing, found.place, found.can_show) == ("unknown", None, True)
