"""What the desk asks and shows over the window: the words, whom to keep, and what a share holds."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final, NamedTuple

from PySide6.QtCore import QCoreApplication, Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.people import Role, same_name
from metanoia.exchange import readable
from metanoia.exchange.shown import shown
from metanoia.text import words as text_words
from metanoia.ui import dates, fonts
from metanoia.ui.amounts import counted
from metanoia.ui.pages.desk.leaves import sort_of
from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button
from metanoia.ui.widgets.check import CheckBox
from metanoia.ui.widgets.field import LineField
from metanoia.ui.widgets.fingerprint import Fingerprint
from metanoia.ui.widgets.label import Label, heading
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import Child, boxed, fixed, hbox
from metanoia.ui.widgets.reading import Reading
from metanoia.ui.widgets.segmented import Segmented
from metanoia.ui.widgets.sheet import DialogSheet

if TYPE_CHECKING:
    from metanoia.domain.shares import OpenedShare
    from metanoia.journal import Journal
    from metanoia.ui.pages.desk.sender import Sender

_ROLES: Final = (Role.CLIENT, Role.PEER, Role.COACH)


class WordsSheet(DialogSheet):
    """``given`` carries the words that the sender told."""

    given = Signal(str)

    def __init__(self, over: QWidget, problem: str = "") -> None:
        super().__init__(
            over,
            over.tr("This share opens with words"),
            over.tr("The sender tells them to you, best by phone. Capitals do not matter."),
            icon="key-round",
            tone="plum",
        )
        self.field = LineField(self.tr("six words with spaces between"), name=self.tr("The words"), size="l")  # fmt: skip
        self.labelled = Labelled(self.tr("The words"), self.field)
        self.labelled.set_error(problem)
        self.add(self.labelled)
        leave = Button(self.tr("Cancel"), "ghost")
        self.open_it = Button(self.tr("Open"), "primary", "lock-open")
        self.open_it.setEnabled(False)
        leave.clicked.connect(self.dismiss)
        self.open_it.clicked.connect(self._give)
        self.field.returnPressed.connect(self._give)
        self.field.textChanged.connect(self._edited)
        self.closed.connect(self.field.clear)
        self.set_foot(None, leave, 8, self.open_it)

    @Slot()
    def _edited(self) -> None:
        self.labelled.set_error("")
        self.open_it.setEnabled(bool(self.field.text().strip()))

    @Slot()
    def _give(self) -> None:
        words = self.field.text().strip()
        if words:
            self.dismiss()
            self.given.emit(words)


class KeptCard(NamedTuple):
    """What a share says of its sender, as a contact card would."""

    name: str
    age_recipient: str
    signing_key: bytes


def card_of(share: OpenedShare) -> KeptCard:
    """Return the keys of the sender under the name they signed with."""
    return KeptCard(share.sender, share.sender_age, share.sender_key)


class KeepSheet(DialogSheet):
    """Keeps the sender of a share as somebody known, under the name one gives them.

    ``kept`` carries the person. Under the name of somebody known the keys are compared with theirs:
    ``changed`` carries that person, for whom the keys wait from then on.
    """

    kept = Signal(str)
    changed = Signal(str)

    def __init__(self, over: QWidget, journal: Journal, share: OpenedShare, sender: Sender) -> None:
        super().__init__(
            over,
            over.tr("Is this key really theirs?"),
            over.tr("Let the sender read the fingerprint on their key card to you."),
            icon="fingerprint",
            tone="blue",
        )
        self._journal = journal
        self._share = share
        self.fingerprint = Fingerprint(share.sender_fingerprint)
        removed = sender.person if sender.state == "removed" else None
        called = removed.name if removed else share.sender
        self.name = LineField(name=self.tr("Keep them as"), text=called)
        self.labelled = Labelled(self.tr("Keep them as"), self.name)
        self.role = Segmented(
            [self.tr("Somebody I coach"), self.tr("A peer"), self.tr("My coach")],
            name=self.tr("Who they are to you"),
        )
        self.compared = CheckBox(self.tr("I have compared it with them by phone or in person"))
        warning: list[Child] = []
        if sender.warning():
            warning = [Label(sender.warning(), "label", "danger_text", weight=500, wrap=True), 14]
        self.add(
            *warning, self.fingerprint, 12, self.compared, 18, self.labelled, 14,
            boxed(hbox(self.role, None)),
        )  # fmt: skip
        leave = Button(self.tr("Not yet"), "ghost")
        self.keep = Button(self.tr("Keep"), "primary", "user-check")
        leave.clicked.connect(self.dismiss)
        self.keep.clicked.connect(self._keep)
        self.name.returnPressed.connect(self._keep)
        self.name.textChanged.connect(self._named)
        self.set_foot(None, leave, 8, self.keep)
        self._named()

    @Slot()
    def _named(self) -> None:
        """Offer to compare where the name is that of somebody known."""
        self.labelled.set_error("")
        known = any(
            same_name(one.name, self.name.text()) for one in self._journal.people.all() if one.signing_key
        )  # fmt: skip
        self.keep.setText(self.tr("Compare with the known key…") if known else self.tr("Keep"))
        self.keep.set_icon("fingerprint" if known else "user-check")
        self.compared.setEnabled(not known)
        self.role.setEnabled(not known)

    @Slot()
    def _keep(self) -> None:
        people = self._journal.people
        role = _ROLES[self.role.current()]
        try:
            person, came = people.take_card(card_of(self._share), role, name=self.name.text())
            if came == "back":
                people.rename(person.id, self.name.text())
                people.set_role(person.id, role)
            if came != "changed" and self.compared.isChecked():
                people.mark_verified(person.id)
        except MetanoiaError as error:
            self.labelled.set_error(str(error))
            self.name.setFocus()
            return
        self.dismiss()
        (self.changed if came == "changed" else self.kept).emit(person.id)


class SummarySheet(DialogSheet):
    """What a share holds; ``chosen`` carries the kind and the id of a page to read."""

    chosen = Signal(str, str)

    def __init__(self, over: QWidget, share: OpenedShare, sender: Sender) -> None:
        at = share.created_at.astimezone()
        sealed = over.tr("Sealed {}, {}").format(dates.medium(at.date()), dates.clock(at.time()))
        super().__init__(
            over, over.tr("From {}").format(sender.name), f"{sealed}  ·  {counts(share)}",
            icon="list", width=600,
        )  # fmt: skip
        self.contents = Reading(_nothing, size=20, left=0)  # a column as wide as the sheet
        self.contents.setAccessibleName(self.tr("Pages of this share"))
        self.contents.show_html(_contents(share))
        count = len(share.entries) + len(share.things)
        fixed(self.contents, height=min(300, 30 * count + 10))
        self.contents.entry_asked.connect(self._choose_entry)
        self.contents.thing_asked.connect(self._choose)
        self.fingerprint = Fingerprint(share.fingerprint)
        how = (
            self.tr("It was sealed for your key.")
            if share.addressed_to_me
            else self.tr("It was opened with words: only the signature says whose it is.")
        )
        note: list[Child] = []
        if share.cover_note:
            words = Label(share.cover_note.strip(), "reading", wrap=True)
            note = [heading(self.tr("What this is for")), 5, words, 18]
        self.add(
            *note, *_agreed(share), heading(self.tr("Pages")), 6, self.contents, 14,
            heading(self.tr("Fingerprint of this file, to read to the sender")), 6,
            self.fingerprint, 10, Label(how, "label", "text2", weight=400, wrap=True),
        )  # fmt: skip
        self.done = Button(self.tr("Done"), "primary", "check")
        self.done.clicked.connect(self.dismiss)
        self.set_foot(None, self.done)

    @Slot(str)
    def _choose_entry(self, entry_id: str) -> None:
        self._choose("entry", entry_id)

    @Slot(str, str)
    def _choose(self, kind: str, item_id: str) -> None:
        self.dismiss()
        self.chosen.emit(kind, item_id)


def counts(share: OpenedShare) -> str:
    """Return what a share holds in numbers: "3 entries · 1 goal · 612 words · 2 files"."""
    words = sum(text_words.count(entry.body) for entry in share.entries)
    words += sum(text_words.count(text) for thing in share.things for text in thing.plain.values())
    tr = _tr
    sorts = {
        "entry": (tr("1 entry"), tr("{} entries")),
        "goal": (tr("1 goal"), tr("{} goals")),
        "value": (tr("1 value"), tr("{} values")),
        "assumption": (tr("1 assumption"), tr("{} assumptions")),
        "prediction": (tr("1 prediction"), tr("{} predictions")),
        "target": (tr("1 learning target"), tr("{} learning targets")),
        "map": (tr("1 map"), tr("{} maps")),
    }
    found = ["entry"] * len(share.entries) + [thing.kind for thing in share.things]
    parts = [counted(found.count(sort), *said) for sort, said in sorts.items() if sort in found]
    parts.append(counted(words, tr("1 word"), tr("{} words")))
    if share.files:
        size = readable.size(sum(map(len, share.files.values())))
        files = counted(len(share.files), tr("1 photo or file"), tr("{} photos and files"))
        parts.append(f"{files} ({size})")
    return "  ·  ".join(parts)


def _agreed(share: OpenedShare) -> list[Child]:
    """Say what was agreed on, if anything was."""
    agreed = share.agreed
    if agreed is None:
        return []
    keep = counted(agreed.keep_days, _tr("1 day"), _tr("{} days"))
    words = _tr("{}. Until {}; keep this share {}.").format(
        agreed.purpose.rstrip("."), dates.medium(agreed.ends_on), keep
    )
    return [heading(_tr("What you agreed on")), 5, Label(words, "body", wrap=True), 18]


def _contents(share: OpenedShare) -> str:
    grey = theme().hex("text3")
    font = f"font-family: {fonts.UI_FAMILY}; font-size: {theme().px(14)}px;"
    untitled = _tr("Without a title")
    pages = [
        (f"entry:{entry.id}", entry.title, dates.medium(entry.date)) for entry in share.entries
    ]
    pages += [
        (f"{thing.kind}:{thing.id}", shown(thing).heading, sort_of(thing.kind))
        for thing in share.things
    ]
    rows = "".join(
        f'<tr><td><a href="{address}">{html.escape(title or untitled)}</a></td>'
        f'<td align="right" style="color: {grey}">{html.escape(about)}</td></tr>'
        for address, title, about in pages
    )
    return f'<table width="100%" style="{font}">{rows}</table>'


def _nothing(_sha256: str) -> bytes | None:
    return None


def _tr(text: str) -> str:
    return QCoreApplication.translate("SummarySheet", text)
