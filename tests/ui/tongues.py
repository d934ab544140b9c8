"""The program in a language of a test's choice, and English again after it."""

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication

from sp404_gui.ui.language import speak


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """Let everything that is made inside speak a language."""
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    before = QLocale()
    translators = speak(app, language)
    try:
        yield
    finally:
        for translator in translators:
            app.removeTranslator(translator)
            translator.deleteLater()
        QLocale.setDefault(before)
