"""Folders as people name them, and what lies in them."""

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


def is_inside(target: str, root: str) -> bool:
    """Whether a resolved path is a resolved folder, or lies in it."""
    try:
        return os.path.commonpath((target, root)) == root
    except ValueError:  # on another drive
        return False
