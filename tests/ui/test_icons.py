import pytest
from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPainter

from metanoia import resources
from metanoia.ui.icons import icon, paint_icon
from metanoia.ui.theme import theme


def inks(image: QImage) -> set[str]:
    found = set()
    for x in range(image.width()):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            if colour.alpha() > 250:
                found.add(colour.name())
    return found


def shown(one: QIcon, mode=QIcon.Mode.Normal, state=QIcon.State.Off) -> QImage:
    return one.pixmap(QSize(64, 64), mode, state).toImage()


def test_an_icon_wears_its_colour():
    assert theme().hex("plum") in inks(shown(icon("lock", "plum")))


def test_the_same_icon_wears_the_next_scheme():
    lock = icon("lock", "text2")
    before = inks(shown(lock))
    theme().apply("dark")
    assert inks(shown(lock)).isdisjoint(before)
    assert theme().hex("text2") in inks(shown(lock))


def test_on_and_disabled_have_their_own_colours():
    sun = icon("sun", "text2", on="accent")
    assert theme().hex("accent") in inks(shown(sun, state=QIcon.State.On))
    assert theme().hex("disabled") in inks(shown(sun, QIcon.Mode.Disabled))


def test_a_copy_paints_the_same():
    lock = icon("lock", "ochre")
    assert shown(QIcon(lock)) == shown(lock)


def test_an_icon_that_is_not_there_is_refused():
    with pytest.raises(FileNotFoundError):
        icon("unicorn")


def test_every_bundled_icon_can_be_drawn():
    for file in sorted(resources.path("icons").glob("*.svg")):
        image = QImage(48, 48, QImage.Format.Format_ARGB32)
        image.fill(QColor(0, 0, 0, 0))
        painter = QPainter(image)
        paint_icon(painter, file.stem, QRect(0, 0, 48, 48), "text")
        painter.end()
        assert inks(image), file.stem


def test_licences_stand_beside_what_they_cover():
    for name in ("Lucide.txt", "OFL-Inter.txt", "OFL-SourceSerif4.txt"):
        assert len(resources.path(f"licenses/{name}").read_text(encoding="utf-8")) > 500
