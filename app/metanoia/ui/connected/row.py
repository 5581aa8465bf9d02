"""What a thing is tied to, as chips in a row: go there, say how, take it off, add another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from metanoia.ui.connected.chip import ThingChip
from metanoia.ui.connected.connecting import Connecting
from metanoia.ui.connected.things import OFFERED, VALUE, Thing, tied, where
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.menu import Menu
from metanoia.ui.widgets.tab_order import order_tabs

if TYPE_CHECKING:
    from collections.abc import Collection

    from metanoia.journal import Journal
    from metanoia.ui.widgets.overlay import Overlay


class ConnectedRow(QWidget):
    """Chips of what is tied to one thing, from either end, and a button that adds one.

    ``asked`` carries the Destination of a chip, ``said`` a Notice after each change, ``changed`` says
    that there was one; ``without`` names kinds that are not shown. ``source`` goes with each change.
    """

    asked = Signal(object)
    said = Signal(object)
    changed = Signal()

    def __init__(
        self,
        journal: Journal,
        item_type: str,
        item_id: str = "",
        *,
        source: object = None,
        without: Collection[str] = (),
        plus: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._item_type = item_type
        self._item_id = item_id
        self._without = frozenset(without)
        self._about: ThingChip | None = None
        self._picker: Overlay | None = None
        self._doing = Connecting(journal, source, self)
        self._doing.said.connect(self.said)
        self.things: list[Thing] = []
        self.chips: list[ThingChip] = []
        self.plus = Button(self.tr("Link"), "ghost", "plus", "s")
        self.plus.setToolTip(self.tr("Link a goal, value, assumption, map or entry"))
        self.plus.setAccessibleName(self.tr("Link a goal, value, assumption, map or entry"))
        self.plus.clicked.connect(self.add)
        self.plus.setVisible(False)
        self._with_plus = plus
        self._flow = FlowLayout(gap=6, line_gap=6)
        self._flow.addWidget(self.plus)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Connected"))
        if item_id:
            self.refresh()

    def show_thing(self, item_id: str) -> None:
        """Show what another thing of the same kind is tied to; "" for nothing."""
        if item_id != self._item_id:
            self.close_picker()
        self._item_id = item_id
        self.refresh()

    def refresh(self) -> None:
        """Read the ties again."""
        found = tied(self._journal, self._item_type, self._item_id) if self._item_id else []
        things = [one for one in found if one.item_type not in self._without]
        self.plus.setVisible(self._with_plus and bool(self._item_id))
        if things == self.things and len(self.chips) == len(things):
            return
        self.things = things
        self._rebuild()

    def is_empty(self) -> bool:
        """Tell whether nothing is shown."""
        return not self.things

    def forget(self) -> None:
        """Hold no names any more."""
        self.show_thing("")

    def add(self) -> None:
        """Choose something to tie to."""
        if self._item_id:
            anchor = self.plus if self.plus.isVisible() else self
            self.pick_at(anchor)

    def pick_at(self, anchor: QWidget, kinds: Collection[str] = OFFERED) -> None:
        """Choose something of ``kinds`` to tie to, in a card below ``anchor``."""
        from metanoia.ui.connected.picker import WIDTH, ThingPicker
        from metanoia.ui.widgets.popover import Popover

        self.close_picker()
        here = (self._item_type, self._item_id)
        tied_already = [one.end for one in tied(self._journal, *here)]
        picker = ThingPicker(self._journal, [here, *tied_already], kinds)
        popover = Popover(anchor, picker, width=WIDTH)
        picker.resized.connect(popover.place)
        picker.chosen.connect(self.connect_to)
        popover.closed.connect(self._picker_gone)
        self._picker = popover
        popover.open()

    def close_picker(self) -> None:
        """Close what ``add`` opened."""
        if self._picker is not None:
            self._picker.dismiss()

    def connect_to(self, thing: object) -> None:
        """Tie a Thing to what is shown."""
        self.close_picker()
        if isinstance(thing, Thing) and self._doing.connect_to(self._here(), thing):
            self._changed(thing)

    def tie_named(self, thing: Thing) -> None:
        """Tie what a text names to what is shown, unless it is tied to it already."""
        known = {one.end for one in tied(self._journal, *self._here())}
        if thing.end not in known and self._doing.connect_to(self._here(), thing, named=True):
            self._changed(thing)

    def _here(self) -> tuple[str, str]:
        return self._item_type, self._item_id

    def _changed(self, thing: Thing | None = None) -> None:
        inside = self.isAncestorOf(self.window().focusWidget() or self.window())
        self.refresh()
        self.changed.emit()
        if inside:
            chip = next((one for one in self.chips if thing and one.thing.end == thing.end), None)
            stop: QWidget = chip or (self.chips[-1] if self.chips else self.plus)
            stop.setFocus(Qt.FocusReason.OtherFocusReason)

    def _rebuild(self) -> None:
        self._flow.removeWidget(self.plus)
        self._flow.empty()
        self.chips = [ThingChip(thing, self) for thing in self.things]
        for chip in self.chips:
            chip.clicked.connect(self._pressed)
            chip.removed.connect(self._removed)
            self._flow.addWidget(chip)
            chip.show()
        self._flow.addWidget(self.plus)
        order_tabs(None, [*self.chips, self.plus])
        self._flow.invalidate()
        self.updateGeometry()

    def _pressed(self) -> None:
        chip = self.sender()
        if not isinstance(chip, ThingChip):
            return
        if VALUE in (chip.thing.item_type, self._item_type):
            self._open_menu(chip)
        else:
            self.asked.emit(where(self._journal, *chip.thing.end))

    def _open_menu(self, chip: ThingChip) -> None:
        self._about = chip
        menu, relation = Menu(self), chip.thing.relation
        menu.add(self.tr("Serves it"), self._serves, checked=relation == "serves")
        menu.add(self.tr("Strains it"), self._strains, checked=relation == "strains")
        menu.addSeparator()
        menu.add(
            self.tr("Open “{}”").format(_short(chip.thing.name)), self._open, icon="arrow-right"
        )
        menu.add(self.tr("Take the link away"), self._remove, icon="unlink")
        menu.open_below(chip)

    def _serves(self) -> None:
        self._relate("serves")

    def _strains(self) -> None:
        self._relate("strains")

    def _relate(self, relation: str) -> None:
        if self._about is not None and self._about.thing.relation != relation:
            thing = self._about.thing
            if self._doing.relate(self._here(), thing, relation):
                self._changed(thing)

    def _open(self) -> None:
        if self._about is not None:
            self.asked.emit(where(self._journal, *self._about.thing.end))

    def _remove(self) -> None:
        if self._about is not None:
            self._cut(self._about)

    def _removed(self) -> None:
        chip = self.sender()
        if isinstance(chip, ThingChip):
            self._cut(chip)

    def _cut(self, chip: ThingChip) -> None:
        if self._doing.cut(self._here(), chip.thing):
            self._changed()

    def _picker_gone(self) -> None:
        self._picker = None


def _short(name: str) -> str:
    return name if len(name) <= 40 else name[:39].rstrip() + "…"
