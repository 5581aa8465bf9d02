"""Saving by itself, counted in commits: none for a key, one for a rest."""

from __future__ import annotations

from metanoia.ui.pages.today import autosave


def test_typing_commits_nothing_and_a_rest_commits_once(page, journal, write, qtbot):
    write("The room went quiet")
    before = journal.meta.commit_no
    qtbot.keyClicks(page.column.editor, ", and stayed so for a long while")
    assert journal.meta.commit_no == before
    with qtbot.waitSignal(page.autosave.kept, timeout=4 * autosave.REST):
        qtbot.keyClicks(page.column.editor, ".")
    assert journal.meta.commit_no == before + 1
    assert journal.entries.get(page.draft.id).body.endswith("for a long while.")
