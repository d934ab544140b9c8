"""What a cluster's worker says of a file counts where it is about the file's content alone."""

import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from sp404_gui.domain.errors import CorruptAudio, Sp404Error, WorkerDied
from sp404_gui.engine.cluster.place import ClusterPlace
from sp404_gui.engine.cluster.pool import ClusterPool
from sp404_gui.engine.measuring.worker import Refusal
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.library.identity import content_hash
from tests.benchmarks.sounds import make_sounds


class Refusing:
    """A cluster that measures nothing."""

    threads = ahead = 1
    refusal: type[Sp404Error] = WorkerDied

    def __init__(self, *_: object) -> None:
        pass

    async def open(self) -> None:
        pass

    async def measure(self, _: object) -> Refusal:
        return Refusal(self.refusal, "It did not go well.")

    async def aclose(self) -> None:
        pass


@pytest.fixture
def sound(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.setitem(sys.modules, "sp404_gui.engine.cluster.ends", SimpleNamespace(Cluster=Refusing))
    return str(next(make_sounds(tmp_path, 1).rglob("*.wav")))


def hash_of(file: str) -> str:
    descriptor = os.open(file, os.O_RDONLY)
    try:
        return content_hash(descriptor)
    finally:
        os.close(descriptor)


async def test_a_file_over_which_the_decoders_of_a_small_machine_died_is_measured_here(sound: str) -> None:
    said: list[str] = []
    async with ClusterPool(ClusterPlace("tcp://there:1"), MeasurePool(1, 1 << 30), said.append) as pool:
        measurement = await pool.measure(sound, hash_of(sound))
        assert (measurement.features.content_hash, pool.measured_here) == (hash_of(sound), 1)
    [sentence] = said
    assert sentence.endswith("This machine does it: that one may have too little memory.")


async def test_what_a_worker_says_of_the_content_of_a_file_is_believed(sound: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Refusing, "refusal", CorruptAudio)
    async with ClusterPool(ClusterPlace("tcp://there:1"), MeasurePool(1, 1 << 30), print) as pool:
        with pytest.raises(CorruptAudio):
            await pool.measure(sound, hash_of(sound))
