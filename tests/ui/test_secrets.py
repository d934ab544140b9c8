"""A key that is typed into the window goes into the system's keyring, and nowhere else."""

import logging
import os
import sys
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit

from sp404_gui.config import secrets
from sp404_gui.ui.dialogs.error_report import ErrorReportDialog
from sp404_gui.ui.dialogs.key_box import KeyBox
from sp404_gui.ui.dialogs.settings import SettingsDialog
from sp404_gui.ui.program_log import keep_log
from tests.torture.canary import CANARY, leaks_in, leaks_under, open_to_others
from tests.ui.widget_walk import texts
from tests.ui.windows import opened, until


class Locked:
    """A keyring that takes nothing at first, and says so in the worst way."""

    viable = True
    kept: str | None = None
    is_locked = True

    def get_password(self, service: str, username: str) -> str | None:
        return Locked.kept

    def set_password(self, service: str, username: str, password: str) -> None:
        if Locked.is_locked:
            raise OSError(f"cannot store {password}")
        Locked.kept = password

    def delete_password(self, service: str, username: str) -> None:
        Locked.kept = None


@pytest.fixture
def _keyring(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    module = types.ModuleType("own_keyring")
    module.Keyring = Locked  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, module.__name__, module)
    monkeypatch.setattr(secrets, "_BACKENDS", {sys.platform: (("own_keyring", "Keyring"),)})
    before = list(logging.getLogger().handlers)
    yield
    Locked.kept, Locked.is_locked = None, True
    for handler in [handler for handler in logging.getLogger().handlers if handler not in before]:
        logging.getLogger().removeHandler(handler)
        handler.close()


@pytest.mark.usefixtures("_keyring")
async def test_a_key_typed_into_the_settings_is_in_the_keyring_alone(home: Path) -> None:
    umask = os.umask(0)
    keep_log(str(home / "logs"))
    async with opened(home) as window:
        window.dialogs.settings()
        await until(lambda: any(dialog.isVisible() for dialog in window.findChildren(SettingsDialog)), "the settings")
        dialog = window.findChild(SettingsDialog)
        assert dialog is not None
        box = dialog.findChild(KeyBox)
        assert box is not None
        await until(lambda: box.isEnabled() and not box.has_key)
        QTest.keyClicks(box.secret, CANARY)
        box.keep.click()
        await until(lambda: any("does not answer" in text for _, text in texts(dialog)), "the keyring refused")
        assert said() == [], "while the key is typed, and after the keyring complained about it"
        Locked.is_locked = False
        box.keep.click()
        await until(lambda: box.has_key, "the keyring took it")
        assert Locked.kept == CANARY
        assert [field for field in QApplication.allWidgets() if isinstance(field, QLineEdit) and CANARY in field.text()] == []
        dialog.accept()
        window.dialogs.report(RuntimeError("something that nobody expected"))
        report = window.findChild(ErrorReportDialog)
        assert report is not None
        assert said() == []
        report.accept()
    os.umask(umask)
    assert leaks_under(home) == []
    assert open_to_others(home) == []
    assert (home / "logs" / "window.log").exists()


def said() -> list[str]:
    """What tells the key of all that the program shows, speaks or has put on the clipboard."""
    shown = [text for widget in QApplication.topLevelWidgets() for _, text in texts(widget)]
    return leaks_in("\n".join([*shown, QGuiApplication.clipboard().text()]).encode())
