"""How a model is asked in this run: in the best form that it takes, and as its answers so far advise."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from sp404_gui.domain.errors import FormRefused, ModelGone, OutOfTokens, Sp404Error
from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.chat import AnswerForm, ChatRequest
from sp404_gui.llm.limits import THINKING_TOKENS, TOKENS_PER_SAMPLE

_OFTEN = 2
"""So many different requests used up by thinking: then no other may think either."""


class Manner:
    """Makes the requests of one run, and learns from what comes back. Equal samples in the same form make equal bytes.

    Several calls may be in flight: what two of them teach counts once.

    Args:
        models: What is known of the model and its fallbacks. The form is one that all of them take: on OpenRouter, a fallback that
            cannot answer in the form is never asked.
    """

    def __init__(self, models: Sequence[ModelInfo] = ()) -> None:
        self._models = tuple(models)
        self._forms = [form for form in AnswerForm if all(_takes(model, form) for model in models)]
        self._must_think = False
        self._answered: set[bytes] = set()
        self._used_up: set[bytes] = set()

    @property
    def form(self) -> AnswerForm:
        """The form in which answers are asked for now."""
        return self._forms[0]

    def request(
        self, messages: Sequence[Mapping[str, Any]], schema: Mapping[str, Any], samples: int, *, fresh: bool = False
    ) -> ChatRequest:
        """Return the request to send now.

        Args:
            messages: What to ask.
            schema: What the answer must look like.
            samples: How many samples it is about.
            fresh: Whether these were answered before this run; in this run, it is known.
        """
        asked = _digest(messages)
        used_up = asked in self._used_up or len(self._used_up) >= _OFTEN
        return ChatRequest(
            messages=messages,
            schema=schema,
            form=self.form,
            thinks=self._must_think or not used_up,
            max_tokens=self._room(samples) if used_up else None,
            fresh=fresh or asked in self._answered,
        )

    def arrived(self, request: ChatRequest, status: int) -> None:
        """Note that a request was answered: whoever asks the same again wants another answer than this."""
        if HTTPStatus.OK <= status < HTTPStatus.MULTIPLE_CHOICES:
            self._answered.add(_digest(request.messages))

    def failed(self, request: ChatRequest, error: Sp404Error) -> Sp404Error:
        """Learn from an answer that is none, and return the error that it means."""
        if isinstance(error, OutOfTokens):
            self._used_up.add(_digest(request.messages))
        if not isinstance(error, FormRefused):
            return error
        if not request.thinks:
            self._must_think = True  # what was added last is blamed first
        elif request.form is self._forms[-1]:
            return ModelGone(f"This model cannot answer in the form that is needed: choose another with --model. {error}")
        elif request.form is self.form:
            self._forms.pop(0)
        return error

    def _room(self, samples: int) -> int:
        """Tokens for thinking and for the answer, within what the models allow."""
        known = [limit for model in self._models for limit in (model.max_completion_tokens, (model.context_tokens or 0) // 2) if limit]
        return min([THINKING_TOKENS + TOKENS_PER_SAMPLE * samples, *known])


def _takes(model: ModelInfo, form: AnswerForm) -> bool:
    """Whether a model can be asked in a form; yes, where nothing is known."""
    told = {AnswerForm.SCHEMA: model.supports_schema, AnswerForm.OBJECT: model.supports_json_object}
    return told.get(form) is not False


def _digest(messages: Sequence[Mapping[str, Any]]) -> bytes:
    return hashlib.blake2b(json.dumps(list(messages), sort_keys=True).encode(), digest_size=16).digest()
