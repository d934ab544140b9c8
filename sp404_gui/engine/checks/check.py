"""One line of the checklist."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "failed"]

FILES = "Files"
DISK = "Disk space"
PROVIDER = "Provider"
MODEL = "Model"
BUDGET = "Budget"


@dataclass(frozen=True, slots=True)
class Check:
    """What was found about one thing that a job needs.

    Attributes:
        name: What was looked at: "Files", "Disk space", "Provider", "Model" or "Budget".
        state: "ok"; "warning": the job can start, but the user should know; "failed": it would get nowhere.
        sentence: What was found, for the user.
    """

    name: str
    state: State
    sentence: str
