"""What the window holds to be fast has bounds, and what it shows no longer is given back."""

import ctypes
import gc
import subprocess
import sys
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QRect
from PySide6.QtWidgets import QApplication, QComboBox, QLabel, QPushButton, QStyleOptionViewItem, QWidget
from pytestqt.qtbot import QtBot

from sp404_gui.ui.delegates.texts import Texts
from sp404_gui.ui.dialogs.frame import DialogFrame
from sp404_gui.ui.panels.side_section import SideSection
from sp404_gui.ui.theme import Mode, Theme
from sp404_gui.ui.widgets.flow import FlowLayout
from tests.ui.windows import until

_BYTES_A_LINE = 1400
_BYTES_A_WIDGET = 48
"""What may stay of each; the item that a layout makes for it takes twice as much."""
_WARM_UP, _STEPS = 30, 100
_DIALOGS, _BYTES_A_DIALOG = 20, 1000


_LARGE = 8_000_000
_LARGE_BLOCKS = f"""
from sp404_gui.ui.heap import arrange_heap
from tests.ui.test_held import figures
arrange_heap()
apart = figures().hblkhd
for _ in range(3):
    large = bytearray({_LARGE})
    print(figures().hblkhd - apart)
    del large
"""
_ROOMS = """
import ctypes, threading
from sp404_gui.ui.heap import arrange_heap
arrange_heap()
libc = ctypes.CDLL(None)
libc.fdopen.restype = ctypes.c_void_p
libc.malloc_info.argtypes = ctypes.c_int, ctypes.c_void_p
libc.fflush.argtypes = (ctypes.c_void_p,)
meet = threading.Barrier(5)
def hold():
    block = bytearray(100_000)
    meet.wait()
    meet.wait()
threads = [threading.Thread(target=hold) for _ in range(4)]
for thread in threads:
    thread.start()
meet.wait()
out = libc.fdopen(1, b"w")
libc.malloc_info(0, out)
libc.fflush(out)
meet.wait()
"""


class Allocated(ctypes.Structure):
    """The figures of glibc's `mallinfo2`."""

    _fields_ = tuple(
        (name, ctypes.c_size_t)
        for name in ("arena", "ordblks", "smblks", "hblks", "hblkhd", "usmblks", "fsmblks", "uordblks", "fordblks", "keepcost")
    )


@pytest.mark.usefixtures("qapp")
def test_the_lines_of_a_cell_take_less_than_a_megabyte_however_much_is_shown() -> None:
    texts, option = Texts(), QStyleOptionViewItem()
    for number in range(2000):
        texts.line(f"kick {number}", QRect(0, 0, 200, 20), option)
        assert len(texts) * _BYTES_A_LINE < 1_000_000
    assert len(texts) > 100


def test_chips_that_are_shown_no_longer_are_given_back_whole(qtbot: QtBot) -> None:
    host = QWidget()
    qtbot.addWidget(host)
    chips = FlowLayout(host)

    def show_others() -> None:
        for _ in range(20):
            chips.addWidget(QLabel())
        chips.clear()

    assert _grown_by(show_others) < 20 * _BYTES_A_WIDGET


def test_buttons_of_the_sidebar_that_are_shown_no_longer_are_given_back_whole(qtbot: QtBot) -> None:
    host = QWidget()  # a window's own smallest size would be said anew, and noted by the test's log
    qtbot.addWidget(host)
    section = SideSection("Recent")
    section.setParent(host)
    assert _grown_by(lambda: section.put([QPushButton() for _ in range(20)])) < 20 * _BYTES_A_WIDGET


async def test_of_dialogs_that_are_gone_qt_holds_nothing_after_the_next_change_of_colours(qapp: QApplication) -> None:
    theme, part = Theme("dark"), QWidget()
    theme.prepare(qapp)
    theme.dress(part)
    changed: list[int] = []
    theme.changed.connect(lambda: changed.append(1))

    async def change(mode: Mode) -> None:
        changed.clear()
        theme.set_mode(mode)
        await until(lambda: changed, "the new colours")

    async def held_after_some() -> int:
        for _ in range(_DIALOGS):
            dialog = DialogFrame(theme, "Some")
            for _ in range(20):
                dialog.body.addWidget(QComboBox())
            dialog.grab()
            dialog.deleteLater()
            _settle()
        await change("light")
        await change("dark")
        return _allocated()

    await held_after_some()
    before = await held_after_some()
    assert await held_after_some() - before < _DIALOGS * _BYTES_A_DIALOG
    part.deleteLater()
    _settle()


def test_large_blocks_stand_apart_also_after_others_of_their_size_were_freed() -> None:
    figures()
    done = subprocess.run([sys.executable, "-c", _LARGE_BLOCKS], capture_output=True, text=True, check=True)  # one with no blocks of others
    assert min(map(int, done.stdout.split())) >= _LARGE


def test_threads_share_one_room_for_small_blocks() -> None:
    figures()
    done = subprocess.run([sys.executable, "-c", _ROOMS], capture_output=True, text=True, check=True)
    assert done.stdout.count("<heap nr=") == 1


def _grown_by(step: Callable[[], None]) -> float:
    """Bytes that stay allocated of one of many equal steps."""
    for _ in range(_WARM_UP):
        step()
        _settle()
    before = _allocated()
    for _ in range(_STEPS):
        step()
        _settle()
    return (_allocated() - before) / _STEPS


def _settle() -> None:
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    QCoreApplication.processEvents()


def _allocated() -> int:
    gc.collect()
    return int(figures().uordblks)


def figures() -> Allocated:
    ask = getattr(ctypes.CDLL(None), "mallinfo2", None) if sys.platform == "linux" else None
    if ask is None:
        pytest.skip("only glibc tells what is allocated")
    ask.restype = Allocated
    figures: Allocated = ask()
    return figures
