"""The second step: exactly what leaves, to be read and searched, and as a list of files."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.exchange import readable
from metanoia.ui import fonts, shared_pages
from metanoia.ui.pages.share.check_head import CheckHead
from metanoia.ui.pages.share.choose import SIDE
from metanoia.ui.pages.share.foot import Foot
from metanoia.ui.pages.share.not_shared import NotShared, StaysHere
from metanoia.ui.pages.share.paper import Paper
from metanoia.ui.pages.share.problems import Problems
from metanoia.ui.pages.share.withhold_bar import WithholdBar
from metanoia.ui.pages.share.withholding import Item
from metanoia.ui.theme import theme
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.tab_order import order_tabs, stops_in
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Sequence
    from collections.abc import Set as AbstractSet

    from metanoia.exchange.seal import Checked

_REST: Final = 120  # ms
_DATA: Final = "data.json"


class Check(QWidget):
    """``seal_asked`` once it was looked at; there is nothing to seal while there are problems."""

    seal_asked = Signal()
    back_asked = Signal()
    withheld_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._members: dict[str, int] = {}
        self._names: tuple[tuple[str, str], ...] = ()
        self.head = CheckHead()
        self.exactly, self.field, self.found = self.head.exactly, self.head.field, self.head.found
        self.hidden, self.withheld = self.head.hidden, self.head.withheld
        self.shape = Segmented([self.tr("As it reads"), self.tr("As a list")], name=self.tr("Show"))
        self.problems = Problems()
        self.paper = Paper()
        self.bar = WithholdBar(self.paper.reading, self.paper)
        self.not_shared = NotShared()
        self.list = Reading(_nothing, size=15, left=SIDE)
        self.list.setAccessibleName(self.tr("Files that leave"))
        self._stack = QStackedWidget()
        self._paper_room = boxed(vbox((self.paper, 1), margins=(SIDE - 4, 0, SIDE - 6, 0)))
        self._stack.addWidget(self._paper_room)
        self._stack.addWidget(self.list)
        self.name = Label("", "label", weight=600, elide=True)
        self.about = Label("", "caption", "text2", elide=True)
        self._face = boxed(hbox())
        self.back = Button(self.tr("Back"), "ghost")
        self.seal = Button("", "primary", "file-lock-2")
        self._rest = QTimer(self, singleShot=True, interval=_REST)
        self._lay_out()
        self._connect()

    def show_checked(
        self,
        checked: Checked,
        first_name: str,
        lost: AbstractSet[Item] = frozenset(),
        *,
        several: bool = False,
    ) -> None:
        """Show the payload from its very bytes, or the problems that keep it here.

        ``lost`` are things of which a withheld passage cannot be found again.
        """
        some = self.tr("your readers") if several else self.tr("your reader")
        exactly = self.tr("Exactly what {} will read, nothing else").format(first_name or some)
        made = checked.payload
        self.head.show_exactly(exactly if made else self.tr("It cannot leave like this"))
        at = self.paper.reading.verticalScrollBar().value() if self._members else 0
        self.paper.forget()
        self.seal.setEnabled(made is not None and not checked.problems)
        self.problems.show_problems(checked.problems, lost)
        self._members = {name: len(data) for name, data in made.members.items()} if made else {}
        self._names = made.hidden if made else ()
        self.head.show_hidden(len(self._names))
        if made is not None:
            pages = shared_pages.pages_of(made.members[_DATA])
            pictures = shared_pages.pictures_in(made.members)
            self.paper.show_pages(pages, pictures, [shown for _, shown in self._names])
            self.paper.reading.verticalScrollBar().setValue(at)
        else:
            self.paper.say(
                self.tr("Settle what stands above; then you see here exactly what leaves.")
            )
        order_tabs(self.field, list(stops_in(self.problems)))  # problems are made as they are found
        self._show_list()
        if self.field.text():
            self._look()

    def show_withheld(self, count: int) -> None:
        """Say how many passages are withheld from these readers; the list of them is behind it."""
        self.head.show_withheld(count)

    def show_left(self, left: Sequence[StaysHere]) -> None:
        """Say what of the chosen kinds stays here."""
        self.not_shared.show_left(left)

    def begin(self) -> None:
        """Show the paper from its top, and look for nothing."""
        self.shape.set_current(0)
        self._stack.setCurrentIndex(0)
        self.field.clear()
        self.paper.reading.verticalScrollBar().setValue(0)

    def show_reader(self, name: str, about: str, first_name: str, *, words: bool) -> None:
        """Say in the foot for whom it is sealed."""
        self.name.setText(name)
        self.about.setText(about)
        row = self._face.layout()
        if row is not None:
            while (old := row.takeAt(0)) is not None:
                face = old.widget()
                if face is not None:
                    face.hide()
                    face.deleteLater()
            row.addWidget(Icon("key-round", 22, "plum") if words else Avatar(name, side=34))
        seal = self.tr("Seal for {}").format(first_name) if first_name else self.tr("Seal")
        self.seal.setText(seal)

    def say_problem(self, sentence: str) -> None:
        """Say why it could not be sealed."""
        self.problems.say(sentence)

    def forget(self) -> None:
        """Hold nothing any more."""
        self._rest.stop()
        self._members, self._names = {}, ()
        self.head.show_hidden(0)
        self.head.show_withheld(0)
        self.bar.go()
        self.not_shared.forget()
        self.problems.show_problems((), frozenset())
        self.paper.forget()
        self.list.forget()
        self.field.clear()
        for label in (self.exactly, self.name, self.about, self.found):
            label.setText("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Go from place to place by Enter in the search field; empty it by Esc."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self._rest.isActive():
                    self._look()
                elif (at := self.paper.go_to_next()) > 0:
                    self.head.show_found(self.tr("{} of {}").format(at, self._count))
                return True
            if event.key() == Qt.Key.Key_Escape and self.field.text():
                self.field.clear()
                return True
        return super().eventFilter(watched, event)

    @Slot()
    def look_for(self) -> None:
        """Put the keyboard into the search field."""
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.field.selectAll()

    def _lay_out(self) -> None:
        who = boxed(vbox(None, self.name, 2, self.about, None))
        foot = Foot(self._face, 12, (who, 1), 12, self.back, 10, self.seal)
        problems = boxed(vbox(self.problems, margins=(SIDE, 8, SIDE, 0)))
        left = boxed(vbox(self.not_shared, margins=(SIDE - 6, 3, SIDE, 3)))
        self.setLayout(vbox(self.head, problems, 4, (self._stack, 1), left, foot))

    def _connect(self) -> None:
        self._count = 0
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._rest.start)
        self._rest.timeout.connect(self._look)
        self.shape.chosen.connect(self._stack.setCurrentIndex)
        self.shape.chosen.connect(self._shape_chosen)
        self.withheld.clicked.connect(self.withheld_asked)
        self.back.clicked.connect(self.back_asked)
        self.seal.clicked.connect(self.seal_asked)
        theme().changed.connect(self._show_list)

    @Slot()
    def _look(self) -> None:
        self._rest.stop()
        typed = self.field.text().strip()
        self._count = self.paper.look_for(typed)
        wrong = bool(typed) and not self._count
        self.field.set_wrong(wrong)
        some = self.tr("1 of {}").format(self._count)
        self.head.show_found(self.tr("Not in it") if wrong else some if typed else "")

    @Slot(int)
    def _shape_chosen(self, shape: int) -> None:
        self.field.setEnabled(shape == 0)

    @Slot()
    def _show_list(self) -> None:
        if not self._members:
            self.list.forget()
            return
        grey = theme().hex("text3")
        font = f"font-family: {fonts.UI_FAMILY}; font-size: {theme().px(13)}px"
        rows = "".join(
            f"<tr><td>{html.escape(name)}</td><td align='right' style='color: {grey}'>"
            f"{html.escape(_exact(size))}</td></tr>"
            for name, size in self._members.items()
        )
        whole = _exact(sum(self._members.values()))
        count = self.tr("{} files, {} together, before they are packed and sealed").format(
            len(self._members), whole
        )
        names = "".join(
            f"<tr><td>{html.escape(name)}</td><td align='right' style='color: {grey}'>"
            f"{html.escape(shown)}</td></tr>"
            for name, shown in self._names
        )
        told = self.tr("Hidden names, and what is read in their place")
        hidden = f"<p style='color: {grey}; {font}'>{told}</p><table width='100%' style='{font}'>{names}</table>"
        self.list.show_html(
            f"<p style='color: {grey}; {font}'>{count}</p><table width='100%' style='{font}'>{rows}</table>"
            f"{hidden if names else ''}"
        )


def _exact(size: int) -> str:
    return f"{size:,} B" if size < 1000 else f"{readable.size(size)}"


def _nothing(_sha256: str) -> bytes | None:
    return None
