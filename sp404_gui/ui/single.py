"""One window a user: a second start hands its folders to the first and ends."""

import json
import os
from collections.abc import Sequence
from hashlib import blake2b

from PySide6.QtCore import QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS = 1000
_MOST_BYTES = 1 << 20


def server_name(home: str) -> str:
    """Name of the first window's ear: one for each home of the program and each user."""
    user = os.getuid() if hasattr(os, "getuid") else os.getlogin()
    whose = f"{user}:{home}".encode("utf-8", "surrogateescape")
    return f"sp404-batch-{blake2b(whose, digest_size=8).hexdigest()}"


def hand_over(name: str, folders: Sequence[str]) -> bool:
    """Give folders to the window that is open already; False where none is. Called before the window exists, waits at most a second."""
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps(list(folders)).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    taken = bool(socket.waitForReadyRead(_WAIT_MS))
    socket.disconnectFromServer()
    return taken


class FirstWindow(QObject):
    """Listens for later starts.

    Args:
        name: As `server_name` gives it.
        parent: Its owner.

    Attributes:
        called: A later start hands over absolute paths; an empty list just asks to be seen. An object, since Qt's own strings hold not
            every path.
    """

    called = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if not self._server.listen(name):
            QLocalServer.removeServer(name)  # what a crash left behind: nobody answered there
            self._server.listen(name)

    def turn_away(self) -> None:
        """Answer no later start any more: it waits until this one has closed, then goes on by itself."""
        self._server.newConnection.disconnect(self._greet)

    def close(self) -> None:
        """Listen no more."""
        self._server.close()

    def _greet(self) -> None:
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.readyRead.connect(lambda socket=socket: self._hear(socket))
            socket.disconnected.connect(socket.deleteLater)
            self._hear(socket)

    def _hear(self, socket: QLocalSocket) -> None:
        if socket.bytesAvailable() > _MOST_BYTES:
            socket.abort()
        elif socket.canReadLine():
            socket.write(b"taken\n")
            self.called.emit(_paths(bytes(socket.readLine().data())))


def _paths(line: bytes) -> list[str]:
    try:
        paths = json.loads(line)
    except (ValueError, RecursionError):
        return []
    return [path for path in paths if isinstance(path, str) and os.path.isabs(path)] if isinstance(paths, list) else []
