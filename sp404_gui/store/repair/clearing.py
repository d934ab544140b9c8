"""What does not belong into a job folder is put away; what a crash left half written is removed."""

import os
from collections.abc import Container
from contextlib import suppress

from sp404_gui.store.atomic import write_errors_named
from sp404_gui.store.inventory import Role
from sp404_gui.store.repair.ground import Ground


def clear_links(ground: Ground) -> None:
    """Put away what stands in a file's or folder's place and is neither."""
    for found in ground.evidence.found:
        if found.wrong and not found.inside:
            ground.move_away(found, "was no plain file or folder")


def clear_away(ground: Ground, sound: Container[str]) -> None:
    """Remove leftovers, and put away results that were of no use where they were; those of `sound` are."""
    _remove_leftovers(ground)
    for found in ground.evidence.found:
        if found.wrong or found.inside or found.relative in sound:
            continue
        if found.role in (Role.RESULT, Role.STRANGER) and os.path.lexists(ground.job.at(found.relative)):
            ground.move_away(found, "could not be used where it was")


def _remove_leftovers(ground: Ground) -> None:
    leftovers = [found for found in ground.evidence.found if found.role is Role.LEFTOVER and not found.wrong and not found.inside]
    for found in leftovers:
        with write_errors_named(ground.job.at(found.relative)), suppress(FileNotFoundError):
            os.unlink(ground.job.at(found.relative))
    if leftovers:
        ground.done.append(f"What a crash had left half written was removed (files: {len(leftovers)}).")
