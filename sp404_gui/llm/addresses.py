"""Which addresses may be asked, and what may be sent there."""

from urllib.parse import urlsplit

from sp404_gui.domain.errors import KeyRejected, UsageError
from sp404_gui.domain.key import Key
from sp404_gui.llm.limits import host_of, is_loopback, is_own_network


def base_of(base_url: str) -> str:
    """Return a base URL without a slash at its end.

    Raises:
        UsageError: It is none.
    """
    import httpx  # noqa: PLC0415 - loaded by whoever asks already

    try:
        parts = urlsplit(base_url)
        valid = parts.scheme in ("http", "https") and parts.hostname and parts.port != 0 and httpx.URL(base_url).host
    except (ValueError, httpx.InvalidURL):
        valid = False
    if not valid or parts.username is not None or parts.query or parts.fragment:
        raise UsageError("The provider must be the base URL of a chat API, such as http://127.0.0.1:11434/v1, without user name or query.")
    return base_url.rstrip("/")


def reject_eavesdropping(base_url: str) -> None:
    """File names travel with every question.

    Raises:
        UsageError: They would travel unencrypted beyond this network.
    """
    if urlsplit(base_url).scheme != "https" and not is_own_network(base_url):
        raise UsageError(f"Nothing is sent to {host_of(base_url)} over plain http, where others can read it: use an https address.")


def secret_for(base_url: str, key: Key | None) -> str | None:
    """Return the secret if this address may see it.

    Raises:
        KeyRejected: It would travel unencrypted.
    """
    parts = urlsplit(base_url)
    host = host_of(base_url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if key is None or key.host.lower().rstrip(".") not in (host, f"{host}:{port}", f"[{host}]:{port}"):
        return None
    if parts.scheme != "https" and not is_loopback(base_url):
        raise KeyRejected(f"The API key is not sent to {host} over plain http, where others can read it: use an https address.")
    return key.secret
