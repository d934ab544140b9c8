"""What asking about samples would cost, from a model's prices and the sizes of our questions and answers in tokens."""

import json
import math
from dataclasses import dataclass

from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.prompt import reply_schema, system_text

_TEXT_CHARS = 3.6
"""Characters in a token of English words and lists of them: 3.4 to 3.9 by o200k_base and cl100k_base, over our instructions and schema."""
_JSON_CHARS = 2.7
"""In a token of our JSON, full of numbers and names: 2.8 by both, over 60 samples of a mixed collection."""
_SAMPLE_CHARS = 390
"""One sample in the question: 368 in the mean of the same samples, with names."""
_ANSWER_CHARS = 270
"""One sample in the answer: 256."""
_AUDIO_TOKENS_PER_S = 32
"""The most that a provider documents: Google 25, before that 32; OpenAI 10."""
_CLIP_LABEL_TOKENS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Prices:
    """What a model costs in US dollars; None where it is not known.

    Attributes:
        prompt_usd: One token asked.
        completion_usd: One token answered.
        request_usd: One call; None where there is no such price.
        audio_usd: One token of sound asked; None where sound costs as much as text.
    """

    prompt_usd: float | None
    completion_usd: float | None
    request_usd: float | None = None
    audio_usd: float | None = None


def asking_usd(prices: Prices, samples: int, batch: int, *, clip_s: float | None = None) -> float | None:
    """Expected cost of asking about samples, each once, in full batches; a reasoning model's thoughts come on top.

    Args:
        prices: The model's.
        samples: How many are asked about.
        batch: Samples a call.
        clip_s: Mean length of their clips in seconds, where they are sent.

    Returns:
        US dollars; None where the price of text is not known.
    """
    if prices.prompt_usd is None or prices.completion_usd is None:
        return None
    calls = math.ceil(samples / batch)
    asked = calls * call_tokens(heard=clip_s is not None) + samples * math.ceil(_SAMPLE_CHARS / _JSON_CHARS)
    answered = samples * math.ceil(_ANSWER_CHARS / _JSON_CHARS)
    usd = asked * prices.prompt_usd + answered * prices.completion_usd + calls * (prices.request_usd or 0.0)
    if clip_s is None:
        return usd
    sound = prices.prompt_usd if prices.audio_usd is None else prices.audio_usd
    return usd + samples * (clip_tokens(clip_s) * sound + _CLIP_LABEL_TOKENS * prices.prompt_usd)


def call_tokens(*, heard: bool) -> int:
    """Tokens of a question before its first sample: the instructions, and the schema, which many servers count as well.

    Args:
        heard: Whether clips come along.
    """
    schema = json.dumps(reply_schema(), separators=(",", ":"))
    return math.ceil((len(system_text(heard=heard)) + len(schema)) / _TEXT_CHARS)


def clip_tokens(seconds: float) -> int:
    """Tokens of a clip of so many seconds, at the most."""
    return math.ceil(seconds * _AUDIO_TOKENS_PER_S)


def prices_of(info: ModelInfo) -> Prices:
    """The prices that a server lists for a model."""
    return Prices(prompt_usd=info.prompt_usd, completion_usd=info.completion_usd, request_usd=info.request_usd, audio_usd=info.audio_usd)


def question_tokens(samples: int, *, clip_s: float | None = None) -> int:
    """Tokens of a question about so many samples."""
    each = math.ceil(_SAMPLE_CHARS / _JSON_CHARS) + (0 if clip_s is None else clip_tokens(clip_s) + _CLIP_LABEL_TOKENS)
    return call_tokens(heard=clip_s is not None) + samples * each
