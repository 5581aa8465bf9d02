"""The list of people and the sheets around it: cards in, keys compared, circles made, all undone."""

from __future__ import annotations

import gc
import weakref

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from metanoia.domain.people import Role
from metanoia.exchange import contact
from metanoia.ui.background import finish
from metanoia.ui.dialogs.circle_sheet import CircleSheet
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.dialogs.known_sheet import KnownSheet
from metanoia.ui.dialogs.people_sheet import PeopleSheet
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.widgets.overlay import Overlay
from qr_pictures import as_bytes, drawn, on_a_screen, photographed
from sharing import make_identity


def card(name, own=None):
    own = own or make_identity()
    return contact.ContactCard(
        name=name, age_recipient=own.age_recipient, signing_key=own.signing_key
    )


def click(qtbot, button):
    QApplication.processEvents()  # a row that was just made has no place yet
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def window(qtbot):
    shown = QWidget()
    shown.resize(1024, 700)
    qtbot.addWidget(shown)
    with qtbot.waitActive(shown):
        shown.show()
        shown.activateWindow()
    return shown


@pytest.fixture
def anna(journal):
    person = journal.people.take_card(card("Anna Berg"), "coach").person
    journal.people.mark_verified(person.id)
    return journal.people.get(person.id)


@pytest.fixture
def bo(journal):
    return journal.people.take_card(card("Bo"), "peer").person


@pytest.fixture
def people(window, journal, anna, bo):
    opened = PeopleSheet(window, journal)
    opened.open()
    return opened


def top(window, kind):
    """Return the sheet of a kind that lies over the window."""
    found = [one for one in window.findChildren(Overlay) if isinstance(one, kind) and one.is_open()]
    assert found, [type(one).__name__ for one in window.findChildren(Overlay)]
    return found[-1]


def choose(qtbot, row, word):
    """Choose the line of a row's menu that begins with ``word``."""
    click(qtbot, row.more)
    menu = row.findChildren(QMenu)[-1]
    next(one for one in menu.actions() if one.text().startswith(word)).trigger()
    menu.close()


# -- the list


def test_nobody_yet_teaches(window, journal, qtbot):
    opened = PeopleSheet(window, journal)
    opened.open()
    assert opened.new.hasFocus()
    assert not opened.circle.isEnabled()
    click(qtbot, opened.new)
    new = top(window, PersonSheet)
    new.key.setPlainText(contact.as_text(card("Cid")))
    click(qtbot, new.keep)
    assert [row for row in opened.people] == [one.id for one in journal.people.all()]  # noqa: C416


def test_a_person_says_who_they_are_and_how_sure_it_is(people, journal, anna, bo):
    journal.people.set_tag(anna.id, "anna")
    people.refresh()
    said = [label.text() for label in people.people[anna.id].findChildren(QWidget) if hasattr(label, "text")]  # fmt: skip
    assert any("My coach" in one and "key compared" in one and "#anna" in one for one in said)
    assert people.people[bo.id].compare.isVisible()
    assert not people.people[anna.id].compare.isVisible()


def test_a_fingerprint_is_compared(people, journal, qtbot, window, bo):
    click(qtbot, people.people[bo.id].compare)
    click(qtbot, top(window, CompareSheet).same)
    assert journal.people.get(bo.id).verified_at is not None
    assert not people.people[bo.id].compare.isVisible()


def test_removing_is_undone_by_the_button_and_by_keys(people, journal, qtbot, bo):
    choose(qtbot, people.people[bo.id], "Remove")
    assert bo.id not in people.people
    assert people.undone.text() == "Bo was removed"
    click(qtbot, people.undone.action)
    assert bo.id in people.people
    choose(qtbot, people.people[bo.id], "Remove")
    qtbot.keyClick(people, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert journal.people.get(bo.id) == bo
    assert people.undone.isHidden()


def test_an_undo_that_cannot_be_is_said(people, journal, qtbot, bo):
    choose(qtbot, people.people[bo.id], "Remove")
    journal.people.take_card(card("Bo"), "peer")
    people.undo()
    assert "Add what tells them apart" in people.undone.text()


def test_name_role_and_tag_are_changed_together(people, journal, qtbot, window, anna, bo):
    choose(qtbot, people.people[anna.id], "Name")
    opened = top(window, KnownSheet)
    opened.name.setText("Bo")
    qtbot.keyClick(opened.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "by the name Bo" in opened.name_labelled.error()
    qtbot.keyClicks(opened.tag, "#")
    opened.keep()
    assert "at least one letter" in opened.tag_labelled.error()
    opened.name.setText("Anna B.")
    opened.tag.setText("for anna")
    opened.role.step(1)
    opened.keep()
    kept = journal.people.get(anna.id)
    assert (kept.name, kept.role, kept.tag) == ("Anna B.", Role.PEER, "for anna")
    people.undo()
    assert journal.people.get(anna.id) == anna


def test_new_keys_of_somebody_are_compared_before_they_count(people, journal, qtbot, window, anna):
    new = card("A. Berg")
    choose(qtbot, people.people[anna.id], "New keys")
    opened = top(window, PersonSheet)
    assert not opened.name.isVisible()
    opened.key.setPlainText(contact.as_text(new))
    click(qtbot, opened.keep)
    compare = top(window, NewKeysSheet)
    assert compare.new.digits() == new.fingerprint
    assert not compare.same.hasFocus()
    qtbot.keyClick(compare, Qt.Key.Key_Escape)
    row = people.people[anna.id]
    assert "Other keys came for Anna Berg" in row.warning.warning.text()
    click(qtbot, row.warning.keep_old)
    assert journal.people.get(anna.id) == anna
    people.undo()
    click(qtbot, people.people[anna.id].warning.compare)
    click(qtbot, top(window, NewKeysSheet).same)
    assert journal.people.get(anna.id).signing_key == new.signing_key
    assert people.people[anna.id].warning is None
    people.undo()
    assert journal.people.get(anna.id).changed is not None


def test_new_keys_that_were_compared_at_once_count_at_once(people, journal, qtbot, window, anna):
    new = card("Anna Berg")
    click(qtbot, people.new)
    opened = top(window, PersonSheet)
    opened.key.setPlainText(contact.as_text(new))
    assert "You know Anna Berg with other keys" in opened.warning.text()
    click(qtbot, opened.compared)
    click(qtbot, opened.keep)
    kept = journal.people.get(anna.id)
    assert (kept.signing_key, kept.changed) == (new.signing_key, None)
    assert kept.verified_at is not None


def test_a_bare_key_is_no_new_key(people, qtbot, window, anna):
    choose(qtbot, people.people[anna.id], "New keys")
    opened = top(window, PersonSheet)
    opened.key.setPlainText(make_identity().age_recipient)
    click(qtbot, opened.keep)
    assert "whole key card" in opened.key_labelled.error()


# -- circles


def test_a_circle_is_made_changed_deleted_and_each_undone(people, journal, qtbot, window, anna, bo):
    click(qtbot, people.circle)
    opened = top(window, CircleSheet)
    opened.keep()
    assert "Give the circle a name" in opened.name_labelled.error()
    qtbot.keyClicks(opened.name, "Tuesday")
    click(qtbot, opened.boxes[anna.id])
    opened.keep()
    assert "at least two" in opened.people_labelled.error()
    click(qtbot, opened.boxes[bo.id])
    qtbot.keyClick(opened.name, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (circle,) = journal.circles.all()
    assert circle.members == (anna.id, bo.id)
    assert people.undone.text() == "The circle Tuesday was made"
    cid = journal.people.take_card(card("Cid"), "peer").person
    people.refresh()
    click(qtbot, people.circles[circle.id].change)
    changing = top(window, CircleSheet)
    click(qtbot, changing.boxes[cid.id])
    click(qtbot, changing.kept_by)
    assert len(journal.circles.get(circle.id).members) == 3
    people.undo()
    assert journal.circles.get(circle.id) == circle
    click(qtbot, people.circles[circle.id].delete)
    assert journal.circles.all() == []
    people.undo()
    assert journal.circles.all() == [circle]


def test_a_circle_name_that_is_taken_is_said_at_the_name(people, journal, qtbot, window, anna, bo):
    journal.circles.add("Tuesday", [anna.id, bo.id])
    people.refresh()
    click(qtbot, people.circle)
    opened = top(window, CircleSheet)
    qtbot.keyClicks(opened.name, "tuesday")
    for box in opened.boxes.values():
        click(qtbot, box)
    opened.keep()
    assert "already" in opened.name_labelled.error()


def test_by_the_keyboard_alone(people, journal, qtbot, window, anna, bo):
    assert people.people[anna.id].more.hasFocus()
    reached = set()
    for _ in range(12):
        focus = QApplication.focusWidget()
        reached.add(focus)
        qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert {people.people[bo.id].compare, people.people[bo.id].more, people.circle, people.new} <= reached  # fmt: skip
    assert all(stop.accessibleName() or stop.text() for stop in people.stops())
    qtbot.keyClick(people, Qt.Key.Key_Escape)
    assert not people.is_open()


def test_a_closed_sheet_is_gone(window, journal, anna, bo, qapp):
    opened = PeopleSheet(window, journal)
    opened.open()
    opened.dismiss()
    gone = weakref.ref(opened)
    del opened
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


# -- cards by file, drop and text


@pytest.fixture
def new(window, journal):
    opened = PersonSheet(window, journal)
    opened.added_ones = []
    opened.added.connect(opened.added_ones.append)
    opened.open()
    return opened


def drop(target, data):
    enter = QDragEnterEvent(
        target.rect().center(), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(target, enter)
    if not enter.isAccepted():
        return False
    there = QDropEvent(
        QPointF(target.rect().center()), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )  # fmt: skip
    QApplication.sendEvent(target, there)
    return True


def came(qtbot, sheet, one):
    """Wait until the sheet shows a card."""
    qtbot.waitUntil(lambda: sheet.fingerprint.digits() == one.fingerprint)
    assert sheet.key.toPlainText() == contact.as_text(one)
    assert sheet.key_labelled.error() == ""


def image_of(one):
    return QImage.fromData(as_bytes(on_a_screen(drawn(one))))


@pytest.mark.parametrize("form", [contact.as_text, contact.as_json])
def test_a_card_is_dropped_as_a_file(new, journal, qtbot, tmp_path, form):
    anna = card("Anna")
    (tmp_path / "card").write_text(form(anna))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "card"))])
    assert drop(new, data)
    came(qtbot, new, anna)
    qtbot.keyClick(new.name, Qt.Key.Key_Return)
    assert new.added_ones == [journal.people.by_key(anna.signing_key).id]


def test_a_card_is_dropped_as_text(new, qtbot):
    anna = card("Anna")
    data = QMimeData()
    data.setText(contact.as_text(anna))
    assert drop(new, data)
    assert new.name.text() == "Anna"


def test_nothing_else_is_taken(new):
    data = QMimeData()
    data.setUrls([QUrl("https://example.org/card.txt"), QUrl("https://example.org/b.txt")])
    data.setData("image/png", b"x")
    assert not drop(new, data)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89PNG\r\n\x1a\n" + bytes(60), "picture cannot be read"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "this kind"),
        (as_bytes(drawn("https://example.org")), "Nothing was opened"),
        (b"\xff\xfe\x00\x01", "not a contact card"),
        (b"Dear Mara, here is my card.", "not a contact card"),
        (b"x" * 40_000, "too long"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_is_no_card_says_why(new, journal, qtbot, tmp_path, content, says):
    if content is not None:
        (tmp_path / "file").write_bytes(content)
    new.take(tmp_path / "file")
    qtbot.waitUntil(lambda: says in new.key_labelled.error())
    click(qtbot, new.keep)
    assert journal.people.all() == []
    assert new.is_open()


def test_a_photo_of_the_code_is_opened_or_dropped(new, journal, qtbot, tmp_path):
    anna, bo = card("Änne"), card("Bo")
    for one in (anna, bo):
        photo = as_bytes(photographed(drawn(one, pixels=7)), "JPEG", quality=70)
        (tmp_path / f"{one.name}.jpg").write_bytes(photo)
    new.take(tmp_path / "Bo.jpg")
    came(qtbot, new, bo)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "Änne.jpg"))])
    assert drop(new, data)
    came(qtbot, new, anna)
    assert new.name.text() == "Änne"
    click(qtbot, new.keep)
    assert new.added_ones == [journal.people.by_key(anna.signing_key).id]


def test_a_screenshot_is_pasted(new, qtbot):
    anna = card("Anna")
    QGuiApplication.clipboard().setImage(image_of(anna))
    new.key.setFocus()
    qtbot.keyClick(new.key, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    came(qtbot, new, anna)


@pytest.mark.parametrize("kind", [QImage.Format.Format_ARGB32_Premultiplied, QImage.Format.Format_RGB32, QImage.Format.Format_Grayscale8])  # fmt: skip
def test_an_image_is_dropped(new, qtbot, kind):
    anna = card("Anna")
    data = QMimeData()
    data.setImageData(image_of(anna).convertToFormat(kind))
    data.setUrls([QUrl("https://example.org/code.png")])  # as a browser gives it
    assert drop(new, data)
    came(qtbot, new, anna)


def test_a_copied_file_is_pasted_and_text_stays_text(new, qtbot, tmp_path):
    anna, bo = card("Anna"), card("Bo")
    (tmp_path / "card.png").write_bytes(as_bytes(drawn(anna)))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "card.png"))])
    assert new.key.canInsertFromMimeData(data)
    new.key.insertFromMimeData(data)
    came(qtbot, new, anna)
    new.key.clear()
    both = QMimeData()
    both.setText(contact.as_text(bo))
    both.setImageData(image_of(anna))
    new.key.insertFromMimeData(both)
    came(qtbot, new, bo)


def test_a_pasted_image_without_a_code_says_so_and_a_huge_one_is_not_tried(new, qtbot):
    for size, says in ((300, "No QR code"), (6400, "40 million pixels")):
        image = QImage(size, size, QImage.Format.Format_Grayscale8)
        image.fill(255)
        data = QMimeData()
        data.setImageData(image)
        new.key.insertFromMimeData(data)
        qtbot.waitUntil(lambda words=says: words in new.key_labelled.error())


def test_what_is_typed_meanwhile_stays(new, qtbot, tmp_path):
    """The picture that was given before answers too late."""
    anna, bo = card("Anna"), card("Bo")
    (tmp_path / "card.png").write_bytes(as_bytes(drawn(anna)))
    new.take(tmp_path / "card.png")
    new.key.setPlainText(contact.as_text(bo))
    assert finish()
    QApplication.processEvents()
    assert new.name.text() == "Bo"
    (tmp_path / "none.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    new.take(tmp_path / "none.png")
    new.take(tmp_path / "card.png")
    came(qtbot, new, anna)
    assert finish()
    QApplication.processEvents()
    assert new.key_labelled.error() == ""


def test_a_sheet_that_was_closed_meanwhile_takes_nothing(window, journal, qtbot, tmp_path):
    (tmp_path / "card.png").write_bytes(as_bytes(drawn(card("Anna"))))
    opened = PersonSheet(window, journal)
    opened.open()
    opened.take(tmp_path / "card.png")
    gone = weakref.ref(opened)
    opened.dismiss()
    del opened
    assert finish()
    QApplication.processEvents()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    gc.collect()
    assert gone() is None


def test_ones_own_card_is_refused_at_the_card(new, journal, qtbot):
    own = journal.identity.get()
    new.key.setPlainText(contact.as_text(card("Me", own)))
    click(qtbot, new.keep)
    assert "your own" in new.key_labelled.error()
    assert journal.people.all() == []


def test_the_same_card_once_more_adds_nobody(new, journal, qtbot, window):
    anna = card("Anna")
    known = journal.people.take_card(anna, "coach").person
    new.key.setPlainText(contact.as_text(anna))
    assert new.warning.isHidden()
    click(qtbot, new.keep)
    assert new.added_ones == [known.id]
    assert journal.people.all() == [known]
