"""What stands above the desk until it is settled: shares past their day, and shares that were withdrawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.banner import Banner
from metanoia.ui.widgets.layout import vbox

if TYPE_CHECKING:
    from collections.abc import Sequence


class DeskBanners(QWidget):
    """``delete_asked`` for the shares that are past the day agreed on."""

    delete_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.expired = Banner(tone="warn", icon="hourglass", closable=False)
        self.withdrawn = Banner(tone="info", icon="undo-2")
        self.setLayout(vbox(self.expired, self.withdrawn, margins=(20, 10, 16, 0), gap=6))
        self.expired.acted.connect(self.delete_asked)
        self.withdrawn.dismissed.connect(self._fit)
        self.forget()

    def tell_expired(self, count: int) -> None:
        """Say how many shares are past their day; nothing for none."""
        if not count:
            self.expired.hide()
        else:
            words = (
                self.tr("1 share is past the day you agreed on.")
                if count == 1
                else self.tr("{} shares are past the day you agreed on.").format(count)
            )
            act = self.tr("Delete it") if count == 1 else self.tr("Delete them")
            if self.expired.isHidden() or self.expired.text() != words:
                self.expired.say(words, act)
        self._fit()

    def tell_withdrawn(self, name: str, numbers: Sequence[int]) -> None:
        """Say which shares were withdrawn by the one that just came; nothing for none."""
        if not numbers:
            self.withdrawn.hide()
        elif len(numbers) == 1:
            words = self.tr(
                "{} withdrew share {}. Your copy was deleted; the receipt leaves with your next reply."
            )
            self.withdrawn.say(words.format(name, numbers[0]))
        else:
            listed = ", ".join(str(one) for one in sorted(numbers))
            words = self.tr(
                "{} withdrew the shares {}. Your copies were deleted; the receipt leaves with your next reply."
            )
            self.withdrawn.say(words.format(name, listed))
        self._fit()

    def forget(self) -> None:
        """Say nothing, and hold no name."""
        for one in (self.expired, self.withdrawn):
            one.say("")
            one.hide()
        self._fit()

    def _fit(self) -> None:
        self.setVisible(not (self.expired.isHidden() and self.withdrawn.isHidden()))
