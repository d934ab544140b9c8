"""A second search compares nothing that the first one did."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.domain.duplicate import Duplicates, Member, Sameness
from sp404_gui.domain.errors import FatalError
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.engine.duplicates.files import hash_of
from sp404_gui.engine.duplicates.search import find_duplicates
from sp404_gui.engine.measuring.workers import WorkerPool
from sp404_gui.store.cache import DiskCache
from tests.unit.engine.duplicates.places import listed

BARE = LocalFeatures(duration_s=1.0, sample_rate_hz=44100, channels=1, format="WAV", is_silent=False, is_clipped=False)


@pytest.fixture
async def members(tmp_path: Path) -> list[Member]:
    """Two takes, a quieter copy of the first without its head, and silence."""
    sounds = tmp_path / "sounds"
    sounds.mkdir()
    takes = [np.random.default_rng(seed).normal(0, 0.2, 30_000) * np.exp(-np.arange(30_000) / 6000) for seed in (1, 2)]
    waves = {"one": takes[0], "other": takes[1], "copy": 0.5 * takes[0][300:], "silence": np.zeros(9000)}
    for name, wave in waves.items():
        soundfile.write(sounds / f"{name}.wav", wave, 44_100, "FLOAT")
    found = (await listed(tmp_path)).values()
    return [Member(m.place, replace(m.record, features=replace(BARE, content_hash=hash_of(m.file)))) for m in found]


async def _search(members: list[Member], cache: DiskCache) -> Duplicates:
    return await find_duplicates(members, {Sameness.NEAR}, lambda _: None, workers=1, cache=cache)


async def test_a_second_search_starts_no_process_and_finds_the_same(
    members: list[Member], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = DiskCache(str(tmp_path / "cache.db"))
    first = await _search(members, cache)
    assert [{Path(member.file).stem for member in group.members} for group in first.groups] == [{"one", "copy"}]

    async def refuse(*_: object) -> None:
        raise FatalError("nothing is to be compared again")

    monkeypatch.setattr(WorkerPool, "call", refuse)
    assert await _search(members, cache) == first
    turned = await _search(members[::-1], cache)
    assert [member.later_s for group in turned.groups for member in group.members] == [m.later_s for g in first.groups for m in g.members]
    unknown = [replace(m, record=replace(m.record, features=replace(BARE, content_hash=f"other {m.record.id}"))) for m in members]
    with pytest.raises(FatalError):
        await _search(unknown, cache)
    cache.close()
