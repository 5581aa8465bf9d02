"""What the four kinds of comment are called, look like, and are typed with."""

from __future__ import annotations

from typing import Final, NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from metanoia.domain.replies import CommentKind


class KindLook(NamedTuple):
    """One kind: its letter, words, icon and tone."""

    kind: CommentKind
    letter: str
    title: str
    icon: str
    tone: str

    def words(self) -> str:
        """Return the words in the person's language."""
        return QCoreApplication.translate("CommentKind", self.title)


LOOKS: Final = (
    KindLook(CommentKind.QUESTION, "q", str(QT_TRANSLATE_NOOP("CommentKind", "A question")), "circle-help", "plum"),
    KindLook(CommentKind.NOTICING, "n", str(QT_TRANSLATE_NOOP("CommentKind", "I notice")), "eye", "blue"),
    KindLook(CommentKind.APPRECIATION, "a", str(QT_TRANSLATE_NOOP("CommentKind", "I appreciate")), "heart", "accent"),
    KindLook(CommentKind.NOTE, "t", str(QT_TRANSLATE_NOOP("CommentKind", "A note")), "sticky-note", "ochre"),
)  # fmt: skip
LETTERS: Final = "".join(one.letter for one in LOOKS)


def look_of(kind: CommentKind) -> KindLook:
    """Return the look of a kind."""
    return next(one for one in LOOKS if one.kind == kind)
