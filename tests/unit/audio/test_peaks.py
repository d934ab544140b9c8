import base64

import numpy as np

from sp404_gui.audio.peaks import PeakEnvelope, encode_waveform


def test_columns_of_a_long_stream_are_those_of_the_whole_file() -> None:
    samples = np.random.default_rng(5).uniform(-1, 1, (2, 1 << 20)).astype(np.float32)
    envelope = PeakEnvelope()
    for first in range(0, samples.shape[1], 50_001):
        envelope.feed(samples[:, first : first + 50_001])
    expected = np.abs(samples).max(axis=0).reshape(128, -1).max(axis=1)
    assert np.array_equal(envelope.columns(128), expected)


def test_a_file_of_one_frame_fills_every_column() -> None:
    envelope = PeakEnvelope()
    envelope.feed(np.array([[-0.5]], np.float32))
    assert base64.b64decode(encode_waveform(envelope.columns(4))) == bytes([128] * 4)
