"""Writing made sounds in the formats, widths and levels in which samples are found."""

import os
import random

import numpy as np
import soundfile
from numpy.typing import NDArray

from tools.corpus.dice import maybe

Audio = NDArray[np.float32]
_FORMATS = (("wav", "PCM_16"), ("wav", "PCM_24"), ("wav", "FLOAT"), ("flac", "PCM_16"), ("ogg", "VORBIS"), ("mp3", "MPEG_LAYER_III"))


def trimmed(audio: Audio, rate: int, floor_db: float) -> Audio:
    """Without what lies below `floor_db` under the peak at the end, faded over 10 ms there. Shape (frames, channels)."""
    level = np.abs(audio).max(axis=1)
    loud = np.flatnonzero(level > level.max() * 10 ** (floor_db / 20))
    if not len(loud):
        return audio
    kept = audio[: int(loud[-1]) + 1 + rate // 100].copy()
    fade = min(len(kept), rate // 100)
    kept[len(kept) - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return kept


def write_sound(stem: str, audio: Audio, rate: int, chance: random.Random) -> str:
    """Write at a random peak between -12 and -0.1 dBFS, half of them mono, in a random format; answers the path."""
    os.makedirs(os.path.dirname(stem), exist_ok=True)
    if audio.shape[1] > 1 and maybe(chance, 0.5):
        audio = audio.mean(axis=1, keepdims=True)
    gain = 10 ** (-chance.choice((0.1, 0.3, 1.0, 3.0, 6.0, 12.0)) / 20) / max(float(np.abs(audio).max()), 1e-6)
    suffix, subtype = chance.choice(_FORMATS)
    path = f"{stem}.{suffix}"
    loud = np.clip(audio * np.float32(gain), -1, 1)
    with soundfile.SoundFile(path, "w", rate, loud.shape[1], subtype=subtype) as file:
        file.write(loud)
    return path
