"""What is asked of a day, and when a week asks for its review."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QLocale, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.metrics import Metric, MetricId, NewMetric
from metanoia.ui.destination import Notice
from metanoia.ui.pages.settings.metric_row import DeletedRow, MetricRow
from metanoia.ui.pages.settings.section import Group, Section
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import Switch
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.row import SettingRow
from metanoia.ui.widgets.select import ComboBox

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metanoia.journal import Journal
    from metanoia.ui.dialogs.metric_sheet import MetricSheet
    from metanoia.ui.settings import Settings


class Rhythm(Section):
    """Mood, energy and metrics of one's own; the weekday of the review. All of it is the journal's."""

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, "", "-", parent)
        self.title.setText(self.tr("Days and weeks"))
        self.lead.setText(
            self.tr("Asked for quietly, never counted up, and left unsaid whenever you like.")
        )
        self.mood = Switch(self.tr("Mood"))
        self.energy = Switch(self.tr("Energy"))
        scale = self.tr("From 0 to 10, below the title on Today.")
        built_in = [
            SettingRow("smile", self.tr("Mood"), scale, self.mood, tone="blue"),
            SettingRow("sun", self.tr("Energy"), scale, self.energy, tone="ochre"),
        ]
        self.add_metric = Button(self.tr("Add a metric…"), "outline", "plus", "s")
        self.rows: list[MetricRow] = []
        self.deleted: list[DeletedRow] = []
        self._own = vbox()
        self._shown: object = None
        self._sheet: MetricSheet | None = None
        self._about: Metric | None = None
        self.weekday = fixed(ComboBox(name=self.tr("The week asks for its review on")), 172)
        review = SettingRow(
            "calendar-check", self.tr("The week asks for its review on"),
            self.tr("From that day on one line stands on Today, until you did it or let it be."),
            self.weekday, tone="accent",
        )  # fmt: skip
        self.add(
            Group(self.tr("How a day was"), *built_in),
            boxed(self._own),
            boxed(hbox(self.add_metric, None)),
            26,
            Group(self.tr("Looking back"), review),
        )
        self.mood.clicked.connect(self._choose_mood)
        self.energy.clicked.connect(self._choose_energy)
        self.add_metric.clicked.connect(self._ask_new)
        self.weekday.activated.connect(self._choose_weekday)

    def refresh(self) -> None:
        """Show what holds now."""
        metrics, gone = self.journal.metrics.all(hidden=True), self.journal.metrics.trashed()
        shown = {one.built_in for one in metrics if one.shown}
        self.mood.setChecked("mood" in shown)
        self.energy.setChecked("energy" in shown)
        own = [one for one in metrics if one.built_in is None]
        if (own, gone) != self._shown:
            self._shown = (own, gone)
            self._rebuild(own, gone)
        self._show_weekday()

    def show_part(self, part: str) -> None:
        """Ask for a new metric, or bring the weekday into view, if that is what is asked for."""
        if part == "review":
            self.weekday.setFocus()
            self.area.ensureWidgetVisible(self.weekday)

    def blank(self) -> None:
        """Forget the names of metrics."""
        if self._sheet is not None:
            self._sheet.dismiss()
        self._shown = None
        self._rebuild((), ())

    # -- inside

    def _rebuild(self, own: Sequence[Metric], gone: Sequence[Metric]) -> None:
        while (shown := self._own.takeAt(0)) is not None:
            widget = shown.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        self.rows = [MetricRow(one) for one in own]
        self.deleted = [DeletedRow(one) for one in gone]
        for row in self.rows:
            row.switched.connect(self._switch)
            row.rename_asked.connect(self._ask_name)
            row.delete_asked.connect(self._delete)
        for deleted in self.deleted:
            deleted.restore_asked.connect(self._restore)
        if own:
            self._own.addWidget(Group(self.tr("Of your own"), *self.rows))
        if gone:
            self._own.addWidget(Group(self.tr("Recently deleted"), *self.deleted))

    @Slot()
    def _choose_mood(self) -> None:
        self._ask_for("mood", on=self.mood.isChecked())

    @Slot()
    def _choose_energy(self) -> None:
        self._ask_for("energy", on=self.energy.isChecked())

    def _ask_for(self, which: Literal["mood", "energy"], *, on: bool) -> None:
        self._do(partial(self._show_built_in, which, on=on))

    def _show_built_in(self, which: Literal["mood", "energy"], *, on: bool) -> None:
        self._show(self.journal.metrics.built_in(which, shown=on).id, on=on)

    def _switch(self, metric: object, on: bool) -> None:
        if isinstance(metric, Metric):
            self._do(partial(self._show, metric.id, on=on))

    def _show(self, metric: MetricId, *, on: bool) -> None:
        if on:
            self.journal.metrics.show(metric)
        else:
            self.journal.metrics.hide(metric)

    @Slot()
    def _ask_new(self) -> None:
        self._open(None)

    def _ask_name(self, metric: object) -> None:
        if isinstance(metric, Metric):
            self._open(metric)

    def _open(self, metric: Metric | None) -> None:
        from metanoia.ui.dialogs.metric_sheet import MetricSheet

        self._sheet = MetricSheet(self, metric)
        self._about = metric
        self._sheet.given.connect(self._given)
        self._sheet.closed.connect(self._sheet_gone)
        self._sheet.open()

    def _given(self, new: object) -> None:
        sheet, old, store = self._sheet, self._about, self.journal.metrics
        if sheet is None or not isinstance(new, NewMetric):
            return
        try:
            kept = store.rename(old.id, new.name) if old else store.add(new)
        except MetanoiaError as error:
            sheet.refuse(str(error))
            return
        sheet.dismiss()
        self.refresh()
        if old is None:
            undo = partial(self._do, partial(store.trash, kept.id))
            self.said.emit(Notice(text=self.tr("{} stands on Today now").format(kept.name), undo=undo))  # fmt: skip
        elif kept.name != old.name:
            undo = partial(self._do, partial(store.rename, old.id, old.name))
            self.said.emit(Notice(text=self.tr("Renamed to {}").format(kept.name), undo=undo))

    def _delete(self, metric: object) -> None:
        if not isinstance(metric, Metric):
            return
        store = self.journal.metrics
        if self._do(partial(store.trash, metric.id)):
            said = self.tr("{} moved to Recently deleted, with what was noted of it")
            undo = partial(self._do, partial(store.restore, metric.id))
            self.said.emit(Notice(text=said.format(metric.name), undo=undo))
            self.add_metric.setFocus()

    def _restore(self, metric: object) -> None:
        if isinstance(metric, Metric):
            store = self.journal.metrics
            if self._do(partial(store.restore, metric.id)):
                undo = partial(self._do, partial(store.trash, metric.id))
                said = self.tr("{} is back").format(metric.name)
                self.said.emit(Notice(text=said, undo=undo))
                self.add_metric.setFocus()

    def _do(self, change: Callable[[], object]) -> bool:
        """Make a change and show it, or say why not."""
        try:
            change()
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            self.refresh()
            return False
        self.refresh()
        return True

    def _show_weekday(self) -> None:
        names = [QLocale().standaloneDayName(day + 1) for day in range(7)]
        self.weekday.clear()
        self.weekday.addItems([*names, self.tr("Never")])
        kept = self.journal.reviews.weekday
        self.weekday.setCurrentIndex(7 if kept is None else kept)

    @Slot(int)
    def _choose_weekday(self, chosen: int) -> None:
        before = self.journal.reviews.weekday
        day = chosen if chosen < 7 else None
        if day != before and self._do(partial(self._set_weekday, day)):
            undo = partial(self._do, partial(self._set_weekday, before))
            text = self.tr("No review will be asked for") if day is None else self.tr("Kept")
            self.said.emit(Notice(text=text, undo=undo))

    def _set_weekday(self, day: int | None) -> None:
        self.journal.reviews.weekday = day

    def _sheet_gone(self) -> None:
        self._sheet = None
