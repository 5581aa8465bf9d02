"""What can be done while writing: each with its key, all of it in the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command

if TYPE_CHECKING:
    from metanoia.ui.pages.today.page import TodayPage


def commands_of(page: TodayPage) -> list[Command]:
    """Return the commands of the page on which entries are written."""
    tr, do, editor, column = page.tr, page.actions_, page.column.editor, page.column
    levels = (page.menus.heading_1, page.menus.heading_2, page.menus.heading_3)
    headings = [
        Command(
            f"heading-{level}",
            tr("Heading {}").format(level),
            run,
            f"Ctrl+Alt+{level}",
            f"heading-{level}",
            "format",
        )
        for level, run in enumerate(levels, start=1)
    ]
    return [
        Command("finish", tr("Finish this entry"), do.finish, "Ctrl+Return", "check", "save close done"),
        Command("form", tr("Begin a form…"), page.filling.choose, "Ctrl+Shift+N", "notebook-pen", "exercise questions practice"),
        Command("day", tr("Pick a day"), do.pick_day, "Ctrl+D", "calendar-days", "date calendar move"),
        Command("find-here", tr("Find in this entry"), page.menus.find, "Ctrl+F", "search"),
        Command("older", tr("Older entry"), page.neighbours.older, "Alt+Down", "arrow-down", "previous"),
        Command("newer", tr("Newer entry"), page.neighbours.newer, "Alt+Up", "arrow-up", "next"),
        Command("focus", tr("Focus mode"), page.around.toggle_focus_mode, "F11", "maximize-2", "full screen"),
        Command("typewriter", tr("Typewriter"), page.menus.toggle_typewriter, "Ctrl+Shift+T", "type", "scroll"),
        Command("panel", tr("Side panel"), page.around.toggle_panel, "Ctrl+\\", "panel-right", "in this entry"),
        Command("assume", tr("Mark an assumption, or open the one here"), page.assuming.mark, "Ctrl+Shift+A", "lightbulb", "sentence open the assumption here"),
        Command("selection-bar", tr("What to do with the selected words"), column.selection_bar.ask, "Ctrl+.", "text-cursor-input", "bar selection"),
        Command("bold", tr("Bold"), editor.bold, "Ctrl+B", "bold", "format"),
        Command("italic", tr("Italic"), editor.italic, "Ctrl+I", "italic", "format"),
        *headings,
        Command("quote", tr("Quotation"), editor.quote, "Ctrl+Shift+Q", "text-quote", "format"),
        Command("list", tr("List"), editor.bullets, "Ctrl+Shift+L", "list", "format bullets"),
        Command("tag", tr("Add a tag"), page.menus.add_tag, "", "tag", "tags"),
        Command("title", tr("Give it a title"), page.menus.edit_title, "", "heading", "rename"),
        Command("link", tr("Link an entry…"), page.linking.link_entry, "", "link", "connect"),
        Command("link-goal", tr("Link a goal, value, assumption or map…"), page.linking.link, "Ctrl+Shift+G", "link", "connect serves strains"),
        Command("meaning", tr("What this word means"), page.common_words.tell, "", "languages", "common words team"),
        Command("metrics", tr("Note how the day was"), page.rhythm.note_the_day, "", "smile", "mood energy metrics"),
        Command("picture", tr("Insert picture…"), page.pictures.ask, "", "image", "photo attach file"),
        Command("ask", tr("Ask me about…"), page.prompting.choose, "", "sprout", "prompt question another"),
        Command("star", tr("Star this entry, or not"), do.star, "", "star", "favourite"),
        Command("never-share", tr("Never share this entry, or do"), do.never_share, "", "shield-check", "private"),
        Command("history", tr("History of this entry"), do.history, "", "history", "versions revisions undo"),
        Command("trash", tr("Move to Recently deleted"), do.trash, "", "trash-2", "delete remove"),
    ]  # fmt: skip
