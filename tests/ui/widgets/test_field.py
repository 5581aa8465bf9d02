from PySide6.QtCore import Qt
from PySide6.QtGui import QTextOption
from PySide6.QtWidgets import QLineEdit

from metanoia.ui.theme import theme
from metanoia.ui.widgets.field import LineField, PassphraseField
from metanoia.ui.widgets.labelled import Labelled
from metanoia.ui.widgets.layout import boxed, vbox
from metanoia.ui.widgets.text_field import TextField


def test_the_cross_shows_while_there_is_something_to_clear(qtbot):
    field = LineField("Search", icon="search", clearable=True)
    qtbot.addWidget(field)
    field.show()
    assert not field._cross.isVisible()
    qtbot.keyClicks(field, "silence")
    assert field._cross.isVisible()
    assert field.textMargins().right() > field._cross.width()
    qtbot.mouseClick(field._cross, Qt.MouseButton.LeftButton)
    assert field.text() == ""
    assert not field._cross.isVisible()


def test_a_field_shows_focus_error_and_rest(qtbot):
    field, other = LineField("Name"), LineField("Other")
    around = boxed(vbox(other, field))
    qtbot.addWidget(around)
    with qtbot.waitActive(around):
        around.show()
        around.activateWindow()
    other.setFocus()
    rest = field.grab().toImage()
    field.set_wrong(True)
    wrong = field.grab().toImage()
    field.set_wrong(False)
    field.setFocus()
    colours = {image.pixelColor(40, 1).name() for image in (rest, wrong, field.grab().toImage())}
    assert len(colours) == 3
    assert theme().hex("danger") in colours
    assert theme().hex("focus") in colours


def test_a_passphrase_is_shown_only_by_its_eye(qtbot):
    field = PassphraseField(name="Passphrase")
    qtbot.addWidget(field)
    field.show()
    qtbot.keyClicks(field, "lake")
    assert field.displayText() == "•" * 4
    qtbot.mouseClick(field.eye, Qt.MouseButton.LeftButton)
    assert field.displayText() == "lake"
    assert field.eye.accessibleName() == "Hide passphrase"
    field.setEnabled(False)
    assert field.echoMode() == QLineEdit.EchoMode.Password


def test_caps_lock_is_guessed_from_the_case_of_a_letter(qtbot):
    field = PassphraseField(name="Passphrase")
    qtbot.addWidget(field)
    said = []
    field.caps_lock.connect(said.append)
    qtbot.keyClicks(field, "ab")
    _press(field, "B", Qt.KeyboardModifier.ShiftModifier)
    assert said == []
    _press(field, "A")
    assert said == [True]
    _press(field, "1")
    qtbot.keyClicks(field, "a")
    assert said == [True, False]


def _press(field, letter, held=Qt.KeyboardModifier.NoModifier):
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QKeyEvent

    field.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, ord(letter), held, letter))


def test_a_caption_names_its_field_and_an_error_is_told(qtbot):
    field = LineField()
    labelled = Labelled("For what", field, "Ingrid sees this sentence first.")
    qtbot.addWidget(labelled)
    labelled.show()
    assert field.accessibleName() == "For what"
    assert field.accessibleDescription() == "Ingrid sees this sentence first."
    labelled.set_error("Say for what.")
    assert labelled._below.isVisible()
    assert field.accessibleDescription() == "Say for what."
    labelled.set_error("")
    assert not labelled._below.isVisible()
    assert field.accessibleDescription() == "Ingrid sees this sentence first."


def test_a_text_field_grows_with_its_words_up_to_its_end(qtbot):
    field = TextField("What would I see?", least=2, most=4)
    qtbot.addWidget(field)
    field.resize(300, 60)
    field.show()
    heights = [field.height()]
    for _ in range(6):
        qtbot.keyClicks(field, "line")
        qtbot.keyClick(field, Qt.Key.Key_Return)
        heights.append(field.height())
    assert heights[0] == heights[1]
    assert heights[2] > heights[1]
    assert heights[-1] == heights[-2]
    assert field.document().defaultTextOption().wrapMode() != QTextOption.WrapMode.NoWrap


def test_a_text_field_takes_plain_text_and_gives_tab_away(qtbot):
    field = TextField("What would I see?")
    qtbot.addWidget(field)
    assert not field.acceptRichText()
    assert field.tabChangesFocus()
    field.setPlainText("kept")
    assert not field.document().isModified()
    assert not field.document().isUndoAvailable()
    theme().apply(scale=1.4)
    assert not field.document().isModified()
