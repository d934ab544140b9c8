# ruff: noqa: INP001 - a script
"""Keeps a job folder and a cache of this version for the tests of later ones: `python -m tools.keep_job tests/kept/VERSION /home/somebody`.

A job over eight tiny sounds asks a server on loopback, and is stopped by its budget: answered, failed, skipped and waiting samples, and the
user's own words. It is made in the second folder, whose path stays in it, so that one should name nobody's machine; the first gets a copy.
"""

import argparse
import math
import os
import shutil
import struct
import subprocess
import sys
import wave
from pathlib import Path

from tests.fakes.server import FakeServer

_ROOT = Path(__file__).parents[1]
_RATE_HZ = 8_000
_FRAMES = 1_200
_NAMES = ("Drums/kick_1", "Drums/kick_2", "Drums/snare_Ä", "Keys/note_A1", "Keys/note_E2", "FX/fall")
_OPTIONS = ("--interval", "0", "--batch-size", "2", "--max-calls", "2", "--checkpoint-interval", "2", "--error-threshold", "1")
_INTERRUPTED = 130
_COMMAND = "from sp404_gui.cli.app import main; main()"
_EDIT = """
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
save_edits("job", {"sample_000001": UserEdits(favorite=True, rating=4, tags=("keep",), note="the good one")}, SystemClock())
"""


def main() -> int:
    """Keep a job; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.keep_job", description=__doc__)
    parser.add_argument("kept", type=Path, help="where the copy goes; it must not exist yet")
    parser.add_argument("place", type=Path, help="an empty folder, or one that can be made")
    parser.add_argument("--program", type=Path, default=_ROOT, help="checkout of the version that makes it")
    chosen = parser.parse_args()
    chosen.place.mkdir(parents=True, exist_ok=True)
    for number, name in enumerate(_NAMES):
        _write_sound(chosen.place / "Sounds" / f"{name}.wav", number)
    shutil.copy(chosen.place / "Sounds" / "Drums" / "kick_1.wav", chosen.place / "Sounds" / "FX" / "the same.wav")
    (chosen.place / "Sounds" / "FX" / "broken.wav").write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt ")
    env = {"PATH": os.environ.get("PATH", ""), "PYTHONPATH": str(chosen.program.resolve()), "SP404_HOME": str(chosen.place / "home")}
    with FakeServer() as server:
        command = ("-c", _COMMAND, "process", "Sounds", "--cache-dir", "job", "--provider", server.base_url, *_OPTIONS)
        done = subprocess.run([sys.executable, *command], cwd=chosen.place, env=env, check=False)  # noqa: S603 - the program itself
    if done.returncode != _INTERRUPTED:
        return done.returncode or 1
    subprocess.run([sys.executable, "-c", _EDIT], cwd=chosen.place, env=env, check=False)  # noqa: S603 - as above; the first versions had none
    shutil.copytree(chosen.place, chosen.kept, ignore=shutil.ignore_patterns("*.lock", "log"))
    return 0


def _write_sound(file: Path, number: int) -> None:
    """A tone that dies away, no two alike."""
    file.parent.mkdir(parents=True, exist_ok=True)
    frequency = 60 * 2 ** (number / 2)
    tone = (math.exp(-i / 300) * math.sin(2 * math.pi * frequency * i / _RATE_HZ) for i in range(_FRAMES))
    with wave.open(str(file), "wb") as stream:
        stream.setparams((1, 2, _RATE_HZ, 0, "NONE", ""))
        stream.writeframes(b"".join(struct.pack("<h", round(20_000 * value)) for value in tone))


if __name__ == "__main__":
    sys.exit(main())
