# ruff: noqa: INP001 - a script
"""Makes the pictures of the user guide anew: `make pictures`, or `python -m tools.pictures [JOB]` from the top of the checkout.

JOB is the folder of a finished job whose samples are still where they were; without one, a job over the demo samples is made, which takes a
minute, and the picture of the map stays. Needs no screen, no sound device and no network.
"""

import argparse
import asyncio
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import soundfile
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QScrollArea, QWidget

from sp404_gui.domain.duplicate import DuplicateGroup, Duplicates
from sp404_gui.domain.sample import UserEdits
from sp404_gui.ui import bridge
from sp404_gui.ui.collection import Collection
from sp404_gui.ui.dialogs.card import CardDialog
from sp404_gui.ui.dialogs.duplicates import DuplicatesDialog
from sp404_gui.ui.dialogs.plan import PlanDialog
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.search.saved import SavedSearch
from sp404_gui.ui.stage import Stage
from tests.fakes.server import FakeServer
from tests.ui.windows import opened, until
from tools.picture_job import make_job

_ROOT = Path(__file__).parents[1]
_PICTURES = _ROOT / "docs" / "guide" / "pictures"
_COLORS = 256
_FREQUENT = 64
_SCREEN = {"screens": [{"name": "desk", "x": 0, "y": 0, "width": 1920, "height": 1080, "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}]}
_SETTLE_S = 0.8
_CALLS = 6
_PATIENCE_S = 180.0
_ROW = 6
_LOVED = 3
_MUSIC = "/home/mira/Music"
"""Where the samples of pictures lie, as anybody may have them."""

_SILENT_SOUND = "pcm.!default { type null }\nctl.!default { type null }\n"
"""Has ALSA play into nothing: the pictures look as on a machine that can be heard."""

_VIEWS = {
    "empty": (),
    "list-dark": ("--row", "19"),
    "list-light": ("--row", "19", "--theme", "light"),
    "filter": ("--filter", "category:melodic,vocals vibe:warm,tender length:>1", "--row", "2"),
    "words": ("--filter", "warmm", "--row", "2"),
    "problems": ("--view", "problems"),
    "map": ("--view", "map", "--row", "19"),
    "pads": ("--view", "pads", "--row", "19"),
    "similar": ("--row", "19", "--similar"),
}
"""Name of a picture of the window, and what `sp404-gui --screenshot` is told for it besides the job."""

_OF_MANY = {"map"}
"""Views that tell nothing over the demo samples: their pictures are taken of a named job, of some thousand samples."""

_SEARCHES = {
    "Loud kicks": ("subcategory:kick loudness:>-14", ("loudness", "descending")),
    "Long and warm": ("vibe:warm length:>1", ("length", "descending")),
    "To be rated": ("rating:none kind:one-shot", ("name", "ascending")),
}
"""Searches for a picture: what they are called, their filter, and their order."""


def main() -> int:
    """Make all pictures; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.pictures", description=__doc__)
    parser.add_argument("job", type=Path, nargs="?", help="folder of a finished job; it is not changed")
    parser.add_argument("--output", type=Path, default=_PICTURES, help="folder of the pictures")
    chosen = parser.parse_args()
    output = chosen.output.resolve()
    output.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryDirectory() as place:
        job = chosen.job.resolve() if chosen.job else make_job(Path(place))
        for name in [name for name in os.environ if name.startswith("SP404_") or name.endswith("_API_KEY")]:
            del os.environ[name]
        os.environ["SP404_HOME"] = home
        os.environ["ALSA_CONFIG_PATH"] = os.path.join(home, "asound.conf")
        Path(home, "asound.conf").write_text(_SILENT_SOUND, "utf-8")
        for name, options in _VIEWS.items():
            if name in _OF_MANY and not chosen.job:
                continue
            _take_view(output / f"{name}.png", (*(("--job", str(job)) if options else ()), *options))
        screen = Path(home, "screen.json")
        screen.write_text(json.dumps(_SCREEN), "utf-8")
        app = QApplication(["sp404-gui", "-platform", f"offscreen:configfile={screen}"])
        return bridge.run(app, lambda: _take_dialogs(job, Path(home), output))


def _take_view(picture: Path, options: tuple[str, ...]) -> None:
    theme = () if "--theme" in options else ("--theme", "dark")
    command = [sys.executable, "-m", "sp404_gui", "--screenshot", str(picture), *theme, *options]
    subprocess.run(command, cwd=_ROOT, check=True)  # noqa: S603 - the program itself
    _save(QImage(str(picture)), picture)


async def _take_dialogs(job: Path, home: Path, output: Path) -> int:
    folders = json.loads((job / "manifest.json").read_bytes())["folders"]
    await _take_searches(job, home, output)
    await _take_duplicates(job, home, output)
    (home / "window.json").unlink(missing_ok=True)
    async with opened(home) as window:
        for name, opening in {"settings": window.dialogs.settings, "keyboard": window.dialogs.keys}.items():
            opening()
            await _take_dialog(window, output / f"{name}.png")
        with FakeServer() as server:
            (home / "config.toml").write_text(f'provider = "{server.base_url}"\ninterval_s = 12\n', "utf-8")
            collection = await _listed(window, folders)
            window.runs.show_plan()
            await until(lambda: any(plan.start.isEnabled() for plan in window.findChildren(PlanDialog)), "the plan")
            await _take_dialog(window, output / "plan.png")
            await _take_run(window, collection, output)
            await take_card(window, home, output)
    return 0


async def _take_duplicates(job: Path, home: Path, output: Path) -> None:
    """The dialog of duplicates over the demo samples and some copies of them."""
    samples = home / "Samples"
    folders = json.loads((job / "manifest.json").read_bytes())["folders"]
    shutil.copytree(folders[0], samples)
    loop = next(samples.rglob("loop_breakbeat.*"))
    sound, rate = soundfile.read(loop)
    soundfile.write(loop.with_name("breakbeat short.ogg"), 0.5 * sound[rate // 20 :], rate)
    soundfile.write(loop.with_name("breakbeat.wav"), sound, rate, subtype="PCM_16")
    shutil.copy(loop, loop.with_name(f"breakbeat copy{loop.suffix}"))
    copy = home / "duplicates"
    command = [sys.executable, "-m", "sp404_gui.cli", "process", str(samples), "--cache-dir", str(copy), "--provider", "offline", "--quiet"]
    await asyncio.to_thread(subprocess.run, command, cwd=_ROOT, check=False)  # two of the files are broken on purpose
    async with opened(home, str(copy)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "its samples")
        window.duplicates.open()
        dialog = next(dialog for dialog in window.findChildren(DuplicatesDialog) if dialog.isVisible())
        dialog.search_wanted.emit()
        await until(lambda: dialog.groups.count() > 0, "the groups", _PATIENCE_S)
        groups = [_elsewhere(group) for group in dialog._keeping.groups]  # noqa: SLF001 - the folder of a picture is nobody's
        dialog.show_found(Duplicates(tuple(groups), len(window.table.store)))
        dialog.resize(1180, 520)
        await _take_dialog(window, output / "duplicates.png")
        current = window.shelf.current
        assert current is not None  # noqa: S101 - it is shown
        await _take_watch(window, current, output)


def _elsewhere(group: DuplicateGroup) -> DuplicateGroup:
    """The same group in a folder as anybody may have it."""
    samples = [replace(one.record.sample, root=f"{_MUSIC}/Basement Breaks") for one in group.members]
    members = (replace(one, record=replace(one.record, sample=sample)) for one, sample in zip(group.members, samples, strict=True))
    return replace(group, members=tuple(members))


async def _take_searches(job: Path, home: Path, output: Path) -> None:
    """The window with searches in its sidebar, one of them on."""
    async with opened(home, str(job)) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.stage is Stage.READY, "its samples")
        searches = {name: SavedSearch(name=name, text=text, sort=sort) for name, (text, sort) in _SEARCHES.items()}
        for search in searches.values():
            window.searches.add(search)
        await asyncio.sleep(_SETTLE_S)
        window.resize(1440, 900)
        window.sidebar.searches.chosen.emit(searches["Long and warm"])
        window.samples.select_id(window.table.record(1).id)
        await asyncio.sleep(_SETTLE_S)
        _save(window.grab().toImage(), output / "searches.png")
        await _take_many(window, output)


async def _take_many(window: MainWindow, output: Path) -> None:
    """Many samples in the inspector, of some of which the user said something."""
    said = UserEdits(favorite=True, rating=4, tags=("live set",))
    records = window.table.store.records
    window.inspector.show_records([replace(record, user=said) if place < _LOVED else record for place, record in enumerate(records)])
    await asyncio.sleep(_SETTLE_S)
    _save(window.inspector.grab().toImage(), output / "many.png")
    window.field.set_text("")
    loops = [record for record in records if record.groove is not None and record.groove.measurable and record.features is not None]
    window.samples.select_id(max(loops, key=lambda record: len((record.features and record.features.onsets_s) or ())).id)
    window.resize(1440, 1060)
    await asyncio.sleep(_SETTLE_S)
    _save(window.inspector.grab().toImage(), output / "groove.png")
    await _take_together(window, [record.id for record in loops], output)


async def _take_together(window: MainWindow, loops: list[str], output: Path) -> None:
    """Two loops that are heard together, the second pitched: needs a sound device, or one that only pretends to be."""
    collection = window.shelf.current
    assert collection is not None  # noqa: S101 - it is shown
    for identifier in loops:
        other = next((match.id for match in await collection.reading.matches_of(identifier) if match.id in loops), "")
        if other:
            window.samples.select_id(identifier)
            await asyncio.sleep(_SETTLE_S)
            window.inspector.together_wanted.emit(other)
            await asyncio.sleep(_SETTLE_S)
            bar = window.inspector.findChildren(QScrollArea)[0].verticalScrollBar()
            bar.setValue(bar.maximum())
            _save(window.inspector.grab().toImage(), output / "together.png")
            if "pitched" in " ".join(label.text() for label in window.inspector.findChildren(QLabel)):
                return


async def _take_watch(window: MainWindow, collection: Collection, output: Path) -> None:
    """The window after two files came into a watched folder."""
    folder = Path(collection.info.folders[0])
    window.resize(1440, 900)
    window.actions_["watch"].trigger()
    await asyncio.sleep(_SETTLE_S)
    for number, name in enumerate(("Loops/sunday chop 92.wav", "Drums/rim from the stairs.wav")):
        samples, rate = soundfile.read(sorted((folder / name).parent.glob("*.flac"))[number])
        soundfile.write(folder / name, samples[: rate // (number + 1)], rate)
    await until(lambda: len(collection.store) > 1 and collection.store.new.sum() == len(("chop", "rim")), "what came in", _PATIENCE_S)
    await until(lambda: collection.stage is Stage.READY and window.tasks.idle, "its measures", _PATIENCE_S)
    window.samples.order_by(("status", "ascending"))
    window.samples.scrollToTop()
    await asyncio.sleep(_SETTLE_S)
    _save(window.grab().toImage(), output / "watch.png")
    window.actions_["watch"].trigger()


async def _listed(window: MainWindow, folders: list[str]) -> Collection:
    window.drops.take(folders)
    await until(lambda: window.shelf.current is not None and window.shelf.current.info.counts.total, "the list of samples")
    collection = window.shelf.current
    assert collection is not None  # noqa: S101 - it was waited for
    await until(lambda: collection.stage is Stage.READY, "the end of the list")
    return collection


async def _take_run(window: MainWindow, collection: Collection, output: Path) -> None:
    """The window and its monitor while it works, a call a second."""
    window.resize(1440, 900)
    window.samples.select_id(window.table.record(_ROW).id)
    window.runs.run(collection, replace(collection.info.options, interval_s=1.0, batch_size=2))
    await until(lambda: collection.news.progress is not None and collection.news.progress.counts.api_calls >= _CALLS, "calls", _PATIENCE_S)
    _save(window.grab().toImage(), output / "running.png")
    window.show_view("monitor")
    await asyncio.sleep(_SETTLE_S)
    _save(window.grab().toImage(), output / "monitor.png")


async def take_card(window: MainWindow, home: Path, output: Path) -> None:
    """The dialog that writes a card, as it is before anything is written."""
    card = home / "SP404"
    (card / "IMPORT").mkdir(parents=True)
    window.services.state.card = str(card)
    window.cards.open()
    await until(lambda: any(dialog.write.isEnabled() for dialog in window.findChildren(CardDialog)), "the card's plan")
    dialog = next(dialog for dialog in window.findChildren(CardDialog) if dialog.isVisible())
    dialog.choices.folder.show_value("/media/mira/SP404")
    await _take_dialog(window, output / "card.png")


async def _take_dialog(window: QWidget, picture: Path) -> None:
    await asyncio.sleep(_SETTLE_S)
    dialog = next(dialog for dialog in window.findChildren(QDialog) if dialog.isVisible())
    _save(dialog.grab().toImage(), picture)
    dialog.reject()
    await asyncio.sleep(_SETTLE_S)


def _save(image: QImage, picture: Path) -> None:
    """Write a picture with 256 colours: a third of the size, and no difference to be seen.

    The most frequent colours are kept, then, one by one, the one that the others render worst.
    """
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    pixels = np.frombuffer(image.constBits(), np.uint32) & 0xFFFFFF
    found, counts = np.unique(pixels, return_counts=True)
    colors = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1).astype(np.float64)
    kept = list(np.argsort(-counts)[:_FREQUENT])
    error = np.full(len(found), np.inf)
    for place in range(min(_COLORS, len(found))):
        if place == len(kept):
            kept.append(np.argmax(error * np.sqrt(counts)))
        error = np.minimum(error, ((colors - colors[kept[place]]) ** 2).sum(axis=1))
    table = [int(found[color]) | 0xFF000000 for color in kept]
    image.convertToFormat(QImage.Format.Format_Indexed8, table).save(str(picture), "PNG", 0)  # type: ignore[call-overload]


if __name__ == "__main__":
    sys.exit(main())
