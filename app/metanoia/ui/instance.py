"""One window a journal: a second start raises the first, or hands it the path of a share."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Final

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtNetwork import QLocalServer, QLocalSocket

LONGEST: Final = 8192  # bytes of a message
PATIENCE: Final = 1000  # ms to wait for the other window
_RAISE: Final = b"raise"
_OPEN: Final = b"open "
_HEARD: Final = b"heard\n"
_SEALED: Final = (".metanoia", ".metanoia-reply")


class Instance(QObject):
    """Listens for one journal's folder; nothing but "raise" and the path of a share is understood."""

    raised = Signal()
    asked = Signal(Path)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._called)
        self._heard: dict[QLocalSocket, bytes] = {}

    @Slot(Path)
    def listen(self, folder: Path) -> None:
        """Speak for the journal in ``folder`` from now on, and for no other."""
        name = name_of(folder)
        if self._server.isListening() and self._server.serverName() == name:
            return
        self._server.close()
        if not self._server.listen(name) and not _answers(name):
            QLocalServer.removeServer(name)  # left behind by a process that was killed
            self._server.listen(name)

    @Slot()
    def close(self) -> None:
        """Speak for no journal any more."""
        self._server.close()

    @Slot()
    def _called(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            self._heard[socket] = b""
            socket.readyRead.connect(self._read)
            socket.disconnected.connect(self._gone)

    @Slot()
    def _read(self) -> None:
        socket = self.sender()
        if not isinstance(socket, QLocalSocket) or socket not in self._heard:
            return
        self._heard[socket] += socket.readAll().data()
        message, ended, _ = self._heard[socket].partition(b"\n")
        if len(self._heard[socket]) > LONGEST or (ended and not self._obey(message)):
            socket.abort()
        elif ended:
            socket.write(_HEARD)
            socket.flush()
            socket.disconnectFromServer()

    @Slot()
    def _gone(self) -> None:
        socket = self.sender()
        if isinstance(socket, QLocalSocket):
            self._heard.pop(socket, None)
            socket.deleteLater()

    def _obey(self, message: bytes) -> bool:
        if message == _RAISE:
            self.raised.emit()
            return True
        share = _share(message)
        if share is None:
            return False
        self.asked.emit(share)
        self.raised.emit()
        return True


def call(folder: Path, share: Path | None = None) -> bool:
    """Ask the window that has the journal in ``folder`` to come forward, and to open ``share``.

    Return whether there is one and it has heard.
    """
    socket = QLocalSocket()
    socket.connectToServer(name_of(folder))
    if not socket.waitForConnected(PATIENCE):
        return False
    message = _OPEN + str(share.absolute()).encode("utf-8", "surrogateescape") if share else _RAISE
    socket.write(message + b"\n")
    socket.flush()
    heard = socket.waitForReadyRead(PATIENCE) and socket.readAll().data() == _HEARD
    socket.abort()
    return heard


def name_of(folder: Path) -> str:
    """Return the name that the journal in ``folder`` is spoken for under; it does not tell the path."""
    digest = hashlib.sha256(str(folder.absolute()).encode("utf-8", "surrogateescape"))
    return f"metanoia-{digest.hexdigest()[:32]}"


def _answers(name: str) -> bool:
    socket = QLocalSocket()
    socket.connectToServer(name)
    answers = socket.waitForConnected(PATIENCE)
    socket.abort()
    return answers


def _share(message: bytes) -> Path | None:
    """Return the path of a share that ``message`` names, None for anything else."""
    if not message.startswith(_OPEN) or b"\0" in message:
        return None
    path = Path(message.removeprefix(_OPEN).decode("utf-8", "surrogateescape"))
    named = path.is_absolute() and path.suffix in _SEALED and path.is_file()
    return path if named else None
