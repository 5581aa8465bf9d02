"""What the desk says while nothing is read: an invitation, a wait, or why a share stayed shut."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.empty import EmptyState
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.progress import Progress

if TYPE_CHECKING:
    from metanoia.ui.pages.desk.opening import Refusal

_WORDS: Final = frozenset({"needs-words", "wrong-words"})
_CARD: Final = frozenset({"not-for-me", "needs-key", "not-addressed-to-me"})


class Invitation(QWidget):
    """Nothing is read now."""

    open_asked = Signal()
    card_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = Button(self.tr("Open a share…"), "primary", "folder-open")
        self.card = Button(self.tr("Your key card"), "ghost", "qr-code")
        self.state = EmptyState("mail-open", "", "", self.open, self.card)
        self.setLayout(vbox((self.state, 1)))
        self.show_clients(0)
        self.open.clicked.connect(self.open_asked)
        self.card.clicked.connect(self.card_asked)

    def show_clients(self, count: int) -> None:
        """Teach how shares come, or point to the clients that there are."""
        if count:
            title = self.tr("Whom will you read?")
            text = self.tr(
                "Choose a client on the left, or open the .metanoia file that somebody gave you. "
                "It can also be dropped here."
            )
        else:
            title = self.tr("Has somebody sealed for you?")
            text = self.tr(
                "Open the .metanoia file they gave you, or drop it here. If they have no key of "
                "yours yet, give them your key card."
            )
        self.state.title.setText(title)
        self.state.text.setText(text)


class Waiting(QWidget):
    """A share is being opened."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.progress = Progress(self.tr("Opening the share…"))
        fixed(self.progress, 320)
        self.setLayout(vbox(None, boxed(hbox(None, self.progress, None)), None))


class Damaged(QWidget):
    """The file of one client cannot be read; ``back_asked`` where a backup holds it."""

    back_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.back = Button(self.tr("Bring it back from the backup"), "primary", "archive-restore")
        self.state = EmptyState(
            "file-warning", self.tr("This client’s file is damaged"), "", self.back, tone="ochre"
        )
        self.setLayout(vbox((self.state, 1)))
        self.back.clicked.connect(self.back_asked)

    def show_damage(self, sentence: str, *, backed_up: bool) -> None:
        """Say what is wrong and what can be done."""
        self.state.text.setText(sentence)
        self.back.setVisible(backed_up)


class Trouble(QWidget):
    """Why a share was not opened, and what to do about it."""

    open_asked = Signal()
    words_asked = Signal()
    card_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.code = ""
        self.again = Button(self.tr("Open another…"), "outline", "folder-open")
        self.help = Button("", "primary", "key-round")
        self.state = EmptyState(
            "file-warning",
            self.tr("This share stays shut"),
            "",
            self.help,
            self.again,
            tone="ochre",
        )
        self.setLayout(vbox((self.state, 1)))
        self.again.clicked.connect(self.open_asked)
        self.help.clicked.connect(self._help)

    def show_refusal(self, refusal: Refusal) -> None:
        """Say why, in the sentence that belongs to it."""
        self.code = refusal.code
        titles = {
            "not-found": self.tr("The file is not there"),
            "not-a-share": self.tr("This is not a share"),
            "not-for-me": self.tr("This share is for another key"),
            "needs-words": self.tr("This share opens with words"),
            "wrong-words": self.tr("These words do not open it"),
            "newer-version": self.tr("This share is from a newer Metanoia"),
        }
        self.state.title.setText(titles.get(refusal.code, self.tr("This share stays shut")))
        self.state.text.setText(refusal.sentence)
        words, card = refusal.code in _WORDS, refusal.code in _CARD
        self.help.setVisible(words or card)
        self.help.setText(self.tr("Enter the words…") if words else self.tr("Your key card"))
        self.help.set_icon("key-round" if words else "qr-code")
        self.again.set_kind("ghost" if words or card else "primary")

    def text(self) -> str:
        """Return what is said."""
        return self.state.text.text()

    @Slot()
    def _help(self) -> None:
        (self.words_asked if self.code in _WORDS else self.card_asked).emit()
