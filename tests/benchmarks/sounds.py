"""Small generated samples, each different from all others."""

from pathlib import Path

import numpy as np
import soundfile

_RATE_HZ = 22_050


def make_sounds(folder: Path, count: int, seed: int = 1) -> Path:
    """A folder of short WAV files: decaying tones with some noise, 0.1-0.3 s."""
    random = np.random.default_rng(seed)
    for number in range(count):
        place = folder / f"bank{number // 500:03d}"
        place.mkdir(parents=True, exist_ok=True)
        seconds = random.uniform(0.1, 0.3)
        time_s = np.arange(int(seconds * _RATE_HZ)) / _RATE_HZ
        tone = np.sin(2 * np.pi * random.uniform(50, 2000) * time_s) + random.uniform(0, 0.5) * random.standard_normal(len(time_s))
        sound = 0.4 * tone * np.exp(-time_s * random.uniform(5, 30))
        soundfile.write(place / f"sound{number:05d}.wav", sound, _RATE_HZ, subtype="PCM_16")
    return folder
