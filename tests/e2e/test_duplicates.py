"""`sp404-batch duplicates` over real files: all three kinds are listed, and nothing is touched."""

from pathlib import Path

import numpy as np
import soundfile
import soxr

from tests.conftest import MakeSounds
from tests.e2e.command import Command


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_all_kinds_are_listed_and_nothing_is_moved(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(8)
    kick, snare, tone = (folder / name for name in ("Drums/kick_000.wav", "Drums/snare_001.wav", "Melodic/tone_002.wav"))
    (folder / "kick copy.wav").write_bytes(kick.read_bytes())
    samples, rate = soundfile.read(snare)
    soundfile.write(folder / "snare.flac", samples, rate, subtype="PCM_16")
    samples, rate = soundfile.read(tone)
    higher = soxr.resample(samples[200:], rate, 44_100) * 0.5
    soundfile.write(folder / "tone again.ogg", np.asarray(higher), 44_100)
    assert command("process", folder.name, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    before = _files(folder)
    found = command("duplicates", "job", "--json").json
    groups = {(group["kind"], group["keep"]["path"], *(other["path"] for other in group["others"])) for group in found["groups"]}
    assert groups == {
        ("exact", "kick copy.wav", "Drums/kick_000.wav"),
        ("audio", "snare.flac", "Drums/snare_001.wav"),
        ("near", "Melodic/tone_002.wav", "tone again.ogg"),
    }
    assert found["searched"] == 11
    said = command("duplicates", "job", "--kind", "exact")
    assert "1 group, 1 superfluous file, among 11 files." in said.out
    assert "tone" not in said.out
    wrong = command("duplicates", "job", "--kind", "alike")
    assert (wrong.code, "exact, audio and near" in wrong.err) == (2, True)
    assert _files(folder) == before
