"""Files in a job folder, as members of a search."""

from collections.abc import Mapping
from pathlib import Path

from sp404_gui.domain.duplicate import Member
from sp404_gui.domain.job import JobOptions
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.search import members_of
from sp404_gui.engine.jobs.folders import create_job
from sp404_gui.engine.jobs.intake import take_in
from sp404_gui.engine.stages import LOCAL_FEATURES
from sp404_gui.engine.state import JobState
from sp404_gui.library.passed import PassedOver
from sp404_gui.store.job_folder import JobFolder


async def collection(place: Path, files: Mapping[str, bytes]) -> dict[str, Member]:
    """Write files and list them in a new job; its members by path. Nothing is measured."""
    sounds = place / "sounds"
    for name, content in files.items():
        (sounds / name).parent.mkdir(parents=True, exist_ok=True)
        (sounds / name).write_bytes(content)
    return await listed(place)


async def listed(place: Path) -> dict[str, Member]:
    """List what lies in a folder in a new job."""
    job = str(place / "job")
    create_job(job, [str(place / "sounds")], JobOptions(), SystemClock())
    folder = JobFolder.open(job)
    async for _ in take_in(folder, JobState([LOCAL_FEATURES]), str(place / "sounds"), [str(place / "sounds")], (), PassedOver()):
        pass
    return {member.record.path: member for member in members_of(job)}
