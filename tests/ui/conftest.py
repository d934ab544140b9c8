"""A window needs an application, a theme and icons; any warning of Qt fails the test."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.icons import Icons
from sp404_gui.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    theme = Theme("dark")
    theme.install(qapp)
    return theme


@pytest.fixture
def icons(theme: Theme) -> Icons:
    return Icons(theme)
