"""aubio: tempo and pitch by its default methods, frame by frame, as its demonstrations show; it has no key."""

import aubio
import numpy as np
from numpy.typing import NDArray

from tests.benchmarks.peers.peer import Peer, note_name

_HOP, _TEMPO_FRAME, _PITCH_FRAME = 512, 1024, 4096
_SURE = 0.8


class AubioPeer(Peer):
    """Hears at the rate of the file."""

    def __init__(self, file: str) -> None:
        source = aubio.source(file, 0, _HOP)
        self._rate = int(source.samplerate)
        self._blocks: list[NDArray[np.float32]] = []
        read = _HOP
        while read == _HOP:
            block, read = source()  # mixed down, and the last one filled up
            self._blocks.append(block.copy())

    def tempo(self) -> float | None:
        """The usual distance of the beats it found."""
        tracker = aubio.tempo("default", _TEMPO_FRAME, _HOP, self._rate)
        beats = [tracker.get_last_s() for block in self._blocks if tracker(block)]
        return float(np.median(60 / np.diff(beats))) if len(beats) > 1 else None

    def key(self) -> str | None:
        """It knows none."""
        return None

    def root(self) -> str | None:
        """Median of the frames that it is sure of, or of all where there are none."""
        tracker = aubio.pitch("yinfft", _PITCH_FRAME, _HOP, self._rate)
        heard = np.array([(float(tracker(block)[0]), tracker.get_confidence()) for block in self._blocks]).reshape(-1, 2)
        heard = heard[heard[:, 0] > 0]
        sure = heard[heard[:, 1] >= _SURE]
        chosen = sure if len(sure) else heard
        return note_name(float(np.median(chosen[:, 0]))) if len(chosen) else None

    def rest(self) -> None:
        """Nothing more is asked of it."""


PEER = AubioPeer
PACKAGE = "aubio-ledfx"
