"""The reading view: marks, pictures, and nothing kept after forgetting."""

from __future__ import annotations

import hashlib

import pytest
from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage, QTextDocument

from metanoia.ui.theme import theme
from metanoia.ui.widgets.reading import Reading

IMAGE = QTextDocument.ResourceType.ImageResource.value


def png(width):
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    picture = QImage(width, 40, QImage.Format.Format_RGB32)
    picture.fill(0)
    picture.save(buffer, "PNG")
    return bytes(buffer.data().data())


@pytest.fixture
def reading(qtbot):
    kept = {hashlib.sha256(data).hexdigest(): data for data in (png(1400), png(20))}
    view = Reading(kept.get)
    qtbot.addWidget(view)
    view.resize(900, 500)
    with qtbot.waitExposed(view):
        view.show()
    return view


def loaded(reading, width):
    return reading.loadResource(IMAGE, "attachment:" + hashlib.sha256(png(width)).hexdigest())


def test_a_wide_picture_fits_the_column_and_a_small_one_stays(reading):
    assert 20 < loaded(reading, 1400).width() <= reading.viewport().width()
    assert loaded(reading, 20).width() == 20


def test_marks_are_placed_in_signs_not_units(reading):
    reading.show_html("<p>😀 the silence</p>")
    at = reading.plain().index("silence")
    reading.mark([(at, at + 7)])
    assert [one.cursor.selectedText() for one in reading.extraSelections()] == ["silence"]


def test_marks_and_text_outlive_another_theme(reading):
    reading.show_html("<p>the silence</p>")
    reading.mark([(4, 11)])
    theme().apply("dark", 1.3)
    assert "silence" in reading.toPlainText()
    assert [one.cursor.selectedText() for one in reading.extraSelections()] == ["silence"]


def test_forgetting_holds_nothing(reading):
    reading.show_html("<p>secret</p>")
    reading.forget()
    theme().apply("dark")
    assert "secret" not in reading.toHtml()


@pytest.mark.parametrize("scale", [1.0, 1.4])
def test_a_small_heading_is_as_large_as_the_text(reading, scale):
    theme().apply(scale=scale)
    reading.show_html("<h2>Part</h2>\n<h3>Question</h3>\n<p>Answer</p>")
    document = reading.document()
    part, question, answer = (
        document.findBlockByNumber(n).layout().lineAt(0).naturalTextRect().height()
        for n in range(3)
    )
    assert part > question == answer
