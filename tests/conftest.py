import importlib
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pydantic.fields  # noqa: F401 - before Qt, whose import hook stumbles over its late imports
import pytest

from sp404_gui.config.paths import locations
from sp404_gui.engine.checks.origin import remember_folders
from tests.e2e.command import Command
from tests.e2e.sounds import POOL, sound_name, write_sound
from tests.fakes.server import FakeServer

MakeSounds = Callable[..., Path]
_MEMORY = "/dev/shm"
_ROOM_BYTES = 1 << 30


def pytest_configure() -> None:
    """Folders of tests lie in memory where there is room: what the program writes is synced, and a suite waits long for a busy disk."""
    if os.path.isdir(_MEMORY) and shutil.disk_usage(_MEMORY).free > _ROOM_BYTES and not os.statvfs(_MEMORY).f_flag & os.ST_NOEXEC:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", _MEMORY)


@pytest.fixture(scope="session")
def sound_pool(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Generated sounds, written once; nobody changes them."""
    folder = tmp_path_factory.mktemp("pool")
    for number in range(POOL):
        write_sound(folder / sound_name(number), number)
    return folder


@pytest.fixture
def make_sounds(sound_pool: Path, tmp_path: Path) -> MakeSounds:
    """Makes a folder with so many distinct short sounds of several kinds, in folders by kind."""

    def make(count: int, name: str = "Wanns Wavs 1") -> Path:
        folder = tmp_path / name
        for number in range(count):
            file = folder / sound_name(number)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes((sound_pool / sound_name(number)).read_bytes())
        return folder

    return make


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """`sp404-batch` as a real process, with a home of its own and no key."""
    return Command(tmp_path)


@pytest.fixture(scope="session")
def one_finished_job(sound_pool: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An offline job over six sounds, made once without a word; nobody changes it."""
    command = Command(tmp_path_factory.mktemp("finished"))
    for number in range(6):
        file = command.place / "Finished" / sound_name(number)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes((sound_pool / sound_name(number)).read_bytes())
    done = command("process", "Finished", "--cache-dir", "job", "--provider", "offline", "--quiet")
    assert (done.code, done.said) == (0, "")
    return command.place / "job"


@pytest.fixture
def finished_job(one_finished_job: Path, command: Command) -> Path:
    """A copy of a finished job of six samples, for a test to use and to damage: job folders can be copied."""
    remember_folders([str(one_finished_job.parent / "Finished")], locations(command.env).pace_file)  # it is the user's own
    return Path(shutil.copytree(one_finished_job, command.place / "job"))


@pytest.fixture
def trash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A trash of the test's own; the folder in which its files stand."""
    if sys.platform != "linux":
        pytest.skip("only the trash of Linux can be put elsewhere for a test")
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    importlib.reload(importlib.import_module("send2trash.plat_other"))  # it looks for its place once
    return tmp_path / "data/Trash/files"


@pytest.fixture
def server() -> Iterator[FakeServer]:
    """A chat server on loopback that answers well; a test may change its `behaviour`."""
    with FakeServer() as fake:
        yield fake
