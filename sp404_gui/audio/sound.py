"""What all measurements of one sound share, computed once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodedAudio
from sp404_gui.audio.envelope import outline
from sp404_gui.audio.onsets import onset_strength, pick_onsets
from sp404_gui.audio.pitch import PitchTrack, pitch_track
from sp404_gui.audio.spectrum import Spectrogram, band_powers, mono_mix, reduce_rate, spectrogram
from sp404_gui.audio.tempo import TempoGuess, autocorrelation, guess_tempo
from sp404_gui.audio.tonality import Peaks, pitch_classes, spectral_peaks, tuning

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound, prepared.

    Attributes:
        signal: Shape (samples,), mono, at no more than 50 kHz, its peak at 1.
        rate: Sample rate of the signal in Hz.
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
    rate: int
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


def listen(audio: DecodedAudio) -> Sound | None:
    """Prepare a decoded file for measuring; None where its analysed part holds nothing but DC or silence."""
    mixed = mono_mix(audio.samples)
    centred = mixed - mixed.mean(dtype=np.float64).astype(np.float32)
    peak = np.abs(centred).max()
    if peak < np.finfo(np.float32).tiny:
        return None
    signal, rate = reduce_rate(centred / peak, audio.sample_rate_hz)
    spectra = spectrogram(signal, rate)
    bands = band_powers(spectra)
    if not bands.any():
        return None
    levels = outline(signal, rate)
    strength = onset_strength(bands)
    correlation = autocorrelation(strength)
    peaks = spectral_peaks(signal, rate)
    return Sound(
        signal=signal,
        rate=rate,
        duration_s=audio.duration_s,
        is_complete=audio.samples.shape[1] == audio.frames,
        spectra=spectra,
        bands=bands,
        levels=levels,
        strength=strength,
        onset_frames=pick_onsets(strength, spectra.frame_rate_hz),
        correlation=correlation,
        tempo=guess_tempo(correlation, strength, spectra.frame_rate_hz, audio.duration_s),
        pitch=pitch_track(signal, rate, levels),
        peaks=peaks,
        chroma=pitch_classes(peaks, tuning(peaks)),
    )
