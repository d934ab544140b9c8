"""What goes on in a collection."""

from enum import StrEnum


class Stage(StrEnum):
    """What goes on in a collection."""

    LOADING = "loading"
    LISTING = "listing"
    MEASURING = "measuring"
    READY = "ready"
    STARTING = "starting"
    RUNNING = "running"
    PAUSED = "paused"
    STOPPING = "stopping"
    ELSEWHERE = "elsewhere"
    DAMAGED = "damaged"


WORKING = frozenset({Stage.LISTING, Stage.MEASURING, Stage.STARTING, Stage.RUNNING, Stage.PAUSED, Stage.STOPPING})
"""The stages in which this program holds the job."""

RUN = frozenset({Stage.STARTING, Stage.RUNNING, Stage.PAUSED, Stage.STOPPING})
"""Those of them in which a run goes on."""

AHEAD = frozenset({Stage.LISTING, Stage.MEASURING})
"""Those that come before a run."""
