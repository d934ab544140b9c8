"""Sounds for the sampler: 48 kHz, 16 bits, one or two channels, as WAV. The same file makes the same bytes. For workers only."""

import math
import struct
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from typing import IO

import numpy as np
import soxr
from blake3 import blake3
from numpy.typing import NDArray

from sp404_gui.audio.decode import AudioStream, DecodeLimits, open_stream
from sp404_gui.audio.downmix import folded
from sp404_gui.audio.loudness import LoudnessMeter
from sp404_gui.audio.true_peak import TruePeakMeter
from sp404_gui.domain.card import BITS, HEADER_BYTES, LONGEST_S, RATE_HZ, SHORTEST_S, Change, Converted, Recipe
from sp404_gui.domain.errors import TooLarge

_FULL_SCALE = 32768
_HIGHEST = (_FULL_SCALE - 3) / _FULL_SCALE
"""What the dither may still add to without reaching full scale."""
_STEP = RATE_HZ // 1000
_SILENT = 1e-3
"""-60 dB below the peak."""
_BEFORE, _BEHIND, _FADE = 5, 20, 5
"""Steps of a millisecond that are left around what is heard, and those over which the end fades."""
_BOTH_EARS_DB = 10 * math.log10(2)
_MOST_KEPT = 1 << 23

Floats = NDArray[np.float32]


def convert(descriptor: int, recipe: Recipe, seed: bytes, target: IO[bytes] | None) -> Converted:
    """Convert an open file.

    A sound that has 16 bits and 48 kHz already, and whose level stays, keeps each of its values; any other is dithered: triangular, two
    steps wide (S. Lipshitz, R. Wannamaker and J. Vanderkooy, "Quantization and dither", 1992).

    Args:
        descriptor: Open file descriptor of a regular file; left open.
        recipe: What is done to it besides.
        seed: Sets the dither.
        target: Where the WAV file is written; None only works out what would be.

    Raises:
        SkippableError: It cannot be decoded, as in `decode`.
        TooLarge: It is longer than the sampler takes.
        OSError: The target takes no more.
    """
    sound = _Sound(descriptor)
    survey = sound.survey(measured=recipe.level_lufs is not None)
    start, end = survey.heard() if recipe.trim else (0, survey.frames)
    gain = _gain(survey, recipe.level_lufs)
    frames = max(end - start, math.ceil(SHORTEST_S * RATE_HZ))
    header = _header(frames, survey.channels)
    digest = blake3(header)
    if target is not None:
        target.write(header)
    dither = None if survey.exact and gain == 1 else _Dither(seed)
    fade = end if end < survey.frames else None
    for values in _quantised(sound.between(start, end, fade), gain, dither, survey.channels, frames):
        data = values.tobytes()
        digest.update(data)
        if target is not None:
            target.write(data)
    return Converted(
        frames=frames,
        channels=survey.channels,
        size_bytes=len(header) + frames * survey.channels * BITS // 8,
        digest=digest.hexdigest(),
        changes=tuple(_changes(sound, survey, recipe, gain, end - start)),
    )


@dataclass(frozen=True, slots=True)
class _Survey:
    """What must be known of a whole sound before its first frame is written.

    Attributes:
        frames: Frames at 48 kHz.
        channels: 1 or 2.
        peak: Largest absolute value.
        true_peak: Highest point of the curve through the values; the peak where it is not measured.
        loudness_lufs: Integrated loudness; None where it is not measured or below -70 LUFS.
        exact: Whether each value is one of the 16-bit steps.
        levels: Peak of each millisecond.
    """

    frames: int
    channels: int
    peak: float
    true_peak: float
    loudness_lufs: float | None
    exact: bool
    levels: Floats

    def heard(self) -> tuple[int, int]:
        """Where it begins and ends to be heard, in frames, with a little around it; all of it where nothing is."""
        loud = np.flatnonzero(self.levels > _SILENT * self.peak)
        if not len(loud):
            return 0, self.frames
        return max(0, int(loud[0]) - _BEFORE) * _STEP, min((int(loud[-1]) + 1 + _BEHIND) * _STEP, self.frames)


class _Sound:
    """An open file as the sampler's frames, read once or twice: a short one is kept in memory in between."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._kept: list[Floats] | None = []
        self.rate_hz = 0
        self.channels = 0

    def survey(self, *, measured: bool) -> _Survey:
        """Go through all of it; loudness and true peak only where they are asked for.

        Raises:
            TooLarge: It is too long.
        """
        frames, peak, exact = 0, 0.0, True
        levels = _Levels()
        meters: tuple[LoudnessMeter, TruePeakMeter] | None = None
        for block in self._decoded():
            frames += len(block)
            peak = max(peak, float(block.max(initial=0)), -float(block.min(initial=0)))
            exact = exact and _is_exact(block)
            levels.feed(block)
            self._keep(block, frames)
            if measured:
                meters = meters or (LoudnessMeter(RATE_HZ, block.shape[1]), TruePeakMeter(block.shape[1]))
                for meter in meters:
                    meter.feed(block.T.copy())
        loudness, true_peak = (meters[0].integrated(), meters[1].peak()) if meters else (None, peak)
        return _Survey(frames, min(self.channels, 2), peak, max(peak, true_peak), loudness, exact, levels.all())

    def between(self, start: int, end: int, fade_to: int | None) -> Iterator[Floats]:
        """Its blocks from one frame to another, the end faded out where it is cut."""
        at = 0
        for block in self._decoded() if self._kept is None else self._kept:
            part = block[max(0, start - at) : max(0, end - at)]
            first = max(at, start)
            at += len(block)
            if len(part):
                yield part if fade_to is None else _faded(part, first, fade_to)
            if at >= end:
                return

    def _keep(self, block: Floats, frames: int) -> None:
        if self._kept is not None and frames * block.shape[1] <= _MOST_KEPT:
            self._kept.append(block)
        else:
            self._kept = None

    def _decoded(self) -> Iterator[Floats]:
        with open_stream(self._descriptor, DecodeLimits()) as stream, closing(_resampled(stream)) as blocks:  # type: ignore[type-var]
            self.rate_hz, self.channels = stream.sample_rate_hz, stream.channels
            longest = LONGEST_S[min(stream.channels, 2)]
            frames = 0
            for block in blocks:
                frames += len(block)
                if frames > longest * RATE_HZ:
                    raise TooLarge(f"It is longer than {longest / 60:.0f} minutes: the sampler takes no more of it.")
                yield block


class _Levels:
    """The peak of each millisecond of a stream of blocks."""

    def __init__(self) -> None:
        self._found: list[Floats] = []
        self._open = np.empty(0, np.float32)

    def feed(self, block: Floats) -> None:
        """Take the next frames, shape (frames, channels)."""
        heights = np.concatenate([self._open, np.abs(block).max(axis=1)])
        whole = len(heights) - len(heights) % _STEP
        self._found.append(heights[:whole].reshape(-1, _STEP).max(axis=1))
        self._open = heights[whole:]

    def all(self) -> Floats:
        """All of them; the last may be of less than a millisecond."""
        return np.concatenate([*self._found, self._open.max(keepdims=True) if len(self._open) else self._open])


class _Dither:
    """Noise of a triangular distribution from -1 to 1, the same for the same seed, however it is cut into blocks."""

    def __init__(self, seed: bytes) -> None:
        self._bits = np.random.PCG64(int.from_bytes(seed, "big"))

    def values(self, shape: tuple[int, ...]) -> NDArray[np.float64]:
        """The next values."""
        raw = self._bits.random_raw(math.prod(shape)).reshape(shape)
        halves = raw.view(np.uint32).reshape(*shape, 2)
        return np.asarray(halves.sum(axis=-1, dtype=np.float64) / (1 << 32) - 1)


def _resampled(stream: AudioStream) -> Iterator[Floats]:
    if stream.sample_rate_hz == RATE_HZ:
        for block in stream.blocks:
            yield folded(block).copy()
        return
    resampler = soxr.ResampleStream(stream.sample_rate_hz, RATE_HZ, min(stream.channels, 2), dtype="float32", quality="VHQ")
    for block in stream.blocks:
        yield np.asarray(resampler.resample_chunk(np.ascontiguousarray(folded(block))), np.float32)
    yield np.asarray(resampler.resample_chunk(np.empty((0, min(stream.channels, 2)), np.float32), last=True), np.float32)


def _is_exact(block: Floats) -> bool:
    scaled = block * np.float32(_FULL_SCALE)
    return bool(scaled.max(initial=0) < _FULL_SCALE and scaled.min(initial=0) >= -_FULL_SCALE and np.array_equal(scaled, np.rint(scaled)))


def _faded(part: Floats, first: int, end: int) -> Floats:
    """Fade the last frames before `end` out; `first` is the place of the part's first one."""
    left = end - first - np.arange(len(part), dtype=np.float32)
    return np.asarray(part * np.minimum(left / (_FADE * _STEP), 1)[:, None], np.float32)


def _gain(survey: _Survey, level_lufs: float | None) -> float:
    """The factor that brings a sound to the wanted loudness, as near as its true peak allows; one that would be clipped is turned down."""
    gain = 1.0
    if level_lufs is not None and survey.loudness_lufs is not None:
        heard = survey.loudness_lufs + (_BOTH_EARS_DB if survey.channels == 1 else 0.0)
        gain = min(10 ** ((level_lufs - heard) / 20), _HIGHEST / survey.true_peak)
    unchanged = survey.exact and gain == 1
    return gain if unchanged or survey.peak * gain <= _HIGHEST else _HIGHEST / survey.peak


def _quantised(blocks: Iterator[Floats], gain: float, dither: _Dither | None, channels: int, frames: int) -> Iterator[NDArray[np.int16]]:
    """The blocks in 16 bits, and silence behind them up to so many frames."""
    written = 0
    for block in blocks:
        scaled = block.astype(np.float64) * (gain * _FULL_SCALE)
        if dither is not None:
            scaled += dither.values(block.shape)
        written += len(block)
        yield np.clip(np.rint(scaled), -_FULL_SCALE, _FULL_SCALE - 1).astype("<i2")
    if written < frames:
        yield np.zeros((frames - written, channels), "<i2")


def _header(frames: int, channels: int) -> bytes:
    width = channels * BITS // 8
    size = frames * width
    form = struct.pack("<4sIHHIIHH", b"fmt ", 16, 1, channels, RATE_HZ, RATE_HZ * width, width, BITS)
    return struct.pack("<4sI4s", b"RIFF", HEADER_BYTES - 8 + size, b"WAVE") + form + struct.pack("<4sI", b"data", size)


def _changes(sound: _Sound, survey: _Survey, recipe: Recipe, gain: float, heard: int) -> Iterator[Change]:
    if sound.rate_hz != RATE_HZ:
        yield Change.RATE
    if not survey.exact and sound.rate_hz == RATE_HZ and sound.channels == survey.channels:
        yield Change.BITS
    if sound.channels > survey.channels:
        yield Change.FOLDED
    if heard < survey.frames:
        yield Change.TRIMMED
    if heard < SHORTEST_S * RATE_HZ:
        yield Change.PADDED
    if gain != 1:
        yield Change.TURNED_DOWN if recipe.level_lufs is None else Change.LEVELLED
