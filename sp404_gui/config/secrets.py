"""API keys: where they are looked for, and the one server each may be sent to."""

import importlib
import logging
import re
import sys
from collections.abc import Callable, Mapping
from typing import Protocol, TypeVar

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.key import Key, host_of

OPENROUTER_URL = "https://openrouter.ai/api/v1"
SERVICE = "sp404-batch"
"""Name of the entries in the system keyring; the user name of each is its server."""

_OPENROUTER_HOST = host_of(OPENROUTER_URL)
_MAX_CHARACTERS = 1_000
_INSTEAD = "put the key into the environment: OPENROUTER_API_KEY for OpenRouter, SP404_API_KEY for another server."
_LOG = logging.getLogger(__name__)

# encrypted by the system; other backends that get installed beside them may keep plain text files. Another system's is not even
# imported: off macOS, the one for macOS starts compilers to look for its library, and they would inherit the keys in the environment
_BACKENDS = {
    "darwin": (("keyring.backends.macOS", "Keyring"),),
    "win32": (("keyring.backends.Windows", "WinVaultKeyring"),),
}
_BACKENDS_ELSEWHERE = (("keyring.backends.SecretService", "Keyring"), ("keyring.backends.kwallet", "DBusKeyring"))

_SECRET_NAME = re.compile(r"(KEY|TOKEN|SECRET|PASSWORD|PASSWD)$", re.IGNORECASE)
# up to the last @, as clients cut a URL; where a password that is not escaped leaves it in doubt, more is hidden
_URL_WITH_PASSWORD = re.compile(r"://.+@", re.DOTALL)
_PASSWORD_AS_OPTION = re.compile(r"(?<=[?&])([^=&]*(?:password|username))=[^&]*", re.IGNORECASE)

_Answer = TypeVar("_Answer")


class Keyring(Protocol):
    """What is used of a keyring backend."""

    def get_password(self, service: str, username: str) -> str | None:
        """The secret of an entry, None where there is none."""

    def set_password(self, service: str, username: str, password: str) -> None:
        """Write an entry."""

    def delete_password(self, service: str, username: str) -> None:
        """Remove an entry."""


def system_keyring(env: Mapping[str, str]) -> Keyring | None:
    """The system's own encrypted keyring, None where there is none, as on a machine without a desktop.

    Slow (it may start a service and wait for the user to unlock it): call it in a thread.

    Args:
        env: The environment. PYTHON_KEYRING_BACKEND narrows the choice; it cannot widen it.
    """
    wanted = env.get("PYTHON_KEYRING_BACKEND", "")
    for module, name in _BACKENDS.get(sys.platform, _BACKENDS_ELSEWHERE):
        if wanted and wanted != f"{module}.{name}":
            continue
        backend = _started(module, name)
        if backend is not None:
            return backend
    return None


def find_key(base_url: str, env: Mapping[str, str], keyring: Keyring | None) -> Key | None:
    """The key for a server: OpenRouter's from OPENROUTER_API_KEY, any other's from SP404_API_KEY, else from the keyring.

    Args:
        base_url: Base of the server that is to be asked.
        env: The environment.
        keyring: From `system_keyring`; None: none is asked.

    Returns:
        The key, bound to the host of the URL; None when there is none or the keyring does not answer.

    Raises:
        UsageError: The URL is none, or the key found cannot be a key.
    """
    host = _host(base_url)
    variable = variable_of(base_url)
    # the host alone is not the server: over plain http anybody on the way is
    if host == _OPENROUTER_HOST and not base_url.lower().startswith("https://"):
        return None
    secret = env.get(variable, "").strip()
    if secret:
        return Key(host, _checked(secret, variable))
    stored = _stored(host, keyring)
    return Key(host, _checked(stored, "The system keyring")) if stored else None


def variable_of(base_url: str) -> str:
    """Name of the environment variable that may hold a server's key.

    Raises:
        UsageError: The URL is none.
    """
    return "OPENROUTER_API_KEY" if _host(base_url) == _OPENROUTER_HOST else "SP404_API_KEY"


def secret_variables(env: Mapping[str, str]) -> list[str]:
    """Names of the environment's variables that hold a secret, by their name, or by a password in a URL."""
    secret = (_URL_WITH_PASSWORD, _PASSWORD_AS_OPTION)
    return [name for name, value in env.items() if _SECRET_NAME.search(name) or any(form.search(value) for form in secret)]


def without_password(place: str) -> str:
    """A path or URL as it may be shown: without the user and password that a URL carries."""
    # options first: an @ in one would end what is taken for the user and password, and show what follows it
    return _URL_WITH_PASSWORD.sub("://…@", _PASSWORD_AS_OPTION.sub(r"\1=…", place)) if "://" in place else place


def store_key(base_url: str, secret: str, keyring: Keyring | None) -> Key:
    """Keep a key in the system keyring.

    Raises:
        UsageError: The text cannot be a key, or the keyring does not take it; says what to do instead.
    """
    key = Key(_host(base_url), _checked(secret.strip(), "The text"))
    backend = require_keyring(keyring)
    _ask(lambda: backend.set_password(SERVICE, key.host, key.secret))
    return key


def forget_key(base_url: str, keyring: Keyring | None) -> bool:
    """Remove a key from the system keyring.

    Returns:
        Whether there was one.

    Raises:
        UsageError: The URL is none, or the keyring does not answer.
    """
    host = _host(base_url)
    backend = require_keyring(keyring)
    if _ask(lambda: backend.get_password(SERVICE, host)) is None:
        return False
    _ask(lambda: backend.delete_password(SERVICE, host))
    return True


def _started(module: str, name: str) -> Keyring | None:
    try:
        backend = getattr(importlib.import_module(module), name)
        return backend() if backend.viable else None
    except Exception as error:  # noqa: BLE001 - backends raise what their system library raises
        _LOG.info("The keyring %s is not available: %s", module, type(error).__name__)
        return None


def _stored(host: str, keyring: Keyring | None) -> str | None:
    if keyring is None:
        return None
    try:
        return _ask(lambda: keyring.get_password(SERVICE, host))
    except UsageError as error:
        _LOG.warning("%s", error)
        return None


def _ask(action: Callable[[], _Answer]) -> _Answer:
    """Let a keyring backend act; whatever goes wrong in it becomes one sentence."""
    try:
        return action()
    except Exception as error:
        # the kind alone: what a backend writes into its message is not known to be free of secrets
        raise UsageError(f"The system keyring does not answer ({type(error).__name__}). Unlock it, or {_INSTEAD}") from error


def require_keyring(keyring: Keyring | None) -> Keyring:
    """The keyring.

    Raises:
        UsageError: There is none; says what to do instead.
    """
    if keyring is None:
        raise UsageError(f"There is no system keyring to keep keys in: {_INSTEAD}")
    return keyring


def _host(base_url: str) -> str:
    try:
        return host_of(base_url)
    except ValueError as error:
        raise UsageError(f"{base_url!r} is not the base URL of a server: {error}.") from error


def _checked(secret: str, source: str) -> str:
    """A secret that may go into an HTTP header. The sentence of the error does not show it."""
    if not secret or len(secret) > _MAX_CHARACTERS or not all("!" <= character <= "~" for character in secret):
        raise UsageError(f"{source} does not hold a key: one word of plain letters, digits and signs.")
    return secret
