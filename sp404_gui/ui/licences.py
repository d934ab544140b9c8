"""What the program is made of and under which licences, as `tools/licences.py` listed it."""

import json

from sp404_gui.config.paths import resource
from sp404_gui.domain.errors import FatalError


def licence_lines() -> list[str]:
    """A line for each part: name, version, licence, and what it is a part of; empty where the list is missing."""
    try:
        with resource("licences.json").open("rb") as stream:
            rows = json.load(stream)
    except (FatalError, OSError, ValueError):
        return []
    return [_line(row) for row in rows]


def _line(row: dict[str, str]) -> str:
    name = f"{row['name']} {row['version']}".strip()
    inside = f" (in {row['inside']})" if "inside" in row else ""
    return f"{name}{inside}: {row['licence']}"
