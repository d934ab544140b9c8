import dataclasses
import sys
from pathlib import Path

import pytest

from sp404_gui.config.settings import Settings, resolve
from sp404_gui.domain.errors import UsageError


@pytest.fixture
def env(tmp_path: Path) -> dict[str, str]:
    return {"SP404_HOME": str(tmp_path)}


def settings_file(tmp_path: Path, text: str) -> str:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def test_flag_beats_environment_beats_file_beats_default(tmp_path: Path, env: dict[str, str]) -> None:
    file = settings_file(tmp_path, "batch_size = 2\ninterval_s = 2\nmax_calls = 2\n")
    env |= {"SP404_BATCH_SIZE": "3", "SP404_INTERVAL_S": "3.5"}
    resolved = resolve({"batch_size": 4, "models": None, "filters": []}, env, file)
    assert (resolved.settings.batch_size, resolved.settings.interval_s, resolved.settings.max_calls) == (4, 3.5, 2)
    origins = {name: origin for name, _, origin in resolved.rows()}
    assert [origins[name] for name in ("batch_size", "interval_s", "max_calls", "models", "filters")] == [
        "flag",
        "SP404_INTERVAL_S",
        file,
        "default",
        "default",
    ]
    assert list(origins) == [field.name for field in dataclasses.fields(Settings)]


def test_the_defaults_are_five_samples_a_call_and_places_on_this_machine(tmp_path: Path, env: dict[str, str]) -> None:
    settings = resolve({}, env).settings
    assert (settings.provider, settings.batch_size, settings.interval_s, settings.checkpoint_interval, settings.error_threshold) == (
        None,
        5,
        None,
        50,
        0.1,
    )
    assert (settings.jobs_dir, settings.cache) == (str(tmp_path / "jobs"), str(tmp_path / "cache.sqlite"))


def test_the_environment_speaks_in_words(env: dict[str, str]) -> None:
    env |= {
        "SP404_BATCH_SIZE": "auto",
        "SP404_MODELS": "a/b:free, c/d",
        "SP404_FILTERS": "*.wav",
        "SP404_OVERNIGHT": "true",
        "SP404_CACHE": "redis://studio:6379/0",
        "SP404_PRIORITY": " high ",
        "SP404_MAX_CALLS": "",
    }
    resolved = resolve({}, env)
    settings = resolved.settings
    assert (settings.batch_size, settings.models, settings.filters, settings.overnight) == ("auto", ("a/b:free", "c/d"), ("*.wav",), True)
    assert (settings.cache, settings.priority, settings.max_calls) == ("redis://studio:6379/0", "high", None)
    assert (resolved.origin["cache"], resolved.origin["max_calls"]) == ("SP404_CACHE", "default")


def test_false_as_a_flag_beats_true_in_the_file(tmp_path: Path, env: dict[str, str]) -> None:
    file = settings_file(tmp_path, "hide_names = true\n")
    assert resolve({}, env, file).settings.hide_names is True
    assert resolve({"hide_names": False}, env, file).settings.hide_names is False


@pytest.mark.parametrize(
    ("name", "value", "allowed"),
    [
        ("batch_size", 0, "a whole number from 1 to 100, or auto"),
        ("batch_size", "many", "a whole number from 1 to 100, or auto"),
        ("interval_s", -1, "seconds from 0 to 86400"),
        ("interval_s", float("nan"), "seconds from 0 to 86400"),
        ("error_threshold", 1.5, "a share from 0 to 1"),
        ("max_cost_usd", float("inf"), "US dollars from 0"),
        ("max_duration_s", 0, "seconds above 0"),
        ("priority", "urgent", "high, medium or low"),
        ("refresh", "some", "never, failed, changed or all"),
        ("provider", "openruter", "openrouter, offline, or a base URL"),
        ("provider", "ftp://host", "openrouter, offline, or a base URL"),
        ("provider", "http://host:99999/v1", "openrouter, offline, or a base URL"),
        ("models", [""], "a list of model ids"),
        ("models", 3, "a list of model ids"),
        ("parallel_local", -1, "a whole number from 0"),
        ("checkpoint_interval", 1_000_000, "a whole number from 1 to 10000"),
        ("jobs_dir", 3, "a folder"),
        ("overnight", "perhaps", "true or false"),
        ("cluster", "studio", "tcp://HOST:PORT or tls://HOST:PORT"),
        ("cluster_map", ["/mnt/samples"], "a list of LOCAL=REMOTE"),
    ],
)
def test_a_value_that_is_not_allowed_is_named_with_its_origin_and_what_is(
    env: dict[str, str], name: str, value: object, allowed: str
) -> None:
    with pytest.raises(UsageError) as caught:
        resolve({name: value}, env)
    assert str(caught.value).startswith(f"{name} = {value!r} (from flag) is not allowed: expected {allowed}")


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("provider", "https://me:geheim@llm.example.org/v1", "https://…@llm.example.org/v1"),
        ("provider", "https://me@llm.example.org/v1", "https://…@llm.example.org/v1"),
        ("provider", "https://llm.example.org/v1?api_key=geheim", "https://llm.example.org/v1?…"),
        ("provider", "https://llm.example.org/v1#geheim", "https://llm.example.org/v1#…"),
        ("cluster", "tcp://me:geheim@studio:8786", "tcp://…@studio:8786"),
        ("provider", "sk-or-v1-aaaabbbbccccdddd", "[key]"),
    ],
)
def test_a_secret_in_or_instead_of_an_address_is_not_taken_nor_shown(env: dict[str, str], name: str, value: str, shown: str) -> None:
    with pytest.raises(UsageError) as caught:
        resolve({}, env | {f"SP404_{name.upper()}": value})
    assert str(caught.value).startswith(f"{name} = {shown!r} (from SP404_{name.upper()}) is not allowed: expected ")


def test_a_bad_value_names_the_variable_or_the_file_it_came_from(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"batch_size = 'x' \(from SP404_BATCH_SIZE\)"):
        resolve({}, env | {"SP404_BATCH_SIZE": "x"})
    file = settings_file(tmp_path, "batch_size = 'x'\n")
    with pytest.raises(UsageError, match=r"batch_size = 'x' \(from .*config\.toml\)"):
        resolve({}, env, file)


def test_an_unknown_name_is_answered_with_the_nearest(tmp_path: Path, env: dict[str, str]) -> None:
    with pytest.raises(UsageError, match=r"There is no setting 'batchsize' in .*config\.toml\. Did you mean batch_size\?"):
        resolve({}, env, settings_file(tmp_path, "batchsize = 3\n"))
    with pytest.raises(UsageError, match=r"There is no setting 'zzz' in .*Known are: jobs_dir, cache"):
        resolve({}, env, settings_file(tmp_path, "zzz = 3\n"))
    with pytest.raises(UsageError, match=r"There is no environment variable 'SP404_INTERVAL'\. Did you mean SP404_INTERVAL_S\?"):
        resolve({}, env | {"SP404_INTERVAL": "3"})


def test_other_variables_of_the_program_are_no_settings(env: dict[str, str]) -> None:
    others = ("SP404_API_KEY", "SP404_HOME", "SP404_LOG_DIR", "SP404_PACE_FILE", "SP404_CONFIG_FILE", "SP404")
    resolve({}, env | dict.fromkeys(others, "x"))


@pytest.mark.parametrize(
    "content",
    [b"batch_size = ", b"\xff\xfe", b"batch_size = " + b"9" * 5_000, b"models = " + b"[" * 10_000],
    ids=["cut short", "no text", "endless number", "endless nesting"],
)
def test_a_damaged_settings_file_is_named(tmp_path: Path, env: dict[str, str], content: bytes) -> None:
    file = tmp_path / "config.toml"
    file.write_bytes(content)
    with pytest.raises(UsageError, match="is not valid TOML"):
        resolve({}, env, file)
    with pytest.raises(UsageError, match="cannot be read"):
        resolve({}, env, tmp_path)


def test_a_missing_settings_file_matters_only_where_it_was_asked_for(tmp_path: Path, env: dict[str, str]) -> None:
    missing = str(tmp_path / "none.toml")
    assert resolve({}, env, missing).settings == resolve({}, env).settings
    with pytest.raises(UsageError, match="SP404_CONFIG_FILE names it"):
        resolve({}, env | {"SP404_CONFIG_FILE": missing}, missing)


def test_the_window_has_settings_of_its_own(tmp_path: Path, env: dict[str, str]) -> None:
    defaults = resolve({}, env).settings
    assert (defaults.theme, defaults.go_on, defaults.audio_device, defaults.level_match) == ("system", "at_once", None, False)
    assert (defaults.cache_max_mb, defaults.overnight_from, defaults.overnight_to) == (1000, None, None)
    file = settings_file(tmp_path, 'theme = "dark"\ngo_on = "wait"\novernight_from = "22:00"\n')
    chosen = resolve({}, env | {"SP404_CACHE_MAX_MB": "250", "SP404_LEVEL_MATCH": "true"}, file).settings
    assert (chosen.theme, chosen.go_on, chosen.overnight_from, chosen.cache_max_mb, chosen.level_match) == (
        "dark",
        "wait",
        "22:00",
        250,
        True,
    )


@pytest.mark.skipif(sys.platform == "win32", reason="names a POSIX home")
def test_places_are_absolute(env: dict[str, str]) -> None:
    assert resolve({"jobs_dir": "~/jobs"}, env).settings.jobs_dir == str(Path.home() / "jobs")
