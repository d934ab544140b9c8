"""A sound's place among sounds, as a short text: alike sounds are near each other.

The numbers come from the last hidden layer of the network that tells kinds of sounds apart, seen from the middle of all sounds and brought
to length 1, so that the product of two is the cosine of their angle.
"""

import base64
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

SIZE = 64
_STEPS = 127

Floats = NDArray[np.float32]


def encode_embedding(direction: Floats) -> str:
    """Pack an embedding: one signed byte a number, 127 for 1, base64.

    Args:
        direction: Shape (64,), length 1.
    """
    return base64.b64encode(np.round(direction * _STEPS).astype(np.int8).tobytes()).decode("ascii")


def decode_embeddings(texts: Sequence[str]) -> Floats:
    """Unpack embeddings.

    Args:
        texts: As `encode_embedding` packs them.

    Returns:
        Shape (texts, 64), each of length 1.

    Raises:
        ValueError: One is no base64, or has another length.
    """
    packed = b"".join(base64.b64decode(text, validate=True) for text in texts)
    found = np.frombuffer(packed, np.int8).reshape(len(texts), SIZE).astype(np.float32)
    return np.asarray(found / np.maximum(np.linalg.norm(found, axis=1, keepdims=True), 1e-12))
