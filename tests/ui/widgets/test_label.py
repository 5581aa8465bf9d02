import pytest
from PySide6.QtGui import QAccessible

from metanoia.ui.theme import theme
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, vbox

WORDS = "A goal here is a picture of what you want, held next to an honest look at where you are."


def inked(label):
    image = label.grab().toImage()
    ground = image.pixel(0, 0)
    return sum(image.pixel(x, y) != ground for x in range(image.width()) for y in range(image.height()))  # fmt: skip


def test_markup_in_a_persons_words_is_shown_as_it_is(qtbot):
    markup, plain = Label("<b>x</b>"), Label("x")
    for label in (markup, plain):
        qtbot.addWidget(label)
    assert markup.sizeHint().width() > 3 * plain.sizeHint().width()
    assert QAccessible.queryAccessibleInterface(markup).text(QAccessible.Text.Name) == "<b>x</b>"


@pytest.mark.parametrize("role", ["body", "reading", "h1", "caption"])
@pytest.mark.parametrize("scale", [0.85, 1.0, 1.6])
def test_wrapped_words_are_as_high_as_their_lines(qtbot, role, scale):
    theme().apply(scale=scale)
    label = Label(WORDS, role, wrap=True)
    qtbot.addWidget(label)
    wide, narrow = label.heightForWidth(4000), label.heightForWidth(theme().px(150))
    assert narrow % wide == 0
    assert narrow >= 3 * wide


def test_a_height_once_told_is_told_anew_for_other_words_and_other_letters(qtbot):
    label = Label(WORDS, wrap=True)
    qtbot.addWidget(label)
    told = [label.heightForWidth(150)]
    label.setText(f"{WORDS} {WORDS}")
    told.append(label.heightForWidth(150))
    theme().apply(scale=1.6)
    told.append(label.heightForWidth(150))
    larger = label.font()
    larger.setPixelSize(60)
    label.setFont(larger)
    told.append(label.heightForWidth(150))
    assert told == sorted(set(told))


def test_a_column_gives_wrapped_words_the_height_they_need(qtbot):
    label = Label(WORDS, wrap=True)
    column = boxed(vbox(label, None))
    qtbot.addWidget(column)
    column.resize(180, 500)
    column.show()
    assert label.height() == label.heightForWidth(180)


def test_words_without_room_are_cut_and_told_in_the_tooltip(qtbot):
    label = Label(WORDS, elide=True)
    qtbot.addWidget(label)
    label.resize(100, 30)
    label.show()
    assert label.toolTip() == WORDS
    label.resize(2000, 30)
    assert label.toolTip() == ""


def test_the_colour_follows_the_theme(qtbot):
    label = Label("words", colour="plum")
    qtbot.addWidget(label)
    theme().apply("dark")
    assert label.palette().color(label.foregroundRole()) == theme().colour("plum")
    label.set_colour("ochre")
    assert label.palette().color(label.foregroundRole()) == theme().colour("ochre")


def test_other_words_are_painted(qtbot):
    label = Label("i")
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()
    few = inked(label)
    label.setText("wwwwww")
    assert inked(label) > 4 * few
    label.setText("")
    assert inked(label) == 0


def test_own_markup_is_read_only_where_it_was_asked_for(qtbot):
    label = Label("<b>bold</b> & plain", html=True, wrap=True)
    qtbot.addWidget(label)
    assert label.text() == "<b>bold</b> & plain"
    assert label.heightForWidth(400) > 0
