"""From settings to options, as the command and the window both get them."""

from functools import partial
from pathlib import Path

import pytest

from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.job import JobOptions, Priority, Refresh
from sp404_gui.domain.key import Key
from sp404_gui.engine.choices import chosen_provider, find_key, job_options, keep_settings, places_of, settled
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.compose import Places, make_plan
from sp404_gui.llm import client
from tests.fakes.behaviour import Behaviour, Scripted
from tests.fakes.openrouter import OPENROUTER_URL, ToLoopback
from tests.fakes.server import FakeServer


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"SP404_HOME": str(tmp_path)}


def test_a_new_job_gets_all_settings_and_asks_openrouter_only_with_a_key(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "config.toml").write_text('batch_size = "auto"\npriority = "high"\nhide_names = true\n')
    options = job_options(settled(env=env, stages="local_features, vibe_analysis"), env=env)
    assert (options.batch_size, options.priority, options.hide_names) == (None, Priority.HIGH, True)
    assert (options.provider, options.stages) == ("offline", ("local_features", "vibe_analysis"))
    assert chosen_provider(env | {"OPENROUTER_API_KEY": "sk-or-1"}) == "openrouter"
    assert find_key("https://openrouter.ai/api/v1", env | {"OPENROUTER_API_KEY": "sk-or-1"}) == Key("openrouter.ai", "sk-or-1")


def test_a_cluster_and_its_folders_come_from_the_settings(env: dict[str, str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert places_of(settled(env=env), env=env).cluster is None
    env |= {"SP404_CLUSTER": "tcp://studio:8786", "SP404_CLUSTER_MAP": "/mnt/a=/srv/a, /mnt/b=D:\\b"}
    expected = ClusterPlace("tcp://studio:8786", (("/mnt/a", "/srv/a"), ("/mnt/b", "D:\\b")))
    assert places_of(settled(env=env), env=env).cluster == expected
    monkeypatch.setattr("sp404_gui.engine.choices.find_spec", lambda _: None)
    with pytest.raises(UsageError, match=r"pip install 'sp404-batch\[cluster\]'"):
        places_of(settled(env=env), env=env)


def test_an_existing_job_keeps_what_it_had_but_for_what_is_chosen_now(tmp_path: Path, env: dict[str, str]) -> None:
    (tmp_path / "config.toml").write_text("batch_size = 3\n")
    had = JobOptions(provider="http://127.0.0.1:1/v1", models=("llama",), batch_size=8, refresh=Refresh.ALL)
    assert job_options(settled(env=env), had) == JobOptions(provider=had.provider, models=had.models, batch_size=8)
    moved = job_options(settled(env=env, provider="offline", batch_size="4"), had)
    assert (moved.provider, moved.models, moved.batch_size) == ("offline", (), 4)


def test_openrouter_named_by_its_address_is_no_other_server_and_the_job_keeps_its_models(env: dict[str, str]) -> None:
    had = JobOptions(provider="openrouter", models=("some/model:free",))
    assert job_options(settled(env=env, provider=OPENROUTER_URL), had).models == had.models


@pytest.mark.parametrize("provider", ["openrouter", OPENROUTER_URL, "https://OpenRouter.ai/"])
async def test_openrouter_named_by_its_address_asks_a_free_model_with_the_limits_of_one(
    provider: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    dear, free = ({"id": name, "name": name, "pricing": {"prompt": usd, "completion": usd}} for name, usd in [("a/b", "1"), ("c/d", "0")])
    key = Key("openrouter.ai", "sk-or-0123456789")
    options = JobOptions(provider=provider, interval_s=0.5)
    with FakeServer(Behaviour()) as server:
        server.script.append(Scripted(body={"data": [dear, free]}))
        monkeypatch.setattr(client, "OpenRouterClient", partial(client.OpenRouterClient, transport=ToLoopback(server.base_url)))
        plan, options = await make_plan(options, lambda url: key if url == OPENROUTER_URL else None, Places(str(tmp_path / "cache.sqlite")))
        await plan.aclose()
    assert options.models == ("openrouter/free",)
    assert (plan.claim.is_daily, plan.claim.interval_s) == (True, 3.0)


def test_settings_kept_by_the_window_hold_for_the_command_and_the_environment_stays_stronger(env: dict[str, str]) -> None:
    kept = keep_settings({"theme": "dark", "batch_size": 9}, env=env | {"SP404_BATCH_SIZE": "2"})
    assert (kept.settings.theme, kept.settings.batch_size, kept.origin["batch_size"]) == ("dark", 2, "SP404_BATCH_SIZE")
    assert settled(env=env).settings.batch_size == 9
    with pytest.raises(UsageError, match="batch_size = 0 is not allowed"):
        keep_settings({"batch_size": 0}, env=env)
    assert keep_settings({"batch_size": None}, env=env).settings.batch_size == 5


@pytest.mark.parametrize(
    "size",
    ["\N{SUPERSCRIPT TWO}", "\N{ARABIC-INDIC DIGIT TWO}", "1" * 5000, "many"],
    ids=["a small two", "another script", "thousands of digits", "a word"],
)
def test_a_batch_size_that_is_no_number_of_samples_is_refused_with_what_is_one(size: str, env: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"batch_size.*is not allowed.*from 1 to 100, or auto"):
        settled(env=env, batch_size=size)
