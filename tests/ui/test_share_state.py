"""Which shares hold a copy of what is about to be deleted for good."""

from __future__ import annotations

import datetime as dt

import pytest

from journals import entry, new_journal
from metanoia.domain.shares import SealedItem, SealedShare
from metanoia.ui.pages.journal.trash import PurgeSheet
from metanoia.ui.share_state import copies


@pytest.fixture
def journal(tmp_path):
    with new_journal(tmp_path / "j", entries=1) as opened:
        yield opened


def keep(journal, seq, item, parties=()):
    journal.shares.keep(
        SealedShare(
            id=f"{seq:036}", seq=seq, sealed_at=dt.datetime(2026, 3, seq, 12, tzinfo=dt.UTC),
            scope="{}", cover_note="", snapshot="{}", payload_sha256="0" * 64, size=1,
            items=(SealedItem(kind=item[0], id=item[1], rev=1, sha256="1" * 64),),
            parties=tuple(one.id for one in parties),
        )
    )  # fmt: skip


def test_what_never_left_has_no_copies(journal):
    assert copies(journal, ("goal", "g")) == ""


def test_each_share_is_named_with_its_readers(journal):
    ingrid = journal.people.add("Ingrid Solheim", "coach")
    keep(journal, 1, ("goal", "g"))
    keep(journal, 2, ("goal", "g"), [ingrid])
    said = copies(journal, ("goal", "g"))
    assert "share 2 of 2 March" in said
    assert "(Ingrid Solheim); share 1 of 1 March" in said
    for seq in range(3, 9):
        keep(journal, seq, ("goal", "g"))
    assert copies(journal, ("goal", "g")).endswith("and 3 more.")


def test_deleting_an_entry_for_good_tells_of_its_copies(journal, qtbot):
    from PySide6.QtWidgets import QWidget

    over = QWidget()
    qtbot.addWidget(over)
    kept = journal.entries.add(entry("Heron"))
    assert "share" not in PurgeSheet(over, journal, kept).subtitle.text()
    keep(journal, 1, ("entry", kept.id))
    assert "share 1 of 1 March" in PurgeSheet(over, journal, kept).subtitle.text()
