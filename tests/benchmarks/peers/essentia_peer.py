"""Essentia: RhythmExtractor2013, KeyExtractor with the profiles "edma", PitchYinFFT, LoudnessEBUR128."""

import essentia
import numpy as np
from essentia import standard

from tests.benchmarks.peers.peer import Peer, note_name

_FRAME, _HOP = 4096, 1024
_SURE = 0.8

essentia.log.infoActive = False
essentia.log.warningActive = False


class EssentiaPeer(Peer):
    """Hears at 44,100 Hz, as its extractors ask for."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._signal = standard.MonoLoader(filename=file, sampleRate=44_100)()

    def tempo(self) -> float | None:
        """Of its best method."""
        return float(standard.RhythmExtractor2013(method="multifeature")(self._signal)[0]) or None

    def key(self) -> str | None:
        """Its answer as it stands."""
        key, scale, _ = standard.KeyExtractor(profileType="edma")(self._signal)
        return f"{key} {scale}"

    def root(self) -> str | None:
        """Median of the frames that it is sure of, or of all where there are none."""
        window, spectrum, pitch = standard.Windowing(type="hann"), standard.Spectrum(size=_FRAME), standard.PitchYinFFT(frameSize=_FRAME)
        frames = standard.FrameGenerator(self._signal, frameSize=_FRAME, hopSize=_HOP)
        heard = np.array([pitch(spectrum(window(frame))) for frame in frames]).reshape(-1, 2)
        heard = heard[(heard[:, 0] > 0) & (heard[:, 1] > 0)]
        sure = heard[heard[:, 1] >= _SURE]
        chosen = sure if len(sure) else heard
        return note_name(float(np.median(chosen[:, 0]))) if len(chosen) else None

    def rest(self) -> None:
        """Its loudness, for which it wants two channels."""
        standard.LoudnessEBUR128()(np.stack([self._signal, self._signal], axis=1))


PEER = EssentiaPeer
PACKAGE = "essentia"
