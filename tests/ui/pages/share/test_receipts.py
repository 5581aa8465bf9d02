"""Receipts: what a reader can read, what was agreed, what became of a share; and asking one back."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json

import pytest
from PySide6.QtCore import Qt

from metanoia.domain.people import Role
from metanoia.domain.shares import SealedItem, SealedShare
from metanoia.ui.pages.share.earlier import EarlierSheet
from metanoia.ui.pages.share.withdraw_sheet import WithdrawSheet
from share_clicks import click
from sharing import make_identity

GOAL, ENTRY = "1" * 36, "2" * 36


def snapshot(**more):
    """Return the data of a share with a goal, an assumption and an entry, as it is sealed."""
    data = {
        "format": "metanoia-share", "version": 2, "from": {"name": "Mara"}, "cover_note": "For Thursday",
        "consent": {"purpose": "To prepare 19 March", "ends_on": "2026-06-30", "keep_days": 90},
        "items": [
            {"type": "entry", "id": ENTRY, "rev": 1, "plain": {"title": "The silence I filled", "body": "x"},
             "fields": {"date": "2026-03-12", "time": None, "tags": []}, "withheld_count": 1, "attachments": []},
            {"type": "assumption", "id": "3" * 36, "rev": 1, "withheld_count": 0,
             "fields": {"state": "held", "confidence": 70}, "plain": {"statement": "If I don’t answer first"}},
            {"type": "goal", "id": GOAL, "rev": 1, "withheld_count": 1,
             "fields": {"state": "active", "looks": [], "steps": []},
             "plain": {"title": "Think aloud first", "vision": "Nobody waits"}},
        ],
        "links": [], **more,
    }  # fmt: skip
    return json.dumps(data)


@pytest.fixture
def share(journal, ingrid):
    """Return a way to lay the record of a share with Ingrid into the journal."""

    def kept(seq, day, **more):
        one = SealedShare(
            id=f"{seq:036}",
            seq=seq,
            sealed_at=dt.datetime(2026, 2, day, 18, 4, tzinfo=dt.UTC),
            scope='{"with": "keys", "hidden_names": 2, "summary": "1 goal, 1 entry. No photos. 41 KB"}',
            cover_note="For Thursday",
            snapshot=snapshot(),
            payload_sha256="ab" * 32,
            size=41_000,
            items=(SealedItem(kind="goal", id=GOAL, rev=1, sha256="0" * 64),),
            parties=(ingrid.id,),
        )
        one = dataclasses.replace(one, **more)
        journal.shares.keep(one)
        return one

    return kept


@pytest.fixture
def whole(monkeypatch):
    """Let the pages of a share with things be read, as far as receipts need it."""
    from metanoia.ui import shared_pages

    def pages(_data):
        return shared_pages.SharedPages("Mara", "For Thursday", ())

    monkeypatch.setattr(shared_pages, "pages_of", pages)


@pytest.fixture
def receipt(page, share, whole):
    one = share(3, 12)
    page.receipts.show_past(one.id)
    return page


def test_a_receipt_says_what_can_be_read_and_what_was_agreed(receipt):
    pane = receipt.sides.receipt
    assert pane.can_read.text() == "What Ingrid can read"
    assert [(one.title, one.note or one.date.isoformat()) for one in pane.list.lines] == [
        ("Think aloud first", "3 parts"),
        ("If I don’t answer first", "70%"),
        ("The silence I filled", "2026-03-12"),
    ]
    assert pane.purpose.text() == "To prepare 19 March"
    assert pane.until.text().startswith("Until 30 June")
    assert pane.until.text().endswith("kept 90 days")
    assert pane.kept_back.text() == "2 names hidden, 2 passages withheld"
    assert "41 KB" in pane.bytes.text()
    assert pane.summary.text() == "Share 3, with 1 goal, 1 entry. No photos."


def test_a_share_without_an_agreement_shows_what_it_was_for(page, share, whole):
    one = share(1, 2, snapshot=snapshot(consent=None))
    page.receipts.show_past(one.id)
    assert page.sides.receipt.purpose.text() == "For Thursday"
    assert not page.sides.receipt.until.isVisible()


def test_a_share_is_withdrawn_with_undo(receipt, qtbot, journal, sheet):
    sealed = receipt.sides.sealed
    assert not sealed.withdrawn.isVisible()
    receipt.window().resize(1050, 400)
    bar = sealed._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0, timeout=2000)
    bar.setValue(bar.maximum())
    click(qtbot, sealed.withdraw)
    opened = sheet(receipt, WithdrawSheet)
    click(qtbot, opened.confirm)
    assert journal.shares.row(f"{3:036}").state == "withdrawn"
    assert sealed.withdrawn.isVisible()
    assert bar.value() == 0
    assert "cannot be recalled" in sealed.withdrawn.text()
    assert not sealed.withdraw.isVisible()
    assert not sealed.read_out.isVisible()  # nothing is handed over any more
    receipt.window().notices[-1].undo()
    assert journal.shares.row(f"{3:036}").state == "sealed"
    assert not sealed.withdrawn.isVisible()
    assert sealed.withdraw.isVisible()
    assert sealed.read_out.isVisible()


def test_several_readers_are_spoken_of_as_several(page, journal, share, whole, ingrid):
    keys = make_identity()
    bo = journal.people.add("Bo Lind", Role.PEER, keys.age_recipient, keys.signing_key)
    one = share(1, 1, parties=(ingrid.id, bo.id))
    page.receipts.show_past(one.id)
    sealed = page.sides.sealed
    assert sealed.title.text() in (
        "Sealed for Ingrid Solheim and Bo Lind", "Sealed for Bo Lind and Ingrid Solheim",
    )  # fmt: skip
    assert sealed.lead.text().startswith("Each of these 2 opens this file with their own key")
    assert sealed.read_out.text() == "Let each of them read the fingerprint to you"
    assert page.sides.receipt.can_read.text() == "What all 2 readers can read"


def test_leaving_the_question_changes_nothing(receipt, qtbot, journal, sheet):
    click(qtbot, receipt.sides.sealed.withdraw)
    qtbot.keyClick(sheet(receipt, WithdrawSheet), Qt.Key.Key_Escape)
    assert journal.shares.row(f"{3:036}").state == "sealed"


def test_a_withdrawal_stays_once_another_share_was_sealed(receipt, qtbot, journal, share):
    receipt.receipts.withdraw()
    later = dt.datetime.now(dt.UTC) + dt.timedelta(hours=1)
    share(4, 13, sealed_at=later)
    click(qtbot, receipt.sides.sealed.withdrawn.action)
    assert "It stays so" in receipt.window().notices[-1].text
    assert journal.shares.row(f"{3:036}").state == "withdrawn"


def test_the_log_says_what_became_of_each_share(page, qtbot, journal, share, whole, sheet, ingrid):
    for seq in (1, 2, 3):
        share(seq, seq)
    share(4, 4, parties=())
    db = journal._connection
    db.execute(
        "INSERT INTO review_in VALUES(?, ?, ?, 'Ingrid', 1, '2026-02-16T08:00:00Z', "
        "'2026-02-16T09:00:00Z', 'x', '', NULL)",
        ("9" * 36, f"{2:036}", ingrid.id),
    )
    db.commit()
    journal.shares.withdraw(f"{1:036}")
    db.execute(
        "INSERT INTO share_gone VALUES(?, ?, ?, '2026-02-20T08:00:00Z')",
        (f"{1:036}", "9" * 36, ingrid.id),
    )
    db.commit()
    page.show_earlier()
    opened = sheet(page, EarlierSheet)
    said = [row.accessibleName() for row in opened.list.rows]
    assert "1 goal" in said[0]
    assert "1 goal with Ingrid Solheim" in said[1]
    assert "Reply came back on 16 February" in said[2]
    assert said[2].endswith("0 comments  ·  for Ingrid Solheim")
    assert "Ingrid Solheim’s copy was deleted on 20 February" in said[3]
    assert said[3].count("Ingrid Solheim") == 1
    click(qtbot, opened.list.rows[3])
    sealed = page.sides.sealed
    assert "copy was deleted on 20 February" in sealed.withdrawn.text()
    assert not sealed.withdrawn.action.isVisible()
    page.receipts.show_past(f"{3:036}")
    assert sealed.earlier.heading.text() == "Earlier with Ingrid"
    assert len(sealed.earlier.rows) == 2
    page.receipts.show_past(f"{4:036}")
    assert sealed.earlier.heading.text() == "Earlier shares"
    assert len(sealed.earlier.rows) == 3
