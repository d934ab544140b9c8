"""Lending: what a model said of one sample also serves those that are alike, until they are asked about themselves."""

from collections.abc import Callable
from dataclasses import replace

from sp404_gui.domain.events import SampleLent
from sp404_gui.domain.sample import SampleRecord
from sp404_gui.domain.vibe import Vibe, VibeSource
from sp404_gui.engine.asking.coverage import Coverage
from sp404_gui.engine.desk import Desk


class Lender:
    """Hands answers on to alike samples. A loan never stands for an answer: who borrows goes on to wait.

    Args:
        desk: What the job's parts share.
        coverage: Knows who is alike.
        is_answered: Whether a sample has passed the stage that asks.
    """

    def __init__(self, desk: Desk, coverage: Coverage, is_answered: Callable[[SampleRecord], bool]) -> None:
        self._desk = desk
        self._coverage = coverage
        self._is_answered = is_answered

    def answered(self, record: SampleRecord) -> None:
        """Lend the answer about a sample to its neighbours."""
        self._coverage.learn(record)
        self._coverage.ask(record.id)
        if record.vibe is not None and record.vibe.source is VibeSource.ASKED:
            for other, trust in self._coverage.neighbours(record.id).items():
                self._lend(record.vibe, trust, self._desk.state[other])

    def arrived(self, record: SampleRecord) -> None:
        """Let a sample that is now measured borrow the best answer about its neighbours."""
        self._coverage.learn(record)
        for other, trust in self._coverage.neighbours(record.id).items():
            vibe = self._desk.state[other].vibe
            if vibe is not None and vibe.source is VibeSource.ASKED:
                self._lend(vibe, trust, self._desk.state[record.id])

    def _lend(self, vibe: Vibe, trust: float, borrower: SampleRecord) -> None:
        confidence = round(vibe.confidence * trust, 3)
        if self._is_answered(borrower) or _is_better(borrower.vibe, confidence):
            return
        loan = replace(vibe, source=VibeSource.LENT, confidence=confidence)
        kept = self._desk.state.put(replace(borrower, vibe=loan))
        self._desk.recorder.note(kept)
        self._desk.emit(SampleLent(record=kept))


def _is_better(had: Vibe | None, confidence: float) -> bool:
    """Whether a loan of that confidence stands back: behind a better one, and behind an answer of its own that is asked for anew."""
    if had is None or had.source is VibeSource.LOCAL:
        return False
    return had.source is VibeSource.ASKED or had.confidence >= confidence
