"""A chat server on loopback that answers about samples, and misbehaves on request. Standard library only; see README.md."""

import json
import random
import socket
import threading
import time
from collections import deque
from collections.abc import Mapping
from http.server import ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.fakes.behaviour import Behaviour, Request, Scripted
from tests.fakes.replies import asked_ids
from tests.fakes.routes import Routes


class FakeServer:
    """The server, on a thread of its own; use it in a `with` block.

    Args:
        behaviour: How it behaves.
        port: Port on 127.0.0.1; 0 takes a free one.
        log: File that gets a JSON line for every request before it is answered.
    """

    def __init__(self, behaviour: Behaviour | None = None, *, port: int = 0, log: Path | None = None) -> None:
        self.behaviour = behaviour or Behaviour()
        self.requests: list[Request] = []
        self.script: deque[Scripted] = deque()
        self.stopping = threading.Event()
        self._random = random.Random(self.behaviour.seed)
        self._lock = threading.Lock()
        self._connections: set[socket.socket] = set()
        self._log = log.open("a", encoding="utf-8") if log else None
        self._http = LoopbackServer(("127.0.0.1", port), self)
        self._thread = threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.02}, name="fake-server")

    @property
    def base_url(self) -> str:
        """Base of the API."""
        return f"http://127.0.0.1:{self._http.server_address[1]}/v1"

    @property
    def asked(self) -> list[tuple[str, ...]]:
        """Ids of each chat request, in order of arrival."""
        with self._lock:
            return [request.ids for request in self.requests if request.path.endswith("/chat/completions")]

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        """Close every connection and end all threads."""
        self.stopping.set()
        self._http.shutdown()
        with self._lock:
            for connection in self._connections:
                _shut(connection)
        self._thread.join()
        self._http.server_close()
        if self._log:
            self._log.close()

    def opened(self, connection: socket.socket) -> None:
        """Remember a connection, to end it with the server."""
        with self._lock:
            self._connections.add(connection)
            if self.stopping.is_set():
                _shut(connection)

    def closed(self, connection: socket.socket) -> None:
        """Forget a connection."""
        with self._lock:
            self._connections.discard(connection)

    def received(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> tuple[Request, Scripted | None]:
        """Note a request and decide what happens to it."""
        try:
            ids = asked_ids(body) if method == "POST" else ()
        except (ValueError, KeyError, TypeError, AttributeError):
            ids = ()
        with self._lock:
            scripted = self.script.popleft() if self.script else None
            fault = self._draw() if method == "POST" and scripted is None else None
            request = Request(len(self.requests) + 1, method, path, headers, body, ids, fault)
            self.requests.append(request)
            self._note(request)
        return request, scripted

    def _draw(self) -> str | None:
        """One fault at most, by its probability."""
        point = self._random.random()
        for fault, probability in self.behaviour.faults.items():
            point -= probability
            if point < 0:
                return fault
        return None

    def _note(self, request: Request) -> None:
        if self._log is None:
            return
        line = {"n": request.number, "at": time.time(), "path": request.path, "ids": request.ids, "fault": request.fault}
        self._log.write(json.dumps(line) + "\n")
        self._log.flush()


class LoopbackServer(ThreadingHTTPServer):
    """Serves each connection by a thread of its own."""

    daemon_threads = False
    request_queue_size = 128

    def __init__(self, address: tuple[str, int], fake: FakeServer) -> None:
        self.fake = fake
        super().__init__(address, Routes)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Callers that hang up are part of the game."""


def _shut(connection: socket.socket) -> None:
    try:
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        return
