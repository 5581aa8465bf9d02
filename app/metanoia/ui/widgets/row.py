"""Rows: one to press that leads on, one of the settings, one of several to choose."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPaintEvent, QPen
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from metanoia.ui.theme import theme
from metanoia.ui.widgets.check import paint_box, paint_radio
from metanoia.ui.widgets.focus import OneStop, paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import Child, boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.pressable import Pressable, pass_mouse_through
from metanoia.ui.widgets.tile import Icon, IconTile

_RADIUS = 10


class LaidOutRow(Pressable):
    """A button whose content is a layout; it is as high as that needs, and flat until pointed at."""

    radius = 7

    def __init__(self, title: str, subtitle: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.title = Label(title, "body", weight=600, wrap=True)
        self.subtitle = Label(subtitle, "label", "text3", weight=400, wrap=True)
        if not subtitle:  # a label without a parent must not be shown: it would be a window
            self.subtitle.hide()
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self._name()

    def fill(self, *children: Child) -> None:
        """Lay out ``children`` from left to right as the content of the row."""
        self.setLayout(hbox(*children, margins=(12, 10, 12, 10)))
        pass_mouse_through(self)

    def words(self) -> QWidget:
        """Return title over subtitle as one widget."""
        return boxed(vbox(None, self.title, 1, self.subtitle, None))

    def hasHeightForWidth(self) -> bool:
        """Return True: the words may wrap."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Return the height in px of the content at ``width`` px."""
        layout = self.layout()
        return layout.totalHeightForWidth(width) if layout else super().heightForWidth(width)

    def sizeHint(self) -> QSize:
        """Return the size that the content asks for."""
        layout = self.layout()
        return layout.totalSizeHint() if layout else super().sizeHint()

    def minimumSizeHint(self) -> QSize:
        """Return the least size of the content."""
        layout = self.layout()
        return layout.totalMinimumSize() if layout else super().minimumSizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground under the pointer, and the ring."""
        painter = painter_of(self)
        rounded(painter, self.rect(), self.radius, theme().colour("hover", self.hover))
        if self.ring_shown():
            paint_ring(painter, self.rect(), self.radius)
        painter.end()

    def _name(self) -> None:
        words = (self.title.text(), self.subtitle.text())
        self.setAccessibleName(". ".join(word for word in words if word))


class RowButton(LaidOutRow):
    """An icon tile, a title, a subtitle and a chevron: a door to somewhere else."""

    def __init__(
        self,
        icon: str,
        title: str,
        subtitle: str = "",
        *,
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, subtitle, parent)
        self.tile = IconTile(icon, tone, 34)
        chevron = Icon("chevron-right", 16, "text3")
        self.fill(self.tile, 12, (self.words(), 1), 10, chevron)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, outline and ring."""
        painter = painter_of(self)
        colour = theme().colour
        rounded(painter, self.rect(), _RADIUS, colour("card"), colour("hairline"))
        ground = colour("pressed", 0.6) if self.isDown() else colour("hover", 0.6 * self.hover)
        rounded(painter, self.rect(), _RADIUS, ground)
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS - 1)
        painter.end()


class ChoiceRow(OneStop, LaidOutRow):
    """A card to choose among its siblings: outline and dot say that it is chosen, not colour alone.

    One that is not ``exclusive`` is ticked beside others, and shows a box in place of the dot.
    """

    def __init__(
        self,
        title: str,
        subtitle: str = "",
        *,
        before: QWidget | None = None,
        checked: bool = False,
        exclusive: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, subtitle, parent)
        self.setCheckable(True)
        self.setAutoExclusive(exclusive)
        self.setChecked(checked)
        self.toggled.connect(self.take_stop)
        lead: tuple[Child, ...] = (before, 12) if before is not None else ()
        self.fill(*lead, (self.words(), 1), 34)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, outline, circle and ring."""
        painter = painter_of(self)
        colour = theme().colour
        chosen = self.isChecked()
        painter.setPen(QPen(colour("accent" if chosen else "hairline"), 1.6 if chosen else 1))
        painter.setBrush(colour("card"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), _RADIUS, _RADIUS)
        if not chosen:
            rounded(painter, self.rect(), _RADIUS, colour("hover", 0.6 * self.hover))
        side = theme().px(18)
        x = self.width() - theme().px(16) - side
        box = QRectF(x, (self.height() - side) / 2, side, side)
        if self.autoExclusive():
            paint_radio(painter, box, chosen, enabled=self.isEnabled())
        else:
            state = Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked
            paint_box(painter, box, state, enabled=self.isEnabled())
        if self.ring_shown():
            paint_ring(painter, self.rect(), _RADIUS)
        painter.end()


class SettingRow(QWidget):
    """An icon tile, a title and what it means, and the widgets that change it at the end."""

    def __init__(
        self,
        icon: str,
        title: str,
        subtitle: str = "",
        *trailing: QWidget,
        tone: str = "accent",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.tile = IconTile(icon, tone, 34)
        self.title = Label(title, "body", weight=600, wrap=True)
        self.subtitle = Label(subtitle, "label", "text2", weight=400, wrap=True)
        if not subtitle:
            self.subtitle.hide()
        words = boxed(vbox(None, self.title, 1, self.subtitle, None))
        ends: list[Child] = []
        for widget in trailing:
            ends += [8 if ends else 20, widget]
            if not isinstance(widget, QLabel) and not widget.accessibleDescription():
                widget.setAccessibleDescription(subtitle)
        top = Qt.AlignmentFlag.AlignTop
        self.setLayout(hbox((self.tile, 0, top), 14, (words, 1), *ends))

    def set_subtitle(self, subtitle: str, colour: str = "text2") -> None:
        """Say something else below the title."""
        self.subtitle.setText(subtitle)
        self.subtitle.set_colour(colour)
        self.subtitle.setVisible(bool(subtitle))
