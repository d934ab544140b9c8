"""An API key, bound to the one server that may see it."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from sp404_gui.domain.errors import KeyRejected

_LIKE_A_KEY = re.compile(r"\b(sk|key|pk)-[\w*.…-]{6,}", re.IGNORECASE)
_DEFAULT_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Key:
    """A secret and the only server that it may be sent to. Printing or logging it never shows the secret.

    Attributes:
        host: The server as `host_of` names it, as "openrouter.ai" or "127.0.0.1:11434".
        secret: What goes into the Authorization header.

    Raises:
        KeyRejected: The text cannot be a key.
    """

    host: str
    secret: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.secret or any(not "!" <= char <= "~" for char in self.secret):
            raise KeyRejected("The API key is empty or holds characters that no key has: copy it once more and set it again.")


def without_keys(text: str) -> str:
    """A text without what looks like a key: it may be quoted to the user, and passed on by him."""
    return _LIKE_A_KEY.sub("[key]", text)


def require_bare(base_url: str) -> None:
    """See to it that a URL is the base of a server and nothing more: it is kept and shown, and what else it holds may be secret.

    Raises:
        ValueError: It names no server, or holds a user name, a query or a fragment.
    """
    host_of(base_url)
    parts = urlsplit(base_url)
    if parts.username is not None or parts.query or parts.fragment:
        raise ValueError("expected neither user name nor query")


def host_of(base_url: str) -> str:
    """Name the server of a URL: host in lower case, and the port where it is not the default of the scheme.

    Args:
        base_url: Base of a server, as "https://openrouter.ai/api/v1".

    Raises:
        ValueError: The URL names no host, an invalid port, or a scheme other than http and https.
    """
    parts = urlsplit(base_url)
    if parts.scheme not in _DEFAULT_PORTS or not parts.hostname or len(parts.hostname.split()) > 1:
        raise ValueError("expected http:// or https:// and a host")
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return host if parts.port in (None, _DEFAULT_PORTS[parts.scheme]) else f"{host}:{parts.port}"
