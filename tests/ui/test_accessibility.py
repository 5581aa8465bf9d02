"""Every page can be used by the keyboard and told by a screen reader, at every text size."""

from __future__ import annotations

import datetime as dt

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QLabel, QLineEdit, QWidget

from journals import entry, new_journal
from metanoia.domain.assumptions import NewAssumption, NewEvidence
from metanoia.domain.days import at
from metanoia.domain.predictions import NewPrediction
from metanoia.domain.terms import NewTerm
from metanoia.domain.visions import NewVision
from metanoia.ui.background import finish
from metanoia.ui.destination import Destination
from metanoia.ui.places import PLACES
from metanoia.ui.settings import Settings
from metanoia.ui.shell import Shell
from metanoia.ui.theme import theme
from registers import small_test

SECTIONS = ("appearance", "writing", "privacy", "backups", "import", "keyboard", "about")
TARGETS = [
    *(Destination(page=name) for name in PLACES if name != "settings"),
    *(Destination(page="settings", section=section) for section in SECTIONS),
    Destination(page="assumptions", section="register"),
    Destination(page="assumptions", section="register/map"),
    Destination(page="assumptions", section="predictions"),
    Destination(page="goals", section="values"),
    Destination(page="goals", section="values/sort"),
    Destination(page="goals", section="values/rate"),
    Destination(page="goals", section="values/trash"),
    Destination(page="team", section="words"),
    Destination(page="team", section="words/trash"),
    Destination(page="team", section="conversations"),
    Destination(page="team", section="trash"),
    Destination(page="review", section="quarter"),
    Destination(page="review", section="year"),
]
TAB = Qt.FocusPolicy.TabFocus


def named(target):
    return "-".join(filter(None, (target.page, target.section)))


@pytest.fixture(scope="module")
def journal(tmp_path_factory):
    journal = new_journal(tmp_path_factory.mktemp("a11y") / "j", name="Mara’s journal")
    for day in range(1, 4):
        journal.entries.add(entry("The silence I filled", "They **waited**.", day=day))
    held = journal.assumptions.add(NewAssumption(statement="They wait for me.", confidence=70))
    journal.assumptions.add_evidence(held.id, NewEvidence(stance=-1, text="Jonas had the answer."))
    journal.experiments.plan(held.id, small_test())
    made = dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    for number in range(12):
        one = journal.predictions.add(
            NewPrediction(
                statement=f"Number {number} comes to pass, and nobody will have minded.",
                settled_by="the minutes", due_on=dt.date(2026, 2, 1), percent=80, at=made,
                assumption=held.id,
            )
        )  # fmt: skip
        if number:
            journal.predictions.settle(one.id, "yes" if number % 3 else "no")
    for name, shows in (("Candour", 3), ("Rest", 7), ("Care", 8)):
        value = journal.values.add(name, "Said early, and to the right person.")
        journal.values.rate(value.id, 9, shows, date=dt.date(2026, 1, 1))
        journal.values.rate(value.id, 8, shows)
    journal.values.keep_sort(["Rest", "Care"], date=dt.date(2026, 1, 1))
    journal.values.keep_sort(["Care", "Candour", "Rest"])
    a_team(journal)
    yield journal
    finish(5000)
    journal.close()


def a_team(journal):
    """A vision with themes, stances and fits, a replaced one, words, and entries about talks."""
    visions = journal.visions
    old = visions.add(NewVision(name="Ward 4", text="Safe care.", as_of=dt.date(2025, 1, 1)))
    now = visions.add(
        NewVision(name="Ward 4", text="Every voice, no night alone.", as_of=dt.date(2026, 1, 1)),
        ["every voice", "no night alone"], replaces=old.id,
    )  # fmt: skip
    for stance, one in zip((3, None), visions.themes(now.id), strict=True):
        visions.say(one.id, "The newest nurse can change the plan.")
        visions.stand(one.id, stance, date=dt.date(2026, 1, 2))
        for fit, value in zip((-2, 1), journal.values.all(), strict=False):
            visions.set_fit(value.id, one.id, fit, "It costs me sleep.")
    visions.trash(visions.add(NewVision(name="Street", text="x", as_of=dt.date(2026, 1, 1))).id)
    journal.terms.add(NewTerm(word="done", mine="signed", theirs="typed", vision=now.id))
    journal.terms.trash(journal.terms.add(NewTerm(word="safe")).id)
    when = at(dt.date(2026, 3, 1), dt.time(9), "Europe/Oslo")
    journal.answers.begin("lesson", when, "Count", {"lesson": "Count first.", "told": "Lena"})
    journal.answers.begin("circle", when, "A case", {"case": "It is quiet.", "question": "Why?"})


class Windows(QObject):
    """Notes what is shown as a window of its own."""

    def __init__(self):
        super().__init__()
        self.seen = []

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.seen.append(told(watched))
        return False


def gone_to(shell, target):
    shell.go(target)
    for _ in range(6):
        QApplication.sendPostedEvents()
        QApplication.processEvents()


@pytest.fixture(scope="module", autouse=True)
def light(qapp):
    """Show light at scale 1 once for all: every change of it is felt by each of the pages."""
    shown = theme()
    shown.less_motion = True
    shown.set_system_scheme(None)
    shown.apply("light", 1.0)
    qapp.setCursorFlashTime(0)
    return shown


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request, light):
    light.apply(request.param)
    yield request.param
    light.apply("light")


@pytest.fixture(scope="module")
def walked(journal, light, qapp):
    """One shell whose pages were all shown once, and what flashed as a window while they were made."""
    shell, windows = Shell(journal, Settings(desk_shown=True)), Windows()
    shell.setMinimumSize(720, 560)  # as the window does: it never grows for what it shows
    shell.resize(1280, 800)
    shell.show()
    shell.activateWindow()
    assert QTest.qWaitForWindowActive(shell)
    qapp.installEventFilter(windows)
    for target in TARGETS:
        gone_to(shell, target)
    qapp.removeEventFilter(windows)
    yield shell, windows.seen
    shell.blank()
    shell.close()
    shell.deleteLater()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def shell(walked):
    """The shell as large as it was at first, in front."""
    shell, _ = walked
    shell.resize(1280, 800)
    shell.activateWindow()
    return shell


def test_no_part_of_a_page_flashes_as_a_window_of_its_own(walked):
    assert walked[1] == []


def stops(shell):
    """Return what Tab may stop at, as the widgets declare it."""
    return [
        widget
        for widget in shell.findChildren(QWidget)
        if widget.isVisible()
        and widget.isEnabled()
        and widget.focusPolicy() & TAB == TAB
        and widget.focusProxy() is None
    ]


def told(widget):
    return f"{type(widget).__name__} {widget.accessibleName()!r} {widget.size().toTuple()}"


@pytest.mark.parametrize("target", TARGETS, ids=named)
def test_what_the_keyboard_reaches_has_a_name_and_room_to_be_hit(shell, target):
    gone_to(shell, target)
    found = stops(shell)
    assert len(found) >= 5
    for widget in found:
        text = widget.text() if hasattr(widget, "text") else ""
        assert widget.accessibleName() or (text and not isinstance(widget, QLineEdit)), told(widget)
        assert min(widget.width(), widget.height()) >= theme().px(24), told(widget)


@pytest.mark.parametrize("target", TARGETS, ids=named)
def test_tab_goes_through_all_of_the_page_and_each_stop_shows(shell, qtbot, target):
    gone_to(shell, target)
    shell.sidebar.nextInFocusChain().setFocus()
    reached: list = []
    while (here := QApplication.focusWidget()) not in reached:
        assert here is not None, [told(widget) for widget in reached]
        reached.append(here)
        qtbot.keyClick(here, Qt.Key.Key_Tab)
    missed = [told(widget) for widget in stops(shell) if widget not in reached]
    assert not missed


@pytest.mark.parametrize("target", TARGETS, ids=named)
def test_the_focus_is_seen(shell, target, scheme):
    gone_to(shell, target)
    unseen = []
    for widget in stops(shell):
        shell.setFocus(Qt.FocusReason.OtherFocusReason)
        QApplication.processEvents()
        before = widget.grab().toImage()
        widget.setFocus(Qt.FocusReason.TabFocusReason)
        QApplication.processEvents()
        writes = hasattr(widget, "textCursor") or isinstance(widget, QLineEdit)
        if not writes and widget.grab().toImage() == before:
            unseen.append(told(widget))
    assert not unseen


@pytest.fixture
def large(light):
    light.apply(scale=1.4)
    yield
    light.apply(scale=1.0)


@pytest.mark.parametrize("size", [(1280, 800), (1024, 700)], ids=str)
def test_nothing_is_wider_than_the_window_in_large_text(shell, large, size):
    shell.resize(*size)
    for target in TARGETS:
        gone_to(shell, target)
        page = shell.current
        assert page.minimumSizeHint().width() <= page.width(), named(target)
        assert page.mapTo(shell, page.rect().topRight()).x() < size[0], named(target)
        for area in shell.findChildren(QAbstractScrollArea):
            inside = getattr(area, "widget", lambda: None)()
            if area.isVisible() and inside is not None:
                assert inside.width() <= area.viewport().width() + 1, (named(target), told(inside))
        for label in shell.current.findChildren(QLabel):
            if label.isVisible() and label.visibleRegion().boundingRect().width() < label.width():
                at = label.mapTo(shell, label.rect().topRight()).x()
                assert at <= size[0], (named(target), label.text())
