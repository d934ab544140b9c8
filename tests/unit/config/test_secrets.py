import os
import subprocess
import sys
from pathlib import Path

import pytest

from sp404_gui.config.secrets import SERVICE, find_key, forget_key, secret_variables, store_key, system_keyring, without_password
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.key import Key
from tests.fakes.keyring import LockedKeyring, MemoryKeyring

OPENROUTER = "https://openrouter.ai/api/v1"
LOCAL = "http://127.0.0.1:11434/v1"
ROOT = Path(__file__).parents[3]


def test_openrouters_key_is_for_openrouters_host_alone() -> None:
    env = {"OPENROUTER_API_KEY": " sk-or-1 "}
    assert find_key(OPENROUTER, env, None) == Key("openrouter.ai", "sk-or-1")
    assert find_key("HTTPS://OpenRouter.AI:443/api/v1", env, None) == Key("openrouter.ai", "sk-or-1")
    for url in (
        LOCAL,
        "http://openrouter.ai/api/v1",
        "https://openrouter.ai.evil.example/v1",
        "https://openrouter.ai@evil.example/v1",
        "https://evil.example/openrouter.ai",
    ):
        assert find_key(url, env, None) is None


def test_another_server_has_a_key_of_its_own() -> None:
    env = {"SP404_API_KEY": "local-1"}
    assert find_key(LOCAL, env, None) == Key("127.0.0.1:11434", "local-1")
    assert find_key(OPENROUTER, env, None) is None


def test_the_keyring_holds_a_key_for_each_server_and_the_environment_beats_it() -> None:
    keyring = MemoryKeyring()
    assert store_key(OPENROUTER, "sk-or-2\n", keyring) == Key("openrouter.ai", "sk-or-2")
    store_key(LOCAL, "local-2", keyring)
    assert keyring.entries == {(SERVICE, "openrouter.ai"): "sk-or-2", (SERVICE, "127.0.0.1:11434"): "local-2"}
    assert find_key(OPENROUTER, {}, keyring) == Key("openrouter.ai", "sk-or-2")
    assert find_key(OPENROUTER, {"OPENROUTER_API_KEY": "sk-or-1"}, keyring) == Key("openrouter.ai", "sk-or-1")
    assert find_key("http://127.0.0.1:11435/v1", {}, keyring) is None
    assert forget_key(LOCAL, keyring) is True
    assert forget_key(LOCAL, keyring) is False
    assert find_key(LOCAL, {}, keyring) is None


def test_a_keyring_that_fails_is_no_key_when_looking_and_a_clear_error_when_storing(caplog: pytest.LogCaptureFixture) -> None:
    assert find_key(OPENROUTER, {}, LockedKeyring()) is None
    assert "The system keyring does not answer (RuntimeError)" in caplog.text
    with pytest.raises(UsageError, match="OPENROUTER_API_KEY") as caught:
        store_key(OPENROUTER, "sk-or-3", LockedKeyring())
    assert "sk-or-3" not in str(caught.value)
    with pytest.raises(UsageError, match="does not answer"):
        forget_key(OPENROUTER, LockedKeyring())
    with pytest.raises(UsageError, match="There is no system keyring"):
        store_key(OPENROUTER, "sk-or-3", None)


@pytest.mark.parametrize("secret", ["two words", "line\nX-Evil: 1", "schlüssel", "\u202esk", "x" * 2000])
def test_what_cannot_be_a_key_is_refused_without_showing_it(secret: str) -> None:
    with pytest.raises(UsageError, match="OPENROUTER_API_KEY does not hold a key") as caught:
        find_key(OPENROUTER, {"OPENROUTER_API_KEY": secret}, None)
    assert secret not in str(caught.value)
    with pytest.raises(UsageError, match="The text does not hold a key"):
        store_key(OPENROUTER, secret, MemoryKeyring())


@pytest.mark.parametrize("url", ["", "openrouter", "ftp://openrouter.ai", "http://", "http://host:port"])
def test_what_is_no_server_is_refused(url: str) -> None:
    with pytest.raises(UsageError, match="is not the base URL of a server"):
        find_key(url, {}, None)


def test_a_machine_without_a_desktop_has_no_keyring_and_says_so_quietly() -> None:
    bare = {name: value for name, value in os.environ.items() if not name.startswith(("DBUS", "DISPLAY", "WAYLAND", "XDG"))}
    code = "import os; from sp404_gui.config.secrets import system_keyring; print(system_keyring(os.environ))"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=bare, capture_output=True, text=True, timeout=60, check=True)
    if sys.platform == "linux":
        assert (run.stdout, run.stderr) == ("None\n", "")


def test_a_backend_that_keeps_plain_text_is_never_chosen() -> None:
    assert system_keyring({"PYTHON_KEYRING_BACKEND": "keyrings.alt.file.PlaintextKeyring"}) is None
    assert system_keyring({"PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring"}) is None


def test_the_keyring_is_not_loaded_before_it_is_asked() -> None:
    code = "import sys, sp404_gui.config.secrets; sys.exit('keyring' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, timeout=60, check=True)


def test_a_key_never_shows_its_secret() -> None:
    key = Key("openrouter.ai", "sk-or-1")
    assert repr(key) == str(key) == f"{key}" == "Key(host='openrouter.ai')"


@pytest.mark.skipif(sys.platform in {"win32", "darwin"}, reason="each system asks its own keyring")
def test_the_keyrings_of_other_systems_are_not_even_imported() -> None:
    code = "import sys; from sp404_gui.config.secrets import system_keyring; system_keyring({}); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert "keyring.backends.SecretService" in loaded
    assert not {"keyring.backends.macOS", "keyring.backends.macOS.api", "keyring.backends.Windows"} & set(loaded)


def test_variables_with_secrets_are_known_by_their_names_and_by_passwords_in_urls() -> None:
    env = {
        "OPENROUTER_API_KEY": "a",
        "aws_secret": "b",
        "HTTPS_PROXY": "http://me:pass@proxy:80",
        "PATH": "/bin",
        "KEYBOARD": "us",
        "HOME": "/a@b",
    }
    assert secret_variables(env) == ["OPENROUTER_API_KEY", "aws_secret", "HTTPS_PROXY"]
    assert without_password("redis://me:pass@studio:6379/0") == "redis://…@studio:6379/0"
    assert without_password("/a/b@c/cache.sqlite") == "/a/b@c/cache.sqlite"


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("redis://:pa@ss@studio:6379/0", "redis://…@studio:6379/0"),
        ("redis://:two words@studio/0", "redis://…@studio/0"),
        ("redis://:pa/s@s@studio/0", "redis://…@studio/0"),
        ("redis://:pa?s@studio/0", "redis://…@studio/0"),
        ("rediss://studio/0?ssl_password=two w@rds#1&ssl_ca_path=/etc", "rediss://studio/0?ssl_password=…&ssl_ca_path=/etc"),
        ("rediss://me:pass@studio/0?SSL_Password=pass", "rediss://…@studio/0?SSL_Password=…"),
    ],
)
def test_no_part_of_a_password_in_a_url_is_shown_or_handed_on_whatever_signs_it_has(url: str, shown: str) -> None:
    assert without_password(url) == shown
    assert secret_variables({"SP404_CACHE": url}) == ["SP404_CACHE"]
