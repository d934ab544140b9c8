"""What earlier calls and measurements on this machine took: the next estimate is made of it."""

from dataclasses import dataclass
from typing import Any

from sp404_gui.domain.job import JobOptions
from sp404_gui.store.shared_notes import SharedNotes

_MEASURING = "measuring"
_MANY = 2000
"""Of more samples than this the older half of the weight is dropped: servers and prices change."""


@dataclass(frozen=True, slots=True)
class PastCalls:
    """Calls to one model, by whichever job.

    Attributes:
        calls: Sent, failed ones included.
        samples: Described by them.
        cost_usd: What they cost; None where the server never said it.
        waited_s: Time that calls were under way, together.
    """

    calls: float = 0.0
    samples: float = 0.0
    cost_usd: float | None = None
    waited_s: float = 0.0

    @property
    def calls_a_sample(self) -> float | None:
        """Calls that a sample needed, repetitions included; None without experience."""
        return self.calls / self.samples if self.samples else None

    @property
    def cost_a_sample_usd(self) -> float | None:
        """What a sample cost; None without experience."""
        return self.cost_usd / self.samples if self.samples and self.cost_usd is not None else None

    @property
    def seconds_a_call(self) -> float | None:
        """How long a call was under way; None without experience."""
        return self.waited_s / self.calls if self.calls else None


class Experience:
    """Remembers what work took.

    Args:
        notes: Where.
    """

    def __init__(self, notes: SharedNotes) -> None:
        self._notes = notes

    def add_calls(self, server: str, model: str, new: PastCalls) -> None:
        """Remember calls. Blocks.

        Args:
            server: Base URL of the server.
            model: Whom it asked first.
            new: What they took.

        Raises:
            FatalError: It cannot be written.
        """

        def step(note: dict[str, Any]) -> None:
            before = _past(note)
            keep = 0.5 if before.samples > _MANY else 1.0
            note.update(
                calls=round(keep * before.calls + new.calls, 3),
                samples=round(keep * before.samples + new.samples, 3),
                waited_s=round(keep * before.waited_s + new.waited_s, 3),
            )
            if new.cost_usd is not None or before.cost_usd is not None:
                note["cost_usd"] = round(keep * (before.cost_usd or 0.0) + (new.cost_usd or 0.0), 9)

        self._notes.change(_name(server, model), step)

    def calls(self, server: str, model: str) -> PastCalls:
        """What is remembered of a model. Blocks.

        Raises:
            FatalError: It cannot be read.
        """
        return self._notes.change(_name(server, model), _past)

    def add_measured(self, samples: int, worker_s: float) -> None:
        """Remember measurements. Blocks.

        Args:
            samples: How many.
            worker_s: How long, times the workers.

        Raises:
            FatalError: It cannot be written.
        """

        def step(note: dict[str, Any]) -> None:
            keep = 0.5 if _number(note, "samples") > _MANY else 1.0
            note.update(
                samples=round(keep * _number(note, "samples") + samples, 3), worker_s=round(keep * _number(note, "worker_s") + worker_s, 3)
            )

        self._notes.change(_MEASURING, step)

    def measured_per_worker_s(self) -> float | None:
        """Samples a second that one worker measured; None without experience. Blocks.

        Raises:
            FatalError: It cannot be read.
        """
        samples, worker_s = self._notes.change(_MEASURING, lambda note: (_number(note, "samples"), _number(note, "worker_s")))
        return samples / worker_s if samples and worker_s else None


def learnt_as(model: str, options: JobOptions) -> str:
    """The name under which calls to a model are remembered: those with sound cost more."""
    return f"{model} with sound" if options.listen else model


def _name(server: str, model: str) -> str:
    return f"calls/{server}/{model}"


def _past(note: dict[str, Any]) -> PastCalls:
    cost = _number(note, "cost_usd") if "cost_usd" in note else None
    return PastCalls(_number(note, "calls"), _number(note, "samples"), cost, _number(note, "waited_s"))


def _number(note: dict[str, Any], name: str) -> float:
    value = note.get(name)
    return float(value) if isinstance(value, (int, float)) else 0.0
