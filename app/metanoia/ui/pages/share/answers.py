"""What came back to a share: each reply with its comments, and what becomes of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui import current_words, dates
from metanoia.ui.commenting import Commenting
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card, Divider
from metanoia.ui.widgets.comments_card import CommentRows
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.tab_order import order_tabs, stops_in
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from metanoia.domain.replies import KeptReply
    from metanoia.journal import Journal
    from metanoia.ui.widgets.comment_row import CommentRow


class Answers(QWidget):
    """A card a reply; ``asked`` is for a new reply.

    ``gone_to`` carries the Destination of a comment's words, ``said`` the Notice of what was done.
    """

    asked = Signal()
    gone_to = Signal(object)
    said = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.cards: list[ReplyCard] = []
        self._journal: Journal | None = None
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

    def serve(self, journal: Journal) -> None:
        """Show comments beside what the journal says now, and keep what is answered in it."""
        self._journal = journal

    def show_replies(
        self, replies: Sequence[KeptReply], titles: Mapping[str, str], first_name: str
    ) -> None:
        """Show these replies, oldest first; ``titles`` are of the entries that were shared, by id."""
        if [one.review_id for one in replies] != [card.review_id for card in self.cards]:
            self._fill(replies)  # else the focus in them would be lost, and what is written
        for card, reply in zip(self.cards, replies, strict=True):
            card.show_reply(reply, titles)
        stops = [stop for card in self.cards for stop in stops_in(card)]
        order_tabs(self.bring, stops)  # cards are made as replies come
        who = first_name or self.tr("the reader")
        none = self.tr(
            "Nothing yet. If {} writes back, you get a file that ends in .metanoia-reply: bring it in "
            "here, or drop it on the window."
        )
        self.none.setText("" if replies else none.format(who))
        self.none.setVisible(not replies)

    def take_focus(self) -> None:
        """Put the keyboard on what can be done with the first comment of the latest reply."""
        rows = self.cards[-1].comments if self.cards else ()
        stops = [one for row in rows for one in row.stops() if one.isVisible()]
        if stops:
            stops[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, replies: Sequence[KeptReply]) -> None:
        for card in self.cards:
            self._list.removeWidget(card)
            card.forget()
            card.hide()
            card.deleteLater()
        self.cards = []
        if self._journal is None:
            return
        for reply in replies:
            card = ReplyCard(self._journal, reply)
            card.commenting.gone_to.connect(self.gone_to)
            card.commenting.said.connect(self.said)
            self.cards.append(card)
            self._list.addWidget(card)


class ReplyCard(Card):
    """One reply: who wrote it and when, its comments, and the words at the end."""

    def __init__(self, journal: Journal, reply: KeptReply) -> None:
        self.review_id = reply.review_id
        self._journal = journal
        self._rows = CommentRows()
        self._closing = Label("", "reading", wrap=True)
        self._session = Label("", "label", weight=600)
        rows: list[Child] = [_head(reply)]
        if reply.comments:
            rows += [14, Divider(), 14, self._rows]
        if reply.closing_note:
            rows += [14, Divider(), 14, self._closing]
        if reply.next_session_on is not None:
            session = boxed(hbox(Icon("calendar-clock", 16, "accent"), 10, (self._session, 1)))
            rows += [14, Divider(), 12, session]
        super().__init__(*rows, margins=(18, 15, 18, 16))
        self.commenting = Commenting(journal, self._rows)
        self._rows.shown.connect(self.commenting.lead_to)

    @property
    def comments(self) -> list[CommentRow]:
        """The rows of its comments."""
        return self._rows.rows

    def show_reply(self, reply: KeptReply, titles: Mapping[str, str]) -> None:
        """Show the reply as it is kept now."""
        found = [current_words.beside(self._journal, one, named=True) for one in reply.comments]
        self._rows.show_comments(
            [
                one._replace(where=one.where or titles.get(one.kept.said.item[1], ""))
                for one in found
            ]
        )
        self._closing.setText(reply.closing_note)
        if reply.next_session_on is not None:
            day = dates.medium(reply.next_session_on)
            self._session.setText(_tr("Next session {}").format(day))

    def forget(self) -> None:
        """Hold no words any more."""
        self._rows.forget()


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
