"""metanoia withdraw, by number and by id."""

from __future__ import annotations

import pytest

from command_line import run
from journals import open_journal


@pytest.fixture
def share(folder, tmp_path):
    entry = run(folder, "list", "--json").json[0]["id"]
    with open_journal(folder) as journal:
        own = journal.identity.get().age_recipient
    run(folder, "share", tmp_path / "s.metanoia", "--entry", entry, "--to", own)
    with open_journal(folder) as journal:
        return journal.shares.all()[0].id


def test_a_share_is_asked_back_and_let_stand_again(folder, share):
    ran = run(folder, "withdraw", "1")
    assert "Share 1 is withdrawn" in ran.out
    assert "cannot be recalled" in ran.out
    told = run(folder, "withdraw", share[:6], "--json").json
    assert (told["number"], told["id"], told["state"]) == (1, share, "withdrawn")
    assert told["withdrawn_at"].endswith("Z")
    assert told["deleted_at"] == []
    assert "stands again" in run(folder, "withdraw", "1", "--undo").out
    assert run(folder, "withdraw", "1", "--undo", "--json").json["withdrawn_at"] is None


def test_a_share_that_is_not_there_is_named(folder, share):
    ran = run(folder, "withdraw", "7")
    assert ran.code == 1
    assert "“7”" in ran.err
