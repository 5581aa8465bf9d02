"""The application's one theme: palette, fonts and sizes that every widget reads as it paints."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Final, Literal, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontInfo, QFontMetricsF, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QToolTip

from metanoia import resources
from metanoia.ui import fonts

Mode = Literal["system", "light", "dark"]
Scheme = Literal["light", "dark"]

SMALLEST_SCALE: Final = 0.85
LARGEST_SCALE: Final = 1.6
RADIUS: Final = 7
CARD_RADIUS: Final = 12
SHEET_RADIUS: Final = 14


class Role(NamedTuple):
    """One role of type: family, size in px at scale 1, weight, line height as a ratio of the size."""

    family: str
    size: float
    weight: int
    ratio: float


ROLES: Final[dict[str, Role]] = {
    "micro": Role(fonts.UI_FAMILY, 11, 600, 1.35),
    "caption": Role(fonts.UI_FAMILY, 12, 400, 1.4),
    "label": Role(fonts.UI_FAMILY, 13, 500, 1.4),
    "body": Role(fonts.UI_FAMILY, 14, 400, 1.5),
    "strong": Role(fonts.UI_FAMILY, 14, 600, 1.5),
    "h3": Role(fonts.UI_FAMILY, 16, 600, 1.4),
    "h2": Role(fonts.UI_FAMILY, 20, 600, 1.3),
    "h1": Role(fonts.SERIF_FAMILY, 30, 600, 1.2),
    "quote": Role(fonts.SERIF_FAMILY, 22, 400, 1.4),
    "writing": Role(fonts.SERIF_FAMILY, 18, 400, 1.62),
    "reading": Role(fonts.SERIF_FAMILY, 16, 400, 1.55),
}
_TRACKING: Final = {"micro": 103.0, "h1": 99.0}

_PALETTE: Final[dict[QPalette.ColorRole, str]] = {
    QPalette.ColorRole.Window: "canvas",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "card",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "card",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger",
    QPalette.ColorRole.ToolTipBase: "text",
    QPalette.ColorRole.ToolTipText: "canvas",
    QPalette.ColorRole.PlaceholderText: "text3",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Light: "card",
    QPalette.ColorRole.Midlight: "hover",
    QPalette.ColorRole.Mid: "hairline",
    QPalette.ColorRole.Dark: "border",
    QPalette.ColorRole.Shadow: "shadow",
}
_DISABLED: Final = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.PlaceholderText,
)


class Theme(QObject):
    """Colours, fonts and sizes of the moment; ``changed`` is emitted after each of them has changed."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.mode: Mode = "system"
        self.scheme: Scheme = "light"
        self.scale = 1.0
        self.high_contrast = False
        self.less_motion = False
        self._system: Scheme | None = None
        self._desktop_size: int | None = None  # px, before our font
        self._colours = _read("light")

    def colour(self, token: str, alpha: float | None = None) -> QColor:
        """Return the colour of ``token``, its opacity 0 to 1 if given; KeyError for an unknown token."""
        colour = QColor(self._colours[token])
        if alpha is not None:
            colour.setAlphaF(alpha)
        return colour

    def hex(self, token: str) -> str:
        """Return the colour of ``token`` as "#rrggbb", for markup and leaf sheets."""
        return self._colours[token].name()

    def font(
        self,
        role: str = "body",
        *,
        weight: int | None = None,
        italic: bool = False,
        size: float | None = None,
        tabular: bool = False,
    ) -> QFont:
        """Return the font of ``role``; ``size`` is px at scale 1, ``tabular`` gives even digits."""
        wanted = ROLES[role]
        font = QFont(wanted.family)
        font.setPixelSize(max(8, round((size or wanted.size) * self.scale)))
        font.setWeight(QFont.Weight(weight or wanted.weight))
        font.setItalic(italic)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        if role in _TRACKING:
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, _TRACKING[role])
        if tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def px(self, value: float) -> int:
        """Return ``value`` px at the text scale of the moment, rounded to whole px."""
        return round(value * self.scale)

    def line_height(self, font: QFont, ratio: float) -> float:
        """Return the percentage of the font's own spacing that makes lines ``ratio`` sizes high.

        Qt's proportional line height counts the font's line spacing as 100, not its size.
        """
        return ratio * font.pixelSize() / QFontMetricsF(font).lineSpacing() * 100

    def duration(self, milliseconds: int) -> int:
        """Return how long an animation may take: 0 where less motion was asked for."""
        return 0 if self.reduced_motion() else milliseconds

    def reduced_motion(self) -> bool:
        """Return whether to move nothing: asked for here (``less_motion``) or of the desktop."""
        return self.less_motion or _hinted("motionPreference") == "ReducedMotion"

    def apply(self, mode: Mode | None = None, scale: float | None = None) -> None:
        """Show the application in ``mode`` and at ``scale`` (clamped to 0.85 to 1.6) from now on."""
        self.mode = mode or self.mode
        self.scale = min(LARGEST_SCALE, max(SMALLEST_SCALE, scale or self.scale))
        app = QApplication.instance()
        if not isinstance(app, QApplication):
            raise TypeError("the theme needs a QApplication")
        if self._desktop_size is None:
            self._desktop_size = QFontInfo(QGuiApplication.font()).pixelSize()
        fonts.load()
        if app.style().name() != "fusion":
            app.setStyle("Fusion")
        self._ask_style_hints()
        self.scheme = self._wanted_scheme()
        self._colours = _read(self.scheme)
        if self.high_contrast:
            self._colours |= {"hairline": self._colours["border"], "text3": self._colours["text2"]}
        app.setFont(self.font("body"))
        app.setPalette(self.palette())
        QToolTip.setPalette(self.palette())
        QToolTip.setFont(self.font("caption", weight=500))
        self.changed.emit()

    def palette(self) -> QPalette:
        """Return the scheme as a QPalette; an inactive window keeps its colours, disabled text pales."""
        palette = QPalette()
        for role, token in _PALETTE.items():
            palette.setColor(QPalette.ColorGroup.All, role, self.colour(token))
        for role in _DISABLED:
            palette.setColor(QPalette.ColorGroup.Disabled, role, self.colour("disabled"))
        palette.setColor(
            QPalette.ColorGroup.Disabled, QPalette.ColorRole.Base, self.colour("sunken")
        )
        return palette

    def follow_system(self) -> None:
        """Watch the desktop's light and dark; call it once, after the first paint."""
        from metanoia.ui import desktop  # QtDBus costs start-up time

        desktop.watch(self)

    def system_scheme(self) -> Scheme | None:
        """Return what the desktop last said, or None while it has said nothing."""
        return self._system

    def set_system_scheme(self, scheme: Scheme | None) -> None:
        """Take what the desktop says; shown at once where the mode is "system"."""
        if scheme == self._system:
            return
        self._system = scheme
        if self.mode == "system" and self._wanted_scheme() != self.scheme:
            self.apply()

    def system_scale(self) -> float:
        """Return the text scale that the desktop's own font asks for: 1.0 to 1.6."""
        size = self._desktop_size or QFontInfo(QGuiApplication.font()).pixelSize()
        return min(LARGEST_SCALE, max(1.0, round(size / ROLES["body"].size, 1)))

    def _wanted_scheme(self) -> Scheme:
        if self.mode == "light":
            return "light"
        if self.mode == "dark":
            return "dark"
        if self._system:
            return self._system
        hint = QGuiApplication.styleHints().colorScheme()
        return "dark" if hint == Qt.ColorScheme.Dark else "light"

    def _ask_style_hints(self) -> None:
        """Tell native frames and dialogs the scheme, and ask for contrast and motion where Qt knows."""
        hints = QGuiApplication.styleHints()
        asked = self._system if self.mode == "system" else self.mode
        hints.setColorScheme(
            {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(
                asked or "", Qt.ColorScheme.Unknown
            )
        )
        self.high_contrast = _hinted("contrastPreference") == "HighContrast"


@cache
def theme() -> Theme:
    """Return the application's one Theme, made on the first call."""
    return Theme()


def _hinted(preference: str) -> str:
    """Return the name of what the desktop prefers, "" where this Qt does not ask for it."""
    wishes = getattr(QGuiApplication.styleHints(), "accessibility", None)
    asked = getattr(wishes(), preference, None) if wishes is not None else None
    return str(asked().name) if asked is not None else ""


@cache
def _colours_of(scheme: Scheme) -> dict[str, QColor]:
    with resources.path(f"themes/{scheme}.toml").open("rb") as file:
        colours: dict[str, str] = tomllib.load(file)["colours"]
    return {token: QColor(value) for token, value in colours.items()}


def _read(scheme: Scheme) -> dict[str, QColor]:
    return dict(_colours_of(scheme))
