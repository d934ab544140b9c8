"""How an answer of the chat server goes over the wire: whole, or as a fault of the connection would have it."""

import json
import socket
import struct
from collections.abc import Mapping
from email.utils import formatdate
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any

from tests.fakes.behaviour import Scripted

if TYPE_CHECKING:
    from tests.fakes.server import LoopbackServer


class Wire(BaseHTTPRequestHandler):
    """One connection."""

    server: "LoopbackServer"
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def setup(self) -> None:
        self.server.fake.opened(self.request)
        super().setup()

    def finish(self) -> None:
        self.server.fake.closed(self.request)
        super().finish()

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - the base class names it so
        """The log file says it all."""

    def refuse(self, status: int, message: str) -> None:
        headers = {"Retry-After": f"{self.server.fake.behaviour.retry_after_s:g}"} if status in (429, 503) else {}
        self.send_json(status, {"error": {"code": status, "message": message}}, headers)

    def send_json(self, status: int, content: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self.send(status, json.dumps(content).encode(), {"Content-Type": "application/json", **(headers or {})})

    def send_scripted(self, scripted: Scripted) -> None:
        body = scripted.body
        if isinstance(body, Mapping):
            body = json.dumps(body)
        self.send(scripted.status, body.encode() if isinstance(body, str) else body, scripted.headers)

    def send(self, status: int, body: bytes, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in {"Date": formatdate(usegmt=True), "Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def trickle(self) -> None:
        """Promise an answer and send a blank every 20 ms, until the caller or the server gives up."""
        self.send_response_only(200)
        self.send_header("Content-Length", "1000000")
        self.end_headers()
        self.close_connection = True
        while not self.server.fake.stopping.wait(0.02):
            self.wfile.write(b" ")

    def hang(self) -> None:
        """Say nothing, until the server ends."""
        self.server.fake.stopping.wait()
        self.close_connection = True

    def reset(self) -> None:
        """Break the connection with a TCP reset: no lingering, nothing said."""
        self.request.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        self.close_connection = True
        self.wfile.close()
        self.rfile.close()
        self.request.close()
