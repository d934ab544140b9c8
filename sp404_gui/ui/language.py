"""The window's language: English is what it is written in, others come from catalogues; numbers and dates follow it."""

import os
from collections.abc import Iterator

from PySide6.QtCore import QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from sp404_gui.config.paths import resource
from sp404_gui.ui.pseudo import PSEUDO, PseudoTranslator

ENGLISH = "en"
TRANSLATED = ("de",)
"""What the window is translated into; each has a catalogue among the resources."""
SYSTEM = "system"


def chosen(wanted: str) -> str:
    """The language that a setting means: the first of the system's languages that the window has, where it follows the system."""
    if wanted in {ENGLISH, PSEUDO, *TRANSLATED}:
        return wanted
    offered = (tag.partition("-")[0] for tag in QLocale.system().uiLanguages())
    return next((language for language in offered if language in {ENGLISH, *TRANSLATED}), ENGLISH)


def speak(app: QApplication, wanted: str) -> list[QTranslator]:
    """Let the program speak a language from here on; before the first widget is made, which asks for its words once.

    Args:
        app: What the catalogues belong to.
        wanted: "system", "en", "de", or "pseudo": English that is longer, to see what has no room.

    Returns:
        What translates now; English needs nothing.
    """
    language = chosen(wanted)
    translators = list(_translators(app, language))
    for translator in translators:
        app.installTranslator(translator)
    QLocale.setDefault(_locale(ENGLISH if language == PSEUDO else language))
    return translators


def _translators(app: QApplication, language: str) -> Iterator[QTranslator]:
    """Qt's own words may be missing, where a distribution packs them apart: its buttons are English then."""
    if language == PSEUDO:
        yield PseudoTranslator(app)
    if language in TRANSLATED:
        places = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath), os.fspath(resource("translations"))
        for name, folder in zip(("qtbase", "sp404"), places, strict=True):
            translator = QTranslator(app)
            if translator.load(f"{name}_{language}", folder):
                yield translator


def _locale(language: str) -> QLocale:
    """How numbers and dates are written: the system's way if it speaks that language, else that language's in the system's country."""
    system, wanted = QLocale.system(), QLocale(language).language()
    return system if system.language() == wanted else QLocale(wanted, system.territory())
