import shutil
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
import soundfile

from sp404_gui.domain.card import CardEvent, CardPlan, Change, FileFailed, FileKept, FileWritten, Recipe
from sp404_gui.domain.errors import DiskFull, FatalError, JobLocked, UsageError
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.engine.card import write_card
from sp404_gui.export.card.plan import CardWishes, Placed, plan_card
from sp404_gui.library.identity import open_regular
from sp404_gui.store.lock import JobLock
from tests.cards import measured, place
from tests.e2e.sounds import write_endless, write_sound


@pytest.fixture
def card(tmp_path: Path) -> Path:
    folder = tmp_path / "card"
    folder.mkdir()
    return folder


@pytest.fixture
def sounds(tmp_path: Path) -> list[SampleRecord]:
    return [sound(tmp_path, number) for number in range(4)]


def sound(folder: Path, number: int) -> SampleRecord:
    file = folder / f"sound {number}.wav"
    write_sound(file, number)
    return measured(file, duration_s=0.25, sample_rate_hz=22_050, channels=1)


def planned(card: Path, records: list[SampleRecord]) -> CardPlan:
    return plan_card([Placed(record) for record in records], place(card), CardWishes(title="kit"))


async def written(plan: CardPlan, time_limit_s: float = 60.0) -> list[CardEvent]:
    async with aclosing(write_card(plan, 1, time_limit_s)) as events:
        return [event async for event in events]


def content(card: Path) -> dict[str, bytes]:
    return {str(file.relative_to(card)): file.read_bytes() for file in sorted(card.rglob("*")) if file.is_file()}


async def test_each_file_is_written_and_a_second_time_passed_over(card: Path, sounds: list[SampleRecord]) -> None:
    first = await written(planned(card, sounds))
    assert {type(event) for event in first} == {FileWritten}
    before = content(card)
    stamps = {name: (card / name).stat().st_mtime_ns for name in before}
    assert list(before) == [f"kit/A{number + 1:02} sound {number}.wav" for number in range(4)]
    for name in before:
        about = soundfile.info(card / name)
        assert (about.samplerate, about.subtype, about.channels) == (48_000, "PCM_16", 1)
    again = await written(planned(card, sounds))
    assert {type(event) for event in again} == {FileKept}
    assert content(card) == before
    assert {name: (card / name).stat().st_mtime_ns for name in before} == stamps


async def test_what_really_became_of_a_sample_is_told(card: Path, tmp_path: Path) -> None:
    soundfile.write(tmp_path / "hot.wav", [1.5, -1.5] * 4800, 48_000, subtype="FLOAT")
    hot = measured(tmp_path / "hot.wav", sample_rate_hz=48_000, bit_depth=32, channels=1)
    (event,) = await written(plan_card([Placed(hot)], place(card), CardWishes(title="kit", recipe=Recipe(trim=True))))
    assert isinstance(event, FileWritten)
    assert set(event.file.changes) == {Change.BITS, Change.TRIMMED}
    assert set(event.changes) == {Change.BITS, Change.TURNED_DOWN}


async def test_a_file_with_another_content_is_left_and_costs_nothing_else(card: Path, sounds: list[SampleRecord]) -> None:
    (card / "kit").mkdir()
    (card / "kit" / "a02 SOUND 1.WAV").write_bytes(b"mine")
    (card / "kit" / "A03 sound 2.wav").symlink_to(card / "nowhere")
    events = await written(planned(card, sounds))
    lost = {event.file.record.path: event.reason for event in events if isinstance(event, FileFailed)}
    assert set(lost) == {"sound 1.wav", "sound 2.wav"}
    assert all("another content and was left as it is" in reason for reason in lost.values())
    assert (card / "kit" / "a02 SOUND 1.WAV").read_bytes() == b"mine"
    assert not (card / "nowhere").exists()
    assert len(content(card)) == 3


async def test_a_folder_in_another_case_is_the_same_one_as_on_the_card(card: Path, sounds: list[SampleRecord]) -> None:
    await written(planned(card, sounds))
    (card / "kit").rename(card / "KIT")
    assert {type(event) for event in await written(planned(card, sounds))} == {FileKept}
    assert [folder.name for folder in card.iterdir()] == ["KIT"]


async def test_a_changed_kit_does_not_leave_two_sounds_for_one_pad(card: Path, sounds: list[SampleRecord]) -> None:
    kick, snare, other, _ = sounds
    await written(planned(card, [kick, snare]))
    before = content(card)
    with pytest.raises(UsageError, match=r"kit/A01 sound 0\.wav is there already"):
        await written(planned(card, [other, snare]))
    assert content(card) == before


async def test_bad_samples_cost_themselves_alone(card: Path, tmp_path: Path, sounds: list[SampleRecord]) -> None:
    (tmp_path / "bad.wav").write_bytes(b"RIFF\0\0\0\0WAVEfmt ")
    hung = measured(write_endless(tmp_path / "endless.wav"))
    gone, changed = sound(tmp_path, 5), sound(tmp_path, 6)
    Path(gone.sample.file).unlink()
    Path(changed.sample.file).write_bytes(Path(sounds[0].sample.file).read_bytes())
    events = await written(planned(card, [measured(tmp_path / "bad.wav"), hung, gone, changed, *sounds]), time_limit_s=3.0)
    lost = {event.file.record.path: event.reason for event in events if isinstance(event, FileFailed)}
    assert set(lost) == {"bad.wav", "endless.wav", "sound 5.wav", "sound 6.wav"}
    assert "does not get through" in lost["endless.wav"]
    assert "no longer there" in lost["sound 5.wav"]
    assert "changed" in lost["sound 6.wav"]
    assert [name.rpartition(" ")[2] for name in content(card)] == ["0.wav", "1.wav", "2.wav", "3.wav"]


async def test_stopping_leaves_what_is_finished_and_nothing_else(card: Path, sounds: list[SampleRecord]) -> None:
    async with aclosing(write_card(planned(card, sounds), 1)) as events:
        await anext(events)
    left = content(card)
    assert 1 <= len(left) < 4
    assert all(name.endswith(".wav") and not Path(name).name.startswith(".") for name in left)
    rest = await written(planned(card, sounds))
    assert sorted(type(event).__name__ for event in rest) == ["FileKept"] * len(left) + ["FileWritten"] * (4 - len(left))


async def test_what_a_killed_run_left_behind_is_done_anew(card: Path, sounds: list[SampleRecord]) -> None:
    (card / "kit").mkdir()
    (card / "kit" / ".A01 sound 0.wav.part").write_bytes(b"half")
    (card / "kit" / ".of somebody else.part").write_bytes(b"mine")
    assert {type(event) for event in await written(planned(card, sounds))} == {FileWritten}
    assert [name for name in content(card) if name.endswith(".part")] == ["kit/.of somebody else.part"]


async def test_without_room_nothing_is_written(card: Path, sounds: list[SampleRecord]) -> None:
    plan = replace(planned(card, sounds), needed_bytes=1 << 60)
    with pytest.raises(DiskFull, match="are needed"):
        await written(plan)
    assert not list(card.iterdir())


async def test_a_card_that_was_pulled_out_since_the_plan_is_named(card: Path, sounds: list[SampleRecord]) -> None:
    plan = planned(card, sounds)
    shutil.rmtree(card)
    with pytest.raises(FatalError, match=f"{card} cannot be written to"):
        await written(plan)
    assert not card.exists()


async def test_a_folder_that_is_a_link_or_a_file_is_refused(card: Path, tmp_path: Path, sounds: list[SampleRecord]) -> None:
    plan = planned(card, sounds)
    (card / "kit").symlink_to(tmp_path)
    with pytest.raises(UsageError, match="link"):
        await written(plan)
    (card / "kit").unlink()
    (card / "kit").write_bytes(b"mine")
    with pytest.raises(UsageError, match="no folder"):
        await written(plan)
    assert (card / "kit").read_bytes() == b"mine"


async def test_one_process_at_a_time_writes_to_a_folder(card: Path, sounds: list[SampleRecord]) -> None:
    (card / "kit").mkdir()
    with JobLock(str(card / "kit")), pytest.raises(JobLocked, match="writes to"):
        await written(planned(card, sounds))
    assert {type(event) for event in await written(planned(card, sounds))} == {FileWritten}
    assert ".lock" not in {file.name for file in (card / "kit").iterdir()}


async def test_a_card_that_gives_other_bytes_back_is_not_trusted(
    card: Path, sounds: list[SampleRecord], monkeypatch: pytest.MonkeyPatch
) -> None:
    def spoil_and_open(path: str) -> int:
        with open(path, "r+b") as stream:
            stream.seek(100)
            stream.write(b"\xff\xfe")
        return open_regular(path)

    monkeypatch.setattr("sp404_gui.engine.card.open_regular", spoil_and_open)  # between writing and reading, a bit turned over
    with pytest.raises(FatalError, match="Do not trust this card"):
        await written(planned(card, sounds))
    assert content(card) == {}
