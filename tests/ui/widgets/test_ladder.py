"""A ladder: every rung is named, the current one stands out, a gap is drawn as a gap."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QLabel

from metanoia.ui.theme import theme
from metanoia.ui.widgets.ladder import Ladder

RUNGS = [
    ("Beliefs", "A leader who hesitates loses the room."),
    ("Assumptions", "If I don’t answer first, they’ll think I don’t know."),
    ("What happened", ""),
]


def said(ladder):
    return [label.text() for label in ladder.findChildren(QLabel) if label.isVisibleTo(ladder)]


def test_every_rung_is_named_from_top_to_bottom(qtbot):
    ladder = Ladder("Ladder of inference, read upwards")
    qtbot.addWidget(ladder)
    ladder.show_rungs(RUNGS, 1)
    words = said(ladder)
    assert words[:4] == ["Beliefs", RUNGS[0][1], "Assumptions", RUNGS[1][1]]
    assert words[4:] == ["What happened", "left open"]
    assert ladder.accessibleName() == "Ladder of inference, read upwards"


def test_the_current_rung_stands_out_and_words_wrap(qtbot):
    ladder = Ladder("Ladder")
    qtbot.addWidget(ladder)
    ladder.resize(300, 260)
    ladder.show_rungs(RUNGS)
    ladder.show()
    plain = ladder.grab().toImage()
    ladder.show_rungs(RUNGS, 1)
    assert ladder.grab().toImage() != plain
    narrow = ladder.heightForWidth(220)
    assert narrow > ladder.heightForWidth(600)
    theme().apply(scale=1.4)
    QApplication.processEvents()
    assert ladder.heightForWidth(220) > narrow


def test_rungs_shown_anew_replace_those_before(qtbot):
    ladder = Ladder("Ladder")
    qtbot.addWidget(ladder)
    ladder.show_rungs(RUNGS)
    ladder.show_rungs([("Actions", "I wait.")])
    assert said(ladder) == ["Actions", "I wait."]
