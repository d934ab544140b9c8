"""Folders as people name them."""

import os


def absolute(path: str) -> str:
    """Where a path leads, from the root on. Links keep the names that the user gave them.

    `..` behind a link leads to where the link's target lies, as in every other program; by its letters alone it would lead elsewhere.
    """
    by_letters = os.path.abspath(path)
    if os.pardir not in path.split(os.sep) or "\0" in path:
        return by_letters
    target = os.path.realpath(path)
    return by_letters if os.path.realpath(by_letters) == target else target
