"""How many samples a call holds when the user leaves it to the program."""

from sp404_gui.domain.clip import LONGEST_CLIP_S
from sp404_gui.engine.outlook.price import question_tokens
from sp404_gui.llm.account import ModelInfo
from sp404_gui.llm.limits import TOKENS_PER_SAMPLE

_START = 5
_MOST = 20
_GROW_AFTER = 3


class BatchSize:
    """A fixed size, or one that grows by one after three complete answers and is halved by an incomplete one.

    Args:
        fixed: The user's size; None lets it adapt.
        most: What the model takes in one call; a fixed size is the user's own affair.
    """

    def __init__(self, fixed: int | None = None, most: int = _MOST) -> None:
        self._fixed = fixed
        self._most = most
        self._size = fixed or min(_START, most)
        self._complete = 0

    @property
    def samples(self) -> int:
        """Samples that the next call should hold."""
        return self._size

    def answered(self, *, complete: bool) -> None:
        """Learn from an answer: whether every sample in it was described well."""
        if self._fixed is not None:
            return
        self._complete = self._complete + 1 if complete else 0
        if not complete:
            self._size = max(1, self._size // 2)
        elif self._complete % _GROW_AFTER == 0:
            self._size = min(self._most, self._size + 1)


def most_samples(info: ModelInfo | None, *, listen: bool = False) -> int:
    """The largest batch whose question and answer fit into what a model takes and gives.

    Args:
        info: What is known of the model.
        listen: Whether clips are sent along.
    """
    clip_s = LONGEST_CLIP_S if listen else None

    def fits(samples: int) -> bool:
        answer = samples * TOKENS_PER_SAMPLE
        if info is None:
            return True
        out, whole = info.max_completion_tokens, info.context_tokens
        return (not out or answer <= out) and (not whole or question_tokens(samples, clip_s=clip_s) + answer <= whole)

    return next((samples for samples in range(_MOST, 1, -1) if fits(samples)), 1)
