"""Who may enter the corpus: files that decode, sound, have a sensible length, and are unlike all others."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.decode import DecodedAudio, DecodeLimits, decode
from sp404_gui.domain.errors import SkippableError
from tools.corpus.model import Candidate

Array = NDArray[np.float32]
_SHORTEST_S, _LONGEST_S, _QUIETEST = 0.04, 30.5, 0.003
_RATE, _FRAME, _FRAMES, _BANDS = 16_000, 160, 96, 32
_ALIKE = 0.993
_BLOCK = 512


@dataclass(frozen=True, slots=True)
class Heard:
    """What is kept of a decoded file."""

    duration_s: float
    rate_hz: int
    channels: int
    audio_hash: str
    print_: Array


def hear(path: str) -> Heard | str:
    """Decode a file; a text tells why it may not enter."""
    descriptor = os.open(path, os.O_RDONLY)
    try:
        audio = decode(descriptor, DecodeLimits())
    except SkippableError as refused:
        return type(refused).__name__
    finally:
        os.close(descriptor)
    duration = audio.frames / audio.sample_rate_hz
    if not _SHORTEST_S <= duration <= _LONGEST_S:
        return "length"
    if audio.peak < _QUIETEST:
        return "silent"
    return Heard(duration, audio.sample_rate_hz, audio.channels, audio.audio_hash, fingerprint(audio))


def fingerprint(audio: DecodedAudio) -> Array:
    """Coarse log-mel picture of the first second of sound, of unit length and zero mean: a dot product is a correlation.

    Starts where the sound does, so that padding by encoders does not matter.
    """
    mono = audio.samples.mean(axis=0)
    loud = np.flatnonzero(np.abs(mono) > 0.02 * max(float(np.abs(mono).max()), 1e-9))
    mono = mono[int(loud[0]) if len(loud) else 0 :][: 2 * audio.sample_rate_hz]
    hop = max(1, round(audio.sample_rate_hz * _FRAME / _RATE))
    size = 4 * hop
    padded = np.zeros(_FRAMES * hop + size, np.float32)
    padded[: min(len(mono), len(padded))] = mono[: len(padded)]
    frames = np.lib.stride_tricks.sliding_window_view(padded, size)[::hop][:_FRAMES]
    power = np.square(np.abs(np.fft.rfft(frames * np.hanning(size), axis=1)))
    edges = np.searchsorted(np.fft.rfftfreq(size, 1 / audio.sample_rate_hz), np.geomspace(60, 7000, _BANDS + 1))
    bands = np.stack([power[:, low : max(high, low + 1)].sum(axis=1) for low, high in pairwise(edges)], axis=1)
    levels = np.log10(bands + 1e-5 * bands.max() + 1e-12)
    levels -= levels.mean()
    return np.asarray(levels / max(float(np.linalg.norm(levels)), 1e-9), np.float32).reshape(-1)


def admit(candidates: Iterable[Candidate], known: Iterable[str], tell: Callable[[Candidate, str], None]) -> list[tuple[Candidate, Heard]]:
    """Those that may enter, in order; of alike sounds the first.

    Args:
        candidates: Files of the corpus to be.
        known: Files of the other set, which no sound here may repeat.
        tell: Is told who was refused, and why.
    """
    others = [one for one in map(hear, known) if isinstance(one, Heard)]
    hashes = {one.audio_hash for one in others}
    fresh: list[tuple[Candidate, Heard]] = []
    for candidate in candidates:
        heard = hear(candidate.path)
        if isinstance(heard, str):
            tell(candidate, heard)
        elif heard.audio_hash in hashes:
            tell(candidate, "same audio")
        else:
            hashes.add(heard.audio_hash)
            fresh.append((candidate, heard))
    everyone = [*others, *(heard for _, heard in fresh)]
    twins = _twins(everyone, len(others))
    for place in sorted(twins):
        tell(fresh[place][0], "alike")
    return [pair for place, pair in enumerate(fresh) if place not in twins]


def _twins(everyone: list[Heard], first: int) -> set[int]:
    """Places, counted from `first`, of sounds that an earlier one resembles in picture and length."""
    if not everyone:
        return set()
    prints = np.stack([one.print_ for one in everyone])
    lengths = np.array([one.duration_s for one in everyone], np.float32)
    dropped: set[int] = set()
    for start in range(first, len(everyone), _BLOCK):
        rows = slice(start, min(start + _BLOCK, len(everyone)))
        near = prints[rows] @ prints[: rows.stop].T > _ALIKE
        near &= np.abs(lengths[rows, None] - lengths[None, : rows.stop]) < 0.06 + 0.02 * lengths[rows, None]
        for row, column in np.argwhere(near):
            at = start + int(row)
            if column < at and (column < first or int(column) - first not in dropped):
                dropped.add(at - first)
    return dropped
