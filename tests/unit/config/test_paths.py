import os
import sys
from pathlib import Path

import pytest

from sp404_gui.config.paths import Locations, locations, resource
from sp404_gui.domain.errors import FatalError


def test_one_variable_moves_everything(tmp_path: Path) -> None:
    home = str(tmp_path)
    assert locations({"SP404_HOME": home}) == Locations(
        jobs_dir=os.path.join(home, "jobs"),
        cache=os.path.join(home, "cache.sqlite"),
        pace_file=os.path.join(home, "pace.sqlite"),
        config_file=os.path.join(home, "config.toml"),
        log_dir=os.path.join(home, "logs"),
        maps_dir=os.path.join(home, "maps"),
    )


def test_one_thing_alone_can_be_moved(tmp_path: Path) -> None:
    moved = locations(
        {"SP404_HOME": str(tmp_path), "SP404_CACHE": "redis://studio:6379/0", "SP404_LOG_DIR": "~/logs", "SP404_JOBS_DIR": ""}
    )
    assert moved.cache == "redis://studio:6379/0"
    assert moved.log_dir == str(Path.home() / "logs")
    assert moved.jobs_dir == str(tmp_path / "jobs")


@pytest.mark.skipif(sys.platform != "linux", reason="names the places of the XDG standard")
def test_answers_that_were_paid_for_are_not_kept_where_cleaners_look(monkeypatch: pytest.MonkeyPatch) -> None:
    for variable in ("XDG_DATA_HOME", "XDG_CACHE_HOME"):
        monkeypatch.delenv(variable, raising=False)
    assert ".cache" not in locations({}).cache


def test_bundled_resources_are_found() -> None:
    assert resource("demo").is_dir()


def test_a_missing_resource_says_that_the_installation_is_incomplete() -> None:
    with pytest.raises(FatalError, match=r"nowhere/icon\.png is missing"):
        resource("nowhere", "icon.png")
