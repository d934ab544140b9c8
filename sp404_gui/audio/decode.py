"""Decoding by blocks, from an open descriptor, trusting nothing that the header claims."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
import soundfile
from blake3 import blake3
from numpy.typing import NDArray

from sp404_gui.audio.beginning import MOST_S, MOST_VALUES, Beginning
from sp404_gui.audio.loudness import LoudnessMeter
from sp404_gui.audio.peaks import PeakEnvelope, frame_levels, full_scale, has_clipped_run
from sp404_gui.audio.true_peak import TruePeakMeter
from sp404_gui.domain.errors import CorruptAudio, SkippableError, TooLarge, UnsupportedFormat

_BLOCK_FRAMES, _BLOCK_VALUES = 1 << 16, 1 << 18
_CONTAINERS = {"WAVEX": "WAV"}
_BIT_DEPTHS = {
    "PCM_S8": 8, "PCM_U8": 8, "PCM_16": 16, "PCM_24": 24, "PCM_32": 32, "FLOAT": 32, "DOUBLE": 64, "ULAW": 8, "ALAW": 8,
    "ALAC_16": 16, "ALAC_20": 20, "ALAC_24": 24, "ALAC_32": 32, "DPCM_8": 8, "DPCM_16": 16, "DWVW_12": 12, "DWVW_16": 16, "DWVW_24": 24,
}  # fmt: skip
_LOUDEST = np.float32(1e6)
_MU_LAW_FULL = 0.98
"""Its largest value, 32,124 of 32,768, lies below what is full scale of other encodings with eight bits."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodeLimits:
    """What a file may ask for at most.

    Attributes:
        max_duration_s: Longer files are refused.
        max_channels: Files with more channels are refused.
        min_rate_hz: Lowest sample rate that is measured.
        max_rate_hz: Highest sample rate that is measured.
        max_analysed_s: Length, from the start, over which spectrum, tempo and tonality are measured; level, loudness and hash take all.
        max_retained_values: Samples of all channels kept in memory at most; of a file of many channels less time is analysed.
    """

    max_duration_s: float = 4 * 3600.0
    max_channels: int = 32
    min_rate_hz: int = 1_000
    max_rate_hz: int = 1_000_000
    max_analysed_s: float = MOST_S
    max_retained_values: int = MOST_VALUES


@dataclass(frozen=True, slots=True, kw_only=True)
class DecodedAudio:
    """A decoded file: the start of its sound, and what was measured over all of it on the way.

    Attributes:
        samples: Shape (channels, frames), float32, finite, 1.0 is full scale; the first part of a long file.
        frames: Frames of the whole file, as far as it could be decoded.
        expected_frames: How many the decoder expected from its header; what that is worth depends on the format.
        sample_rate_hz: Frames a second.
        channels: Number of channels.
        format: Container, as "WAV".
        bit_depth: Bits a sample; None for lossy encodings.
        peak: Largest absolute sample, linear.
        true_peak: Largest absolute value of the curve through the samples, linear.
        is_clipped: Whether three frames in a row reach full scale.
        loudness_lufs: Integrated loudness; None below -70 LUFS.
        envelope: Peak envelope of the whole file.
        audio_hash: BLAKE3 of the samples as little-endian float32, rate and channels, hex.
        invalid_samples: Number of samples that were NaN or infinite, or beyond 120 dB above full scale, and were replaced.
    """

    samples: NDArray[np.float32]
    frames: int
    expected_frames: int
    sample_rate_hz: int
    channels: int
    format: str
    bit_depth: int | None
    peak: float
    true_peak: float
    is_clipped: bool
    loudness_lufs: float | None
    envelope: PeakEnvelope
    audio_hash: str
    invalid_samples: int

    @property
    def duration_s(self) -> float:
        """Length of the whole file in seconds."""
        return self.frames / self.sample_rate_hz


@dataclass(frozen=True, slots=True)
class AudioStream:
    """An open file that is decoded as it is read.

    Attributes:
        sample_rate_hz: Frames a second.
        channels: Number of channels.
        blocks: Shape (frames, channels) each, float32, finite, 1.0 is full scale; valid until the next one. They end at the first
            damage; iterating raises CorruptAudio where not one frame can be decoded.
    """

    sample_rate_hz: int
    channels: int
    blocks: Iterator[NDArray[np.float32]]


class _Stream(soundfile.SoundFile):  # type: ignore[misc]  # soundfile ships no type information
    """A sound file that is only ever read forwards: it then neither seeks after each read nor believes the header's length."""

    def seekable(self) -> bool:
        return False


def decode(descriptor: int, limits: DecodeLimits) -> DecodedAudio:
    """Decode an open file. What can be decoded of a damaged or truncated one is used.

    Args:
        descriptor: Open file descriptor of a regular file; it is read from its start and left open.
        limits: What the file may ask for.

    Raises:
        CorruptAudio: It is damaged before the first frame, holds no audio, or is no audio file.
        UnsupportedFormat: Its encoding, channel count or sample rate is outside what can be measured.
        TooLarge: It is longer than the limits allow.
    """
    with _opened(descriptor, limits) as stream:
        return _gather(stream, limits)


@contextmanager
def open_stream(descriptor: int, limits: DecodeLimits) -> Iterator[AudioStream]:
    """Decode an open file block by block, for those who need not wait for its end, nor keep it.

    Args:
        descriptor: Open file descriptor of a regular file; it is read from its start and left open.
        limits: What the file may ask for; its real length is for the caller to watch.

    Raises:
        CorruptAudio: It is damaged before the first frame, or is no audio file.
        UnsupportedFormat: Its encoding, channel count or sample rate is outside what can be measured.
        TooLarge: It claims, credibly, to be longer than the limits allow.
    """
    with _opened(descriptor, limits) as stream:
        yield AudioStream(stream.samplerate, stream.channels, (_made_finite(block)[0] for block in _blocks(stream)))


@contextmanager
def _opened(descriptor: int, limits: DecodeLimits) -> Iterator[soundfile.SoundFile]:
    os.lseek(descriptor, 0, os.SEEK_SET)
    try:
        stream = _Stream(descriptor, closefd=False)
    except soundfile.LibsndfileError as error:
        raise _open_failure(error, os.fstat(descriptor).st_size) from None
    with stream:
        _check_header(stream, os.fstat(descriptor).st_size, limits)
        yield stream


def _check_header(stream: soundfile.SoundFile, file_size: int, limits: DecodeLimits) -> None:
    if stream.channels > limits.max_channels:
        raise UnsupportedFormat(f"It has {stream.channels} channels; up to {limits.max_channels} can be measured.")
    if not limits.min_rate_hz <= stream.samplerate <= limits.max_rate_hz:
        raise UnsupportedFormat(f"Its sample rate of {stream.samplerate} Hz lies outside {limits.min_rate_hz} to {limits.max_rate_hz} Hz.")
    claimed = stream.frames
    bits = _BIT_DEPTHS.get(stream.subtype)
    uncompressed = bits is not None and stream.format not in {"FLAC", "CAF"}
    if uncompressed and claimed > limits.max_duration_s * stream.samplerate and claimed * stream.channels * (bits or 0) // 8 <= file_size:
        raise _too_long(limits)


def _too_long(limits: DecodeLimits) -> TooLarge:
    return TooLarge(f"It is longer than {limits.max_duration_s / 60:g} minutes.")


def _gather(stream: soundfile.SoundFile, limits: DecodeLimits) -> DecodedAudio:
    rate, channels = stream.samplerate, stream.channels
    bit_depth = _BIT_DEPTHS.get(stream.subtype)
    threshold = _MU_LAW_FULL if stream.subtype == "ULAW" else full_scale(bit_depth)
    digest, envelope, meter = blake3(f"{rate} {channels}\n".encode()), PeakEnvelope(), LoudnessMeter(rate, channels)
    true_peak = TruePeakMeter(channels)
    kept = Beginning(channels, stream.frames, min(int(limits.max_analysed_s * rate), limits.max_retained_values // channels))
    frames, invalid, peak, clipped = 0, 0, 0.0, False
    for raw in _blocks(stream):
        interleaved, replaced = _made_finite(raw)
        digest.update(interleaved.astype("<f4", copy=False).view(np.uint8).data)
        block = interleaved.T.copy()
        levels = frame_levels(block)
        kept.add(block)
        frames += block.shape[1]
        if frames > limits.max_duration_s * rate:
            raise _too_long(limits)
        envelope.feed_levels(levels)
        meter.feed(block)
        true_peak.feed(block)
        invalid += replaced
        block_peak = float(levels.max())
        peak = max(peak, block_peak)
        clipped = clipped or (block_peak >= threshold and has_clipped_run(block, threshold))
    return DecodedAudio(
        samples=kept.samples,
        frames=frames,
        expected_frames=stream.frames,
        sample_rate_hz=rate,
        channels=channels,
        format=_CONTAINERS.get(stream.format, stream.format),
        bit_depth=bit_depth,
        peak=peak,
        true_peak=max(peak, true_peak.peak()),
        is_clipped=clipped,
        loudness_lufs=meter.integrated(),
        envelope=envelope,
        audio_hash=digest.hexdigest(),
        invalid_samples=invalid,
    )


def _blocks(stream: soundfile.SoundFile) -> Iterator[NDArray[np.float32]]:
    """Yield blocks of frames until the end or the first damage; the array is valid until the next one.

    Raises:
        CorruptAudio: Not one frame could be decoded.
    """
    buffer = np.empty((min(_BLOCK_FRAMES, _BLOCK_VALUES // stream.channels), stream.channels), np.float32)
    done = 0
    damaged = False
    while not damaged:
        try:
            count = len(stream.read(out=buffer))
        except soundfile.LibsndfileError:
            damaged = True
            count = max(stream.tell() - done, 0)  # the frames before the damage are in the buffer
        if count:
            done += count
            yield buffer[:count]
        elif not damaged:
            break
    if not done:
        raise CorruptAudio("It is damaged: none of its audio can be decoded." if damaged else "It holds no audio.")


def _made_finite(block: NDArray[np.float32]) -> tuple[NDArray[np.float32], int]:
    """Replace NaN by silence and limit what is absurdly loud; also turn -0.0 into 0.0, so that equal sounds hash equally."""
    block += np.float32(0)
    if block.min() >= -_LOUDEST and block.max() <= _LOUDEST:  # false for NaN as well
        return block, 0
    invalid = int(np.count_nonzero(~(np.abs(block) <= _LOUDEST)))
    np.nan_to_num(block, copy=False, nan=0.0, posinf=0.0, neginf=0.0)
    return np.clip(block, -_LOUDEST, _LOUDEST, out=block), invalid


_OPEN_FAILURES: tuple[tuple[str, type[SkippableError], str], ...] = (
    ("not recognised", UnsupportedFormat, "It is not an audio file of a known format."),
    ("unimplemented", UnsupportedFormat, "Its audio encoding is not supported."),
    ("not supported", UnsupportedFormat, "Its audio encoding is not supported."),
    ("channel", UnsupportedFormat, "Its header gives an impossible number of channels."),
    ("sf_info", CorruptAudio, "Its header gives an impossible sample rate or encoding."),
    ("'fmt ' chunk", UnsupportedFormat, "Its header names an unknown encoding, or is damaged."),
    ("'data' chunk", CorruptAudio, "It has a header but no audio data."),
)


def _open_failure(error: soundfile.LibsndfileError, file_size: int) -> SkippableError:
    """Say what is wrong with a file that libsndfile does not open; its own sentences are for programmers."""
    if not file_size:
        return CorruptAudio("It is empty: the file has 0 bytes.")
    text = error.error_string.lower()
    matching = (kind(sentence) for part, kind, sentence in _OPEN_FAILURES if part in text)
    return next(matching, CorruptAudio("It is damaged: its header cannot be read."))
