"""Clients, a question for them, and how it fails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pytest

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.key import Key
from sp404_gui.llm.chat import ChatRequest
from sp404_gui.llm.client import OpenRouterClient
from sp404_gui.llm.prompt import reply_schema

SECRET = "sk-or-v1-verysecretverysecret"
ASK = ChatRequest(
    messages=({"role": "system", "content": "describe"}, {"role": "user", "content": '[{"id":"sample_000001"},{"id":"sample_000002"}]'}),
    schema=reply_schema(),
)


@asynccontextmanager
async def client_for(base_url: str, key: Key | None = None, **options: Any) -> AsyncIterator[OpenRouterClient]:
    client = OpenRouterClient(base_url, key, "fake/model", **options)
    try:
        yield client
    finally:
        await client.aclose()


async def failure_of(client: OpenRouterClient) -> Sp404Error:
    with pytest.raises(Sp404Error) as caught:
        await client.ask(ASK)
    assert SECRET not in str(caught.value)
    return caught.value
