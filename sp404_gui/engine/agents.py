"""The stages that ship with the program, each an agent with one async function over a batch."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Mapping, Sequence

from sp404_gui.audio.groove import measure_groove
from sp404_gui.domain.clip import Clip
from sp404_gui.domain.corrections import corrected
from sp404_gui.domain.errors import FatalError, SourceUnavailable, Sp404Error
from sp404_gui.domain.groove import Groove
from sp404_gui.domain.match import Match
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.text import printable
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.engine.asking.answers import read_answer
from sp404_gui.engine.matching.compatibility import score_all
from sp404_gui.engine.measuring.clips import ClipSource
from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.chat import ChatClient, RawAnswer
from sp404_gui.llm.forms import Manner
from sp404_gui.llm.offline import describe
from sp404_gui.llm.prompt import PROMPT_VERSION, build_messages, reply_schema

KeepAnswer = Callable[[Sequence[SampleRecord], RawAnswer], Awaitable[None]]
"""Gets a paid answer onto the disk before anything is made of it."""


class LocalWordsAgent:
    """Describes samples from their measurements alone."""

    async def analyze_batch(self, records: Sequence[SampleRecord]) -> Mapping[str, Vibe | None]:
        """Words for each measured sample; None where there is nothing to describe, as in silence."""
        return {record.id: describe(record.features) for record in records if record.features}


class VibeAnalysisAgent:
    """Asks a language model for the vibe of samples.

    Args:
        client: Whom to ask. None: inside a job, the settings decide; alone, the words come from the measurements.
        hide_names: Whether file and folder names stay on this machine.
        clips: Where the clips come from that a model gets to hear; None sends no sound.

    Attributes:
        client: As given.
        hide_names: As given.
        clips: As given.
        keep: Called with each answer before it is read; the job that runs the agent sets it.
        tell: Takes sentences for the user; the job that runs the agent sets it.
        models: What the server tells of the model and of each fallback, in order; None where it does not, or was not asked.
        manner: How the model is asked; it learns from the answers.
    """

    def __init__(self, client: ChatClient | None = None, *, hide_names: bool = False, clips: ClipSource | None = None) -> None:
        self.client = client
        self.clips = clips
        self.keep: KeepAnswer | None = None
        self.tell: Callable[[str], None] | None = None
        self._unheard: set[str] = set()
        self.hide_names = hide_names
        self.models: Sequence[ModelInfo | None] = ()
        self.manner = Manner()

    @property
    def model_info(self) -> ModelInfo | None:
        """What the server tells of the model that is asked first."""
        return self.models[0] if self.models else None

    async def analyze_batch(self, records: Sequence[SampleRecord]) -> Mapping[str, Vibe | Sp404Error]:
        """One call for these samples; an error for each that the answer left out or got wrong, or whose file is not there to be heard.

        Without any that can be asked about, no call is made.

        Raises:
            Sp404Error: The call failed as a whole.
        """
        if self.client is None:
            return {record.id: vibe for record in records if record.features and (vibe := describe(record.features))}
        found = await self.clips.of(records) if self.clips else {}
        if (fatal := next((error for error in found.values() if isinstance(error, FatalError)), None)) is not None:
            return dict.fromkeys((record.id for record in records), fatal)
        gone = {i: error for i, error in found.items() if isinstance(error, SourceUnavailable)}
        asked = [record for record in records if record.id not in gone]
        answers = await self._asked(asked, self._heard(asked, found)) if asked else {}
        return {**answers, **gone}

    def prompt_of(self, content_hash: str) -> str:
        """Names the way in which a sound is asked about: answers to one are none to another."""
        is_heard = self.clips is not None and content_hash not in self._unheard
        return PROMPT_VERSION + ("-nameless" if self.hide_names else "") + ("-heard" if is_heard else "")

    def _heard(self, records: Sequence[SampleRecord], found: Mapping[str, Clip | Sp404Error]) -> dict[str, Clip]:
        """The clips among what was found; that a sound is asked about without its own is noted, and told once."""
        for record in records:
            content, clip = record.features.content_hash if record.features else None, found.get(record.id)
            if content is not None and isinstance(clip, Sp404Error):
                if self.tell is not None and not self._unheard:
                    name = printable(record.path)
                    self.tell(f"Not every sample can be heard: the model is asked about {name} without its sound. {clip}")
                self._unheard.add(content)
            elif content is not None:
                self._unheard.discard(content)
        return {i: clip for i, clip in found.items() if isinstance(clip, Clip)}

    async def _asked(self, records: Sequence[SampleRecord], clips: Mapping[str, Clip]) -> Mapping[str, Vibe | Sp404Error]:
        assert self.client is not None  # noqa: S101 - see above
        messages = build_messages(records, hide_names=self.hide_names, clips=clips)
        request = self.manner.request(messages, reply_schema(), len(records), fresh=any(map(_answered_before, records)))
        raw = await self.client.send(request)
        self.manner.arrived(request, raw.status)
        if self.keep is not None:
            await self.keep(records, raw)
        try:
            self.client.understand(raw)  # a failure of the server is explained by the client
        except Sp404Error as error:
            raise self.manner.failed(request, error) from None
        return read_answer(raw, [record.id for record in records], self.client.model)


def _answered_before(record: SampleRecord) -> bool:
    """Whether a model was asked in an earlier run: with success, then another answer is wanted, or without, then a better one is."""
    return bool(record.errors) or (record.vibe is not None and record.vibe.source is VibeSource.ASKED)


class GrooveAgent:
    """Measures the timing of loops."""

    async def analyze_batch(self, records: Sequence[SampleRecord]) -> Mapping[str, Groove]:
        """The groove of each measured sample, or why there is none."""
        return {record.id: measure_groove(record.features) for record in records if record.features}


class CompatibilityAgent:
    """Finds the samples that go together.

    Args:
        best: Most matches of one sample.
    """

    def __init__(self, best: int = 10) -> None:
        self._best = best

    async def score_batch(self, records: Sequence[SampleRecord]) -> Mapping[str, tuple[Match, ...]]:
        """The best matches of each sample among these samples."""
        return await asyncio.to_thread(lambda: dict(self.score(records)))

    def score(self, records: Sequence[SampleRecord]) -> Iterator[tuple[str, tuple[Match, ...]]]:
        """As `score_batch`, one sample after the other. Blocks."""
        known = ((record, corrected(record)) for record in records)
        return score_all(((record.id, record.path, features) for record, features in known if features), self._best)
