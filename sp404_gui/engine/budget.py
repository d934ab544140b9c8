"""How many calls and how much money a job may use."""

from dataclasses import dataclass

from sp404_gui.engine.state import JobState


@dataclass(frozen=True, slots=True)
class Budget:
    """The user's limits; None means none.

    Attributes:
        max_calls: Calls, failed ones included.
        max_cost_usd: US dollars, as the server reports them with each answer.
    """

    max_calls: int | None = None
    max_cost_usd: float | None = None

    def exhausted(self, state: JobState) -> str:
        """Why no further call may leave, as a sentence; empty while one may."""
        if self.max_calls is not None and state.api_calls >= self.max_calls:
            return f"The budget of {self.max_calls} calls is used. Resume with a higher --max-calls to go on."
        if self.max_cost_usd is not None and state.cost_usd >= self.max_cost_usd:
            return f"The budget of ${self.max_cost_usd:g} is used. Resume with a higher --max-cost to go on."
        return ""
