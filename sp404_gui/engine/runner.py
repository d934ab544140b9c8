"""Runs a job from its folder: takes up what is there, scans, works, and leaves a folder that can be taken up again."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace

from sp404_gui.domain.errors import FatalError
from sp404_gui.domain.events import Event, JobFinished, JobOpened, JobStarted, Noticed, Paused, Resumed, SamplesFound, SamplesLoaded
from sp404_gui.domain.job import JobStatus, Manifest, Refresh
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.awake import kept_awake
from sp404_gui.engine.desk import Desk
from sp404_gui.engine.duplicates.returning import back_sentence, returned, take_back
from sp404_gui.engine.jobs.intake import take_in
from sp404_gui.engine.jobs.kept import kept_counts, unkept_sentence
from sp404_gui.engine.jobs.listing import scan_events
from sp404_gui.engine.jobs.loading import FINISHED, STARTED, Loaded, load, replay
from sp404_gui.engine.jobs.recorder import Recorder
from sp404_gui.engine.jobs.refresh import asking, due, open_again, reopen
from sp404_gui.engine.jobs.restoring import REFRESHED
from sp404_gui.engine.jobs.summary import summary
from sp404_gui.engine.outlook.strategy import Approach, approach
from sp404_gui.engine.plan import Plan
from sp404_gui.engine.progress import Speedometer
from sp404_gui.engine.slices import in_slices
from sp404_gui.engine.switch import Switch
from sp404_gui.engine.threads import on_this_loop, to_the_end
from sp404_gui.engine.verdict import Verdict, at_the_end
from sp404_gui.engine.wishes import Wishes
from sp404_gui.engine.work import Work
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import nothing_found
from sp404_gui.store.cache import ResultCache
from sp404_gui.store.codec import job_facts
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.optional_cache import OptionalCache

_AT_ONCE = 2000
_MAY_SLEEP = "This machine could not be asked to stay awake: if it falls asleep, the job goes on when it wakes up."


class Runner:
    """One run of a job. Iterate over `run()`; all other methods may be called meanwhile, on the same event loop.

    Args:
        folder: The job folder; the caller holds its lock.
        manifest: Its manifest, with the options of this run.
        plan: What the run is made of.
    """

    def __init__(self, folder: JobFolder, manifest: Manifest, plan: Plan) -> None:
        self._folder = folder
        self._manifest = manifest
        self._plan = plan
        self._switch = Switch()
        self._stopped_in_pause = False
        self._cut_short = False
        self._speed = Speedometer()
        self._events: asyncio.Queue[Event | None] = asyncio.Queue()
        self._emit: Callable[[Event], None] = self._events.put_nowait  # not a method of its own: whoever has it would keep the runner
        self._wishes = Wishes(folder, self._emit, plan.clock, plan.retry)
        self._over = False

    async def run(self) -> AsyncGenerator[Event, None]:
        """Do the job and yield what happens; the last event is JobFinished. Leaving early aborts the run, resumable.

        Raises:
            UsageError: There is nothing to do.
            FatalError: The job folder cannot be taken up.
        """
        task = asyncio.create_task(self._main())
        task.add_done_callback(lambda _: self._events.put_nowait(None))
        try:
            while (event := await self._events.get()) is not None:
                yield event
            await task
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task

    def pause(self) -> None:
        """Let nothing new begin; calls in flight come back."""
        self._switch.pause()
        self._speed.pause(self._plan.clock.monotonic())
        self._emit(Paused())

    def go_on(self) -> None:
        """Go on after a pause."""
        self._switch.go_on()
        self._speed.go_on(self._plan.clock.monotonic())
        self._emit(Resumed())

    def stop(self) -> None:
        """Finish what is in flight, save, and end."""
        self._stopped_in_pause |= self._switch.paused
        self._switch.stop()

    def edit(self, edits: Mapping[str, UserEdits]) -> bool:
        """Replace what the user says of samples: known at once, safe from a crash within moments. Before the samples are read it waits.

        Args:
            edits: By sample id; ids that the job does not have are passed over.

        Returns:
            Whether it was taken; not so when the run is over: then `save_edits` does it.
        """
        if not self._over:
            self._wishes.edit(edits)
        return not self._over

    def retry(self, ids: Sequence[str]) -> bool:
        """Try failed samples again, whatever the reason, and ask the model about done ones again; others stay as they are.

        Returns:
            Whether it was taken; not so when the run is over: then it is for the plan of the next one.
        """
        if not self._over:
            self._wishes.again(ids)
        return not self._over

    def look_at(self, ids: Sequence[str]) -> None:
        """Let those of these samples that wait come next, to be measured and to be asked about, until others are looked at."""
        self._wishes.look_at(ids)

    def _notice(self, sentence: str) -> None:
        self._emit(Noticed(message=sentence))

    async def _main(self) -> None:
        try:
            await self._do()
        finally:
            while not self._wishes.idle:
                await asyncio.shield(self._wishes.wound_up())
            self._over = True
            self._wishes.over()

    async def _do(self) -> None:
        self._emit(JobOpened(name=self._manifest.name, folder=self._folder.path, counts=self._manifest.counts))
        loaded = await asyncio.to_thread(load, self._folder, self._manifest, self._plan.per_sample)
        if self._scans:
            await self._bring_back(loaded)
        async for records in in_slices(list(loaded.state), _AT_ONCE):
            self._emit(SamplesLoaded(records=tuple(records)))
        self._wishes.loaded(loaded.state)
        passed = await self._scan(loaded)
        if not len(loaded.state) and not self._switch.stopping:
            raise nothing_found(self._manifest.folders, passed)
        await asyncio.to_thread(replay, self._folder, loaded, self._manifest.options)
        chosen = approach(len(loaded.state))
        self._manifest = replace(self._manifest, strategy=chosen.strategy, scan_complete=not self._cut_short)
        say = on_this_loop(self._notice)
        cache = OptionalCache(await asyncio.to_thread(self._plan.open_cache, chosen, say), say)
        try:
            await self._process(loaded, chosen, cache)
        finally:
            await asyncio.to_thread(cache.close)

    @property
    def _scans(self) -> bool:
        """Whether new files are looked for."""
        return self._plan.rescan or not self._manifest.scan_complete

    async def _bring_back(self, loaded: Loaded) -> None:
        """Files that are where others were that went to the trash are new ones, too, but their samples are listed already."""
        back = await asyncio.to_thread(returned, self._folder, list(loaded.state))
        if back:
            await to_the_end(take_back, self._folder, back, self._plan.clock)
            loaded.notices.append(back_sentence([loaded.state.edit(identifier, said) for identifier, said in back.items()]))
            loaded.back.update(back)

    async def _scan(self, loaded: Loaded) -> PassedOver:
        passed = PassedOver()
        if not self._scans:
            return passed
        manifest = self._manifest
        async for records in take_in(self._folder, loaded.state, manifest.root, manifest.folders, manifest.options.filters, passed):
            self._emit(SamplesFound(records=tuple(records), total=len(loaded.state)))
            if self._switch.stopping:
                self._cut_short = True
                return passed
        self._cut_short = passed.is_any_away and not manifest.scan_complete  # what was never listed is looked for until it is found
        for event in scan_events(len(loaded.state), passed):
            self._emit(event)
        return passed

    async def _process(self, loaded: Loaded, chosen: Approach, cache: ResultCache) -> None:
        recorder = Recorder(self._folder, self._manifest, loaded.state, cache, self._emit, self._plan.clock)
        desk = Desk(
            options=self._manifest.options,
            state=loaded.state,
            recorder=recorder,
            cache=cache,
            switch=self._switch,
            emit=self._emit,
            clock=self._plan.clock,
            reads_cache=self._manifest.options.refresh is not Refresh.ALL and not loaded.refreshing,
        )
        self._wishes.recording(recorder, loaded.state)
        work = Work(desk, self._plan, chosen, self._speed, loaded.paid, loaded.again, self._wishes.settled)
        verdict = Verdict(JobStatus.INTERRUPTED, "The run was cut short.")
        before, began = desk.state.counts(), self._plan.clock.now()
        try:
            await self._take_up(loaded, chosen, desk)
            await self._retry(loaded, desk)
            self._wishes.working(work)
            async with kept_awake(wanted=desk.options.overnight) as awake:
                if not awake:
                    self._emit(Noticed(message=_MAY_SLEEP))
                await work.run()
            verdict = work.verdict or self._natural_end(desk)
        except* FatalError as errors:
            verdict = work.verdict or _fatal(errors)
        finally:
            if desk.options.overnight:
                took_s = (self._plan.clock.now() - began).total_seconds()
                self._emit(Noticed(message=summary(before, desk.state.counts(), desk.state, took_s)))
            await asyncio.shield(self._finish(desk, verdict))

    async def _take_up(self, loaded: Loaded, chosen: Approach, desk: Desk) -> None:
        state, recorder = desk.state, desk.recorder
        for identifier in loaded.restored:
            recorder.note(state[identifier])
        await self._reopen(loaded, desk)
        counts = state.counts()
        await recorder.write_manifest(status=JobStatus.RUNNING, reason="", added=0)
        await recorder.log(
            STARTED, **job_facts(recorder.manifest), total=counts.total, pending=counts.pending, strategy=str(chosen.strategy)
        )
        self._speed.start(self._plan.clock.monotonic())
        self._announce(loaded, chosen)

    async def _reopen(self, loaded: Loaded, desk: Desk) -> None:
        refresh, recorder = self._manifest.options.refresh, desk.recorder
        if refresh is Refresh.ALL:
            loaded.paid.clear()
        if dues := await asyncio.to_thread(due, desk.state, refresh, asking(self._plan.stages), loaded.back):
            await recorder.log(REFRESHED, durable=True, all=refresh is Refresh.ALL, checkpoint=recorder.checkpoint)
            await reopen(desk, dues)
            await recorder.flush()

    async def _retry(self, loaded: Loaded, desk: Desk) -> None:
        """What the user wants tried or asked about again, as far as it is known before the work begins."""
        while self._wishes.retry:
            ids, self._wishes.retry = self._wishes.retry, set()
            await open_again(desk, ids, asking(self._plan.stages), loaded.paid, loaded.again)

    def _announce(self, loaded: Loaded, chosen: Approach) -> None:
        for notice in (*loaded.notices, *self._plan.notices):
            self._emit(Noticed(message=notice))
        counts = loaded.state.counts()
        self._emit(
            JobStarted(
                name=self._manifest.name,
                folder=self._folder.path,
                total=counts.total,
                finished=counts.total - counts.pending,
                strategy=chosen.strategy,
                provider=self._manifest.options.provider,
            )
        )

    def _natural_end(self, desk: Desk) -> Verdict:
        if self._stopped_in_pause:
            return Verdict(JobStatus.PAUSED, "The run was stopped while it was paused.")
        if self._switch.stopping:
            return Verdict(JobStatus.INTERRUPTED, "The run was stopped.")
        return at_the_end(desk.state.counts())

    async def _finish(self, desk: Desk, verdict: Verdict) -> None:
        try:
            await desk.recorder.flush()
            await desk.recorder.log(FINISHED, status=str(verdict.status), reason=verdict.reason)
            await desk.recorder.finish(verdict.status, verdict.reason)
            counts = desk.state.counts()
        except FatalError as error:  # the disk: what is there stays resumable
            now = desk.state.counts()
            counts = await asyncio.to_thread(kept_counts, self._folder, self._manifest, self._plan.per_sample, now)
            if unkept := unkept_sentence(counts, now):
                self._emit(Noticed(message=unkept))
            verdict = Verdict(JobStatus.FATAL, str(error), error.kind)
        self._emit(JobFinished(status=verdict.status, counts=counts, reason=verdict.reason, kind=verdict.kind, folder=self._folder.path))


def _fatal(errors: ExceptionGroup[FatalError]) -> Verdict:
    error: BaseException = errors
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return Verdict(JobStatus.FATAL, str(error), error.kind if isinstance(error, FatalError) else "")
