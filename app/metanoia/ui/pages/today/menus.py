"""The menus of the page's bar, and the small things they switch."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt

from metanoia.ui import dates
from metanoia.ui.destination import Destination, Notice
from metanoia.ui.theme import theme
from metanoia.ui.widgets.keycap import key_text
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.today.page import TodayPage


class PageMenus(QObject):
    """Opens a menu under each button that has one."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        bar = page.column.bar
        bar.state_pressed.connect(self.open_state)
        bar.text_pressed.connect(self.open_text)
        bar.more_pressed.connect(self.open_more)
        bar.focus_pressed.connect(page.around.toggle_focus_mode)
        bar.panel_pressed.connect(page.around.toggle_panel)
        bar.day_pressed.connect(page.actions_.pick_day)
        bar.finish_pressed.connect(page.actions_.finish)
        page.column.day.clicked.connect(page.actions_.pick_day)
        page.panel.plus_pressed.connect(self.open_plus)

    def open_state(self) -> None:
        """Say who can read the entry, and let it be kept from everybody."""
        page, entry = self._page, self._page.draft.entry
        menu = Menu(page)
        shares = page.journal.shares.of_entry(entry.id) if entry else []
        for share in shares[:6]:
            day = dates.medium(share.sealed_at.astimezone().date(), page.today())
            words = self.tr("{}, {}").format(day, ", ".join(share.names) or self.tr("by six words"))
            menu.add(words, self.show_shares, icon="share-2")
        if not shares:
            words = self.tr("Only on this computer. It was never shared.")
            menu.add(words, menu.close, icon="lock").setEnabled(False)
        menu.addSeparator()
        never = entry.never_share if entry else False
        menu.add(self.tr("Never share this entry"), page.actions_.never_share, checked=never)
        menu.open_below(page.column.bar.state)

    def open_plus(self) -> None:
        """Offer what can be added to the entry."""
        page, menu = self._page, Menu(self._page)
        key = key_text("Ctrl+Shift+A")
        menu.add(self.tr("Mark an assumption"), page.assuming.mark, icon="lightbulb", key=key)
        menu.add(
            self.tr("Link a goal, value, assumption or map…"), page.linking.link,
            icon="target", key=key_text("Ctrl+Shift+G"),
        )  # fmt: skip
        menu.add(self.tr("Link an entry…"), page.linking.link_entry, icon="link")
        key = key_text("Ctrl+Shift+N")
        menu.add(self.tr("Begin a form…"), page.filling.choose, icon="notebook-pen", key=key)
        asked = {one.built_in for one in page.journal.metrics.all()}
        if not {"mood", "energy"} <= asked:
            menu.add(self.tr("Note mood and energy"), page.rhythm.ask_for_mood, icon="smile")
        menu.open_below(page.panel.plus)

    def open_text(self) -> None:
        """Offer the ways to mark text, and its size."""
        page = self._page
        editor, menu = page.column.editor, Menu(page)
        menu.add(self.tr("Bold"), editor.bold, icon="bold", key=key_text("Ctrl+B"))
        menu.add(self.tr("Italic"), editor.italic, icon="italic", key=key_text("Ctrl+I"))
        menu.addSeparator()
        for level, run in enumerate((self.heading_1, self.heading_2, self.heading_3), start=1):
            words, key = self.tr("Heading {}").format(level), key_text(f"Ctrl+Alt+{level}")
            menu.add(words, run, icon=f"heading-{level}", key=key)
        menu.add(
            self.tr("Quotation"), editor.quote, icon="text-quote", key=key_text("Ctrl+Shift+Q")
        )
        menu.add(self.tr("List"), editor.bullets, icon="list", key=key_text("Ctrl+Shift+L"))
        menu.addSeparator()
        menu.add(self.tr("Larger"), self.larger, icon="zoom-in", key=key_text("Ctrl+="))
        menu.add(self.tr("Smaller"), self.smaller, icon="zoom-out", key=key_text("Ctrl+-"))
        menu.add(self.tr("Usual size"), self.usual, key=key_text("Ctrl+0"))
        menu.open_below(page.column.bar.text)

    def open_more(self) -> None:
        """Offer everything else."""
        page, entry = self._page, self._page.draft.entry
        do, menu = page.actions_, Menu(page)
        starred = entry.starred if entry else False
        never = entry.never_share if entry else False
        menu.add(self.tr("Remove star") if starred else self.tr("Star"), do.star, icon="star")
        menu.add(self.tr("Never share this entry"), do.never_share, checked=never)
        menu.addSeparator()
        menu.add(self.tr("Begin a form…"), page.filling.choose, icon="notebook-pen", key=key_text("Ctrl+Shift+N"))  # fmt: skip
        key = key_text("Ctrl+Shift+A")
        menu.add(self.tr("Mark an assumption"), page.assuming.mark, icon="lightbulb", key=key)
        menu.add(
            self.tr("Link a goal, value, assumption or map…"), page.linking.link,
            icon="target", key=key_text("Ctrl+Shift+G"),
        )  # fmt: skip
        menu.add(self.tr("Link an entry…"), page.linking.link_entry, icon="link")
        menu.add(self.tr("Insert picture…"), page.pictures.ask, icon="image")
        menu.add(self.tr("History of this entry"), do.history, icon="history")
        menu.add(self.tr("Find in this entry"), self.find, icon="search", key=key_text("Ctrl+F"))
        menu.addSeparator()
        typewriter = page.column.editor.typewriter
        key = key_text("Ctrl+Shift+T")
        menu.add(self.tr("Typewriter"), self.toggle_typewriter, checked=typewriter, key=key)
        menu.addSeparator()
        menu.add(self.tr("Move to Recently deleted"), do.trash, icon="trash-2")
        menu.open_below(page.column.bar.more)

    def show_shares(self) -> None:
        """Go where shares are listed."""
        self._page.asked.emit(Destination(page="share"))

    def find(self) -> None:
        """Look for words in the text; a form shows its answers under their questions."""
        page = self._page
        if page.draft.form is None:
            page.column.finder.open()
        else:
            said = self.tr("Ctrl+F looks through texts. Search the journal to find words in forms.")
            page.said.emit(Notice(text=said))

    def toggle_typewriter(self) -> None:
        """Keep the line being written at one height, or let it wander."""
        on = not self._page.column.editor.typewriter
        self._page.column.editor.set_typewriter(on)
        self._page.settings.typewriter = on

    def add_tag(self) -> None:
        """Put the caret into the tags."""
        self._page.column.tags.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def edit_title(self) -> None:
        """Put the caret into the title."""
        self._page.column.title.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def heading_1(self) -> None:
        """Make the paragraph a large heading, or plain again."""
        self._page.column.editor.heading(1)

    def heading_2(self) -> None:
        """Make the paragraph a heading, or plain again."""
        self._page.column.editor.heading(2)

    def heading_3(self) -> None:
        """Make the paragraph a small heading, or plain again."""
        self._page.column.editor.heading(3)

    def larger(self) -> None:
        """Show everything a step larger."""
        self._scale(theme().scale + 0.1)

    def smaller(self) -> None:
        """Show everything a step smaller."""
        self._scale(theme().scale - 0.1)

    def usual(self) -> None:
        """Show everything in the size the computer asks for."""
        self._scale(theme().system_scale())

    def _scale(self, scale: float) -> None:
        theme().apply(scale=round(scale, 2))
        self._page.settings.scale = theme().scale
