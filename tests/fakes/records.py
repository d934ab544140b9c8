"""Records as a finished job has them, made up from a seed: for lists of any length without any audio."""

import base64
import math
import random
from collections.abc import Iterator

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord, SampleStatus
from sp404_gui.domain.vibe import Energy, Vibe, VibeSource
from sp404_gui.domain.vocabulary import ERAS, GENRES, MOODS, TEXTURES, USES

_SOUNDS = (
    ("kick", Category.DRUMS, "kick"),
    ("snare_fat", Category.DRUMS, "snare"),
    ("hat_closed", Category.DRUMS, "hihat"),
    ("amen_chop", Category.DRUMS, "drum_loop"),
    ("rhodes_Am", Category.MELODIC, "keys"),
    ("bass_sub", Category.MELODIC, "bass"),
    ("vox_hey", Category.VOCALS, "vocal"),
    ("riser_white", Category.FX, "riser"),
)
_TONICS = ("C", "C#", "D", "Eb", "E", "F", "F#", "G", "Ab", "A", "Bb", "B")


def made_records(count: int, seed: int = 1, waiting: float = 0.1) -> Iterator[SampleRecord]:
    """Records with different names, waveforms and words.

    Args:
        count: How many.
        seed: Of all that is random.
        waiting: Share of samples that nothing is known of yet, 0-1.
    """
    chance = random.Random(seed)
    for number in range(1, count + 1):
        name, category, subcategory = chance.choice(_SOUNDS)
        path = f"Pack {number % 40}/{name}s/{name}_{chance.randrange(1000)}_{number}.wav"
        sample = Sample(f"sample_{number:06d}", "/music/samples", path, chance.randrange(10_000, 3_000_000), 0)
        if chance.random() < waiting:
            yield SampleRecord(sample=sample)
        else:
            status = SampleStatus.FAILED if chance.random() < 0.02 else SampleStatus.DONE
            yield SampleRecord(sample=sample, status=status, features=_features(chance, category, subcategory), vibe=_vibe(chance))


def _features(chance: random.Random, category: Category, subcategory: str) -> LocalFeatures:
    is_loop = chance.random() < 0.3
    return LocalFeatures(
        duration_s=chance.uniform(0.05, 40),
        sample_rate_hz=48_000,
        channels=2,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        bit_depth=24,
        peak_dbfs=-6 * chance.random(),
        loudness_lufs=-8 - 20 * chance.random(),
        category=category,
        category_confidence=chance.random(),
        subcategory=subcategory,
        kind=Kind.LOOP if is_loop else Kind.ONE_SHOT,
        bpm=float(chance.randrange(60, 180)) if is_loop else None,
        key=f"{chance.choice(_TONICS)} {chance.choice(('minor', 'major'))}" if is_loop else None,
        root_note=None if is_loop else f"{chance.choice(_TONICS)}{chance.randrange(1, 5)}",
        spectral_centroid_hz=chance.uniform(100, 8000),
        tail_ms=chance.uniform(10, 3000),
        waveform=_waveform(chance),
    )


def _waveform(chance: random.Random) -> str:
    fall = chance.uniform(0.01, 0.08)
    noise = chance.randbytes(128)
    return base64.b64encode(bytes(int((96 + noise[place] * 0.62) * math.exp(-place * fall)) for place in range(128))).decode()


def _vibe(chance: random.Random) -> Vibe:
    return Vibe(
        mood=tuple(chance.sample(MOODS.words, 3)),
        energy=chance.choice(list(Energy)),
        descriptors=tuple(chance.sample(TEXTURES.words, chance.randrange(3, 6))),
        best_use=chance.choice(USES.words),
        confidence=chance.random(),
        source=chance.choice(list(VibeSource)),
        era=chance.choice(ERAS.words),
        genre=chance.choice(GENRES.words),
    )
