"""Where a cluster is, what this machine's folders are called there, and what its workers are sent."""

import os
from dataclasses import dataclass

from sp404_gui import __version__
from sp404_gui.engine.stages import MEASUREMENT_VERSION


def versions() -> str:
    """What two machines must have in common for their measurements to be the same."""
    return f"sp404-batch {__version__}, measuring {MEASUREMENT_VERSION}"


@dataclass(frozen=True, slots=True)
class Errand:
    """One file for a worker of a cluster, and all that it is sent.

    Attributes:
        file: Its path, as the worker sees it.
        content_hash: BLAKE3 of what it must hold.
        max_bytes: Larger files are refused.
        time_limit_s: A file that takes longer is given up.
        versions: What the worker must be made of.
    """

    file: str
    content_hash: str
    max_bytes: int
    time_limit_s: float
    versions: str


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """A cluster of other machines that measure.

    Attributes:
        address: Its scheduler, as "tcp://studio:8786".
        maps: Folders of this machine, absolute, and what its workers call them; other folders have the same name there.
    """

    address: str
    maps: tuple[tuple[str, str], ...] = ()

    def errand(self, file: str, content_hash: str, max_bytes: int, time_limit_s: float) -> Errand:
        """What a worker is sent for a file of this machine."""
        return Errand(self.there(file), content_hash, max_bytes, time_limit_s, versions())

    def there(self, file: str) -> str:
        """What the workers call a file: by the longest folder that holds it."""
        for local, remote in sorted(self.maps, key=lambda pair: -len(pair[0])):
            inside = file.removeprefix(local.rstrip(os.sep))
            if inside != file and inside.startswith(os.sep):
                return remote.rstrip("/\\") + inside.replace(os.sep, "\\" if "\\" in remote else "/")
        return file
