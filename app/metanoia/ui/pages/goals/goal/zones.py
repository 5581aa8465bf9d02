"""Vision, current reality and what holds me back: the three cards below the picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from metanoia.text.statement import quoted
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.pages.goals.goal.said_text import SaidText
from metanoia.ui.pages.goals.quiet_row import QuietRow
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.sparkline import paint_sparkline
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from metanoia.domain.assumptions import AssumptionRow
    from metanoia.ui.pages.goals.goal.known import Known

_SHOWN = 1  # of the assumptions, until all are asked for


class Zone(Card):
    """A card with an icon and a name in its tone; ``asked`` names what is to be done with it."""

    asked = Signal(str, object)

    def __init__(self, name: str, icon: str, tone: str, *beside: Child) -> None:
        super().__init__(margins=(17, 7, 13, 14))
        title = Label(name, "strong", f"{tone}_text", size=13)
        sign = Icon(icon, 17, f"{tone}_text")
        self.body.addWidget(fixed(boxed(hbox(sign, 8, title, None, *beside)), height=30))
        self.setMinimumWidth(1)


class VisionZone(Zone):
    """What I want to be true."""

    def __init__(self) -> None:
        self.edit = IconButton("pencil", "", kind="ghost")
        super().__init__(self.tr("Vision"), "mountain", "accent", self.edit)
        self.edit.rename(self.tr("Edit the vision"))
        self.text = SaidText("writing", "accent", size=16)
        self.body.addLayout(vbox(3, self.text, None, margins=(0, 0, 4, 0)))
        self.edit.clicked.connect(self._edit)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self.text.show_text(known.goal.vision, self.tr("Nothing is said yet of what you want to be true."))  # fmt: skip
        self.edit.setVisible(known.open)

    def forget(self) -> None:
        """Hold no words any more."""
        self.text.show_text("")

    def _edit(self) -> None:
        self.asked.emit("edit", "vision")


class RealityZone(Zone):
    """What is true now, and what was noted last."""

    def __init__(self) -> None:
        self.day = Label("", "caption", "text3")
        self.edit = IconButton("pencil", "", kind="ghost")
        super().__init__(self.tr("Current reality"), "footprints", "ochre", self.day, 2, self.edit)
        self.edit.rename(self.tr("Edit the current reality"))
        self.text = SaidText("label", "ochre", weight=400)
        self.note = Label("", "label", "text2", weight=400, wrap=True)
        self._note_row = boxed(vbox(10, Divider("pressed"), 9, self.note))
        self.body.addLayout(vbox(3, self.text, self._note_row, None, margins=(0, 0, 4, 0)))
        self.edit.clicked.connect(self._edit)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        self.text.show_text(known.goal.reality, self.tr("Nothing is said yet of what is true now. A goal begins with it."))  # fmt: skip
        last = known.checks[-1] if known.checks else None
        self.day.setText(dates.medium(last.date, known.today) if last else "")
        self.note.setText(last.note if last else "")
        self._note_row.setVisible(bool(last and last.note))
        self.edit.setVisible(known.open)

    def forget(self) -> None:
        """Hold no words any more."""
        self.text.show_text("")
        self.note.setText("")

    def _edit(self) -> None:
        self.asked.emit("edit", "reality")


class _Sparkline(QWidget):
    def __init__(self, points: Sequence[tuple[dt.datetime, int]]) -> None:
        super().__init__()
        self._points = points
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(theme().px(54), theme().px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        paint_sparkline(painter, self.rect(), self._points)
        painter.end()


class HoldingZone(Zone):
    """The assumptions that hold it back, how sure of them, and the smallest next step."""

    def __init__(self) -> None:
        self.more = Button("", "ghost", None, "s")
        super().__init__(self.tr("What holds me back"), "refresh-cw", "plum", self.more)
        self._known: Known | None = None
        self._all = False
        self._column: QVBoxLayout = vbox()
        self._list: QWidget | None = None
        self.step = Label("", "label", weight=500, wrap=True)
        self.add_step = Button(self.tr("Add a step"), "ghost", "plus", "s")
        self._step_row = boxed(vbox(self.step, margins=(0, 0, 4, 0)))
        self._add_row = boxed(hbox(self.add_step, None))
        small = heading(self.tr("Smallest next step"))
        foot = boxed(vbox(10, Divider("pressed"), 10, small, 3, self._step_row, self._add_row))
        self.body.addLayout(vbox(0, self._column, foot, None, margins=(0, 0, 4, 0)))
        self.add_step.clicked.connect(self._add_step)
        self.more.clicked.connect(self._show_all)

    def show_known(self, known: Known) -> None:
        """Show a goal."""
        if self._known is None or self._known.goal.id != known.goal.id:
            self._all = False
        self._known = known
        shown = known.assumptions if self._all else known.assumptions[:_SHOWN]
        rest = len(known.assumptions) - len(shown)
        self.more.setText(counted(rest, self.tr("1 more"), self.tr("{} more")))
        self.more.setVisible(bool(rest))
        rows: list[QWidget] = [self._assumption(one) for one in shown]
        if not rows:
            said = self.tr("“What holds it in place”, further down, leads to what you take for granted.")  # fmt: skip
            rows = [boxed(vbox(Label(said, "label", "text3", weight=400, wrap=True), margins=(0, 4, 0, 0)))]  # fmt: skip
        self._show(rows)
        step = known.next_step
        said = ""
        if step is not None:
            said = step.text
            if step.due_on is not None:
                said += f"  ·  {dates.medium(step.due_on, known.today)}"
        self.step.setText(said or self.tr("None is open.") if not known.open else said)
        self._step_row.setVisible(bool(said) or not known.open)
        self._add_row.setVisible(not said and known.open)

    def forget(self) -> None:
        """Hold no words any more."""
        self._known = None
        self._show([])
        self.step.setText("")

    def _show(self, rows: list[QWidget]) -> None:
        if self._list is not None:
            self._column.removeWidget(self._list)
            self._list.hide()
            self._list.deleteLater()
        self._list = boxed(vbox(*rows))
        self._column.addWidget(self._list)

    def _assumption(self, one: AssumptionRow) -> QWidget:
        words = Label(quoted(one.statement), "label", weight=400, wrap=True)
        parts: list[Child] = [words]
        if one.confidence is not None:
            sure = self.tr("{}% sure").format(one.confidence)
            said = Label(sure, "caption", "plum_text", weight=600)
            parts += [6, boxed(hbox(_Sparkline(one.points), 9, said, None))]
        name = f"{one.statement}. {one.confidence}%" if one.confidence is not None else one.statement  # fmt: skip
        row = QuietRow(name, (boxed(vbox(*parts)), 1), item=one.id, inset=0)
        row.pressed_item.connect(self._pressed)
        row.setCursor(Qt.CursorShape.PointingHandCursor)
        return row

    def _pressed(self, assumption: str) -> None:
        self.asked.emit("assumption", assumption)

    def _show_all(self) -> None:
        self._all = True
        if self._known is not None:
            self.show_known(self._known)

    def _add_step(self) -> None:
        self.asked.emit("add_step", None)
