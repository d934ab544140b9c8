"""How many calls and how much money a job may use."""

from dataclasses import dataclass

from sp404_gui.engine.state import JobState

IN_FLIGHT = 16
"""Calls on their way at the same time: as many as answers of three minutes need at the default pace."""

_MORE = "Resume with a higher --max-cost to go on."


@dataclass(frozen=True, slots=True)
class Budget:
    """The user's limits; None means none.

    Attributes:
        max_calls: Calls, failed ones included, but none that found no server.
        max_cost_usd: US dollars, as the server reports them with each answer.
        first_call_usd: What a call is expected to cost before one was answered; None where nobody knows.
    """

    max_calls: int | None = None
    max_cost_usd: float | None = None
    first_call_usd: float | None = None

    def exhausted(self, state: JobState, held: int = 0) -> str:
        """Why no further call may leave, as a sentence; empty while one may. `held` calls are spoken for."""
        if self.max_calls is not None and state.api_calls + held >= self.max_calls:
            return f"The budget of {self.max_calls} calls is used. Resume with a higher --max-calls to go on."
        if self.max_cost_usd is None:
            return ""
        price = self.first_call_usd if state.dearest_call_usd is None else state.dearest_call_usd
        if price is None and state.cost_usd >= self.max_cost_usd:
            return f"What a call costs is not known, and nothing of the budget of ${self.max_cost_usd:g} is left. {_MORE}"
        if state.cost_usd + (price or 0.0) > self.max_cost_usd:
            spent = f"${state.cost_usd:.4f} of the budget of ${self.max_cost_usd:g} are used, and another call may cost more than the rest."
            return f"{spent} {_MORE}"
        return ""

    def room(self, state: JobState) -> int:
        """How many calls may be on their way together, so that they cannot cost more than is left: the first one tells the price."""
        if self.max_cost_usd is None or state.dearest_call_usd == 0:
            return IN_FLIGHT
        if state.dearest_call_usd is None:
            return 1
        return max(1, min(IN_FLIGHT, int((self.max_cost_usd - state.cost_usd) / state.dearest_call_usd)))
