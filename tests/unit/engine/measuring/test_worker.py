"""What a worker says of a file as a file."""

from pathlib import Path

import numpy as np
import soundfile
from blake3 import blake3

from sp404_gui.domain.errors import SourceUnavailable
from sp404_gui.domain.features import Measurement
from sp404_gui.engine.measuring.worker import Refusal, measure_file


def test_a_measurement_has_the_size_and_the_hash_of_the_file_whose_content_was_read(tmp_path: Path) -> None:
    file = tmp_path / "tone.wav"
    soundfile.write(file, np.sin(np.arange(4000) / 7), 8000, subtype="PCM_16")
    known = blake3(file.read_bytes()).hexdigest()
    found = measure_file(str(file), known, 1 << 20)
    assert isinstance(found, Measurement)
    assert (found.features.file_size_bytes, found.features.content_hash) == (44 + 2 * 4000, known)


def test_a_file_that_is_another_by_now_is_not_measured_under_the_old_hash(tmp_path: Path) -> None:
    file = tmp_path / "tone.wav"
    soundfile.write(file, np.sin(np.arange(4000) / 7), 8000)
    refusal = Refusal(SourceUnavailable, "It changed while it was read. Resume when it rests.")
    assert measure_file(str(file), blake3(b"before").hexdigest(), 1 << 20) == refusal
