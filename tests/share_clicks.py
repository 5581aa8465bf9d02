"""What a person does on the Share page, by clicks and keys."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt

from metanoia.ui.pages.share.sealing import SealSheet

_ON, _OFF, _SOME = Qt.CheckState.Checked, Qt.CheckState.Unchecked, Qt.CheckState.PartiallyChecked


def click(qtbot, button):
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(tree):
    return [row.title for row in tree.rows]


def row(tree, title):
    """Return the one row of the tree that is called so."""
    (found,) = [one for one in tree.rows if one.title == title]
    return found


def ticks(tree):
    """Return the titles of what is ticked, with "some" beside those that are in part."""
    shown = {_ON: "{}", _SOME: "{} (some)"}
    return [shown[one.state].format(one.title) for one in tree.rows if one.state in shown]


def click_line(qtbot, table, title, *, fold=False):
    """Click the row called ``title``: on its box, or with ``fold`` at its right end."""
    row = titles(table).index(title)
    index = table.model_.index(row, 0)
    table.scrollTo(index)
    box = table.visualRect(index)
    across = box.width() - 10 if fold else 14 + 28 * table.rows[row].depth
    place = QPoint(box.left() + across, box.center().y())
    qtbot.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def go_to(qtbot, tree, title):
    """Bring the keyboard to the row called ``title`` by the arrows."""
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    for _ in range(titles(tree).index(title)):
        qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.current.title == title


def say(qtbot, page, purpose):
    """Say what the share is for."""
    page.sides.choose.purpose.clear()
    qtbot.keyClicks(page.sides.choose.purpose, purpose)


def check(qtbot, page):
    """Go to the second step; what it is for is said if nobody did."""
    if not page.draft.purpose:
        say(qtbot, page, "To think along")
    with qtbot.waitSignal(page.checking.checker.answered, timeout=5000):
        click(qtbot, page.sides.choose.check)
    assert page.sides.step == "check"


def seal(qtbot, page, sheet, save_as, file):
    click(qtbot, page.sides.check.seal)
    click(qtbot, sheet(page, SealSheet).go_on)
    with qtbot.waitSignal(page.sealing.sealer.sealed, timeout=20000):
        offered = save_as(file)
    assert page.sides.step == "receipt"
    return offered
