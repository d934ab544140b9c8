import pytest

from sp404_gui.llm.limits import host_of, is_loopback, is_openrouter


@pytest.mark.parametrize(
    "url", ["http://127.0.0.1:11434/v1", "http://localhost/v1", "http://LOCALHOST.:1/v1", "http://[::1]:8080/v1", "http://127.9.9.9"]
)
def test_this_machine_is_recognised(url: str) -> None:
    assert is_loopback(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1.evil.example/v1",
        "http://localhost.evil.example",
        "http://127.0.0.1@evil.example/v1",
        "http://0.0.0.0/v1",
        "http://192.168.1.2/v1",
        "http://2130706433/",
        "http://[::1",
        "nonsense",
        "",
    ],
)
def test_nothing_else_passes_for_this_machine(url: str) -> None:
    assert not is_loopback(url)


def test_openrouter_is_its_host_and_no_look_alike() -> None:
    assert is_openrouter("https://OpenRouter.ai/api/v1")
    assert not is_openrouter("https://openrouter.ai.evil.example/api/v1")
    assert host_of("https://openrouter.ai@evil.example/") == "evil.example"
