"""Whether a model can be sent sound."""

from sp404_gui.domain.errors import UsageError
from sp404_gui.llm.account import ModelInfo

_SOUND = "audio"


def require_hearing(info: ModelInfo | None, model: str) -> None:
    """Make sure that a model can be sent sound, as far as the server tells.

    Args:
        info: What the server lists of the model; None where it lists nothing.
        model: Its id.

    Raises:
        UsageError: It takes no sound.
    """
    if info is not None and info.inputs and _SOUND not in info.inputs:
        raise UsageError(f"{model} cannot hear: choose a model that takes audio with --model, or leave out --listen.")
