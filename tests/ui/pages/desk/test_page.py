"""Opening what others sealed: whose it is, what it says, and why some of it stays shut."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog

from journals import new_journal
from metanoia.domain.consents import Agreed
from metanoia.domain.people import Role
from metanoia.exchange import seal
from metanoia.exchange.refusals import SENTENCES
from metanoia.ui.destination import Destination
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.dialogs.key_card_sheet import KeyCardSheet
from metanoia.ui.pages.desk import opening
from metanoia.ui.pages.desk.sheets import KeepSheet, SummarySheet, WordsSheet
from metanoia.ui.widgets.label import Label
from sharing import LOG_N, make_identity

WORDS = "lantern otter gravel maple seven dune"


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def open_file(qtbot, page, file):
    with qtbot.waitSignal(page.opener.opened, timeout=20000):
        page.go(Destination(page="desk", file=file))


def refuse(qtbot, page, file, words=None):
    with qtbot.waitSignal(page.opener.refused, timeout=20000):
        page.arriving.open_file(file, words)


def snapshot(folder):
    return {file: file.stat().st_mtime_ns for file in folder.rglob("*") if file.is_file()}


def test_at_first_the_desk_teaches(page, qtbot, sheet):
    assert page.invitation.isVisible()
    click(qtbot, page.invitation.card)
    opened = sheet(page, KeyCardSheet)
    assert opened.name.text() == "Ingrid"
    opened.dismiss()


def test_a_share_opens_by_the_journals_own_key_and_is_read(page, qtbot, sealed, tmp_path):
    told = sealed()
    before = snapshot(tmp_path)
    open_file(qtbot, page, told.file)
    assert [one for one in QApplication.topLevelWidgets() if one.isVisible()] == [page.window()]
    reader = page.reader
    assert reader.isVisible()
    assert reader.name.text() == "Mara L."
    assert reader.counts.text().startswith("2 entries")
    shown = reader.text.plain()
    assert "For Thursday" in shown
    assert "The silence I filled" in shown
    assert "I filled the silence." in shown
    assert "#silence" in shown
    assert "Ingrid let" not in shown
    assert not reader.before.isEnabled()
    click(qtbot, reader.after)
    assert "Ingrid let the silence stand." in reader.text.plain()
    assert "For Thursday" not in reader.text.plain()
    assert not reader.after.isEnabled()
    click(qtbot, reader.before)
    assert "I filled the silence." in reader.text.plain()
    assert reader.text.isReadOnly()
    assert snapshot(tmp_path) == before


def test_a_new_key_is_said_to_be_new_and_is_kept_once_compared(
    page, qtbot, sealed, client, journal, sheet
):
    open_file(qtbot, page, sealed().file)
    assert page.reader.key.text().startswith("New key")
    click(qtbot, page.reader.compare)
    opened = sheet(page, KeepSheet)
    own = client.identity.get()
    assert opened.fingerprint.digits() == page.reader.share.sender_fingerprint
    assert opened.name.text() == "Mara L."
    click(qtbot, opened.compared)
    click(qtbot, opened.keep)
    person = journal.people.by_key(own.signing_key)
    assert person.name == "Mara L."
    assert person.role is Role.CLIENT
    assert person.age_recipient == own.age_recipient
    assert person.verified_at is not None
    assert page.reader.key.text().startswith("Key known, fingerprint compared")
    assert not page.reader.compare.isVisible()


def test_a_known_key_is_known_whatever_name_it_signs_with(
    page, qtbot, sealed, client, journal, sheet
):
    own = client.identity.get()
    person = journal.people.add("Mara Lind", Role.CLIENT, own.age_recipient, own.signing_key)
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        page.arriving.open_file(sealed(sender="Somebody Else").file)
    assert page.reader.foot.isVisible()
    assert page.reader.name.text() == "Mara Lind"
    assert "“Somebody Else”" in page.reader.key_about.text()
    assert page.reader.key.text().endswith("not compared yet")
    click(qtbot, page.reader.compare)
    click(qtbot, sheet(page, CompareSheet).same)
    assert journal.people.get(person.id).verified_at is not None
    assert page.reader.key.text().startswith("Key known, fingerprint compared")


def test_the_name_of_somebody_known_with_another_key_is_a_warning(page, qtbot, sealed, journal):
    other = make_identity()
    journal.people.add("Mara L.", Role.CLIENT, other.age_recipient, other.signing_key)
    open_file(qtbot, page, sealed().file)
    assert page.reader.warning.isVisible()
    assert "another key" in page.reader.warning.text()
    assert page.reader.key.text() == "Another key than the one you know"


def _known_by_another_key(journal, name="Mara L."):
    other = make_identity()
    return journal.people.add(name, Role.CLIENT, other.age_recipient, other.signing_key)


def test_new_keys_of_somebody_known_are_compared_with_the_old_ones_and_then_count(
    page, qtbot, sealed, client, journal, sheet
):
    known = _known_by_another_key(journal)
    open_file(qtbot, page, sealed().file)
    click(qtbot, page.reader.compare)
    keeping = sheet(page, KeepSheet)
    assert keeping.keep.text() == "Compare with the known key…"
    assert not keeping.compared.isEnabled()
    click(qtbot, keeping.keep)
    opened = sheet(page, NewKeysSheet)
    assert opened.new.digits() == page.reader.share.sender_fingerprint
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        click(qtbot, opened.same)
    person = journal.people.get(known.id)
    assert person.signing_key == client.identity.get().signing_key
    assert page.writing.person == known.id
    assert page.reader.foot.isVisible()
    assert not page.shares


def test_new_keys_that_are_not_theirs_leave_the_old_one_and_the_share_unkept(
    page, qtbot, sealed, journal, sheet
):
    known = _known_by_another_key(journal)
    open_file(qtbot, page, sealed().file)
    click(qtbot, page.reader.compare)
    click(qtbot, sheet(page, KeepSheet).keep)
    sheet(page, NewKeysSheet).dismiss()
    assert page.reader.key.text() == "Another key than the one you know"
    click(qtbot, page.reader.compare)  # the keys wait by now: the name need not be asked for again
    click(qtbot, sheet(page, NewKeysSheet).keep_old)
    assert journal.people.get(known.id).changed is None
    assert journal.people.get(known.id).signing_key == known.signing_key
    assert not journal.clients.shares(known.id)
    assert page.shares


def test_another_person_of_the_same_name_is_kept_under_another(page, qtbot, sealed, journal, sheet):
    _known_by_another_key(journal)
    open_file(qtbot, page, sealed().file)
    click(qtbot, page.reader.compare)
    keeping = sheet(page, KeepSheet)
    keeping.name.setText("Mara L. of Bergen")
    assert keeping.keep.text() == "Keep"
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        click(qtbot, keeping.keep)
    assert {one.name for one in journal.people.all()} == {"Mara L.", "Mara L. of Bergen"}
    assert page.reader.name.text() == "Mara L. of Bergen"


def test_a_signing_key_with_another_address_is_compared_at_once(
    page, qtbot, sealed, client, journal, sheet
):
    own, other = client.identity.get(), make_identity()
    person = journal.people.add("Mara", Role.CLIENT, other.age_recipient, own.signing_key)
    open_file(qtbot, page, sealed().file)
    click(qtbot, page.reader.compare)
    with qtbot.waitSignal(page.keeper.kept, timeout=20000):
        click(qtbot, sheet(page, NewKeysSheet).same)
    assert journal.people.get(person.id).age_recipient == own.age_recipient


def test_what_was_agreed_for_a_day_is_for_one_day(page, qtbot, sealed, client, journal, sheet):
    own, today = journal.identity.get(), dt.datetime.now(dt.UTC).date()
    reader = client.people.add("Ingrid", Role.COACH, own.age_recipient, own.signing_key)
    agreed = Agreed(purpose="To try", ends_on=today + dt.timedelta(days=3), keep_days=1)
    consent = client.consents.agree(agreed, (reader.id,)).id
    open_file(qtbot, page, sealed(readers=(reader.id,), consent=consent).file)
    page.show_summary()
    words = [one.text() for one in sheet(page, SummarySheet).findChildren(Label)]
    assert any(one.endswith("keep this share 1 day.") for one in words)


def test_words_are_asked_for_until_they_are_right(page, qtbot, sealed, sheet):
    told = sealed(seal.ForWords(WORDS, LOG_N))
    refuse(qtbot, page, told.file)
    opened = sheet(page, WordsSheet)
    assert opened.field.hasFocus()
    qtbot.keyClicks(opened.field, "lantern otter gravel maple seven duck")
    with qtbot.waitSignal(page.opener.refused, timeout=10000):
        qtbot.keyClick(opened.field, Qt.Key.Key_Return)
    again = sheet(page, WordsSheet)
    assert again is not opened
    assert again.labelled.error() == SENTENCES["wrong-words"]
    qtbot.keyClicks(again.field, f"  {WORDS.upper()} ")
    with qtbot.waitSignal(page.opener.opened, timeout=10000):
        click(qtbot, again.open_it)
    assert "I filled the silence." in page.reader.text.plain()
    assert not page.reader.share.addressed_to_me


def test_giving_up_on_the_words_leaves_the_reason_on_the_page(page, qtbot, sealed, sheet):
    refuse(qtbot, page, sealed(seal.ForWords(WORDS, LOG_N)).file)
    qtbot.keyClick(sheet(page, WordsSheet), Qt.Key.Key_Escape)
    assert page.trouble.text() == SENTENCES["needs-words"]
    click(qtbot, page.trouble.help)
    sheet(page, WordsSheet).dismiss()


def test_a_share_for_somebody_else_offers_ones_key_card(page, qtbot, sealed, sheet):
    refuse(qtbot, page, sealed(seal.ForKeys((make_identity().age_recipient,))).file)
    assert page.trouble.text() == SENTENCES["not-for-me"]
    click(qtbot, page.trouble.help)
    sheet(page, KeyCardSheet).dismiss()


@pytest.mark.parametrize(
    ("harm", "code"),
    [
        (lambda data: data[:700], "damaged"),
        (lambda data: data[:-40] + bytes(40), "damaged"),
        (lambda data: b"", "empty"),
        (lambda data: b"Dear diary", "not-a-share"),
        (lambda data: b"-----BEGIN AGE ENCRYPTED FILE-----\n", "armored"),
    ],
)
def test_what_is_no_whole_share_says_why(page, qtbot, sealed, tmp_path, harm, code):
    file = tmp_path / "harmed.metanoia"
    file.write_bytes(harm(sealed().file.read_bytes()))
    refuse(qtbot, page, file)
    assert page.trouble.isVisible()
    assert page.trouble.text() == SENTENCES[code]
    assert page.shares == {}


def test_a_missing_file_says_so(page, qtbot, tmp_path):
    refuse(qtbot, page, tmp_path / "gone.metanoia")
    assert page.trouble.text() == SENTENCES["not-found"]


def test_several_shares_stand_on_the_shelf(page, qtbot, sealed):
    first, second = sealed(note="One"), sealed(note="Two")
    open_file(qtbot, page, first.file)
    open_file(qtbot, page, second.file)
    open_file(qtbot, page, second.file)
    assert len(page.shelf.rows) == 2
    assert "Two" in page.reader.text.plain()
    click(qtbot, page.shelf.rows[1])
    assert "One" in page.reader.text.plain()
    assert [row.isChecked() for row in page.shelf.rows] == [False, True]


def test_the_summary_leads_to_an_entry_and_shows_the_fingerprint(page, qtbot, sealed, sheet):
    told = sealed()
    open_file(qtbot, page, told.file)
    click(qtbot, page.reader.summary)
    opened = sheet(page, SummarySheet)
    assert opened.fingerprint.digits() == told.fingerprint
    assert "Walking" in opened.contents.plain()
    opened.contents.entry_asked.emit(page.reader.share.entries[1].id)
    assert not opened.is_open()
    assert "Ingrid let the silence stand." in page.reader.text.plain()


def test_a_file_can_be_dropped_and_chosen(page, qtbot, sealed):
    told = sealed()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(told.file))])
    drop = QDropEvent(
        QPointF(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    with qtbot.waitSignal(page.opener.opened, timeout=10000):
        page.dropEvent(drop)
    page.blank()
    page.arriving.ask_for_share()
    dialog = next(one for one in QApplication.topLevelWidgets() if isinstance(one, QFileDialog))
    dialog.selectFile(str(told.file))
    with qtbot.waitSignal(page.opener.opened, timeout=10000):
        dialog.accept()
    assert page.reader.isVisible()


def _dragged(file):
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    enter = QDragEnterEvent(
        QPoint(400, 300), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    enter.ignore()
    return enter, data


def test_a_journals_folder_and_a_reply_are_left_to_the_window(page, tmp_path):
    (tmp_path / "Journal").mkdir()
    for name, taken in (
        ("Journal", False), ("back.metanoia-reply", False), ("mine.metanoia", True), ("sent.txt", True),
    ):  # fmt: skip
        event, _data = _dragged(tmp_path / name)
        page.dragEnterEvent(event)
        assert event.isAccepted() is taken, name


def test_a_photo_is_shown_from_the_share_alone(page, qtbot, client, sealed):
    import io

    from PIL import Image

    picture = io.BytesIO()
    Image.new("RGB", (60, 40), "red").save(picture, "PNG")
    newest = client.entries.newest(1)[0]
    kept = client.attachments.add(newest.id, "beds.png", picture.getvalue(), mime="image/png")
    open_file(qtbot, page, sealed(attachments=True).file)
    image = page.reader.text.loadResource(2, f"attachment:{kept.sha256}")
    assert (image.width(), image.height()) == (60, 40)
    assert page.reader.text.loadResource(2, "file:///etc/passwd").width() == 1
    page.blank()
    assert page.reader.text.loadResource(2, f"attachment:{kept.sha256}").width() == 1


def test_a_lock_forgets_every_share(page, qtbot, sealed):
    open_file(qtbot, page, sealed().file)
    page.blank()
    assert page.shares == {}
    assert page.shelf.rows == []
    assert page.reader.text.plain() == ""
    assert page.reader.share is None
    assert page.reader.name.text() == ""
    assert page.invitation.isVisible()


def test_a_share_that_is_being_opened_at_the_lock_never_appears(page, qtbot, sealed):
    page.arriving.open_file(sealed().file)
    page.blank()
    qtbot.wait(300)
    assert page.shares == {}
    assert page.invitation.isVisible()


def test_ones_own_share_is_known_as_ones_own(page, qtbot, journal, tmp_path):
    from journals import entry
    from metanoia.domain.shares import ShareRequest

    kept = journal.entries.add(entry("Mine", "My own words."))
    checked = seal.check(journal, ShareRequest(entries=(kept.id,), sender="Ingrid"))
    to = seal.ForKeys((make_identity().age_recipient,))
    open_file(qtbot, page, seal.seal(journal, checked, to, tmp_path / "own.metanoia").file)
    assert page.reader.key.text() == "You sealed this yourself."
    assert not page.reader.compare.isVisible()


def test_a_large_share_is_opened_in_a_process_of_its_own(
    page, qtbot, sealed, tmp_path, journal, monkeypatch
):
    told = sealed()
    monkeypatch.setattr(opening, "LARGE", 100)
    open_file(qtbot, page, told.file)
    assert "I filled the silence." in page.reader.text.plain()
    other = new_journal(tmp_path / "third")
    with pytest.raises(opening.ShareUnreadable) as raised:
        opening.open_apart(told.file, other.identity.get(), None)
    assert raised.value.code == "not-for-me"
    other.close()


def test_it_is_read_by_the_keyboard(page, qtbot, sealed):
    open_file(qtbot, page, sealed().file)
    qtbot.waitUntil(page.reader.text.hasFocus, timeout=3000)
    stops = set()
    for _ in range(12):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        stops.add(QApplication.focusWidget())
    assert {page.reader.after, page.reader.summary, page.reader.compare, page.shelf.open} <= stops
    names = {command.id: command for command in page.commands()}
    names["entry-after"].run()
    assert "Ingrid let the silence stand." in page.reader.text.plain()
