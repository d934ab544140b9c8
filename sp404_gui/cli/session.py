"""One run of a job in the terminal: lock, signals, and the view of what happens."""

import asyncio
import gc
import os
import shlex
import signal
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import aclosing, contextmanager, suppress
from dataclasses import dataclass, replace
from typing import Any

from sp404_gui.cli.exits import Exit, of_status
from sp404_gui.cli.outlets import give_up_stdout
from sp404_gui.cli.says import called_as, say
from sp404_gui.cli.stopping import HANG_UP, stop_signals
from sp404_gui.cli.views import QuietView, View, chosen_view
from sp404_gui.config.settings import ResolvedSettings
from sp404_gui.domain.errors import UsageError
from sp404_gui.domain.events import Event, JobFinished
from sp404_gui.domain.job import JobOptions, Manifest
from sp404_gui.domain.text import printable
from sp404_gui.engine.checks.origin import require_own
from sp404_gui.engine.choices import find_key, job_options, places_of, settled
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.compose import OFFLINE, Places, make_plan
from sp404_gui.engine.jobs.folders import create_job, default_place, is_about, take_up_job
from sp404_gui.engine.runner import Runner
from sp404_gui.engine.stage_choice import require_stages
from sp404_gui.library.naming import absolute
from sp404_gui.library.passed import PassedOver
from sp404_gui.library.scan import nothing_found, scan
from sp404_gui.store.folders import make_private
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.lock import LOCK_NAME, JobLock

_OBJECTS_BETWEEN_COLLECTIONS = 100_000  # records live long: looking for garbage among them costs a fifth of a run from the cache

Opened = tuple[JobFolder, Manifest]


def run_new(folders: Sequence[str], cache_dir: str | None, flags: Mapping[str, Any], *, quiet: bool, as_json: bool) -> int:
    """Run a job over folders; the one they have already, if they have one. The exit code.

    Raises:
        Sp404Error: The job could not be begun.
    """
    resolved = settled(**flags)
    _require_audio(folders, resolved.settings.filters)
    place = cache_dir or default_place(resolved.settings.jobs_dir, folders)
    known = JobFolder.exists(place)
    before = JobFolder.open(place).read_manifest().options if known else None
    options = job_options(resolved, before)
    if not known or "stages" in flags:
        require_stages(options.stages)
    if options.provider == OFFLINE and resolved.settings.provider is None and not known:
        say("No key and no --provider: running offline, with local words. Nothing leaves this machine.")

    if before is not None:
        _tell_of_filters(before, options)
        added = [f for f in map(absolute, folders) if f not in JobFolder.open(place).read_manifest().folders]
        for folder in added:
            say(f"Adding {printable(folder)} to the job in {place}.")

    def opened() -> Opened:
        if known or is_about(place, [absolute(folder) for folder in folders]):  # another process may have made it just now
            return take_up_job(place, folders)
        return create_job(place, folders, options, SystemClock())

    named = [absolute(folder) for folder in folders]
    begun = _Begun(opened, options, is_named=not known or _is_named(resolved, options), rescan=True, named=named)
    return _run(place, begun, places_of(resolved), chosen_view(quiet=quiet, as_json=as_json))


def _require_audio(folders: Sequence[str], filters: Sequence[str]) -> None:
    """Nothing is made for folders without a single sample.

    Raises:
        NothingToDo: There is no audio, or no such folder.
    """
    passed = PassedOver()
    if next(scan(folders, filters, passed), None) is None:
        raise nothing_found(folders, passed)


def run_existing(place: str, root: str | None, flags: Mapping[str, Any], *, quiet: bool, as_json: bool) -> int:
    """Go on with a job. The exit code.

    Raises:
        Sp404Error: The job could not be taken up.
    """
    resolved = settled(**flags)
    before = JobFolder.open(place).read_manifest().options
    options = job_options(resolved, before)
    _tell_of_filters(before, options)
    view = chosen_view(quiet=quiet, as_json=as_json)
    named = [] if root is None else [absolute(root)]  # and not what the job says to lie beside it
    begun = _Begun(lambda: take_up_job(place, root=root), options, is_named=_is_named(resolved, options), rescan=False, named=named)
    return _run(place, begun, places_of(resolved), view)


def _tell_of_filters(before: JobOptions, now: JobOptions) -> None:
    if now.filters != before.filters:
        say("--filter holds for files that are found from now on. Samples that are listed already stay in the job.")


@dataclass(frozen=True, slots=True)
class _Begun:
    """How a run begins.

    Attributes:
        opened: Opens its job.
        options: Its options.
        is_named: Whether the user names the provider.
        rescan: Whether new files are looked for.
        named: The folders that the user names.
    """

    opened: Callable[[], Opened]
    options: JobOptions
    is_named: bool
    rescan: bool
    named: Sequence[str]


def _is_named(resolved: ResolvedSettings, options: JobOptions) -> bool:
    return options.provider == resolved.settings.provider


def _run(place: str, begun: _Begun, places: Places, view: View) -> int:
    gc.freeze()
    gc.set_threshold(_OBJECTS_BETWEEN_COLLECTIONS)
    try:
        with _job_locked(place):
            return asyncio.run(_session(begun, places, view))
    except KeyboardInterrupt:  # before the run heeds it itself
        say(f"Stopped. The same command goes on: {shlex.join([called_as(), *sys.argv[1:]])}")
        return Exit.INTERRUPTED


@contextmanager
def _job_locked(place: str) -> Iterator[None]:
    """The job's lock; where no job came to be, nothing is left behind."""
    made = not os.path.isdir(place)
    try:
        make_private(place)
    except OSError as error:
        raise UsageError(f"The job folder {place} cannot be made: {error.strerror}. Choose another with --cache-dir.") from error
    with JobLock(place):
        try:
            yield
        finally:  # only who holds the lock may remove it: of another's, a third would make a second one
            if not JobFolder.exists(place):
                with suppress(OSError):
                    os.unlink(os.path.join(place, LOCK_NAME))
                    if made:
                        os.rmdir(place)


async def _session(begun: _Begun, places: Places, view: View) -> int:
    # first: what is wrong with the options makes no job
    plan, options = await make_plan(begun.options, find_key, places, rescan=begun.rescan, is_named=begun.is_named)
    try:
        folder, manifest = begun.opened()
        require_own(folder.path, manifest.folders, places.notes, begun.named)
        runner = Runner(folder, replace(manifest, options=options), plan)
        with view, _signals(runner, view, asyncio.current_task()):
            return await _watch(runner, view, folder)
    finally:
        await plan.aclose()


async def _watch(runner: Runner, view: View, folder: JobFolder) -> int:
    code = Exit.UNEXPECTED
    try:
        async with aclosing(runner.run()) as events:
            async for event in events:
                view = _shown(view, event)
                if isinstance(event, JobFinished):
                    code = of_status(event.status)
    except asyncio.CancelledError:
        view.note(f"Stopped at once. Go on with: {called_as()} resume --cache-dir {shlex.quote(folder.path)}")
        return Exit.INTERRUPTED
    return code


def _shown(view: View, event: Event) -> View:
    """The view for the next event: a quiet one when whoever read this one has left, or nothing can be written; the job goes on."""
    try:
        view.show(event)
        if isinstance(event, JobFinished):
            sys.stdout.flush()
    except BrokenPipeError:
        return QuietView()
    except OSError as error:
        give_up_stdout()
        quiet = QuietView()
        quiet.note(f"stdout takes no more ({error.strerror}): the job does without it.")
        quiet.show(event)
        return quiet
    return view


@contextmanager
def _signals(runner: Runner, view: View, task: "asyncio.Task[Any] | None") -> Iterator[None]:
    """First Ctrl-C or SIGTERM: finish what is in flight and save. Second: stop at once.

    A terminal that closes is the first one only, however often it is said: the shell says so, and the system once more.
    """
    loop = asyncio.get_running_loop()
    asked = 0

    def stop(number: int) -> None:
        nonlocal asked
        asked += number != HANG_UP
        if asked > 1 and task is not None:
            task.cancel()
        else:
            view.note("Stopping: what is in flight is finished and saved. Once more stops at once.")
            runner.stop()

    before = {number: signal.getsignal(number) for number in stop_signals()}
    for number in before:
        signal.signal(number, lambda caught, _: loop.call_soon_threadsafe(stop, caught))
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
