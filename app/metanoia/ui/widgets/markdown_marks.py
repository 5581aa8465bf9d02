"""Markdown marks put in and taken out by a key, each as one step of undo."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QTextEdit

_HEADING: Final = re.compile(r"^#{1,6}\s+")
_ITEM: Final = re.compile(r"^(\s*)(?:([-*+])|(\d{1,9})([.)]))(\s+)(\[[ xX]\]\s+)?(.*)$")


def toggle_wrap(editor: QTextEdit, mark: str) -> None:
    """Put ``mark`` around the selection, or around the caret to type between; take it off again."""
    cursor = editor.textCursor()
    chosen = cursor.selectedText()
    size = len(mark)
    cursor.beginEditBlock()
    if len(chosen) >= 2 * size and chosen.startswith(mark) and chosen.endswith(mark):
        _replace_kept(cursor, chosen[size:-size])
    elif _wrapped_by(cursor, mark):
        start, end = cursor.selectionStart(), cursor.selectionEnd()
        cursor.setPosition(start - size)
        cursor.setPosition(end + size, QTextCursor.MoveMode.KeepAnchor)
        _replace_kept(cursor, chosen)
    elif chosen:
        _replace_kept(cursor, f"{mark}{chosen}{mark}")
    else:
        cursor.insertText(mark + mark)
        cursor.setPosition(cursor.position() - size)
    cursor.endEditBlock()
    editor.setTextCursor(cursor)


def toggle_heading(editor: QTextEdit, level: int) -> None:
    """Begin the caret's paragraph with ``level`` number signs, or with none if it had as many."""
    cursor = editor.textCursor()
    text = cursor.block().text()
    found = _HEADING.match(text)
    wanted = "#" * level + " "
    cursor.beginEditBlock()
    line = QTextCursor(cursor.block())
    if found:
        line.setPosition(line.position() + found.end(), QTextCursor.MoveMode.KeepAnchor)
    same = found is not None and found[0].strip() == wanted.strip()
    line.insertText("" if same else wanted)
    cursor.endEditBlock()


def toggle_prefix(editor: QTextEdit, prefix: str) -> None:
    """Begin every selected line with ``prefix``, or take it off where all have it."""
    cursor = editor.textCursor()
    document = editor.document()
    block = document.findBlock(cursor.selectionStart())
    last = document.findBlock(cursor.selectionEnd()).blockNumber()
    lines = []
    while block.isValid() and block.blockNumber() <= last:
        lines.append(block)
        block = block.next()
    taken_off = all(line.text().startswith(prefix) for line in lines)
    cursor.beginEditBlock()
    for line in lines:
        start = QTextCursor(line)
        if taken_off:
            end = start.position() + len(prefix)
            start.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            start.removeSelectedText()
        else:
            start.insertText(prefix)
    cursor.endEditBlock()


def continue_list(editor: QTextEdit) -> bool:
    """Begin the next item of the caret's list, or end the list at an empty one; False if in none."""
    cursor = editor.textCursor()
    match = _ITEM.match(cursor.block().text())
    if not match or cursor.hasSelection() or cursor.positionInBlock() < match.start(7):
        return False
    indent, bullet, number, dot, gap, box, rest = match.groups()
    cursor.beginEditBlock()
    if not rest.strip():
        cursor.movePosition(QTextCursor.MoveOperation.StartOfBlock)
        cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()
    else:
        mark = bullet or f"{int(number) + 1}{dot}"
        cursor.insertBlock()
        cursor.insertText(f"{indent}{mark}{gap}{'[ ] ' if box else ''}")
    cursor.endEditBlock()
    editor.setTextCursor(cursor)
    editor.ensureCursorVisible()
    return True


def _wrapped_by(cursor: QTextCursor, mark: str) -> bool:
    if not cursor.hasSelection():
        return False
    around = QTextCursor(cursor)
    start, end, size = cursor.selectionStart(), cursor.selectionEnd(), len(mark)
    if start < size:
        return False
    around.setPosition(start - size)
    if not around.movePosition(
        QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, size
    ):
        return False
    before = around.selectedText()
    around.setPosition(end)
    around.movePosition(QTextCursor.MoveOperation.Right, QTextCursor.MoveMode.KeepAnchor, size)
    return before == mark and around.selectedText() == mark


def _replace_kept(cursor: QTextCursor, text: str) -> None:
    start = min(cursor.selectionStart(), cursor.selectionEnd())
    cursor.insertText(text)
    cursor.setPosition(start)
    cursor.setPosition(start + len(text.encode("utf-16-le")) // 2, QTextCursor.MoveMode.KeepAnchor)
