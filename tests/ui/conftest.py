"""A window needs an application, a theme and icons; any warning of Qt fails the test. Async tests run on Qt's own loop."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import asyncio
from collections.abc import Callable, Iterator, Mapping

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.bridge import make_loop
from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme


def pytest_asyncio_loop_factories() -> Mapping[str, Callable[[], asyncio.AbstractEventLoop]]:
    return {"qt": _loop}


def _loop() -> asyncio.AbstractEventLoop:
    app = QApplication.instance() or QApplication(["sp404-gui"])
    assert isinstance(app, QApplication)
    return make_loop(app)


@pytest.fixture(autouse=True)
def _nothing_left(qapp: QApplication) -> Iterator[None]:  # noqa: ARG001 - there is nothing to delete without it
    """Widgets that a test is done with go before the next begins."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("dark")
    theme.install(qapp)
    return theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)
