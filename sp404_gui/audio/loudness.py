"""Integrated loudness after ITU-R BS.1770-4, streaming, without a loop over samples.

The K filter is a recursion over samples. Written as a state-space system it becomes a recursion over blocks of 32 frames (C. S. Burrus,
"Block realization of digital filters", 1972): inside a block the output is a matrix product; so are the states between the blocks
of a span of 16, and those between the spans follow from a doubling scan. The result is the exact filter, to rounding.
"""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_BLOCK, _SPAN = 32, 16
_UNIT = _BLOCK * _SPAN
_GATE_SEGMENTS = 4  # a gating block of 400 ms is four segments of 100 ms: an overlap of 75 %
_ABSOLUTE_GATE_LUFS = -70.0
_RELATIVE_GATE_LU = -10.0
_OFFSET_LU = -0.691
_SHELF_HZ, _SHELF_DB, _SHELF_Q = 1681.974450955533, 3.999843853973347, 0.7071752369554196
_HIGH_PASS_HZ, _HIGH_PASS_Q = 38.13547087602444, 0.5003270373238773
_PRINTED_RATE_HZ = 48_000
_NOTHING = 1e-9  # of a state is left: 180 dB less
_CHANNEL_WEIGHTS = {
    5: (1.0, 1.0, 1.0, 1.41, 1.41),
    6: (1.0, 1.0, 1.0, 0.0, 1.41, 1.41),
    7: (1.0, 1.0, 1.0, 0.0, 1.0, 1.41, 1.41),
    8: (1.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.41, 1.41),  # what comes from behind counts as what comes from the front: the sides are louder
}

Floats = NDArray[np.float32]
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class BlockFilter:
    """A linear filter over blocks of frames: `output = input @ within + state @ from_state`, `next = state @ step + entry`.

    Attributes:
        within: What the input of a block adds to its output.
        from_state: What the state before a block adds to its output.
        to_state: Makes an entry, what a block adds to the state behind it, from its input.
        gather: From the entries of a span of blocks, side by side: the states before each block and behind the last, from rest.
        carry: From the state before a span: the same.
    """

    within: Floats
    from_state: Floats
    to_state: Floats
    gather: Matrix
    carry: Matrix


@dataclass(frozen=True, slots=True)
class _System:
    """A filter in state space: `output = observe @ state + direct * input`, `next = transition @ state + entry * input`."""

    transition: Matrix
    entry: Matrix
    observe: Matrix
    direct: float

    def then(self, other: "_System") -> "_System":
        """Both, one behind the other."""
        rest = np.zeros((len(self.entry), len(other.entry)))
        return _System(
            np.block([[self.transition, rest], [np.outer(other.entry, self.observe), other.transition]]),
            np.concatenate([self.entry, other.entry * self.direct]),
            np.concatenate([other.direct * self.observe, other.observe]),
            self.direct * other.direct,
        )


def _second_order(k: float, q: float, high: float, band: float, low: float) -> _System:
    """The bilinear transform of (high s^2 + band s / q + low) / (s^2 + s / q + 1), s = 1 being where tan(pi f / rate) is k.

    Its states are those of two trapezoidal integrators (V. Zavalishin, "The art of VA filter design", 2012): of the signal's size at any
    rate, while those of the direct forms grow by a thousand, and float32 then spoils what is left of their difference.
    """
    centre = 1 / (1 + k * (k + 1 / q))
    through, twice = k * centre, k * k * centre
    of_band, of_low = (band - high) / q, low - high
    return _System(
        np.array([[2 * centre - 1, -2 * through], [2 * through, 1 - 2 * twice]]),
        np.array([2 * through, 2 * twice]),
        np.array([of_band * centre + of_low * through, of_low * (1 - twice) - of_band * through]),
        high + of_band * through + of_low * twice,
    )


def _k_weighting(rate_hz: int) -> _System:
    """A high shelf, left out where the rate cannot hold it, and the revised low-frequency B curve.

    Both in the closed form of B. De Man, "Evaluation of implementations of the EBU R128 loudness measurement", 2018, which gives the
    coefficients of the standard at 48 kHz. The standard prints the second with 1, -2, 1 as its numerator, which lifts all by 0.04 dB; it is
    lifted as much at other rates, because the standard wants the same response there.
    """
    printed = np.tan(np.pi * _HIGH_PASS_HZ / _PRINTED_RATE_HZ)
    lift = 1 + printed / _HIGH_PASS_Q + printed * printed
    high_pass = _second_order(np.tan(np.pi * _HIGH_PASS_HZ / rate_hz), _HIGH_PASS_Q, lift, 0.0, 0.0)
    if rate_hz <= 2 * _SHELF_HZ:
        return high_pass
    high = 10 ** (_SHELF_DB / 20)
    return _second_order(np.tan(np.pi * _SHELF_HZ / rate_hz), _SHELF_Q, high, high**0.4996667741545416, 1.0).then(high_pass)


@lru_cache(maxsize=16)
def k_filter(rate_hz: int) -> BlockFilter:
    """Build the K-weighting filter.

    Args:
        rate_hz: Sample rate in Hz.
    """
    system = _k_weighting(rate_hz)
    transition, entry, order = system.transition, system.entry, len(system.entry)
    observed, reached = np.empty((order, _BLOCK)), np.empty((_BLOCK, order))
    row, column = system.observe, entry
    for i in range(_BLOCK):
        observed[:, i], reached[_BLOCK - 1 - i] = row, column
        row, column = row @ transition, transition @ column
    impulse = np.concatenate([[system.direct], entry @ observed[:, : _BLOCK - 1]])
    lag = np.arange(_BLOCK)[None, :] - np.arange(_BLOCK)[:, None]
    within = np.where(lag >= 0, impulse[np.maximum(lag, 0)], 0.0).astype(np.float32)
    steps = [np.linalg.matrix_power(transition, _BLOCK * i).T for i in range(_SPAN + 1)]
    rest = np.zeros_like(transition)
    gather = np.block([[steps[behind - block - 1] if behind > block else rest for behind in range(_SPAN + 1)] for block in range(_SPAN)])
    return BlockFilter(within, observed.astype(np.float32), reached.astype(np.float32), gather, np.hstack(steps))


def _scan(inputs: Matrix, first: Matrix, step: Matrix) -> Matrix:
    """Solve `s[i + 1] = s[i] @ step + inputs[i]` for all i at once, by doubling.

    Args:
        inputs: Shape (channels, count, order).
        first: Shape (channels, order).
        step: Shape (order, order).

    Returns:
        The states, one more than the inputs.
    """
    states = np.concatenate([first[:, None], inputs], axis=1)
    power, reach = step, 1
    while reach < states.shape[1] and np.abs(power).max() > _NOTHING:
        states[:, reach:] += states[:, :-reach] @ power
        power, reach = power @ power, reach * 2
    return states


class LoudnessMeter:
    """Integrated loudness of a stream of blocks.

    A sound shorter than one gating block (0.4 s), for which the standard says nothing, is measured as one block of its own length.
    The last 100 ms count as complete, with silence after the end, when more than half of them are there.
    """

    def __init__(self, rate_hz: int, channels: int) -> None:
        weights = np.array(_CHANNEL_WEIGHTS.get(channels, (1.0,) * channels))
        self._filter = k_filter(rate_hz)
        self._heard = np.flatnonzero(weights)
        self._weights = weights[self._heard]
        self._states = np.zeros((len(self._heard), len(self._filter.carry)))
        self._segment = max(1, round(rate_hz / 10))
        self._waiting = np.empty((channels, 0), np.float32)
        self._powers: list[Matrix] = []
        self._open_power = 0.0
        self._frames = 0

    def feed(self, block: Floats) -> None:
        """Take the next frames.

        Args:
            block: Shape (channels, frames), finite; it is looked at later, so it must not change.
        """
        whole = self._waiting.shape[1] - self._waiting.shape[1] % _UNIT
        self._add(self._waiting[:, :whole], whole)
        rest = self._waiting[:, whole:]
        self._waiting = np.concatenate([rest, block], axis=1) if rest.shape[1] else block

    def _add(self, block: Floats, valid: int) -> None:
        """Filter whole spans of blocks, of which so many frames are valid."""
        if not valid:
            return
        planes = block if len(block) == len(self._heard) else block[self._heard]
        alike = len(planes) == 2 and np.array_equal(planes[0], planes[1])  # noqa: PLR2004 - a mono sound stored as stereo
        if alike and np.array_equal(self._states[0], self._states[1]):
            self._gather(self._filtered(planes[:1], self._states[:1])[:, :valid], self._weights.sum(keepdims=True))
            self._states[1] = self._states[0]
        else:
            self._gather(self._filtered(planes, self._states)[:, :valid], self._weights)

    def _filtered(self, planes: Floats, first: Matrix) -> Floats:
        """Weigh by frequency, from the states `first` on, which become those at the end."""
        blocks = planes.reshape(len(planes), -1, _BLOCK)
        order = first.shape[1]
        entries = (blocks @ self._filter.to_state).astype(np.float64)
        states = entries.reshape(len(planes), -1, _SPAN * order) @ self._filter.gather
        starts = _scan(states[:, :, -order:], first, self._filter.carry[:, -order:])
        first[:] = starts[:, -1]
        states += starts[:, :-1] @ self._filter.carry
        before = states[:, :, :-order].astype(np.float32).reshape(len(planes), -1, order)
        output = blocks @ self._filter.within
        output += before @ self._filter.from_state
        return output.reshape(planes.shape)

    def _gather(self, weighted: Floats, weights: Matrix) -> None:
        """Sum the power over segments of 100 ms; a segment may end in a later block."""
        missing = -self._frames % self._segment
        self._frames += weighted.shape[1]
        head, rest = weighted[:, :missing], weighted[:, missing:]
        self._open_power += float(weights @ np.vecdot(head, head))
        if head.shape[1] < missing:
            return
        if missing:
            self._close_segment()
        whole = rest.shape[1] - rest.shape[1] % self._segment
        segments, tail = rest[:, :whole].reshape(len(rest), -1, self._segment), rest[:, whole:]
        self._powers.append(weights @ np.vecdot(segments, segments))
        self._open_power += float(weights @ np.vecdot(tail, tail))

    def _close_segment(self) -> None:
        self._powers.append(np.array([self._open_power]))
        self._open_power = 0.0

    def integrated(self) -> float | None:
        """Close the stream and return its loudness in LUFS; None below the absolute gate of -70 LUFS."""
        valid = self._waiting.shape[1]
        padded = np.zeros((len(self._waiting), valid + -valid % _UNIT), np.float32)
        padded[:, :valid] = self._waiting
        self._waiting = self._waiting[:, :0]
        self._add(padded, valid)
        if round(self._frames / self._segment) > self._frames // self._segment:
            self._close_segment()
        segments = np.concatenate(self._powers) if self._powers else np.empty(0)
        if self._frames < _GATE_SEGMENTS * self._segment:
            blocks = np.array([(segments.sum() + self._open_power) / max(self._frames, 1)])
        else:
            running = np.concatenate([[0.0], np.cumsum(segments)])
            blocks = (running[_GATE_SEGMENTS:] - running[:-_GATE_SEGMENTS]) / (_GATE_SEGMENTS * self._segment)
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
