"""A function of your own as a stage, and the events of a job: `python own_stage.py FILE…`."""

import asyncio
import sys
from collections.abc import Mapping, Sequence

from sp404_gui import BatchProcessor, ProcessingPipeline, SampleRecord, extract_local_features
from sp404_gui.domain.events import Event, Noticed, SampleSettled


async def headroom(records: Sequence[SampleRecord]) -> Mapping[str, object]:
    """How many dB each sample may be turned up; the results go by id, those that are not measured have none."""
    peaks = {record.id: record.features.peak_dbfs for record in records if record.features}
    return {identifier: round(-peak, 1) for identifier, peak in peaks.items() if peak is not None}


def show(event: Event) -> None:
    """Tell what happens while it happens."""
    match event:
        case SampleSettled(record=record):
            print(f"{record.status}: {record.path}", file=sys.stderr)
        case Noticed(message=message):
            print(message, file=sys.stderr)


async def main(files: list[str]) -> None:
    """Print the headroom of each file."""
    processor = BatchProcessor(rate_limit_seconds=0, on_event=show)
    pipeline = ProcessingPipeline([("local_features", extract_local_features), ("headroom", headroom)])
    for record in await processor.run_pipeline(samples=files, pipeline=pipeline):
        print(f"{record.path}: {record.extra.get('headroom', 'not known')} dB")


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1:]))
