"""Text from outside made safe to pass on: file names to the model, the model's words to the user."""

import unicodedata


def cleaned(text: str, limit: int) -> str:
    """Return `text` on one line without control, bidi, unassigned and surrogate characters, at most `limit` characters long.

    Line and paragraph breaks count as spaces; runs of spaces become one. The result is in NFC, so that equal names make equal bytes.
    """
    head = text[: 8 * limit]
    kept = (_plain(char) for char in unicodedata.normalize("NFC", head))
    one_line = " ".join("".join(kept).split())
    return one_line if len(one_line) <= limit else one_line[: limit - 1].rstrip() + "…"


def _plain(char: str) -> str:
    if char.isspace():
        return " "
    return "" if unicodedata.category(char).startswith("C") else char
