from PySide6.QtWidgets import QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.flow import FlowLayout
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, fixed, hbox, vbox
from metanoia.ui.widgets.progress import Progress
from metanoia.ui.widgets.stepper import Stepper


def test_gaps_and_margins_follow_the_scale(qtbot):
    first, second = fixed(QWidget(), 40, 10), fixed(QWidget(), 40, 10)
    column = boxed(vbox(first, 20, second, None, margins=(8, 8, 8, 8)))
    qtbot.addWidget(column)
    column.resize(200, 300)
    column.show()
    assert second.y() == 8 + 10 + 20
    theme().apply(scale=1.5)
    qtbot.wait(1)
    assert second.y() == 12 + 15 + 30
    assert second.width() == 60


def test_chips_flow_to_the_next_line(qtbot):
    around = QWidget()
    chips = [Chip(f"theme {number}") for number in range(8)]
    around.setLayout(FlowLayout(*chips))
    qtbot.addWidget(around)
    around.resize(240, 300)
    around.show()
    assert len({chip.y() for chip in chips}) > 2
    assert all(around.rect().contains(chip.geometry()) for chip in chips)
    assert around.layout().heightForWidth(2000) == chips[0].height()
    around.layout().empty()
    assert around.layout().count() == 0


def test_a_step_knows_where_it_is(qtbot):
    steps = Stepper(["Choose", "Check", "Seal"])
    qtbot.addWidget(steps)
    steps.show()
    assert steps.accessibleName() == "Step 1 of 3: Choose"
    steps.set_current(2)
    assert steps.accessibleName() == "Step 3 of 3: Seal"
    assert [step.dot.state for step in steps._steps] == ["done", "done", "now"]


def test_progress_is_told_as_a_value(qtbot):
    progress = Progress("Reading")
    qtbot.addWidget(progress)
    progress.show()
    progress.set_text("96 of 177 entries", "about 6 seconds left")
    progress.set_progress(96, 177)
    assert (progress.bar.value(), progress.bar.maximum()) == (96, 177)
    assert progress.bar.accessibleName() == "96 of 177 entries"
    progress.set_progress(0, 0)
    assert not progress.bar._steps.isActive()
    theme().less_motion = False
    progress.set_progress(0, 0)
    assert progress.bar._steps.isActive()
    progress.hide()
    assert not progress.bar._steps.isActive()


def test_a_banner_can_be_put_away_and_speak_again(qtbot):
    banner = Banner("What did I take for granted?", "prompt", action="Another")
    qtbot.addWidget(banner)
    banner.show()
    with qtbot.waitSignal(banner.acted):
        banner.action.click()
    with qtbot.waitSignal(banner.dismissed):
        banner.cross.click()
    assert not banner.isVisible()
    banner.say("The disk is full.", "Try again")
    assert banner.isVisible()
    assert banner.accessibleName() == "The disk is full."


def test_a_row_takes_no_more_height_than_it_needs(qtbot):
    label = Label("words")
    row = boxed(hbox(label, None))
    column = boxed(vbox(row, QWidget()))
    qtbot.addWidget(column)
    column.resize(300, 400)
    column.show()
    assert row.height() < 250
