"""What a person does with the line above the page: write about it, go there, ask for another one."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction

from metanoia.ui.destination import Notice
from metanoia.ui.pages.today.draft import this_moment
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from metanoia.ui.pages.today.offers import Offer
    from metanoia.ui.pages.today.page import TodayPage
    from metanoia.ui.pages.today.prompter import Line

_ABOUT: Final = (
    ("surprise", str(QT_TRANSLATE_NOOP("About", "A surprise"))),
    ("conflict", str(QT_TRANSLATE_NOOP("About", "A conflict"))),
    ("certainty", str(QT_TRANSLATE_NOOP("About", "What I am sure of"))),
    ("test", str(QT_TRANSLATE_NOOP("About", "A small test"))),
    ("update", str(QT_TRANSLATE_NOOP("About", "A change of mind"))),
    ("", ""),
    ("vision", str(QT_TRANSLATE_NOOP("About", "What I want"))),
    ("reality", str(QT_TRANSLATE_NOOP("About", "What is the case"))),
    ("values", str(QT_TRANSLATE_NOOP("About", "What matters to me"))),
    ("commitment", str(QT_TRANSLATE_NOOP("About", "The next step"))),
    ("", ""),
    ("pattern", str(QT_TRANSLATE_NOOP("About", "What keeps happening"))),
    ("loop", str(QT_TRANSLATE_NOOP("About", "What comes back to me"))),
    ("words", str(QT_TRANSLATE_NOOP("About", "Words we use differently"))),
    ("passing_on", str(QT_TRANSLATE_NOOP("About", "What I learned"))),
)


class Prompting(QObject):
    """Shows the line where it belongs, and answers its buttons."""

    def __init__(self, page: TodayPage) -> None:
        super().__init__(page)
        self._page = page
        self._offer: Offer | None = None
        line = page.column.prompt
        line.used.connect(self.use)
        line.another_asked.connect(self.another)
        line.menu_asked.connect(self.choose)
        line.dismissed.connect(self.dismiss)

    def show(self) -> None:
        """Show the line above a page that is of today and is written freely."""
        page, now = self._page, this_moment(self._page.journal)
        unasked = page.settings.focus_mode or not page.settings.prompts or page.draft.form
        if page.draft.when.date != now.date or unasked:
            self._show(None)
        else:
            self._show(page.prompter.current(now.date, now.local.time()))

    def use(self, question: str) -> None:
        """Put the question into the text as a quotation, to write under; or go where it leads."""
        if self._offer is not None:
            self._page.asked.emit(self._offer.where)
            return
        self._page.column.editor.begin_with(f"> {question}")
        self._page.take_focus()

    def another(self) -> None:
        """Ask something else."""
        now = this_moment(self._page.journal)
        with self._page.saying_errors():
            self._show(self._page.prompter.another(now.date, now.local.time()))

    def choose(self) -> None:
        """Offer what to be asked about."""
        page = self._page
        menu = Menu(page)
        for situation, words in _ABOUT:
            if situation:
                said = QCoreApplication.translate("About", words)
                menu.add(said, self._about_chosen).setData(situation)
            else:
                menu.addSeparator()
        line = page.column.prompt
        menu.open_below(line.another if line.isVisible() else page.column.bar.more)

    def ask_about(self, situation: str) -> None:
        """Ask about a situation that was chosen."""
        now = this_moment(self._page.journal)
        with self._page.saying_errors():
            self._show(self._page.prompter.about(situation, now.date, now.local.time()))

    def dismiss(self) -> None:
        """Ask nothing more today; of what is due put only this away."""
        page, today, offer = self._page, self._page.today(), self._offer
        with page.saying_errors():
            if offer is not None:
                page.prompter.put_away(offer, today)
                undo = partial(self._bring_back, offer)
                notice = Notice(text=self.tr("Put away until tomorrow"), undo=undo)
            else:
                page.prompter.dismiss(today)
                notice = Notice(text=self.tr("No prompts until tomorrow"), undo=self._call_back)
            self.show()
            page.take_focus()
            page.said.emit(notice)

    def _about_chosen(self) -> None:
        action = self.sender()
        if isinstance(action, QAction):
            self.ask_about(action.data())

    def _show(self, line: Line | None) -> None:
        self._offer = line.offer if line else None
        if line is not None and line.offer is not None:
            self._page.column.prompt.offer(line.text)
            self._page.column.prompt.show()
        else:
            self._page.column.show_prompt(line.text if line else None)

    def _bring_back(self, offer: Offer) -> None:
        with self._page.saying_errors():
            self._page.prompter.bring_back(offer, self._page.today())
            self.show()

    def _call_back(self) -> None:
        with self._page.saying_errors():
            self._page.prompter.call_back()
            self.show()
