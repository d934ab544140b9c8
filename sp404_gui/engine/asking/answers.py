"""What an answer of a model says and costs, fresh from the wire or kept on disk."""

from collections.abc import Mapping, Sequence
from typing import Any

from sp404_gui.domain.errors import PartialError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.vibe import Vibe
from sp404_gui.engine.state import JobState
from sp404_gui.llm.chat import RawAnswer


def read_answer(raw: RawAnswer, wanted: Sequence[str], model: str = "") -> Mapping[str, Vibe | PartialError]:
    """What an answer says of the wanted samples.

    Args:
        raw: The answer as it came.
        wanted: Ids of the samples.
        model: Id of the model that was asked, where the answer does not say who answered.

    Raises:
        Sp404Error: It is no answer but a failure.
    """
    from sp404_gui.llm.completion import parse_completion  # noqa: PLC0415 - offline nobody needs it
    from sp404_gui.llm.reply import parse_reply  # noqa: PLC0415 - as above

    answer = parse_completion(raw.body, raw.status, raw.headers, model)
    reply = parse_reply(answer.content, wanted, answer.model)
    return {**reply.vibes, **reply.problems}


def count_cost(raw: RawAnswer, state: JobState, *, tells_price: bool = True) -> None:
    """Let a job's state know what an answer cost, whether it is of use or not.

    Args:
        raw: The answer.
        state: The job's state.
        tells_price: Whether it comes from where the job asks now: other answers tell nothing of what the next call costs.
    """
    from sp404_gui.llm.completion import may_have_cost, told_cost_usd  # noqa: PLC0415 - as above

    told = told_cost_usd(raw.body)
    if told is not None or may_have_cost(raw.body):
        state.paid(told, tells_price=tells_price)


def asks_alike(before: Any, now: JobOptions) -> bool:
    """Whether a run with these options, as the audit trail has them, may have asked a model that is asked now; in doubt it may."""
    if not isinstance(before, Mapping):
        return True
    models = before.get("models")
    is_other = isinstance(models, list) and models and now.models and set(now.models).isdisjoint(map(str, models))
    return before.get("provider") == now.provider and not is_other
