"""The program itself: started, started again, started wrongly, asked for a picture, told to end."""

import asyncio
import json
import os
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from PySide6.QtGui import QFileOpenEvent, QGuiApplication, QImage
from PySide6.QtNetwork import QLocalServer, QLocalSocket
from PySide6.QtWidgets import QApplication, QWidget

from sp404_gui.config.paths import locations
from sp404_gui.ui import app, single
from sp404_gui.ui.application import Application
from sp404_gui.ui.arguments import Arguments, parse
from sp404_gui.ui.main_window import MainWindow
from sp404_gui.ui.single import FirstWindow, find_first, hand_over, lock_of
from tests.conftest import MakeSounds
from tests.e2e.command import until as wait_until
from tests.ui.program import Program
from tests.ui.windows import until


@pytest.fixture
def program(tmp_path: Path) -> Program:
    return Program(tmp_path)


class Left(Program):
    """A program whose loop Qt leaves by itself once there is a file "leave" beside it.

    Args:
        place: Empty folder.
        how: What Qt does: "quit" where the system ends it, "exit" again and again where the screen is gone.
    """

    def __init__(self, place: Path, how: str) -> None:
        super().__init__(place)
        self._how = how

    def line(self, *arguments: str | Path) -> list[str]:
        """What is run."""
        code = f"""
import os, sys
from PySide6.QtCore import QTimer
from sp404_gui.ui import app
make_app = app.make_app
def make():
    qt = make_app()
    timer = QTimer(qt)
    timer.timeout.connect(lambda: os.path.exists("leave") and qt.{self._how}())
    timer.start(20)
    return qt
app.make_app = make
sys.exit(app.main(sys.argv[1:]))
"""
        return [sys.executable, "-c", code, *map(str, arguments)]


@asynccontextmanager
async def composed(monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[MainWindow]:
    """The window as the program composes it, until it is closed and all is saved."""
    monkeypatch.setattr(signal, "signal", lambda *_: None)  # the test's own process obeys its own signals
    qt = QApplication.instance()
    assert isinstance(qt, Application)
    lock = lock_of(locations(os.environ).config_file)
    assert lock.tryLock(0)
    living = asyncio.ensure_future(app._live(qt, Arguments(), f"sp404-test-{os.getpid()}", lock))  # noqa: SLF001 - what `main` runs
    await until(lambda: in_sight(qt), "a window")
    window = in_sight(qt)[0]
    await until(lambda: hasattr(window.services, "settings"), "its settings")
    yield window
    window.close()
    assert await asyncio.wait_for(living, 10) == 0
    assert not lock.isLocked(), "whatever thread may still hang, the next start is the first"


def in_sight(qt: QApplication) -> list[MainWindow]:
    return [window for window in qt.topLevelWidgets() if isinstance(window, MainWindow) and window.isVisible()]


def test_a_second_start_hands_its_folders_to_the_first(program: Program, make_sounds: MakeSounds) -> None:
    first_folder, second_folder = make_sounds(2, "First"), make_sounds(3, "Second")
    program.remember()
    with program.started(first_folder) as first:
        wait_until(lambda: program.job_of(first_folder), "the first collection")
        second = program(second_folder, within_s=20)
        assert (second.code, second.out) == (0, "")
        wait_until(lambda: program.job_of(second_folder), "the collection that the second start asked for")
        assert first.process.poll() is None
        first.signal(signal.SIGTERM)
        assert first.ended().code == 0
    assert program.state["place"] == str(program.job_of(second_folder))


@pytest.mark.parametrize("how", ["quit", "exit"])
def test_all_is_saved_where_the_system_ends_the_program_or_its_screen_is_gone(tmp_path: Path, make_sounds: MakeSounds, how: str) -> None:
    program, folder = Left(tmp_path, how), make_sounds(2)
    program.remember()
    with program.started(folder) as window:
        wait_until(lambda: program.job_of(folder), "the collection")
        (tmp_path / "leave").touch()
        assert window.ended().code == 0
    assert program.state["place"] == str(program.job_of(folder))


async def test_a_start_while_the_window_closes_waits_until_it_has_kept_all_and_is_a_start_of_its_own(qapp: QApplication) -> None:
    name, called = f"sp404-test-{os.getpid()}-closing", list[list[str]]()
    first = FirstWindow(name, qapp)
    first.called.connect(called.append)
    first.turn_away()
    second = asyncio.create_task(asyncio.to_thread(hand_over, name, ["/samples"]))
    await until(first._server.hasPendingConnections, "the second start")  # noqa: SLF001 - nobody is to take it
    assert not second.done()
    first.close()
    assert await second is False
    assert called == []
    first.deleteLater()


async def test_a_second_start_waits_for_a_first_that_does_not_listen_yet_and_takes_nothing_from_it(
    qapp: QApplication, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, called, file = f"sp404-test-{os.getpid()}-slow", list[list[str]](), str(tmp_path / "home" / "config.toml")
    held = lock_of(file)
    assert held.tryLock(0)
    tries = list[str]()

    def tried(name: str, folders: Sequence[str]) -> bool:
        tries.append(name)
        return hand_over(name, folders)

    monkeypatch.setattr(single, hand_over.__name__, tried)
    second = asyncio.create_task(asyncio.to_thread(find_first, lock_of(file), name, ["/samples"]))
    await until(lambda: len(tries) > 1, "a second try")
    first = FirstWindow(name, qapp)
    first.called.connect(called.append)
    another = FirstWindow(name, qapp, alone=False)
    assert await second is True
    assert await asyncio.to_thread(hand_over, name, ["/more"])
    assert called == [["/samples"], ["/more"]]
    first.close()
    later = lock_of(file)
    following = asyncio.create_task(asyncio.to_thread(find_first, later, name, ["/samples"]))
    held.unlock()
    assert await following is False
    assert later.isLocked(), "it is the first now"
    later.unlock()
    for window in (first, another):
        window.close()
        window.deleteLater()


@pytest.mark.skipif(not hasattr(os, "getuid"), reason="other systems have no such users")
async def test_who_listens_but_is_another_user_or_says_anything_else_is_told_nothing_more(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    name, heard = f"sp404-test-{os.getpid()}-strange", list[bytes]()
    ear = QLocalServer(qapp)
    assert ear.listen(name)

    def answer(caller: QLocalSocket) -> None:
        heard.append(bytes(caller.readAll().data()))
        caller.write(b"x")

    def listen() -> None:
        caller = ear.nextPendingConnection()
        caller.readyRead.connect(lambda: answer(caller))

    ear.newConnection.connect(listen)
    assert not await asyncio.to_thread(hand_over, name, ["/samples"])
    assert heard == [b'["/samples"]\n']
    me = os.getuid()
    monkeypatch.setattr(os, "getuid", lambda: me + 1)
    assert not await asyncio.to_thread(hand_over, name, ["/secret"])
    assert len(heard) == 1
    ear.close()
    ear.deleteLater()


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
async def test_a_second_start_hands_over_paths_that_are_not_utf8(qapp: QApplication) -> None:
    name, called = f"sp404-test-{os.getpid()}-odd", list[list[str]]()
    first = FirstWindow(name, qapp)
    first.called.connect(called.append)
    paths = [os.fsdecode(b"/samples/caf\xe9"), "/samples/cafe"]
    second = "import sys; from sp404_gui.ui.single import hand_over; sys.exit(not hand_over(sys.argv[1], sys.argv[2:]))"
    done = await asyncio.to_thread(subprocess.run, [sys.executable, "-c", second, name, *paths], check=False)
    assert done.returncode == 0
    assert called == [paths]
    first.close()
    first.deleteLater()


def test_a_picture_has_its_size_and_touches_nothing_of_the_user(program: Program, finished_job: Path) -> None:
    program.remember(filter="kick", view="monitor")
    before = contents(program.home), contents(finished_job)
    done = program("--screenshot", "picture.png", "--job", finished_job, "--theme", "light", "--size", "900x600", "--scale", "1.5")
    assert (done.code, done.out) == (0, "")
    picture = QImage(str(program.place / "picture.png"))
    assert (picture.width(), picture.height()) == (1350, 900)
    assert picture.pixelColor(5, 5).lightness() > 200
    assert (contents(program.home), contents(finished_job)) == before


@pytest.mark.parametrize(
    "wrong",
    [["--nonsense"], ["--theme", "pink"], ["--size", "tiny"], ["--size", "1x1"], ["--scale", "big"], ["--view", "moon"], ["--row", "x"]],
)
def test_wrong_arguments_are_said_and_end_with_2(wrong: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        parse(wrong)
    assert ended.value.code == 2
    assert wrong[0] in capsys.readouterr().err


def test_the_sound_devices_are_told_without_loading_a_window() -> None:
    code = """
import sys
from sp404_gui.__main__ import main
sys.argv[1:] = ["--devices"]
try:
    main()
finally:
    assert not {"sp404_gui.ui.main_window", "PySide6.QtWidgets"} & set(sys.modules)
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert set(json.loads(done.stdout)) == {"devices", "trouble"}


def test_a_picture_of_a_folder_says_how_to_make_one(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        parse(["My Samples", "--screenshot", "window.png"])
    assert "sp404-batch process" in capsys.readouterr().err


async def test_a_broken_settings_file_is_said_and_keeps_no_window_from_opening(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "config.toml").write_text("theme = purple [", "utf-8")
    async with composed(monkeypatch) as window:
        await until(lambda: window.notices.text, "a sentence")
        assert "config.toml" in window.notices.text
        await until(lambda: window.tasks.idle, "rest")
    assert (home / "config.toml").read_text("utf-8") == "theme = purple ["


async def test_a_window_whose_monitor_is_gone_comes_back_on_the_screen(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    Program(home.parent).remember(geometry=geometry_far_away())
    async with composed(monkeypatch) as window:
        screen = QGuiApplication.primaryScreen().availableGeometry()
        assert screen.intersects(window.frameGeometry())
        assert screen.contains(window.frameGeometry().topLeft())
        await until(lambda: window.tasks.idle, "rest")


async def test_a_state_that_is_damaged_costs_no_more_than_itself(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home.mkdir()
    (home / "window.json").write_text(
        '{"seen": true, "geometry": "no", "across": ["x", -1, {}], "columns": {"order": 3}, "volume_db": "loud"}'
    )
    async with composed(monkeypatch) as window:
        assert window.across.sizes() != []
        await until(lambda: window.tasks.idle, "rest")


async def test_what_is_dropped_on_the_icon_of_a_mac_is_opened_also_when_it_comes_before_the_window(
    home: Path, monkeypatch: pytest.MonkeyPatch, make_sounds: MakeSounds, qapp: QApplication
) -> None:
    Program(home.parent).remember()
    first, second = make_sounds(2, "First"), make_sounds(3, "Second")
    QApplication.sendEvent(qapp, QFileOpenEvent(str(first)))
    async with composed(monkeypatch) as window:
        await until(lambda: window.shelf.current is not None and window.shelf.current.info.folders == (str(first),), "the first folder")
        QApplication.sendEvent(qapp, QFileOpenEvent(str(second)))
        await until(lambda: window.shelf.current is not None and window.shelf.current.info.folders == (str(second),), "the second folder")
        await until(lambda: window.tasks.idle, "rest")


def geometry_far_away() -> str:
    """Place and size of a window on a monitor that nobody has any more, as Qt packs them."""
    window = QWidget()
    window.setGeometry(20_000, 15_000, 900, 600)
    packed = bytes(window.saveGeometry().toBase64().data()).decode("ascii")
    window.deleteLater()
    return packed


def contents(folder: Path) -> dict[str, tuple[int, bytes]]:
    """All files of a folder with their times and bytes."""
    return {str(file): (file.stat().st_mtime_ns, file.read_bytes()) for file in sorted(folder.rglob("*")) if file.is_file()}
