"""The network that tells kinds of sounds apart, run in numpy: convolutions over the sound's picture, joined by its numbers.

Architecture is code, coefficients are data: tools/ear trains the same layers in torch and writes their weights. Batch normalisation
(S. Ioffe and C. Szegedy 2015) is folded into the convolutions before they are written.
"""

from dataclasses import dataclass
from functools import reduce

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

STRIDES = (2, 2, 1, 1)
"""Of the convolutions, along bands and columns alike."""
POOLS = ((1, 1), (1, 1), (2, 2), (2, 1))
"""Maximum taken over so many bands and columns after each convolution."""


@dataclass(frozen=True, slots=True)
class Convolution:
    """One convolution with its rectifier.

    Attributes:
        weights: Shape (side, side, inputs, outputs), side odd.
        bias: Shape (outputs,).
    """

    weights: Floats
    bias: Floats

    def apply(self, planes: Floats, stride: int) -> Floats:
        """Convolve as one matrix product over the gathered neighbourhoods, padded by zeros.

        Args:
            planes: Shape (bands, columns, inputs).
            stride: Step between the outputs.
        """
        side, _, inputs, outputs = self.weights.shape
        margin = side // 2
        bands, columns, _ = planes.shape
        padded = np.zeros((bands + 2 * margin, columns + 2 * margin, inputs), np.float32)
        padded[margin : margin + bands, margin : margin + columns] = planes
        down, right, deep = padded.strides
        height, width = -(-bands // stride), -(-columns // stride)
        around = np.lib.stride_tricks.as_strided(
            padded, (height, width, side, side * inputs), (stride * down, stride * right, down, deep), writeable=False
        )
        result = around.reshape(height * width, -1) @ self.weights.reshape(-1, outputs)
        result += self.bias
        return np.maximum(result, 0, out=result).reshape(height, width, outputs)


@dataclass(frozen=True, slots=True)
class Dense:
    """A linear layer.

    Attributes:
        weights: Shape (inputs, outputs).
        bias: Shape (outputs,).
    """

    weights: Floats
    bias: Floats

    def apply(self, values: Floats) -> Floats:
        """Return the weighted sums, shape (outputs,)."""
        return np.asarray(values @ self.weights + self.bias, np.float32)


@dataclass(frozen=True, slots=True)
class Network:
    """What was trained.

    Attributes:
        mean: Mean of each number of `timbre.describe` over the training sounds.
        scale: Its standard deviation.
        convolutions: Over the picture, from fine to coarse.
        picture: From the pooled planes to what the picture says.
        numbers: From the standardised numbers to what they say.
        joint: From both to the embedding.
        family: From the embedding to the scores of each "category:subcategory".
    """

    mean: Floats
    scale: Floats
    convolutions: tuple[Convolution, ...]
    picture: Dense
    numbers: Dense
    joint: Dense
    family: Dense

    def embed(self, patch: Floats, described: Floats) -> Floats:
        """Return the place of a sound among sounds.

        Args:
            patch: Picture of the sound, as `melpatch.mel_patch` draws it.
            described: Its numbers, as `timbre.describe` gives them.

        Returns:
            Shape (embedding,), 0 or more each.
        """
        planes = patch[:, :, None]
        for layer, stride, (tall, wide) in zip(self.convolutions, STRIDES, POOLS, strict=True):
            planes = _pooled(layer.apply(planes, stride), tall, wide)
        pooled = np.concatenate([planes.mean(axis=1).ravel(), planes.max(axis=1).ravel()])
        seen, told = self.picture.apply(pooled), self.numbers.apply(standardise(described, self.mean, self.scale))
        both = np.maximum(np.concatenate([seen, told]), 0)
        return np.maximum(self.joint.apply(both), 0)


_LIMIT = 3.0


def standardise(described: Floats, mean: Floats, scale: Floats) -> Floats:
    """Bring numbers to mean 0 and deviation 1, limited to 3 of them."""
    return np.asarray(np.clip((described - mean) / scale, -_LIMIT, _LIMIT), np.float32)


def _pooled(planes: Floats, tall: int, wide: int) -> Floats:
    places = [planes[band::tall, column::wide] for band in range(tall) for column in range(wide)]
    return reduce(np.maximum, places)
