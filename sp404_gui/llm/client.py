"""The only place that speaks HTTP: a client for OpenRouter and every server with the same chat API."""

import asyncio
import importlib
import json
import ssl
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from sp404_gui.domain.errors import ConnectionLost, FatalError, KeyRejected, ServerFailed, Sp404Error, TimedOut, Unreachable, UsageError
from sp404_gui.domain.key import Key
from sp404_gui.llm.account import KeyInfo, ModelInfo, parse_key_info, parse_models
from sp404_gui.llm.addresses import reject_eavesdropping, secret_for
from sp404_gui.llm.certificates import trusted, trusted_by
from sp404_gui.llm.chat import Answer, AnswerForm, ChatRequest, RawAnswer
from sp404_gui.llm.completion import parse_completion
from sp404_gui.llm.limits import (
    CONNECT_TIMEOUT_S,
    KEPT_ANSWER_S,
    MAX_ANSWER_BYTES,
    READ_TIMEOUT_S,
    TOTAL_TIMEOUT_S,
    host_of,
    is_loopback,
    is_openrouter,
)
from sp404_gui.llm.redaction import Redaction
from sp404_gui.llm.retry_after import server_time

if TYPE_CHECKING:
    import httpx

_KEPT_HEADERS = ("date", "retry-after", "location", "content-type", "x-request-id", "x-generation-id")
_KEPT_PREFIX = "x-ratelimit-"
_NEEDED = ("httpx", "httpcore", "anyio._backends._asyncio")
"""What the first call would import."""
_NO_USE = (
    "The proxy that the environment names cannot be used: set HTTPS_PROXY to an http:// address (a # in its password as %23 and so on) "
    "and NO_PROXY to names and plain addresses with commas between them, or unset both."
)
_MISSING = (HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED, HTTPStatus.NOT_IMPLEMENTED)


def load() -> None:
    """Import and read what calls need before the first of them needs it. Blocks for a tenth of a second and more."""
    for name in _NEEDED:
        with suppress(ImportError):
            importlib.import_module(name)
    with suppress(ImportError, UsageError):
        trusted(importlib.import_module("httpx").create_ssl_context)


class OpenRouterClient:
    """Asks one model of one server.

    Args:
        base_url: Base of the API, as "https://openrouter.ai/api/v1".
        key: Key and the host it was entered for; another host never gets it. None asks without a key.
        model: Id of the model.
        fallbacks: Models that OpenRouter asks instead, in order, when the first does not answer; other servers have no such wish.
        transport: What carries the requests; None for the network.
        connect_timeout_s: Limit for reaching the server.
        read_timeout_s: Limit for each silence of the server.
        total_timeout_s: Limit for a whole call.
        max_answer_bytes: A longer answer is cut off and counts as failed.

    Raises:
        UsageError: The base URL is none, what is asked would travel unencrypted beyond this network, or proxy or certificates are no use.
        KeyRejected: The key would travel unencrypted.
    """

    def __init__(
        self,
        base_url: str,
        key: Key | None,
        model: str,
        *,
        fallbacks: Sequence[str] = (),
        transport: "httpx.AsyncBaseTransport | None" = None,
        connect_timeout_s: float = CONNECT_TIMEOUT_S,
        read_timeout_s: float = READ_TIMEOUT_S,
        total_timeout_s: float = TOTAL_TIMEOUT_S,
        max_answer_bytes: int = MAX_ANSWER_BYTES,
    ) -> None:
        import httpx  # noqa: PLC0415 - loads slowly, and offline work needs none of it

        self._base_url = _checked(base_url)
        self._host = host_of(base_url)
        self._openrouter = is_openrouter(base_url)
        self._secret = secret_for(self._base_url, key)
        self._redaction = Redaction(self._secret)
        reject_eavesdropping(self._base_url)
        self._model = model
        self._fallbacks = tuple(fallbacks)
        self._total_timeout_s = total_timeout_s
        self._read_timeout_s = read_timeout_s
        self._max_answer_bytes = max_answer_bytes
        try:
            self._http = httpx.AsyncClient(
                transport=transport,
                verify=trusted_by(base_url, httpx.create_ssl_context),
                timeout=httpx.Timeout(read_timeout_s, connect=connect_timeout_s, pool=None),
                follow_redirects=False,
                trust_env=not is_loopback(base_url),
                headers=self._headers(),
            )
        except (ImportError, ValueError, httpx.InvalidURL):
            raise UsageError(_NO_USE) from None  # what the cause says may hold the proxy's password

    @property
    def model(self) -> str:
        """Id of the model that is asked."""
        return self._model

    @property
    def base_url(self) -> str:
        """Base of the API, without a slash at its end."""
        return self._base_url

    async def ask(self, request: ChatRequest) -> Answer:
        """Send one request and return the answer; see `ChatClient.ask`."""
        return self.understand(await self.send(request))

    async def send(self, request: ChatRequest) -> RawAnswer:
        """Send one request and return what came back, not yet understood.

        Raises:
            RecoverableError: No connection, no answer in time, or one that is too long.
            FatalError: The server's certificate is not trusted.
        """
        return await self._call("POST", "/chat/completions", self.body(request), self._caching(request))

    def understand(self, raw: RawAnswer) -> Answer:
        """Return the answer inside a raw one, fresh or kept; see `ChatClient.ask` for the errors."""
        try:
            return parse_completion(raw.body, raw.status, raw.headers, self._model)
        except KeyRejected as error:
            raise self._explained(error) from None

    def body(self, request: ChatRequest) -> bytes:
        """Return the bytes that are sent for a request: the same for equal requests."""
        content: dict[str, Any] = {"model": self._model, "messages": [dict(message) for message in request.messages]}
        if request.schema is not None and request.form is not AnswerForm.PLAIN:
            content["response_format"] = _response_format(request)
        if self._openrouter:
            content.update(self._routing(request))
        if request.max_tokens is not None and not (self._openrouter and not request.thinks):
            content["max_tokens"] = request.max_tokens
        return json.dumps(content, ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode(errors="replace")

    def _routing(self, request: ChatRequest) -> dict[str, Any]:
        """What only OpenRouter understands."""
        wishes: dict[str, Any] = {}
        if request.schema is not None and request.form is AnswerForm.SCHEMA:
            wishes["provider"] = {"require_parameters": True}
        if self._fallbacks:
            wishes["models"] = [self._model, *self._fallbacks]
        if not request.thinks:
            wishes["reasoning"] = {"enabled": False}
        return wishes

    async def fetch_key_info(self) -> KeyInfo | None:
        """Return what the server knows of the key; None from servers that have no such page.

        Raises:
            KeyRejected: The key is wrong.
            RecoverableError: The server cannot be reached now.
        """
        raw = await self._page("/key")
        return None if raw is None else parse_key_info(raw.body, server_time(raw.headers))

    async def fetch_models(self) -> tuple[ModelInfo, ...] | None:
        """Return the server's models; None from servers that do not list them. Raises as `fetch_key_info`."""
        raw = await self._page("/models")
        return None if raw is None else parse_models(raw.body)

    async def aclose(self) -> None:
        """Close all connections."""
        await self._http.aclose()

    async def _page(self, path: str) -> RawAnswer | None:
        raw = await self._call("GET", path)
        if raw.status in _MISSING:
            return None
        if raw.status >= HTTPStatus.MULTIPLE_CHOICES:
            self.understand(raw)
        return raw

    async def _call(self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None) -> RawAnswer:
        try:
            async with asyncio.timeout(self._total_timeout_s):
                return await self._exchange(method, path, body, headers or {})
        except TimeoutError:
            raise TimedOut(f"{self._host} did not finish its answer within {self._total_timeout_s:g} s: asked again later.") from None

    async def _exchange(self, method: str, path: str, body: bytes | None, headers: Mapping[str, str]) -> RawAnswer:
        import httpx  # noqa: PLC0415 - loaded by the constructor already

        try:
            async with self._http.stream(method, self._base_url + path, content=body, headers=headers) as response:
                return RawAnswer(
                    status=response.status_code, headers=self._kept(response), body=self._redaction.clean(await self._read(response))
                )
        except httpx.HTTPError as error:
            raise self._network_error(error) from error

    async def _read(self, response: "httpx.Response") -> bytes:
        parts = bytearray()
        async for part in response.aiter_bytes():
            parts += part
            if len(parts) > self._max_answer_bytes:
                mebibytes = self._max_answer_bytes / 2**20
                raise ServerFailed(f"{self._host} sent more than {mebibytes:g} MiB for one answer: it was cut off. Asked again later.")
        return bytes(parts)

    def _kept(self, response: "httpx.Response") -> dict[str, str]:
        """The headers that matter; servers may repeat the key in any of them."""
        clean = self._redaction.clean_text
        rows = response.headers.items()
        return {clean(name): clean(value) for name, value in rows if name in _KEPT_HEADERS or name.startswith(_KEPT_PREFIX)}

    def _headers(self) -> dict[str, str]:
        headers = {"User-Agent": "SP-404 Batch", "X-OpenRouter-Title": "SP-404 Batch", "Accept": "application/json"}
        if self._secret:
            headers["Authorization"] = f"Bearer {self._secret}"
        return headers

    def _caching(self, request: ChatRequest) -> dict[str, str]:
        """Headers of a question. OpenRouter keeps the answer, so that asking again after a crash or a lost connection costs nothing."""
        headers = {"Content-Type": "application/json"}
        if self._openrouter:
            headers |= {"X-OpenRouter-Cache": "true", "X-OpenRouter-Cache-TTL": str(KEPT_ANSWER_S)}
            if request.fresh:
                headers["X-OpenRouter-Cache-Clear"] = "true"
        return headers

    def _explained(self, error: KeyRejected) -> KeyRejected:
        if self._secret:
            return error
        return KeyRejected(f"{self._host} wants an API key and none is set for it: set one with `sp404-batch key set`.")

    def _network_error(self, error: "httpx.HTTPError") -> Sp404Error:
        import httpx  # noqa: PLC0415 - loaded by the constructor already

        distrust = next((cause for cause in _causes(error) if isinstance(cause, ssl.SSLCertVerificationError)), None)
        if distrust is not None:
            return FatalError(
                f"The certificate of {self._host} is not trusted ({distrust.verify_message}): nothing was sent. Check the address."
            )
        if isinstance(error, httpx.ConnectTimeout | httpx.ConnectError | httpx.ProxyError):
            return Unreachable(f"{self._host} cannot be reached: check the network and the provider's URL.")
        if isinstance(error, httpx.TimeoutException):
            return TimedOut(f"{self._host} was silent for {self._read_timeout_s:g} s: asked again later.")
        return ConnectionLost(f"The connection to {self._host} broke before the answer was whole: asked again later.")


def _checked(base_url: str) -> str:
    import httpx  # noqa: PLC0415 - loaded by the constructor already

    try:
        parts = urlsplit(base_url)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and httpx.URL(base_url).host
    except (ValueError, httpx.InvalidURL):
        valid = False
    if not valid or parts.username is not None or parts.query or parts.fragment:
        raise UsageError("The provider must be the base URL of a chat API, such as http://127.0.0.1:11434/v1, without user name or query.")
    return base_url.rstrip("/")


def _response_format(request: ChatRequest) -> dict[str, Any]:
    if request.form is AnswerForm.OBJECT:
        return {"type": "json_object"}
    return {"type": "json_schema", "json_schema": {"name": request.schema_name, "strict": True, "schema": request.schema}}


def _causes(error: BaseException) -> Iterator[BaseException]:
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.__cause__ or cause.__context__
