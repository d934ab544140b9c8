"""What the checkpoints know of samples whose results a crash kept from the disk: results are written a little later."""

from collections.abc import Container
from typing import Any

from sp404_gui.domain.errors import JobFolderDamaged
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.engine.state import is_settled
from sp404_gui.store.codec import Unreadable, record_from_dict
from sp404_gui.store.job_folder import JobFolder

REFRESHED = "refreshed"
REOPENED = "reopened"


class Checkpoints:
    """The records in the checkpoints of a job. Blocks while it is made.

    A sample that was reopened is behind on purpose: checkpoints from before that do not count for it.

    Args:
        folder: The job folder.
        wanted: Ids of the samples that are asked for; None for all.

    Attributes:
        notices: What the user should know, as sentences.
    """

    def __init__(self, folder: JobFolder, wanted: Container[str] | None = None) -> None:
        self.notices: list[str] = []
        self._reopened = max((_whole(entry.get("checkpoint")) for entry in folder.journal.entries(REFRESHED)), default=0)
        self._since: dict[str, int] = {}
        for entry in folder.journal.entries(REOPENED):
            ids = entry.get("ids")
            for identifier in ids if isinstance(ids, list) else ():
                self._since[str(identifier)] = _whole(entry.get("checkpoint"))
        self._rows: dict[str, list[tuple[int, dict[str, Any]]]] = {}
        for number in folder.checkpoint_numbers():
            for row in self._read(folder, number):
                identifier = str(row.get("id"))
                if wanted is None or identifier in wanted:
                    self._rows.setdefault(identifier, []).append((number, row))

    def further(self, sample: Sample, record: SampleRecord | None) -> SampleRecord | None:
        """A record that has come further than that of the sample's result; None where there is none.

        Args:
            sample: The sample.
            record: What its result says; None where it has none.
        """
        if record is not None and is_settled(record):
            return None
        before = 0 if record is None else max(self._reopened, self._since.get(sample.id, 0))
        for number, row in reversed(self._rows.get(sample.id, ())):
            if number > before and (found := _record(row, sample)) is not None:
                return found if record is None or is_settled(found) else None
        return None

    def _read(self, folder: JobFolder, number: int) -> list[dict[str, Any]]:
        try:
            return folder.read_checkpoint(number)
        except JobFolderDamaged as error:
            self.notices.append(str(error))
            return []


def _record(row: dict[str, Any], sample: Sample) -> SampleRecord | None:
    try:
        return record_from_dict(row, sample)
    except Unreadable:
        return None


def _whole(value: object) -> int:
    return value if isinstance(value, int) else 0
