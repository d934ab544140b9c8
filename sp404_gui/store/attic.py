"""Where damaged files of a job folder go: beside the others, never overwritten, never deleted."""

import os
import stat
from contextlib import suppress

from sp404_gui.store.atomic import OPEN_FLAGS, sync_folder, write_all, write_errors_named
from sp404_gui.store.folders import make_private

ATTIC = "damaged"


class Attic:
    """The folder `damaged` of a job folder; a file keeps its relative path there.

    Args:
        folder: The job folder.
    """

    def __init__(self, folder: str) -> None:
        self._folder = folder

    def keep(self, relative: str) -> None:
        """Put a copy of a file there that is about to be replaced; anything but a plain file is moved.

        Raises:
            DiskFull: The disk takes no more; the file is where it was.
        """
        source = os.path.join(self._folder, relative)
        if not os.path.lexists(source):
            return
        if not stat.S_ISREG(os.lstat(source).st_mode):
            self.move(relative)
            return
        with write_errors_named(source):
            with open(source, "rb") as stream:
                data = stream.read()
            place = self._free_place(relative)
            try:
                _write_copy(place, data)
            except BaseException:
                with suppress(OSError):
                    os.unlink(place)
                raise

    def move(self, relative: str) -> None:
        """Move a file, a folder or a link there, as it is.

        Raises:
            FatalError: It cannot be moved.
        """
        source = os.path.join(self._folder, relative)
        with write_errors_named(source):
            os.rename(source, self._free_place(relative))
        sync_folder(os.path.dirname(source))

    def _free_place(self, relative: str) -> str:
        head, name = os.path.split(relative)
        folder = self._plain_folder(self._folder, ATTIC)
        for part in head.split(os.sep) if head else ():
            folder = self._plain_folder(folder, part)
        place, number = os.path.join(folder, name), 1
        while os.path.lexists(place):
            number += 1
            place = os.path.join(folder, f"{name}.{number}")
        return place

    @staticmethod
    def _plain_folder(parent: str, name: str) -> str:
        """A real folder, made if absent: a link might lead out of the job folder."""
        place, number = os.path.join(parent, name), 1
        while os.path.lexists(place) and not stat.S_ISDIR(os.lstat(place).st_mode):
            number += 1
            place = os.path.join(parent, f"{name}.{number}")
        make_private(place)
        return place


def _write_copy(path: str, data: bytes) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | OPEN_FLAGS, 0o600)
    try:
        write_all(descriptor, data)
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
