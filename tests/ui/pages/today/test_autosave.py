"""Saving by itself, counted in commits: none for a key, one for a rest."""

from __future__ import annotations

from metanoia.domain.kinds import Kind
from metanoia.ui import autosave


def test_typing_commits_nothing_and_a_rest_commits_once(page, journal, write, qtbot):
    write("The room went quiet")
    before = journal.meta.commit_no
    qtbot.keyClicks(page.column.editor, ", and stayed so for a long while")
    assert journal.meta.commit_no == before
    with qtbot.waitSignal(page.autosave.kept, timeout=4 * autosave.REST):
        qtbot.keyClicks(page.column.editor, ".")
    assert journal.meta.commit_no == before + 1
    assert journal.entries.get(page.draft.id).body.endswith("for a long while.")


def test_the_end_of_an_import_is_waited_for_in_silence(page, journal, write, qtbot):
    write("The room went quiet")
    went_wrong = []
    page.autosave.failed.connect(went_wrong.append)
    with journal.writer() as importing, importing.changes.write(Kind.ENTRY):
        qtbot.keyClicks(page.column.editor, " again")
        qtbot.wait(2 * autosave.REST)
        assert page.autosave.dirty
        assert (went_wrong, page.column.banner.isVisible()) == ([], False)
        assert page.column.foot.state == "saving"
        assert not page.settled()  # somebody waits for it, who is told
        assert "import" in page.column.banner.text()
    with qtbot.waitSignal(page.autosave.kept, timeout=4 * autosave.REST):
        pass
    assert not page.column.banner.isVisible()
    assert journal.entries.get(page.draft.id).body.endswith("quiet again")
