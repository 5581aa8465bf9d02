"""The bars above the page that speak of the journal as a whole: moved, changes missing, not saved."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from metanoia.ui.widgets.banner import Banner, Tone
from metanoia.ui.widgets.layout import vbox


class Alerts(QWidget):
    """Holds one bar a name, the newest below; takes no room while there is none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bars: dict[str, _Bar] = {}
        self._column = vbox(margins=(0, 0, 0, 8), gap=6)
        self.setLayout(self._column)
        self.hide()

    def show_warning(
        self,
        name: str,
        text: str,
        action: str = "",
        run: Callable[[], object] | None = None,
        dismissed: Callable[[], object] | None = None,
        *,
        tone: Tone = "warn",
    ) -> None:
        """Show ``text`` with a button that calls ``run``; putting it away calls ``dismissed``."""
        if name in self._bars:
            if self._bars[name].text() == text:
                return
            self.remove(name)
        bar = _Bar(name, Banner(text, tone, action=action), run, dismissed)
        bar.put_away.connect(self.remove)
        self._bars[name] = bar
        self._column.addWidget(bar)
        self.show()

    @Slot(str)
    def remove(self, name: str) -> None:
        """Take the bar of that name away, if there is one."""
        bar = self._bars.pop(name, None)
        if bar is not None:
            self._column.removeWidget(bar)
            bar.hide()
            bar.deleteLater()
        self.setVisible(bool(self._bars))

    def texts(self) -> list[str]:
        """Return what is said, oldest first."""
        return [bar.text() for bar in self._bars.values()]


class _Bar(QWidget):
    """One bar with what its button does."""

    put_away = Signal(str)

    def __init__(
        self,
        name: str,
        banner: Banner,
        run: Callable[[], object] | None,
        dismissed: Callable[[], object] | None,
    ) -> None:
        super().__init__()
        self._name = name
        self._banner = banner
        self._run = run
        self._dismissed = dismissed
        self.setLayout(vbox(banner))
        banner.acted.connect(self._act)
        banner.dismissed.connect(self._put)

    def text(self) -> str:
        return self._banner.text()

    @Slot()
    def _act(self) -> None:
        if self._run is not None:
            self._run()

    @Slot()
    def _put(self) -> None:
        self.put_away.emit(self._name)
        if self._dismissed is not None:
            self._dismissed()
