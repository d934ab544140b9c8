"""How a job is approached, from the number of its samples."""

import os
from dataclasses import dataclass

from sp404_gui.domain.job import Strategy

_BATCHED_FROM = 101
_DISTRIBUTED_FROM = 501
_STAGED_FROM = 5001


@dataclass(frozen=True, slots=True)
class Approach:
    """What a strategy changes.

    Attributes:
        strategy: Its name.
        disk_cache: Whether measurements are remembered across jobs; paid answers always are.
        workers: Worker processes for local analysis.
        offer_overnight: Whether the plan suggests `--overnight`.
    """

    strategy: Strategy
    disk_cache: bool
    workers: int
    offer_overnight: bool = False


def workers_of(chosen: Approach, wanted: int | None) -> int:
    """Worker processes: the user's number, one a processor for 0, the approach's own for None."""
    return chosen.workers if wanted is None else wanted or os.cpu_count() or 1


def approach(samples: int, cores: int | None = None) -> Approach:
    """The approach for a number of samples.

    Args:
        samples: How many there are.
        cores: Processor cores of this machine; found out when None.
    """
    cores = cores or os.cpu_count() or 1
    if samples < _BATCHED_FROM:
        return Approach(Strategy.SIMPLE_SEQUENTIAL, disk_cache=False, workers=1)
    if samples < _DISTRIBUTED_FROM:
        return Approach(Strategy.BATCHED_WITH_CACHE, disk_cache=True, workers=min(2, cores))
    if samples < _STAGED_FROM:
        return Approach(Strategy.DISTRIBUTED_PROCESSING, disk_cache=True, workers=cores)
    return Approach(Strategy.STAGED_PROCESSING, disk_cache=True, workers=cores, offer_overnight=True)
