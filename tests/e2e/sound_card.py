"""A silent sound card that can be listened to: PulseAudio with a null sink, run by the shared tools."""

import math
import os
import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

_ROOT = Path(__file__).parents[2]
TOOLS = _ROOT.parent / "shared" / "tools"
_NEEDED = ("pulseaudio", "pactl", "parec", "bash")
_RECORD = ("parec", "-d", "aud.monitor", "--format=float32le", "--rate=44100", "--channels=2", "--raw", "--latency-msec=50")
_BYTES_A_SECOND = 44_100 * 2 * 4


def missing() -> str:
    """Why there can be no silent sound card; empty if there can."""
    if not (TOOLS / "audio_loop.sh").exists():
        return "../shared/tools/audio_loop.sh is not there"
    absent = [name for name in _NEEDED if shutil.which(name) is None]
    return f"needs {', '.join(absent)}" if absent else ""


class CardGone(Exception):
    """The sound card ended while it was listened to, as PulseAudio does on a machine that is too busy for it."""


def start(folder: Path) -> dict[str, str]:
    """Start the sound card; the environment in which it is the default device."""
    environment = {**os.environ, "AUDIO_LOOP_DIR": str(folder)}
    script = f". '{TOOLS / 'audio_loop.sh'}' && pactl info >&2 && env -0"
    started = subprocess.run(["bash", "-c", script], env=environment, capture_output=True, check=True)
    return dict(entry.split("=", 1) for entry in os.fsdecode(started.stdout).split("\0") if "=" in entry)


@contextmanager
def sound_card(folder: Path) -> Iterator[dict[str, str]]:
    """Run the sound card.

    Args:
        folder: For its socket; the path must be short.

    Yields:
        The environment in which PortAudio's default device is this card.
    """
    inside = start(folder)
    try:
        yield inside
    finally:
        subprocess.run(["pactl", "exit"], env=inside, check=False, capture_output=True)


@contextmanager
def recording(file: Path, environment: dict[str, str]) -> Iterator[None]:
    """Record what is heard, from before the block to half a second after it: float32, 44.1 kHz, stereo, without a header.

    Raises:
        CardGone: The card ended meanwhile.
    """
    with subprocess.Popen(_RECORD, env=environment, stdout=subprocess.PIPE) as recorder, file.open("wb") as stream:
        assert recorder.stdout is not None
        source, grown, until, gone = recorder.stdout, threading.Condition(), [math.inf], threading.Event()

        def copy() -> None:
            while stream.tell() < until[0] and not gone.is_set():
                heard = source.read(_BYTES_A_SECOND // 50)
                stream.write(heard)
                if not heard:
                    gone.set()
                with grown:
                    grown.notify()

        thread = threading.Thread(target=copy)
        thread.start()
        with grown:
            grown.wait_for(lambda: stream.tell() > 0 or gone.is_set())  # it listens
        try:
            yield
        finally:
            until[0] = stream.tell() + _BYTES_A_SECOND // 2
            thread.join()
            recorder.terminate()
    if gone.is_set():
        raise CardGone
