"""How many calls and how much money a job may use."""

from collections.abc import Sequence
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
        max_cost_usd: US dollars, as the server reports them with each answer; one that does not is counted as the dearest.
        listed_usd: What a call to each of the models is expected to cost by its list, any of which may answer; None where nobody knows.
    """

    max_calls: int | None = None
    max_cost_usd: float | None = None
    listed_usd: Sequence[float | None] = (None,)

    def exhausted(self, state: JobState, held: int = 0) -> str:
        """Why no further call may leave, as a sentence; empty while one may. `held` calls are spoken for."""
        if self.max_calls is not None and state.api_calls + held >= self.max_calls:
            return f"The budget of {self.max_calls} calls is used. Resume with a higher --max-calls to go on."
        if self.max_cost_usd is None:
            return ""
        price = self._price(state)
        spent = self._spent(state)
        if price is None and spent >= self.max_cost_usd:
            return f"What a call costs is not known, and nothing of the budget of ${self.max_cost_usd:g} is left. {_MORE}"
        if spent + (price or 0.0) <= self.max_cost_usd:
            return ""
        if spent > state.cost_usd:
            return f"Answers that do not tell their cost are counted as the dearest: the budget of ${self.max_cost_usd:g} is used. {_MORE}"
        told = f"${spent:.4f} of the budget of ${self.max_cost_usd:g} are used, and another call may cost more than the rest."
        return f"{told} {_MORE}"

    def room(self, state: JobState) -> int:
        """How many calls may be on their way together, so that they cannot cost more than is left: the first one tells the price."""
        if self.max_cost_usd is None:
            return IN_FLIGHT
        price = self._price(state)
        if price and state.dearest_call_usd:
            return max(1, int(min(IN_FLIGHT, (self.max_cost_usd - self._spent(state)) / price)))
        is_heard = state.untold_costs > 0 or state.dearest_call_usd is not None
        # a free answer alone does not tell that the next one is: another model may give it
        return IN_FLIGHT if is_heard and all(usd == 0 for usd in self.listed_usd) else 1

    def _spent(self, state: JobState) -> float:
        return state.cost_usd + state.untold_costs * (self._price(state) or 0.0)

    def _price(self, state: JobState) -> float | None:
        """The most that another call is expected to cost; None where nobody knows."""
        paid, dearest = state.dearest_call_usd, max((usd for usd in self.listed_usd if usd is not None), default=0.0)
        if paid:  # that counts more than a list, but tells nothing of the other models
            return paid if len(self.listed_usd) <= 1 else max(paid, dearest)
        is_known = paid is not None or None not in self.listed_usd
        return dearest if dearest or is_known else None
