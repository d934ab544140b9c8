"""A real redis-server on loopback, for as long as a test needs it."""

import shutil
import socket
import subprocess
from pathlib import Path
from typing import Self

import pytest

from tests.e2e.command import until

PROGRAM = shutil.which("redis-server") or shutil.which("valkey-server")
needs_redis = pytest.mark.skipif(
    PROGRAM is None, reason="neither redis-server nor valkey-server is installed: apt-get install redis-server"
)
PASSWORD = "sesame-4711"


class RedisServer:
    """The server; it can be killed and started again at the same port.

    Args:
        place: Empty folder for what it writes.
    """

    def __init__(self, place: Path) -> None:
        self._place = place
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    @property
    def url(self) -> str:
        """How a program reaches it."""
        return f"redis://:{PASSWORD}@127.0.0.1:{self.port}/0"

    def start(self) -> None:
        """Start it, empty."""
        options = {"port": self.port, "bind": "127.0.0.1", "dir": self._place, "save": "", "requirepass": PASSWORD, "daemonize": "no"}
        line = [str(PROGRAM), *(text for name, value in options.items() for text in (f"--{name}", str(value)))]
        self._process = subprocess.Popen(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._listens, "redis-server listens")

    def kill(self) -> None:
        """End it, as a power cut does."""
        if self._process is not None:
            self._process.kill()
            self._process.wait()
            self._process = None

    def _listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0
