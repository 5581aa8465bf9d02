"""Pictures and files that are dropped, pasted or chosen: read and cleaned off the window's thread."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QBuffer, QIODevice, QMimeData
from PySide6.QtGui import QImage

from metanoia.domain.attachments import ATTACHMENT_LIMIT, check_size
from metanoia.domain.errors import MetanoiaError, Refused

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from metanoia.domain.attachments import Attachment


class Given(NamedTuple):
    """One picture or file, ready to be kept."""

    name: str
    data: bytes
    mime: str | None


class Taken(NamedTuple):
    """What could be read, and a sentence for each that could not."""

    given: list[Given]
    problems: list[str]


def reading(source: QMimeData) -> Callable[[], Taken]:
    """Return the work that reads what was dropped or pasted; nothing of ``source`` is used later."""
    files = [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()]
    if files:
        return reading_files(files)
    image = QImage(source.imageData())
    return lambda: _read_image(image)


def reading_files(files: Sequence[Path]) -> Callable[[], Taken]:
    """Return the work that reads files."""
    return lambda: _read_files(files)


def markdown_for(attachment: Attachment) -> str:
    """Return what stands in the text for an attachment."""
    mark = "!" if attachment.is_picture else ""
    name = attachment.name.replace("[", "(").replace("]", ")")
    return f"{mark}[{name}](attachment:{attachment.sha256})"


def _read_image(image: QImage) -> Taken:
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, "PNG"):  # type: ignore[call-overload]  # the stubs say bytes; Qt wants text
        return Taken([], ["That picture cannot be read. Save it as a file and drop it here."])
    return _taken([("picture.png", bytes(buffer.data().data()))])


def _read_files(files: Sequence[Path]) -> Taken:
    read: list[tuple[str, bytes]] = []
    problems = []
    for file in files:
        try:
            if file.is_dir():
                raise Refused(f"“{file.name}” is a folder. Drop the files in it instead.")
            check_size(file.name, file.stat().st_size)
            with file.open("rb") as opened:
                read.append((file.name, opened.read(ATTACHMENT_LIMIT + 1)))
        except MetanoiaError as error:
            problems.append(str(error))
        except OSError:
            problems.append(f"“{file.name}” cannot be read. Check that it is still there.")
    taken = _taken(read)
    return Taken(taken.given, problems + taken.problems)


def _taken(read: Sequence[tuple[str, bytes]]) -> Taken:
    from metanoia.text.pictures import clean, looks_like_picture

    given, problems = [], []
    for name, data in read:
        try:
            if not looks_like_picture(data):
                check_size(name, len(data))
                given.append(Given(name, data, None))
                continue
            picture, mime = clean(data)
            ending = ".jpg" if mime == "image/jpeg" else ".png"
            given.append(Given(Path(name).stem + ending, picture, mime))
        except MetanoiaError as error:
            problems.append(f"“{name}”: {error}")
    return Taken(given, problems)
