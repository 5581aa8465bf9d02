from metanoia.domain.errors import JournalDamaged
from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Destination
from metanoia.ui.page import Page
from metanoia.ui.settings import Settings


class Entries(Page):
    name = "entries"
    shows = frozenset({Kind.ENTRY, Kind.TAG})

    def refresh(self):
        self.drawn = getattr(self, "drawn", 0) + 1


def page(qtbot):
    made = Entries(None, Settings())
    qtbot.addWidget(made)
    return made


def test_a_hidden_page_waits_until_it_is_shown(qtbot):
    entries = page(qtbot)
    entries.journal_changed(frozenset({Kind.ENTRY}))
    assert not hasattr(entries, "drawn")
    entries.show()
    assert entries.drawn == 1
    entries.hide()
    entries.show()
    assert entries.drawn == 1


def test_a_page_in_view_redraws_only_for_what_it_shows(qtbot):
    entries = page(qtbot)
    entries.show()
    entries.journal_changed(frozenset({Kind.SHARE}))
    assert entries.drawn == 1
    entries.journal_changed(frozenset({Kind.SHARE, Kind.TAG}))
    assert entries.drawn == 2


def test_a_page_ignores_its_own_echo(qtbot):
    entries = page(qtbot)
    entries.show()
    entries.journal_changed(frozenset({Kind.ENTRY}), entries)
    assert entries.drawn == 1


def test_the_way_back_leads_to_the_page(qtbot):
    assert page(qtbot).where() == Destination(page="entries")


def test_what_goes_wrong_as_a_page_comes_into_view_takes_no_way_through_qt(qtbot, monkeypatch):
    """Qt's own calls carry no error of Python's: with a filter on the application the program would end."""

    def fails(_self):
        raise JournalDamaged

    entries = page(qtbot)
    with qtbot.capture_exceptions() as caught:
        with monkeypatch.context() as patch:
            patch.setattr(Entries, "refresh", fails)
            entries.show()
            entries.journal_changed(frozenset({Kind.ENTRY}))
            assert caught == []
        qtbot.waitUntil(lambda: len(caught) == 2)
    assert {kind for kind, _, _ in caught} == {JournalDamaged}
    assert entries.isVisible()
