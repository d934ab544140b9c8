"""Integrated loudness after ITU-R BS.1770-4, streaming, without a loop over samples.

The K filter is a recursion over samples. Written as a state-space system it becomes a recursion over blocks of 64 frames (C. S. Burrus,
"Block realization of digital filters", 1972): inside a block the output is a matrix product, and the states between the blocks follow from
a doubling scan. The result is the exact filter, to rounding.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_BLOCK = 64
_GATE_SEGMENTS = 4  # a gating block of 400 ms is four segments of 100 ms: an overlap of 75 %
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LU = -0.691
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773
_CHANNEL_WEIGHTS = {5: (1.0, 1.0, 1.0, 1.41, 1.41), 6: (1.0, 1.0, 1.0, 0.0, 1.41, 1.41)}

Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class BlockFilter:
    """A linear filter over blocks of frames: `output = input @ within + state @ from_state`, `next = state @ step + input @ to_state`."""

    within: NDArray[np.float32]
    from_state: Matrix
    to_state: NDArray[np.float32]
    step: Matrix


def _shelf(rate: int) -> tuple[Matrix, Matrix]:
    """First stage, a high shelf; closed form after B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement"."""
    if rate <= 2 * _SHELF_HZ:
        return np.array([1.0, 0.0, 0.0]), np.array([1.0, 0.0, 0.0])
    k = np.tan(np.pi * _SHELF_HZ / rate)
    high = 10 ** (_SHELF_DB / 20)
    band = high**0.4996667741545416
    b = np.array([high + band * k / _SHELF_Q + k * k, 2 * (k * k - high), high - band * k / _SHELF_Q + k * k])
    a = np.array([1 + k / _SHELF_Q + k * k, 2 * (k * k - 1), 1 - k / _SHELF_Q + k * k])
    return b / a[0], a / a[0]


def _high_pass(rate: int) -> tuple[Matrix, Matrix]:
    """Second stage: the revised low-frequency B curve; unity gain in the numerator, as the standard prints it."""
    k = np.tan(np.pi * _HIGH_PASS_HZ / rate)
    a = np.array([1 + k / _HIGH_PASS_Q + k * k, 2 * (k * k - 1), 1 - k / _HIGH_PASS_Q + k * k])
    return np.array([1.0, -2.0, 1.0]), a / a[0]


@lru_cache(maxsize=16)
def k_filter(rate: int) -> BlockFilter:
    """Build the K-weighting filter.

    Args:
        rate: Sample rate in Hz.
    """
    (b1, a1), (b2, a2) = _shelf(rate), _high_pass(rate)
    b, a = np.convolve(b1, b2), np.convolve(a1, a2)
    order = len(a) - 1
    transition = np.eye(order, k=1)
    transition[:, 0] -= a[1:]
    entry = b[1:] - a[1:] * b[0]
    observed, reached = np.empty((order, _BLOCK)), np.empty((_BLOCK, order))
    row, column = np.eye(order)[0], entry
    for i in range(_BLOCK):
        observed[:, i], reached[_BLOCK - 1 - i] = row, column
        row, column = row @ transition, transition @ column
    impulse = np.concatenate([b[:1], entry @ observed[:, : _BLOCK - 1]])
    lag = np.arange(_BLOCK)[None, :] - np.arange(_BLOCK)[:, None]
    within = np.where(lag >= 0, impulse[np.maximum(lag, 0)], 0.0).astype(np.float32)
    return BlockFilter(within, observed, reached.astype(np.float32), np.linalg.matrix_power(transition, _BLOCK).T)


def _scan(inputs: Matrix, first: Matrix, step: Matrix) -> Matrix:
    """Solve `s[i + 1] = s[i] @ step + inputs[i]` for all i at once, by doubling; returns s, one longer than the inputs."""
    states = np.concatenate([first[None], inputs])
    power, reach = step, 1
    while reach < len(states) and np.abs(power).max() > 1e-14:  # noqa: PLR2004 - below the rounding of float64
        states[reach:] += states[:-reach] @ power
        power, reach = power @ power, reach * 2
    return states


class LoudnessMeter:
    """Integrated loudness of a stream of blocks.

    A sound shorter than one gating block (0.4 s), for which the standard says nothing, is measured as one ungated block of its own length.
    The last 100 ms count as complete, with silence after the end, when at least half of them are there.
    """

    def __init__(self, rate: int, channels: int) -> None:
        self._filter = k_filter(rate)
        self._weights = np.array(_CHANNEL_WEIGHTS.get(channels, (1.0,) * channels))
        self._states = np.zeros((channels, len(self._filter.step)))
        self._segment = max(1, round(rate / 10))
        self._rest = np.empty((channels, 0), np.float32)
        self._powers: list[Matrix] = []
        self._open_power = 0.0
        self._frames = 0

    def feed(self, block: NDArray[np.float32]) -> None:
        """Take the next frames.

        Args:
            block: Shape (channels, frames), finite.
        """
        if self._rest.shape[1]:
            block = np.concatenate([self._rest, block], axis=1)
        whole = block.shape[1] - block.shape[1] % _BLOCK
        self._rest = block[:, whole:].copy()
        self._add(block[:, :whole], whole)

    def _add(self, block: NDArray[np.float32], valid: int) -> None:
        if not valid:
            return
        power = np.zeros(valid, np.float32)
        twins = len(block) == 2 and np.array_equal(block[0], block[1])  # noqa: PLR2004 - a mono sound stored as stereo
        for channel, plane in enumerate(block[:1] if twins else block):
            if self._weights[channel]:
                weighted = self._weigh(plane, channel)[:valid]
                power += np.float32(self._weights[channel]) * weighted * weighted
        if twins:
            self._states[1] = self._states[0]
            power *= np.float32(2)
        self._gather(power)

    def _weigh(self, samples: NDArray[np.float32], channel: int) -> NDArray[np.float32]:
        blocks = np.ascontiguousarray(samples).reshape(-1, _BLOCK)
        entries = (blocks @ self._filter.to_state).astype(np.float64)
        states = _scan(entries, self._states[channel], self._filter.step)
        self._states[channel] = states[-1]
        output = blocks @ self._filter.within
        output += (states[:-1] @ self._filter.from_state).astype(np.float32)
        return output.reshape(-1)

    def _gather(self, power: NDArray[np.float32]) -> None:
        """Sum the power over segments of 100 ms; a segment may end in a later block."""
        missing = -self._frames % self._segment
        self._frames += len(power)
        head = power[:missing]
        self._open_power += float(head.sum(dtype=np.float64))
        if len(head) == missing and missing:
            self._powers.append(np.array([self._open_power]))
            self._open_power = 0.0
        rest = power[missing:]
        whole = len(rest) - len(rest) % self._segment
        if whole:
            self._powers.append(rest[:whole].reshape(-1, self._segment).sum(axis=1, dtype=np.float64))
        self._open_power += float(rest[whole:].sum(dtype=np.float64))

    def integrated(self) -> float | None:
        """Close the stream and return its loudness in LUFS; None below the absolute gate of -70 LUFS."""
        if self._rest.shape[1]:
            valid = self._rest.shape[1]
            padded = np.pad(self._rest, ((0, 0), (0, _BLOCK - valid)))
            self._rest = self._rest[:, :0]
            self._add(padded, valid)
        if 2 * (self._frames % self._segment) >= self._segment:
            self._powers.append(np.array([self._open_power]))
            self._open_power = 0.0
        segments = np.concatenate(self._powers) if self._powers else np.empty(0)
        if self._frames < _GATE_SEGMENTS * self._segment:
            blocks = np.array([(segments.sum() + self._open_power) / max(self._frames, 1)])
        else:
            blocks = np.lib.stride_tricks.sliding_window_view(segments, _GATE_SEGMENTS).sum(axis=1) / (_GATE_SEGMENTS * self._segment)
        return _gated(blocks)


def _lufs(power: Matrix) -> Matrix:
    return np.asarray(_OFFSET_LU + 10 * np.log10(np.maximum(power, 1e-30)))


def _gated(blocks: Matrix) -> float | None:
    """Apply the absolute gate, then the gate 10 LU below the mean of what is left (BS.1770-4, annex 1)."""
    loud = blocks[_lufs(blocks) > _ABSOLUTE_GATE_LUFS]
    if not len(loud):
        return None
    gate = _lufs(loud.mean()) + _RELATIVE_GATE_LU
    return float(_lufs(loud[_lufs(loud) > gate].mean()))
