"""librosa: beat_track, chroma_cqt with the profiles of Krumhansl and Kessler, pyin, mfcc."""

import warnings

import librosa
import numpy as np

from tests.benchmarks.peers.peer import Peer, key_name, note_name

_LOWEST_HZ, _HIGHEST_HZ = 32.7, 4186.0
# C. L. Krumhansl, Cognitive Foundations of Musical Pitch, 1990, table 2.1
_PROFILES = {
    "major": (6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88),
    "minor": (6.33, 2.68, 3.52, 5.38, 2.60, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17),
}

warnings.filterwarnings("ignore")  # one of its opinions on every short file


class LibrosaPeer(Peer):
    """Hears at 22,050 Hz, the library's own choice."""

    def __init__(self, file: str) -> None:
        self._signal, self._rate = librosa.load(file)

    def tempo(self) -> float | None:
        """Of the beat tracker."""
        tempo, _ = librosa.beat.beat_track(y=self._signal, sr=self._rate)
        return float(np.atleast_1d(tempo)[0]) or None

    def key(self) -> str | None:
        """The profile that correlates best with the mean chroma."""
        chroma = librosa.feature.chroma_cqt(y=self._signal, sr=self._rate).mean(axis=1)
        fits = {
            (tonic, mode): float(np.corrcoef(chroma, np.roll(profile, tonic))[0, 1])
            for mode, profile in _PROFILES.items()
            for tonic in range(12)
        }
        return key_name(*max(fits, key=lambda key: fits[key]))

    def root(self) -> str | None:
        """Median of the voiced frames."""
        pitch, voiced, _ = librosa.pyin(self._signal, fmin=_LOWEST_HZ, fmax=_HIGHEST_HZ, sr=self._rate)
        return note_name(float(np.median(pitch[voiced]))) if voiced.any() else None

    def rest(self) -> None:
        """The usual numbers for a classifier."""
        librosa.feature.mfcc(y=self._signal, sr=self._rate)


PEER = LibrosaPeer
PACKAGE = "librosa"
