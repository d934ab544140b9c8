"""Where a cluster is, and what this machine's folders are called there."""

import os
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ClusterPlace:
    """A cluster of other machines that measure.

    Attributes:
        address: Its scheduler, as "tcp://studio:8786".
        maps: Folders of this machine, absolute, and what its workers call them; other folders have the same name there.
    """

    address: str
    maps: tuple[tuple[str, str], ...] = ()

    def there(self, file: str) -> str:
        """What the workers call a file: by the longest folder that holds it."""
        for local, remote in sorted(self.maps, key=lambda pair: -len(pair[0])):
            inside = file.removeprefix(local.rstrip(os.sep))
            if file.startswith(local) and inside.startswith(os.sep):
                return remote.rstrip("/\\") + inside.replace(os.sep, "\\" if "\\" in remote else "/")
        return file
