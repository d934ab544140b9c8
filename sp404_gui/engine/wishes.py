"""The user's hand on the samples of a running job: edits, second tries, and what is looked at; at any time of the run."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.events import Event, Noticed, SampleEdited
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import Clock, timestamp
from sp404_gui.engine.errands import Errands
from sp404_gui.engine.jobs.recorder import Recorder
from sp404_gui.engine.state import JobState
from sp404_gui.engine.threads import to_the_end
from sp404_gui.engine.work import Work
from sp404_gui.store.edits import write_edits
from sp404_gui.store.job_folder import JobFolder


class Wishes:
    """Keeps what the user wants until the run is far enough to do it, then passes it on.

    Args:
        folder: The job folder.
        emit: Takes events.
        clock: Source of time.
        retry: Ids of samples that are to be tried again.

    Attributes:
        retry: Those that the run takes up when it begins to work.
    """

    def __init__(self, folder: JobFolder, emit: Callable[[Event], None], clock: Clock, retry: Iterable[str]) -> None:
        self.retry = set(retry)
        self._folder = folder
        self._emit = emit
        self._clock = clock
        self._errands = Errands(emit)
        self._edits: dict[str, UserEdits] = {}
        self._unwritten: dict[str, UserEdits] = {}
        self._looked_at: Sequence[str] = ()
        self._state: JobState | None = None
        self._recorder: Recorder | None = None
        self._work: Work | None = None
        self._edited: set[str] = set()

    def loaded(self, state: JobState) -> None:
        """The samples are known: what was said of them meanwhile holds."""
        self._state = state
        edits, self._edits = self._edits, {}
        self._apply(edits, state)

    def recording(self, recorder: Recorder, state: JobState) -> None:
        """Changed records can be written."""
        self._recorder = recorder
        for identifier in self._edited:
            recorder.note(state[identifier], checkpoint=False)

    def working(self, work: Work) -> None:
        """The work begins."""
        self._work = work
        work.look_at(self._looked_at)

    @property
    def idle(self) -> bool:
        """Whether everything is on disk."""
        return self._errands.idle and not self._unwritten

    async def settled(self) -> None:
        """Wait until everything is on disk that can be written now."""
        await self._errands.done()

    async def wound_up(self) -> None:
        """The same at the end of a run: what a full disk did not take is tried once more, and then given up."""
        if self._unwritten:
            self._errands.add(self._last_try)
        await self._errands.done()

    def over(self) -> None:
        """The run is over: all that it held is let go of now, and not when somebody looks for what knows only itself."""
        if self._work is not None:
            self._work.over()
        self._state = self._recorder = self._work = None
        self._edited.clear()

    def edit(self, edits: Mapping[str, UserEdits]) -> None:
        """See `Runner.edit`."""
        self._unwritten.update(edits)
        self._errands.add(self._write_down)
        if self._state is None:
            self._edits.update(edits)
        else:
            self._apply(edits, self._state)

    def again(self, ids: Sequence[str]) -> None:
        """See `Runner.retry`."""
        if self._work is None:
            self.retry.update(ids)
        else:
            self._errands.add(partial(self._work.retry, ids))

    def look_at(self, ids: Sequence[str]) -> None:
        """See `Runner.look_at`."""
        self._looked_at = ids
        if self._work is not None:
            self._work.look_at(ids)

    def _apply(self, edits: Mapping[str, UserEdits], state: JobState) -> None:
        known = {identifier: said for identifier, said in edits.items() if identifier in state}
        gone = [identifier for identifier, said in known.items() if said.removed and not state[identifier].user.removed]
        for identifier, said in known.items():
            record = state.edit(identifier, said)
            if self._recorder is not None:
                self._recorder.note(record, checkpoint=False)
            else:
                self._edited.add(identifier)
            self._emit(SampleEdited(record=record))
        if gone and self._work is not None:
            self._errands.add(partial(self._work.withdraw, gone))

    async def _write_down(self) -> None:
        edits, self._unwritten = self._unwritten, {}
        if not edits:
            return
        try:
            await to_the_end(write_edits, self._folder.journal, edits, timestamp(self._clock))
        except Sp404Error:
            self._unwritten = edits | self._unwritten
            raise

    async def _last_try(self) -> None:
        left = dict(self._unwritten)
        try:
            await self._write_down()
        except Sp404Error as error:
            self._unwritten = {i: said for i, said in self._unwritten.items() if left.get(i) is not said}
            self._emit(Noticed(message=f"The change was not kept: {error}"))
