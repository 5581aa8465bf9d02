"""The open journal's window: sidebar, pages, palette and toasts; no business of its own."""

from __future__ import annotations

import json
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from metanoia.domain.errors import MetanoiaError
from metanoia.domain.kinds import Kind
from metanoia.ui.alerts import Alerts
from metanoia.ui.amounts import counted
from metanoia.ui.commands import Keys
from metanoia.ui.desk_alone import SHOWN, is_alone
from metanoia.ui.destination import Command, Destination, Notice
from metanoia.ui.everywhere import Everywhere
from metanoia.ui.history import History
from metanoia.ui.page import Page
from metanoia.ui.places import COACHING, JOURNALING, PLACES, Place
from metanoia.ui.sidebar import Sidebar
from metanoia.ui.theme import theme
from metanoia.ui.veil.concealing import Concealing
from metanoia.ui.widgets.layout import hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.toast import Toast

if TYPE_CHECKING:
    from collections.abc import Callable

    from metanoia.journal import Journal
    from metanoia.ui.palette import CommandPalette
    from metanoia.ui.settings import Settings
    from metanoia.ui.widgets.banner import Tone

RAIL_BELOW: Final = 1180  # px at scale 1
FIRST: Final = "today"


class Shell(QWidget):
    """Shows one open journal; the pages are made when they are first gone to."""

    lock_asked = Signal()
    another_asked = Signal()
    restore_asked = Signal(object)
    anew_asked = Signal(object)
    settings_changed = Signal()

    def __init__(self, journal: Journal, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.journal = journal
        self.settings = settings
        self.pages: dict[str, Page] = {}
        self.toast: Toast | None = None
        self.palette_shown: CommandPalette | None = None
        self._history = History()
        self._stack = QStackedWidget()
        self.sidebar = Sidebar(
            journal.meta.name,
            [(place.name, place.words(), place.icon, place.keys) for place in JOURNALING],
            [(place.name, place.words(), place.icon, place.keys) for place in COACHING],
        )
        self._show_places()
        self._sheet = _Sheet(self._stack)
        self.concealing = Concealing(self._sheet)
        self.alerts = Alerts()
        column = vbox(self.alerts, (self._sheet, 1))
        self._row = hbox(self.sidebar, (column, 1), margins=(0, 8, 8, 8))
        self.setLayout(self._row)
        self._everywhere = Everywhere(self)
        self._keys = Keys(self)
        self._keys.bind(self._everywhere.bound())
        self._sidebar_keys = Keys(self.sidebar)
        self._sidebar_keys.bind(self._everywhere.lent())
        self._page_keys: dict[str, Keys] = {}
        self.sidebar.chosen.connect(self.show_page)
        self.sidebar.jump_asked.connect(self.open_palette)
        self.sidebar.lock_asked.connect(self.lock_asked)
        self.sidebar.another_asked.connect(self.another_asked)
        self.sidebar.veil_asked.connect(self.conceal)
        self.sidebar.rename_asked.connect(self._everywhere.rename)
        theme().changed.connect(self._restyled)
        journal.changes.subscribe(self._journal_changed)
        self._count()
        self.go(Destination(page="desk" if is_alone(journal) else FIRST), remember=False)
        self._follow_settings()

    # -- going about

    def show_page(self, name: str) -> None:
        """Bring a page forward as it was left."""
        self.go(Destination(page=name))

    def go(self, destination: Destination, *, remember: bool = True) -> None:
        """Show a page and what ``destination`` names there."""
        here = self.current
        if here is not None:
            with suppress(MetanoiaError):  # the page keeps its text and says so itself
                here.save()
                if here.name != destination.page:
                    here.leave()
            if remember and here.where() != destination:
                self._history.leave(here.where())
        page = self._page(PLACES[destination.page])
        if destination.page == "desk" and not self.settings.desk_shown:
            self.settings.desk_shown = True
            self.sidebar.reveal("desk", shown=True)
        page.go(destination)
        self._stack.setCurrentWidget(page)
        self.concealing.show_page(fields_only=destination.page == "settings")
        self._immerse(page.immersive)
        self.sidebar.show_current(destination.page)

    def back(self) -> None:
        """Show what was shown before."""
        self._revisit(self._history.back)

    def forward(self) -> None:
        """Show again what was left by going back."""
        self._revisit(self._history.forward)

    @property
    def current(self) -> Page | None:
        """The page in view."""
        page = self._stack.currentWidget()
        return self.pages[page.name] if page is not None else None  # type: ignore[attr-defined]

    # -- keeping and forgetting

    def save(self) -> None:
        """Keep whatever any page has not kept yet; raises what went wrong."""
        for page in self.pages.values():
            page.save()

    def unsaved(self) -> bytes:
        """Return what could not be kept, b"" if nothing: JSON by page name."""
        texts = {name: page.unsaved() for name, page in self.pages.items()}
        texts = {name: text for name, text in texts.items() if text}
        return json.dumps(texts).encode() if texts else b""

    def take_back(self, unsaved: bytes) -> None:
        """Put back what ``unsaved`` returned before the journal was locked."""
        for name, text in json.loads(unsaved or b"{}").items():
            self._page(PLACES[name]).take_back(text)

    def blank(self) -> None:
        """Forget every text shown; the journal is about to be closed."""
        self.journal.changes.unsubscribe(self._journal_changed)
        for keys in (self._keys, self._sidebar_keys, *self._page_keys.values()):
            keys.bind([])
        if self.toast is not None:
            self.toast.forget()
        if self.palette_shown is not None:
            self.palette_shown.close_palette()
        for page in self.pages.values():
            page.blank()
        self.concealing.end()
        self._history = History()

    # -- what can be done

    def commands(self) -> list[Command]:
        """Return the commands of the window, with the keys that every page has."""
        return self._everywhere.commands()

    def all_commands(self) -> list[tuple[str, list[Command]]]:
        """Return the commands of the window and of each page, under their titles."""
        pages = [(place.words(), self._page(place).commands()) for place in PLACES.values()]
        return [(self.tr("Everywhere"), self.commands()), *pages]

    def places(self) -> list[Place]:
        """Return the pages that are shown in this journal."""
        if is_alone(self.journal):
            return [place for place in PLACES.values() if place.name in SHOWN]
        return [
            place for place in PLACES.values() if place.name != "desk" or self.settings.desk_shown
        ]

    def open_palette(self) -> None:
        """Open the command palette, or close it."""
        if self.palette_shown is not None:
            self.palette_shown.close_palette()
            return
        from metanoia.ui.palette import CommandPalette

        self.palette_shown = CommandPalette(self)
        self.palette_shown.asked.connect(self._palette_asked)
        self.palette_shown.chosen.connect(self._palette_chosen)
        self.palette_shown.closed.connect(self._palette_closed)
        self._palette_asked("")

    def say(self, notice: Notice) -> None:
        """Show a notice in place of the one before."""
        if self.toast is not None:
            self.toast.close()
        self.toast = Toast(self, notice.text, notice.undo)

    def warn(
        self,
        name: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        dismissed: Callable[[], object] | None = None,
        *,
        tone: Tone = "warn",
    ) -> None:
        """Say above the page what needs the person, until it is put away or ``unwarn(name)``."""
        self.alerts.show_warning(name, text, action, run, dismissed, tone=tone)

    def unwarn(self, name: str) -> None:
        """Take a warning away: what it spoke of is settled."""
        self.alerts.remove(name)

    # -- Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the window's colour around the page."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().colour("window"))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turn the sidebar into a rail where there is little room."""
        self._fit()
        super().resizeEvent(event)

    # -- inside

    def _page(self, place: Place) -> Page:
        if place.name not in self.pages:
            page = place.page()(self.journal, self.settings)
            page.asked.connect(self.go)
            page.said.connect(self.say)
            page.restore_asked.connect(self.restore_asked)
            page.anew_asked.connect(self.anew_asked)
            page.preferred.connect(self._preferred)
            page.immersed.connect(self._immerse)
            page.commands_changed.connect(self._bind_page)
            self._page_keys[place.name] = Keys(page)
            self._bind(page)
            self.pages[place.name] = page
            self._stack.addWidget(page)
        return self.pages[place.name]

    def _bind_page(self) -> None:
        page = self.sender()
        if isinstance(page, Page):
            self._bind(page)

    def _bind(self, page: Page) -> None:
        own = page.commands()
        self._page_keys[page.name].bind([*own, *self._everywhere.lent(*own)])

    def _revisit(self, step: Callable[[Destination], Destination | None]) -> None:
        here = self.current.where() if self.current else Destination(page=FIRST)
        if (found := step(here)) is not None:
            self.go(found, remember=False)

    def _journal_changed(self, kinds: frozenset[Kind], source: object) -> None:
        if Kind.META in kinds:
            self.sidebar.set_title(self.journal.meta.name)
            self._show_places()
        if kinds & {Kind.ASSUMPTION, Kind.REPLY}:
            self._count()
        for page in self.pages.values():
            page.journal_changed(kinds, source)

    def _count(self) -> None:
        count = self.journal.assumptions.count_open
        said = self.tr("{} open").format(count)
        self.sidebar.set_badge("assumptions", f"{count:,}" if count else "", said)
        asked = self.journal.replies.count_open
        waiting = counted(asked, self.tr("1 open question"), self.tr("{} open questions"))
        self.sidebar.set_badge("share", f"{asked:,}" if asked else "", waiting)

    def _show_places(self) -> None:
        """Show the rows of the pages there are: of a coach's desk alone but two."""
        for place in self.places():
            self.sidebar.reveal(place.name, shown=True)
        for name in PLACES.keys() - {place.name for place in self.places()}:
            self.sidebar.reveal(name, shown=False)

    def conceal(self) -> None:
        """Veil what is written until it is pointed at, or bare it again; keep that for the next time."""
        self.settings.concealed = not self.settings.concealed
        with suppress(OSError):  # it holds until the window closes
            self.settings.save()
        self._preferred()

    def _follow_settings(self) -> None:
        self.concealing.set_on(self.settings.concealed)
        self.sidebar.show_veiled(on=self.settings.concealed)

    def _preferred(self) -> None:
        self._follow_settings()
        for page in self.pages.values():
            page.settings_changed()
        self.settings_changed.emit()

    def _fit(self) -> None:
        self.sidebar.set_compact(self.width() / theme().scale < RAIL_BELOW)

    def _restyled(self) -> None:
        self._fit()
        if self.current is not None:
            self._immerse(self.current.immersive)  # the layout has set its usual margins again

    def _immerse(self, on: bool) -> None:
        """Give the page the whole window, or put the sidebar back beside it."""
        self.sidebar.setVisible(not on)
        edge = 0 if on else theme().px(8)
        self._row.setContentsMargins(0, edge, edge, edge)
        self._sheet.set_bare(on)

    def _palette_asked(self, typed: str) -> None:
        from metanoia.ui import finding

        if self.palette_shown is None:
            return
        here = self.current.commands() if self.current else []
        more = (*self._everywhere.forms(), *self._everywhere.notes()) if typed.strip() else ()
        offered = [*here, *more, *(c for c in self.commands() if not c.id.startswith(("go-", "palette", "panes")))]  # fmt: skip
        self.palette_shown.show_choices(
            finding.choices(self.journal, self.places(), offered, typed)
        )

    def _palette_chosen(self, action: object) -> None:
        if isinstance(action, Destination):
            self.go(action)
        elif isinstance(action, Command):
            # once the palette is gone, so that what the command opens keeps the focus
            QTimer.singleShot(0, self, action.run)

    def _palette_closed(self) -> None:
        self.palette_shown = None


class _Sheet(QFrame):
    """The rounded surface that a page lies on."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self.setLayout(vbox(page, margins=(1, 1, 1, 1)))
        self._bare = False
        theme().changed.connect(self.update)

    def set_bare(self, bare: bool) -> None:
        """Fill the whole window, without corners and outline."""
        self._bare = bare
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = painter_of(self)
        canvas = theme().colour("canvas")
        if self._bare:
            painter.fillRect(self.rect(), canvas)
        else:
            rounded(painter, self.rect(), 12, canvas, theme().colour("hairline"))
        painter.end()
