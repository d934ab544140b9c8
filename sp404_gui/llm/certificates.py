"""Whose certificates are believed."""

import ssl
from functools import lru_cache
from urllib.parse import urlsplit

from sp404_gui.domain.errors import UsageError
from sp404_gui.llm.limits import is_loopback


def trusted_by(base_url: str) -> ssl.SSLContext:
    """The authorities that vouch for a server: nobody need for one on this machine that is spoken to in plain text.

    Raises:
        UsageError: They cannot be read.
    """
    is_plain = urlsplit(base_url).scheme == "http" and is_loopback(base_url)
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if is_plain else trusted()


@lru_cache(maxsize=1)
def trusted() -> ssl.SSLContext:
    """The authorities that httpx trusts, or those of SSL_CERT_FILE or SSL_CERT_DIR; read once, as reading takes longer than a frame.

    Raises:
        UsageError: They cannot be read.
    """
    import httpx  # noqa: PLC0415 - loads slowly, and offline work needs none of it

    try:
        return httpx.create_ssl_context()
    except OSError as error:
        raise UsageError(
            "The certificates that the environment names cannot be read: set SSL_CERT_FILE to a file of certificates, or unset it."
        ) from error
