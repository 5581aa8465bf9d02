"""The first step of making a journal: what it is called and where it is kept."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia import places
from metanoia.ui.door.folder_choice import choose_folder
from metanoia.ui.door.room import shown_path
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.tile import IconTile
from metanoia.vault.folder import Folder

NAME_LIMIT = 80  # as the journal itself allows


class Naming(QWidget):
    """Asks for a name and shows the folder, which few will want to change."""

    named = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = Path()
        self._usual = ""
        self.heading = Label("", "h2")
        self.why = Banner(tone="prompt", icon="users", closable=False)
        self.field = LineField(self.tr("Journal"), name=self.tr("Name"), size="l")
        self.field.setMaxLength(NAME_LIMIT)
        self._name = Labelled(
            self.tr("Name"), self.field, self.tr("Only you see it, once the journal is open.")
        )
        self._where = Label("", "label", "text2", weight=400, wrap=True)
        self.choose = Button(self.tr("Choose…"), "outline", size="s")
        self.back = Button(self.tr("Back"), "ghost", size="l")
        self.go_on = Button(self.tr("Continue"), "primary", size="l")
        self._problem = Banner(tone="error", closable=False)
        words = boxed(vbox(Label(self.tr("Kept in this folder"), "strong"), 1, self._where))
        place = Card(
            boxed(hbox(IconTile("folder-open", "accent", 34), 12, (words, 1), 12, self.choose)),
            margins=(14, 12, 14, 12),
        )
        self.setLayout(
            vbox(
                self.why, 14,
                self.heading, 4,
                Label(self.tr("Whatever you like; you can change it later."), "body", "text2", wrap=True),
                22, self._name, 18, place, 10, self._problem, 20,
                boxed(hbox(self.back, None, self.go_on)),
            )
        )  # fmt: skip
        self.field.returnPressed.connect(self._go_on)
        self.go_on.clicked.connect(self._go_on)
        self.back.clicked.connect(self.left)
        self.choose.clicked.connect(self._choose)
        self.begin(Path())

    def begin(self, folder: Path, why: str = "", usual: str = "") -> None:
        """Offer ``folder``, and ``usual`` as the name of a coach's desk; ``why`` says what it is needed for."""
        self.heading.setText(self.tr("Name your desk") if usual else self.tr("Name your journal"))
        self._usual = usual or self.tr("Journal")
        self.field.setPlaceholderText(self._usual)
        self.field.clear()
        self.why.setVisible(bool(why))
        if why:
            self.why.say(why)
        self.set_folder(folder)

    def name(self) -> str:
        """Return the name, the usual one where none was typed."""
        return self.field.text().strip() or self._usual

    def folder(self) -> Path:
        """Return where the journal is to be kept."""
        return self._folder

    def first_focus(self) -> QWidget:
        """Return the field for the name."""
        return self.field

    def complain_of_folder(self, sentence: str) -> None:
        """Say what is wrong with the folder."""
        self._problem.say(sentence)
        self.choose.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(Path)
    def set_folder(self, folder: Path) -> None:
        """Keep the journal in ``folder``, or in a folder of its own inside if that holds something."""
        self._folder = folder if _is_free(folder) else free_folder(folder / "Journal")
        self._where.setText(shown_path(self._folder))
        self._problem.hide()

    @Slot()
    def _go_on(self) -> None:
        self.named.emit()

    @Slot()
    def _choose(self) -> None:
        dialog = choose_folder(self, self.tr("Where to keep the journal"), self._folder.parent)
        dialog.fileSelected.connect(self._chosen)

    @Slot(str)
    def _chosen(self, folder: str) -> None:
        if folder:
            self.set_folder(Path(folder))


def free_folder(wanted: Path | None = None) -> Path:
    """Return a folder that holds nothing yet: the usual or ``wanted`` one, or that with a number."""
    first = places.default_journal() if wanted is None else wanted
    candidates = (first if n == 1 else first.with_name(f"{first.name} {n}") for n in range(1, 1000))
    return next((folder for folder in candidates if _is_free(folder)), first)


def _is_free(folder: Path) -> bool:
    if not folder.name:
        return False
    if Folder(folder).holds_journal():
        return False
    try:
        return not any(folder.iterdir())
    except FileNotFoundError:
        return True
    except OSError:
        return False
