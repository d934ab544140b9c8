"""What comes out of the sound card is the sample that was selected, and no other."""

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from tests.e2e.sound_card import TOOLS, CardGone, missing, recording, sound_card, start

ROOT = Path(__file__).parents[2]
_TAKES, _UNDERRUN = 5, "underrun occurred"
_EDGE = 2205  # frames: 50 ms
pytestmark = pytest.mark.skipif(bool(missing()), reason=f"hears nothing: {missing()}")


@pytest.fixture(scope="module")
def card() -> Iterator[dict[str, str]]:
    with tempfile.TemporaryDirectory() as folder, sound_card(Path(folder)) as environment:
        yield environment


def write(file: Path, seed: int, rate_hz: int = 44_100, channels: int = 2, subtype: str = "PCM_16") -> Path:
    """A second of low noise, unlike any other; looking for more in what is heard takes three times as long."""
    spectrum = np.fft.rfft(np.random.default_rng(seed).standard_normal(rate_hz))
    spectrum[np.fft.rfftfreq(rate_hz, 1 / rate_hz) > 3_000] = 0
    wave = np.fft.irfft(spectrum)
    soundfile.write(file, np.repeat((0.4 * wave / np.abs(wave).max())[:, None], channels, axis=1), rate_hz, subtype=subtype)
    return file


def press(steps: list[str], card: dict[str, str], record: Path) -> None:
    """Have the listener do the steps, and record; again where the machine was too busy to play without a gap."""
    command = [sys.executable, "-m", "tests.e2e.listener", *steps]
    for _ in range(_TAKES):
        try:
            with recording(record, card):
                done = subprocess.run(command, cwd=ROOT, env=card, capture_output=True, text=True, timeout=60, check=False)
        except CardGone:
            start(Path(card["AUDIO_LOOP_DIR"]))
            continue
        if _UNDERRUN not in done.stderr:
            break
    else:
        pytest.fail("The sound card ran dry or ended each time.")
    assert (done.returncode, done.stderr) == (0, "")


def heard(record: Path, played: Path, *others: Path) -> str:
    """Empty where the one is heard and the others are not."""
    command = [sys.executable, *map(str, (TOOLS / "playcheck.py", "compare", record, played, *others))]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    return "" if done.returncode == 0 else done.stdout + done.stderr


def test_the_selected_sample_is_heard_and_another_is_not(card: dict[str, str], tmp_path: Path) -> None:
    one, other = write(tmp_path / "one.wav", 1), write(tmp_path / "other.wav", 2)
    press([f"select:{other}", f"select:{one}", "space", "end"], card, tmp_path / "heard.raw")
    assert not heard(tmp_path / "heard.raw", one, other)
    assert heard(tmp_path / "heard.raw", other, one), "the check itself must be able to fail"


def test_holding_the_arrow_key_ends_with_the_last_sample(card: dict[str, str], tmp_path: Path) -> None:
    files = [write(tmp_path / f"{number}.wav", number) for number in range(12)]
    press(["on-select", *[f"select:{file}" for file in files], "end"], card, tmp_path / "heard.raw")
    assert not heard(tmp_path / "heard.raw", files[-1], *files[:-1])


@pytest.mark.parametrize(("rate_hz", "channels", "subtype"), [(8_000, 1, "PCM_U8"), (96_000, 2, "PCM_24"), (48_000, 6, "FLOAT")])
def test_any_rate_and_any_number_of_channels_is_heard(
    card: dict[str, str], tmp_path: Path, rate_hz: int, channels: int, subtype: str
) -> None:
    one, other = write(tmp_path / "one.wav", 1, rate_hz, channels, subtype), write(tmp_path / "other.wav", 2)
    press([f"select:{one}", "space", "end"], card, tmp_path / "heard.raw")
    assert not heard(tmp_path / "heard.raw", one, other)


def test_the_sound_begins_and_ends_without_a_click(card: dict[str, str], tmp_path: Path) -> None:
    constant = tmp_path / "constant.wav"
    soundfile.write(constant, np.full((22_050, 2), 0.5), 44_100)
    steps = (edge_steps(constant, card, tmp_path / f"heard {number}.raw") for number in range(3))
    assert any(step < 0.02 for step in steps), "on a busy machine the device may run dry just there, but not each time"


def edge_steps(constant: Path, card: dict[str, str], recording: Path) -> float:
    """The largest step between two frames near the beginning and the end of what is heard; in between, the device may run dry."""
    press([f"select:{constant}", "space", "end"], card, recording)
    left = np.fromfile(recording, "<f4")
    left = left[: len(left) // 2 * 2].reshape(-1, 2)[:, 0]
    assert left.max() == pytest.approx(0.5, abs=0.01)
    heard_at = np.flatnonzero(left)
    edges = (left[max(0, edge - _EDGE) : edge + _EDGE] for edge in (heard_at[0], heard_at[-1]))
    return float(max(np.abs(np.diff(edge)).max() for edge in edges))


def test_the_pad_that_is_struck_is_heard_and_another_is_not(card: dict[str, str], tmp_path: Path) -> None:
    one, other = write(tmp_path / "one.wav", 1), write(tmp_path / "other.wav", 2, 48_000)
    press([f"pad:3:0:{one}", "quiet"], card, tmp_path / "heard.raw")
    assert not heard(tmp_path / "heard.raw", one, other)
    press([f"pad:3:0:{one}", "quiet", f"pad:4:0:{other}", "quiet"], card, tmp_path / "both.raw")
    assert not heard(tmp_path / "both.raw", other)


def test_a_pad_silences_its_choke_group_and_nobody_else(card: dict[str, str], tmp_path: Path) -> None:
    tones = {hz: tmp_path / f"{hz}.wav" for hz in (300, 500, 1100)}
    for hz, file in tones.items():
        seconds = 0.8 if hz == 1100 else 4.0
        soundfile.write(file, 0.2 * np.sin(2 * np.pi * hz * np.arange(int(44_100 * seconds)) / 44_100), 44_100)
    steps = [f"pad:0:1:{tones[300]}", f"pad:1:0:{tones[500]}", "soon", f"pad:2:1:{tones[1100]}", "quiet"]
    press(steps, card, tmp_path / "heard.raw")
    left = np.fromfile(tmp_path / "heard.raw", "<f4")
    left = left[: len(left) // 2 * 2].reshape(-1, 2)[:, 0]
    levels = {hz: _level(left, hz) for hz in tones}
    last = np.flatnonzero(levels[1100] > 0.05)
    inside = slice(last[0] + 2, last[-1] - 1)
    assert levels[300].max() > 0.1
    assert levels[300][inside].max() < 0.02, "it was to be silenced"
    assert levels[500][inside].max() > 0.1
    as_loud = levels[500][inside] >= 0.5 * levels[1100][inside]  # the tone of the other pad tells where the device ran dry: both are gone
    assert as_loud.all(), "it was not"


def _level(wave: NDArray[np.float32], hz: float) -> NDArray[np.float64]:
    """How loud a tone is in each twentieth of a second."""
    size = 44_100 // 20
    pieces = wave[: len(wave) // size * size].reshape(-1, size) * np.hanning(size)
    return np.asarray(np.abs(pieces @ np.exp(-2j * np.pi * hz * np.arange(size) / 44_100)) * 4 / size)


def test_a_sound_server_that_goes_away_is_said_and_nothing_hangs(tmp_path: Path) -> None:
    one = tmp_path / "one.wav"
    soundfile.write(one, np.zeros(44_100 * 60), 44_100)
    command = [sys.executable, "-m", "tests.e2e.listener", f"select:{one}", "space", "playing", "notice"]
    with (
        tempfile.TemporaryDirectory() as folder,
        sound_card(Path(folder)) as environment,
        subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, text=True) as process,
    ):
        assert process.stdout is not None
        assert process.stdout.readline() == "playing\n"
        subprocess.run(["pactl", "exit"], env=environment, check=True)
        said, _ = process.communicate(timeout=30)
    assert "does not answer any more" in said
    assert process.returncode == 0
