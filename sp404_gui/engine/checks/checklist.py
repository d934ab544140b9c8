"""Everything that is looked at before the first call."""

import asyncio
from collections.abc import Callable, Sequence

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.checks.check import DISK, FILES, Check
from sp404_gui.engine.checks.local import check_disk, check_files
from sp404_gui.engine.checks.provider import check_budget, check_provider
from sp404_gui.engine.outlook.estimate import Estimate

__all__ = ["Check", "check"]

_PATIENCE_S = 8.0


async def check(
    place: str,
    options: JobOptions,
    estimate: Estimate,
    key: Key | None,
    *,
    folders: Sequence[str] = (),
    is_known: bool = True,
    timeout_s: float = _PATIENCE_S,
) -> list[Check]:
    """Look at everything that a job needs, side by side. Never raises, writes nothing, and is through soon after the time limits.

    Args:
        place: The job folder; it need not exist yet.
        options: The options that the next run would have.
        estimate: What the job would take.
        key: The key for the provider; None where there is none.
        folders: Where the samples are, while the job folder does not list them.
        is_known: Whether the server was ever named on this machine; nothing is sent to one that was not.
        timeout_s: Limit for the disks, and for each of two questions to the server.

    Returns:
        "Files", "Disk space", "Provider", "Model" where it is known, "Budget".
    """
    files, disk, (provider, info) = await asyncio.gather(
        _in_time(FILES, lambda: check_files(place, folders, options.filters), timeout_s),
        _in_time(DISK, lambda: check_disk(place, estimate.disk_bytes), timeout_s),
        check_provider(options, key, timeout_s, is_known=is_known),
    )
    return [files, disk, *provider, check_budget(options, estimate, info)]


async def _in_time(name: str, look: Callable[[], Check], timeout_s: float) -> Check:
    """Look in a thread; a disk that does not answer in time is left to itself."""
    try:
        return await asyncio.wait_for(asyncio.to_thread(look), timeout_s)
    except TimeoutError:
        return Check(name, "warning", f"The disk did not answer within {timeout_s:g} s: it may be asleep, or far away.")
    except Sp404Error as error:
        return Check(name, "failed", str(error))
    except OSError as error:
        return Check(name, "failed", f"The disk does not answer: {error.strerror}.")
