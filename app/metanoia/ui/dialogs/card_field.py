"""Where a key card is typed or pasted, and what is read when a file or a picture of it is given."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QIODevice, QMimeData, Signal
from PySide6.QtGui import QImage

from metanoia.domain.errors import Refused
from metanoia.ui.widgets.text_field import TextField

if TYPE_CHECKING:
    from collections.abc import Callable


class CardField(TextField):
    """Takes text itself; ``given`` carries the QMimeData of a pasted file or picture."""

    given = Signal(object)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Take files and pictures too."""
        return can_read(source) or super().canInsertFromMimeData(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Insert text; hand anything else on."""
        if can_read(source) and (_file(source) or not source.hasText()):
            self.given.emit(source)
        else:
            super().insertFromMimeData(source)


def can_read(data: QMimeData) -> bool:
    """Tell whether ``reading`` finds one file, or a picture, in what was pasted or dropped."""
    return _file(data) is not None or data.hasImage()


def reading(data: QMimeData) -> Callable[[], str]:
    """Return the work that reads the card in a file or a picture; nothing of ``data`` is used later."""
    file = _file(data)
    return reading_file(file) if file else partial(_card_in_image, QImage(data.imageData()))


def reading_file(file: Path) -> Callable[[], str]:
    """Return the work that reads the card in a file, and gives it back as text."""
    return partial(_card_in_file, file)


def _card_in_file(file: Path) -> str:
    from metanoia.exchange import contact, contact_picture

    return contact.as_text(contact_picture.read(file))


def _card_in_image(image: QImage) -> str:
    from metanoia.exchange import contact, contact_picture

    contact_picture.check_pixels(image.width(), image.height())
    if not image.hasAlphaChannel():
        image = image.convertToFormat(QImage.Format.Format_Grayscale8)  # a third of the bytes
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs say bytes; Qt wants text
        raise Refused("That picture cannot be read. Save it as a file and drop it here.")
    return contact.as_text(contact_picture.card_in_picture(bytes(buffer.data().data())))


def _file(data: QMimeData) -> Path | None:
    urls = data.urls()
    return Path(urls[0].toLocalFile()) if len(urls) == 1 and urls[0].isLocalFile() else None
