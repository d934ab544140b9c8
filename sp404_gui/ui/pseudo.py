"""A language that nobody speaks: English with accents, longer than any real one, so that what is cut or not translated shows."""

import re

from PySide6.QtCore import QTranslator

PSEUDO = "pseudo"
FIRST, LAST = "⟦", "⟧"
_LONGER = 0.4
_ACCENTS = str.maketrans("aceinouyACEINOUY", "áčéíñöüýÁČÉÍÑÖÜÝ")
_PLACES = re.compile(r"(%L?n|%\d|\{[^}]*\})")


class PseudoTranslator(QTranslator):
    """Translates everything by `stretched`."""

    def isEmpty(self) -> bool:
        """It has a word for everything."""
        return False

    def translate(self, _context: str, source: str, _disambiguation: str | None = None, _count: int = -1) -> str:
        """The text in the language that nobody speaks."""
        return stretched(source)


def stretched(text: str) -> str:
    """A text with accents, 40 % longer, in brackets; what stands for something else stays as it is."""
    parts = _PLACES.split(text)
    letters = sum(len(part) for part in parts[::2])
    accented = (part if place % 2 else part.translate(_ACCENTS) for place, part in enumerate(parts))
    return f"{FIRST}{''.join(accented)}{_padding(round(letters * _LONGER))}{LAST}" if letters else text


def _padding(length: int) -> str:
    """So many letters in words of five, which lines may be broken between."""
    return "".join(" " if place % 6 == 0 else "~" for place in range(length))
