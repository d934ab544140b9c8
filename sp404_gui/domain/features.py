"""What is measured of one sample, and where the measured values meet hints from names and chunks."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Category(StrEnum):
    """The four families that batches, filters and colours go by."""

    DRUMS = "drums"
    MELODIC = "melodic"
    VOCALS = "vocals"
    FX = "fx"


SOUNDS: Mapping[Category, tuple[str, ...]] = {
    Category.DRUMS: ("kick", "snare", "clap", "rim", "hihat", "cymbal", "tom", "percussion", "drum_loop"),
    Category.MELODIC: ("bass", "keys", "mallet", "guitar", "plucked", "strings", "brass", "winds", "synth", "pad"),
    Category.VOCALS: ("vocal", "speech"),
    Category.FX: ("impact", "riser", "noise", "ambience", "fx"),
}
"""The subcategories of each family."""


class Kind(StrEnum):
    """A single sound, or a phrase that repeats."""

    ONE_SHOT = "one_shot"
    LOOP = "loop"


class Witness(StrEnum):
    """Who says so: the signal itself, a hint (file name, chunk), or both in agreement."""

    SIGNAL = "signal"
    HINT = "hint"
    BOTH = "both"


@dataclass(frozen=True, slots=True, kw_only=True)
class LocalFeatures:
    """The measurements of one sample. A field that is None was not measured; `unmeasured` says why.

    Attributes:
        duration_s: Length in seconds, from the frames that were decoded, never from the header.
        sample_rate_hz: Frames per second of the file.
        channels: Number of channels.
        format: Container, as "WAV", "FLAC", "OGG", "MP3", "AIFF".
        bit_depth: Bits per sample of the encoding; absent for lossy encodings.
        file_size_bytes: Size of the file.
        content_hash: BLAKE3 of the file's bytes, hex.
        audio_hash: BLAKE3 of the decoded audio, its rate and channels, hex: equal for a FLAC and a WAV of the same sound.
        peak_dbfs: Sample peak, dB relative to full scale.
        loudness_lufs: Integrated loudness, ITU-R BS.1770-4.
        category: Family of the sound.
        category_confidence: 0-1.
        subcategory: Kind of sound inside the family, as "kick".
        kind: One-shot or loop.
        kind_confidence: 0-1.
        bpm: Tempo in beats a minute, loops only.
        bpm_confidence: 0-1.
        bpm_source: Witness of the tempo; a hint's where it settled its octave.
        beats: Whole beats in the loop, where the tempo fits its length.
        key: As "A minor", for phrases; single notes have a root instead.
        key_confidence: 0-1.
        key_source: Witness of the key.
        root_note: As "A1"; C4 is MIDI 60.
        root_hz: Fundamental frequency of the root.
        root_source: Witness of the root.
        spectral_centroid_hz: Energy-weighted mean frequency (brightness).
        spectral_rolloff_hz: Frequency below which 85 % of the energy lies.
        spectral_bandwidth_hz: Spread around the centroid.
        spectral_flatness: 0 (tone) to 1 (white noise).
        zero_crossing_rate: Sign changes per sample, 0-1.
        low_ratio: Share of the energy below 250 Hz, 0-1.
        high_ratio: Share of the energy above 4 kHz, 0-1.
        attack_ms: Time from 10 % to 90 % of the first rise, in steps of 1 ms.
        tail_ms: Time from the peak until the sound has fallen by 60 dB or the file ends, in steps of 1 ms.
        onset_rate_hz: Onsets a second.
        onsets_s: Onset times in seconds, loops only, at most 512.
        waveform: Peak envelope for thumbnails: 128 unsigned bytes, base64.
        is_silent: Nothing above -60 dBFS.
        is_clipped: Runs of samples at full scale.
        unmeasured: Field name to the reason why it is absent.
        damage: What is missing of a file that is cut short or damaged, as a sentence: all else was measured of what could be decoded.
        true_peak_dbtp: True peak, ITU-R BS.1770-4, annex 2: highest point of the curve through the samples, dB relative to full scale.
        embedding: Place among sounds, alike ones near: 64 signed bytes, base64.
    """

    duration_s: float
    sample_rate_hz: int
    channels: int
    format: str
    is_silent: bool
    is_clipped: bool
    bit_depth: int | None = None
    file_size_bytes: int | None = None
    content_hash: str | None = None
    audio_hash: str | None = None
    peak_dbfs: float | None = None
    loudness_lufs: float | None = None
    category: Category | None = None
    category_confidence: float | None = None
    subcategory: str | None = None
    kind: Kind | None = None
    kind_confidence: float | None = None
    bpm: float | None = None
    bpm_confidence: float | None = None
    bpm_source: Witness | None = None
    beats: int | None = None
    key: str | None = None
    key_confidence: float | None = None
    key_source: Witness | None = None
    root_note: str | None = None
    root_hz: float | None = None
    root_source: Witness | None = None
    spectral_centroid_hz: float | None = None
    spectral_rolloff_hz: float | None = None
    spectral_bandwidth_hz: float | None = None
    spectral_flatness: float | None = None
    zero_crossing_rate: float | None = None
    low_ratio: float | None = None
    high_ratio: float | None = None
    attack_ms: float | None = None
    tail_ms: float | None = None
    onset_rate_hz: float | None = None
    onsets_s: tuple[float, ...] | None = None
    waveform: str | None = None
    unmeasured: Mapping[str, str] = field(default_factory=dict)
    damage: str | None = None
    true_peak_dbtp: float | None = None
    embedding: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Hints:
    """What a file name or a WAV chunk claims. Evidence beside the signal, never a substitute for it."""

    bpm: float | None = None
    beats: int | None = None
    key: str | None = None
    root_note: str | None = None
    category: Category | None = None
    subcategory: str | None = None
    kind: Kind | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """What a worker brings back for one file: depends on the file's bytes alone, so it can be cached by them."""

    features: LocalFeatures
    chunk_hints: Hints = field(default_factory=Hints)
