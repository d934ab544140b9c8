"""Text from outside, made fit to be shown; and sizes."""

import math

_KILOBYTE, _MEGABYTE, _GIGABYTE = 1_000, 1_000_000, 1_000_000_000


def printable(text: str) -> str:
    r"""A name for a message: control, direction, line and undecodable characters become escapes such as `\x1b`.

    Args:
        text: Any text; may hold surrogates from `os.fsdecode`.
    """
    if text.isprintable():
        return text
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)


def size_text(count: int) -> str:
    """A size in bytes, in a unit that leaves something before the point: "12 kB", "7.0 MB", "1.5 GB"."""
    if count >= _GIGABYTE:
        return f"{count / _GIGABYTE:,.1f} GB"
    if count >= _MEGABYTE:
        return f"{count / _MEGABYTE:,.1f} MB"
    return f"{math.ceil(count / _KILOBYTE)} kB"
