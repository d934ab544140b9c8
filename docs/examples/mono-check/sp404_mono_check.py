"""What is left of a stereo sample when it is played in mono, as on one loudspeaker or a club's system."""

from collections.abc import Mapping, Sequence

import numpy as np
import soundfile
from numpy.typing import NDArray

from sp404_gui import SampleRecord

_BLOCK_FRAMES = 1 << 16
_STEREO = 2
_SILENT = 1e-12


async def measure(records: Sequence[SampleRecord]) -> Mapping[str, object]:
    """The stage: results by sample id."""
    return {record.id: _of_file(record.sample.file) for record in records}


def _of_file(file: str) -> dict[str, object]:
    sums = np.zeros(3)  # of left², right² and left · right
    with soundfile.SoundFile(file) as stream:
        if stream.channels != _STEREO:
            return {"reason": "It is not stereo."}
        for block in stream.blocks(_BLOCK_FRAMES, dtype="float64", always_2d=True):
            sums += _sums(block)
    return compared(*map(float, sums))


def _sums(block: NDArray[np.float64]) -> NDArray[np.float64]:
    left, right = block.T
    return np.array([left @ left, right @ right, left @ right])


def compared(left: float, right: float, product: float) -> dict[str, object]:
    """What the energies of both channels say.

    Args:
        left: Sum of the squares of the left channel.
        right: The same of the right one.
        product: Sum of the products of both.

    Returns:
        `correlation`, -1 (opposite) to 1 (the same); `mono_loss_db`, how much quieter (left + right) / 2 is than the two channels
        are on average, 0 at the least, absent where nothing is left; or `reason`.
    """
    if left < _SILENT or right < _SILENT:
        return {"reason": "A channel is silent."}
    found: dict[str, object] = {"correlation": round(product / (left * right) ** 0.5, 3)}
    share = (left + right + 2 * product) / (2 * (left + right))  # energy of the mono mix over the mean of both channels
    if share > _SILENT:
        found["mono_loss_db"] = round(max(0.0, -10 * float(np.log10(share))), 1)
    return found
