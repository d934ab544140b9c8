"""Two sounds made one, in time. It decodes nothing: it takes frames, and gives frames."""

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.audition import Heard, matched_gain_db

_FADE_S = 0.005
_LOUDEST = 0.98

Frames = NDArray[np.float32]


def joined(first: Heard, second: Heard, *, speed: float, first_s: float, second_s: float, cycle_s: float) -> Heard:
    """One cycle of two sounds that begin together, equally loud, each as often as it fits.

    Args:
        first: At its own speed.
        second: At the same rate.
        speed: Of the second: 1.03 is 3 % faster and higher. Linear interpolation between frames.
        first_s: After how many seconds the first begins anew; what is longer is cut there.
        second_s: The same for the second.
        cycle_s: Length of the whole.

    Returns:
        A sound that repeats without a gap.
    """
    rate_hz, count = first.rate_hz, max(1, round(cycle_s * first.rate_hz))
    whole = np.zeros((count, 2), np.float32)
    for heard, pace, period_s in ((first, 1.0, first_s), (second, speed, second_s)):
        gain = 10 ** (matched_gain_db(heard.loudness_lufs, heard.peak, heard.channels) / 20)
        _lay(whole, _cut(_at_speed(heard.frames, pace) * np.float32(gain), round(period_s * rate_hz), rate_hz), period_s * rate_hz)
    peak = float(np.abs(whole).max())
    whole *= min(1.0, _LOUDEST / peak) if peak else 1.0
    frames = np.rint(whole * 32767).astype(np.int16)
    frames.flags.writeable = False
    return Heard(frames, rate_hz, count / rate_hz, complete=True, loudness_lufs=None, peak=min(peak, _LOUDEST))


def _at_speed(frames: NDArray[np.int16], speed: float) -> Frames:
    scaled = np.asarray(frames, np.float32) * np.float32(1 / 32768)
    if speed == 1.0 or len(frames) < 2:  # noqa: PLR2004 - nothing lies between one frame and none
        return scaled
    places = np.arange(0, len(frames) - 1, speed)
    before = places.astype(np.intp)
    share = (places - before).astype(np.float32)[:, None]
    return np.asarray(scaled[before] * (1 - share) + scaled[before + 1] * share, np.float32)


def _cut(frames: Frames, count: int, rate_hz: int) -> Frames:
    """No more than so many frames, with a short fade where something was cut off."""
    if len(frames) <= count:
        return frames
    kept = frames[:count].copy()
    fade = min(count, round(_FADE_S * rate_hz))
    kept[count - fade :] *= np.linspace(1, 0, fade, dtype=np.float32)[:, None]
    return kept


def _lay(whole: Frames, frames: Frames, period: float) -> None:
    """Add a sound at every period."""
    for start in np.arange(0, len(whole), max(period, 1.0)):
        at = round(start)
        part = frames[: len(whole) - at]
        whole[at : at + len(part)] += part
