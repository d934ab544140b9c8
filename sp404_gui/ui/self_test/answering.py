"""A server on this machine's loopback that answers as a model would."""

import json
import threading
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

from sp404_gui.domain.vocabulary import ERAS, GENRES, MOODS, TEXTURES, USES


class AnsweringServer(ThreadingHTTPServer):
    """Describes every sample it is asked about, always alike. A context manager: serves within.

    Attributes:
        calls: How many calls it answered.
    """

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.calls = 0

    @property
    def base_url(self) -> str:
        """What --provider would be given."""
        return f"http://127.0.0.1:{self.server_port}/v1"

    def __enter__(self) -> Self:
        threading.Thread(target=self.serve_forever, daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.shutdown()
        self.server_close()


class _Handler(BaseHTTPRequestHandler):
    server: AnsweringServer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._send(404, {"error": {"code": 404, "message": "Not Found"}})

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        samples = json.loads(asked["messages"][-1]["content"])
        self.server.calls += 1
        content = json.dumps({"samples": [_described(sample["id"]) for sample in samples]})
        choice = {"index": 0, "finish_reason": "stop", "message": {"role": "assistant", "content": content}}
        self._send(200, {"id": "self-test", "model": asked["model"], "choices": [choice]})

    def log_message(self, *_: object) -> None:
        """Say nothing."""

    def _send(self, status: int, answer: Mapping[str, Any]) -> None:
        body = json.dumps(answer).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _described(identifier: str) -> dict[str, Any]:
    return {
        "id": identifier,
        "mood": list(MOODS.words[:3]),
        "era": ERAS.words[0],
        "genre": GENRES.words[0],
        "energy": "medium",
        "descriptors": list(TEXTURES.words[:3]),
        "compatibility_tags": [],
        "best_use": USES.words[0],
        "confidence": 0.5,
    }
