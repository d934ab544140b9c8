"""The system's trash: the one way in which this program ever takes a file of the user's away, and one that leads back."""

import os
import stat
import sys

from send2trash import send2trash
from send2trash.exceptions import TrashPermissionError

from sp404_gui.domain.errors import NoTrash, NotRegularFile, PermissionRefused, SourceUnavailable
from sp404_gui.domain.text import printable


def move_to_trash(path: str) -> None:
    """Move a file to the trash. Blocks. Where the place has no trash, the file stays where it is.

    Args:
        path: Absolute path of a regular file; a link is refused, since what it leads to would stay.

    Raises:
        NotRegularFile: It is a link, a folder or something else that is no file.
        NoTrash: Its disk has no trash, or none that may be written to.
        PermissionRefused: It may not be moved.
        SourceUnavailable: It is gone, or its disk fails.
    """
    name = printable(path)
    _require_plain_file(path)
    if not _is_kept_by_trash(path):
        raise NoTrash(f"{name} lies on a disk without a trash, so it stays where it is. Move it away by hand if you want to.")
    try:
        send2trash(path)
    except TrashPermissionError as error:
        raise NoTrash(f"{name} lies on a disk whose trash may not be written to, so it stays where it is.") from error
    except PermissionError as error:
        raise PermissionRefused(
            f"{name} may not be moved, so it stays where it is. Give yourself the right to change its folder."
        ) from error
    except FileNotFoundError as error:
        raise SourceUnavailable(f"{name} is no longer there.") from error
    except OSError as error:
        why = error.strerror or str(error)
        raise NoTrash(f"{name} could not be moved to the trash ({printable(why)}), so it stays where it is.") from error
    if os.path.lexists(path):
        raise NoTrash(f"{name} is still there: its disk has no trash.")


def _require_plain_file(path: str) -> None:
    try:
        mode = os.lstat(path).st_mode
    except (OSError, ValueError) as error:
        raise SourceUnavailable(f"{printable(path)} is no longer there.") from error
    if not stat.S_ISREG(mode):
        raise NotRegularFile(f"{printable(path)} is a link or no regular file, so it stays where it is.")


def _is_kept_by_trash(path: str) -> bool:
    """Whether what is sent to the trash can be brought back: Windows deletes for good what lies on a card or in the network."""
    if sys.platform != "win32":
        return True
    import ctypes  # noqa: PLC0415 - Windows alone has the call

    fixed = 3
    root = os.path.splitdrive(os.path.abspath(path))[0] + "\\"
    return bool(ctypes.windll.kernel32.GetDriveTypeW(root) == fixed)
