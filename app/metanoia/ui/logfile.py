"""The log: when, where in the code, and of what kind; never a word that could be a person's."""

from __future__ import annotations

import contextlib
import logging
import os
import sys
import threading
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Final

from metanoia import places

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtCore import QMessageLogContext, QtMsgType

logger = logging.getLogger(__name__)

_SIZE: Final = 256_000  # bytes; one older file is kept


class _Formatter(logging.Formatter):
    """Leaves out what an exception says."""

    def formatException(self, exc_info: object) -> str:
        return ""

    def formatStack(self, stack_info: str) -> str:
        return ""


def begin() -> None:
    """Write the log to a file that only its owner may read; without a writable folder there is none."""
    own = logging.getLogger("metanoia")
    own.propagate = False
    own.setLevel(logging.INFO)
    logging.raiseExceptions = False
    try:
        handler = logging.FileHandler(_ready(location()), encoding="utf-8")
    except OSError:
        own.addHandler(logging.NullHandler())
        return
    handler.setFormatter(_Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    own.addHandler(handler)


def _ready(file: Path) -> Path:
    """Make the file if it is not there, private, and put a long one aside."""
    file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if file.exists() and file.stat().st_size > _SIZE:
        file.replace(file.with_suffix(".old.log"))
    with contextlib.suppress(FileExistsError):
        os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    return file


def location() -> Path:
    """Return the log's file."""
    return places.state() / "metanoia.log"


def catch_everything(tell: Callable[[BaseException], None]) -> None:
    """Log what nobody caught by its type and place, and ``tell`` it where it was in the main thread."""

    def caught(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        logger.error("uncaught %s at %s", kind.__name__, place(trace))
        if threading.current_thread() is threading.main_thread():
            tell(error)

    def caught_in_thread(found: threading.ExceptHookArgs) -> None:
        logger.error("uncaught %s at %s", found.exc_type.__name__, place(found.exc_traceback))

    def unraisable(found: sys.UnraisableHookArgs) -> None:
        kind = found.exc_type.__name__ if found.exc_type else "?"
        logger.error("unraisable %s at %s", kind, place(found.exc_traceback))

    sys.excepthook = caught
    threading.excepthook = caught_in_thread
    sys.unraisablehook = unraisable


def catch_qt() -> None:
    """Log Qt's own messages by category alone: their words may quote what is shown."""
    from PySide6.QtCore import qInstallMessageHandler

    def said(kind: QtMsgType, context: QMessageLogContext, _words: str) -> None:
        logger.warning("Qt %s, category %s", kind.name, context.category)

    qInstallMessageHandler(said)


def place(trace: TracebackType | None) -> str:
    """Return "file.py:12", where a traceback ends."""
    while trace and trace.tb_next:
        trace = trace.tb_next
    if trace is None:
        return "?"
    return f"{Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno}"
