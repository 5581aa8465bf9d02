"""One map carried out of the window: as a picture, a drawing, a page, a list, or data."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMarginsF,
    QObject,
    QRectF,
    QSizeF,
    Signal,
    Slot,
)
from PySide6.QtGui import QImage, QImageWriter, QPageSize, QPainter, QPdfWriter
from PySide6.QtSvg import QSvgRenderer

from metanoia.domain.errors import DiskFull, ExportFailed, FolderReadOnly, StorageFailed
from metanoia.domain.map_paper import paper_of
from metanoia.exchange import systems_text
from metanoia.exchange.file_names import slug
from metanoia.exchange.map_json import map_as_json
from metanoia.exchange.map_svg import svg
from metanoia.exchange.systems_json import map_told
from metanoia.ui import fonts
from metanoia.ui.destination import Notice
from metanoia.ui.file_dialogs import ask_where_to_save
from metanoia.ui.theme import Theme
from metanoia.vault import folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from metanoia.domain.loops import Loops
    from metanoia.domain.maps import CausalMap, Kept

DENSITY: Final = 2  # px of a PNG to one of the map at 100 %
_LARGEST: Final = 12_000  # px of a PNG's longer side
_TOKENS: Final = (
    "canvas", "card", "border", "hairline", "sunken", "text", "text2", "text3", "accent",
    "accent_soft", "accent_text", "ochre_fill", "ochre_soft", "ochre_text",
)  # fmt: skip


class MapFiles(QObject):
    """Saves a map where the person chooses; ``said`` carries a Notice of what became of it."""

    said = Signal(object)

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self._over = over
        self._kept: Kept | None = None
        self._loops: Loops | None = None
        self.kinds = {
            "png": (self.tr("Save as PNG…"), self.tr("Pictures (*.png)"), "image"),
            "svg": (self.tr("Save as SVG…"), self.tr("Drawings (*.svg)"), "save"),
            "pdf": (self.tr("Save as PDF…"), self.tr("Pages (*.pdf)"), "file"),
            "md": (self.tr("Save as a list (Markdown)…"), self.tr("Texts (*.md)"), "list"),
            "json": (self.tr("Save as JSON…"), self.tr("Maps (*.json)"), "code"),
        }

    def ask(self, kind: str, kept: Kept, loops: Loops) -> None:
        """Ask where a map is to be saved as ``kind``."""
        self._kept, self._loops = kept, loops
        title, kinds, _ = self.kinds[kind]
        name = slug(kept.map.title) or "map"
        dialog = ask_where_to_save(self._over, title.rstrip("…"), f"{name}.{kind}", kinds, kind)
        dialog.fileSelected.connect(self.save)

    @Slot(str)
    def save(self, chosen: str) -> None:
        """Save the map at ``chosen``, as what its ending says."""
        if self._kept is None or self._loops is None:
            return
        path = Path(chosen)
        kind = path.suffix.lstrip(".").lower()
        try:
            folder.write_atomically(path, as_file(kind, self._kept, self._loops))
        except (DiskFull, FolderReadOnly) as error:
            self._say(str(error))
        except StorageFailed as error:
            why = error.__cause__
            said = why.strerror if isinstance(why, OSError) and why.strerror else str(why)
            self._say(str(ExportFailed(said)))
        else:
            self._say(self.tr("Saved as {}. That file is not encrypted.").format(path.name))

    def _say(self, text: str) -> None:
        self.said.emit(Notice(text=text))


def as_file(kind: str, kept: Kept, loops: Loops) -> bytes:
    """Return a map as the bytes of a "png", "svg", "pdf", "md" or "json" file; else of its JSON."""
    if kind == "md":
        return systems_text.as_list(map_told(kept), {}, {}).encode()
    if kind == "svg":
        return _svg(kept.map, loops).encode()
    if kind == "png":
        return _png(_svg(kept.map, loops))
    if kind == "pdf":
        return _pdf(_svg(kept.map, loops))
    return (json.dumps(map_as_json(kept.map), ensure_ascii=False, indent=1) + "\n").encode()


def _svg(of: CausalMap, loops: Loops) -> str:
    ink = Theme()  # light, whatever the window shows
    colours = {token: ink.hex(token) for token in _TOKENS}
    return svg(paper_of(of, loops.loops, titled=True), colours=colours)


def _renderer(drawing: str) -> QSvgRenderer:
    """Return what draws a map; Qt takes one family of letters, not a list of them."""
    fonts.load()
    for family, other in ((fonts.UI_FAMILY, "sans-serif"), (fonts.SERIF_FAMILY, "serif")):
        drawing = drawing.replace(
            f'font-family="{family}, {other}"', f'font-family="{family}"'
        )  # words in it have no plain quotation marks
    return QSvgRenderer(QByteArray(drawing.encode()))


def _png(drawing: str) -> bytes:
    renderer = _renderer(drawing)
    size = renderer.defaultSize()
    density = min(DENSITY, _LARGEST / max(size.width(), size.height(), 1))
    image = QImage(size * density, QImage.Format.Format_RGB32)
    image.fill(0xFFFFFFFF)
    painter = QPainter(image)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(image.rect()))
    painter.end()
    image.setDotsPerMeterX(0)  # the size in px says it all
    image.setDotsPerMeterY(0)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    buffer.close()
    return bytes(written.data())


def _pdf(drawing: str) -> bytes:
    """Return one page as large as the map, 72 px an inch."""
    renderer = _renderer(drawing)
    written = QByteArray()
    buffer = QBuffer(written)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setCreator("")
    writer.setTitle("")
    size = QSizeF(renderer.defaultSize())
    writer.setPageSize(QPageSize(size, QPageSize.Unit.Point, "map"))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    painter = QPainter(writer)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(painter.viewport()))
    painter.end()
    buffer.close()
    return bytes(written.data())
