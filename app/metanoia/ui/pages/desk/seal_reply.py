"""Sealing a reply: what exactly goes back is shown once more, then where to, then done beside the window."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.ui import dates
from metanoia.ui.amounts import counted
from metanoia.ui.background import Task
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.pages.desk.kinds import look_of
from metanoia.ui.pages.desk.leaves import quoted
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from metanoia.domain.learning_targets import TargetEvent
    from metanoia.domain.replies import Comment, Draft, Item
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal


class SealReplySheet(DialogSheet):
    """Everything that leaves, word by word; ``place_chosen`` carries the file to write."""

    place_chosen = Signal(object)

    def __init__(
        self, over: QWidget, name: str, draft: Draft, titles: Mapping[Item, str], file_name: str
    ) -> None:
        super().__init__(
            over, over.tr("Seal this reply for {}?").format(name),
            over.tr("Only {} can open it. This, and nothing else, goes back.").format(name),
            icon="file-lock-2", width=600,
        )  # fmt: skip
        self._file_name = file_name
        self.lines: list[str] = []
        parts: list[Child] = []
        if draft.comments:
            parts += self._under(
                counted(len(draft.comments), self.tr("1 comment"), self.tr("{} comments"))
            )
            for comment in draft.comments:
                parts += [self._comment(comment, titles.get(comment.item, "")), 8]
        if draft.closing_note.strip():
            parts += self._under(self.tr("Closing note"))
            parts += [self._text(draft.closing_note.strip()), 8]
        if draft.target_events:
            parts += self._under(self.tr("Learning targets"))
            for event in draft.target_events:
                parts += [self._text(event_words(event)), 6]
        if draft.next_session_on:
            parts += self._under(self.tr("Next session"))
            parts += [self._text(dates.full(draft.next_session_on)), 6]
        if draft.gone:
            parts += self._under(self.tr("Receipt"))
            gone = counted(len(draft.gone), self.tr("Your copy of a withdrawn share was deleted."), self.tr("Your copies of {} withdrawn shares were deleted."))  # fmt: skip
            parts += [self._text(gone), 6]
        private = Label(
            self.tr("Your private notes stay on your desk. They are never in a reply."),
            "label", "text2", weight=400, wrap=True,
        )  # fmt: skip
        self.add(*parts, 10, boxed(hbox(Icon("shield-check", 16, "accent"), 9, (private, 1))))
        leave = Button(self.tr("Not yet"), "ghost")
        self.go_on = Button(self.tr("Seal and save…"), "primary", "file-lock-2")
        leave.clicked.connect(self.dismiss)
        self.go_on.clicked.connect(self._ask_where)
        self.set_foot(None, leave, 8, self.go_on)

    def first_focus(self) -> QWidget:
        """Return the button that goes on."""
        return self.go_on

    def _under(self, words: str) -> list[Child]:
        self.lines.append(words)
        return [6, heading(words), 6]

    def _text(self, words: str) -> QWidget:
        self.lines.append(words)
        return Label(words, "body", wrap=True)

    def _comment(self, comment: Comment, title: str) -> QWidget:
        look = look_of(comment.kind)
        quote = quoted(comment.selector.exact) if comment.selector else ""
        where = f"{title}  ·  “{quote}”" if quote else title
        self.lines += [look.words(), where, comment.body.strip()]
        head = hbox(
            Icon(look.icon, 15, f"{look.tone}_text"), 7,
            Label(look.words(), "caption", f"{look.tone}_text", weight=600), None,
        )  # fmt: skip
        return Card(
            vbox(
                boxed(head), 3, Label(comment.body.strip(), "label", weight=400, wrap=True), 4,
                Label(" ".join(where.split()), "caption", "text3", wrap=True),
            ),
            margins=(13, 9, 13, 10), radius=10,
        )  # fmt: skip

    @Slot()
    def _ask_where(self) -> None:
        from metanoia.exchange.bundle import REPLY_SUFFIX

        kinds = self.tr("Replies (*{})").format(REPLY_SUFFIX)
        title = self.tr("Save the sealed reply")
        dialog = ask_where_to_save(self, title, self._file_name, kinds, REPLY_SUFFIX[1:])
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, file: str) -> None:
        if file:
            self.dismiss()
            self.place_chosen.emit(Path(file))


class ToSeal(NamedTuple):
    """A reply that is ready, and the file it goes to."""

    person: str
    share: OpenedShare
    draft: Draft
    name: str  # of the one who replies
    file: Path


class ReplySealer(QObject):
    """``sealed`` carries the file that was written, ``failed`` a sentence."""

    sealed = Signal(object)
    failed = Signal(str)

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._task: Task | None = None

    @property
    def busy(self) -> bool:
        """Return whether a reply is being sealed."""
        return self._task is not None

    def seal(self, what: ToSeal) -> None:
        """Seal a reply, note it as sent, and write its file."""
        self._task = Task(_work(self._journal, what))
        self._task.done.connect(self._done)
        self._task.failed.connect(self._failed)
        self._task.start()

    def forget(self) -> None:
        """Say nothing any more of what is being sealed; it is finished all the same."""
        if self._task is not None:
            self._task.done.disconnect(self._done)
            self._task.failed.disconnect(self._failed)
            self._task = None

    @Slot(object)
    def _done(self, file: Path) -> None:
        self._task = None
        self._journal.changes.tell(Kind.CLIENT)
        self.sealed.emit(file)

    @Slot(Exception)
    def _failed(self, error: Exception) -> None:
        self._task = None
        self._journal.changes.tell(Kind.CLIENT)  # it may be sealed and only its file not written
        unknown = self.tr("The reply could not be sealed. Your draft is still here; try once more.")
        self.failed.emit(str(error) if isinstance(error, MetanoiaError) else unknown)


def _work(journal: Journal, what: ToSeal) -> Callable[[], Path]:
    identity = journal.identity.get()

    def work() -> Path:
        from metanoia.exchange import bundle, client_desk

        with journal.writer() as writer:
            sealed = client_desk.seal(
                writer.clients, what.person, what.share, what.draft,
                name=what.name, identity=identity,
            )  # fmt: skip
        bundle.save(what.file, sealed, force=True)
        return what.file

    return work


def event_words(event: TargetEvent) -> str:
    """Say what a word of a target says."""
    said = {
        "propose": _tr("You propose: {}"),
        "counter": _tr("You propose other words: {}"),
        "agree": _tr("You agree: {}"),
        "decline": _tr("You decline: {}"),
        "withdraw": _tr("You withdraw: {}"),
        "settle": {
            "met": _tr("Met: {}"),
            "partly_met": _tr("Partly met: {}"),
            "not_met": _tr("Not met: {}"),
        }.get(event.outcome or "", "{}"),
    }[event.act]
    words = said.format(event.wording.text)
    if event.act in ("propose", "counter"):
        due = event.wording.due_on
        words += "\n" + _tr("Known by: {}").format(event.wording.sign_of_done)
        words += "\n" + _tr("Due {}").format(dates.medium(due)) if due else ""
    return words


def _tr(text: str) -> str:
    from PySide6.QtCore import QCoreApplication

    return QCoreApplication.translate("SealReply", text)
