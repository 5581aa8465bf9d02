"""The fourth step: what the first five mean, in a sentence each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import Refused
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from metanoia.domain.sorting import Sorting

_SAVED_AFTER: Final = 800  # milliseconds after the last key


class MeaningsStep(QWidget):
    """``acted`` carries the Sorting with what was said so far, ``done`` asks to see the order."""

    acted = Signal(object)
    done = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._sorting: Sorting | None = None
        self.fields: dict[str, Labelled] = {}
        self.go_on = Button(self.tr("See the order"), "primary", "arrow-right", hint=key_text("Ctrl+Enter"))  # fmt: skip
        title = Label(self.tr("For me this means…"), "h1", size=24)
        said = Label(
            self.tr("A sentence each, in your own words. You can also leave one for later."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self._list = vbox(gap=14)
        column = vbox(
            title, 4, said, 18, boxed(self._list), 18, boxed(hbox(None, self.go_on)), None,
            margins=(40, 14, 40, 20),
        )  # fmt: skip
        self.setLayout(vbox(ScrollArea(boxed(column))))
        self._soon = QTimer(self, singleShot=True, interval=_SAVED_AFTER)
        self._soon.timeout.connect(self.save)
        self.go_on.clicked.connect(self._go_on)

    def show_sorting(self, sorting: Sorting) -> None:
        """Show a field for each of the first five; those that are there stay as they are."""
        self._sorting = sorting
        if tuple(self.fields) == sorting.explained:
            return
        self._clear()
        for name in sorting.explained:
            field = TextField(name=self.tr("What {} means to me").format(name), least=2, most=4)
            field.setPlainText(sorting.meanings.get(name, ""))
            field.textChanged.connect(self._soon.start)
            labelled = Labelled(name, field)
            self.fields[name] = labelled
            self._list.addWidget(labelled)
            labelled.show()

    def take_focus(self) -> None:
        """Begin with the first that was not said yet."""
        if self._sorting is None:
            return
        first = next(iter(self._sorting.unexplained), next(iter(self.fields), ""))
        if first in self.fields:
            self.fields[first].field.setFocus(Qt.FocusReason.TabFocusReason)

    @Slot()
    def save(self) -> bool:
        """Keep what was written; False if a sentence is too long."""
        self._soon.stop()
        if self._sorting is None:
            return True
        said, whole = self._sorting, True
        for name, labelled in self.fields.items():
            text = labelled.field.toPlainText() if isinstance(labelled.field, TextField) else ""
            try:
                said = said.say(name, text)
                labelled.set_error("")
            except Refused as error:
                labelled.set_error(str(error))
                whole = False
        if said != self._sorting:
            self._sorting = said
            self.acted.emit(said)
        return whole

    def forget(self) -> None:
        """Forget every sentence."""
        self._sorting = None
        self._soon.stop()
        self._clear()

    @Slot()
    def _go_on(self) -> None:
        if self.save():
            self.done.emit()

    def _clear(self) -> None:
        for labelled in self.fields.values():
            labelled.field.blockSignals(True)
            self._list.removeWidget(labelled)
            labelled.hide()
            labelled.deleteLater()
        self.fields = {}
