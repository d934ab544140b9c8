"""What an answer of a model says and costs, fresh from the wire or kept on disk."""

from collections.abc import Mapping, Sequence

from sp404_gui.domain.errors import PartialError
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


def count_cost(raw: RawAnswer, state: JobState) -> None:
    """Let a job's state know what an answer cost, whether it is of use or not."""
    from sp404_gui.llm.completion import may_have_cost, told_cost_usd  # noqa: PLC0415 - as above

    told = told_cost_usd(raw.body)
    if told is not None or may_have_cost(raw.body):
        state.paid(told)
