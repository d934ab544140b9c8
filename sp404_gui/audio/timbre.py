"""A sound in 180 numbers, for telling kinds of sounds apart. None depends on its level.

In the order in which the model has learnt them:

    shape       60  spectrum in 20 bands, dB: of the whole, of the attack, of what is left a quarter of a second later
    cepstral    39  13 coefficients of the mel cepstrum: mean, spread, movement
    brightness  16  centroid, bandwidth, roll-off; the centroid over time; flatness; zero crossings; shares of low and of strong bins
    outline     15  attack, tail, time above four levels, length, where the middle and the peak lie, levels at both ends, power
    decay       12  of four bands: time of falling by 20 dB, time of the peak, wavering
    pitch        9  how clear, which, how steady, and how bright the sound is against it
    rhythm      13  repetition, tempo, onsets, and the wobbling of loudness in five ranges
    tonal       16  pitch classes, fit of a key, of a note, of one series of harmonics

Where a logarithm is taken, a little is added before (20 Hz, 1 or 5 ms, one onset): next to nothing is then like nothing.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.envelope import held_s
from sp404_gui.audio.sound import Sound
from sp404_gui.audio.spectrum import BAND_COUNT, bandwidth_hz, centroid_hz, flatness, rolloff_hz, share_below
from sp404_gui.audio.tonality import guess_key, harmonic_share

_FLOOR_DB = -70.0
_CEPSTRA = 13
_ATTACK_S, _LATE_S = 0.06, 0.25
_BAND_GROUPS = ((0, 6), (6, 14), (14, 26), (26, 40))  # mel bands: up to 500 Hz, 1.5 kHz, 4.8 kHz, 16 kHz
_HELD_DB = (-6, -12, -20, -40)
_CLEAR = 0.8
_LEAST_WOBBLE = 512  # frames
_COSINES = np.cos(np.pi / BAND_COUNT * (np.arange(BAND_COUNT)[:, None] + 0.5) * np.arange(_CEPSTRA)) / np.sqrt(BAND_COUNT)
SIZE = 180

Floats = NDArray[np.float32]
Array = NDArray[np.float64]


def describe(sound: Sound) -> Floats:
    """Return the numbers in a fixed order.

    Returns:
        Shape (180,), finite.
    """
    parts = [group(sound) for group in GROUPS.values()]
    # no sound is known that needs it, but one value that is no number would spoil every answer of the network
    return np.nan_to_num(np.concatenate(parts), posinf=0.0, neginf=0.0).astype(np.float32)


def _relative_db(power: Floats) -> Array:
    return np.asarray(np.maximum(10 * np.log10(power / max(float(power.sum()), 1e-30) + 1e-12), _FLOOR_DB))


def _peak_frame(sound: Sound) -> int:
    return int(sound.loudness.argmax())


def _shape(sound: Sound) -> Array:
    """Spectrum in 20 bands of the whole, of the attack, and of what is left a quarter of a second later, dB relative to each sum."""
    peak, rate = _peak_frame(sound), sound.spectra.frame_rate_hz
    attack = sound.bands[max(0, peak - 2) : peak + 1 + int(_ATTACK_S * rate)]
    late = sound.bands[peak + int(_LATE_S * rate) :]
    parts = [sound.bands, attack, late if len(late) else np.zeros_like(attack)]
    return np.concatenate([_relative_db(part.mean(axis=0).reshape(-1, 2).sum(axis=1)) for part in parts])


def _cepstral(sound: Sound) -> Array:
    """Mean, spread and mean movement of 13 coefficients of the mel cepstrum over the frames no more than 40 dB below the loudest.

    After S. Davis and P. Mermelstein, "Comparison of parametric representations for monosyllabic word recognition", 1980.
    """
    loudness = sound.loudness
    loud = loudness >= loudness.max() * 1e-4
    logs = 10 * np.log10(sound.bands / loudness.max() + 1e-8)
    cepstra = (logs @ _COSINES)[loud]
    moved = np.abs(np.diff(cepstra, axis=0)).mean(axis=0) if len(cepstra) > 1 else np.zeros(_CEPSTRA)
    return np.concatenate([cepstra.mean(axis=0), cepstra.std(axis=0), moved])


def _brightness(sound: Sound) -> Array:
    """Centroid, bandwidth, roll-off; mean, spread and drift of the centroid over time; flatness of the whole and of the loudest frame.

    Frequencies are in octaves. Then zero crossings per sample, the shares of energy below 120, 250, 1000 and 4000 Hz, and those in the 4,
    16 and 64 strongest bins.
    """
    frequencies, power = sound.spectra.frequencies, sound.spectra.power
    mean, energy = sound.spectra.mean, sound.spectra.energy
    weights = energy / energy.sum()
    centres = np.log2((power @ frequencies) / np.maximum(energy, 1e-30) + 20)
    centre = float(weights @ centres)
    strongest = np.sort(mean)[::-1]
    first = power[_peak_frame(sound)]
    half = max(1, len(power) // 2)
    return np.array([
        *np.log2(np.array([measure(mean, frequencies) for measure in (centroid_hz, bandwidth_hz, rolloff_hz)]) + 20),
        centre, np.sqrt(weights @ (centres - centre) ** 2), centres[-half:].mean() - centres[:half].mean(),
        np.log10(flatness(mean) + 1e-9), np.log10(flatness(first) + 1e-9), sound.zero_crossing_rate,
        *(share_below(mean, frequencies, limit) for limit in (120, 250, 1000, 4000)),
        *(strongest[:count].sum() / mean.sum() for count in (4, 16, 64)),
    ])  # fmt: skip


def _outline(sound: Sound) -> Array:
    """Attack, tail, time above -6, -12, -20 and -40 dB, length; centre of the level, in time and of the whole; its spread in s; its peak.

    Then the level of the last 30 and the first 5 ms in dB, the power in dB, and the share of the time above -20 dB.
    """
    levels = sound.levels
    times = np.arange(len(levels)) * 0.001
    weight = levels / levels.sum()
    middle = float(weight @ times)
    return np.array([
        np.log10(sound.attack_ms + 1), np.log10(sound.tail_ms + 1), *(np.log10(held_s(levels, floor) + 0.001) for floor in _HELD_DB),
        np.log10(sound.duration_s + 0.001), np.log10(middle + 0.001), middle / (len(levels) * 0.001),
        np.sqrt(weight @ (times - middle) ** 2), float(levels.argmax()) / len(levels),
        20 * np.log10(levels[-30:].max() + 1e-4), 20 * np.log10(levels[:5].max() + 1e-4),
        10 * np.log10(np.dot(sound.signal, sound.signal) / len(sound.signal) + 1e-12), held_s(levels, -20) / (len(levels) * 0.001),
    ])  # fmt: skip


def _decay(sound: Sound) -> Array:
    """For each of four bands: time from its peak until it is 20 dB lower, time of its peak, and how much it wavers."""
    rate = sound.spectra.frame_rate_hz
    values: list[float] = []
    for low, high in _BAND_GROUPS:
        band = sound.bands[:, low:high].sum(axis=1)
        top = int(band.argmax())
        fallen = band[top:] < 0.01 * band[top]
        values += [
            np.log10((int(np.argmax(fallen)) if fallen.any() else len(fallen)) / rate + 0.005),
            top / rate,
            float(np.abs(np.diff(np.log10(band + 1e-6 * sound.bands.max()))).mean()) if len(band) > 1 else 0.0,
        ]
    return np.array(values)


def _pitch(sound: Sound) -> Array:
    """How clear the pitch is, in the mean, at most, at least, and in how many frames; in octaves: median, spread, change, steps, treble.

    Returns:
        Nine zeros where no frame has a pitch.
    """
    track = sound.pitch
    weight = track.level / max(float(track.level.sum()), 1e-30)
    heard = track.hz > 0
    octaves = np.log2(np.where(heard, track.hz, 1))[heard]
    if not len(octaves):
        return np.zeros(9)
    middle = _median(octaves)
    moves = np.abs(np.diff(octaves)) if len(octaves) > 1 else np.zeros(1)
    mean = sound.spectra.mean
    return np.array([
        weight @ track.clarity, track.clarity.max(), track.clarity.min(), np.mean(track.clarity > _CLEAR),
        middle, _median(np.abs(octaves - middle)), octaves[-1] - octaves[0], _median(moves),
        np.log2(centroid_hz(mean, sound.spectra.frequencies) + 20) - middle,
    ])  # fmt: skip


def _median(values: Array) -> float:
    """As numpy's, which loads its masked arrays for it."""
    ordered = np.sort(values).tolist()
    return float((ordered[(len(ordered) - 1) // 2] + ordered[len(ordered) // 2]) / 2)


def _rhythm(sound: Sound) -> Array:
    """Strongest repetition after 0.2 to 1 s; evidence and confidence of the tempo; longest gap between onsets; their number, and a second.

    Then the mean strength, and the most in the second half, as shares of the most; and shares of the wobbling of loudness between 0.5, 2,
    4, 8, 16 and 40 Hz.
    """
    rate = sound.spectra.frame_rate_hz
    lags = slice(int(0.2 * rate), int(1.0 * rate))
    guess = sound.tempo
    loudness = np.sqrt(sound.loudness)
    size = max(_LEAST_WOBBLE, 1 << (len(loudness) - 1).bit_length())
    wobble = np.square(np.abs(np.fft.rfft(loudness - loudness.mean(), size)))
    frequencies = np.fft.rfftfreq(size, 1 / rate)
    total = wobble.sum() + 1e-30
    strength = sound.strength
    return np.array([
        sound.correlation[lags].max(initial=0), guess.evidence if guess else 0.0, guess.confidence if guess else 0.0,
        np.diff(sound.onset_frames, prepend=0, append=len(strength)).max() / len(strength),
        np.log10(len(sound.onset_frames) + 1), len(sound.onset_frames) / max(sound.duration_s, 0.1),
        strength.mean() / (strength.max() + 1e-9), strength[len(strength) // 2 :].max(initial=0) / (strength.max() + 1e-9),
        *(wobble[(frequencies >= low) & (frequencies < high)].sum() / total for low, high in ((0.5, 2), (2, 4), (4, 8), (8, 16), (16, 40))),
    ])  # fmt: skip


def _tonal(sound: Sound) -> Array:
    """How much of it is made of notes, and of how many: pitch classes in falling order, fit of a key, of one root's harmonics; peaks."""
    key, steady = guess_key(sound.chroma), sound.steady
    highest = np.sort(sound.chroma)[::-1]
    return np.array([
        *highest[1:6], highest[6:].mean(), key.strength if key else 0.0, key.margin if key else 0.0,
        steady[1] if steady else 0.0, harmonic_share(sound.peaks, steady[0]) if steady else 0.0,
        sound.tunedness, sound.note_share, sound.oneness,
        *sound.series,
        np.log10(len(sound.peaks.midi) / sound.peaks.frames + 0.1),
    ])  # fmt: skip


GROUPS: dict[str, Callable[[Sound], Array]] = {
    "shape": _shape,
    "cepstral": _cepstral,
    "brightness": _brightness,
    "outline": _outline,
    "decay": _decay,
    "pitch": _pitch,
    "rhythm": _rhythm,
    "tonal": _tonal,
}
"""Every group of numbers by name, in the order of `describe`."""
