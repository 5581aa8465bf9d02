"""Naming variables and writing notes right on the map."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtWidgets import QGraphicsView

from metanoia.domain import map_edits
from metanoia.domain.errors import MetanoiaError, NotFound, Refused
from metanoia.domain.map_geometry import Point
from metanoia.domain.maps import (
    CausalLink,
    CausalLinkId,
    CausalMap,
    MapNote,
    MapNoteId,
    Variable,
    VariableId,
)
from metanoia.store.part import new_id
from metanoia.ui.pages.systems.canvas.board import Board
from metanoia.ui.pages.systems.canvas.naming import Keep, Naming
from metanoia.ui.pages.systems.canvas.snapping import GRID

_NEW: tuple[float, float] = (150.0, 36.0)  # px of the box of a variable without a name
_BESIDE = 220.0  # px from a variable to the next one that the keyboard makes


class Writing(QObject):
    """Opens one field at a time over the view; ``turned`` says that it has opened or closed."""

    turned = Signal()

    def __init__(self, board: Board, view: QGraphicsView) -> None:
        super().__init__(view)
        self._board = board
        self._view = view
        self.field: Naming | None = None
        """The field that is open."""
        self._covered = ""

    def new_variable(self, at: Point, source: str = "") -> None:
        """Ask for the name of a variable at ``at``, which ``source`` will lead to if given."""
        wide, high = _NEW
        rect = QRectF(at[0] - wide / 2, at[1] - high / 2, wide, high)
        self._open(
            rect,
            self.tr("Name of the new variable"),
            "",
            partial(self._keep_new, at=at, source=source),
            self.tr("What rises and falls?"),
        )

    def new_variable_beside(self) -> None:
        """Ask for the name of a variable where there is room: beside the chosen one, or in the middle."""
        self.new_variable(self._room())

    def rename(self, variable: str) -> None:
        """Ask for another name of a variable."""
        box = self._board.rects().get(variable)
        if box is not None:
            name = self._board.editing.map.variable(variable).name
            keep = partial(self._keep_name, id_=variable)
            if self._open(box, self.tr("Name of the variable"), name, keep):
                self._cover(variable)

    def new_note(self, at: Point) -> None:
        """Ask for the words of a note whose corner lies at ``at``."""
        rect = QRectF(at[0], at[1], 196, 60)
        keep = partial(self._keep_note, at=at)
        self._open(rect, self.tr("New note"), "", keep, self.tr("A note"), many_lines=True)

    def new_note_beside(self) -> None:
        """Ask for the words of a note where there is room."""
        x, y = self._room()
        self.new_note((x - 98, y))

    def edit_note(self, note: str) -> None:
        """Ask for other words of a note."""
        rect = self._board.rects().get(note)
        if rect is not None:
            text = self._board.editing.map.note(note).text
            keep = partial(self._keep_text, id_=note)
            if self._open(rect, self.tr("Note"), text, keep, many_lines=True):
                self._cover(note)

    def follow(self) -> bool:
        """Keep what is written before the map moves under the field; False if that was refused."""
        return self.field is None or self.field.keep()

    def put_down(self) -> bool:
        """Keep what is written before the map is left; a name that is refused is laid there as a note.

        False if not even that could be kept: then the field stays.
        """
        if self.follow() or self.field is None:
            return True
        field = self.field
        corner = self._view.mapToScene(field.pos())
        try:
            self._keep_note(field.text().strip(), at=(corner.x(), corner.y()))
        except MetanoiaError:
            return False
        field.abandon()
        return True

    def is_open(self) -> bool:
        """Tell whether something is being written."""
        return self.field is not None

    # -- keeping: each tries the act first, so that a refusal is told in the field alone

    def _keep_new(self, name: str, *, at: Point, source: str) -> None:
        x, y = (round(value / GRID) * GRID for value in at)
        new = Variable(id=VariableId(new_id()), name=name, x=x, y=y)
        act: Callable[[CausalMap], CausalMap] = partial(map_edits.add_variable, new=new)
        if source:
            link = CausalLink(id=CausalLinkId(new_id()), source=VariableId(source), target=new.id)
            act = partial(_linked, new=new, link=link)
        self._do(act, self.tr("Variable added"))
        self._board.editing.select({new.id})

    def _keep_name(self, name: str, *, id_: str) -> None:
        self._do(partial(map_edits.change_variable, id_=id_, name=name), self.tr("Renamed"))

    def _keep_note(self, text: str, *, at: Point) -> None:
        new = MapNote(id=MapNoteId(new_id()), text=text, x=at[0], y=at[1])
        self._do(partial(map_edits.add_note, new=new), self.tr("Note added"))
        self._board.editing.select({new.id})

    def _keep_text(self, text: str, *, id_: str) -> None:
        self._do(partial(map_edits.change_note, id_=id_, text=text), self.tr("Note changed"))

    def _do(self, act: Callable[[CausalMap], CausalMap], what: str) -> None:
        try:
            act(self._board.editing.map)
        except KeyError:  # it went while it was being written, by undo or by somebody else
            raise NotFound(
                self.tr("That is no longer on this map. Press Esc, and undo brings it back.")
            ) from None
        if not self._board.editing.do(act, what):
            raise Refused(
                self.tr(
                    "This is not kept yet, for the reason below the map. Then press Enter again."
                )
            )

    # -- inside

    def _open(
        self,
        rect: QRectF,
        name: str,
        text: str,
        keep: Keep,
        placeholder: str = "",
        *,
        many_lines: bool = False,
    ) -> bool:
        self.follow()
        if self.field is not None:  # what was refused there is still being written
            self.field.field.setFocus(Qt.FocusReason.OtherFocusReason)
            return False
        self._board.zooming.show(rect)
        self.field = Naming(
            self._view.viewport(),
            name,
            text,
            keep,
            placeholder=placeholder,
            many_lines=many_lines,
        )
        self.field.closed.connect(self._closed)
        self.field.open_at(self._view.viewportTransform().mapRect(rect))
        self.turned.emit()
        return True

    @Slot(bool)
    def _closed(self, kept: bool) -> None:
        self.field = None
        self._board.picture.cover(self._covered, covered=False)
        self._covered = ""
        self._view.setFocus(Qt.FocusReason.OtherFocusReason)
        if kept:
            self._board.saying.announce(self._board.saying.chosen())
        self.turned.emit()

    def _cover(self, id_: str) -> None:
        self._covered = id_
        self._board.picture.cover(id_, covered=True)

    def _room(self) -> Point:
        """Return a place where nothing lies yet: right of the chosen variable, or what is in view."""
        board = self._board
        chosen = [one for one in board.acts.variables() if one in board.shown.boxes]
        if chosen:
            box = board.shown.boxes[chosen[-1]]
            x, y = box.x + _BESIDE, box.y
        else:
            middle = board.zooming.seen().center()
            x, y = middle.x(), middle.y()
        rects = list(board.rects().values())
        step = 72.0
        for down in (0, 1, -1, 2, -2, 3, -3, 4):
            place = QPointF(x, y + down * step)
            room = QRectF(place.x() - 82, place.y() - 26, 164, 52)
            if not any(room.intersects(rect) for rect in rects):
                return place.x(), place.y()
        return x, y + 5 * step


def _linked(of: CausalMap, new: Variable, link: CausalLink) -> CausalMap:
    return map_edits.connect(map_edits.add_variable(of, new), link)
