"""The settings page: its sections on the left, one of them in view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar, Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from metanoia.domain.kinds import Kind
from metanoia.ui.destination import Destination
from metanoia.ui.page import Page
from metanoia.ui.pages.settings.about import About
from metanoia.ui.pages.settings.appearance import Appearance
from metanoia.ui.pages.settings.backups import Backups
from metanoia.ui.pages.settings.exchange import Exchange
from metanoia.ui.pages.settings.help import Heavy, Help
from metanoia.ui.pages.settings.keyboard import Keyboard
from metanoia.ui.pages.settings.privacy import Privacy
from metanoia.ui.pages.settings.rhythm import Rhythm
from metanoia.ui.pages.settings.section import Section
from metanoia.ui.pages.settings.writing import Writing
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Panel
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.nav import NavButton
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal
    from metanoia.ui.settings import Settings

    Maker = Callable[[Journal, Settings], Section]

_WIDE: Final = 252  # px at scale 1
_RAIL: Final = 64
_RAIL_BELOW: Final = 800  # px of page at scale 1


class _Entry(NamedTuple):
    """One section in the list."""

    name: str
    title: str
    icon: str
    make: Maker


_SECTIONS: Final = (
    _Entry("appearance", str(QT_TRANSLATE_NOOP("Settings", "Appearance")), "sun", Appearance),
    _Entry("writing", str(QT_TRANSLATE_NOOP("Settings", "Writing")), "type", Writing),
    _Entry("metrics", str(QT_TRANSLATE_NOOP("Settings", "Days and weeks")), "smile", Rhythm),
    _Entry("backups", str(QT_TRANSLATE_NOOP("Settings", "Backups and keys")), "key-round", Backups),
    _Entry("privacy", str(QT_TRANSLATE_NOOP("Settings", "Privacy")), "eye-off", Privacy),
    _Entry("import", str(QT_TRANSLATE_NOOP("Settings", "Import and export")), "download", Exchange),
    _Entry("keyboard", str(QT_TRANSLATE_NOOP("Settings", "Keyboard")), "command", Keyboard),
)
_LAST: Final = (
    _Entry("help", str(QT_TRANSLATE_NOOP("Settings", "Help")), "life-buoy", Help),
    _Entry("heavy", str(QT_TRANSLATE_NOOP("Settings", "If things are heavy")), "heart", Heavy),
    _Entry("about", str(QT_TRANSLATE_NOOP("Settings", "About")), "info", About),
)
_ALL: Final = {entry.name: entry for entry in (*_SECTIONS, *_LAST)}


class SettingsPage(Page):
    """Shows one section; ``Destination.section`` names it, and after a slash a part of it."""

    name: ClassVar[str] = "settings"
    shows: ClassVar[frozenset[Kind]] = frozenset(
        {Kind.META, Kind.IMPORT, Kind.ENTRY, Kind.TAG, Kind.ATTACHMENT, Kind.METRIC}
    )

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(journal, settings, parent)
        self.sections: dict[str, Section] = {}
        self._current = _SECTIONS[0].name
        self._part = ""
        self.buttons = {
            entry.name: NavButton(QCoreApplication.translate("Settings", entry.title), entry.icon)
            for entry in _ALL.values()
        }
        self._stack = QStackedWidget()
        self._title = Label(self.tr("Settings"), "h2")
        self._title_row = boxed(hbox(self._title, margins=(14, 0, 0, 0)))
        first = [self.buttons[entry.name] for entry in _SECTIONS]
        last = [self.buttons[entry.name] for entry in _LAST]
        # one parent for all of them, so that they exclude each other and arrows go through
        column = vbox(self._title_row, 15, *first, None, 16, *last, margins=(8, 17, 8, 11), gap=2)
        self._list = ScrollArea(boxed(column))
        self._left = Panel((self._list, 1), edges=("right",))
        self.setLayout(hbox(self._left, (self._stack, 1)))
        for button in self.buttons.values():
            button.clicked.connect(self._pressed)
        theme().changed.connect(self._fit)
        self._fit()

    def go(self, destination: Destination) -> None:
        """Show the section that is named, or what was shown before."""
        name, _, part = destination.section.partition("/")
        if name in _ALL:
            self._part = part
            self._show(name)
            self.sections[name].show_part(part)
        else:
            self._show(self._current)

    def where(self) -> Destination:
        """Return the section in view."""
        section = f"{self._current}/{self._part}" if self._part else self._current
        return Destination(page=self.name, section=section)

    def refresh(self) -> None:
        """Bring the section in view up to date."""
        self._show(self._current)

    def settings_changed(self) -> None:
        """Show what a key has changed meanwhile."""
        if self.isVisible():
            self.refresh()

    def panes(self) -> Sequence[QWidget]:
        """Return the list and the section."""
        return (self._left, self._stack)

    def blank(self) -> None:
        """Forget what is shown, and stop what is under way."""
        for section in self.sections.values():
            section.blank()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the list as icons alone where there is little room."""
        super().resizeEvent(event)
        self._fit()

    def _show(self, name: str) -> None:
        self._current = name
        if name not in self.sections:
            section = _ALL[name].make(self.journal, self.settings)
            section.asked.connect(self.asked)
            section.said.connect(self.said)
            section.preferred.connect(self.preferred)
            section.restore_asked.connect(self.restore_asked)
            section.anew_asked.connect(self.anew_asked)
            self.sections[name] = section
            self._stack.addWidget(section)
        self.buttons[name].setChecked(True)
        self._stack.setCurrentWidget(self.sections[name])
        self.sections[name].refresh()

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        name = next(name for name, button in self.buttons.items() if button is pressed)
        self.asked.emit(Destination(page=self.name, section=name))

    @Slot()
    def _fit(self) -> None:
        compact = self.width() / theme().scale < _RAIL_BELOW
        self._left.setFixedWidth(theme().px(_RAIL if compact else _WIDE))
        self._title_row.setVisible(not compact)
        for button in self.buttons.values():
            button.set_compact(compact)
