"""Rows for metrics of one's own, living and deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Signal, Slot

from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.row import SettingRow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.metrics import Metric


def how_said(metric: Metric) -> str:
    """Return how a metric is said: "From 0 to 10", "Yes or no", or its unit."""
    tr = QCoreApplication.translate
    if metric.kind == "number":
        return metric.unit or tr("Metrics", "A number")
    words = "From 0 to 10" if metric.kind == "scale" else "Yes or no"
    return tr("Metrics", words)


class MetricRow(SettingRow):
    """A metric with a switch, and buttons that rename and delete it; each signal carries the Metric."""

    switched = Signal(object, bool)
    rename_asked = Signal(object)
    delete_asked = Signal(object)

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        self.of = metric
        self.switch = Switch(metric.name, checked=metric.shown)
        self.rename = IconButton("pencil", "")
        self.delete = IconButton("trash-2", "")
        super().__init__("hash", metric.name, how_said(metric), self.rename, self.delete, self.switch, tone="plum", parent=parent)  # fmt: skip
        self.rename.rename(self.tr("Rename {}").format(metric.name))
        self.delete.rename(self.tr("Delete {}").format(metric.name))
        self.switch.clicked.connect(self._switched)
        self.rename.clicked.connect(self._rename)
        self.delete.clicked.connect(self._delete)

    @Slot()
    def _switched(self) -> None:
        self.switched.emit(self.of, self.switch.isChecked())

    @Slot()
    def _rename(self) -> None:
        self.rename_asked.emit(self.of)

    @Slot()
    def _delete(self) -> None:
        self.delete_asked.emit(self.of)


class DeletedRow(SettingRow):
    """A metric in Recently deleted; ``restore_asked`` carries it."""

    restore_asked = Signal(object)

    def __init__(self, metric: Metric, parent: QWidget | None = None) -> None:
        self.of = metric
        self.restore = Button("", "outline", "undo-2", "s")
        super().__init__("trash-2", metric.name, how_said(metric), self.restore, tone="plum", parent=parent)  # fmt: skip
        self.restore.setText(self.tr("Restore"))
        self.restore.setAccessibleName(self.tr("Restore {}").format(metric.name))
        self.restore.clicked.connect(self._restore)

    @Slot()
    def _restore(self) -> None:
        self.restore_asked.emit(self.of)
