"""Whose certificates are believed."""

import os
import ssl
from collections.abc import Callable
from functools import lru_cache
from urllib.parse import urlsplit

from sp404_gui.domain.errors import UsageError
from sp404_gui.llm.limits import is_loopback

_NAMED = "The certificates that the environment names cannot be read: set SSL_CERT_FILE to a file of certificates, or unset it."
_OWN = "The certificates that the program brings along cannot be read: install it again."


def trusted_by(base_url: str, read: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """The authorities that vouch for a server: nobody need for one on this machine that is spoken to in plain text.

    Raises:
        UsageError: They cannot be read.
    """
    is_plain = urlsplit(base_url).scheme == "http" and is_loopback(base_url)
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else trusted(read)


@lru_cache(maxsize=1)
def trusted(read: Callable[[], ssl.SSLContext]) -> ssl.SSLContext:
    """The authorities that all servers are held against; read once, as reading takes longer than a frame.

    Args:
        read: Reads them: httpx's, or those of SSL_CERT_FILE or SSL_CERT_DIR.

    Raises:
        UsageError: They cannot be read.
    """
    try:
        return read()
    except OSError as error:
        raise UsageError(_NAMED if os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR") else _OWN) from error
