"""Which pace a run keeps: from its options, its key, and what this machine remembers."""

import time
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from sp404_gui.domain.errors import Sp404Error
from sp404_gui.domain.job import JobOptions
from sp404_gui.domain.key import Key
from sp404_gui.engine.pace.hours import NightHours
from sp404_gui.engine.pace.pacing import Book, Pace, SharedBook, account_of, rank_of
from sp404_gui.engine.pace.rules import Claim, Wait, Why
from sp404_gui.llm.limits import FREE_CALLS_PER_DAY, FREE_CALLS_PER_DAY_AFTER_CREDIT
from sp404_gui.store.shared_notes import SharedNotes

if TYPE_CHECKING:
    from sp404_gui.llm.account import KeyInfo

_REASONS = {
    Why.HELD: "The server asked for patience.",
    Why.DAY: "This day's free calls are used up.",
    Why.HOURS: "The settings let it work at night alone.",
    Why.TURN: "Another job goes first.",
    Why.SLOT: "The next slot of the pace.",
}


@runtime_checkable
class Account(Protocol):
    """Whoever can say what a key may do."""

    async def fetch_key_info(self) -> "KeyInfo | None":
        """What the server knows of the key."""


def claim_of(options: JobOptions, interval_s: float, *, is_free: bool, hours: NightHours | None) -> Claim:
    """What a job wants of the pace.

    Args:
        options: Its options.
        interval_s: Seconds from one call to the next.
        is_free: Whether its models are OpenRouter's free ones, which have a daily allowance.
        hours: When calls leave that work overnight; None for any time.
    """
    return Claim(
        rank=rank_of(options.priority),
        interval_s=interval_s,
        is_daily=is_free,
        spreads=options.overnight,
        hours=hours if options.overnight else None,
    )


def open_notes(path: str | None) -> SharedNotes | None:
    """What all jobs of this machine remember together; None where it cannot be used, which is no reason not to work. Blocks."""
    try:
        return SharedNotes(path, time.time) if path is not None else None
    except Sp404Error:
        return None


def shared_book(notes: SharedNotes | None, url: str, key: Key | None, claim: Claim) -> Book | None:
    """Where the pace of a key is remembered and shared; None where there is no pace."""
    return SharedBook(notes, account_of(url, key)) if notes is not None and claim.interval_s else None


async def learn_allowance(pace: Pace, account: Account) -> None:
    """Let the pace know what the server says of the day's calls; where it says nothing, its refusals will."""
    try:
        info = await account.fetch_key_info()
    except Sp404Error:
        return
    if info is None:
        return
    if info.at is not None:
        await pace.hear_clock(info.at)
    limit = info.free_calls_limit
    if limit is None and info.is_free_tier is not None:
        limit = FREE_CALLS_PER_DAY if info.is_free_tier else FREE_CALLS_PER_DAY_AFTER_CREDIT
    used = info.free_calls_used
    if used is None and limit is not None and info.free_calls_remaining is not None:
        used = limit - info.free_calls_remaining
    await pace.allow(limit, used)


def reason_of(wait: Wait) -> str:
    """Why a call waits, as a sentence; it goes on by itself."""
    return _REASONS[wait.why]
