"""What the providers allow: the one place for figures that change, and for what counts as this machine."""

import ipaddress
from urllib.parse import urlsplit

OPENROUTER_BASE_URL = "https://openrouter.ai/api/v1"
OPENROUTER_HOST = "openrouter.ai"
DEFAULT_INTERVAL_S = 12.0
"""Pace when nothing else is known: 5 calls a minute, far below any documented limit."""
FREE_CALLS_PER_DAY = 50
"""Of OpenRouter's free models, for accounts that never bought credit. The day ends at 00:00 UTC."""
FREE_CALLS_PER_DAY_AFTER_CREDIT = 1000
FREE_INTERVAL_S = 3.0
"""OpenRouter's free models answer 20 calls a minute."""
CONNECT_TIMEOUT_S = 10.0
READ_TIMEOUT_S = 120.0
TOTAL_TIMEOUT_S = 600.0
"""A server that trickles, or pads to keep the connection open, is given up after this."""
MAX_ANSWER_BYTES = 4 * 1024 * 1024
MAX_RETRY_AFTER_S = 86_400.0
"""No limit lasts longer than a day; a server that asks for more is asked again after one."""
KEPT_ANSWER_S = 86_400
"""How long OpenRouter is asked to keep an answer, the longest it offers: a computer that fails at night is started in the morning."""
THINKING_TOKENS = 8_192
TOKENS_PER_SAMPLE = 400
"""Room for a model that used up its allowance with thinking; a description takes about 150 tokens."""

_HOME_SUFFIXES = ("local", "lan", "localdomain", "internal", "home.arpa")


def is_loopback(url: str) -> bool:
    """Tell whether the URL's host is this machine itself: localhost, 127.0.0.0/8 or ::1, and nothing that needs a name server."""
    host = host_of(url)
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_own_network(url: str) -> bool:
    """Tell whether the URL's host is this machine or one beside it: a private address, or a name without meaning outside."""
    host = host_of(url)
    try:
        return is_loopback(url) or ipaddress.ip_address(host).is_private
    except ValueError:
        return bool(host) and ("." not in host or host.endswith(tuple(f".{suffix}" for suffix in _HOME_SUFFIXES)))


def host_of(url: str) -> str:
    """Return the URL's host in lower case, without port and trailing dot; empty if there is none."""
    try:
        return (urlsplit(url).hostname or "").lower().rstrip(".")
    except ValueError:
        return ""


def is_openrouter(url: str) -> bool:
    """Tell whether the URL belongs to OpenRouter, whose limits and extra fields are known."""
    return host_of(url) == OPENROUTER_HOST
