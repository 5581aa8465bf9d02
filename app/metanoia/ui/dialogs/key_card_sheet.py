"""One's own key card, to give to others: as text, as a QR code, as a file."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QByteArray, QRectF, Slot
from PySide6.QtGui import QGuiApplication, QPaintEvent
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of
from metanoia.ui.widgets.sheet import DialogSheet
from metanoia.ui.widgets.tile import Square

if TYPE_CHECKING:
    from metanoia.exchange.contact import ContactCard
    from metanoia.journal import Journal

SENDER_KEY: Final = "share_sender"  # of the journal's own keys and values
_OWNED: Final = re.compile(r"(.{1,80}?)['\u2019]s journal", re.IGNORECASE)
_FILE: Final = "metanoia-key-card.txt"


def sender_of(journal: Journal) -> str:
    """Return the name that readers saw last, else the one in "Mara's journal", else none."""
    kept = journal.meta.get(SENDER_KEY)
    if kept is not None:
        return kept
    owned = _OWNED.fullmatch(journal.meta.name)
    return owned[1] if owned else ""


class KeyCardSheet(DialogSheet):
    """Shows the journal's card under a name that is asked for and kept with the journal."""

    def __init__(self, over: QWidget, journal: Journal, name: str) -> None:
        super().__init__(
            over,
            over.tr("Your key card"),
            over.tr("Give it to everybody who is to seal something for you. It holds no secret."),
            icon="qr-code",
            width=640,
        )
        self._journal = journal
        self.name = LineField(self.tr("Your name"), name=self.tr("Your name"), text=name)
        self.labelled = Labelled(
            self.tr("Your name"), self.name, self.tr("This name stands on the card.")
        )
        self.code = _Code(208)
        self.fingerprint = Fingerprint()
        self.key = Label("", "caption", "text2", wrap=True, tabular=True)
        self.problem = Banner(tone="error", closable=False)
        self.problem.hide()
        words = vbox(
            self.labelled, 16, heading(self.tr("Your key")), 5, self.key, None,
        )  # fmt: skip
        self.add(
            self.problem,
            boxed(hbox((boxed(words), 1), 24, self.code)),
            18,
            heading(self.tr("Your fingerprint, to read aloud")),
            6,
            self.fingerprint,
        )
        self.copy = Button(self.tr("Copy the card"), "outline", "copy")
        self.save = Button(self.tr("Save as a file…"), "primary", "download")
        self.set_foot(None, self.copy, 8, self.save)
        self.name.textEdited.connect(self._show)
        self.copy.clicked.connect(self._copy)
        self.save.clicked.connect(self._ask_where)
        self.closed.connect(self._remember)
        self._show()

    def own_card(self) -> ContactCard:
        """Return the card as it is shown."""
        from metanoia.exchange.contact import ContactCard

        own = self._journal.identity.get()
        return ContactCard(
            name=" ".join(self.name.text().split()),
            age_recipient=own.age_recipient,
            signing_key=own.signing_key,
        )

    @Slot()
    def _show(self) -> None:
        from metanoia.exchange import contact

        card = self.own_card()
        usable = bool(card.name)
        self.labelled.set_error("" if usable else self.tr("The card needs a name."))
        self.copy.setEnabled(usable)
        self.save.setEnabled(usable)
        self.key.setText(card.age_recipient)
        self.fingerprint.show_digits(card.fingerprint)
        self.code.show_svg(contact.qr_svg(card) if usable else b"")

    @Slot()
    def _copy(self) -> None:
        from metanoia.exchange import contact

        # keys to seal for are public: they may stay on the clipboard
        QGuiApplication.clipboard().setText(contact.as_text(self.own_card()))
        self.copy.setText(self.tr("Copied"))

    @Slot()
    def _ask_where(self) -> None:
        dialog = ask_where_to_save(self, self.tr("Save your key card"), _FILE, "", "txt")
        dialog.fileSelected.connect(self._save)

    @Slot(str)
    def _save(self, chosen: str) -> None:
        from metanoia.exchange import bundle, contact

        try:
            bundle.save(Path(chosen), contact.as_text(self.own_card()).encode(), force=True)
        except MetanoiaError as error:
            self.problem.say(str(error))
        else:
            self.save.setText(self.tr("Saved"))

    @Slot()
    def _remember(self) -> None:
        name = " ".join(self.name.text().split())
        if name and self._journal.is_open:
            self._journal.meta.set(SENDER_KEY, name)


class _Code(Square):
    """A QR code, dark on white in every scheme, as cameras want it."""

    def __init__(self, side: float) -> None:
        self._drawing: QSvgRenderer | None = None
        super().__init__(side)
        self.setAccessibleName(self.tr("QR code of your key card"))

    def show_svg(self, svg: bytes) -> None:
        self._drawing = QSvgRenderer(QByteArray(svg)) if svg else None
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._drawing is not None:
            painter = painter_of(self)
            self._drawing.render(painter, QRectF(self.rect()))
            painter.end()
