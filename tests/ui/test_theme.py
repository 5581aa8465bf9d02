import itertools

import pytest
from PySide6.QtGui import QColor, QFontInfo, QFontMetricsF, QPalette
from PySide6.QtWidgets import QApplication, QLabel

from metanoia.ui import fonts
from metanoia.ui.theme import ROLES, theme

GROUNDS = ("window", "canvas", "card", "overlay", "sunken", "hover", "selected")
TEXTS = ("text", "text2", "text3", "accent", "ochre", "plum", "blue", "danger", "accent_text")
PAIRS = (
    ("on_accent", "accent"),
    ("on_accent", "accent_hover"),
    ("accent_text", "accent_soft"),
    ("ochre_text", "ochre_soft"),
    ("plum_text", "plum_soft"),
    ("blue_text", "blue_soft"),
    ("danger_text", "danger_soft"),
    ("text", "mark"),
    ("text", "search"),
    ("text", "row_overlay"),
    ("text2", "row_overlay"),
    ("canvas", "text"),
)


def contrast(first: QColor, second: QColor) -> float:
    """Return the contrast ratio of WCAG 2, 1 to 21."""

    def luminance(colour: QColor) -> float:
        channels = (colour.redF(), colour.greenF(), colour.blueF())
        red, green, blue = (
            c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels
        )
        return 0.2126 * red + 0.7152 * green + 0.0722 * blue

    low, high = sorted((luminance(first), luminance(second)))
    return (high + 0.05) / (low + 0.05)


def weak(pairs, least):
    colour = theme().colour
    found = {(a, b): round(contrast(colour(a), colour(b)), 2) for a, b in pairs}
    return {pair: ratio for pair, ratio in found.items() if ratio < least}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_can_be_read_on_every_ground(scheme):
    theme().apply(scheme)
    assert weak(itertools.product(TEXTS, GROUNDS), 4.5) == {}
    assert weak(PAIRS, 4.5) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_outlines_rings_and_fills_stand_out(scheme):
    theme().apply(scheme)
    assert weak(itertools.product(("border", "focus"), GROUNDS), 3) == {}
    assert weak([("dim", "canvas"), ("dim", "card")], 3) == {}
    fills = ("ochre_fill", "plum_fill", "blue_fill")
    assert weak(itertools.product(fills, ("card",)), 3) == {}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_second_ring_stands_out_from_the_primary_button(scheme):
    theme().apply(scheme)
    assert weak([("on_accent", "accent"), ("on_accent", "focus")], 3) == {}


def test_both_palettes_name_the_same_colours():
    tokens = {}
    for scheme in ("light", "dark"):
        theme().apply(scheme)
        tokens[scheme] = set(theme()._colours)
    assert tokens["light"] == tokens["dark"]


def test_a_palette_change_reaches_what_is_shown(qtbot):
    label = QLabel("words")
    qtbot.addWidget(label)
    label.show()
    before = label.grab().toImage()
    theme().apply("dark")
    qtbot.wait(1)
    assert label.palette().color(QPalette.ColorRole.WindowText) == theme().colour("text")
    assert label.grab().toImage() != before


def test_an_inactive_window_keeps_its_colours_and_disabled_text_pales():
    palette = theme().palette()
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    for one in (role.Highlight, role.HighlightedText, role.Text, role.Window):
        assert palette.color(group.Inactive, one) == palette.color(group.Active, one)
    assert palette.color(group.Disabled, role.Text) == theme().colour("disabled")


def test_there_is_no_sheet_over_the_whole_application(qapp):
    theme().apply("dark")
    assert qapp.styleSheet() == ""
    assert qapp.style().name() == "fusion"


def test_the_scale_has_ends():
    theme().apply(scale=5)
    assert theme().scale == 1.6
    theme().apply(scale=0.1)
    assert theme().scale == 0.85
    assert theme().px(100) == 85


def test_fonts_are_the_bundled_ones_in_every_weight():
    assert fonts.load() >= {fonts.UI_FAMILY, fonts.SERIF_FAMILY}
    widths = [QFontMetricsF(theme().font("body", weight=w)).horizontalAdvance("Assumption") for w in (400, 500, 600)]  # fmt: skip
    assert len(set(widths)) == 3
    for role, wanted in ROLES.items():
        assert QFontInfo(theme().font(role)).family() == wanted.family


def test_digits_can_be_even():
    metrics = QFontMetricsF(theme().font("body", tabular=True))
    assert metrics.horizontalAdvance("111") == metrics.horizontalAdvance("888")


def test_line_height_is_counted_from_the_size_of_the_letters():
    font = theme().font("writing")
    percent = theme().line_height(font, 1.62)
    assert QFontMetricsF(font).lineSpacing() * percent / 100 == pytest.approx(1.62 * 18)


def test_system_mode_follows_what_the_desktop_says(qtbot):
    theme().apply("system")
    assert theme().scheme == "light"
    with qtbot.waitSignal(theme().changed):
        theme().set_system_scheme("dark")
    assert theme().scheme == "dark"
    theme().apply("light")
    theme().set_system_scheme("light")
    theme().set_system_scheme("dark")
    assert theme().scheme == "light"


def test_nothing_moves_where_less_motion_was_asked_for():
    theme().less_motion = True
    assert theme().duration(150) == 0
    theme().less_motion = False
    assert theme().duration(150) == 150


def test_an_unknown_colour_is_refused():
    with pytest.raises(KeyError):
        theme().colour("chartreuse")


def test_tooltips_wear_the_theme():
    assert isinstance(QApplication.instance(), QApplication)
    from PySide6.QtWidgets import QToolTip

    theme().apply("dark")
    assert QToolTip.palette().color(QPalette.ColorRole.ToolTipBase) == theme().colour("text")
