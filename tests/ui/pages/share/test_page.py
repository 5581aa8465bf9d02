"""Choosing, checking and sealing a share by keys and clicks; then the file itself is opened."""

from __future__ import annotations

import base64
import json

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from journals import moment, new_journal
from metanoia.domain.entries import NewEntry
from metanoia.exchange import contact, desk
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.hidden_names_sheet import HiddenNamesSheet
from metanoia.ui.dialogs.key_card_sheet import KeyCardSheet
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.pages.share.draft import WORDS
from metanoia.ui.pages.share.entry_sheet import EntrySheet
from metanoia.ui.pages.share.sealing import SealSheet
from metanoia.ui.theme import theme
from share_clicks import check, click, click_line, row, say, seal, ticks, titles
from sharing import make_identity


def lines(table):
    return [line.title for line in table.lines]


def test_nothing_is_ticked_and_nothing_can_be_checked_at_first(page):
    assert not page.draft.entries
    assert row(page.sides.choosing.tree, "Entries").note == "0 of 5"
    assert ticks(page.sides.choosing.tree) == []
    assert page.sides.choosing.note.isVisible()
    assert page.sides.choosing.bytes.text() == "0 KB"
    assert not page.sides.choose.check.isEnabled()
    assert page.sides.choose.from_name.text() == "Mara"


def test_a_share_for_a_person_holds_exactly_what_was_ticked(
    page, qtbot, journal, ingrid, coach, sheet, save_as, tmp_path
):
    choosing = page.sides.choosing
    click_line(qtbot, choosing.tree, "The silence I filled")
    click_line(qtbot, choosing.tree, "Walking")
    assert ticks(choosing.tree) == ["Entries (some)", "The silence I filled", "Walking"]
    assert not page.sides.choose.check.isEnabled()
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    assert page.sides.choose.check.isEnabled()
    say(qtbot, page, "To prepare Thursday")
    check(qtbot, page)
    made = page.checking.checked.payload
    assert choosing.bytes.text() == made.summary().rpartition(". ")[2]
    read = page.sides.check.paper.reading.plain()
    data = json.loads(made.members["data.json"])
    assert "To prepare Thursday" in read
    assert "I filled the silence." in read
    assert "Ingrid let the silence stand." in read
    assert len(data["items"]) == 2
    assert "CANARY" not in read
    offered = seal(qtbot, page, sheet, save_as, tmp_path / "out.metanoia")
    assert offered[0].rpartition("/")[2].startswith("metanoia-20")
    file = tmp_path / "out.metanoia"
    assert b"silence" not in file.read_bytes()
    opened = desk.open_share(file, identity=coach)
    assert [one.title for one in opened.entries] == ["The silence I filled", "Walking"]
    assert [one.body for one in opened.entries] == [one.body for one in made.entries]
    assert opened.agreed.purpose == "To prepare Thursday"
    assert opened.sender == "Mara"
    assert not any(b"CANARY" in data for data in made.members.values())
    assert page.sides.sealed.fingerprint.digits() == opened.fingerprint
    assert page.sides.sealed.title.text() == "Sealed for Ingrid"
    assert lines(page.sides.receipt.list) == ["The silence I filled", "Walking"]
    assert journal.shares.all()[0].names == ("Ingrid Solheim",)


def test_six_words_are_shown_once_and_open_the_file(page, qtbot, sheet, save_as, tmp_path):
    click_line(qtbot, page.sides.choosing.tree, "Walking")
    click(qtbot, page.sides.choose.whom.cards[WORDS])
    say(qtbot, page, "To think along")
    check(qtbot, page)
    seal(qtbot, page, sheet, save_as, tmp_path / "w.metanoia")
    words = page.sides.sealed.words.words()
    assert len(words.split()) == 6
    click(qtbot, page.sides.sealed.page)
    assert save_as(tmp_path / "w.html")[0].endswith(".html")
    sealed = base64.b64encode((tmp_path / "w.metanoia").read_bytes()).decode()
    assert sealed in (tmp_path / "w.html").read_text()
    opened = desk.open_share(tmp_path / "w.metanoia", words=words)
    assert [one.title for one in opened.entries] == ["Walking"]
    click(qtbot, page.sides.sealed.done)
    assert page.sides.step == "choose"
    assert not page.draft.entries
    page.receipts.show_past(page.journal.shares.all()[0].id)
    assert page.sides.sealed.words.words() == ""
    assert words not in page.sides.sealed.lead.text()


def test_the_preview_is_drawn_from_the_payload_and_not_from_the_journal(
    page, qtbot, ingrid, journal
):
    line = page.ticking.lines[0]
    page.ticking.toggle(line.id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    before = page.sides.check.paper.reading.plain()
    assert "I filled the silence." in before
    journal.entries.save_text(line.id, line.title, "Quite another text.", source=page)
    theme().changed.emit()
    assert page.sides.check.paper.reading.plain() == before
    assert b"Quite another" not in page.checking.checked.payload.members["data.json"]


def test_another_theme_asks_for_no_other_check(page, qtbot, ingrid):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    say(qtbot, page, "For Thursday")
    check(qtbot, page)
    made = page.checking.checked
    theme().apply("dark")
    QApplication.processEvents()
    assert page.sides.check.seal.isEnabled()
    assert page.checking.checked is made


def test_a_late_check_does_not_take_the_place_of_a_receipt(
    page, qtbot, ingrid, sheet, save_as, tmp_path
):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    seal(qtbot, page, sheet, save_as, tmp_path / "one.metanoia")
    click(qtbot, page.sides.sealed.done)
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click(qtbot, page.sides.choose.check)
        page.receipts.show_past(page.journal.shares.all()[0].id)
    assert page.sides.step == "receipt"


def test_every_file_that_leaves_is_listed(page, qtbot, ingrid):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    page.sides.check.shape.step(1)
    listed = page.sides.check.list.plain()
    for name in page.checking.checked.payload.members:
        assert name in listed


def test_what_leaves_can_be_searched(page, qtbot, ingrid):
    for line in page.ticking.lines[:2]:
        page.ticking.toggle(line.id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    field = page.sides.check.field
    qtbot.keyClicks(field, "silence")
    qtbot.waitUntil(lambda: page.sides.check.found.text().startswith("1 of"), timeout=3000)
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert page.sides.check.found.text().startswith("2 of")
    field.clear()
    qtbot.keyClicks(field, "CANARYSNOW")
    qtbot.waitUntil(lambda: page.sides.check.found.text() == "Not in it", timeout=3000)


def test_what_is_never_shared_cannot_be_ticked(page, qtbot, journal):
    click_line(qtbot, page.sides.choosing.tree, "Private thing")
    assert not page.draft.entries
    assert "never to be shared" in page.sides.choosing.problem.text()
    click_line(qtbot, page.sides.choosing.tree, "Entries")
    ticked = {journal.entries.get(one).title for one in page.draft.entries}
    assert "Private thing" not in ticked
    assert len(ticked) == 3


def test_an_entry_deleted_after_it_was_ticked_stops_the_share(page, qtbot, journal, ingrid):
    line = page.ticking.lines[0]
    page.ticking.toggle(line.id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        journal.entries.trash(line.id)
    assert page.sides.check.problems.isVisible()
    assert "Recently deleted" in page.sides.check.problems.text()
    assert not page.sides.check.seal.isEnabled()


def test_another_tick_while_checking_is_checked_again(page, qtbot, ingrid):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click_line(qtbot, page.sides.choosing.tree, "Walking")
        assert not page.sides.check.seal.isEnabled()
    assert len(page.checking.checked.payload.entries) == 2
    assert page.sides.check.seal.isEnabled()
    assert "Ingrid let the silence stand." in page.sides.check.paper.reading.plain()


def test_the_whole_journal_is_searched_and_ticked_by_keys(page, qtbot, journal, sheet):
    click_line(qtbot, page.sides.choosing.tree, "Add entries")
    opened = sheet(page, EntrySheet)
    assert len(lines(opened.list)) == 5
    qtbot.keyClicks(opened.field, "canarysnow")
    qtbot.keyClick(opened.field, Qt.Key.Key_Down)
    assert lines(opened.list) == ["Snow"]
    assert opened.list.hasFocus()
    qtbot.keyClick(opened.list, Qt.Key.Key_Space)
    assert opened.count.text() == "1 entry ticked"
    qtbot.keyClick(opened.list, Qt.Key.Key_Return)
    assert not opened.is_open()
    assert "Snow" in titles(page.sides.choosing.tree)
    assert [journal.entries.get(one).title for one in page.draft.entries] == ["Snow"]


def test_a_long_journal_is_listed_as_it_is_scrolled(qtbot, tmp_path, sheet, show):
    journal = new_journal(tmp_path / "long", entries=260)
    page = show(journal)
    page.add_entries()
    opened = sheet(page, EntrySheet)
    assert len(opened.list.lines) == 100
    opened.list.scrollToBottom()
    qtbot.waitUntil(lambda: len(opened.list.lines) > 100, timeout=3000)
    while opened.list.model_.canFetchMore():
        opened.list.model_.fetchMore()
    assert len(opened.list.lines) == 260
    opened.dismiss()
    journal.close()


def test_somebody_new_comes_by_their_card(page, qtbot, journal, sheet):
    other = make_identity()
    card = contact.ContactCard(name="Tomas Okafor", age_recipient=other.age_recipient, signing_key=other.signing_key)  # fmt: skip
    click(qtbot, page.sides.choose.whom.new)
    opened = sheet(page, PersonSheet)
    opened.key.setPlainText(contact.as_text(card))
    assert opened.name.text() == "Tomas Okafor"
    assert opened.fingerprint.digits() == card.fingerprint
    click(qtbot, opened.compared)
    click(qtbot, opened.keep)
    person = journal.people.by_key(other.signing_key)
    assert person.name == "Tomas Okafor"
    assert person.verified_at is not None
    assert page.draft.to == (person.id,)
    assert page.sides.choose.whom.cards[person.id].isChecked()


def test_a_bare_key_needs_a_name_and_a_wrong_one_is_refused(page, qtbot, journal, sheet):
    other = make_identity()
    click(qtbot, page.sides.choose.whom.new)
    opened = sheet(page, PersonSheet)
    opened.key.setPlainText(other.age_recipient[:-3])
    click(qtbot, opened.keep)
    assert "begin with age1" in opened.key_labelled.error()
    opened.key.setPlainText(other.age_recipient)
    click(qtbot, opened.keep)
    assert opened.name_labelled.error() == "Give the person a name."
    qtbot.keyClicks(opened.name, "Jo")
    qtbot.keyClick(opened.name, Qt.Key.Key_Return)
    assert journal.people.by_recipient(other.age_recipient).name == "Jo"


def test_a_changed_card_is_refused(page, qtbot, sheet):
    other, third = make_identity(), make_identity()
    card = contact.ContactCard(name="Jo", age_recipient=other.age_recipient, signing_key=other.signing_key)  # fmt: skip
    text = contact.as_text(card).replace(other.age_recipient, third.age_recipient)
    click(qtbot, page.sides.choose.whom.new)
    opened = sheet(page, PersonSheet)
    opened.key.setPlainText(text)
    assert "does not fit its keys" in opened.key_labelled.error()
    opened.dismiss()


def test_ones_own_card_is_copied_and_saved(page, qtbot, journal, sheet, save_as, tmp_path):
    click(qtbot, page.sides.choosing.card)
    opened = sheet(page, KeyCardSheet)
    click(qtbot, opened.copy)
    card = contact.parse(QGuiApplication.clipboard().text())
    assert card.name == "Mara"
    assert card.age_recipient == journal.identity.get().age_recipient
    assert opened.fingerprint.digits() == card.fingerprint
    click(qtbot, opened.save)
    save_as(tmp_path / "card.txt")
    assert contact.parse((tmp_path / "card.txt").read_text()) == card
    opened.dismiss()


def test_a_sealed_share_is_read_again_exactly_as_sealed(
    page, qtbot, journal, ingrid, sheet, save_as, tmp_path
):
    line = page.ticking.lines[0]
    page.ticking.toggle(line.id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    seal(qtbot, page, sheet, save_as, tmp_path / "a.metanoia")
    journal.entries.save_text(line.id, line.title, "Rewritten since.")
    click(qtbot, page.sides.receipt.read)
    assert "I filled the silence." in page.sides.reading.reading.plain()
    assert "Rewritten" not in page.sides.reading.reading.plain()
    click(qtbot, page.sides.read_back)
    click(qtbot, page.sides.sealed.copy)
    save_as(tmp_path / "copy.metanoia")
    assert (tmp_path / "copy.metanoia").read_bytes() == (tmp_path / "a.metanoia").read_bytes()
    click(qtbot, page.sides.sealed.done)
    assert page.sides.choosing.history.text() == "1 earlier share"


def test_a_file_in_a_synced_folder_is_said_to_stay_there(
    page, qtbot, ingrid, sheet, save_as, tmp_path
):
    for folder in ("plain", "Dropbox"):
        (tmp_path / folder).mkdir()
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    seal(qtbot, page, sheet, save_as, tmp_path / "plain" / "Dropbox.metanoia")
    told = page.sides.sealed.synced
    assert not told.isVisible()
    click(qtbot, page.sides.sealed.copy)
    save_as(tmp_path / "Dropbox" / "a.metanoia")
    assert told.isVisible()
    assert "Dropbox" in told.text()
    assert "copies stay there" in told.text()
    click(qtbot, page.sides.sealed.done)
    page.receipts.show_past(page.receipts._journal.shares.all()[0].id)
    assert not told.isVisible()


def test_a_share_sealed_into_a_synced_folder_says_so_in_its_receipt(
    page, qtbot, ingrid, sheet, save_as, tmp_path
):
    (tmp_path / "OneDrive - Ward").mkdir()
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    seal(qtbot, page, sheet, save_as, tmp_path / "OneDrive - Ward" / "a.metanoia")
    assert "OneDrive" in page.sides.sealed.synced.text()
    click(qtbot, page.sides.sealed.copy)
    save_as(tmp_path / "b.metanoia")
    assert page.sides.sealed.synced.isVisible()


def test_a_share_that_cannot_be_written_says_so_and_leaves_no_record(
    page, qtbot, journal, ingrid, sheet, tmp_path
):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    check(qtbot, page)
    with qtbot.waitSignal(page.sealing.sealer.failed, timeout=5000):
        page.sealing.seal_into(tmp_path / "no such folder" / "a.metanoia")
    assert "no folder" in page.sides.check.problems.text()
    assert page.sides.step == "check"
    assert journal.shares.all() == []


def test_all_of_it_by_the_keyboard_alone(page, qtbot, sheet):
    choosing, choose = page.sides.choosing, page.sides.choose
    page.window().activateWindow()
    choosing.tree.setFocus()
    qtbot.keyClick(choosing.tree, Qt.Key.Key_Down)
    qtbot.keyClick(choosing.tree, Qt.Key.Key_Space)
    qtbot.keyClick(choosing.tree, Qt.Key.Key_Down)
    qtbot.keyClick(choosing.tree, Qt.Key.Key_Space)
    assert len(page.draft.entries) == 2
    for _ in range(8):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if QApplication.focusWidget() in choose.whom.cards.values():
            break
    qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Space)
    assert page.draft.to
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if choose.check.hasFocus():
            break
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        qtbot.keyClick(choose.check, Qt.Key.Key_Space)
    assert page.sides.step == "check"
    assert page.sides.check.paper.reading.hasFocus()
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if page.sides.check.seal.hasFocus():
            break
    qtbot.keyClick(page.sides.check.seal, Qt.Key.Key_Space)
    opened = sheet(page, SealSheet)
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.is_open()
    qtbot.keyClick(page.sides.check, Qt.Key.Key_Escape)
    assert page.sides.step == "choose"
    assert len(page.draft.entries) == 2


def test_what_was_chosen_outlives_a_lock_and_nothing_stays_on_the_page(
    page, qtbot, journal, ingrid
):
    page.ticking.toggle(page.ticking.lines[0].id)
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    say(qtbot, page, "For Thursday")
    check(qtbot, page)
    kept = page.unsaved()
    page.blank()
    assert page.sides.choosing.tree.rows == []
    assert page.sides.choose.purpose.text() == ""
    assert page.sides.check.paper.reading.plain() == ""
    assert page.sides.check.exactly.text() == ""
    assert page.checking.checked is None
    assert page.unsaved() == ""
    page.take_back(kept)
    assert page.draft.purpose == "For Thursday"
    assert page.draft.to == (ingrid.id,)
    assert len(page.draft.entries) == 1


def test_names_on_the_list_are_hidden_and_told(page, qtbot, journal, ingrid, sheet):
    choose = page.sides.choose
    assert "No name" in choose.names_about.text()
    assert not choose.names.isEnabled()
    click(qtbot, choose.list)
    opened = sheet(page, HiddenNamesSheet)
    qtbot.keyClicks(opened.names, "Ingrid = my coach")
    qtbot.keyClick(opened.names, Qt.Key.Key_Return)
    qtbot.keyClicks(opened.names, "ingrid")
    click(qtbot, opened.keep)
    assert "twice" in opened.labelled.error()
    assert journal.private_terms.all() == ()
    opened.names.selectAll()
    qtbot.keyClicks(opened.names, "Ingrid")
    assert opened.labelled.error() == ""
    click(qtbot, opened.keep)
    assert choose.names_about.text().endswith("Ingrid")
    click_line(qtbot, page.sides.choosing.tree, "Walking")
    click(qtbot, choose.whom.cards[ingrid.id])
    check(qtbot, page)
    assert page.sides.check.hidden.text() == "1 name hidden"
    assert "Person A let the silence stand." in page.sides.check.paper.reading.plain()
    page.sides.check.shape.chosen.emit(1)
    assert "Person A" in page.sides.check.list.plain()
    click(qtbot, page.sides.check.back)
    click(qtbot, choose.names)
    check(qtbot, page)
    assert page.sides.check.hidden.isHidden()
    assert "Ingrid let the silence stand." in page.sides.check.paper.reading.plain()


def test_an_entry_can_be_brought_here(page, journal):
    snow = next(row for row in journal.entries.newest(9) if row.title == "Snow")
    page.go(Destination(page="share", entry=snow.id))
    assert list(page.draft.entries) == [snow.id]
    assert "Snow" in titles(page.sides.choosing.tree)


def test_putting_a_share_away_can_be_undone(page, qtbot):
    page.ticking.toggle(page.ticking.lines[0].id)
    say(qtbot, page, "Thursday")
    click(qtbot, page.sides.choose.cancel)
    assert not page.draft.entries
    assert page.sides.choose.purpose.text() == ""
    page.window().notices[-1].undo()
    assert len(page.draft.entries) == 1
    assert page.sides.choose.purpose.text() == "Thursday"


def test_an_empty_journal_teaches(qtbot, tmp_path, show):
    journal = new_journal(tmp_path / "empty")
    page = show(journal)
    assert page.sides.write.isVisible()
    with qtbot.waitSignal(page.asked) as asked:
        click(qtbot, page.sides.write)
    assert asked.args == [Destination(page="today", new=True)]
    journal.entries.add(NewEntry(when=moment(3), title="First", body="Words."))
    page.refresh()
    assert page.sides.step == "choose"
    journal.close()


@pytest.mark.parametrize("photos", [False, True])
def test_photos_leave_only_if_they_are_switched_on(page, qtbot, journal, ingrid, photos):
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(picture, "PNG")
    line = page.ticking.lines[0]
    journal.attachments.add(line.id, "beds.png", picture.getvalue(), mime="image/png")
    page.ticking.toggle(line.id)
    assert page.sides.choose.photos_about.text().startswith("1 in")
    click(qtbot, page.sides.choose.whom.cards[ingrid.id])
    if photos:
        click(qtbot, page.sides.choose.photos)
    check(qtbot, page)
    attached = [
        name for name in page.checking.checked.payload.members if name.startswith("attachments/")
    ]
    assert len(attached) == int(photos)
