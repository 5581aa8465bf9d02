"""The receipt of a share: what the journal keeps of it, and what is known only just after sealing."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.domain.consents import Agreed
from metanoia.exchange import readable
from metanoia.ui import dates, shared_pages
from metanoia.ui.amounts import counted
from metanoia.ui.pages.share.receipt_lines import lines, withheld
from metanoia.ui.pages.share.ticks import EntryTicks, Line
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Divider
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import Icon
from metanoia.vault import keys

if TYPE_CHECKING:
    from pathlib import Path

    from metanoia.domain.shares import SealedShare
    from metanoia.journal import Journal
    from metanoia.ui.shared_pages import SharedPages

_SIDE = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """A sealed share; ``words``, ``file`` and ``sealed`` are there only until the window forgets them."""

    id: str
    seq: int
    sealed_at: dt.datetime
    names: tuple[str, ...]
    with_words: bool
    attachments: bool
    summary: str
    size: int  # bytes of the sealed file
    fingerprint: str
    pages: SharedPages
    lines: tuple[Line, ...]
    agreed: Agreed | None
    hidden_names: int
    withheld: int  # passages
    words: str | None = field(default=None, repr=False)
    file: Path | None = None
    sealed: bytes | None = field(default=None, repr=False)

    @property
    def first_name(self) -> str:
        """Return what to call the reader, "" if nobody knows."""
        return self.names[0].split()[0] if len(self.names) == 1 else ""


def receipt_of(
    journal: Journal,
    share: SealedShare,
    *,
    words: str | None = None,
    file: Path | None = None,
    sealed: bytes | None = None,
) -> Receipt:
    """Read what the journal keeps of ``share``, which never changes."""
    scope, snapshot = json.loads(share.scope), json.loads(share.snapshot)
    return Receipt(
        id=share.id,
        seq=share.seq,
        sealed_at=share.sealed_at,
        names=tuple(journal.people.get(party).name for party in share.parties),
        with_words=scope.get("with") == "words",
        attachments=bool(scope.get("attachments")),
        summary=scope.get("summary", ""),
        size=share.size,
        fingerprint=keys.fingerprint_of_digest(bytes.fromhex(share.payload_sha256)),
        pages=shared_pages.pages_of(share.snapshot),
        lines=tuple(lines(snapshot)),
        agreed=_agreed(snapshot.get("consent")),
        hidden_names=scope.get("hidden_names", 0),
        withheld=withheld(snapshot),
        words=words,
        file=file,
        sealed=sealed,
    )


def _agreed(consent: dict[str, Any] | None) -> Agreed | None:
    if consent is None:
        return None
    return Agreed(
        purpose=consent["purpose"],
        ends_on=dt.date.fromisoformat(consent["ends_on"]),
        keep_days=consent["keep_days"],
    )


class ReceiptPane(QWidget):
    """The left side of a sealed share; ``read_asked`` to see it exactly as it was sealed."""

    read_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.can_read = heading("")
        self.list = EntryTicks(25, tickable=False)
        self.purpose = Label("", "label", "text", weight=400, wrap=True)
        self._purpose_row = boxed(hbox(Icon("message-square", 16, "text2"), 11, (self.purpose, 1)))
        self.until = Label("", "label", "text", weight=400, wrap=True)
        self._until_row = boxed(hbox(Icon("calendar-days", 16, "text2"), 11, (self.until, 1)))
        self.kept_back = Label("", "label", "text", weight=400, wrap=True)
        self._kept_row = boxed(hbox(Icon("user-round", 16, "text2"), 11, (self.kept_back, 1)))
        self.photos = Label("", "label", "text", weight=400, wrap=True)
        self._photos_row = boxed(hbox(Icon("image", 16, "text2"), 11, (self.photos, 1)))
        self.from_ = Label("", "label", "text", weight=400, wrap=True)
        self._from_row = boxed(hbox(Icon("signature", 16, "text2"), 11, (self.from_, 1)))
        self.read = Button(self.tr("Read it exactly as sealed"), "outline", "eye", "s")
        self.when = Label("", "label", weight=600)
        self.bytes = Label("", "label", "text2", weight=400, tabular=True)
        self.summary = Label("", "caption", "text2", wrap=True)
        self._lay_out()
        self.read.clicked.connect(self.read_asked)

    def show_receipt(self, receipt: Receipt) -> None:
        """Show what left, and when."""
        who = receipt.first_name or self.tr("the reader")
        if len(receipt.names) > 1:
            who = self.tr("all {} readers").format(len(receipt.names))
        self.can_read.setText(self.tr("What {} can read").format(who))
        self.list.show_lines(receipt.lines)
        self._indented.setMaximumHeight(max(1, self.list.whole_height()))
        purpose = receipt.agreed.purpose if receipt.agreed else receipt.pages.cover_note
        self.purpose.setText(" ".join(purpose.split()))
        self._purpose_row.setVisible(bool(purpose))
        self._until_row.setVisible(receipt.agreed is not None)
        if receipt.agreed is not None:
            day, days = dates.medium(receipt.agreed.ends_on), receipt.agreed.keep_days
            kept = counted(days, self.tr("1 day"), self.tr("{} days"))
            self.until.setText(self.tr("Until {}, kept {}").format(day, kept))
        names = counted(receipt.hidden_names, self.tr("1 name hidden"), self.tr("{} names hidden"))
        gaps = counted(
            receipt.withheld, self.tr("1 passage withheld"), self.tr("{} passages withheld")
        )
        self.kept_back.setText(f"{names}, {gaps}")
        photos = self.tr("Photos and files went along")
        self.photos.setText(photos if receipt.attachments else self.tr("No photos, no files"))
        self.from_.setText(self.tr("Signed by {}").format(receipt.pages.sender))
        at = receipt.sealed_at.astimezone()
        self.when.setText(self.tr("Sealed {}, {}").format(dates.medium(at.date()), dates.clock(at.time())))  # fmt: skip
        self.bytes.setText(readable.size(receipt.size))
        told = receipt.summary.rpartition(". ")[0]
        self.summary.setText(self.tr("Share {}, with {}.").format(receipt.seq, told))

    def forget(self) -> None:
        """Hold nothing any more."""
        self.list.show_lines([])
        for label in (
            self.can_read,
            self.purpose,
            self.until,
            self.kept_back,
            self.photos,
            self.from_,
            self.when,
            self.summary,
        ):
            label.setText("")

    def _lay_out(self) -> None:
        self._indented = boxed(hbox((self.list, 1), margins=(0, 0, 0, 0)))
        lead = Label(
            self.tr("Kept with your journal, so you can always see what left."), "label", "text2",
            weight=400, wrap=True,
        )  # fmt: skip
        body = vbox(
            Label(self.tr("Receipt"), "h2"), 4, lead, 20, self.can_read, 6, (self._indented, 100), 16,
            heading(self.tr("Agreed")), 8, self._purpose_row, 8, self._until_row, 8, self._kept_row, 8, self._photos_row, 8, self._from_row,
            18, boxed(hbox(self.read, None)), None, margins=(_SIDE, 22, 21, 12),
        )  # fmt: skip
        foot = vbox(
            Divider(), 13, boxed(hbox(self.when, None, self.bytes)), 3, self.summary,
            margins=(_SIDE, 0, 21, 18),
        )  # fmt: skip
        self.setLayout(vbox((boxed(body), 1), boxed(foot)))
