"""API keys and what a server tells of them and of its models."""

import asyncio
import os
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from sp404_gui.config import secrets
from sp404_gui.domain.key import Key
from sp404_gui.engine.compose import base_url
from sp404_gui.llm.account import KeyInfo, ModelInfo
from sp404_gui.llm.limits import CONNECT_TIMEOUT_S

if TYPE_CHECKING:
    from sp404_gui.llm.client import OpenRouterClient

_PATIENCE_S = 20.0
"""Somebody watches while a key is tried: the limits of a job would be far too long."""


def keep_key(provider: str, secret: str, env: Mapping[str, str] = os.environ) -> Key:
    """Keep a key in the system's keyring. Blocks: the keyring may wait for the user.

    Args:
        provider: "openrouter", or the base URL of another server.
        secret: The key.
        env: The environment, for the choice of the keyring.

    Raises:
        UsageError: The text cannot be a key, or there is no keyring that takes it.
    """
    return secrets.store_key(base_url(provider), secret, secrets.system_keyring(env))


def forget_key(provider: str, env: Mapping[str, str] = os.environ) -> bool:
    """Remove a provider's key from the system's keyring; whether there was one. Blocks.

    Raises:
        UsageError: The URL is none, or there is no keyring that answers.
    """
    return secrets.forget_key(base_url(provider), secrets.system_keyring(env))


def has_key(provider: str, env: Mapping[str, str] = os.environ) -> str | None:
    """Where a provider's key comes from: the name of an environment variable, or "keyring"; None where there is none. Blocks.

    Raises:
        UsageError: The URL is none, or what is found cannot be a key.
    """
    url = base_url(provider)
    if secrets.find_key(url, env, None):
        return secrets.variable_of(url)
    return "keyring" if secrets.find_key(url, env, secrets.system_keyring(env)) else None


async def key_info(url: str, key: Key | None, *, timeout_s: float = _PATIENCE_S) -> KeyInfo | None:
    """What a server knows of a key; None from servers that have no such page.

    Args:
        url: Base URL of the server.
        key: The key, None to ask without one.
        timeout_s: Limit for the whole call.

    Raises:
        Sp404Error: The key is wrong, or the server does not answer.
    """
    async with _client(url, key, timeout_s) as client:
        return await client.fetch_key_info()


async def fetch_model_list(url: str, key: Key | None, *, timeout_s: float = _PATIENCE_S) -> tuple[ModelInfo, ...] | None:
    """The models of a server; None from servers that do not list them. Arguments and errors as those of `key_info`."""
    async with _client(url, key, timeout_s) as client:
        return await client.fetch_models()


async def key_report(url: str, key: Key | None, *, timeout_s: float = _PATIENCE_S) -> list[str]:
    """What a server says of a key, as lines for the user. Arguments and errors as those of `key_info`."""
    async with _client(url, key, timeout_s) as client:
        info = await client.fetch_key_info()
        models = await client.fetch_models() if info is None else None
    if info is not None:
        return report_lines(info)
    if models is None:
        return ["The server answers; it does not tell what a key may do."]
    return [f"The server answers (models: {len(models)})."]


def report_lines(info: KeyInfo) -> list[str]:
    """What is known of a key, as lines for the user."""
    left = "no limit" if info.limit_remaining_usd is None else f"${info.limit_remaining_usd:.2f} left"
    lines = ["The key works.", f"Credit: {left}" + ("" if info.usage_usd is None else f", ${info.usage_usd:.2f} used")]
    if info.free_calls_limit is not None:
        lines.append(f"Free calls today: {info.free_calls_used or 0} of {info.free_calls_limit} used")
    return lines


@asynccontextmanager
async def _client(url: str, key: Key | None, timeout_s: float) -> "AsyncIterator[OpenRouterClient]":
    from sp404_gui.llm.client import OpenRouterClient  # noqa: PLC0415 - offline nobody needs it

    limit_s = min(CONNECT_TIMEOUT_S, timeout_s)
    client = await asyncio.to_thread(  # reads certificates
        OpenRouterClient, url, key, "", connect_timeout_s=limit_s, read_timeout_s=timeout_s, total_timeout_s=timeout_s
    )
    try:
        yield client
    finally:
        await client.aclose()
