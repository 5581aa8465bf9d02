"""The right side of the desk: one share, read entry by entry."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui import shared_pages
from metanoia.ui.dialogs.link_sheet import LinkSheet
from metanoia.ui.pages.desk.sheets import counts
from metanoia.ui.theme import theme
from metanoia.ui.widgets.avatar import Avatar
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.tile import Icon

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare
    from metanoia.ui.pages.desk.sender import Sender

_LEFT: Final = 30


class Reader(QWidget):
    """Shows a share read-only; ``compare_asked`` and ``summary_asked`` are for the page."""

    compare_asked = Signal()
    summary_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.share: OpenedShare | None = None
        self._files: dict[str, bytes] = {}
        self._at = 0
        self._face = hbox()
        self.name = Label("", "body", weight=600)
        self.counts = Label("", "caption", "text2", elide=True)
        self.before = IconButton("chevron-left", self.tr("Entry before"), "Alt+Up")
        self.after = IconButton("chevron-right", self.tr("Next entry"), "Alt+Down")
        self.summary = Button(self.tr("Summary"), "outline", "list", "s")
        self.warning = Banner(tone="warn", closable=False)
        self.warning.hide()
        self.text = Reading(self._picture, size=17, left=_LEFT)
        self.key_icon = Icon("fingerprint", 18, "text2")
        self.key = Label("", "label", weight=600, elide=True)
        self.key_about = Label("", "caption", "text2", elide=True)
        self.compare = Button("", "outline", "fingerprint")
        self._lay_out()
        self._connect()

    def show_share(self, share: OpenedShare, sender: Sender) -> None:
        """Show a share from its first entry."""
        self.share = share
        self._files = shared_pages.pictures_in(share.files)
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

    def forget(self) -> None:
        """Hold nothing any more."""
        self.share = None
        self._files = {}
        self.text.forget()
        for label in (self.name, self.counts, self.key, self.key_about):
            label.setText("")
        self.warning.hide()

    @Slot()
    def show_before(self) -> None:
        """Read the entry before."""
        self._show(self._at - 1)

    @Slot()
    def show_after(self) -> None:
        """Read the next entry."""
        self._show(self._at + 1)

    @Slot(str)
    def show_entry(self, entry_id: str) -> None:
        """Read the entry with this id, if the share holds it."""
        entries = self.share.entries if self.share else ()
        place = next((n for n, entry in enumerate(entries) if entry.id == entry_id), None)
        if place is not None:
            self._show(place)
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, place: int) -> None:
        if self.share is None or not 0 <= place < max(1, len(self.share.entries)):
            return
        self._at = place
        share, count = self.share, len(self.share.entries)
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place < count - 1)
        self.text.show_html(shared_pages.page_of(share.cover_note, share.entries, place))

    def _picture(self, sha256: str) -> bytes | None:
        return self._files.get(sha256)

    @Slot(QUrl)
    def _link_asked(self, url: QUrl) -> None:
        LinkSheet(self, url).open()

    @Slot()
    def _restyle(self) -> None:
        self._show(self._at)

    def _lay_out(self) -> None:
        top = hbox(
            boxed(self._face), 10, self.name, 11, (self.counts, 1), 12, self.before, self.after, 8,
            self.summary, margins=(28, 13, 20, 8),
        )  # fmt: skip
        self._warning_row = boxed(vbox(self.warning, margins=(28, 4, 20, 6)))
        self._warning_row.hide()
        words = boxed(vbox(None, self.key, 2, self.key_about, None))
        row = hbox(self.key_icon, 12, (words, 1), 12, self.compare, margins=(28, 0, 20, 0))
        foot = Panel(boxed(row), fill="card", edges=("top",), corners=("right",))
        fixed(foot, height=61)
        self.setLayout(vbox(boxed(top), self._warning_row, 10, (self.text, 1), foot))

    def _connect(self) -> None:
        self.before.clicked.connect(self.show_before)
        self.after.clicked.connect(self.show_after)
        self.summary.clicked.connect(self.summary_asked)
        self.compare.clicked.connect(self.compare_asked)
        self.text.entry_asked.connect(self.show_entry)
        self.text.link_asked.connect(self._link_asked)
        theme().changed.connect(self._restyle)
