"""Text from outside, made fit to be shown."""


def printable(text: str) -> str:
    r"""A name for a message: control, direction, line and undecodable characters become escapes such as `\x1b`.

    Args:
        text: Any text; may hold surrogates from `os.fsdecode`.
    """
    return "".join(character if character.isprintable() else ascii(character)[1:-1] for character in text)
