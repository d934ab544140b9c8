"""Which answer the chat server has for which request."""

import json
from collections.abc import Mapping
from typing import Any

from tests.fakes import account
from tests.fakes.behaviour import CONTENT_FAULTS, Request, Scripted
from tests.fakes.replies import completion, content_for
from tests.fakes.wire import Wire

THINKING_TOKENS = 8_000


class Routes(Wire):
    """The API, as far as the program uses it."""

    def do_GET(self) -> None:  # noqa: N802 - the base class looks for this name
        request, scripted = self._received(b"")
        self._wait()
        if scripted is not None:
            self.send_scripted(scripted)
        elif not self._key_is_right():
            self.refuse(401, "No auth credentials found")
        elif self.server.fake.behaviour.bare or request.path not in ("/v1/key", "/v1/models"):
            self.refuse(404, "Not Found")
        else:
            inputs = ["text", "audio"] if self.server.fake.behaviour.hears else ["text"]
            self.send_json(self.server.fake.behaviour.success, account.KEY if request.path == "/v1/key" else account.models(inputs))

    def do_POST(self) -> None:  # noqa: N802 - as above
        request, scripted = self._received(self.rfile.read(int(self.headers.get("Content-Length", 0))))
        self._wait()
        if scripted is not None:
            self.send_scripted(scripted)
        elif not self._key_is_right():
            self.refuse(401, "No auth credentials found")
        elif request.path != "/v1/chat/completions":
            self.refuse(404, "Not Found")
        elif not request.ids:
            self.refuse(400, "the user message must be a JSON array of objects with an id")
        elif self.server.fake.behaviour.bad_ids.intersection(request.ids):
            self.refuse(400, "Provider returned error: content policy")
        elif refusal := self._refusal(json.loads(request.body)):
            self.refuse(400, refusal)
        else:
            self._answer(request)

    def _refusal(self, asked: Mapping[str, Any]) -> str | None:
        behaviour = self.server.fake.behaviour
        if asked.get("response_format", {"type": "text"})["type"] not in behaviour.forms:
            return "'response_format.type' is not supported by this model"
        if behaviour.must_think and "reasoning" in asked:
            return "Reasoning is mandatory for this endpoint and cannot be disabled."
        return None

    def _only_thinks(self, asked: Mapping[str, Any]) -> bool:
        has_room = asked.get("max_tokens", 0) >= THINKING_TOKENS or asked.get("reasoning") == {"enabled": False}
        return self.server.fake.behaviour.thinks and not has_room

    def _answer(self, request: Request) -> None:
        fault = request.fault
        if fault == "reset":
            self.reset()
        elif fault == "hang":
            self.hang()
        elif fault == "trickle":
            self.trickle()
        elif fault == "html":
            self.send(200, b"<html><body>Welcome to the hotel network</body></html>", {"Content-Type": "text/html"})
        elif fault == "error_in_200":
            self.send_json(200, {"error": {"code": 502, "message": "Provider returned error"}})
        elif self._only_thinks(json.loads(request.body)):
            self.send_json(200, completion("", request.number, finish_reason="length"))
        elif fault is None or fault in CONTENT_FAULTS:
            reason = "length" if fault == "truncated" else "stop"
            content = content_for(request.ids, fault, self.server.fake.behaviour.vibes)
            costs = self.server.fake.behaviour.costs
            cost_usd = costs[min(request.number, len(costs)) - 1]
            self.send_json(self.server.fake.behaviour.success, completion(content, request.number, finish_reason=reason, cost_usd=cost_usd))
        else:
            self.refuse(int(fault), f"Provoked error {fault}")

    def _received(self, body: bytes) -> tuple[Request, Scripted | None]:
        return self.server.fake.received(self.command, self.path, {name.lower(): value for name, value in self.headers.items()}, body)

    def _wait(self) -> None:
        self.server.fake.stopping.wait(self.server.fake.behaviour.latency_s)

    def _key_is_right(self) -> bool:
        key = self.server.fake.behaviour.key
        return key is None or self.headers.get("Authorization") == f"Bearer {key}"
