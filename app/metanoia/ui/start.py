"""The window's beginning and end: the first paint as early as can be, everything else after it."""

from __future__ import annotations

import logging
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QFileOpenEvent, QIcon
from PySide6.QtWidgets import QApplication

from metanoia import places
from metanoia.ui import logfile, settings
from metanoia.ui.session import Session
from metanoia.ui.theme import Mode, theme
from metanoia.ui.window import Window
from metanoia.vault.process import harden

if TYPE_CHECKING:
    from metanoia.ui.away.watch import Away
    from metanoia.ui.instance import Instance
    from metanoia.ui.settings import Settings

logger = logging.getLogger(__name__)


class Application(QApplication):
    """The application; ``file_asked`` carries a share or folder that the system hands over."""

    file_asked = Signal(Path)

    def event(self, event: QEvent) -> bool:
        """Take a file that macOS asks to open."""
        if isinstance(event, QFileOpenEvent):
            self.file_asked.emit(Path(event.file()))
            return True
        return super().event(event)


class Beginning(QObject):
    """Waits for the window's first paint and then begins what need not have come before it."""

    def __init__(self, window: Window, instance: Instance | None) -> None:
        super().__init__(window)
        self._window = window
        self._instance = instance
        self._away: Away | None = None
        self._minutes = window.session.settings.lock_minutes
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Notice the first paint, once."""
        if event.type() == QEvent.Type.Paint:
            self._window.removeEventFilter(self)
            QTimer.singleShot(0, self, self.go_on)
        return False

    @Slot()
    def go_on(self) -> None:
        """Follow the desktop, watch for the person going away, ask the keyring, load what comes next."""
        from metanoia.ui.away.watch import Away

        theme().follow_system()
        session = self._window.session
        self._away = Away(session.settings.lock_minutes, self)
        self._away.gone.connect(session.lock)
        session.opened.connect(self._watch)
        self._window.settings_changed.connect(self._settings_changed)
        self._window.settings_changed.connect(self._watch)
        if session.journal is not None:
            self._watch(session.journal)
        if session.journal is None and not session.is_opening:
            self._window.door.recall()
        QTimer.singleShot(150, self, _load_ahead)

    @Slot()
    @Slot(object)
    def _watch(self, _journal: object = None) -> None:
        session = self._window.session
        if self._away is not None:
            self._away.set_minutes(0 if session.stay_open else session.settings.lock_minutes)

    @Slot()
    def _settings_changed(self) -> None:
        session = self._window.session
        if session.settings.lock_minutes != self._minutes:
            self._minutes = session.settings.lock_minutes
            session.stay_open = False  # what was said later counts
            self._watch(session.journal)


def run(argv: list[str]) -> int:
    """Open the window on the journal's folder or the share in ``argv`` (or on the last journal).

    Returns the exit code. A window that has the journal open already is raised instead.
    """
    harden()
    logfile.begin()
    liked = settings.load()
    named = Path(argv[0]) if argv else None
    app = _application(liked)
    instance, answered = _instance(liked, named)
    if answered:
        return 0
    session = Session(liked)
    window = Window(session)
    _wire(app, window, instance)
    window.door.start(named if named is not None and _is_folder(named) else None)
    if named is not None and not _is_folder(named):
        window.open_file(named)
    beginning = Beginning(window, instance)
    window.show()
    code = app.exec()
    del beginning
    _end(liked)
    return code


def _application(liked: Settings) -> Application:
    QApplication.setApplicationName("Metanoia")
    QApplication.setDesktopFileName(places.APP_ID)
    app = Application(sys.argv[:1])
    logfile.catch_qt()
    if QLocale().language() == QLocale.Language.C:  # it writes 3415 for 3,415
        QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    app.setQuitOnLastWindowClosed(True)
    shown = theme()
    shown.less_motion = liked.less_motion
    if liked.system_scheme:
        shown.set_system_scheme("dark" if liked.system_scheme == "dark" else "light")
    shown.apply(cast("Mode", liked.mode), liked.scale)
    app.setWindowIcon(QIcon(_mark()))
    return app


def _mark() -> str:
    from metanoia import resources

    return str(resources.path("icons/metanoia.svg"))


def _instance(liked: Settings, named: Path | None) -> tuple[Instance | None, bool]:
    """Return what listens for a second start, and whether a first one answered in our place."""
    from metanoia.ui.door.door import usual_folder

    share = named if named is not None and not _is_folder(named) else None
    folder = usual_folder(liked.journals) if named is None or share is not None else named
    try:
        # QtNetwork needs libraries that a bare system may lack; one window is a comfort only.
        from metanoia.ui.instance import Instance, call
    except ImportError:
        return None, False
    if folder is not None and call(folder, share):
        return None, True
    return Instance(), False


def _wire(app: Application, window: Window, instance: Instance | None) -> None:
    app.file_asked.connect(window.open_file)
    # later: the error may come out of the midst of what the window is doing
    logfile.catch_everything(
        lambda error: QTimer.singleShot(0, window, partial(window.tell_fault, error))
    )
    if instance is not None:
        instance.setParent(window)
        instance.raised.connect(window.bring_forward)
        instance.asked.connect(window.open_file)
        window.door.folder_shown.connect(instance.listen)
        window.leaving.connect(instance.close)
    for wish in (signal.SIGINT, signal.SIGTERM):
        signal.signal(wish, _Leaving(window).leave)


class _Leaving(QObject):
    """Closes the window properly when the system asks the process to end."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window

    def leave(self, *_: object) -> None:
        QTimer.singleShot(0, self._window, self._window.close)


def _load_ahead() -> None:
    """Load in a thread what opening a journal will need, while the person types the passphrase."""
    from metanoia.ui.background import Task

    Task(_import_what_comes).start()


def _import_what_comes() -> None:
    from importlib import import_module

    for name in (
        "metanoia.journal", "metanoia.ui.shell", "metanoia.ui.pages.today",
        "metanoia.ui.pages.journal", "metanoia.ui.palette",
    ):  # fmt: skip
        import_module(name)
    import_module("metanoia.text.markdown").render("")  # loads what draws Markdown


def _end(liked: Settings) -> None:
    """Keep how the window was left and wait for what still runs."""
    from metanoia.ui.background import finish

    liked.system_scheme = theme().system_scheme() or ""
    try:
        liked.save()
    except OSError as error:
        logger.warning("settings could not be saved: %s", type(error).__name__)
    finish(30_000)
    QApplication.processEvents()  # a journal that was opened meanwhile is closed by its answer


def _is_folder(path: Path) -> bool:
    return path.is_dir() or not path.suffix
