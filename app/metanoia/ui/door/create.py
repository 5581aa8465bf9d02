"""Making a journal: its name, a passphrase, and the recovery key that is shown this once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia import places
from metanoia.domain.errors import JournalExists, MetanoiaError
from metanoia.ui.door.naming import Naming, free_folder
from metanoia.ui.door.room import Room
from metanoia.ui.door.securing import Securing
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.scroll import ScrollArea
from metanoia.ui.widgets.stepper import Stepper
from metanoia.ui.widgets.tile import Icon, Mark

if TYPE_CHECKING:
    from metanoia.ui.session import Session

_SIDE = 400  # px of the panel on the left
_COLUMN = 520


class Create(Room):
    """Two steps, and the third is the first entry in the open journal."""

    left = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(session, parent)
        self.naming = Naming()
        self.securing = Securing()
        self.steps = Stepper(self._step_names(self.tr("Write your first entry")), upright=True)
        self._stack = QStackedWidget()
        for step in (self.naming, self.securing):
            inside = boxed(
                hbox(None, boxed(vbox(None, step, None)), None, margins=(24, 20, 24, 20))
            )
            self._stack.addWidget(ScrollArea(inside))
        self._side = self._side_panel()
        self.setLayout(hbox(self._side, (self._stack, 1)))
        self.naming.named.connect(self._named)
        self.naming.left.connect(self.left)
        self.securing.left.connect(self._to_name)
        self.securing.chosen.connect(self._create)
        theme().changed.connect(self._fit)

    def _side_panel(self) -> Panel:
        said = self.tr(
            "Write freely, find it again, and look back. Share only what you choose, with a coach you "
            "trust."
        )
        foot = hbox(
            Icon("shield-check", 16, "text3"),
            8,
            Label(self.tr("Encrypted on this computer"), "label", "text3", weight=400),
            None,
        )
        return Panel(
            boxed(hbox(Mark(40), None)),
            26,
            Label(self.tr("A place to\nchange your mind"), "h1", wrap=True, size=33, line=1.35),
            12,
            Label(said, "body", "text2", wrap=True),
            32,
            self.steps,
            None,
            boxed(foot),
            margins=(56, 72, 40, 36),
            fill="window",
            edges=("right",),
        )

    def _step_names(self, last: str, first: str = "") -> list[str]:
        return [first or self.tr("Name your journal"), self.tr("Choose a passphrase"), last]

    # -- entering and leaving

    def begin(self, why: str = "") -> None:
        """Start with the name; ``why`` says what the journal is needed for, if for something else."""
        self.forget()
        self.steps.rename(self._step_names(self.tr("Write your first entry")))
        self.securing.make.setText(self.tr("Create journal"))
        self.naming.begin(free_folder(), why)
        self._show_step(0)

    def begin_desk(self, why: str = "") -> None:
        """Start with the name of a coach's desk."""
        self.begin(why)
        first, last = self.tr("Name your desk"), self.tr("Open your first share")
        self.steps.rename(self._step_names(last, first))
        self.securing.make.setText(self.tr("Create desk"))
        self.naming.begin(free_folder(places.default_desk()), why, self.tr("Coach desk"))

    def first_focus(self) -> QWidget:
        """Return the field of the step in view."""
        step = self.naming if self._stack.currentIndex() == 0 else self.securing
        return step.first_focus()

    def refuse(self, error: Exception) -> bool:
        """Say why the journal could not be made, on the step where that can be changed."""
        self.settle()
        if not isinstance(error, MetanoiaError):
            return False
        if isinstance(error, JournalExists):
            self._show_step(0)
            self.naming.complain_of_folder(str(error))
        else:
            self.securing.say(str(error))
        return True

    def settle(self) -> None:
        """Let the person type again."""
        self.securing.settle()

    def forget(self) -> None:
        """Drop name, passphrase and recovery key."""
        self.naming.field.clear()
        self.securing.forget()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the page beside the panel."""
        painter = painter_of(self)
        painter.fillRect(self.rect(), theme().colour("canvas"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the panel out where there is little room, and narrow the column."""
        super().resizeEvent(event)
        self._fit()

    # -- inside

    @Slot()
    def _fit(self) -> None:
        px = theme().px
        wide = self.width() >= px(_SIDE + _COLUMN + 60)
        self._side.setVisible(wide)
        self._side.setFixedWidth(px(_SIDE))
        room = self.width() - px(_SIDE if wide else 0) - px(60)
        for step in (self.naming, self.securing):
            step.setFixedWidth(min(px(_COLUMN), max(room, px(240))))

    @Slot()
    def _named(self) -> None:
        self.securing.begin(self.naming.name(), self.naming.folder())
        self._show_step(1)

    @Slot()
    def _to_name(self) -> None:
        self._show_step(0)

    def _show_step(self, step: int) -> None:
        self.steps.set_current(step)
        self._stack.setCurrentIndex(step)
        self.first_focus().setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _create(self) -> None:
        folder: Path = self.naming.folder()
        self.securing.work()
        self.session.create(
            folder, self.naming.name(), self.securing.passphrase.text(), self.securing.key
        )
