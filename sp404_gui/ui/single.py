"""One window a user: a second start hands its folders to the first and ends."""

import json
import os
import time
from collections.abc import Sequence
from contextlib import suppress
from hashlib import blake2b

from PySide6.QtCore import QDir, QLockFile, QObject, Signal
from PySide6.QtNetwork import QLocalServer, QLocalSocket

_WAIT_MS, _LOOK_MS = 1000, 50
_PATIENCE_S = 15.0
"""What the first window gets to listen, or to answer: it may be on its way, or busy."""
_TAKEN = b"taken\n"
_MOST_BYTES = 1 << 20


def server_name(home: str) -> str:
    """Name of the first window's ear: one for each home of the program and each user."""
    user = os.getuid() if hasattr(os, "getuid") else os.getlogin()
    whose = f"{user}:{home}".encode("utf-8", "surrogateescape")
    return f"sp404-batch-{blake2b(whose, digest_size=8).hexdigest()}"


def lock_of(config_file: str) -> QLockFile:
    """What the first window holds, beside its settings; a crash lets it go."""
    folder = os.path.dirname(config_file)
    with suppress(OSError):
        os.makedirs(folder, 0o700, exist_ok=True)
    lock = QLockFile(os.path.join(folder, "window.lock"))
    lock.setStaleLockTime(0)
    return lock


def find_first(lock: QLockFile, name: str, folders: Sequence[str]) -> bool:
    """Whether the window that holds the lock took the folders; False once it has closed, which gives the lock, or does not answer."""
    deadline = time.monotonic() + _PATIENCE_S
    while not hand_over(name, folders):
        if lock.tryLock(_LOOK_MS) or lock.error() is not QLockFile.LockError.LockFailedError or time.monotonic() > deadline:
            return False
    return True


def hand_over(name: str, folders: Sequence[str]) -> bool:
    """Give folders to the window that listens; False where none does, or closes. Waits while it is busy."""
    if not _is_own(name):
        return False
    socket = QLocalSocket()
    socket.connectToServer(name)
    if not socket.waitForConnected(_WAIT_MS):
        return False
    socket.write(json.dumps(list(folders)).encode() + b"\n")
    socket.waitForBytesWritten(_WAIT_MS)
    deadline = time.monotonic() + _PATIENCE_S
    while not socket.waitForReadyRead(_LOOK_MS):
        if socket.state() is not QLocalSocket.LocalSocketState.ConnectedState or time.monotonic() > deadline:
            return False
    taken = bytes(socket.readAll().data()) == _TAKEN
    socket.disconnectFromServer()
    return taken


def _is_own(name: str) -> bool:
    """Whether an ear is there, and this user's: others may have put theirs into the common folder."""
    if not hasattr(os, "getuid"):
        return True
    try:
        return bool(os.lstat(os.path.join(QDir.tempPath(), name)).st_uid == os.getuid())
    except OSError:
        return False


class FirstWindow(QObject):
    """Listens for later starts.

    Args:
        name: As `server_name` gives it.
        parent: Its owner.
        alone: Whether no other window listens: what is there was left behind. Without that it listens to nobody.

    Attributes:
        called: A later start hands over absolute paths; an empty list just asks to be seen. An object, since Qt's own strings hold not
            every path.
    """

    called = Signal(object)

    def __init__(self, name: str, parent: QObject | None = None, *, alone: bool = True) -> None:
        super().__init__(parent)
        self._server = QLocalServer(self)
        self._server.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._server.newConnection.connect(self._greet)
        if alone and not self._server.listen(name):
            QLocalServer.removeServer(name)
            self._server.listen(name)

    def turn_away(self) -> None:
        """Answer no later start any more: it waits until this one has closed, then goes on by itself."""
        self._server.newConnection.disconnect(self._greet)

    def close(self) -> None:
        """Listen no more; who waits for an answer gets none."""
        while (socket := self._server.nextPendingConnection()) is not None:
            socket.abort()
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
            socket.write(_TAKEN)
            self.called.emit(_paths(bytes(socket.readLine().data())))


def _paths(line: bytes) -> list[str]:
    try:
        paths = json.loads(line)
    except (ValueError, RecursionError):
        return []
    return [path for path in paths if isinstance(path, str) and os.path.isabs(path)] if isinstance(paths, list) else []
