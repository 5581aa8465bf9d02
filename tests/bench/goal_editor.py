"""G8: a key in the editor, painted, against a bare QTextEdit with the same text."""

from __future__ import annotations

import itertools

import common
import corpus
import screen
from PySide6.QtGui import QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextEdit

SIZES = (10_000, 100_000, 250_000)
ROUNDS = 60


def measure(_sizes: list[int]) -> list[common.Ratio]:
    """Type in the middle of texts of 10, 100 and 250 KB; the column of entries shows the characters."""
    screen.application()
    from metanoia.ui.widgets.editor import MarkdownEditor

    prose = "\n\n".join(new.body for new in itertools.islice(corpus.entries(1_000), 400))
    results = []
    for size in SIZES:
        ours, bare = MarkdownEditor(), QTextEdit()
        ours.set_text(prose[:size])
        bare.setPlainText(prose[:size])
        bare.setFont(ours.font())
        keys = [[_typing(editor)] * ROUNDS for editor in (ours, bare)]
        results.append(
            common.paired(
                "G8", "a key in the editor, to a bare QTextEdit", size, *keys, at_most=2.0
            )
        )
    return results


def _typing(editor: QTextEdit):
    """Return what types one letter where the text is half over, and paints."""
    editor.resize(900, 700)
    editor.show()
    cursor = editor.textCursor()
    cursor.setPosition(editor.document().characterCount() // 2)
    editor.setTextCursor(cursor)
    editor.moveCursor(QTextCursor.MoveOperation.EndOfBlock)
    editor.ensureCursorVisible()

    def key() -> None:
        QTest.keyClick(editor, "x")
        editor.viewport().grab()

    return key
