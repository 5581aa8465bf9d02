"""The right side of the desk: one share, read page by page, with comments beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import shared_pages
from metanoia.ui.dialogs.link_sheet import LinkSheet
from metanoia.ui.pages.desk import leaves
from metanoia.ui.pages.desk.comments import Comments
from metanoia.ui.pages.desk.foot import ReplyFoot
from metanoia.ui.pages.desk.kinds import LETTERS
from metanoia.ui.pages.desk.sheets import counts
from metanoia.ui.pages.desk.writing import Writing
from metanoia.ui.theme import theme
from metanoia.ui.widgets.annotated import Annotated
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from collections.abc import Mapping

    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal
    from metanoia.ui.pages.desk.leaves import Leaf
    from metanoia.ui.pages.desk.sender import Sender

_LEFT: Final = 30


class Reader(QWidget):
    """Shows a share; ``compare_asked``, ``summary_asked``, ``prep_asked`` and ``notes_asked`` are for the page."""

    compare_asked = Signal()
    summary_asked = Signal()
    prep_asked = Signal()
    notes_asked = Signal()

    def __init__(self, journal: Journal, writing: Writing, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: OpenedShare | None = None
        self.leaves: tuple[Leaf, ...] = ()
        self._writing = writing
        self._files: dict[str, bytes] = {}
        self._answers: list[tuple[str, str]] = []
        self._at = 0
        self._face = hbox()
        self.name = Label("", "body", weight=600)
        self.counts = Label("", "caption", "text2", elide=True)
        self.before = IconButton("chevron-left", self.tr("Page before"), "Alt+Up")
        self.after = IconButton("chevron-right", self.tr("Next page"), "Alt+Down")
        self.notes = IconButton("notebook-pen", self.tr("Private notes"), "Ctrl+Alt+N")
        self.prep = IconButton("file-text", self.tr("Prep sheet"), "Ctrl+P")
        self.summary = Button(self.tr("Summary"), "outline", "list", "s")
        self.warning = Banner(tone="warn", closable=False)
        self.warning.hide()
        self.text = Annotated(self._picture, letters=LETTERS, size=17, left=_LEFT)
        self.comments = Comments(journal, self.text, writing)
        self.key_icon = Icon("fingerprint", 18, "text2")
        self.key = Label("", "label", weight=600, elide=True)
        self.key_about = Label("", "caption", "text2", elide=True)
        self.compare = Button("", "outline", "fingerprint")
        self.foot = ReplyFoot()
        self._lay_out()
        self._connect()

    def show_share(
        self, share: OpenedShare, sender: Sender, asked: Mapping[str, str] | None = None
    ) -> None:
        """Show a share from its first page; comments can be written if a reply was begun.

        ``asked`` are the words of earlier questions by their id, to stand above the answers.
        """
        self.share = share
        words = asked or {}
        self._answers = [(words.get(one.comment, ""), one.text) for one in share.answers]
        self.leaves = leaves.leaves_of(share)
        self._files = shared_pages.pictures_in(share.files)
        self.text.show_margin(self._writing.open)
        self.show_sender(sender)
        self.counts.setText(counts(share))
        self._show(0)

    def show_sender(self, sender: Sender) -> None:
        """Say who it is from, and how sure that is."""
        while (old := self._face.takeAt(0)) is not None:
            face = old.widget()
            if face is not None:
                face.hide()
                face.deleteLater()
        self._face.addWidget(Avatar(sender.name, side=30))
        self.name.setText(sender.name)
        warning = sender.warning()
        self._warning_row.setVisible(bool(warning))
        self.warning.setVisible(bool(warning))
        if warning:
            self.warning.say(warning)
        sure = sender.state in ("yours", "compared")
        self.key_icon.show_icon("badge-check" if sure else "fingerprint", "accent" if sure else "ochre")  # fmt: skip
        self.key.setText(sender.sentence())
        signed = self.tr("Signed as “{}”. Nothing was changed since it was sealed.")
        self.key_about.setText(signed.format(self.share.sender if self.share else ""))
        self.compare.setVisible(not sure)
        known = sender.person is not None and sender.state == "known"
        self.compare.setText(self.tr("Compare…") if known else self.tr("Compare and keep…"))
        writes = self._writing.open
        self._key_row.setVisible(not writes or not sure)
        for one in (self.foot, self.notes, self.prep):
            one.setVisible(writes)

    def forget(self) -> None:
        """Hold nothing any more."""
        self.share = None
        self.leaves = ()
        self._files, self._answers = {}, []
        self.comments.show(None)
        self.text.forget()
        self.foot.forget()
        for label in (self.name, self.counts, self.key, self.key_about):
            label.setText("")
        self.warning.hide()

    @property
    def leaf(self) -> Leaf | None:
        """The page in view."""
        return self.leaves[self._at] if self._at < len(self.leaves) else None

    @Slot()
    def show_before(self) -> None:
        """Read the page before."""
        self._show(self._at - 1)

    @Slot()
    def show_after(self) -> None:
        """Read the next page."""
        self._show(self._at + 1)

    @Slot(str)
    def show_entry(self, entry_id: str) -> None:
        """Read the entry with this id, if the share holds it."""
        self.show_item("entry", entry_id)

    @Slot(str, str)
    def show_item(self, kind: str, item_id: str) -> None:
        """Read the page of an entry or a thing, if the share holds it."""
        place = next((n for n, one in enumerate(self.leaves) if one.item == (kind, item_id)), None)
        if place is not None:
            self._show(place)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, place: int) -> None:
        if self.share is None or not 0 <= place < max(1, len(self.leaves)):
            return
        self._at = place
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < len(self.leaves) - 1)
        note = self.share.cover_note if place == 0 else ""
        answers = self._answers if place == 0 else ()
        leaf = self.leaf
        if leaf is None:
            self.text.show_pieces([])
        else:
            pieces = leaves.pieces_of(leaf, note, answers)
            self.text.show_pieces(pieces, leaves.drawings_of(leaf))
        self.comments.show(leaf)

    def _picture(self, sha256: str) -> bytes | None:
        return self._files.get(sha256)

    @Slot(QUrl)
    def _link_asked(self, url: QUrl) -> None:
        LinkSheet(self, url).open()

    @Slot()
    def _restyle(self) -> None:
        at = self.text.verticalScrollBar().value()
        self._show(self._at)
        self.text.verticalScrollBar().setValue(at)

    def _lay_out(self) -> None:
        top = hbox(
            boxed(self._face), 10, self.name, 11, (self.counts, 1), 12, self.before, self.after, 8,
            self.notes, 2, self.prep, 8, self.summary, margins=(28, 13, 20, 8),
        )  # fmt: skip
        self._warning_row = boxed(vbox(self.warning, margins=(28, 4, 20, 6)))
        self._warning_row.hide()
        words = boxed(vbox(None, self.key, 2, self.key_about, None))
        row = hbox(self.key_icon, 12, (words, 1), 12, self.compare, margins=(28, 0, 20, 0))
        self._key_row = Panel(boxed(row), fill="card", edges=("top",), corners=("right",))
        fixed(self._key_row, height=61)
        self.setLayout(
            vbox(boxed(top), self._warning_row, 10, (self.text, 1), self._key_row, self.foot)
        )

    def _connect(self) -> None:
        self.before.clicked.connect(self.show_before)
        self.after.clicked.connect(self.show_after)
        self.summary.clicked.connect(self.summary_asked)
        self.prep.clicked.connect(self.prep_asked)
        self.notes.clicked.connect(self.notes_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.text.entry_asked.connect(self.show_entry)
        self.text.thing_asked.connect(self.show_item)
        self.text.link_asked.connect(self._link_asked)
        theme().changed.connect(self._restyle)
