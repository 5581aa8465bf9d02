"""An answer in rows of several columns: what is said first, and what belongs to it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.domain.answers import passage
from metanoia.ui.pages.today.forms.answer import Setting
from metanoia.ui.pages.today.forms.answer_field import AnswerField
from metanoia.ui.pages.today.forms.cell_box import CellBox
from metanoia.ui.pages.today.forms.made import Thing
from metanoia.ui.pages.today.forms.rows_of import Row, RowsOf
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import IconButton
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metanoia.domain.answers import Cell, Value
    from metanoia.domain.form_fields import Field


class CellsRow(Row):
    """The cells of one row: the first over the whole width, the others two by two."""

    rested = Signal()
    cell_make_asked = Signal(object)

    def __init__(self, field: Field, setting: Setting) -> None:
        super().__init__()
        self._field = field
        texts = [column for column in field.columns if column.type == "text"]
        self.boxes = [
            CellBox(
                column,
                setting,
                first=column is field.columns[0],
                makes=bool(column.makes or (field.makes and texts and column is texts[0])),
            )
            for column in field.columns
        ]
        self.number = Label("", "label", "text3", weight=600, tabular=True)
        self.cross = IconButton("x", self.tr("Take this row out"), token="text3")
        self.cross.clicked.connect(self.removal_asked)
        for box in self.boxes:
            box.edited.connect(self.edited)
            box.rested.connect(self.rested)
            box.make_asked.connect(self._make_asked)
            if box.slot is not None:
                box.slot.pressed.connect(self.thing_pressed)
                box.slot.settled.connect(self.thing_settled)
                box.slot.due_asked.connect(self.due_asked)
        top = Qt.AlignmentFlag.AlignTop
        cells = boxed(vbox(*self._lines(), gap=10))
        self.setLayout(
            hbox(
                (fixed(self.number, 18), 0, top), 4, (cells, 1), 4, (self.cross, 0, top),
                margins=(14, 10, 6, 12),
            )
        )  # fmt: skip

    def _lines(self) -> list[QWidget]:
        lines: list[QWidget] = []
        short: list[CellBox] = []
        for box in self.boxes:
            if box is self.boxes[0]:
                lines.append(box)
                continue
            short.append(box)
            if len(short) == 2:
                lines.append(_SideBySide(short))
                short = []
        return [*lines, _SideBySide(short)] if short else lines

    def fields(self) -> list[AnswerField]:
        """Return the fields of text."""
        return [box.text for box in self.boxes if box.text is not None]

    def is_blank(self) -> bool:
        """Tell whether nothing but choices stands in it."""
        return all(box.cell() is None for box in self.boxes if box.column.type != "choice")

    def cells(self) -> dict[str, Cell]:
        """Return the row as it is kept."""
        said = {box.column.key: box.cell() for box in self.boxes}
        return {key: cell for key, cell in said.items() if cell is not None}

    def show_cells(self, cells: Mapping[str, Cell]) -> None:
        """Show a row as it was kept."""
        for box in self.boxes:
            box.show_cell(cells.get(box.column.key))

    def set_locked(self, locked: bool) -> None:
        """Let it be read only."""
        self.cross.setVisible(not locked)
        for box in self.boxes:
            box.set_locked(locked)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show at each text what it became, and what was marked in it."""
        for box in self.boxes:
            mine = [one for one in things if one.place.split("/")[0].endswith(f".{box.column.key}")]
            if box.slot is not None:
                box.slot.show_things(mine)
            elif box.text is not None:
                box.text.mark([one.passage for one in mine if one.passage])

    def _make_asked(self) -> None:
        box = self.sender()
        if isinstance(box, CellBox) and box.text is not None:
            self.cell_make_asked.emit(box.text)


class RowsAnswer(RowsOf):
    """Enter adds a row; each row is as wide as the page lets it."""

    def __init__(self, field: Field, setting: Setting) -> None:
        super().__init__(field, setting, field.max_rows, field.min_rows)
        self.body.setContentsMargins(5, 5, 5, 5)
        self.card.setLayout(self.body)
        self.setLayout(vbox(self.question, 6, self.card, 2, self.foot))
        self.replace_all(())

    def value(self) -> Value | None:
        """Return the rows that say something."""
        rows = tuple(row.cells() for row in self.said_rows() if isinstance(row, CellsRow))
        return rows or None

    def show_value(self, value: Value | None) -> None:
        """Show rows."""
        self.replace_all(value if isinstance(value, tuple) else ())

    def new_row(self, before: Row | None) -> Row:
        """Return an empty row."""
        row = CellsRow(self.field, self.setting)
        row.rested.connect(self.rested)
        row.cell_make_asked.connect(self._cell_make)
        return row

    def row_value(self, row: Row) -> object:
        """Return the cells of a row."""
        return row.cells() if isinstance(row, CellsRow) else {}

    def fill_row(self, row: Row, value: object) -> None:
        """Show a row."""
        if isinstance(row, CellsRow) and isinstance(value, dict):
            row.show_cells(value)

    def show_count(self) -> None:
        """Number the rows as well."""
        super().show_count()
        for number, row in enumerate(self.rows, 1):
            if isinstance(row, CellsRow):
                row.number.setText(str(number))

    def makes_at(self, place: str) -> str:
        """Return the place in the same row of what a row is to become."""
        column, _, ord_ = place.partition("/")
        key = column.partition(".")[2]
        texts = [one for one in self.field.columns if one.type == "text"]
        makers = [c for c in texts if c.makes or (self.field.makes and c is texts[0])]
        if not makers:
            return ""
        maker = next((one for one in makers if one.key == key), makers[0])
        return f"{self.field.key}.{maker.key}/{ord_}"

    def place_of(self, field: AnswerField) -> str | None:
        """Return "causes.cause/3"."""
        for ord_, row in enumerate(self.said_rows()):
            for box in row.boxes if isinstance(row, CellsRow) else ():
                if box.text is field:
                    return passage(f"{self.field.key}.{box.column.key}", ord_)
        return None

    def field_at(self, place: str) -> AnswerField | None:
        """Return where a cell is written."""
        fields = (field for row in self.said_rows() for field in row.fields())
        return next((field for field in fields if self.place_of(field) == place), None)

    def show_things(self, things: Sequence[Thing]) -> None:
        """Show at each row what it became."""
        for row in self.rows:
            row.show_things(())
        for ord_, row in enumerate(self.said_rows()):
            row.show_things([one for one in things if one.place.endswith(f"/{ord_}")])

    def _cell_make(self, field: object) -> None:
        if isinstance(field, AnswerField) and (place := self.place_of(field)):
            self.make_asked.emit(place)


class _SideBySide(QWidget):
    """Short cells beside one another, or below where they have no room."""

    def __init__(self, boxes: Sequence[CellBox]) -> None:
        super().__init__()
        top = Qt.AlignmentFlag.AlignTop
        self._row = hbox(*((box, 1, top) for box in boxes), gap=18)
        self.setLayout(self._row)
        self.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Turn with the width."""
        if event.type() == QEvent.Type.Resize:
            below = self.width() < theme().px(380)
            directions = self._row.Direction
            self._row.setDirection(directions.TopToBottom if below else directions.LeftToRight)
        return False
