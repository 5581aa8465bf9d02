"""What can be done with predictions: by key, and from the palette."""

from __future__ import annotations

from typing import TYPE_CHECKING

from metanoia.ui.destination import Command

if TYPE_CHECKING:
    from metanoia.ui.pages.assumptions.predictions.room import PredictionsRoom


def commands_of(room: PredictionsRoom) -> list[Command]:
    """Return the commands of the room of predictions."""
    tr = room.tr
    return [
        Command("prediction-new", tr("New prediction…"), room.asking.about_anything_new, "", "hourglass", "expect forecast"),
        Command("prediction-register", tr("Back to the assumptions"), room.to_assumptions, "Ctrl+PgUp", "lightbulb", "register tab"),
        Command("prediction-before", tr("Prediction above"), room.before, "Alt+Up", "chevron-left"),
        Command("prediction-after", tr("Prediction below"), room.after, "Alt+Down", "chevron-right"),
        Command("prediction-search", tr("Search the predictions"), room.look_for, "Ctrl+F", "search"),
        Command("prediction-forecast", tr("Change the forecast…"), room.asking.about_forecast, "Ctrl+E", "pencil", "percent"),
        Command("prediction-link", tr("Link a goal, value, map or entry…"), room.link, "Ctrl+Shift+G", "link", "connect"),
        Command("prediction-day", tr("Move the day…"), room.asking.about_day, "", "calendar-clock", "due postpone"),
        Command("prediction-withdraw", tr("Withdraw this prediction"), room.withdraw, "", "undo-2"),
        Command("prediction-delete", tr("Move this prediction to Recently deleted"), room.delete, "", "trash-2"),
        Command("prediction-trash", tr("Predictions recently deleted"), room.show_trash, "", "trash-2", "bin trash"),
    ]  # fmt: skip
