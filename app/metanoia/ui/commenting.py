"""What a person does with comments, wherever they are shown: answer, close, open again; each undone."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.connected.things import where
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.widgets.comments_card import CommentsCard

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from metanoia.domain.replies import KeptComment
    from metanoia.journal import Journal
    from metanoia.ui.widgets.comment_row import Beside
    from metanoia.ui.widgets.comments_card import CommentRows


class Commenting(QObject):
    """Keeps what is said in ``rows``; ``done`` follows each act.

    ``said`` carries a Notice, ``gone_to`` the Destination of a text.
    """

    said = Signal(object)
    gone_to = Signal(object)
    done = Signal()

    def __init__(self, journal: Journal, rows: CommentRows) -> None:
        super().__init__(rows)
        self._journal = journal
        self._rows = rows
        rows.answered.connect(self._answer)
        rows.closed.connect(self._close)
        rows.reopened.connect(self._reopen)

    @Slot(object)
    def lead_to(self, beside: Beside) -> None:
        """Ask for the place where the words of a comment stand now."""
        from metanoia.ui import current_words

        try:
            now = current_words.beside(self._journal, beside.kept)
            self.gone_to.emit(destination(self._journal, now))
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))

    @Slot(object, str)
    def _answer(self, kept: KeptComment, text: str) -> None:
        row = self._rows.row_of(kept.said.id)
        try:
            if row is not None:
                row.leave()  # before it is shown anew, as answered
            self._journal.replies.answer(kept.said.id, text)
        except MetanoiaError as error:
            if row is not None:
                row.begin(text)
                row.refuse(str(error))
            return
        self._did(kept, self.tr("Answer kept for the next share"))

    @Slot(object)
    def _close(self, kept: KeptComment) -> None:
        self._do(kept, self._journal.replies.close, self.tr("Comment closed"))

    @Slot(object)
    def _reopen(self, kept: KeptComment) -> None:
        self._do(kept, self._journal.replies.reopen, self.tr("Comment open again"))

    def _do(self, kept: KeptComment, act: Callable[[str], object], done: str) -> None:
        try:
            act(kept.said.id)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))
            return
        self._did(kept, done)

    def _did(self, kept: KeptComment, done: str) -> None:
        self.said.emit(Notice(text=done, undo=partial(self._put_back, kept)))
        self.done.emit()

    def _put_back(self, kept: KeptComment) -> None:
        try:
            self._journal.replies.put_back(kept)
        except MetanoiaError as error:
            self.said.emit(Notice(text=str(error)))


class CommentsOf(CommentsCard):
    """The comments on one thing of a kind, on its page; not there where nobody said anything."""

    said = Signal(object)

    def __init__(
        self,
        journal: Journal,
        item_type: str,
        *,
        can_show: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent=parent)
        self._journal = journal
        self._item_type = item_type
        self._item_id = self._loop = ""
        self._can_show = can_show
        self.commenting = Commenting(journal, self.rows)
        self.commenting.said.connect(self.said)

    def show_thing(self, item_id: str) -> None:
        """Show what was said of a thing; "" for nothing. ``can_show`` offers the way to the words."""
        self._item_id, self._loop = item_id, ""
        found = self._journal.replies.of_item((self._item_type, item_id)) if item_id else []
        self._show(found)

    def show_loop(self, map_id: str, key: str) -> None:
        """Show what was said of a loop of a map (its ``key`` as in ``loops.Loop``); "" for nothing."""
        from metanoia.ui import map_words

        self._item_id, self._loop = map_id, key
        self._show(map_words.comments_on_loop(self._journal, map_id, key) if key else [])

    def _show(self, found: Iterable[KeptComment]) -> None:
        found = list(found)
        if not found:  # as mostly: nothing need be loaded
            self.show_comments([])
            return
        from metanoia.ui import current_words

        shown = (current_words.beside(self._journal, one) for one in found)
        self.show_comments(
            [one if self._can_show and one.place else one._replace(can_show=False) for one in shown]
        )

    def look_again(self) -> None:
        """Show the comments beside the text as it is now, if there are any."""
        if self.rows.rows:
            if self._loop:
                self.show_loop(self._item_id, self._loop)
            else:
                self.show_thing(self._item_id)

    def forget(self) -> None:
        """Hold no words any more."""
        self._item_id = self._loop = ""
        super().forget()


def destination(journal: Journal, beside: Beside) -> Destination:
    """Return where the thing of a comment is shown, at its passage if that is in an entry's text."""
    kind, item_id = beside.kept.said.item
    if kind == "target":
        return Destination(page="team", section="target", item=item_id)
    found = where(journal, kind, item_id)
    if kind == "entry":
        passage = beside.place if beside.kept.said.field == "body" else None
        return Destination(page="today", entry=found.entry, passage=passage)
    return found
