import csv
import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import soundfile
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodeLimits
from sp404_gui.audio.embedding import SIZE, decode_embeddings
from sp404_gui.audio.extract import measure
from sp404_gui.audio.groove import measure_groove
from sp404_gui.domain.errors import CorruptAudio
from sp404_gui.domain.features import Category, Kind, LocalFeatures, Witness
from tests.unit.audio.rhythms import drums

RATE = 44_100
LEFT_TO_THE_CALLER = {"file_size_bytes", "content_hash", "damage"}
SHARED = Path(__file__).parents[4] / "shared" / "samples"


def measured(path: Path, limits: DecodeLimits | None = None) -> LocalFeatures:
    descriptor = os.open(path, os.O_RDONLY)
    try:
        return measure(descriptor, limits or DecodeLimits())
    finally:
        os.close(descriptor)


def written(folder: Path, samples: NDArray[np.floating], rate: int = RATE, subtype: str = "PCM_16") -> LocalFeatures:
    soundfile.write(folder / "a.wav", samples, rate, subtype=subtype)
    return measured(folder / "a.wav")


def kick(seconds: float = 0.5) -> NDArray[np.float64]:
    time = np.arange(int(seconds * RATE)) / RATE
    return np.array(np.sin(2 * np.pi * (50 * time + 6 * (1 - np.exp(-time * 30)))) * np.exp(-time * 9) * 0.9)


def pluck(midi: float, seconds: float) -> NDArray[np.float64]:
    time = np.arange(int(seconds * RATE)) / RATE
    hz = 440 * 2 ** ((midi - 69) / 12)
    partials = np.array([np.sin(2 * np.pi * hz * n * time) / n * np.exp(-time * (2 + n)) for n in range(1, 8)])
    return np.asarray(partials.sum(axis=0) * 0.4)


def beat(bpm: float) -> NDArray[np.float64]:
    rng, step = np.random.default_rng(6), 15 / bpm
    loop = np.zeros(round(16 * step * RATE) * 2)
    for sixteenth in range(32):
        first = round(sixteenth * step * RATE)
        hat = rng.standard_normal(2500) * np.exp(-np.arange(2500) / 400) * (0.25 if sixteenth % 2 == 0 else 0.1)
        snare = rng.standard_normal(6000) * np.exp(-np.arange(6000) / 1500) * (0.5 if sixteenth % 8 == 4 else 0)
        drum = kick(0.2) * (1 if sixteenth % 8 in {0, 6} else 0)
        for part in (hat, snare, drum):
            end = min(first + len(part), len(loop))
            loop[first:end] += part[: end - first]
    return np.asarray(loop / np.abs(loop).max() * 0.9)


def no_value_without_reason(features: LocalFeatures) -> None:
    for name, value in dataclasses.asdict(features).items():
        if value is None and name not in LEFT_TO_THE_CALLER and not name.endswith("_source"):
            assert features.unmeasured[name].endswith("."), name
    json.dumps(dataclasses.asdict(features), allow_nan=False)


def test_a_kick_is_a_drum_one_shot_without_tempo_or_key(tmp_path: Path) -> None:
    features = written(tmp_path, kick())
    assert (features.category, features.subcategory, features.kind) == (Category.DRUMS, "kick", Kind.ONE_SHOT)
    assert features.bpm is None
    assert features.key is None
    assert features.low_ratio is not None
    assert features.low_ratio > 0.9
    no_value_without_reason(features)


def test_a_drum_loop_has_an_exact_tempo_its_beats_and_onsets(tmp_path: Path) -> None:
    features = written(tmp_path, beat(96))
    assert (features.category, features.subcategory, features.kind) == (Category.DRUMS, "drum_loop", Kind.LOOP)
    assert features.bpm == pytest.approx(96, abs=0.05)
    assert (features.beats, features.bpm_source) == (8, Witness.SIGNAL)
    assert features.onsets_s is not None
    assert len(features.onsets_s) >= 24
    assert features.key is None
    no_value_without_reason(features)


def test_a_little_silence_behind_a_loop_is_no_drift_of_its_player(tmp_path: Path) -> None:
    features = written(tmp_path, np.pad(drums(32, 144.2), (0, round(0.4 * RATE))))
    assert features.bpm == 144.2
    groove = measure_groove(features)
    assert groove.mean_deviation_ms == pytest.approx(0, abs=0.5)
    assert groove.consistency == pytest.approx(1, abs=0.05)


def test_a_single_note_has_a_root_and_no_key(tmp_path: Path) -> None:
    features = written(tmp_path, pluck(45, 1.2))
    assert features.category is Category.MELODIC
    assert (features.root_note, features.root_source) == ("A2", Witness.SIGNAL)
    assert features.root_hz == pytest.approx(110, rel=0.005)
    assert features.key is None
    no_value_without_reason(features)


def test_a_chord_has_a_key_and_no_root(tmp_path: Path) -> None:
    features = written(tmp_path, pluck(57, 1.5) + pluck(60, 1.5) + pluck(64, 1.5))
    assert (features.key, features.key_source) == ("A minor", Witness.SIGNAL)
    assert features.root_note is None
    no_value_without_reason(features)


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(RATE),
        np.zeros((1, 2)),
        np.full(RATE, 1.0),
        np.full(4410, 1e-42),
        np.sin(np.arange(4410) / 10) * 3e38,
        np.array([0.5]),
        np.array([0.5, -0.5]),
        np.random.default_rng(1).standard_normal((200, 32)),
        np.where(np.arange(9000) % 97 == 0, np.inf, 0.1 * np.sin(np.arange(9000))),
    ],
    ids=["silence", "one silent frame", "DC", "denormal", "1e38", "one frame", "two frames", "32 channels", "infinite"],
)
def test_hostile_signals_give_finite_values_or_reasons(tmp_path: Path, samples: NDArray[np.float64]) -> None:
    no_value_without_reason(written(tmp_path, samples.astype(np.float32), subtype="FLOAT"))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_what_holds_no_usable_number_is_damaged_and_not_silent(tmp_path: Path, value: float) -> None:
    samples = np.full(4410, value, np.float32)
    samples[::100] = 0
    with pytest.raises(CorruptAudio, match="no usable numbers"):
        written(tmp_path, samples, subtype="FLOAT")


@pytest.mark.parametrize("rate", [1_000, 8_000, 192_000, 1_000_000])
def test_every_sample_rate_in_range_can_be_measured(tmp_path: Path, rate: int) -> None:
    no_value_without_reason(written(tmp_path, np.sin(np.arange(5000) / 7), rate))


def test_a_peak_between_two_samples_is_a_true_peak_alone(tmp_path: Path) -> None:
    features = written(tmp_path, np.sin(np.pi / 2 * np.arange(RATE) + np.pi / 4) * np.hanning(RATE) ** 0.25 * 0.5)
    assert features.peak_dbfs == pytest.approx(-9.03, abs=0.02)
    assert features.true_peak_dbtp == pytest.approx(-6.02, abs=0.1)


def test_of_silence_nothing_is_guessed(tmp_path: Path) -> None:
    features = written(tmp_path, np.random.default_rng(0).uniform(-0.0009, 0.0009, RATE), subtype="PCM_24")
    assert features.is_silent
    assert [features.category, features.kind, features.bpm, features.key, features.root_note] == [None] * 5


def test_the_level_of_a_sound_changes_its_loudness_and_nothing_else(tmp_path: Path) -> None:
    loud, quiet = written(tmp_path, beat(110), subtype="FLOAT"), written(tmp_path, beat(110) * 0.125, subtype="FLOAT")
    assert loud.peak_dbfs is not None
    assert quiet.peak_dbfs == pytest.approx(loud.peak_dbfs - 18.06, abs=0.02)
    assert quiet.true_peak_dbtp == pytest.approx((loud.true_peak_dbtp or 0) - 18.06, abs=0.02)
    assert quiet.loudness_lufs == pytest.approx((loud.loudness_lufs or 0) - 18.06, abs=0.05)
    same = ("category", "subcategory", "kind", "bpm", "spectral_centroid_hz", "attack_ms", "tail_ms")
    assert [getattr(quiet, name) for name in same] == [getattr(loud, name) for name in same]
    places = decode_embeddings([sound.embedding or "" for sound in (loud, quiet, written(tmp_path, pluck(60, 1.0)))])
    assert places.shape == (3, SIZE)
    assert places[0] @ places[1] > 0.999
    assert places[0] @ places[2] < 0.5, "a note is elsewhere than a beat"


def test_ten_minutes_are_measured_in_bounded_memory(tmp_path: Path) -> None:
    if not Path("/proc/self/status").exists():
        pytest.skip("this system does not tell the peak memory of a process alone")
    with soundfile.SoundFile(tmp_path / "long.wav", "w", RATE, 2) as file:
        block = np.random.default_rng(2).uniform(-0.5, 0.5, (RATE * 10, 2))
        for _ in range(60):
            file.write(block)
    code = (
        "import os, re, sys\n"
        "from sp404_gui.audio.decode import DecodeLimits\n"
        "from sp404_gui.audio.extract import measure\n"
        "seconds = measure(os.open(sys.argv[1], os.O_RDONLY), DecodeLimits()).duration_s\n"
        "print(seconds, re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1])\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "long.wav")],
        capture_output=True,
        text=True,
        check=True,
        timeout=200,
        env=os.environ | {"OPENBLAS_NUM_THREADS": "1", "PYTHONPATH": str(Path(__file__).parents[3])},
    )
    duration, kilobytes = run.stdout.split()
    assert float(duration) == 600
    assert int(kilobytes) < 160_000


def share(rows: list[dict[str, str]], right: Callable[[LocalFeatures, dict[str, str]], bool]) -> float:
    return float(np.mean([right(measured(SHARED / row["path"]), row) for row in rows]))


@pytest.mark.skipif(not (SHARED / "labels.csv").exists(), reason="the labelled sample set is not there")
def test_real_labelled_samples_are_mostly_heard_right() -> None:
    with (SHARED / "labels.csv").open(newline="", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert share([row for row in rows if row["category"]][::60], lambda found, row: found.category == row["category"]) > 0.8
    assert share([row for row in rows if row["bpm"]][::12], lambda found, row: abs((found.bpm or 0) / float(row["bpm"]) - 1) < 0.04) > 0.75
    notes = [row for row in rows if row["midi"] and not row["key"] and row["is_loop"] == "0"][::20]
    assert share(notes, lambda found, row: (found.root_note or "").rstrip("-0123456789") == row["root"]) > 0.85
