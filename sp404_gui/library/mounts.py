"""Where a folder lies: on a disk of this machine, or in the network."""

import os
import sys

_MOUNTS = "/proc/self/mounts"
_REMOTE = frozenset(
    (
        *("nfs", "nfs4", "cifs", "smb3", "smbfs", "ncpfs", "afs", "9p", "ceph", "glusterfs", "davfs"),
        *("fuse.sshfs", "fuse.davfs2", "fuse.rclone", "fuse.s3fs", "fuse.gvfsd-fuse"),
        *("vboxsf", "virtiofs", "prl_fs", "fuse.vmhgfs-fuse"),
    )
)
"""Kinds of file systems in which others write without this machine's system noticing; the last are of the hosts of virtual machines."""


def is_remote(folder: str, mounts: str = _MOUNTS) -> bool:
    """Whether a folder lies on a disk in the network, as far as the system tells. Blocks.

    Args:
        folder: Absolute path.
        mounts: The file in which Linux tells what is mounted.
    """
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - Windows alone has the call

        in_network = 4
        drive = os.path.splitdrive(folder)[0]
        return drive.startswith("\\\\") or bool(ctypes.windll.kernel32.GetDriveTypeW(drive + "\\") == in_network)
    try:
        with open(mounts, "rb") as stream:
            rows = [line.split() for line in stream]
    except OSError:
        return False
    there = os.path.realpath(folder)
    places = {_plain(row[1]): os.fsdecode(row[2]) for row in rows if len(row) > 2}  # noqa: PLR2004 - what, where, kind
    longest = max((place for place in places if _is_below(there, place)), key=len, default="")
    return places.get(longest, "") in _REMOTE


def _plain(escaped: bytes) -> str:
    """A path of the table: blanks, tabs, newlines and backslashes stand there as octal numbers."""
    for number, character in ((b"\\040", b" "), (b"\\011", b"\t"), (b"\\012", b"\n"), (b"\\134", b"\\")):
        escaped = escaped.replace(number, character)
    return os.fsdecode(escaped)


def _is_below(path: str, place: str) -> bool:
    return path == place or path.startswith(place.rstrip("/") + "/")
