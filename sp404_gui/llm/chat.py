"""The question and the answer: what every chat client takes and gives, whatever stands behind it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from sp404_gui.domain.limits import Limits


class AnswerForm(StrEnum):
    """How strictly a server is asked to hold the model to the form; the best first."""

    SCHEMA = "json_schema"
    OBJECT = "json_object"
    PLAIN = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChatRequest:
    """One call. Equal requests make equal bytes, so a repeated call can be recognised.

    Attributes:
        messages: Chat messages, each with `role` and `content`.
        schema: JSON schema that the answer must follow; None leaves the form open.
        schema_name: Name of the schema, letters and underscores.
        form: How the server is asked to hold the model to the schema.
        thinks: Whether the model may think before it answers; only OpenRouter can be asked not to let it.
        max_tokens: Limit of the answer; None leaves it to the server, and so does OpenRouter's model that may not think.
        fresh: Whether an answer that the server kept of an equal request is of no use. Not part of the bytes.
    """

    messages: Sequence[Mapping[str, Any]]
    schema: Mapping[str, Any] | None = None
    schema_name: str = "samples"
    form: AnswerForm = AnswerForm.SCHEMA
    thinks: bool = True
    max_tokens: int | None = None
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Usage:
    """What a call used up, as far as the server tells."""

    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost_usd: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a model said.

    Attributes:
        content: Its text, not yet understood.
        model: Id of the model that answered; the asked one where the server does not say.
        usage: What the call used up.
        request_id: The server's name for the call.
        finish_reason: Why it stopped: "length" means cut off.
        limits: What the server told of its limits; None where it said nothing.
    """

    content: str
    model: str
    usage: Usage = field(default_factory=Usage)
    request_id: str | None = None
    finish_reason: str | None = None
    limits: Limits | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RawAnswer:
    """An HTTP answer as it came, free of the key: fit to be kept on disk and understood later.

    Attributes:
        status: HTTP status.
        headers: Names in lower case; only those that matter for understanding.
        body: At most the client's size limit.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


class ChatClient(Protocol):
    """Anything that can be asked."""

    @property
    def model(self) -> str:
        """Id of the model that is asked first."""

    async def ask(self, request: ChatRequest) -> Answer:
        """Send one request and return the answer: `send`, then `understand`.

        Raises:
            RecoverableError: Worth another try; `retry_after_s` where the server named a wait.
            FatalError: Key, credit, model or address: asking again is no use.
            ContentRefused: The provider refuses this content: ask for fewer samples to find which.
        """

    async def send(self, request: ChatRequest) -> RawAnswer:
        """Send one request and return what came back, to be kept before it is understood.

        Raises:
            RecoverableError: No connection, or no whole answer.
            FatalError: The address cannot be trusted.
        """

    def understand(self, raw: RawAnswer) -> Answer:
        """Return the answer inside a raw one, fresh or kept. Raises as `ask`."""

    async def aclose(self) -> None:
        """Close all connections."""
