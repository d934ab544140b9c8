"""What all measurements of one sound share, computed once."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodedAudio
from sp404_gui.audio.envelope import attack_ms, outline, tail_ms
from sp404_gui.audio.halving import lower_rate
from sp404_gui.audio.onsets import onset_strengths, pick_onsets
from sp404_gui.audio.periodicity import autocorrelation
from sp404_gui.audio.pitch import PitchTrack, pitch_track, steady_pitch
from sp404_gui.audio.polyphony import best_note_share, oneness, series_fullness
from sp404_gui.audio.spectrum import Spectrogram, band_powers, mono_mix, reduce_rate, spectrogram, zero_crossing_rate
from sp404_gui.audio.tempo import Rhythm, TempoGuess, guess_tempo
from sp404_gui.audio.tonality import Peaks, pitch_classes, spectral_peaks, tunedness, tuning

SILENCE = 10 ** (-60 / 20)
"""Largest absolute sample of what counts as silent."""
_LEAST_HEARD = 10 ** (-50 / 10)
"""Share of the power that must lie in the range of hearing: less is what a filter lets through of what lies above it."""
_PITCH_RATE_HZ = 30_000

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Sound:
    """One sound, prepared.

    Attributes:
        signal: Shape (samples,), mono, at no more than 50 kHz, its peak at 1.
        rate_hz: Sample rate of the signal in Hz.
        duration_s: Length of the whole file.
        is_complete: Whether the signal is the whole file.
        spectra: The spectrogram.
        bands: Shape (frames, 40), power in mel bands.
        levels: Outline in steps of a millisecond.
        strength: Onset strength of each frame of the spectrogram.
        onset_frames: Frames in which something begins.
        correlation: Autocorrelation of the onset strength.
        tempo: The best tempo, if it is a loop.
        pitch: Pitch of a few frames.
        peaks: Spectral peaks in the range of notes.
        chroma: Strength of the twelve pitch classes, from C, in the sound's own tuning.
    """

    signal: Floats
    rate_hz: int
    duration_s: float
    is_complete: bool
    spectra: Spectrogram
    bands: Floats
    levels: Floats
    strength: Floats
    onset_frames: NDArray[np.intp]
    correlation: NDArray[np.float64]
    tempo: TempoGuess | None
    pitch: PitchTrack
    peaks: Peaks
    chroma: NDArray[np.float64]

    @cached_property
    def loudness(self) -> Floats:
        """Power of each frame, the sum of its mel bands."""
        return np.asarray(self.bands.sum(axis=1))

    @cached_property
    def steady(self) -> tuple[float, float] | None:
        """Its pitch in Hz, and how much of it agrees on that, as `pitch.steady_pitch` has it."""
        return steady_pitch(self.pitch)

    @cached_property
    def note_share(self) -> float:
        """Share of the energy that one note explains, as `polyphony.best_note_share` has it."""
        return best_note_share(self.peaks)

    @cached_property
    def tunedness(self) -> float:
        """How well its peaks agree on a tuning, as `tonality.tunedness` has it."""
        return tunedness(self.peaks)

    @cached_property
    def series(self) -> tuple[float, float]:
        """How full the series of harmonics of its pitch is, as `polyphony.series_fullness` has it; none without a pitch."""
        return series_fullness(self.peaks, self.steady[0]) if self.steady else (0.0, 0.0)

    @cached_property
    def oneness(self) -> float:
        """How much speaks for a single note, as `polyphony.oneness` has it."""
        return oneness(self.series, self.steady[1] if self.steady else 0.0, self.note_share)

    @cached_property
    def zero_crossing_rate(self) -> float:
        """Sign changes per sample, as `spectrum.zero_crossing_rate` has it."""
        return zero_crossing_rate(self.signal)

    @cached_property
    def attack_ms(self) -> float:
        """Attack time, as `envelope.attack_ms` has it."""
        return attack_ms(self.levels)

    @cached_property
    def tail_ms(self) -> float:
        """Time of dying away, as `envelope.tail_ms` has it; of the analysed part."""
        return tail_ms(self.levels)


@dataclass(frozen=True, slots=True)
class Mono:
    """The part of a file that is analysed.

    Attributes:
        signal: Shape (samples,), mono, at no more than 50 kHz, its peak at 1.
        rate_hz: Its sample rate in Hz.
        duration_s: Length of the whole file.
        is_complete: Whether the signal is the whole file.
    """

    signal: Floats
    rate_hz: int
    duration_s: float
    is_complete: bool


def mix_down(audio: DecodedAudio) -> Mono | None:
    """Prepare a decoded file for listening, mono and as loud as can be; None where its analysed part holds nothing that can be heard."""
    mixed = mono_mix(audio.samples)
    spare = None if np.may_share_memory(mixed, audio.samples) else mixed
    centred = np.subtract(mixed, mixed.mean(), out=spare)
    peak = max(centred.max(), -centred.min())
    if peak <= SILENCE:
        return None
    signal, rate_hz = reduce_rate(np.divide(centred, peak, out=centred), audio.sample_rate_hz)
    if rate_hz != audio.sample_rate_hz and _power(signal) < _LEAST_HEARD * _power(centred):
        return None
    return Mono(signal, rate_hz, audio.duration_s, is_complete=audio.samples.shape[1] == audio.frames)


def _power(signal: Floats) -> float:
    return float(np.dot(signal, signal)) / max(len(signal), 1)


def listen(mono: Mono) -> Sound | None:
    """Prepare a sound for measuring; None where nothing of it is audible."""
    signal, rate_hz = mono.signal, mono.rate_hz
    spectra = spectrogram(signal, rate_hz)
    bands = band_powers(spectra)
    if not bands.any():
        return None
    levels = outline(signal, rate_hz)
    strengths = onset_strengths(bands)
    onset_frames = pick_onsets(strengths[0], spectra.frame_rate_hz)
    correlations = autocorrelation(strengths)
    middle, middle_rate = lower_rate(signal, rate_hz, _PITCH_RATE_HZ)
    peaks = spectral_peaks(middle, middle_rate)
    return Sound(
        signal=signal,
        rate_hz=rate_hz,
        duration_s=mono.duration_s,
        is_complete=mono.is_complete,
        spectra=spectra,
        bands=bands,
        levels=levels,
        strength=strengths[0],
        onset_frames=onset_frames,
        correlation=correlations[0],
        tempo=guess_tempo(Rhythm(correlations, spectra.frame_rate_hz, onset_frames, levels, mono.duration_s)),
        pitch=pitch_track(middle, middle_rate, levels),
        peaks=peaks,
        chroma=pitch_classes(peaks, tuning(peaks)),
    )
