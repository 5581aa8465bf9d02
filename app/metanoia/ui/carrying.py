"""Doing something with a thing as one change, which the notice offers to undo whole."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.kinds import Kind
    from metanoia.journal import Journal
    from metanoia.ui.dialogs.writing_sheet import WritingSheet

Id = TypeVar("Id", bound=str)


class Carrying(QObject, Generic[Id]):
    """``said`` carries a Notice, ``shown`` the id of the thing to look at from now on.

    ``kind`` says what changes; ``_things`` is the part of the journal that holds such things, and can
    tell one as it is now (``former``) and make it so again (``put_back``).
    """

    said = Signal(object)
    shown = Signal(str)
    kind: ClassVar[Kind]

    def __init__(self, journal: Journal, over: QWidget) -> None:
        super().__init__(over)
        self._journal = journal
        self._over = over
        self._sheet: WritingSheet | None = None
        self._about: Id | None = None  # whom the sheet is about
        self._part = ""  # and which part of it

    @property
    def _things(self) -> Any:
        raise NotImplementedError

    def do(self, one: Id, do: Callable[[], object], said: str) -> bool:
        """Do it as one change; say what was done, with its undoing, or why it is refused."""
        return self._carry_out(one, do, said, self._say)

    # -- for subclasses

    def _do(self, one: Id, do: Callable[[Id], object], said: str) -> bool:
        return self.do(one, partial(do, one), said)

    def _open(self, sheet: WritingSheet, about: Id | None, part: str = "") -> None:
        self._about = about
        self._part = part
        self._sheet = sheet
        sheet.closed.connect(self._forget_sheet)
        sheet.open()

    def _forget_sheet(self) -> None:
        self._sheet = None

    def _close_sheet(self) -> None:
        if self._sheet is not None:
            self._sheet.dismiss()

    def _refuse(self, error: MetanoiaError) -> None:
        if self._sheet is not None:
            self._sheet.refuse(str(error))

    def _do_sheet(self, do: Callable[[Id], object], said: str) -> bool:
        """Do what the sheet was told; it stays open, and says why, where the journal refuses."""
        if self._about is None:
            return False
        return self._carry_out(self._about, partial(do, self._about), said, self._refuse)

    def _carry_out(
        self,
        one: Id,
        do: Callable[[], object],
        said: str,
        refuse: Callable[[MetanoiaError], None],
    ) -> bool:
        try:
            former = self._things.former(one)
            with self._journal.changes.write(self.kind):
                do()
        except MetanoiaError as error:
            refuse(error)
            return False
        self._close_sheet()
        self.said.emit(Notice(text=said, undo=partial(self._put_back, former)))
        return True

    def _put_back(self, former: object) -> None:
        with self._saying_errors():
            self.shown.emit(self._things.put_back(former).id)

    @contextmanager
    def _saying_errors(self) -> Iterator[None]:
        try:
            yield
        except MetanoiaError as error:
            self._say(error)

    def _say(self, error: MetanoiaError) -> None:
        self.said.emit(Notice(text=str(error)))
