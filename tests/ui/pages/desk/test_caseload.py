"""The clients on the left: who waits, who was answered, who is quiet; and what is past its day."""

from __future__ import annotations

import datetime as dt
import shutil
import subprocess

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from desk_told import meet
from journals import entry
from metanoia.domain.clients import CaseloadRow, ChangeCounts
from metanoia.domain.kinds import Kind
from metanoia.domain.replies import Comment, CommentKind, Draft
from metanoia.exchange import client_desk
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.desk import keeping, prep_paper
from metanoia.ui.pages.desk.caseload import Caseload, group_of
from metanoia.ui.pages.desk.client_sheet import ClientSheet
from metanoia.ui.pages.desk.prep_sheet import PrepSheet
from metanoia.ui.pages.desk.sheets import KeepSheet

TODAY = dt.date(2026, 3, 13)
NOW = dt.datetime.now(dt.UTC)


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def row(name, **facts):
    return CaseloadRow(person=name, name=name, **facts)


@pytest.fixture
def mara(journal, tmp_path):
    found = meet(journal, tmp_path, "Mara Lind")
    found.journal.entries.add_many(
        [entry("One", "The first week.", day="2026-02-01"), entry("Two", "The second.", day="2026-03-01")],
        None,
    )  # fmt: skip
    yield found
    found.journal.close()


def share(client, *places, days=0, **more):
    ids = [one.id for one in client.journal.entries.newest(9)]
    at = NOW - dt.timedelta(days=days)
    return client.keep(client.share(entries=[ids[place] for place in places], at=at, **more))


# -- the groups


@pytest.mark.parametrize(
    ("facts", "group"),
    [
        ({"unread": ("s",), "last_share_on": TODAY}, "read"),
        ({"last_share_on": TODAY}, "read"),
        ({"last_share_on": TODAY, "drafts": ("s",)}, "read"),
        ({"last_share_on": TODAY, "targets_waiting": 1}, "read"),
        ({"damaged": "It is damaged."}, "read"),
        ({"last_share_on": TODAY, "replied_at": dt.datetime(2026, 3, 13, 12, tzinfo=dt.UTC)}, "sent"),
        ({"last_share_on": TODAY, "replied_at": dt.datetime(2026, 3, 1, 12, tzinfo=dt.UTC)}, "read"),
        ({"last_share_on": dt.date(2026, 1, 1)}, "quiet"),
        ({}, "quiet"),
    ],
)  # fmt: skip
def test_a_client_stands_where_they_are_looked_for(facts, group):
    assert group_of(row("Jo", **facts), TODAY) == group


@pytest.fixture
def caseload(qtbot):
    shown = Caseload()
    qtbot.addWidget(shown)
    shown.resize(252, 700)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


def show(caseload, *rows):
    caseload.show_clients(rows, [], [], ("", ""), set(), TODAY)


def test_a_row_says_what_matters(caseload):
    show(
        caseload,
        row(
            "Mara Lind", alias="Mara L.", last_share="s", unread=("s",), open_questions=2, targets_due=1,
            last_share_on=dt.date(2026, 3, 10), next_session_on=dt.date(2026, 3, 19),
            keep_until=dt.date(2026, 6, 10), changes=ChangeCounts(3, 1, 2, 1),
        ),
    )  # fmt: skip
    (shown,) = caseload.rows
    assert shown.title.text() == "Mara L."
    assert shown.subtitle.text() == "Sealed 10 Mar"
    lines = ["3 days · 2 questions open", "1 target due · next 19 Mar", "keep to 10 Jun"]
    assert shown.facts.text().split("\n") == lines
    assert "New" in shown.accessibleName()
    assert "3 new and 1 changed since the share before" in shown.accessibleName()


def test_the_client_who_is_read_is_scrolled_to_once(caseload, qtbot):
    clients = [row(f"Client {number:02}", last_share_on=TODAY) for number in range(20)]
    caseload.show_clients(clients, [], [], ("Client 18", ""), set(), TODAY)
    bar = caseload._area.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.value() > 0)
    bar.setValue(0)
    caseload.show_clients(clients[1:], [], [], ("Client 18", ""), set(), TODAY)
    qtbot.wait(50)
    assert bar.value() == 0


def test_twenty_clients_are_found_by_typing(caseload, qtbot):
    names = [f"Client {number:02}" for number in range(19)] + ["Zoë Ötz"]
    show(caseload, *(row(name, last_share_on=TODAY) for name in names))
    assert caseload.search.isVisible()
    assert len(caseload.rows) == 20
    qtbot.keyClicks(caseload, "zo")
    assert caseload.search.hasFocus() or caseload.search.text() == "zo"
    assert [one.title.text() for one in caseload.rows] == ["Zoë Ötz"]
    with qtbot.waitSignal(caseload.client_chosen) as chosen:
        qtbot.keyClick(caseload.search, Qt.Key.Key_Return)
    assert chosen.args == ["Zoë Ötz"]
    caseload.search.setText("nobody")
    assert caseload.none.isVisible()


def test_the_arrows_go_from_client_to_client(caseload, qtbot):
    show(caseload, row("Ana", last_share_on=TODAY), row("Bo", last_share_on=TODAY))
    caseload.rows[0].setFocus()
    qtbot.keyClick(caseload.rows[0], Qt.Key.Key_Down)
    assert caseload.rows[1].hasFocus()


@pytest.mark.parametrize("typed", ["ase", "odegard", "ødeg", "Åse"])
def test_names_are_found_without_their_accents(caseload, typed):
    show(caseload, row("Åse Ødegård", last_share_on=TODAY), row("Bo Lund", last_share_on=TODAY))
    caseload.search.setText(typed)
    assert [one.said.name for one in caseload.rows] == ["Åse Ødegård"]


def test_the_list_follows_the_arrows(caseload, qtbot):
    show(caseload, *(row(f"Client {number:02}", last_share_on=TODAY) for number in range(20)))
    qtbot.wait(20)  # for the layout
    caseload.rows[0].setFocus()
    for number in range(19):
        qtbot.keyClick(caseload.rows[number], Qt.Key.Key_Down)
    assert caseload.rows[19].hasFocus()
    assert not caseload.rows[19].visibleRegion().isEmpty()
    assert caseload.rows[0].visibleRegion().isEmpty()


# -- in the page


def withdraw(journal, share_id):
    """Ask for a share back, as its sender does."""
    with journal.changes.write(Kind.SHARE):
        journal.shares._write(
            "UPDATE share SET state = 'withdrawn', withdrawn_at = '2026-03-01T00:00:00.000Z' WHERE id = ?",
            share_id,
        )


def test_clients_are_read_from_the_list_and_their_earlier_shares_below(page, qtbot, mara):
    share(mara, 1, days=9)
    share(mara, 0, days=1)
    page.refresh()
    (shown,) = page.shelf.rows
    assert shown.new
    click(qtbot, shown)
    assert "The second." in page.reader.text.plain()
    assert len(page.shelf.rows) == 2
    qtbot.wait(20)  # for the layout
    click(qtbot, page.shelf.rows[1])
    assert "The first week." in page.reader.text.plain()
    assert not any(one.new for one in page.shelf.rows)


def test_with_clients_the_empty_desk_points_to_them(page, journal, tmp_path):
    page.refresh()
    assert page.invitation.state.title.text() == "Has somebody sealed for you?"
    meet(journal, tmp_path, "Jo Hansen").journal.close()
    page.refresh()
    assert page.invitation.state.title.text() == "Whom will you read?"


def test_a_client_is_called_as_one_likes_and_the_day_is_kept(page, qtbot, mara, sheet):
    share(mara, 0)
    page.refresh()
    page.reading.read_client(mara.person.id)
    page.acting.edit_current()
    asked = sheet(page, ClientSheet)
    qtbot.keyClicks(asked.alias, "M.")
    qtbot.keyClicks(asked.day.field, "in two weeks")
    click(qtbot, asked.kept_by)
    assert page.shelf.rows[0].title.text() == "M."
    assert "next" in page.shelf.rows[0].facts.text()
    assert page.reader.foot.seal.accessibleName() == "Seal reply for M."


def test_shares_past_their_day_go_by_one_act_that_is_asked(page, qtbot, mara, journal, sheet):
    agreed = mara.agree(NOW.date() + dt.timedelta(days=90), keep_days=5)
    old = share(mara, 1, days=20, consent=agreed)
    new = share(mara, 0, days=1, consent=agreed)
    page.refresh()
    page.reading.read_client(mara.person.id)
    assert page.banners.expired.isVisible()
    assert page.banners.expired.text() == "1 share is past the day you agreed on."
    click(qtbot, page.banners.expired.action)
    asked = sheet(page, GoneForGood)
    assert [one.id for one in journal.clients.shares(mara.person.id)] == [new, old]
    with qtbot.waitSignal(page.keeper.done, timeout=20000):
        click(qtbot, asked.confirm)
    assert [one.id for one in journal.clients.shares(mara.person.id)] == [new]
    assert not page.banners.expired.isVisible()
    assert page.reader.isVisible()


def test_a_withdrawn_share_is_told_once_and_its_copy_is_gone(page, qtbot, mara, journal):
    gone = share(mara, 1, days=9)
    page.refresh()
    withdraw(mara.journal, gone)
    file = mara.share(entries=[mara.journal.entries.newest(1)[0].id])
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        page.arriving.open_file(file)
    assert page.banners.withdrawn.isVisible()
    assert page.banners.withdrawn.text() == (
        "Mara Lind withdrew share 1. Your copy was deleted; the receipt leaves with your next reply."
    )
    assert gone not in [one.id for one in journal.clients.shares(mara.person.id)]
    assert [one.share for one in page.writing.draft.gone] == [gone]
    page.blank()
    assert "Mara" not in page.banners.withdrawn.text()


def test_everything_of_a_client_can_be_deleted(page, qtbot, mara, journal, sheet):
    share(mara, 0)
    page.refresh()
    page.reading.read_client(mara.person.id)
    page.acting.delete_current()
    asked = sheet(page, GoneForGood)
    with qtbot.waitSignal(page.keeper.done, timeout=20000):
        click(qtbot, asked.confirm)
    assert page.shelf.rows == []
    assert page.invitation.isVisible()
    assert journal.clients.count == 0


def test_somebody_who_was_deleted_is_kept_again_by_a_new_share(page, qtbot, mara, journal, sheet):
    share(mara, 0)
    page.refresh()
    with qtbot.waitSignal(page.keeper.done, timeout=20000):
        page.keeper.delete_client(mara.person.id)
    with qtbot.waitSignal(page.opener.opened, timeout=20000):
        page.arriving.open_file(mara.share(entries=[mara.journal.entries.newest(1)[0].id]))
    assert page.reader.key.text().startswith("Somebody you removed")
    assert page.reader.compare.isVisible()
    click(qtbot, page.reader.compare)
    keeping = sheet(page, KeepSheet)
    assert keeping.name.text() == "Mara Lind"
    keeping.name.setText("Mara Lind again")
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        click(qtbot, keeping.keep)
    assert [one.name for one in journal.people.all()] == ["Mara Lind again"]
    assert page.writing.person == mara.person.id
    assert len(journal.clients.shares(mara.person.id)) == 1


def test_the_prep_sheet_fits_a_low_window(page, qtbot, mara, sheet):
    share(mara, 0)
    page.refresh()
    page.reading.read_client(mara.person.id)
    page.window().resize(1000, 690)
    page.acting.show_prep()
    opened = sheet(page, PrepSheet)
    assert opened.text.height() == 250


def test_a_file_is_closed_before_another_thread_deletes_or_replaces_it(
    page, mara, journal, monkeypatch
):
    asked = []
    monkeypatch.setattr(journal.clients, "release", asked.append)
    monkeypatch.setattr(page.keeper, "_run", lambda *_work: asked.append("another thread"))
    page.keeper.delete_client(mara.person.id)
    page.keeper.bring_back(mara.person.id)
    assert asked == [mara.person.id, "another thread"] * 2


def test_a_damaged_file_says_so_and_hinders_nobody(
    page, qtbot, mara, journal, tmp_path, monkeypatch
):
    share(mara, 0)
    other = meet(journal, tmp_path, "Jo Hansen")
    other.journal.entries.add(entry("Three", "Another.", day="2026-02-01"))
    share(other, 0)
    other.journal.close()
    for file in journal.path.glob("clients/*"):
        if mara.person.id in file.name:
            journal.clients.close()
            file.write_bytes(b"damaged" * 900)
    page.refresh()
    page.reading.read_client(mara.person.id)
    assert page.damaged.isVisible()
    assert [row.key[0] for row in page.shelf.rows if row.isChecked()] == [mara.person.id]
    assert "damaged" in page.damaged.state.text.text()
    page.reading.read_client(other.person.id)
    assert "Another." in page.reader.text.plain()


# -- the prep sheet


def test_the_prep_sheet_compares_the_two_shares_that_are_chosen(page, qtbot, mara, sheet):
    share(mara, 1, days=20)
    share(mara, 1, days=9)
    share(mara, 0, days=1)
    page.refresh()
    page.reading.read_client(mara.person.id)
    page.acting.show_prep()
    opened = sheet(page, PrepSheet)
    words = opened.text.plain()
    assert "Not in this share" in words
    assert "removed" not in words
    assert "One" in words
    assert "Two" in words
    opened.newer.setCurrentIndex(1)
    opened.older.setCurrentIndex(2)
    assert "1 thing is as it was" in opened.text.plain()
    opened.older.setCurrentIndex(3)
    assert opened.prep.before_on is None


def test_notes_are_printed_only_where_they_are_asked_for(
    page, qtbot, mara, sheet, tmp_path, journal
):
    share(mara, 0)
    page.refresh()
    page.reading.read_client(mara.person.id)
    page.acting.show_prep()
    opened = sheet(page, PrepSheet)
    qtbot.keyClicks(opened.note.field, "CANARYNOTE")
    opened.save_pdf(str(tmp_path / "without.pdf"))
    click(qtbot, opened.printed)
    opened.save_pdf(str(tmp_path / "with.pdf"))
    opened.dismiss()
    assert [one.text for one in journal.clients.notes(mara.person.id)] == ["CANARYNOTE"]
    for name, there in (("without", False), ("with", True)):
        data = (tmp_path / f"{name}.pdf").read_bytes()
        assert data.startswith(b"%PDF")
        if shutil.which("pdftotext"):
            file = str(tmp_path / f"{name}.pdf")
            words = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout
            assert (b"CANARYNOTE" in words) is there
            assert b"Mara Lind" in words


def test_a_long_sheet_goes_on_to_the_next_page(qapp, mara, journal):
    share(mara, 0)
    found = client_desk.prep(journal.clients, mara.person.id, TODAY)
    long = found.__class__(
        **{name: getattr(found, name) for name in found.__slots__ if name != "sections"},
        sections=tuple(
            section._replace(lines=section.lines * 60) for section in found.sections
        ) or (prep_section(),),
    )  # fmt: skip
    assert prep_paper.as_pdf(long).count(b"/Type /Page\n") > 1


def prep_section():
    from metanoia.domain.prep import PrepLine, PrepSection

    return PrepSection("new", "New in this share", (PrepLine("A line of the sheet"),) * 90)


def test_a_reply_that_was_sealed_shows_when(page, qtbot, mara):
    kept = share(mara, 0, days=3)
    draft = mara.coach.clients.draft(mara.person.id, kept)
    mara.reply(kept, Draft(review_id=draft.review_id, closing_note="Thank you."))
    page.refresh()
    page.reading.read_client(mara.person.id)
    assert page.reader.foot.state.text().startswith("Reply sealed")
    assert page.shelf._heads
    assert QApplication.focusWidget() is page.reader.text


def test_an_answer_stands_above_the_first_page_with_its_question(page, qtbot, mara, tmp_path):
    from metanoia.exchange import reply

    kept = share(mara, 1, days=3)
    item = ("entry", str(mara.journal.entries.newest(9)[1].id))
    draft = mara.coach.clients.draft(mara.person.id, kept)
    asked = Comment(
        id="11111111-2222-4333-8444-555566667777", item=item, kind=CommentKind.QUESTION,
        body="What did you hear?",
    )  # fmt: skip
    sealed = mara.reply(kept, Draft(review_id=draft.review_id, comments=(asked,)))
    reply.bring_in(mara.journal, sealed)
    with mara.journal.changes.write(Kind.REPLY):
        mara.journal.replies._write(
            "INSERT INTO comment_answer(id, comment_id, at, body_md) VALUES(?, ?, ?, ?)",
            "21111111-2222-4333-8444-555566667777", asked.id, "2026-03-01T00:00:00.000Z",
            "The *clock*.",
        )  # fmt: skip
    share(mara, 0, 1)
    page.refresh()
    page.reading.read_client(mara.person.id)
    words = page.reader.text.plain()
    assert (
        words.index("What did you hear?") < words.index("The clock.") < words.index("The second.")
    )
    page.blank()
    assert "clock" not in page.reader.text.plain()


def test_a_large_share_is_read_beside_the_window(page, qtbot, mara, monkeypatch):
    monkeypatch.setattr(keeping, "MANY", 0)
    share(mara, 0)
    page.refresh()
    with qtbot.waitSignal(page.keeper.read, timeout=20000):
        page.reading.read_client(mara.person.id)
        assert page.waiting.isVisible()
    assert "The second." in page.reader.text.plain()
    assert page.reader.foot.isVisible()
    page.reading.read_client(mara.person.id)
    page.blank()
    qtbot.wait(200)
    assert page.invitation.isVisible()


def test_a_heavy_share_is_read_and_compared_beside_the_window(
    page, qtbot, mara, monkeypatch, sheet
):
    share(mara, 1, days=9)
    newest = share(mara, 0, days=1)
    page.refresh()
    size = page.journal.clients.size(mara.person.id, newest)
    assert size > 1000
    assert page.journal.clients.size(mara.person.id, "another") == 0
    page.reading.read_client(mara.person.id)
    assert page.reader.isVisible()
    monkeypatch.setattr(keeping, "HEAVY", size - 1)
    with qtbot.waitSignal(page.keeper.read, timeout=20000):
        page.reading.read_client(mara.person.id)
        assert page.waiting.isVisible()
    page.acting.show_prep()
    opened = sheet(page, PrepSheet)
    assert opened.prep is None
    assert not opened.pdf.isEnabled()
    assert "Comparing" in opened.text.plain()
    qtbot.waitUntil(lambda: opened.prep is not None, timeout=20000)
    assert "Not in this share" in opened.text.plain()
    assert opened.pdf.isEnabled()


def test_a_large_share_does_not_push_away_what_is_read_meanwhile(page, qtbot, mara, monkeypatch):
    first, newest = share(mara, 1, days=9), share(mara, 0, days=1)
    page.refresh()
    monkeypatch.setattr(keeping, "MANY", 0)
    page.reading.read_kept(mara.person.id, first)
    monkeypatch.setattr(keeping, "MANY", 24)
    page.reading.read_kept(mara.person.id, newest)
    qtbot.waitUntil(lambda: not page.keeper.busy, timeout=20000)
    assert page.reader.share.id == newest


def test_rows_that_say_the_same_stay_as_they_are(page, qtbot, mara, journal, tmp_path):
    share(mara, 0)
    other = meet(journal, tmp_path, "Jo Hansen")
    other.journal.close()
    page.refresh()
    known = {row.key[0]: row for row in page.shelf.rows}
    page.refresh()
    assert {row.key[0]: row for row in page.shelf.rows} == known
    page.reading.read_client(mara.person.id)
    rows = {row.key[0]: row for row in page.shelf.rows}
    assert rows[other.person.id] is known[other.person.id]
    assert rows[mara.person.id] is not known[mara.person.id]
    assert [row.isChecked() for row in page.shelf.rows] == [row is rows[mara.person.id] for row in page.shelf.rows]  # fmt: skip
    page.keeper.delete_client(mara.person.id)
    qtbot.waitUntil(lambda: len(page.shelf.rows) == 1, timeout=20000)
    assert not page.shelf.rows[0].isChecked()


def test_a_client_file_is_named_by_nobody(mara, journal):
    share(mara, 0)
    assert not [file for file in journal.path.rglob("*") if "Mara" in file.name]
