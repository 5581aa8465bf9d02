"""The canvas on which a map is drawn."""

from metanoia.ui.pages.systems.canvas.minimap import Minimap
from metanoia.ui.pages.systems.canvas.view import Canvas

__all__ = ["Canvas", "Minimap"]
