"""A window needs an application, a theme and icons. Async tests run on Qt's own loop. Qt's warnings and what is left behind fail a test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import asyncio
import gc
from collections.abc import Callable, Generator, Iterator, Mapping
from pathlib import Path

import pytest
import soundfile
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from sp404_gui.engine.listening.listener import Listener
from sp404_gui.ui.application import Application
from sp404_gui.ui.bridge import make_loop
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.panels.inspector import Inspector
from sp404_gui.ui.theme import Theme
from tests.conftest import MakeSounds
from tests.e2e.command import Command
from tests.fakes.server import FakeServer
from tests.ui.leaks import Watch, tasks, ticking


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qt": _loop}


def _loop() -> asyncio.AbstractEventLoop:
    app = QApplication.instance() or Application(["sp404-gui"])
    assert isinstance(app, QApplication)
    return make_loop(app)


@pytest.fixture(scope="session")
def qapp_cls() -> type[Application]:
    """The program's own application object."""
    return Application


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item: pytest.Function) -> Generator[None]:
    """A task that goes on after its test fails it: closing the loop would end it without a word."""
    yield
    assert tasks(runner.get_loop() for runner in _runners(item)) == []


@pytest.fixture(autouse=True, scope="module")
def _decoder_on_demand() -> Iterator[None]:
    """A window starts the process that decodes ahead of the first sound: here with it, for most tests hear none."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Listener, "start", lambda _: None)
        yield


@pytest.fixture(autouse=True, scope="module")
def _no_garbage(request: pytest.FixtureRequest) -> Iterator[None]:
    """What is left of Qt's objects ends here, and not in a thread of some later test; where loops ran, nothing may tick on after them."""
    yield
    gc.collect()
    if any(item.get_closest_marker("asyncio") for item in request.session.items if request.node in item.listchain()):
        assert ticking() == []


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - there is nothing to leave without it
    """Threads, processes and windows end with the test that began them."""
    watch = Watch()
    gc.disable()  # as the window does: a collection in another thread would delete Qt's objects there
    yield
    gc.collect(1)
    gc.enable()
    assert watch.left() == []


def _runners(item: pytest.Function) -> list[asyncio.Runner]:
    """What a test's coroutines run on; empty for a test that has none."""
    return [value for value in item.funcargs.values() if isinstance(value, asyncio.Runner)]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of the program's own, without a key."""
    for name in ("OPENROUTER_API_KEY", "SP404_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("SP404_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def asking(server: FakeServer, monkeypatch: pytest.MonkeyPatch) -> FakeServer:
    """The server that the window's own jobs ask."""
    for name, value in {"PROVIDER": server.base_url, "BATCH_SIZE": "5", "INTERVAL_S": "0.1"}.items():
        monkeypatch.setenv(f"SP404_{name}", value)
    return server


@pytest.fixture
def others(sound_pool: Path) -> Iterator[Path]:
    """Sounds that no collection has at first."""
    return iter(sorted(sound_pool.rglob("*.wav"))[-20:])


@pytest.fixture
def job(command: Command, make_sounds: MakeSounds) -> Path:
    """A finished job of four sounds, a copy of the first, and a FLAC of the second."""
    folder = make_sounds(4)
    (folder / "kick copy.wav").write_bytes((folder / "Drums/kick_000.wav").read_bytes())
    samples, rate = soundfile.read(folder / "Drums/snare_001.wav")
    soundfile.write(folder / "snare.flac", samples, rate, subtype="PCM_16")
    assert command("process", folder.name, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    return command.place / "job"


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("dark")
    theme.prepare(qapp)
    theme.dress(qapp)
    return theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)


@pytest.fixture
def inspector(qtbot: QtBot, theme: Theme, icons: Icons) -> Inspector:
    """The inspector alone, in sight and empty."""
    panel = Inspector(theme, icons)
    qtbot.addWidget(panel)
    panel.resize(316, 700)
    panel.show()
    qtbot.waitExposed(panel)
    return panel
