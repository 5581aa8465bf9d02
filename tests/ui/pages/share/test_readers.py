"""With whom, for what and until when: chosen by keys and clicks, kept at sealing, filled in again."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from metanoia.domain.consents import Agreed
from metanoia.domain.private_terms import PrivateTerm
from metanoia.exchange import contact, desk
from metanoia.ui.dialogs.compare_sheet import CompareSheet, NewKeysSheet
from metanoia.ui.dialogs.people_sheet import PeopleSheet
from metanoia.ui.dialogs.person_sheet import PersonSheet
from metanoia.ui.pages.share import draft as drafts
from metanoia.ui.pages.share.draft import WORDS, Draft
from metanoia.ui.pages.share.sealing import SealSheet
from sharing import make_identity


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def card(identity, name="Ingrid Solheim"):
    return contact.ContactCard(name=name, age_recipient=identity.age_recipient, signing_key=identity.signing_key)  # fmt: skip


@pytest.fixture
def bo(journal):
    person = journal.people.take_card(card(make_identity(), "Bo"), "peer").person
    return journal.people.get(person.id)


@pytest.fixture
def circle(journal, ingrid, bo):
    return journal.circles.add("Tuesday circle", [ingrid.id, bo.id])


@pytest.fixture
def whom(page):
    return page.sides.choose.whom


@pytest.fixture
def terms(page):
    return page.sides.choose.terms


@pytest.fixture
def today():
    return dt.datetime.now().astimezone().date()


@pytest.fixture
def seal(page, qtbot, sheet, save_as):
    """Check what is chosen, and seal it into a file."""

    def sealed(file):
        with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
            click(qtbot, page.sides.choose.check)
        click(qtbot, page.sides.check.seal)
        click(qtbot, sheet(page, SealSheet).go_on)
        with qtbot.waitSignal(page.sealing.sealer.sealed, timeout=20000):
            save_as(file)

    return sealed


def ready(page):
    """Tick something, so that only the right side is missing."""
    page.ticking.toggle(page.ticking.lines[0].id)


# -- with whom


def test_a_circle_is_chosen_with_all_its_people(page, qtbot, journal, circle, ingrid, bo, whom):
    page.refresh()
    assert "2 people" in whom.cards[circle.id].subtitle.text()
    assert "not compared yet: Bo" in whom.cards[circle.id].subtitle.text()
    click(qtbot, whom.cards[circle.id])
    assert page.draft.circle == circle.id
    assert page.draft.readers == (bo.id, ingrid.id)
    assert whom.cards[circle.id].isChecked()
    assert not whom.cards[ingrid.id].isChecked()
    assert page.readers.told().name == "Tuesday circle"
    journal.circles.set_members(circle.id, [ingrid.id, bo.id, somebody(journal).id])
    assert len(page.draft.readers) == 3
    journal.circles.trash(circle.id)
    assert (page.draft.to, page.draft.circle) == ((), None)


def somebody(journal, name="Cid"):
    return journal.people.take_card(card(make_identity(), name), "peer").person


def test_several_people_are_ticked_and_one_again(page, qtbot, ingrid, bo, whom):
    page.refresh()
    assert whom.also.isHidden()
    click(qtbot, whom.cards[ingrid.id])
    click(qtbot, whom.also)
    click(qtbot, whom.cards[bo.id])
    assert page.draft.readers == (bo.id, ingrid.id)
    assert page.readers.told().name == "Bo and Ingrid Solheim"
    assert page.sides.choose.terms.keep_labelled.caption.text() == "They then keep it for"
    click(qtbot, whom.cards[ingrid.id])
    assert page.draft.readers == (bo.id,)
    click(qtbot, whom.cards[ingrid.id])
    click(qtbot, whom.also)
    assert len(page.draft.readers) == 1
    click(qtbot, whom.also)
    click(qtbot, whom.cards[bo.id])
    click(qtbot, whom.cards[WORDS])
    assert page.draft.to == (WORDS,)
    assert page.draft.readers == ()
    assert [key for key, one in whom.cards.items() if one.isChecked()] == [WORDS]


def test_nobody_ticked_is_no_reader(page, qtbot, ingrid, bo, whom):
    page.refresh()
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert page.sides.choose.check.isEnabled()
    click(qtbot, whom.also)
    click(qtbot, whom.cards[ingrid.id])
    assert page.draft.to == ()
    assert not page.sides.choose.check.isEnabled()


def test_one_share_opens_for_each_of_several(
    page, qtbot, journal, coach, ingrid, seal, tmp_path, whom
):
    other = make_identity()
    journal.people.take_card(card(other, "Bo"), "peer")
    bo = journal.people.find("Bo")
    circle = journal.circles.add("Tuesday circle", [ingrid.id, bo.id])
    ready(page)
    click(qtbot, whom.cards[circle.id])
    qtbot.keyClicks(page.sides.choose.purpose, "Before Tuesday")
    seal(tmp_path / "c.metanoia")
    for reader in (coach, other):
        assert desk.open_share(tmp_path / "c.metanoia", identity=reader).addressed_to_me
    assert set(journal.shares.get(journal.shares.all()[0].id).parties) == {ingrid.id, bo.id}
    agreed = journal.consents.latest([ingrid.id, bo.id]).agreed
    assert agreed.purpose == "Before Tuesday"
    assert page.draft.circle == circle.id
    assert page.draft.purpose == "Before Tuesday"
    assert page.draft.since == dt.datetime.now().astimezone().date()


def test_by_the_keyboard_several_are_ticked(page, qtbot, ingrid, bo, whom):
    page.refresh()
    page.window().activateWindow()
    whom.cards[bo.id].setFocus(Qt.FocusReason.TabFocusReason)
    qtbot.keyClick(whom.cards[bo.id], Qt.Key.Key_Space)
    assert page.draft.readers == (bo.id,)
    tab_to(qtbot, whom.also)
    qtbot.keyClick(whom.also, Qt.Key.Key_Space)
    assert whom.cards[bo.id].hasFocus()
    tab_to(qtbot, whom.cards[ingrid.id])
    qtbot.keyClick(whom.cards[ingrid.id], Qt.Key.Key_Space)
    assert page.draft.readers == (bo.id, ingrid.id)
    tab_to(qtbot, whom.people)
    qtbot.keyClick(whom.people, Qt.Key.Key_Space)
    opened = page.window().findChildren(PeopleSheet)[-1]
    assert opened.is_open()
    qtbot.keyClick(opened, Qt.Key.Key_Escape)
    assert not opened.is_open()


def tab_to(qtbot, target):
    for _ in range(25):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        if target.hasFocus():
            return
    raise AssertionError(f"Tab does not come to {target.accessibleName()}")


# -- keys that changed


def test_other_keys_forbid_the_choice_until_they_are_compared(
    page, qtbot, journal, ingrid, circle, whom, sheet
):
    page.refresh()
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert page.draft.complete()
    new = make_identity()
    journal.people.take_card(card(new), "coach")
    assert page.draft.to == ()
    assert not page.sides.choose.check.isEnabled()
    assert ingrid.id not in whom.cards
    assert "Other keys came for Ingrid Solheim" in whom.warnings[ingrid.id].warning.text()
    assert not whom.cards[circle.id].isEnabled()
    assert "Ingrid" in whom.cards[circle.id].subtitle.text()
    click(qtbot, whom.warnings[ingrid.id].compare)
    opened = sheet(page, NewKeysSheet)
    assert opened.new.digits() == card(new).fingerprint
    assert opened.old.text() == contact.fingerprint(ingrid.age_recipient, ingrid.signing_key)
    click(qtbot, opened.same)
    assert journal.people.get(ingrid.id).age_recipient == new.age_recipient
    assert whom.warnings == {}
    assert whom.cards[circle.id].isEnabled()
    page.window().notices[-1].undo()
    assert journal.people.get(ingrid.id).age_recipient == ingrid.age_recipient
    assert ingrid.id in whom.warnings


def test_the_old_key_is_kept_by_one_button(page, qtbot, journal, ingrid, whom):
    journal.people.take_card(card(make_identity()), "coach")
    click(qtbot, whom.warnings[ingrid.id].keep_old)
    assert journal.people.get(ingrid.id) == ingrid
    assert ingrid.id in whom.cards
    page.window().notices[-1].undo()
    assert ingrid.id in whom.warnings


def test_a_change_while_checked_takes_the_share_back_to_choose(page, qtbot, journal, ingrid, whom):
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click(qtbot, page.sides.choose.check)
    assert page.sides.step == "check"
    journal.people.take_card(card(make_identity()), "coach")
    assert page.sides.step == "choose"


def test_a_card_under_a_known_name_is_compared_and_not_added(
    page, qtbot, journal, ingrid, whom, sheet
):
    click(qtbot, whom.new)
    opened = sheet(page, PersonSheet)
    opened.key.setPlainText(contact.as_text(card(make_identity())))
    assert "You know Ingrid Solheim with other keys" in opened.warning.text()
    opened.name.clear()
    qtbot.keyClicks(opened.name, "Ingrid Other")
    assert opened.warning.isHidden()
    opened.name.clear()
    qtbot.keyClicks(opened.name, "ingrid solheim")
    assert opened.warning.isVisible()
    click(qtbot, opened.keep)
    compare = sheet(page, NewKeysSheet)
    assert len(journal.people.all()) == 1
    qtbot.keyClick(compare, Qt.Key.Key_Escape)
    assert journal.people.get(ingrid.id).changed is not None


def test_an_uncompared_reader_can_be_compared(page, qtbot, journal, bo, whom, sheet):
    page.refresh()
    click(qtbot, whom.cards[bo.id])
    click(qtbot, whom.compare)
    click(qtbot, sheet(page, CompareSheet).same)
    assert journal.people.get(bo.id).verified_at is not None
    assert whom.compare.isHidden()


# -- what was agreed


def test_what_was_agreed_last_is_filled_in(page, qtbot, journal, ingrid, bo, whom, terms):
    journal.consents.agree(
        Agreed(purpose="Our Thursday", ends_on=dt.date(2098, 5, 1), keep_days=45), [ingrid.id]
    )
    click(qtbot, whom.cards[ingrid.id])
    assert terms.purpose.text() == "Our Thursday"
    assert terms.until.day() == dt.date(2098, 5, 1)
    assert terms.keep.currentText() == "45 days"
    assert (
        terms.purpose_labelled.field.accessibleDescription() == "Ingrid sees this sentence first."
    )
    click(qtbot, whom.cards[WORDS])
    assert terms.purpose.text() == ""
    qtbot.keyClicks(terms.purpose, "Mine")
    click(qtbot, whom.cards[ingrid.id])
    assert terms.purpose.text() == "Mine"


def test_past_its_end_it_is_refused_until_it_is_renewed(
    page, qtbot, journal, ingrid, whom, terms, today
):
    journal.consents.agree(
        Agreed(purpose="Long ago", ends_on=dt.date(2026, 2, 1)), [ingrid.id],
        today=dt.date(2026, 1, 1),
    )  # fmt: skip
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert terms.until_labelled.error() == "What you agreed ended on 1 February 2026. Renew it before you seal."  # fmt: skip
    click(qtbot, page.sides.choose.check)
    assert page.sides.step == "choose"
    assert terms.until.field.hasFocus()
    terms.until.field.selectAll()
    qtbot.keyClicks(terms.until.field, "in two weeks")
    qtbot.keyClick(terms.until.field, Qt.Key.Key_Return)
    assert terms.until_labelled.error() == ""
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click(qtbot, page.sides.choose.check)
    assert page.sides.step == "check"
    assert page.draft.until == today + dt.timedelta(days=14)


def test_an_agreement_that_was_ended_asks_for_another_day(
    page, qtbot, journal, ingrid, whom, terms
):
    journal.consents.end(journal.consents.latest([ingrid.id]).id)
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert "You ended what you had agreed" in terms.until_labelled.error()
    click(qtbot, page.sides.choose.check)
    assert page.sides.step == "choose"


def test_without_a_purpose_nothing_is_checked(page, qtbot, ingrid, whom, terms):
    ready(page)
    click(qtbot, whom.cards[WORDS])
    click(qtbot, page.sides.choose.check)
    assert page.sides.step == "choose"
    assert "Say what it is for" in terms.purpose_labelled.error()
    assert terms.purpose.hasFocus()
    qtbot.keyClicks(terms.purpose, "To think along")
    assert terms.purpose_labelled.error() == ""


def test_what_counts_as_new_begins_with_the_last_share(
    page, qtbot, ingrid, bo, whom, terms, seal, tmp_path
):
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert [terms.since.itemText(row) for row in range(terms.since.count())] == ["Everything"]
    seal(tmp_path / "s.metanoia")
    click(qtbot, page.sides.sealed.done)
    assert page.draft.since == dt.datetime.now().astimezone().date()
    assert terms.since.currentText().startswith("Since ")
    qtbot.keyClick(terms.since, Qt.Key.Key_Down)
    assert page.draft.since is None
    click(qtbot, whom.cards[bo.id])
    assert page.draft.since is None
    assert terms.since.count() == 1


def test_a_longer_note_stands_below_the_purpose(page, qtbot, ingrid, whom, terms):
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    assert not terms.note.isVisible()
    click(qtbot, terms.add_note)
    assert terms.note.hasFocus()
    qtbot.keyClicks(terms.note, "And thank you.")
    assert page.draft.request().cover_note == "To think along\n\nAnd thank you."
    assert page.draft.request("an id").cover_note == "And thank you."
    assert page.draft.request("an id").consent == "an id"


def test_only_the_names_are_hidden_by_themselves(page, qtbot, ingrid, whom):
    choose = page.sides.choose
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    request = page.draft.request()
    assert (request.mood, request.attachments, request.hide_names) == (False, False, True)
    assert request.readers == (ingrid.id,)
    for switch in (choose.mood, choose.photos):
        click(qtbot, switch)
    request = page.draft.request()
    assert (request.mood, request.attachments) == (True, True)


# -- the draft


def test_a_draft_outlives_a_lock_with_all_it_says():
    draft = Draft(
        sender="Mara", entries={"e1": None, "e2": None}, things={("goal", "g"): {"chart", "words"}, ("value", "v"): set()},
        others_words={"e1"}, to=("a", "b"), circle="c", purpose="For Thursday", cover_note="Hm.",
        until=dt.date(2026, 6, 30), keep_days=30, since=dt.date(2026, 2, 12), mood=True,
        attachments=True, hide_names=False,
    )  # fmt: skip
    back = drafts.from_text(drafts.as_text(draft))
    assert back == draft
    assert drafts.from_text(drafts.as_text(Draft())) == Draft()
    request = back.request()
    assert {tick.kind: tick.parts for tick in request.things} == {"goal": {"chart", "words"}, "value": frozenset()}  # fmt: skip
    assert request.others_words == {"e1"}


def test_a_draft_of_things_alone_is_complete():
    draft = Draft(sender="Mara", things={("goal", "g"): set()}, to=(WORDS,))
    assert draft.complete()
    assert not Draft(sender="Mara", to=(WORDS,)).complete()


def test_the_page_goes_blank_when_the_journal_is_closed(page, qtbot, journal, ingrid, whom):
    ready(page)
    click(qtbot, whom.cards[ingrid.id])
    journal.private_terms.keep([PrivateTerm("Jonas")])
    assert "Jonas" in page.sides.choose.names_about.text()
    page.checking.checker.forget()
    journal.changes.unsubscribe(page.journal_changed)
    journal.close()
    page.blank()
    assert whom.cards.keys() == {WORDS}
    assert page.sides.choose.purpose.text() == ""
    assert "Jonas" not in page.sides.choose.names_about.text()
    assert "Ingrid" not in page.sides.choose.terms.keep_labelled.caption.text()


def test_the_keyboard_stays_where_it_is_when_the_journal_changes(
    page, qtbot, journal, ingrid, bo, whom
):
    card = whom.cards[ingrid.id]
    click(qtbot, card)
    card.setFocus()
    journal.entries.save_text(page.ticking.lines[0].id, "Another title", "Other words.")
    assert whom.cards[ingrid.id] is card
    journal.people.rename(bo.id, "Bob")
    assert whom.cards[ingrid.id].hasFocus()
    assert whom.cards[bo.id].title.text() == "Bob"
