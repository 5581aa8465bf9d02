import pytest
from PySide6.QtCore import QPoint, Qt

from metanoia.ui.widgets.chip import Chip


def test_a_chip_that_only_tells_is_no_stop(qtbot):
    chip = Chip("Private", icon="lock")
    qtbot.addWidget(chip)
    assert chip.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_a_filter_is_switched_by_the_keyboard(qtbot):
    chip = Chip("Shared", checkable=True)
    qtbot.addWidget(chip)
    chip.show()
    with qtbot.waitSignal(chip.toggled):
        qtbot.keyClick(chip, Qt.Key.Key_Space)
    assert chip.isChecked()


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_a_tag_is_removed_by_key(qtbot, key):
    chip = Chip("Jonas", removable=True)
    qtbot.addWidget(chip)
    with qtbot.waitSignal(chip.removed):
        qtbot.keyClick(chip, key)


def test_only_the_cross_removes(qtbot):
    chip = Chip("Jonas", removable=True)
    qtbot.addWidget(chip)
    chip.show()
    chip.resize(chip.sizeHint())
    middle = chip.height() // 2
    removed = []
    chip.removed.connect(lambda: removed.append(1))
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, middle))
    assert removed == []
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 12, middle))
    assert removed == [1]
