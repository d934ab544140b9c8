"""What the program keeps is the user's alone, however loose the rights of new files are."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from sp404_gui.store.cache import CacheKey, DiskCache
from sp404_gui.store.folders import make_private, write_private
from tests.torture.canary import open_to_others

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such rights")


@pytest.fixture(autouse=True)
def _loose_rights() -> Iterator[None]:
    before = os.umask(0)
    yield
    os.umask(before)


def test_a_folder_and_all_those_made_on_the_way_are_private(tmp_path: Path) -> None:
    tmp_path.chmod(0o755)
    make_private(str(tmp_path / "a" / "b" / "c"))
    make_private(str(tmp_path / "a" / "b" / "c"))
    write_private(str(tmp_path / "settings" / "here" / "file.toml"), b"")
    assert open_to_others(tmp_path / "a") + open_to_others(tmp_path / "settings") == []
    assert tmp_path.stat().st_mode & 0o777 == 0o755, "what is there stays as it is"
    with pytest.raises(FileExistsError):
        make_private(str(tmp_path / "settings" / "here" / "file.toml"))


def test_the_cache_with_its_companions_is_private(tmp_path: Path) -> None:
    cache = DiskCache(str(tmp_path / "data" / "deep" / "cache.sqlite"))
    cache.put_many([(CacheKey("a", "b", "c"), b"{}")])
    assert len(list((tmp_path / "data" / "deep").iterdir())) == 4, "the cache, its lock, -wal and -shm"
    assert open_to_others(tmp_path / "data") == []
    cache.close()
