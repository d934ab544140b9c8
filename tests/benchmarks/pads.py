"""From the press of a pad's key in the window to its first block in the sound device's callback."""

import tempfile
from pathlib import Path

from sp404_gui.domain.kit import PLACES, Kit, Kits, Pad
from sp404_gui.engine.choices import settled  # noqa: F401 - pydantic has to be there before PySide6 looks at every import
from sp404_gui.engine.kits.keeping import save_kits
from tests.benchmarks.audition import environment
from tests.benchmarks.command import fact, run
from tests.benchmarks.sounds import make_sounds
from tests.e2e.sound_card import missing, recording, sound_card

_FILES = 48


def measure(folder: Path) -> None:
    """Print the table."""
    if missing():
        fact(f"skipped: {missing()}", "")
        return
    sounds, home = make_sounds(folder / "sounds", _FILES), folder / "home"
    done = run(("process", sounds, "--cache-dir", folder / "job", "--provider", "offline", "--quiet"), home)
    assert done.code == 0, done.stdout
    lying = {place: Pad(sample=f"sample_{number:06d}") for number, place in enumerate(PLACES[:_FILES], start=1)}
    save_kits(str(folder / "job"), Kits(kits=(Kit(name="kit", pads=lying),)))
    with tempfile.TemporaryDirectory() as place, sound_card(Path(place)) as card, environment({**card, "SP404_HOME": str(home)}):
        from tests.benchmarks.pad_keys import play_pads  # noqa: PLC0415 - worker processes import what the main module imports, and need no Qt

        with recording(folder / "heard.raw", card):  # while nobody listens, a null sink takes blocks once in two seconds
            play_pads(folder / "job", home)
