"""What is done with values: each thing once, told in a line, and undone by the same line."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from metanoia.domain.errors import MetanoiaError, Refused
from metanoia.domain.sorting import Sorting, from_text
from metanoia.ui.destination import Notice

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping, Sequence

    from metanoia.domain.values import Value, ValueId
    from metanoia.journal import Journal


class Doing(QObject):
    """Does it in one journal; ``said`` carries the Notice. What cannot be done is returned as a sentence."""

    said = Signal(object)

    def __init__(self, journal: Journal, parent: QObject) -> None:
        super().__init__(parent)
        self._values = journal.values
        self._journal = journal
        self.added: ValueId | None = None  # what was kept last

    def add(self, name: str, meaning: str) -> str:
        """Keep a value."""
        try:
            self.added = self._values.add(name, meaning).id
        except MetanoiaError as error:
            return str(error)
        undo = partial(self._values.trash, self.added)
        self.said.emit(Notice(text=self.tr("Value kept"), undo=undo))
        return ""

    def change(self, one: ValueId, name: str, meaning: str) -> str:
        """Give it another name or meaning, in a sort that was left as well."""
        draft = self._values.sort_draft

        def change() -> None:
            with self._journal.changes.write():
                before = self._values.get(one).name
                now = self._values.change(one, name=name, meaning=meaning)
                if draft is not None and (sort := readable(draft)) is not None:
                    renamed = sort.renamed(before, now.name, now.meaning)
                    self._values.keep_sort_draft(renamed.as_text())

        return self._do(self.tr("Value changed"), change, draft)

    def retire(self, one: Value) -> str:
        """Set it aside."""
        return self._do(self.tr("{} set aside").format(one.name), partial(self._values.retire, one.id))  # fmt: skip

    def take_up(self, one: Value) -> str:
        """Take it up again."""
        return self._do(self.tr("{} taken up again").format(one.name), partial(self._values.take_up, one.id))  # fmt: skip

    def remove_rating(self, one: ValueId, day: dt.date) -> str:
        """Take a rating away."""
        return self._do(self.tr("Rating removed"), partial(self._values.remove_rating, one, day))

    def trash(self, one: Value) -> str:
        """Move it to Recently deleted."""
        text = self.tr("{} moved to Recently deleted").format(one.name)
        return self._do(text, partial(self._values.trash, one.id))

    def restore(self, one: Value) -> str:
        """Bring it back."""
        text = self.tr("{} restored").format(one.name)
        return self._do(text, partial(self._values.restore, one.id))

    def purge(self, one: Value) -> str:
        """Delete it for good."""
        try:
            self._values.purge(one.id)
        except MetanoiaError as error:
            return str(error)
        self.said.emit(Notice(text=self.tr("Value deleted for good")))
        return ""

    def keep_sort(
        self, order: Sequence[str], meanings: Mapping[str, str], today: dt.date, draft: str
    ) -> str:
        """Keep a new order; its undo brings the former one back, and the unfinished sort with it."""

        def keep() -> None:
            with self._journal.changes.write():
                self._values.keep_sort(order, meanings, today=today)
                self._values.keep_sort_draft(None)

        return self._do(self.tr("Order kept"), keep, draft)

    def drop_sort(self, draft: str) -> str:
        """Throw an unfinished sort away."""
        text = self.tr("Sort thrown away")
        return self._do(text, partial(self._values.keep_sort_draft, None), draft)

    def _do(self, text: str, change: Callable[[], object], draft: str | None = None) -> str:
        try:
            former = self._values.former()
            change()
        except MetanoiaError as error:
            return str(error)

        def undo() -> None:
            with self._journal.changes.write():
                self._values.put_back(former)
                if draft is not None:
                    self._values.keep_sort_draft(draft)

        self.said.emit(Notice(text=text, undo=undo))
        return ""


def readable(draft: str) -> Sorting | None:
    """Return the sort that was left, None if it cannot be read any more."""
    try:
        return from_text(draft)
    except Refused:
        return None
