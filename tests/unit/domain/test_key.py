import pytest

from sp404_gui.domain.key import host_of


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("https://openrouter.ai/api/v1", "openrouter.ai"),
        ("https://OpenRouter.ai:443", "openrouter.ai"),
        ("http://127.0.0.1:11434/v1", "127.0.0.1:11434"),
        ("http://127.0.0.1:80/v1", "127.0.0.1"),
        ("http://[::1]:8080/v1", "[::1]:8080"),
        ("https://openrouter.ai@evil.example/v1", "evil.example"),
        ("https://openrouter.ai:443@evil.example", "evil.example"),
    ],
)
def test_the_host_is_the_server_that_is_really_asked(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize("url", ["", "openrouter.ai", "file:///etc/passwd", "https://", "https://host:99999", "https://open router.ai"])
def test_what_names_no_server_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match=r"expected|[Pp]ort"):
        host_of(url)
