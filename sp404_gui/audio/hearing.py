"""Decoding for ear and eye: frames for a sound device, and the outline of a waveform, block by block as they are read. For workers only."""

from collections.abc import Generator
from dataclasses import dataclass

import numpy as np
import soxr
from numpy.typing import NDArray

from sp404_gui.audio.audition import Envelope
from sp404_gui.audio.decode import DecodeLimits, open_stream
from sp404_gui.audio.downmix import stereo
from sp404_gui.audio.loudness import LoudnessMeter
from sp404_gui.audio.peaks import PeakEnvelope

_FULL_SCALE = 32768
_STEPS = 127
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """Some of the frames of a sound.

    Attributes:
        frames: Shape (frames, 2), int16.
        peak: Largest absolute value in them, 0 to 1.
        channels: Number of channels of the file.
        loudness_lufs: Loudness of the first part; None in later ones, and below -70 LUFS.
        cut: Whether the file goes on behind it and no more is given.
    """

    frames: NDArray[np.int16]
    peak: float
    channels: int
    loudness_lufs: float | None = None
    cut: bool = False


def hear(descriptor: int, rate_hz: int, most_frames: int) -> Generator[Part, None, None]:
    """Decode an open file into stereo at the device's rate.

    Args:
        descriptor: Open file descriptor of a regular file; left open.
        rate_hz: Frames a second that the sound device takes.
        most_frames: No more than so many frames are given.

    Yields:
        The parts, in order, as they are decoded.

    Raises:
        SkippableError: It cannot be decoded; in the classes and words of `decode`.
    """
    limits = DecodeLimits()
    with open_stream(descriptor, limits) as stream:
        resampler = soxr.ResampleStream(stream.sample_rate_hz, rate_hz, 2, dtype="float32") if stream.sample_rate_hz != rate_hz else None
        count = 0
        for number, block in enumerate(stream.blocks):
            loudness = _loudness(block, stream.sample_rate_hz) if number == 0 else None
            part = _part(_resampled(resampler, stereo(block), last=False), stream.channels, loudness, most_frames - count)
            count += len(part.frames)
            yield part
            if part.cut:
                return
        if resampler is not None:
            rest = _resampled(resampler, np.empty((0, 2), np.float32), last=True)
            if count + len(rest) == 0:  # shorter than one frame of the device: a moment of silence is a sound, too
                rest = np.zeros((1, 2), np.float32)
            yield _part(rest, stream.channels, None, most_frames - count)


def outline(descriptor: int, columns: int) -> Generator[Envelope | None, None, None]:
    """Find the lowest and the highest value of each column of an open file.

    Args:
        descriptor: Open file descriptor of a regular file; left open.
        columns: Number of columns; those of a file of fewer frames repeat.

    Yields:
        None after each block, so that others may have their turn, and at last the envelope.

    Raises:
        SkippableError: It cannot be decoded; in the classes and words of `decode`.
    """
    below, above, frames = PeakEnvelope(), PeakEnvelope(), 0
    with open_stream(descriptor, DecodeLimits()) as stream:
        for block in stream.blocks:
            planes = block.T.copy()
            above.feed(np.maximum(planes, 0))
            below.feed(np.minimum(planes, 0))
            frames += len(block)
            yield None
        duration_s = frames / stream.sample_rate_hz
    yield Envelope(-_in_steps(below.columns(columns)), _in_steps(above.columns(columns)), duration_s)


def _in_steps(levels: Floats) -> NDArray[np.int8]:
    return np.asarray(np.rint(np.minimum(levels, 1.0) * _STEPS), np.int8)


def _resampled(resampler: soxr.ResampleStream | None, frames: Floats, *, last: bool) -> Floats:
    return frames if resampler is None else np.asarray(resampler.resample_chunk(np.ascontiguousarray(frames), last=last), np.float32)


def _loudness(block: Floats, rate_hz: int) -> float | None:
    meter = LoudnessMeter(rate_hz, block.shape[1])
    meter.feed(block.T.copy())
    return meter.integrated()


def _part(frames: Floats, channels: int, loudness: float | None, room: int) -> Part:
    cut = len(frames) > room
    scaled = np.rint(frames[:room] * _FULL_SCALE)
    whole = np.clip(scaled, -_FULL_SCALE, _FULL_SCALE - 1).astype(np.int16)
    peak = max(int(whole.max()), -int(whole.min())) / _FULL_SCALE if whole.size else 0.0
    return Part(whole, peak, channels, loudness, cut)
