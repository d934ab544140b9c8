"""What stands between a client and its server: addresses, proxies, certificates, and servers that are not there or never end."""

import shutil
import ssl
import subprocess
import traceback
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from sp404_gui.domain.errors import ConnectionLost, FatalError, RecoverableError, ServerFailed, TimedOut, Unreachable, UsageError
from sp404_gui.llm.certificates import trusted
from sp404_gui.llm.client import OpenRouterClient, load
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.server import FakeServer
from tests.unit.llm.clients import ASK, client_for, failure_of


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("HTTPS_PROXY", "gopher://me:geheim@proxy.example"),
        ("HTTPS_PROXY", "http://me:geheim#1@proxy.example:8080"),
        ("NO_PROXY", "localhost,127.0.0.1,::1,fd00::/8"),
        ("NO_PROXY", "localhost,[::1]"),
        ("NO_PROXY", "localhost;127.0.0.1;::1"),
    ],
)
def test_an_unusable_proxy_is_named_as_the_cause_without_its_password(name: str, value: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(UsageError, match=r"HTTPS_PROXY .* NO_PROXY") as caught:
        OpenRouterClient("https://openrouter.ai/api/v1", None, "m")
    assert "geheim" not in "".join(traceback.format_exception(caught.value))


def test_unreadable_certificates_are_named_as_the_cause_and_a_server_on_this_machine_needs_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/ca.pem")
    trusted.cache_clear()
    try:
        load()
        with pytest.raises(UsageError, match="SSL_CERT_FILE"):
            OpenRouterClient("https://openrouter.ai/api/v1", None, "m")
        OpenRouterClient("http://127.0.0.1:11434/v1", None, "m")
    finally:
        trusted.cache_clear()


@pytest.mark.parametrize(
    "url",
    [
        "",
        "openrouter.ai/api/v1",
        "ftp://host/v1",
        "http://",
        "http://user:pass@host/v1",
        "https://host/v1?x=1",
        "http://[::1",
        "http://h:99999",
        "https://256.1.1.1/v1",
        "https://\N{SNOWMAN}.invalid/v1",
        "https://xn--.invalid/v1",
    ],
)
def test_an_address_that_is_none_is_a_usage_error(url: str) -> None:
    with pytest.raises(UsageError):
        OpenRouterClient(url, None, "m")


@pytest.mark.parametrize(
    ("fault", "kind"), [("reset", ConnectionLost), ("html", ServerFailed), ("error_in_200", ServerFailed), ("hang", TimedOut)]
)
async def test_a_server_in_trouble_is_worth_another_try(fault: str, kind: type[RecoverableError]) -> None:
    with FakeServer(Behaviour(faults={fault: 1.0})) as server:
        async with client_for(server.base_url, read_timeout_s=0.3) as client:
            assert type(await failure_of(client)) is kind


async def test_a_server_that_is_not_there_and_a_name_that_does_not_exist_are_lost_connections() -> None:
    with FakeServer() as server:
        gone = server.base_url
    for url in (gone, "https://does-not-exist.invalid/v1"):
        async with client_for(url) as client:
            assert isinstance(await failure_of(client), Unreachable)


async def test_an_answer_beyond_the_limit_is_cut_off(server: FakeServer) -> None:
    server.script.append(Scripted(200, b'{"padding": "' + b"x" * 10_000_000 + b'"}'))
    async with client_for(server.base_url) as client:
        error = await failure_of(client)
        assert isinstance(error, ServerFailed)
        assert "4 MiB" in str(error)
        assert (await client.ask(ASK)).content


async def test_a_server_that_trickles_for_ever_is_given_up() -> None:
    with FakeServer(Behaviour(faults={"trickle": 1.0})) as server:
        async with client_for(server.base_url, read_timeout_s=5, total_timeout_s=0.3) as client:
            assert isinstance(await failure_of(client), TimedOut)


class _Silent(BaseHTTPRequestHandler):
    """Never reached: the handshake fails first."""


class _SilentServer(HTTPServer):
    def handle_error(self, request: Any, client_address: Any) -> None:
        """The failing handshake is the point."""


@pytest.fixture
def self_signed_url(tmp_path: Path) -> Iterator[str]:
    if shutil.which("openssl") is None:
        pytest.skip("needs the openssl command to make a certificate")
    certificate, private_key = str(tmp_path / "cert.pem"), str(tmp_path / "key.pem")
    make = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=localhost"]
    subprocess.run([*make, "-keyout", private_key, "-out", certificate], check=True, capture_output=True)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, private_key)
    with _SilentServer(("127.0.0.1", 0), _Silent) as tls:
        tls.socket = context.wrap_socket(tls.socket, server_side=True)
        thread = Thread(target=tls.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        yield f"https://localhost:{tls.server_address[1]}/v1"
        tls.shutdown()
        thread.join()


async def test_a_self_signed_certificate_is_named_and_nothing_is_sent(self_signed_url: str) -> None:
    async with client_for(self_signed_url) as client:
        error = await failure_of(client)
    assert type(error) is FatalError
    assert "certificate of localhost" in str(error)
    assert "self" in str(error)
