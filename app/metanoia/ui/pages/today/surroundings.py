"""What stands around the text: the side panel beside or over the page, and nothing in focus mode."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject, Qt

from metanoia.ui.theme import theme

if TYPE_CHECKING:
    from metanoia.ui.pages.today.page import TodayPage

OVER_BELOW: Final = 980  # px at scale 1 of the window: less, and the panel lies over the page
NARROW_BELOW: Final = 1180


class Surroundings(QObject):
    """Gives the side panel its place for the room there is, and takes all away in focus mode."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._over = False
        theme().changed.connect(self.fit)

    def set_focus_mode(self, on: bool) -> None:
        """Show the text alone in the whole window, or everything again."""
        page = self._page
        page.settings.focus_mode = on
        page.immersive = on
        page.column.set_focus_mode(on)
        page.prompting.show()
        self.fit()
        page.immersed.emit(on)
        page.take_focus()

    def toggle_focus_mode(self) -> None:
        """Turn focus mode on or off."""
        self.set_focus_mode(not self._page.settings.focus_mode)

    def toggle_panel(self) -> None:
        """Show or hide the side panel; where there is little room it lies over the page."""
        page, panel = self._page, self._page.panel
        if page.settings.focus_mode:
            self.set_focus_mode(on=False)
        if panel.isVisible():
            focus = page.window().focusWidget()
            inside = focus is not None and panel.isAncestorOf(focus)
            self._show_panel(shown=False)
            if inside:
                page.take_focus()
        else:
            self._show_panel(shown=True)
            if self._over:
                panel.plus.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_panel(self) -> None:
        """Show the panel, over the page where there is little room; nothing happens in focus mode."""
        if not self._page.settings.focus_mode and self._page.panel.isHidden():
            self._show_panel(shown=True)

    def leave(self) -> bool:
        """Leave focus mode, or the panel that lies over the page; return whether there was one."""
        if self._page.settings.focus_mode:
            self.set_focus_mode(on=False)
            return True
        if self._over and self._page.panel.isVisible():
            self.toggle_panel()
            return True
        return False

    def fit(self) -> None:
        """Give the side panel its place for the room there is."""
        page, panel = self._page, self._page.panel
        focus = page.window().focusWidget()
        inside = focus is not None and panel.isAncestorOf(focus)
        room = page.window().width() / theme().scale
        over = room < OVER_BELOW
        panel.set_narrow(room < NARROW_BELOW)
        layout = page.layout()
        if over != self._over and layout is not None:
            self._over = over
            if over:
                layout.removeWidget(panel)
                panel.hide()
            else:
                layout.addWidget(panel)
        if page.settings.focus_mode:
            panel.hide()
        elif not over:
            panel.setVisible(page.settings.side_panel)
        if inside and panel.isHidden():
            page.take_focus()
        self._place()

    def _show_panel(self, *, shown: bool) -> None:
        if not self._over:
            self._page.settings.side_panel = shown
        self._page.panel.setVisible(shown)
        self._place()

    def _place(self) -> None:
        if self._over:
            page, panel = self._page, self._page.panel
            panel.setGeometry(page.width() - panel.width(), 0, panel.width(), page.height())
            panel.raise_()
