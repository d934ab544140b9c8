"""Keys and rows, a real decoding process, a real stream: what is played is what is selected."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Protocol

import numpy as np
import pytest
import qasync
import soundfile
from PySide6.QtWidgets import QApplication

from sp404_gui.audio.audition import Envelope
from sp404_gui.engine.listening.listener import Listener
from sp404_gui.engine.matching.fit import Part, fit
from sp404_gui.ui.audition import Audition
from sp404_gui.ui.player import PAUSED, PLAYING, STOPPED, Player
from tests.ui.sound_device import no_library, use_null_device

RATE_HZ = 22_050

Story = Callable[["Booth"], Awaitable[None]]


class Tell(Protocol):
    """Runs a story on the joined event loops; all of its tasks must be through at its end."""

    def __call__(self, story: Story, *, with_device: bool = True) -> None: ...


class Booth:
    """An audition over a few sounds, and what it said."""

    def __init__(self, folder: Path, player: Player) -> None:
        self.audition = Audition(Listener(), player)
        self.player = player
        self.files = [self._write(folder / f"{number}.wav", 0.05 * (number + 1)) for number in range(12)]
        self.notices: list[str] = []
        self.waves: list[tuple[str, Envelope | None]] = []
        self.states: list[str] = []
        self.positions: list[float] = []
        self.audition.noticed.connect(self.notices.append)
        self.audition.wave_changed.connect(lambda sample_id, wave: self.waves.append((sample_id, wave)))
        self.audition.state_changed.connect(self.states.append)
        self.audition.position_changed.connect(self.positions.append)

    @staticmethod
    def _write(file: Path, level: float) -> str:
        soundfile.write(file, np.full(RATE_HZ, level), RATE_HZ, subtype="PCM_16")
        return str(file)

    def select(self, number: int, **more: bool) -> None:
        ahead = [(str(n), self.files[n]) for n in (number + 1, number - 1) if 0 <= n < len(self.files)]
        self.audition.select(str(number), self.files[number], None, ahead, **more)

    @property
    def playing(self) -> int | None:
        """The number of the sound that the player has, by its level."""
        heard = self.player._heard  # noqa: SLF001 - what is heard is the point
        if self.player.state == STOPPED or heard is None:
            return None
        return round(float(np.median(heard.frames)) / 32768 / 0.05) - 1

    async def until(self, happened: Callable[[], bool]) -> None:
        for _ in range(2_000):
            if happened():
                return
            await asyncio.sleep(0.005)
        raise TimeoutError


@pytest.fixture
def tell(qapp: QApplication, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Tell]:
    loop = qasync.QEventLoop(qapp)
    asyncio.set_event_loop(loop)

    def run(story: Story, *, with_device: bool = True) -> None:
        async def whole() -> None:
            booth = Booth(tmp_path, Player() if with_device else Player(load=no_library))
            booth.audition.set_loop_on(True)
            booth.audition.start()
            await booth.until(lambda: booth.player.available or bool(booth.player.reason))
            try:
                await story(booth)
            finally:
                await booth.audition.aclose()
            others = asyncio.all_tasks() - {asyncio.current_task()}
            assert not others

        if with_device:
            use_null_device(monkeypatch, tmp_path)
        loop.run_until_complete(whole())

    yield run
    loop.close()
    asyncio.set_event_loop(None)


def test_space_plays_what_is_selected_pauses_it_and_goes_on(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.select(3)
        assert booth.player.state == STOPPED
        booth.audition.toggle()
        await booth.until(lambda: booth.playing == 3)
        booth.audition.toggle()
        assert booth.player.state == PAUSED
        booth.audition.toggle()
        assert booth.player.state == PLAYING
        booth.audition.stop()
        assert booth.player.state == STOPPED
        assert booth.states == [PLAYING, PAUSED, PLAYING, STOPPED]

    tell(story)


def test_two_are_heard_as_one_in_time_until_something_else_is_wished_for(tell: Tell) -> None:
    timing = fit(Part(duration_s=1.0, bpm=240.0, beats=4, is_loop=True), Part(duration_s=1.0, bpm=240.0, beats=4, is_loop=True))

    async def story(booth: Booth) -> None:
        together: list[bool] = []
        booth.audition.together_changed.connect(together.append)
        booth.select(3)
        booth.audition.play_together(booth.files[5], timing, repeat=True)
        await booth.until(lambda: booth.player.state == PLAYING)
        assert booth.player._heard is not None  # noqa: SLF001 - what is heard
        assert booth.player._heard.duration_s == pytest.approx(1.0)  # noqa: SLF001 - one cycle
        booth.audition.stop()
        assert (booth.player.state, together) == (STOPPED, [True, False])
        booth.audition.play_together(booth.files[5], timing, repeat=True)
        booth.audition.toggle()  # before both are decoded: the selected one alone
        await booth.until(lambda: booth.playing == 3)
        assert together == [True, False, True, False]
        booth.audition.play_together(str(Path(booth.files[5]).with_name("gone.wav")), timing, repeat=True)
        await booth.until(lambda: together == [True, False] * 3)
        assert "gone.wav" in booth.notices[-1]

    tell(story)


def test_pressing_keys_fast_plays_what_is_selected_last_and_never_another(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.audition.set_on_select(True)
        selected = 0
        wrong: list[tuple[int | None, int]] = []
        booth.audition.state_changed.connect(lambda state: wrong.append((booth.playing, selected)) if state == PLAYING else None)
        for selected in (0, 1, 2, 3, 4, 5, 4, 5, 6, 7, 8, 9, 10, 9):
            booth.select(selected)
            assert booth.playing is None or booth.playing == selected
            await asyncio.sleep(0.002 * (selected % 4))
        await booth.until(lambda: booth.playing == 9)
        assert all(playing == expected for playing, expected in wrong)

    tell(story)


def test_moving_on_silences_what_was_heard_and_escape_takes_back_a_wish(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.select(1)
        booth.audition.play_from_start()
        await booth.until(lambda: booth.playing == 1)
        booth.select(2)
        assert booth.player.state == STOPPED
        booth.audition.toggle()
        booth.audition.stop()
        await booth.until(lambda: any(wave is not None for sample_id, wave in booth.waves if sample_id == "2"))
        assert booth.player.state == STOPPED

    tell(story)


def test_the_wave_of_the_selected_sample_is_shown_and_the_next_one_is_there_already(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.select(5)
        assert booth.waves == [("5", None)]
        await booth.until(lambda: booth.waves[-1][1] is not None)
        wave = booth.waves[-1][1]
        assert wave is not None
        assert (wave.duration_s, int(wave.high.max()), int(wave.low.min())) == (1.0, round(0.3 * 127), 0)
        await booth.until(lambda: booth.audition._listener.kept_envelope(booth.files[6]) is not None)  # noqa: SLF001 - decoded ahead
        booth.select(6)
        assert booth.waves[-1][1] is not None

    tell(story)


def test_seeking_works_while_it_plays_and_before(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.select(1)
        booth.audition.seek(0.25)
        booth.audition.seek_by(0.25)
        assert booth.positions[-2:] == [0.25, 0.5]
        await booth.until(lambda: booth.waves[-1][1] is not None)
        booth.audition.seek_by(60)
        assert booth.positions[-1] == 1.0
        booth.audition.seek_by(-60)
        assert booth.positions[-1] == 0.0
        booth.audition.toggle()
        await booth.until(lambda: booth.playing == 1)
        booth.audition.toggle()
        booth.audition.seek(0.75)
        await booth.until(lambda: booth.player.position_s == 0.75)

    tell(story)


def test_volume_has_limits_and_is_told(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        told: list[float] = []
        booth.audition.volume_changed.connect(told.append)
        for step in (-1.0, 1.0, 100.0, -1000.0):
            booth.audition.change_volume(step)
        assert told == [-1.0, 0.0, 0.0, -60.0], "no louder than the bars above the wave can show"
        assert booth.player.mixer.volume == 0.0, "mute is silence"

    tell(story)


def test_matched_levels_bring_quiet_and_loud_sounds_together(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        tone = 0.5 * np.sin(2 * np.pi * 1_000 * np.arange(RATE_HZ) / RATE_HZ)
        soundfile.write(booth.files[0], np.stack([tone, tone], axis=1), RATE_HZ, subtype="FLOAT")
        booth.audition.set_level_match(True)
        booth.select(0)
        booth.audition.toggle()
        await booth.until(lambda: booth.playing is not None)
        expected = -18.0 - (-9.03 - 0.691 + 3.01 + 0.7)
        assert 20 * np.log10(booth.player._gain) == pytest.approx(expected, abs=0.3)  # noqa: SLF001 - the level that is heard
        booth.audition.set_level_match(False)
        assert booth.player._gain == 1.0  # noqa: SLF001 - as above

    tell(story)


def test_a_broken_file_is_a_notice_when_it_is_to_be_heard_and_the_rest_works(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        Path(booth.files[4]).write_bytes(b"no sound" * 100)
        booth.select(4)
        await booth.until(lambda: len(booth.waves) > 1)
        assert booth.waves[-1] == ("4", None)
        assert booth.notices == []
        booth.audition.toggle()
        await booth.until(lambda: bool(booth.notices))
        assert "not an audio file" in booth.notices[0]
        booth.select(5)
        booth.audition.toggle()
        await booth.until(lambda: booth.playing == 5)

    tell(story)


def test_without_the_library_the_wave_is_shown_and_playing_says_the_way_out(tell: Tell) -> None:
    async def story(booth: Booth) -> None:
        booth.audition.set_on_select(True)
        booth.select(2)
        assert "libportaudio2" in booth.notices[0]
        await booth.until(lambda: booth.waves[-1][1] is not None)
        booth.audition.toggle()
        assert len(booth.notices) == 2

    tell(story, with_device=False)
