"""What may be sent to an address."""

from urllib.parse import urlsplit

from sp404_gui.domain.errors import KeyRejected, UsageError
from sp404_gui.domain.key import Key
from sp404_gui.llm.limits import host_of, is_loopback, is_own_network


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
