"""The backups of a closed journal, by date, each with what is known of its verification."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Signal, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QWidget

from metanoia.ui import dates
from metanoia.ui.theme import theme
from metanoia.ui.widgets.card import Card
from metanoia.ui.widgets.check import paint_radio
from metanoia.ui.widgets.chip import Chip
from metanoia.ui.widgets.focus import OneStop, paint_ring
from metanoia.ui.widgets.label import Label
from metanoia.ui.widgets.layout import boxed, hbox, vbox
from metanoia.ui.widgets.paint import painter_of, rounded
from metanoia.ui.widgets.row import LaidOutRow
from metanoia.ui.widgets.scroll import ScrollArea

if TYPE_CHECKING:
    from metanoia.vault.backups import Backup

_GAP = 2  # px between two rows
_SHOWN = 4  # rows in view; the others are scrolled to


def moment(at: dt.datetime) -> str:
    """Return "yesterday, 22:40" for an aware moment, in this computer's zone."""
    local = at.astimezone()
    today = dt.datetime.now().astimezone().date()
    return f"{dates.ago(local.date(), today)}, {dates.clock(local.time())}"


class BackupRow(OneStop, LaidOutRow):
    """One backup to choose: when it was made, how large it is, whether it was verified."""

    def __init__(self, backup: Backup, parent: QWidget | None = None) -> None:
        when = moment(backup.made_at)
        super().__init__(when[:1].upper() + when[1:], _about(backup), parent)
        self.backup = backup
        self.chip = _chip(backup)
        self.setCheckable(True)
        self.setAutoExclusive(True)
        self.fill(34, (self.words(), 1), 10, self.chip)
        self.setAccessibleName(f"{self.title.text()}. {self.subtitle.text()}. {self.chip.text()}")
        self.toggled.connect(self.take_stop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint ground, circle and ring."""
        painter = painter_of(self)
        colour = theme().colour
        if self.isChecked():
            rounded(painter, self.rect(), 8, colour("selected"))
        elif self.hover:
            rounded(painter, self.rect(), 8, colour("hover", self.hover))
        side = theme().px(18)
        box = QRectF(theme().px(15), (self.height() - side) / 2, side, side)
        paint_radio(painter, box, self.isChecked(), enabled=self.isEnabled())
        if self.ring_shown():
            paint_ring(painter, self.rect(), 8)
        painter.end()


class BackupList(Card):
    """A card of backups, the newest first and chosen; ``chosen`` is emitted with each choice."""

    chosen = Signal()

    def __init__(self, title: str = "", shown: int = _SHOWN, parent: QWidget | None = None) -> None:
        self._shown = shown
        self._count = Label("", "label", "text3", weight=400)
        self._column = vbox(gap=_GAP)
        self._rows: list[BackupRow] = []
        self._inside = boxed(self._column)
        self._area = ScrollArea(self._inside)
        head = boxed(
            hbox(Label(title or self.tr("Backups of this journal"), "strong"), None, self._count)
        )
        top = boxed(vbox(head, margins=(10, 4, 10, 6)))
        super().__init__(top, self._area, margins=(10, 10, 10, 10), parent=parent)
        theme().changed.connect(self._fit)

    def show_backups(self, backups: Sequence[Backup], *, choose: bool = True) -> None:
        """List ``backups``, newest first, and ``choose`` the newest that is verified."""
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._rows = [BackupRow(backup) for backup in backups]
        for row in self._rows:
            self._column.addWidget(row)
            row.toggled.connect(self._toggled)
        self._count.setText(self.tr("{} kept").format(len(backups)))
        self._fit()
        verified = [row for row in self._rows if row.backup.verified_at]
        for best in (verified or self._rows)[: int(choose)]:
            best.setChecked(True)

    def rows(self) -> list[BackupRow]:
        """Return the rows, newest first."""
        return list(self._rows)

    def choose_none(self) -> None:
        """Let go of the choice, which was made elsewhere."""
        for row in self._rows:
            row.setAutoExclusive(False)
            row.setChecked(False)
            row.setAutoExclusive(True)

    def choice(self) -> Backup | None:
        """Return the backup that is chosen."""
        return next((row.backup for row in self._rows if row.isChecked()), None)

    @Slot()
    def _fit(self) -> None:
        shown = self._rows[: self._shown]
        rows = sum(row.sizeHint().height() for row in shown)
        self._area.setFixedHeight(rows + theme().px(_GAP) * max(0, len(shown) - 1))

    @Slot(bool)
    def _toggled(self, on: bool) -> None:
        if on:
            self.chosen.emit()


def _about(backup: Backup) -> str:
    size = _size(backup.size)
    if backup.set_aside:
        return _tr("What was there before a backup was brought back, {}").format(size)
    return _tr("Number {}, {}").format(backup.sequence, size)


def _chip(backup: Backup) -> Chip:
    if backup.verified_at is not None:
        words = _tr("Verified {}").format(moment(backup.verified_at))
        return Chip(words, "accent", "shield-check")
    if backup.set_aside:
        return Chip(_tr("Set aside"), "neutral", "history")
    return Chip(_tr("Not yet verified"), "neutral", "clock")


def _size(size: int) -> str:
    if size < 1_000_000:
        return _tr("{} KB").format(max(1, round(size / 1000)))
    return _tr("{} MB").format(round(size / 1_000_000))


def _tr(text: str) -> str:
    return QCoreApplication.translate("BackupList", text)
