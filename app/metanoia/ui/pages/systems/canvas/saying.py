"""What a screen reader is told about the map: what is chosen, and what happens to it."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget

from metanoia.domain.loops import Loop
from metanoia.domain.maps import CausalLink, Variable
from metanoia.ui.amounts import counted
from metanoia.ui.pages.systems.canvas.walking import loops_of
from metanoia.ui.pages.systems.editing import Editing

_LABELS: Final = 6  # loops that are named in one sentence


class Saying(QObject):
    """Describes what is chosen on a map and announces it on ``widget``."""

    def __init__(self, editing: Editing, widget: QWidget) -> None:
        super().__init__(widget)
        self._editing = editing
        self._widget = widget

    def announce(self, text: str) -> None:
        """Let a screen reader say ``text`` now."""
        if text:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._widget, text))

    def name(self) -> str:
        """Return what the canvas is called."""
        return self.tr("Map: {title}").format(title=self._editing.map.title)

    def chosen(self) -> str:
        """Return a sentence about what is chosen, or about the map if nothing is."""
        of, chosen = self._editing.map, self._editing.selection
        if not chosen:
            return self._whole()
        if len(chosen) > 1:
            return self.tr("{count} parts chosen.").format(count=len(chosen))
        (id_,) = chosen
        for variable in of.variables:
            if variable.id == id_:
                return self._variable(variable)
        for link in of.links:
            if link.id == id_:
                return self._link(link)
        return next(
            (self.tr("Note: {text}").format(text=n.text) for n in of.notes if n.id == id_), ""
        )

    def loop(self, loop: Loop) -> str:
        """Return a sentence about a loop that is looked at."""
        kinds = {
            "R": self.tr("reinforcing"),
            "B": self.tr("balancing"),
            "?": self.tr("not known yet"),
        }
        names, of = self._editing.map.names, self._editing.map.loop_note(loop.key)
        way = ", ".join(names.get(node, "") for node in loop.nodes)
        called = f"{loop.label}, {of.name}" if of.name else loop.label
        return self.tr("Loop {called}, {kind}: {way}").format(
            called=called, kind=kinds[loop.character], way=way
        )

    def _whole(self) -> str:
        of = self._editing.map
        if not of.variables:
            return self.tr("An empty map. Press N to name what keeps happening.")
        said = (
            counted(len(of.variables), self.tr("1 variable"), self.tr("{} variables")),
            counted(len(of.links), self.tr("1 link"), self.tr("{} links")),
            counted(len(self._editing.loops.loops), self.tr("1 loop"), self.tr("{} loops")),
        )
        return ", ".join(said) + "."

    def _variable(self, one: Variable) -> str:
        links = self._editing.map.links
        coming = sum(link.target == one.id for link in links)
        leaving = sum(link.source == one.id for link in links)
        said = self.tr("{name}, variable, {coming}, {leaving} out").format(
            name=one.name,
            coming=counted(coming, self.tr("1 link in"), self.tr("{} links in")),
            leaving=leaving,
        )
        if one.mine:
            said += self.tr(", I can act on it")
        return said + self._in_loops(one.id)

    def _link(self, one: CausalLink) -> str:
        names = self._editing.map.names
        signs = {
            1: self.tr("moves it the same way"),
            -1: self.tr("moves it the other way"),
            0: self.tr("unsure"),
        }
        said = self.tr("Link from {source} to {target}, {sign}").format(
            source=names[one.source], target=names[one.target], sign=signs[one.polarity]
        )
        if one.delayed:
            said += self.tr(", with a delay")
        if one.assumption is not None:
            said += self.tr(", rests on an assumption")
        if one.because:
            said += self.tr(", because {because}").format(because=one.because)
        return said + self._in_loops(one.id)

    def _in_loops(self, id_: str) -> str:
        labels = [
            loop.label for loop in loops_of(self._editing.loops.loops, self._editing.map, id_)
        ]
        if not labels:
            return "."
        shown, more = labels[:_LABELS], len(labels) - _LABELS
        said = (
            shown[0]
            if len(shown) == 1
            else self.tr("{first} and {last}").format(first=", ".join(shown[:-1]), last=shown[-1])
        )
        if more > 0:
            said = self.tr("{labels}, and {count} more").format(labels=", ".join(shown), count=more)
        if len(labels) == 1:
            return self.tr("; in loop {label}.").format(label=said)
        return self.tr("; in loops {labels}.").format(labels=said)
