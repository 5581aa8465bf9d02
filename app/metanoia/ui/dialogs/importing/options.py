"""What a person decides about an import: the zone of its times, a tag, what to make of unclear dates."""

from __future__ import annotations

from zoneinfo import available_timezones

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.domain.errors import Refused
from metanoia.domain.tags import tag as as_tag
from metanoia.exchange.plans import Plan
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.select import ComboBox


class Options(QWidget):
    """``changed`` is emitted when the source has to be read anew; a tag needs no reading."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        own = places.time_zone()
        others = sorted(available_timezones() - {own, "localtime", "Factory"})
        self._zones = [own, *others]
        said = self.tr("{}, as on this computer").format(_town(own))
        self.zone = ComboBox([said, *others], name=self.tr("Times in the files mean"))
        self.zone.setMaxVisibleItems(12)
        self.tag = LineField(name=self.tr("Mark them with"), icon="tag", text=self.tr("imported"))
        self.tag.setMaxLength(60)
        self._tag = Labelled(self.tr("Mark them with"), self.tag)
        self.order = Segmented(
            [self.tr("The day"), self.tr("The month")],
            name=self.tr("Dates such as 3/4/2020 begin with"),
        )
        label = Label(self.tr("Dates such as 3/4/2020 begin with"), "label")
        self._order_row = boxed(hbox(label, 12, self.order, None, margins=(0, 12, 0, 0)))
        self.guess = CheckBox(
            self.tr("Give those without a date the day their file was last changed")
        )
        self._guess_row = boxed(vbox(self.guess, margins=(0, 8, 0, 0)))
        zone = fixed(Labelled(self.tr("Times in the files mean"), self.zone), 230)
        tag = fixed(self._tag, 180)
        note = Label(
            self.tr("Entries that name a time zone keep it."), "caption", "text3", wrap=True
        )
        row = boxed(hbox(zone, 14, tag, 18, (boxed(vbox(None, note, 10)), 1)))
        self.setLayout(vbox(row, self._order_row, self._guess_row))
        self._order_row.hide()
        self._guess_row.hide()
        self._soon = QTimer(self, singleShot=True, interval=0)  # once the list has closed
        self._soon.timeout.connect(self.changed)
        self.zone.currentIndexChanged.connect(self._soon.start)
        self.order.chosen.connect(self._soon.start)
        self.guess.toggled.connect(self._soon.start)
        self.tag.textEdited.connect(self._tag_edited)

    def offer_cures(self, plan: Plan) -> None:
        """Offer the choices that would mend a problem of the plan; once offered, they stay."""
        cures = {problem.cure for problem in plan.problems}
        if "day_first" in cures:
            self._order_row.show()
        if "guess_dates" in cures:
            self._guess_row.show()

    def forget_cures(self) -> None:
        """Offer none: another source is to be read."""
        for widget in (self.order, self.guess):
            widget.blockSignals(True)
        self.order.set_current(0)
        self.guess.setChecked(False)
        for widget in (self.order, self.guess):
            widget.blockSignals(False)
        self._order_row.hide()
        self._guess_row.hide()

    def tz(self) -> str:
        """Return the IANA zone that times without one mean."""
        return self._zones[self.zone.currentIndex()]

    def day_first(self) -> bool | None:
        """Return whether days come first in unclear dates, None where it was not asked."""
        return None if self._order_row.isHidden() else self.order.current() == 0

    def guess_dates(self) -> bool:
        """Return whether what has no date takes its file's."""
        return self.guess.isChecked()

    def wanted_tag(self) -> str | None:
        """Return the tag to wear, None for none; Refused for what cannot be one."""
        typed = self.tag.text().strip()
        return as_tag(typed) if typed else None

    @Slot()
    def _tag_edited(self) -> None:
        try:
            self.wanted_tag()
        except Refused as refused:
            self._tag.set_error(str(refused))
        else:
            self._tag.set_error("")


def _town(zone: str) -> str:
    return zone.rsplit("/", 1)[-1].replace("_", " ")
