"""A metric of one's own, new or under another name: what it is called, and how it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.domain.metrics import MetricKind, NewMetric
from metanoia.ui.dialogs.writing_sheet import WritingSheet
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from metanoia.domain.metrics import Metric

_KINDS: Final[tuple[MetricKind, ...]] = ("scale", "yes_no", "number")


class MetricSheet(WritingSheet):
    """``given`` carries a NewMetric; of an old one only its name may become another."""

    given = Signal(object)

    def __init__(self, over: QWidget, old: Metric | None = None) -> None:
        title = over.tr("Rename this metric") if old else over.tr("A metric of your own")
        said = over.tr(
            "Something you want to follow by the day. It stands below the title on Today."
        )
        super().__init__(over, title, said, keep=over.tr("Keep"), icon="hash", tone="blue")
        self._old = old
        self.name = LineField(self.tr("Slept"), name=self.tr("Name"), text=old.name if old else "")
        self.name.setMaxLength(40)
        self.kind = ComboBox(self._kinds(), name=self.tr("How it is said"))
        self.unit = LineField(self.tr("hours"), name=self.tr("Unit"))
        self.unit.setMaxLength(20)
        self.name_labelled = Labelled(self.tr("Name"), self.name)
        unit = Labelled(self.tr("Unit (if you like)"), self.unit)
        self._unit_row = boxed(vbox(14, unit))
        self._kind_row = boxed(vbox(14, Labelled(self.tr("How it is said"), self.kind), self._unit_row))  # fmt: skip
        self._kind_row.setVisible(old is None)
        self.add(self.name_labelled, self._kind_row)
        self.kind.currentIndexChanged.connect(self._show_unit)
        self.name.returnPressed.connect(self.keep)
        self.unit.returnPressed.connect(self.keep)
        self._show_unit()

    def written(self) -> object:
        """Return what is written now."""
        return self.name.text(), self.kind.currentIndex(), self.unit.text()

    @Slot()
    def keep(self) -> None:
        """Give the metric, or say what is wrong with it."""
        kind = self._old.kind if self._old else _KINDS[self.kind.currentIndex()]
        unit = self._old.unit if self._old else self.unit.text() if kind == "number" else ""
        try:
            new = NewMetric(name=self.name.text(), kind=kind, unit=unit)
        except Refused as error:
            self.name_labelled.set_error(str(error))
            self.name.setFocus()
            return
        self.name_labelled.set_error("")
        self.refuse("")
        self.given.emit(new)

    def _kinds(self) -> list[str]:
        return [self.tr("From 0 to 10"), self.tr("Yes or no"), self.tr("A number")]

    @Slot()
    def _show_unit(self) -> None:
        self._unit_row.setVisible(_KINDS[self.kind.currentIndex()] == "number")
        self.place()
