"""Which samples the model is asked about."""

import os
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import soundfile

from sp404_gui.audio.decode import DecodeLimits
from sp404_gui.audio.extract import measure
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.asking.filtering import SILENT, should_process_with_api

RATE = 44_100


@pytest.mark.parametrize(("level", "swing", "reason"), [(0.5, 0.0, SILENT), (0.0, 0.0, SILENT), (0.0, 0.4, None)])
def test_no_call_is_paid_for_a_file_in_which_nothing_is_heard(tmp_path: Path, level: float, swing: float, reason: str | None) -> None:
    soundfile.write(tmp_path / "a.wav", level + swing * np.sin(np.arange(RATE) / 7), RATE)
    descriptor = os.open(tmp_path / "a.wav", os.O_RDONLY)
    features = measure(descriptor, DecodeLimits())
    os.close(descriptor)
    record = SampleRecord(sample=Sample("sample_1", str(tmp_path), "a.wav", 1, 0), features=features)
    assert should_process_with_api(record, JobOptions()) == reason
    unheard = replace(record, features=replace(features, duration_s=90.0))
    assert (should_process_with_api(unheard, JobOptions()) == SILENT) is features.is_silent, "its later part was not analysed"
