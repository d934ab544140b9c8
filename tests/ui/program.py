"""`python -m sp404_gui` as a user starts it: a process of its own that paints on no screen, with a home of its own."""

import json
import sys
from pathlib import Path
from typing import Any

from tests.e2e import jobs
from tests.e2e.command import Command


class Program(Command):
    """The window as a process.

    Args:
        place: Empty folder: the working directory, with the program's home in it.
    """

    def __init__(self, place: Path) -> None:
        super().__init__(place)
        self.env["QT_QPA_PLATFORM"] = "offscreen"

    def line(self, *arguments: str | Path) -> list[str]:
        """What is run."""
        return [sys.executable, "-m", "sp404_gui", *map(str, arguments)]

    @property
    def state(self) -> dict[str, Any]:
        """What the window remembers; empty as long as it has not been closed."""
        file = self.home / "window.json"
        row: dict[str, Any] = json.loads(file.read_bytes()) if file.exists() else {}
        return row

    def remember(self, **state: object) -> None:
        """Let a window remember something."""
        self.home.mkdir(exist_ok=True)
        (self.home / "window.json").write_text(json.dumps({"seen": True, "on_select": False} | state), "utf-8")

    def job_of(self, folder: Path) -> Path | None:
        """The job folder that the window made of a folder, once its samples are listed."""
        for manifest in self.home.glob("jobs/*/manifest.json"):
            row = jobs.manifest(manifest.parent)
            if row["folders"] == [str(folder)] and row["scan_complete"]:
                return manifest.parent
        return None
