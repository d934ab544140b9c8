"""A short, quiet sound that proves a sound device."""

import numpy as np

from sp404_gui.audio.audition import Heard

_SECONDS, _HZ, _LEVEL, _FALL_S = 0.7, 440.0, 0.25, 0.2


def proof_tone(rate_hz: int) -> Heard:
    """A note that dies away, A4, as a device of this rate takes it."""
    times = np.arange(int(_SECONDS * rate_hz)) / rate_hz
    wave = _LEVEL * np.sin(2 * np.pi * _HZ * times) * np.exp(-times / _FALL_S)
    frames = np.repeat(np.round(wave * np.iinfo(np.int16).max).astype(np.int16)[:, None], 2, axis=1)
    return Heard(frames=frames, rate_hz=rate_hz, duration_s=_SECONDS, complete=True, loudness_lufs=None, peak=_LEVEL)
