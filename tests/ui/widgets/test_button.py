import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible

from metanoia.ui.theme import theme
from metanoia.ui.widgets.button import Button, IconButton
from metanoia.ui.widgets.nav import NavButton


def test_an_ampersand_is_an_ampersand(qtbot):
    button = Button("R&D")
    qtbot.addWidget(button)
    assert button.text() == "R&D"
    assert button.shortcut().isEmpty()
    name = QAccessible.queryAccessibleInterface(button).text(QAccessible.Text.Name)
    assert name == "R&D"


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_the_keyboard_presses_it(qtbot, key):
    button = Button("Seal", "primary")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked, timeout=500):
        qtbot.keyClick(button, key)


@pytest.mark.parametrize("size", ["s", "m", "l"])
def test_sizes_follow_the_scale(qtbot, size):
    button = Button("Seal for Ingrid", icon="lock", size=size, hint="Ctrl N")
    qtbot.addWidget(button)
    before = button.sizeHint()
    theme().apply(scale=1.6)
    assert button.sizeHint().height() == round(before.height() * 1.6)
    assert button.sizeHint().width() > before.width() * 1.5


def test_an_icon_button_says_its_name_and_key(qtbot):
    button = IconButton("lock", "Lock now", "Ctrl+L")
    qtbot.addWidget(button)
    assert button.accessibleName() == "Lock now"
    assert button.toolTip() == "Lock now  Ctrl+L"


def test_a_place_on_the_rail_still_says_what_it_is(qtbot):
    place = NavButton("Journal", "book-open", badge="4")
    qtbot.addWidget(place)
    assert place.toolTip() == ""
    place.set_compact(True)
    assert place.accessibleName() == "Journal, 4"
    assert place.toolTip() == "Journal"
    assert place.sizeHint().width() == 40


def test_the_hover_fades_only_where_things_may_move(qtbot):
    button = Button("Seal")
    qtbot.addWidget(button)
    button.enterEvent(_enter())
    assert button.hover == 1.0
    theme().less_motion = False
    button.leaveEvent(_enter())
    assert button.hover == 1.0
    qtbot.waitUntil(lambda: button.hover == 0.0)


def _enter():
    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QEnterEvent

    return QEnterEvent(QPointF(), QPointF(), QPointF())
