"""The user's limits of calls and money."""

import pytest

from sp404_gui.engine.asking.budget import IN_FLIGHT, Budget
from sp404_gui.engine.state import JobState


def spent(*costs: float) -> JobState:
    state = JobState([])
    for cost in costs:
        state.paid(cost)
    return state


@pytest.mark.parametrize(
    ("costs", "room"),
    [((), 1), ((0.0, 0.0), IN_FLIGHT), ((0.01,), 9), ((0.01, 0.02), 3), ((0.05, 0.04), 1), ((0.0001,), IN_FLIGHT)],
)
def test_no_more_calls_are_under_way_than_the_rest_of_the_money_pays_for(costs: tuple[float, ...], room: int) -> None:
    assert Budget(max_cost_usd=0.1).room(spent(*costs)) == room
    assert Budget().room(spent(*costs)) == IN_FLIGHT


def test_a_call_that_may_cost_more_than_what_is_left_is_not_made() -> None:
    budget = Budget(max_cost_usd=0.1)
    assert budget.exhausted(spent(0.04, 0.02)) == ""
    assert budget.exhausted(spent(0.04, 0.03)) == (
        "$0.0700 of the budget of $0.1 are used, and another call may cost more than the rest. Resume with a higher --max-cost to go on."
    )
