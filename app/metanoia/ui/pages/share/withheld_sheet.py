"""Every passage that is withheld: of what, from whom, and what to do where it cannot be found again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.text.anchors import resolve
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.sources import source_of, title_of
from metanoia.ui.people_words import in_a_row
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from metanoia.domain.withheld import Redaction
    from metanoia.journal import Journal

_MOST: Final = 40
_SURE: Final = ("exact", "moved")


class WithheldSheet(DialogSheet):
    """``let_go`` carries a passage that may leave again, ``find_asked`` one that is to be found anew.

    A passage is a sequence of Redactions: one for each of those it is withheld from.
    """

    let_go = Signal(object)
    find_asked = Signal(object)

    def __init__(self, over: QWidget, journal: Journal) -> None:
        super().__init__(
            over,
            over.tr("Withheld passages"),
            over.tr("In a share [withheld] stands in their place, whatever their length."),
            icon="eye-off",
            width=660,
        )
        self._journal = journal
        self._all_of_them = False
        self.rows: list[PassageRow] = []
        self._list = vbox()
        self.none = Label(
            self.tr("Nothing is withheld yet. Tick an entry, check what leaves, and select the words that stay with you."),
            "body", "text2", wrap=True,
        )  # fmt: skip
        self.more = Button("", "ghost", "chevron-down", "s")
        self.done = Button(self.tr("Done"), "primary", "check")
        self.add(self.none, boxed(self._list), boxed(hbox(self.more, None)))
        self.set_foot(None, self.done)
        self.more.clicked.connect(self._show_all)
        self.done.clicked.connect(self.dismiss)
        self.refresh()

    @Slot()
    def refresh(self) -> None:
        """Show what is withheld now, what cannot be found again first."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        kept = self._journal.redactions.all()
        names = {one.id: one.name for one in self._journal.people.all()}
        alike: dict[tuple[object, ...], list[Redaction]] = {}
        for one in kept:
            alike.setdefault((one.item, one.field, one.selector), []).append(one)
        found = sorted(
            (_Found(self._journal, same, names) for same in alike.values()), key=_lost_first
        )
        shown = found if self._all_of_them else found[:_MOST]
        self.rows = [PassageRow(one, first=not n) for n, one in enumerate(shown)]
        for row in self.rows:
            row.let_go.connect(self.let_go)
            row.find_asked.connect(self._find)
            self._list.addWidget(row)
        self.none.setVisible(not kept)
        rest = len(found) - len(shown)
        self.more.setText(counted(rest, self.tr("1 more"), self.tr("{} more")))
        self.more.setVisible(rest > 0)

    @Slot()
    def _show_all(self) -> None:
        self._all_of_them = True
        self.refresh()

    @Slot(object)
    def _find(self, same: Sequence[Redaction]) -> None:
        self.dismiss()
        self.find_asked.emit(same)


class _Found:
    """A passage that is withheld, from one or from several, what it is of, and whether it is where it was."""

    def __init__(self, journal: Journal, same: Sequence[Redaction], names: dict[str, str]) -> None:
        self.same = tuple(same)
        redaction = self.same[0]
        self.title = title_of(journal, redaction.item)
        self.everybody = any(one.party is None for one in same)
        found = (names.get(one.party or "") for one in same)
        self.readers = sorted(name for name in found if name)
        source = source_of(journal, redaction.item, redaction.field)
        placed = resolve(source, redaction.selector) if source is not None else None
        self.there = source is not None
        self.lost = placed is None or placed.how not in _SURE


class PassageRow(QWidget):
    """One withheld passage."""

    let_go = Signal(object)
    find_asked = Signal(object)

    def __init__(self, found: _Found, *, first: bool) -> None:
        super().__init__()
        self._same = found.same
        lost = found.lost
        title = found.title or self.tr("Something that is not in this journal any more")
        from_ = self.tr("from {}").format(in_a_row(found.readers) or self.tr("somebody"))
        whom = self.tr("from everybody") if found.everybody else from_
        words = " ".join(found.same[0].selector.exact.split())
        self.quote = Label(words, "reading", "danger_text" if lost else "text", wrap=True, size=15)
        self.chip = Chip(whom, "danger" if lost else "neutral", "eye-off")
        self.again = Button(self.tr("Find it again…"), "outline", "text-search", "s")
        self.again.setVisible(lost and found.there)
        self.release = Button(self.tr("Let it go") if lost else self.tr("Let it leave"), "ghost", "undo-2", "s")  # fmt: skip
        self.release.setAccessibleDescription(words)
        rows: list[Child] = [] if first else [14, Divider(), 14]
        head = hbox((Label(title, "label", weight=600, elide=True), 1), 10, self.chip)
        rows += [boxed(head), 4, self.quote]
        if lost:
            why = self.tr(
                "These words are not where they were. Until you settle this, what they stood in cannot leave."
            )
            rows += [4, Label(why, "label", "danger_text", weight=500, wrap=True)]
        self.setLayout(vbox(*rows, 4, boxed(hbox(None, self.again, 6, self.release))))
        self.again.clicked.connect(self._find)
        self.release.clicked.connect(self._let_go)

    @Slot()
    def _find(self) -> None:
        self.find_asked.emit(self._same)

    @Slot()
    def _let_go(self) -> None:
        self.let_go.emit(self._same)


def _lost_first(found: _Found) -> bool:
    return not found.lost
