"""What the model of the chat server says, and what it is asked."""

import hashlib
import json
import random
from collections.abc import Mapping, Sequence
from typing import Any

MODEL = "fake/model"
MOODS = ("dark", "dusty", "warm", "hazy", "heavy", "nocturnal", "playful", "raw", "tense")
ERAS = ("1970s", "1980s", "1990s", "2000s")
GENRES = ("boom bap", "lo-fi", "house", "jungle", "ambient")
TEXTURES = ("crunchy", "punchy", "round", "tape-worn", "tight", "airy", "gritty")
TAGS = ("bass", "drums", "keys", "vocals", "any key")
USES = ("drum foundation", "bass line", "chord bed", "texture bed", "hook")
ENERGIES = ("low", "medium", "high")


def vibe_of(sample_id: str) -> dict[str, Any]:
    """The valid description that this server gives for an id, always the same."""
    pick = random.Random(hashlib.sha256(sample_id.encode()).digest())
    return {
        "id": sample_id,
        "mood": pick.sample(MOODS, 3),
        "era": pick.choice(ERAS),
        "genre": pick.choice(GENRES),
        "energy": pick.choice(ENERGIES),
        "descriptors": pick.sample(TEXTURES, 3),
        "compatibility_tags": pick.sample(TAGS, 2),
        "best_use": pick.choice(USES),
        "confidence": round(pick.uniform(0.5, 0.95), 2),
    }


def asked_ids(body: bytes) -> tuple[str, ...]:
    """Ids in the JSON array that is the only user message, or its first part; ValueError if the request is anything else."""
    request = json.loads(body)
    if not isinstance(request, dict) or not isinstance(request.get("model"), str) or not request["model"]:
        raise ValueError("model is required")
    messages = request.get("messages")
    users = [message for message in messages if message.get("role") == "user"] if isinstance(messages, list) else []
    if len(users) != 1:
        raise ValueError("exactly one user message is expected")
    content = users[0]["content"]
    samples = json.loads(content if isinstance(content, str) else content[0]["text"])
    if not isinstance(samples, list) or not samples or not all(isinstance(sample.get("id"), str) for sample in samples):
        raise ValueError("the user message must be a JSON array of objects with an id")
    return tuple(sample["id"] for sample in samples)


def content_for(ids: Sequence[str], fault: str | None = None, said: Mapping[str, Mapping[str, Any]] | None = None) -> str:
    """Text of the model's message about these ids, spoilt by the fault; `said` has other words for some of them."""
    vibes: list[Mapping[str, Any]] = [(said or {}).get(sample_id) or vibe_of(sample_id) for sample_id in ids]
    if fault == "missing":
        vibes = vibes[:-1]
    if fault == "shuffled":
        vibes = vibes[::-1]
    if fault == "duplicate":
        vibes = [*vibes, vibes[0]]
    if fault == "foreign":
        vibes = [*vibes, vibe_of("somebody_elses_sample")]
    text = json.dumps({"samples": vibes})
    if fault == "invalid":
        return text[: len(text) // 8].replace('"', "'")
    if fault == "truncated":
        return text[: len(text) * 2 // 3]
    if fault == "fenced":
        return f"Here you are:\n```json\n{text}\n```\nAnything else?"
    return "" if fault == "empty" else text


def asked_form(body: bytes) -> str:
    """Of FORMS, the one that a request asks for."""
    return str(json.loads(body).get("response_format", {"type": "text"})["type"])


def completion(
    content: str, number: int, model: str = MODEL, finish_reason: str = "stop", cost_usd: float | None = 0.0001
) -> dict[str, Any]:
    """Body of a successful /chat/completions answer."""
    cost = {} if cost_usd is None else {"cost": cost_usd}
    return {
        "id": f"gen-{number}",
        "object": "chat.completion",
        "created": 1_790_000_000,
        "model": model,
        "system_fingerprint": None,
        "choices": [{"index": 0, "finish_reason": finish_reason, "message": {"role": "assistant", "content": content}}],
        "usage": {"prompt_tokens": 900, "completion_tokens": 40, "total_tokens": 940, **cost},
    }
