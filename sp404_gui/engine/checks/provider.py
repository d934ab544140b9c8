"""The part of the checklist that asks the server: whether it answers, takes the key, has the model, and what it allows."""

from collections.abc import Sequence

from sp404_gui.domain.errors import RecoverableError, Sp404Error, UsageError
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.asking.hearing_models import require_hearing
from sp404_gui.engine.checks.check import BUDGET, MODEL, PROVIDER, Check
from sp404_gui.engine.compose import asks, base_url, models_of, names_openrouter
from sp404_gui.engine.outlook.estimate import Estimate
from sp404_gui.engine.pace.account import fetch_model_list, key_info
from sp404_gui.llm.account import KeyInfo, ModelInfo
from sp404_gui.llm.limits import FREE_CALLS_PER_DAY, host_of


async def check_provider(
    options: JobOptions, key: Key | None, timeout_s: float, *, is_known: bool = True
) -> tuple[list[Check], KeyInfo | None]:
    """Whether the server answers, takes the key and has the model; and what it says of the key.

    Args:
        options: The options that the next run would have.
        key: The key for the provider; None where there is none.
        timeout_s: Limit for each question to the server.
        is_known: Whether the server was ever named on this machine; nothing is sent to one that was not.
    """
    if not asks(options):
        return [Check(PROVIDER, "ok", "No model is asked: nothing leaves this machine.")], None
    if key is None and names_openrouter(options.provider):
        return [Check(PROVIDER, "failed", "There is no key for OpenRouter: enter one in the settings, or work offline.")], None
    url = base_url(options.provider)
    if not is_known:
        sentence = (
            f"{host_of(url)} was never asked from this machine. Start only if you know it: it gets names and measurements of your samples."
        )
        return [Check(PROVIDER, "warning", sentence)], None
    try:
        # the same connection attempt fails for both, so the second is not worth its wait when the first failed
        info = await key_info(url, key, timeout_s=timeout_s)
        models = await fetch_model_list(url, key, timeout_s=timeout_s)
    except RecoverableError as error:
        return [Check(PROVIDER, "warning", f"{error} What is measured on this machine can go on without it.")], None
    except Sp404Error as error:
        return [Check(PROVIDER, "failed", str(error))], None
    server = "OpenRouter" if names_openrouter(options.provider) else host_of(url)
    answered = f"{server} answers and the key works." if info else f"{server} answers."
    return [Check(PROVIDER, "ok", answered), *_check_models(models_of(options), models, listen=options.listen)], info


def check_budget(options: JobOptions, estimate: Estimate, info: KeyInfo | None) -> Check:
    """Whether the calls fit into the user's limits, the key's credit and the day's allowance.

    Args:
        options: The limits.
        estimate: What the job would take.
        info: What the server says of the key; None where it is not known.
    """
    if not estimate.asked:
        return Check(BUDGET, "ok", "No calls are needed.")
    costs = estimate.cost_usd != 0
    if (left := _calls_left(options, estimate)) is not None and left < estimate.calls_least:
        sentence = (
            f"The budget allows {left:,} more calls of the {_calls(estimate)} that are needed: the job stops there and can go on later."
        )
        return (
            Check(BUDGET, "warning", sentence) if left else Check(BUDGET, "failed", f"The budget of {options.max_calls:,} calls is used.")
        )
    if options.max_cost_usd is not None and costs and estimate.spent_usd >= options.max_cost_usd:
        return Check(BUDGET, "failed", f"The budget of ${options.max_cost_usd:,.2f} is used.")
    if info is not None and costs and info.limit_remaining_usd is not None and info.limit_remaining_usd <= 0:
        return Check(BUDGET, "failed", "The key has no credit left: add some, or choose a free model.")
    if estimate.days is not None:
        return _check_allowance(estimate, info)
    price = "what they cost is not known before" if estimate.cost_usd is None else f"${estimate.cost_usd:,.2f}"
    return Check(BUDGET, "ok", f"{_calls(estimate)} calls, {price if costs else 'free of charge'}.")


def _check_models(wanted: Sequence[str], listed: tuple[ModelInfo, ...] | None, *, listen: bool) -> list[Check]:
    """Whether the server lists the models that are to be asked, and they hear if they must; a server without a list takes any name."""
    if not wanted or not listed:
        return []
    known = {model.id: model for model in listed}
    try:
        for model in wanted if listen else ():
            require_hearing(known.get(model), model)
    except UsageError as error:
        return [Check(MODEL, "failed", str(error))]
    missing = [model for model in wanted if model not in known]
    if not missing:
        return [Check(MODEL, "ok", f"{wanted[0]} is there." if len(wanted) == 1 else f"All {len(wanted)} models are there.")]
    return [Check(MODEL, "warning", f"The server does not list {', '.join(missing)}: check the name, or choose another model.")]


def _check_allowance(estimate: Estimate, info: KeyInfo | None) -> Check:
    limit = estimate.allowance or FREE_CALLS_PER_DAY
    left = limit - estimate.used_today
    if info is not None and info.free_calls_limit:
        limit = info.free_calls_limit
        left = info.free_calls_remaining if info.free_calls_remaining is not None else limit - (info.free_calls_used or 0)
    if estimate.calls_most <= left:
        return Check(BUDGET, "ok", f"{_calls(estimate)} calls, free of charge; {left:,} of {limit:,} free calls are left today.")
    days = 1 + -(-(estimate.calls_most - max(0, left)) // limit)
    sentence = f"{_calls(estimate)} calls, and {max(0, left):,} of {limit:,} free calls are left today: spread over {days:,} days."
    return Check(BUDGET, "warning", sentence)


def _calls_left(options: JobOptions, estimate: Estimate) -> int | None:
    return None if options.max_calls is None else max(0, options.max_calls - estimate.calls_made)


def _calls(estimate: Estimate) -> str:
    least, most = estimate.calls_least, estimate.calls_most
    return f"{most:,}" if least == most else f"{least:,} to {most:,}"
