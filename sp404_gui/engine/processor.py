"""The engine as a library: the program's functions or your own over samples, with everything that a job has.

    processor = BatchProcessor(batch_size=5, rate_limit_seconds=12)
    results = await processor.process(samples=paths, process_fn=VibeAnalysisAgent().analyze_batch, cache_key="vibe_analysis")

A stage is a named async function over a batch of `SampleRecord`s; it returns results by sample id. With a `cache_dir` the job is kept
there, and the same call after a crash goes on where it stopped; without one it is forgotten at the end, and the result cache remembers.
"""

import asyncio
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import aclosing, contextmanager
from dataclasses import dataclass, replace
from functools import partial

from sp404_gui.domain.errors import FatalError, UsageError
from sp404_gui.domain.events import Event, JobFinished
from sp404_gui.domain.job import JobOptions, JobStatus, Manifest
from sp404_gui.domain.sample import Sample, SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.engine.agents import VibeAnalysisAgent
from sp404_gui.engine.choices import find_key, job_options, places_of, settled
from sp404_gui.engine.clock import Clock, SystemClock
from sp404_gui.engine.compose import OFFLINE, Places, base_url, connect, interval_of, is_free
from sp404_gui.engine.jobs.folders import create_job, take_up_job
from sp404_gui.engine.jobs.loading import read_record
from sp404_gui.engine.measuring.caches import open_cache
from sp404_gui.engine.pace.paces import claim_of, open_notes, shared_book
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.runner import Runner
from sp404_gui.engine.stages import StageFunction
from sp404_gui.engine.table import pipeline_stages
from sp404_gui.engine.threads import to_the_end
from sp404_gui.library.scan import scan
from sp404_gui.store.folders import make_private
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import JobLock


@dataclass(frozen=True, slots=True)
class ProcessingPipeline:
    """Named stages in the order in which samples pass them; each function of your own sees the results of those before it."""

    stages: Sequence[tuple[str, StageFunction]]


class BatchProcessor:
    """Takes samples through functions, in batches, at a pace, with retries, checkpoints and the cache.

    Args:
        batch_size: Samples a call.
        rate_limit_seconds: Seconds between two calls.
        cache_dir: The job folder. What it holds is not done again: give another one when your functions change. None: a passing one.
        error_threshold: Share of failed samples above which the job stops.
        on_event: Hears of everything that happens.
    """

    def __init__(
        self,
        batch_size: int = 5,
        rate_limit_seconds: float = 12.0,
        *,
        cache_dir: str | os.PathLike[str] | None = None,
        error_threshold: float = 0.1,
        on_event: Callable[[Event], None] | None = None,
    ) -> None:
        if batch_size < 1 or rate_limit_seconds < 0:
            raise UsageError("batch_size must be at least 1, and rate_limit_seconds at least 0.")
        self._batch_size = batch_size
        self._interval_s = rate_limit_seconds
        self._place = None if cache_dir is None else os.fspath(cache_dir)
        self._threshold = error_threshold
        self._on_event = on_event

    async def process(
        self,
        samples: Sequence[str | os.PathLike[str]],
        process_fn: StageFunction,
        cache_key: str | None = None,
        checkpoint_interval: int = 50,
    ) -> list[SampleRecord]:
        """Take samples through one function; see `run_pipeline`.

        Args:
            samples: Paths of audio files.
            process_fn: The function.
            cache_key: Name under which its results are remembered across jobs, by content; None remembers nothing.
            checkpoint_interval: Samples between two checkpoints.
        """
        name = cache_key or str(getattr(process_fn, "__name__", "process"))
        return await self._run(samples, [(name, process_fn)], checkpoint_interval, cached=cache_key is not None)

    async def run_pipeline(
        self, samples: Sequence[str | os.PathLike[str]], pipeline: ProcessingPipeline, checkpoint_interval: int = 50
    ) -> list[SampleRecord]:
        """Take samples through a pipeline.

        Args:
            samples: Paths of audio files.
            pipeline: The stages.
            checkpoint_interval: Samples between two checkpoints.

        Returns:
            A record a sample, in the order given: built-in results in their fields, those of your own functions in `extra`, failures in
            `errors`.

        Raises:
            UsageError: A path does not exist or is no audio, or two stages have one name.
            FatalError: Key, credit, model or disk: what was done is kept.
        """
        return await self._run(samples, list(pipeline.stages), checkpoint_interval, cached=False)

    async def _run(
        self,
        samples: Sequence[str | os.PathLike[str]],
        named: Sequence[tuple[str, StageFunction]],
        checkpoint_interval: int,
        *,
        cached: bool,
    ) -> list[SampleRecord]:
        files = _absolute(samples)
        if not files:
            return []
        options, places = await asyncio.to_thread(self._settled, checkpoint_interval)
        agent = next((owner for _, function in named if isinstance(owner := getattr(function, "__self__", None), VibeAnalysisAgent)), None)
        url = base_url(options.provider)
        key = await asyncio.to_thread(find_key, url) if agent is not None and options.provider != OFFLINE else None
        own_client = agent is not None and await connect(agent, options, lambda _: key)
        interval_s = interval_of(options) if own_client else self._interval_s
        claim = claim_of(options, interval_s, is_free=is_free(options), hours=places.hours)
        notes = await asyncio.to_thread(open_notes, places.notes if own_client else None)
        try:
            plan = Plan(
                stages=pipeline_stages(named, paced=self._interval_s > 0, cached=cached),
                agent=agent if agent is not None and agent.client is not None else None,
                claim=claim,
                cluster=places.cluster,
                book=shared_book(notes, url, key, claim),
                open_cache=partial(open_cache, places.cache),
                clock=SystemClock(),
                rescan=True,
            )
            with _job_place(self._place) as place, JobLock(place):
                return await self._results(place, files, options, plan)
        finally:
            if notes is not None:
                await asyncio.to_thread(notes.close)
            if agent is not None:
                agent.keep = agent.tell = None
                if own_client and agent.client is not None:
                    await agent.client.aclose()
                    agent.client = None

    def _settled(self, checkpoint_interval: int) -> tuple[JobOptions, Places]:
        """What the user's settings say, and this call above them: which samples and which stages, it says alone. Blocks."""
        resolved = settled()
        options = replace(
            job_options(resolved),
            batch_size=self._batch_size,
            interval_s=self._interval_s,
            checkpoint_interval=checkpoint_interval,
            error_threshold=self._threshold,
            filters=(),
            stages=(),
        )
        return options, places_of(resolved)

    async def _results(self, place: str, files: Sequence[str], options: JobOptions, plan: Plan) -> list[SampleRecord]:
        folder, manifest = await to_the_end(_opened, place, files, options, plan.clock)
        async with aclosing(Runner(folder, replace(manifest, options=options), plan).run()) as events:
            async for event in events:
                if self._on_event is not None:
                    self._on_event(event)
                if isinstance(event, JobFinished) and event.status is JobStatus.FATAL:
                    raise FatalError(event.reason)
        return _in_order(folder, files)


def _opened(place: str, files: Sequence[str], options: JobOptions, clock: Clock) -> tuple[JobFolder, Manifest]:
    """The job of these files, new or taken up; those that it does not know must be there: a typo is told before others are paid for."""
    if not JobFolder.exists(place):
        scan(files)
        return create_job(place, files, options, clock)
    folder, manifest = take_up_job(place, files)
    known = _by_file(folder, manifest.root)
    if new := [file for file in files if os.path.realpath(file) not in known]:
        scan(new)
    return folder, manifest


def _by_file(folder: JobFolder, root: str) -> dict[str, Sample]:
    return {os.path.realpath(sample.file): sample for sample in folder.read_samples(root)}


def _in_order(folder: JobFolder, files: Sequence[str]) -> list[SampleRecord]:
    by_file = _by_file(folder, folder.read_manifest().root)
    return [_record(folder, by_file[os.path.realpath(file)]) for file in files]


def _record(folder: JobFolder, sample: Sample) -> SampleRecord:
    try:
        return read_record(folder, sample, with_matches=True)
    except FileNotFoundError:  # the job was stopped before it came to this one
        return SampleRecord(sample=sample)


@contextmanager
def _job_place(wanted: str | None) -> Iterator[str]:
    if wanted is None:
        with tempfile.TemporaryDirectory(prefix="sp404-job-") as place:
            yield place
    else:
        make_private(os.path.abspath(wanted))
        yield wanted


def _absolute(paths: Sequence[str | os.PathLike[str]]) -> list[str]:
    files = [os.path.abspath(os.fsdecode(path)) for path in paths]
    if folder := next((file for file in files if os.path.isdir(file)), None):
        raise UsageError(f"{printable(folder)} is a folder: name the audio files in it.")
    return files
