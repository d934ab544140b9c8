"""Presses keys in an audition and times them."""

import asyncio
import os
import statistics
import time
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
import psutil
import qasync
import soundfile
from PySide6.QtWidgets import QApplication

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.engine.listening.listener import Listener
from sp404_gui.engine.measuring.workers import MeasurePool
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.player import Player
from tests.benchmarks.command import fact, row

_GOAL_MS = 50
_REPEATS = 40
_SECONDS = 180


class _Stage:
    """An audition whose keys are pressed, and timed."""

    def __init__(self) -> None:
        self.audition = Audition(Listener(), Player())
        self.mixer = self.audition.player.mixer

    async def pressed(self, press: Callable[[], None]) -> float:
        """Milliseconds until the device is handed the first block."""
        before = self.mixer.begun[0]
        started = time.perf_counter()
        press()
        await _until(lambda: self.mixer.begun[0] != before)
        return (self.mixer.begun[1] - started) * 1000

    async def shown(self, file: str) -> None:
        """Turn to a file and wait for its wave."""
        shown = asyncio.Event()
        self.audition.wave_changed.connect(lambda _, wave: shown.set() if wave is not None else None)
        self.audition.select(file, file)
        await shown.wait()

    async def moved(self, files: Iterable[str]) -> list[float]:
        """Turn to each file, selecting plays."""
        self.audition.set_on_select(True)
        took = [await self.pressed(lambda f=file: self.audition.select(f, f)) for file in files]  # type: ignore[misc]
        self.audition.set_on_select(False)
        return took


def press_keys(files: list[str], folder: Path) -> None:
    """Print the table.

    Args:
        files: Short sounds.
        folder: For long ones.
    """
    long = [_long(folder / f"long{kind}", kind) for kind in (".wav", ".flac", ".mp3", ".ogg")]
    application = QApplication.instance() or QApplication([])
    with qasync.QEventLoop(application) as loop:
        loop.run_until_complete(_perform(files, long))


async def _perform(files: list[str], long: list[str]) -> None:
    stage = _Stage()
    player = stage.audition.player
    started = time.perf_counter()
    stage.audition.start()
    await _until(lambda: player.available)
    fact("   sound devices known after the start", f"{(time.perf_counter() - started) * 1000:.0f} ms")
    some = [files[n::4] for n in range(4)]
    await stage.shown(files[-1])
    fact("   first wave after the start", f"{(time.perf_counter() - started) * 1000:.0f} ms")
    report("Space, the first one after the start", [await stage.pressed(stage.audition.toggle)])
    report("arrow key, selecting plays, never decoded before", await stage.moved(some[0]))
    report("the same again, decoded before", await stage.moved(some[0]))
    report(f"arrow key, files of {_SECONDS} s (WAV, FLAC, MP3, OGG)", await stage.moved(long))
    report("Enter again and again", [await stage.pressed(stage.audition.play_from_start) for _ in range(_REPEATS)])
    asleep = []
    for _ in range(5):
        player.start()
        known = asyncio.Event()
        player.devices_changed.connect(known.set)
        await known.wait()
        asleep.append(await stage.pressed(stage.audition.play_from_start))
    report("Enter, the device was let go", asleep)
    await _while_measuring(stage, some[1], long)
    memory = [p.memory_info().rss for p in psutil.Process().children() if "spawn_main" in " ".join(p.cmdline())]
    fact("   memory of the decoding process", f"{max(memory) / 1e6:.0f} MB")
    await stage.audition.aclose()


async def _while_measuring(stage: _Stage, files: list[str], long: list[str]) -> None:
    async with MeasurePool(2, 1 << 30) as pool:
        await asyncio.gather(*(_measured(pool, files[:2]) for _ in range(2)))  # its processes are there
        work = [asyncio.create_task(_measured(pool, long * _REPEATS)) for _ in range(2)]
        report("arrow key, two workers measure meanwhile", await stage.moved(files))
        for task in work:
            task.cancel()
        await asyncio.gather(*work, return_exceptions=True)


async def _until(happened: Callable[[], bool]) -> None:
    for _ in range(10_000):
        if happened():
            return
        await asyncio.sleep(0.001)
    raise TimeoutError


async def _measured(pool: MeasurePool, files: list[str]) -> None:
    for file in files:
        with suppress(Sp404Error):
            await pool.measure(file, "")


def report(name: str, took: list[float]) -> None:
    """Print a row of times in milliseconds, held against the goal."""
    text = f"median {statistics.median(took):.1f} ms, longest {max(took):.1f} ms"
    row(name, text, f"< {_GOAL_MS} ms", reached=max(took) < _GOAL_MS)


def _long(file: Path, kind: str) -> str:
    random = np.random.default_rng(1)
    with soundfile.SoundFile(file, "w", 44_100, 2, format=kind[1:].upper()) as stream:
        for _ in range(_SECONDS):
            stream.write(random.uniform(-0.3, 0.3, (44_100, 2)))
    return str(file)
