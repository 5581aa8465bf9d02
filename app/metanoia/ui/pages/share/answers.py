"""What came back to a share: each reply with its comments, and the way to the words they are about."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.replies import CommentKind
from metanoia.ui import dates
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider, Panel
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metanoia.domain.replies import Comment, KeptReply

_LOOKS: Final = {
    CommentKind.QUESTION: ("plum", "circle-help"),
    CommentKind.NOTICING: ("blue", "eye"),
    CommentKind.APPRECIATION: ("accent", "heart"),
    CommentKind.NOTE: ("neutral", "message-square"),
}


class Answers(QWidget):
    """A card a reply; ``shown`` carries a comment to be seen in its entry, ``asked`` is for a new reply."""

    shown = Signal(object)
    asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ReplyCard] = []
        self._replies: list[KeptReply] = []
        self.bring = Button(self.tr("Bring in a reply…"), "ghost", "mail-open", "s")
        self.none = Label("", "label", "text2", weight=400, wrap=True)
        self._list = vbox(gap=12)
        self.setLayout(
            vbox(
                boxed(hbox((heading(self.tr("What came back")), 1), 8, self.bring)), 4, self.none,
                boxed(self._list),
            )
        )  # fmt: skip
        self.bring.clicked.connect(self.asked)

    def show_replies(
        self, replies: Sequence[KeptReply], titles: Mapping[str, str], first_name: str
    ) -> None:
        """Show these replies, oldest first; ``titles`` are of the entries that were shared, by id."""
        if list(replies) != self._replies:  # else the focus in them would be lost
            self._replies = list(replies)
            self._fill(titles)
        who = first_name or self.tr("the reader")
        none = self.tr(
            "Nothing yet. If {} writes back, you get a file that ends in .metanoia-reply: bring it in "
            "here, or drop it on the window."
        )
        self.none.setText("" if replies else none.format(who))
        self.none.setVisible(not replies)

    def _fill(self, titles: Mapping[str, str]) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = [ReplyCard(reply, titles) for reply in self._replies]
        for card in self.cards:
            card.shown.connect(self.shown)
            self._list.addWidget(card)


class ReplyCard(Card):
    """One reply: who wrote it and when, its comments, and the words at the end."""

    shown = Signal(object)

    def __init__(self, reply: KeptReply, titles: Mapping[str, str]) -> None:
        self.comments = [CommentRow(one, titles.get(one.item[1], "")) for one in reply.comments]
        rows: list[Child] = [_head(reply)]
        for row in self.comments:
            rows += [14, Divider(), 14, row]
        if reply.closing_note:
            rows += [14, Divider(), 14, Label(reply.closing_note, "reading", wrap=True)]
        if reply.next_session_on is not None:
            day = dates.medium(reply.next_session_on)
            said = Label(_tr("Next session {}").format(day), "label", weight=600)
            rows += [14, Divider(), 12, boxed(hbox(Icon("calendar-clock", 16, "accent"), 10, (said, 1)))]  # fmt: skip
        super().__init__(*rows, margins=(18, 15, 18, 16))
        for row in self.comments:
            row.shown.connect(self.shown)


class CommentRow(QWidget):
    """One comment below the words it is about."""

    shown = Signal(object)

    def __init__(self, comment: Comment, title: str) -> None:
        super().__init__()
        self.comment = comment
        tone, icon = _LOOKS[comment.kind]
        where = title or _tr("Without a title")
        self.show_it = Button(_tr("Show in the entry"), "ghost", "arrow-up-right", "s")
        self.show_it.setAccessibleDescription(where)
        about = Label(where, "caption", "text2", elide=True)
        rows: list[Child] = [
            boxed(hbox(Chip(name_of(comment.kind), tone, icon), 10, (about, 1), 8, self.show_it)),
        ]
        if comment.selector is not None:
            words = " ".join(comment.selector.exact.split())
            quote = Label(words, "reading", "text2", wrap=True, italic=True, size=15)
            bar = Panel(fill=f"{tone}_soft" if tone != "neutral" else "sunken")
            bar.setFixedWidth(3)
            rows += [8, boxed(hbox(bar, 11, (quote, 1)))]
        self.text = Label(comment.body, "reading", wrap=True, size=16)
        self.setLayout(vbox(*rows, 8, self.text))
        self.show_it.clicked.connect(self._show)

    @Slot()
    def _show(self) -> None:
        self.shown.emit(self.comment)


def name_of(kind: CommentKind) -> str:
    """Return what a kind of comment is called."""
    return {
        CommentKind.QUESTION: _tr("Question"),
        CommentKind.NOTICING: _tr("I notice"),
        CommentKind.APPRECIATION: _tr("I appreciate"),
        CommentKind.NOTE: _tr("Note"),
    }[kind]


def _head(reply: KeptReply) -> QWidget:
    written = reply.written_at.astimezone()
    when = _tr("Written {}").format(dates.medium(written.date()))
    sure = _tr("signed with the key you know") if reply.signed else _tr("from somebody who could open this share")  # fmt: skip
    words = boxed(
        vbox(
            Label(reply.sender, "body", weight=600, elide=True), 1,
            Label(f"{when}, {sure}", "caption", "text2", wrap=True),
        )
    )  # fmt: skip
    return boxed(hbox(Avatar(reply.sender, side=32), 12, (words, 1)))


def _tr(text: str) -> str:
    return QCoreApplication.translate("Answers", text)
