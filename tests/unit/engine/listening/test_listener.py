import asyncio
import os
import queue
import sys
import threading
import time
from collections.abc import AsyncIterator
from contextlib import closing
from pathlib import Path

import numpy as np
import psutil
import pytest
import soundfile

from sp404_gui.audio.audition import Heard
from sp404_gui.domain.errors import AnalysisTimedOut, CorruptAudio, SourceUnavailable, WorkerDied
from sp404_gui.engine.listening.decode_service import DecodeService, Outcome, Urgency
from sp404_gui.engine.listening.decode_worker import OutlineTask, Reply
from sp404_gui.engine.listening.listener import Listener
from tests.e2e.sounds import write_endless
from tests.fakes.clock import FakeClock
from tests.fakes.handles import no_more_handles

RATE_HZ = 48_000


@pytest.fixture
async def listener() -> AsyncIterator[Listener]:
    with Listener() as listener:
        yield listener


def write(file: Path, seconds: float, value: float = 0.25) -> str:
    with soundfile.SoundFile(file, "w", RATE_HZ, 2) as stream:
        for _ in range(max(round(seconds * 10), 1)):
            stream.write(np.full((RATE_HZ // 10, 2), value))
    return str(file)


def children() -> list[psutil.Process]:
    alive = (p for p in psutil.Process().children() if p.status() != psutil.STATUS_ZOMBIE)
    return [p for p in alive if "spawn_main" in " ".join(p.cmdline())]


async def test_a_short_sound_comes_whole_and_ready_for_the_device(listener: Listener, tmp_path: Path) -> None:
    heard = await listener.hear(write(tmp_path / "a.wav", 0.5), RATE_HZ)
    assert (heard.complete, heard.duration_s, heard.rate_hz) == (True, 0.5, RATE_HZ)
    assert heard.frames.shape == (RATE_HZ // 2, 2)
    assert heard.peak == pytest.approx(0.25)
    assert not heard.frames.flags.writeable


async def test_a_long_sound_begins_at_once_and_grows(listener: Listener, tmp_path: Path) -> None:
    file = write(tmp_path / "a.flac", 120.0)
    seen: list[Heard] = []
    whole = await listener.hear(file, RATE_HZ, grown=seen.append)
    lengths = [heard.duration_s for heard in seen]
    assert lengths == sorted(lengths)
    assert lengths[0] < 60
    assert not any(heard.complete for heard in seen)
    assert (whole.complete, whole.duration_s) == (True, 120.0)
    assert all((heard.frames[0] == whole.frames[0]).all() and (heard.frames[-1] == whole.frames[0]).all() for heard in seen)


async def test_more_than_there_is_room_for_is_cut_and_says_so(tmp_path: Path) -> None:
    with Listener(sound_bytes=RATE_HZ * 4 * 3) as listener:
        heard = await listener.hear(write(tmp_path / "a.wav", 10), RATE_HZ)
    assert (heard.duration_s, heard.complete, heard.cut) == (3.0, False, True)


async def test_a_sound_that_was_heard_is_kept_until_its_file_changes(tmp_path: Path) -> None:
    clock = FakeClock()
    with Listener(clock=clock.monotonic) as listener:
        file = write(tmp_path / "a.wav", 0.5, 0.25)
        first = await listener.hear(file, RATE_HZ)
        outline = await listener.envelope(file)
        assert await listener.hear(file, RATE_HZ) is first
        clock.advance(60)
        assert await listener.hear(file, RATE_HZ) is first
        assert await listener.envelope(file) is outline
        write(tmp_path / "a.wav", 0.7, 0.75)
        clock.advance(60)
        assert (await listener.hear(file, RATE_HZ)).peak == pytest.approx(0.75)
        assert (await listener.envelope(file)).high.max() == 95


async def test_no_more_is_kept_than_there_is_room_for(tmp_path: Path) -> None:
    with Listener(kept_sounds_bytes=5 * RATE_HZ * 4) as listener:
        files = [write(tmp_path / f"{n}.wav", 1.0) for n in range(8)]
        heard = [await listener.hear(file, RATE_HZ) for file in files]
        assert await listener.hear(files[-1], RATE_HZ) is heard[-1]
        assert await listener.hear(files[0], RATE_HZ) is not heard[0]


async def test_what_is_pressed_now_does_not_wait_for_what_is_decoded_ahead(listener: Listener, tmp_path: Path) -> None:
    long, short = write(tmp_path / "long.flac", 300.0), write(tmp_path / "short.wav", 0.3)
    ahead = asyncio.create_task(listener.envelope(long, urgency=Urgency.LATER))
    await asyncio.sleep(0)
    await listener.hear(short, RATE_HZ)
    assert not ahead.done()
    assert (await ahead).duration_s == 300.0


@pytest.mark.parametrize("wanted", [True, False])
async def test_a_file_over_which_the_decoder_hangs_costs_only_itself(tmp_path: Path, wanted: bool) -> None:
    with Listener(time_limit_s=1.0 if wanted else 3600.0) as listener:
        good = write(tmp_path / "good.wav", 0.3)
        await listener.hear(good, RATE_HZ)
        hanging = asyncio.create_task(listener.hear(str(write_endless(tmp_path / "endless.wav")), RATE_HZ))
        if wanted:
            with pytest.raises(AnalysisTimedOut, match="given up"):
                await hanging
        else:
            await asyncio.sleep(0)  # it is on its way
            hanging.cancel()
        assert (await listener.hear(good, 44_100)).complete
        assert len(children()) == 1


async def test_a_decoder_that_dies_is_replaced_and_the_sound_is_heard(listener: Listener, tmp_path: Path) -> None:
    file = write(tmp_path / "a.flac", 300.0)
    grown = asyncio.Event()
    hearing = asyncio.create_task(listener.hear(file, RATE_HZ, grown=lambda _: grown.set()))
    await grown.wait()
    children()[0].kill()
    heard = await hearing
    assert (heard.complete, heard.duration_s) == (True, 300.0)


async def test_a_file_over_which_it_dies_twice_is_given_up(listener: Listener, tmp_path: Path) -> None:
    file = write(tmp_path / "a.flac", 600.0)

    def kill(_: Heard) -> None:  # more of the sound may be on its way when it is dead already
        for child in children():
            child.kill()

    with pytest.raises(WorkerDied, match="twice"):
        await listener.hear(file, RATE_HZ, grown=kill)
    assert (await listener.hear(write(tmp_path / "b.wav", 0.2), RATE_HZ)).complete


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
async def test_a_sound_is_heard_once_the_system_gives_handles_again(tmp_path: Path) -> None:
    file = write(tmp_path / "a.wav", 0.2)
    with closing(Listener()) as listener:
        with no_more_handles(), pytest.raises(WorkerDied, match=r"cannot be started\. Close other programs"):
            await asyncio.wait_for(listener.hear(file, RATE_HZ), 10)
        assert (await listener.hear(file, RATE_HZ)).complete


@pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no such limit")
def test_an_error_over_one_sound_leaves_no_other_waiting(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(threading, "excepthook", lambda _: None)  # pytest's own loads more, and there are no handles for that
    answers: queue.Queue[Outcome] = queue.Queue()

    def fail(_: Outcome) -> None:
        service.submit(task, Urgency.LATER, answers.put)
        raise MemoryError

    task = OutlineTask(write(tmp_path / "a.wav", 0.2), 16)
    service = DecodeService(10.0)
    with closing(service):
        with no_more_handles():
            service.submit(task, Urgency.NOW, fail)
            assert isinstance(answers.get(timeout=10), WorkerDied)
        service.submit(task, Urgency.NOW, answers.put)
        assert isinstance(answers.get(timeout=10), Reply)


async def test_errors_say_in_a_sentence_what_is_wrong(listener: Listener, tmp_path: Path) -> None:
    (tmp_path / "empty.wav").touch()
    with pytest.raises(CorruptAudio, match="0 bytes"):
        await listener.hear(str(tmp_path / "empty.wav"), RATE_HZ)
    with pytest.raises(SourceUnavailable, match="no longer there"):
        await listener.envelope(str(tmp_path / "gone.wav"))
    name = os.fsdecode(b"caf\xe9.wav")
    os.rename(write(tmp_path / "a.wav", 0.2), tmp_path / name)
    assert (await listener.hear(str(tmp_path / name), RATE_HZ)).complete


async def test_closing_ends_the_process_at_once_even_over_a_hanging_file(tmp_path: Path) -> None:
    before = {child.pid for child in children()}
    listener = Listener()
    listener.start()
    hearing = asyncio.create_task(listener.hear(str(write_endless(tmp_path / "endless.wav")), RATE_HZ))
    await asyncio.sleep(0)
    started = time.monotonic()
    listener.close()
    assert time.monotonic() - started < 1.0
    assert {child.pid for child in children()} == before
    hearing.cancel()
