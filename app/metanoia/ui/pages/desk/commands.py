"""What can be done at the desk, by key and from the palette."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from metanoia.ui.destination import Command
from metanoia.ui.pages.desk.kinds import LOOKS

if TYPE_CHECKING:
    from metanoia.ui.pages.desk.page import DeskPage


def commands_of(page: DeskPage) -> list[Command]:
    """Return the commands of the desk."""
    tr, reader, acting = page.tr, page.reader, page.acting
    comments = reader.comments
    return [
        Command("open-share", tr("Open a share…"), page.arriving.ask_for_share, "Ctrl+O", "folder-open"),
        Command("entry-before", tr("Page before"), reader.show_before, "Alt+Up", "chevron-left"),
        Command("entry-after", tr("Next page"), reader.show_after, "Alt+Down", "chevron-right"),
        Command("share-summary", tr("Summary of this share"), page.show_summary, "", "list"),
        Command("comment", tr("Comment on the words or the page"), comments.ask, "Ctrl+Return", "message-square"),
        *(
            Command(
                f"comment-{one.kind.value}", tr("Comment: {}").format(one.words()),
                partial(comments.comment, one.letter), "", one.icon, one.letter.upper(),
            )
            for one in LOOKS
        ),
        Command("closing-note", tr("Closing note and next session"), acting.close_reply, "", "pen-line"),
        Command("reply-targets", tr("Learning targets with this client"), acting.show_targets, "", "flag"),
        Command("seal-reply", tr("Seal the reply…"), acting.seal, "Ctrl+Shift+Return", "file-lock-2"),
        Command("reply-discard", tr("Discard what was not sealed"), acting.discard_reply, "", "rotate-ccw", "drop draft"),
        Command("reply-again", tr("Save the sealed reply once more…"), acting.save_again, "", "save"),
        Command("client-notes", tr("Private notes about this client"), acting.show_notes, "Ctrl+Alt+N", "notebook-pen"),
        Command("prep-sheet", tr("Prep sheet for the next session"), acting.show_prep, "Ctrl+P", "file-text", "print pdf"),
        Command("client-name", tr("Name of this client, and next session"), acting.edit_current, "", "pencil", "alias"),
        Command("client-delete", tr("Delete everything of this client…"), acting.delete_current, "", "trash-2"),
        Command("key-card", tr("Your key card"), page.show_card, "", "qr-code", "contact fingerprint"),
    ]  # fmt: skip
