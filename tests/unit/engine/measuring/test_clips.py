import os
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from sp404_gui.domain.clip import Clip
from sp404_gui.domain.errors import AnalysisTimedOut, SourceUnavailable, Sp404Error, UsageError
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.asking.hearing_models import require_hearing
from sp404_gui.engine.measuring.clips import Clips
from sp404_gui.engine.measuring.measurer import identified
from sp404_gui.llm.account import ModelInfo
from tests.e2e.sounds import write_endless, write_sound


@pytest.fixture
async def clips() -> AsyncIterator[Clips]:
    made = Clips(10_000_000, time_limit_s=3.0)
    yield made
    await made.aclose()


def measured(file: Path, number: int) -> SampleRecord:
    about = file.stat()
    record = SampleRecord(sample=Sample(f"sample_{number:06}", str(file.parent), file.name, about.st_size, about.st_mtime_ns))
    features = LocalFeatures(
        duration_s=0.25,
        sample_rate_hz=22_050,
        channels=1,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        content_hash=identified(record, 10_000_000),
    )
    return replace(record, features=features)


def children() -> list[psutil.Process]:
    return [process for process in psutil.Process().children() if "spawn_main" in " ".join(process.cmdline())]


async def test_each_sample_has_its_clip_and_a_bad_file_costs_its_own_alone(clips: Clips, tmp_path: Path) -> None:
    assert not children()
    names = ["a.wav", "b.wav", "gone.wav", "changed.wav", os.fsdecode(b"\xff.wav")]
    for number, name in enumerate(names):
        write_sound(tmp_path / name, number)
    records = [measured(tmp_path / name, number) for number, name in enumerate(names)]
    records.append(measured(write_endless(tmp_path / "endless.wav"), 8))
    records.append(replace(records[0], sample=replace(records[0].sample, id="unmeasured"), features=None))
    (tmp_path / "gone.wav").unlink()
    write_sound(tmp_path / "changed.wav", 50)
    found = await clips.of(records)
    assert [i for i, clip in found.items() if isinstance(clip, Clip)] == ["sample_000000", "sample_000001", "sample_000004"]
    errors = {i: type(error) for i, error in found.items() if isinstance(error, Sp404Error)}
    assert errors == {"sample_000002": SourceUnavailable, "sample_000003": SourceUnavailable, "sample_000008": AnalysisTimedOut}
    assert found["sample_000000"] != found["sample_000001"]
    again = await clips.of(records[:2] + records[4:5])
    assert again == {i: found[i] for i in again}


async def test_the_worker_ends_with_its_owner_and_comes_back_when_needed(clips: Clips, tmp_path: Path) -> None:
    write_sound(tmp_path / "a.wav", 1)
    record = measured(tmp_path / "a.wav", 1)
    first = await clips.of([record])
    assert len(children()) >= 1
    await clips.aclose()
    assert not children()
    assert await clips.of([record]) == first


def test_a_model_that_cannot_hear_is_refused_and_one_that_nobody_describes_is_not() -> None:
    deaf = ModelInfo(id="a/b", name="B", inputs=("text", "image"))
    with pytest.raises(UsageError, match="a/b cannot hear: choose a model that takes audio with --model, or leave out --listen"):
        require_hearing(deaf, "a/b")
    require_hearing(replace(deaf, inputs=("text", "audio")), "a/b")
    require_hearing(replace(deaf, inputs=()), "a/b")
    require_hearing(None, "a/b")
