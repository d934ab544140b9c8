"""Files of a job folder, edited as by another program: one that knows of no checksums."""

import re
from pathlib import Path

_SEAL = re.compile(rb"\}[ \t]{32}")


def edit(file: Path, old: bytes, new: bytes) -> None:
    """Put other bytes in the place of some that are there."""
    data = file.read_bytes()
    assert old in data
    file.write_bytes(_SEAL.sub(b"}", data.replace(old, new)))
