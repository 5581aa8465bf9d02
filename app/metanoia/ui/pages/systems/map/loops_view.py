"""Beside the map: its loops, what they look like, where one could act, and what it is tied to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.assumptions import AssumptionId
from metanoia.domain.errors import MetanoiaError
from metanoia.domain.levers import levers
from metanoia.domain.patterns import LARGE, accepted
from metanoia.ui.connected.row import ConnectedRow
from metanoia.ui.pages.systems.map.levers_card import LeversCard
from metanoia.ui.pages.systems.map.loop_row import LoopRow
from metanoia.ui.pages.systems.map.pattern_card import AcceptedCard, AskedCard
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.tab_order import order_tabs, stops_in
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QVBoxLayout

    from metanoia.domain.maps import PatternNote
    from metanoia.domain.patterns import Hit
    from metanoia.journal import Journal
    from metanoia.ui.pages.systems.editing import Editing

_SHOWN: Final = 40  # loops that are listed before somebody asks for more


class LoopsView(QWidget):
    """``find_asked`` wants the loops looked for now, ``name_asked`` carries the key of a loop.

    ``answered`` carries a Hit and the answer, ``test_asked`` the link of a lever, ``opened`` the id of
    an assumption; what is done with accepted patterns goes by ``withdrawn``, ``noted`` and
    ``pattern_test_asked``.
    """

    find_asked = Signal()
    name_asked = Signal(str)
    answered = Signal(object, str)
    withdrawn = Signal(object)
    noted = Signal(object, str)
    pattern_test_asked = Signal(object)
    test_asked = Signal(str)
    opened = Signal(str)
    looked_at = Signal(str)

    def __init__(self, journal: Journal) -> None:
        super().__init__()
        self._journal = journal
        self._of = ""  # the map that is shown
        self._all = False
        self._shown: dict[str, object] = {}
        self.look = Button(self.tr("Find loops"), "ghost", "refresh-cw", "s")
        self.loops: list[LoopRow] = []
        self.asked: list[AskedCard] = []
        self.accepted: list[AcceptedCard] = []
        self.assumptions: list[LaidOutRow] = []
        self.nothing = Label(
            self.tr("No loop yet. One appears as soon as the links lead back to where they began."),
            "label", "text3", weight=400, wrap=True,
        )  # fmt: skip
        self.honest = Label("", "caption", "text3", wrap=True)
        self.rest = Button("", "ghost", size="s")
        self.hint = Label(
            self.tr("On a map this large, choose some variables to be asked about patterns among them."),
            "caption", "text3", wrap=True,
        )  # fmt: skip
        self.levers = LeversCard(self)
        self.connected = ConnectedRow(journal, "map")
        self._loops, self._patterns, self._resting = vbox(gap=2), vbox(gap=10), vbox()
        self._order_soon = QTimer(self, singleShot=True, interval=0)
        self._order_soon.timeout.connect(self._order)
        head = hbox(Label(self.tr("Loops"), "strong"), None, self.look, margins=(12, 0, 6, 0))
        said = boxed(vbox(self.nothing, self.honest, self.hint, margins=(12, 0, 8, 0)))
        parts = (
            boxed(head), 6, boxed(self._loops), boxed(hbox(self.rest, None)), said, 16,
            boxed(self._patterns), 18, self._caption(self.tr("My part in it")), 4,
            boxed(vbox(self.levers, margins=(12, 0, 8, 0))), 18,
            self._caption(self.tr("Linked")), 4, boxed(self._resting),
            boxed(vbox(self.connected, margins=(8, 4, 4, 0))), None,
        )  # fmt: skip
        self.setLayout(vbox(*parts, margins=(8, 16, 10, 20)))
        self.look.clicked.connect(self.find_asked)
        self.rest.clicked.connect(self._show_all)
        self.levers.test_asked.connect(self.test_asked)

    def show_map(self, editing: Editing, hits: Sequence[Hit]) -> None:
        """Show what is known of a map; what is the same stays as it is."""
        of, found = editing.map, editing.loops
        if self._of != of.id:
            self._of, self._all = of.id, False
        answered = {(note.pattern, note.loops) for note in of.pattern_notes}
        names = {loop.key: loop.label for loop in found.loops}
        hits = tuple(
            hit
            for hit in hits
            if (hit.pattern, tuple(sorted(hit.loops))) not in answered
            and names.keys() >= set(hit.loops)
        )
        self._editing, self._hits = editing, hits
        notes = accepted(of, found.loops)
        cards = [(note.pattern, note.loops) for note in notes]
        resting = self._assumptions(editing)
        if self._differs("loops", (of.loop_notes, of.names, found, self._all)):
            self._show_loops(editing)
        if self._differs("patterns", (names, hits, cards)):
            self._show_patterns(hits, notes, names)
        for card, note in zip(self.accepted, notes, strict=True):
            card.show_note(note)
        if self._differs("resting", resting):
            self._show_resting(resting)
        self.hint.setVisible(len(of.variables) > LARGE and not editing.selection)
        self.levers.show_levers(of, levers(of, found.loops))
        self.connected.show_thing(of.id)

    def forget(self) -> None:
        """Hold no words any more."""
        self._shown.clear()
        self._of = ""
        self.levers.forget()
        for column in (self._loops, self._patterns, self._resting):
            _empty(column)
        self.loops, self.asked, self.accepted, self.assumptions = [], [], [], []
        self.connected.forget()

    def take_focus(self, key: str) -> None:
        """Put the keyboard on the row of a loop; it may be another than the one that was pressed."""
        for row in self.loops:
            if row.loop.key == key:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def flush(self) -> None:
        """Keep what is being written here."""
        for card in self.accepted:
            card.saving.flush_or_raise()

    # -- inside

    def _differs(self, part: str, shown: object) -> bool:
        """Say whether a part must be shown anew: nothing is rebuilt below the keyboard for nothing."""
        if part in self._shown and self._shown[part] == shown:
            return False
        self._shown[part] = shown
        self._order_soon.start()
        return True

    def _show_loops(self, editing: Editing) -> None:
        of, found = editing.map, editing.loops
        at = next((row.loop.key for row in self.loops if row.hasFocus()), None)
        _empty(self._loops)
        few = found.loops if self._all else found.loops[:_SHOWN]
        self.loops = []
        for loop in few:
            along = " → ".join(of.names[node] for node in loop.way(of.names))
            row = LoopRow(loop, of.loop_note(loop.key), along, self)
            row.clicked.connect(self._pressed)
            row.looked_at.connect(self._look_at)
            self._loops.addWidget(row)
            row.show()
            self.loops.append(row)
        if at is not None:
            same = (row for row in self.loops if row.loop.key == at)
            next(same, self.look).setFocus(Qt.FocusReason.OtherFocusReason)
        more = len(found.loops) - len(few)
        self.rest.setText(self.tr("Show {} more").format(f"{more:,}"))
        self.rest.setVisible(more > 0)
        self.nothing.setVisible(not found.loops and not found.more)
        self.honest.setText(self.tr("Longer or more loops exist; these are the shortest."))
        self.honest.setVisible(found.more)

    def _show_patterns(
        self, hits: Sequence[Hit], notes: Sequence[PatternNote], labels: dict[str, str]
    ) -> None:
        """Show the cards in their order; those that were there stay, with the keyboard in them."""
        old: list[AcceptedCard | AskedCard] = [*self.accepted, *self.asked]
        there = {(card.key, card.labels): card for card in old}
        held = any(card.isAncestorOf(self.focusWidget()) for card in old)
        self.accepted, self.asked = [], []
        for note in notes:
            which = tuple(sorted(labels[key] for key in note.loops))
            card = there.get((("said", note.pattern, note.loops), which))
            self.accepted.append(
                card if isinstance(card, AcceptedCard) else self._accepted(note, which)
            )
        for hit in hits:
            which = tuple(labels[key] for key in hit.loops)
            card = there.get((("asked", hit.pattern, hit.strength, hit.loops), which))
            self.asked.append(card if isinstance(card, AskedCard) else self._asked(hit, which))
        now = [*self.accepted, *self.asked]
        for place, one in enumerate(now):
            self._patterns.insertWidget(place, one)
            one.show()  # now, since only what is shown takes the keyboard
        if held and not any(one.isAncestorOf(self.focusWidget()) for one in now):
            new = [one.text for one in self.accepted if one not in old]
            places = [*new, *(one.accept for one in self.asked), self.look]
            places[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for gone in (card for card in old if card not in now):
            if isinstance(gone, AcceptedCard):
                gone.saving.flush()
            self._patterns.removeWidget(gone)
            gone.hide()
            gone.deleteLater()

    def _accepted(self, note: PatternNote, labels: tuple[str, ...]) -> AcceptedCard:
        card = AcceptedCard(note, labels, self)
        card.withdrawn.connect(self.withdrawn)
        card.noted.connect(self.noted)
        card.test_asked.connect(self.pattern_test_asked)
        return card

    def _asked(self, hit: Hit, labels: tuple[str, ...]) -> AskedCard:
        card = AskedCard(hit, labels, self)
        card.answered.connect(self.answered)
        return card

    def _assumptions(self, editing: Editing) -> tuple[tuple[str, str], ...]:
        """Return the living assumptions that links rest on, each once: (id, statement)."""
        named = dict.fromkeys(one.assumption for one in editing.map.links if one.assumption)
        found = []
        for assumption in named:
            try:
                one = self._journal.assumptions.get(AssumptionId(assumption))
            except MetanoiaError:
                continue
            if one.deleted_at is None:
                found.append((one.id, one.statement))
        return tuple(found)

    def _show_resting(self, resting: Sequence[tuple[str, str]]) -> None:
        _empty(self._resting)
        self.assumptions = []
        for assumption, said in resting:
            row = _Assumption(assumption, said)
            row.opened.connect(self.opened)
            self._resting.addWidget(row)
            self.assumptions.append(row)

    def _caption(self, text: str) -> QWidget:
        return boxed(hbox(Label(text, "caption", "text2", weight=600), margins=(12, 0, 0, 0)))

    @Slot()
    def _pressed(self) -> None:
        row = self.sender()
        if isinstance(row, LoopRow):
            self.name_asked.emit(row.loop.key)

    @Slot(str)
    def _look_at(self, key: str) -> None:
        """Light what is pointed at, else what has the keyboard."""
        held = (row.loop.key for row in self.loops if row.hasFocus())
        self.looked_at.emit(key or next(held, ""))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self.show_map(self._editing, self._hits)

    @Slot()
    def _order(self) -> None:
        order_tabs(None, list(stops_in(self)))


class _Assumption(LaidOutRow):
    opened = Signal(str)

    def __init__(self, assumption: str, said: str) -> None:
        super().__init__(said)
        self._assumption = assumption
        self.fill(Icon("lightbulb", 16, "plum"), 12, (self.words(), 1))
        self.clicked.connect(self._pressed)

    @Slot()
    def _pressed(self) -> None:
        self.opened.emit(self._assumption)


def _empty(column: QVBoxLayout) -> None:
    while (old := column.takeAt(0)) is not None:
        if (widget := old.widget()) is not None:
            widget.hide()
            widget.deleteLater()
