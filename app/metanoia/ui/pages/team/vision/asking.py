"""What is asked about a vision: in a sheet over the room, or in a menu."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtGui import QAction

from metanoia.domain.visions import NewVision, Theme, Vision
from metanoia.ui.dialogs.gone_for_good import GoneForGood
from metanoia.ui.pages.team.vision import words
from metanoia.ui.pages.team.vision.cell_sheet import CellSheet
from metanoia.ui.pages.team.vision.text_sheet import VisionSheet
from metanoia.ui.pages.team.vision.theme_sheet import ThemeSheet
from metanoia.ui.widgets.menu import Menu

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.visions import Draft, VisionId
    from metanoia.ui.dialogs.writing_sheet import WritingSheet
    from metanoia.ui.pages.team.vision.room import VisionRoom
    from metanoia.ui.widgets.trash_view import Gone


class Asking(QObject):
    """Asks, and hands what is answered to what does it."""

    def __init__(self, room: VisionRoom) -> None:
        super().__init__(room)
        self._room = room
        self._doing = room.doing
        self._sheet: WritingSheet | None = None
        self._about: Vision | None = None
        self._replaces = False
        self._theme: Theme | None = None
        self._value = ""
        self._round: list[Theme] = []  # those that are still to be looked at again
        self._of = 0
        self._gone: Gone | None = None

    # -- the text

    @Slot()
    def about_new(self) -> None:
        """Ask about another vision."""
        self._ask_text(None, replaces=False)

    @Slot()
    def about_new_text(self) -> None:
        """Ask what the text of the vision that is shown says by now."""
        self._ask_text(self._room.known.vision, replaces=True)

    @Slot()
    def about_text(self) -> None:
        """Ask what should be corrected of the vision that is shown."""
        self._ask_text(self._room.known.vision, replaces=False)

    def _ask_text(self, old: Vision | None, *, replaces: bool) -> None:
        self._about, self._replaces = old, replaces
        themes = () if replaces else self._room.known.themes
        sheet = VisionSheet(self._room, self._room.today(), old=old, themes=themes if old else (), replaces=replaces)  # fmt: skip
        sheet.given.connect(self._text_given)
        self._open(sheet)

    @Slot(object, object)
    def _text_given(self, new: NewVision, drafts: tuple[Draft, ...]) -> None:
        old: VisionId | None = self._about.id if self._about else None
        if old is not None and not self._replaces:
            self._answered(self._doing.change(old, new, drafts))
            return
        refused = self._doing.add(new, drafts, old)
        self._answered(refused)
        if not refused and self._doing.added:
            self._room.show_vision(self._doing.added)

    # -- a theme, and all of them in turn

    @Slot(str)
    def about_theme(self, theme: str) -> None:
        """Ask about one theme."""
        if (one := self._room.known.theme(theme)) is not None and self._may_change():
            self._round, self._of = [], 0
            self._ask_theme(one, None)

    @Slot()
    def look_again(self) -> None:
        """Go through the themes one by one."""
        themes = list(self._room.known.themes)
        if not self._may_change():
            return
        if not themes:
            self._room.tell(self._room.tr("This vision has no themes yet. Make some in its text."))
            return
        self._round, self._of = themes[1:], len(themes)
        self._ask_theme(themes[0], (1, len(themes)))

    def _ask_theme(self, one: Theme, place: tuple[int, int] | None) -> None:
        known = self._room.known
        self._theme = one
        served = [
            known.goals[goal] for goal in known.serving.get(one.id, ()) if goal in known.goals
        ]
        sheet = ThemeSheet(
            self._room, one, known.stances.get(one.id, ()), words.served_by(served),
            self._room.today(), place,
        )  # fmt: skip
        sheet.given.connect(self._theme_given)
        self._open(sheet)

    @Slot(str, object)
    def _theme_given(self, said: str, stand: words.Stand) -> None:
        if self._theme is None:
            return
        refused = self._doing.say(self._theme, said, stand, self._room.today())
        self._answered(refused)
        if refused:
            return
        if self._round:
            QTimer.singleShot(0, self, self._go_on)
        else:
            QTimer.singleShot(0, self, self._back)

    @Slot()
    def _back(self) -> None:
        """Put the keyboard on the row of the theme that was asked about last."""
        if self._theme is not None:
            self._room.words.focus_row(self._theme.id)

    @Slot()
    def _go_on(self) -> None:
        if self._round:
            one = self._round.pop(0)
            number = self._of - len(self._round)
            now = self._room.known.theme(one.id)
            self._ask_theme(now or one, (number, self._of))

    # -- a cell

    @Slot(str, str)
    def about_cell(self, value: str, theme: str) -> None:
        """Ask how a value and a theme fit, and why."""
        known = self._room.known
        one = known.theme(theme)
        row = next((row for row in known.rows if row.id == value), None)
        if one is None or row is None or not self._may_change():
            return
        self._theme, self._value = one, value
        sheet = CellSheet(self._room, row.name, one, known.cells.get((value, theme)))
        sheet.given.connect(self._cell_given)
        self._open(sheet)

    @Slot(int, str)
    def _cell_given(self, fit: int, note: str) -> None:
        if self._theme is not None:
            text = self._room.tr("Kept how they fit")
            self._answered(self._doing.fit(self._value, self._theme, fit, note, text))

    # -- menus

    @Slot(object)
    def open_theme_menu(self, row: QWidget) -> None:
        """Offer what can be done with the theme of a row."""
        theme: Theme = row.theme  # type: ignore[attr-defined]
        self._goal_menu(row, theme, edit=True)

    @Slot(object)
    def open_unserved(self, sentence: QWidget) -> None:
        """Offer goals for the first theme that none serves."""
        if self._room.known.unserved:
            self._goal_menu(sentence, self._room.known.unserved[0], edit=False)

    def _goal_menu(self, below: QWidget, theme: Theme, *, edit: bool) -> None:
        known = self._room.known
        if not self._may_change():
            return
        self._theme = theme
        menu = Menu(self._room)
        if edit:
            menu.add(self._room.tr("Say it in my words…"), self._edit_theme, icon="pencil")
            menu.addSeparator()
        head = menu.addAction(self._room.tr("Which goals serve theme {}?").format(theme.number))
        head.setEnabled(False)
        serving = set(known.serving.get(theme.id, ()))
        for goal, title in known.goals.items():
            action = menu.add(title, self._goal_chosen, checked=goal in serving)
            action.setData(goal)
        if not known.goals:
            menu.add(self._room.tr("Begin with a goal…"), self._room.new_goal, icon="plus")
        menu.open_below(below)

    @Slot()
    def open_strains(self) -> None:
        """Offer the values that strain; with one of them, go there."""
        room, strained = self._room, self._room.known.strained
        if len(strained) == 1:
            room.go_to_value(strained[0][0].id)
            return
        menu = Menu(room)
        for row, theme in strained:
            text = room.tr("{} against {}, “{}”").format(row.name, theme.number, theme.title)
            menu.add(text, self._value_chosen, icon="heart").setData(row.id)
        menu.open_below(room.fit.strains)

    @Slot()
    def open_unsupported(self) -> None:
        """Offer the goals that nothing supports; with one of them, go there."""
        room, known = self._room, self._room.known
        goals = [goal for goal in known.unsupported if goal in known.goals]
        if len(goals) == 1:
            room.go_to_goal(goals[0])
            return
        menu = Menu(room)
        for goal in goals:
            menu.add(known.goals[goal], self._goal_gone_to, icon="target").setData(goal)
        menu.open_below(room.fit.unsupported)

    @Slot()
    def open_menu(self) -> None:
        """Open what else can be done here."""
        room, known = self._room, self._room.known
        menu = Menu(room)
        for one in known.standing if len(known.standing) > 1 else ():
            shown = known.vision is not None and one.id == known.vision.id
            menu.add(one.name, self._vision_chosen, checked=shown).setData(one.id)
        if len(known.standing) > 1:
            menu.addSeparator()
        for one in known.earlier:
            text = room.tr("The text of {}").format(room.day(one.as_of))
            menu.add(text, self._vision_chosen, icon="history").setData(one.id)
        if known.earlier:
            menu.addSeparator()
        if known.vision is not None and not known.old:
            menu.add(room.tr("Change text and themes…"), self.about_text, icon="pencil", key="Ctrl+E")  # fmt: skip
        menu.add(room.tr("Another group’s vision…"), self.about_new, icon="plus")
        if known.vision is not None:
            menu.addSeparator()
            menu.add(room.tr("Move to Recently deleted"), room.delete, icon="trash-2")
        if known.deleted:
            menu.add(room.tr("Recently deleted"), room.show_trash, icon="trash-2")
        menu.open_below(room.head.more)

    @Slot(object)
    def about_purging(self, gone: Gone) -> None:
        """Ask whether a vision shall go for good."""
        self._gone = gone
        room = self._room
        text = room.tr("“{}” goes with its themes, your words and stances, and its grid.").format(gone.title)  # fmt: skip
        sheet = GoneForGood(room, room.tr("Delete this vision for good?"), text)
        sheet.confirmed.connect(self._purge)
        sheet.open()

    # -- inside

    @Slot()
    def _edit_theme(self) -> None:
        if self._theme is not None:
            self.about_theme(self._theme.id)

    @Slot()
    def _goal_chosen(self) -> None:
        goal = self._data()
        if self._theme is not None and goal:
            on = goal not in self._room.known.serving.get(self._theme.id, ())
            self._room.tell(self._doing.serve(goal, self._theme, on=on))

    @Slot()
    def _vision_chosen(self) -> None:
        self._room.show_vision(self._data())

    @Slot()
    def _value_chosen(self) -> None:
        self._room.go_to_value(self._data())

    @Slot()
    def _goal_gone_to(self) -> None:
        self._room.go_to_goal(self._data())

    def _data(self) -> str:
        sender = self.sender()
        return str(sender.data()) if isinstance(sender, QAction) else ""

    @Slot()
    def _purge(self) -> None:
        if self._gone is not None:
            self._room.tell(self._doing.purge(self._gone.id))
            self._gone = None

    def _may_change(self) -> bool:
        if not self._room.known.old:
            return True
        self._room.tell(self._room.tr("This is an earlier text; it stays as it was."))
        return False

    def _open(self, sheet: WritingSheet) -> None:
        self._sheet = sheet
        sheet.open()

    def _answered(self, refused: str) -> None:
        if self._sheet is None:
            return
        if refused:
            self._sheet.refuse(refused)
            return
        self._sheet.dismiss()
        self._sheet = None
