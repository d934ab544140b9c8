"""When a call may leave, as arithmetic: what is known of an account, and what a process claims of it. No clock, no disk."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import StrEnum

from sp404_gui.engine.pace.hours import NightHours

_DAY_S = 86_400
_SLOWEST = 8.0
_SLOWER, _FASTER = 2.0, 0.05
"""A refusal doubles the interval; twenty answers bring it back."""
_SKEWED_S = 5.0
_SET_BACK_S = 1.0
_GRACE_S = 2.0
"""Who is so late for his turn has gone."""
_NEXT_IN_LINE_S = 0.05


class Why(StrEnum):
    """Why a call may not leave yet."""

    SLOT = "slot"
    HELD = "rate_limit"
    DAY = "day_limit"
    HOURS = "hours"
    TURN = "turn"


@dataclass(frozen=True, slots=True)
class Wait:
    """How long a call has to wait at least, and why."""

    seconds: float
    why: Why


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What somebody wants who has a call to send.

    Attributes:
        who: Tells processes apart.
        rank: Lower ones go first.
        interval_s: Seconds from one call to the next.
        is_daily: Whether the call counts against the day's allowance.
        spreads: Whether the day's allowance is to last until the day ends.
        hours: When calls may leave, by the local clock; None for any time.
    """

    who: str = ""
    rank: int = 1
    interval_s: float
    is_daily: bool = False
    spreads: bool = False
    hours: NightHours | None = None


@dataclass(slots=True)
class Waiter:
    """Somebody who waits for a slot: since when, when he looks again, and when he may take one at the earliest; seconds since 1970."""

    rank: int
    since: float
    due: float
    ready: float = 0.0


@dataclass(slots=True, kw_only=True)
class Known:
    """What is known of an account; moments are seconds since 1970 by this machine's clock.

    Attributes:
        seen_at: The newest moment that anybody saw.
        next_at: When the next slot begins.
        spread_at: The same for those who spread the day's allowance.
        held_until: When the server takes calls again.
        day_over_until: When the server takes the next day's calls of those that count against the day's allowance.
        others_over_until: The same for all other calls: what is free may be used up while what is paid for is not.
        day: The day since 1970, UTC by the server's clock.
        used: Calls of that day.
        allowance: Calls that a day has; None while it is not known, or where there is no such limit.
        slowness: What the interval is multiplied with, at least 1.
        slowed_at: When it grew last.
        least_interval_s: What the server's own limit asks for; believed for the day, since limits change.
        skew_s: Seconds that the server's clock is ahead.
        waiters: By name.
    """

    seen_at: float = 0.0
    next_at: float = 0.0
    spread_at: float = 0.0
    held_until: float = 0.0
    day_over_until: float = 0.0
    others_over_until: float = 0.0
    day: int = 0
    used: int = 0
    allowance: int | None = None
    slowness: float = 1.0
    slowed_at: float = 0.0
    least_interval_s: float = 0.0
    skew_s: float = 0.0
    waiters: dict[str, Waiter] = field(default_factory=dict)

    def look(self, now: float) -> None:
        """Take note of the time: a clock that was set back takes all moments with it, and a new day has all its calls."""
        back = self.seen_at - now
        if back > _SET_BACK_S:
            self.next_at, self.held_until = self.next_at - back, self.held_until - back
            self.day_over_until, self.others_over_until = self.day_over_until - back, self.others_over_until - back
            self.spread_at, self.slowed_at = self.spread_at - back, self.slowed_at - back
            self.skew_s += back
            for waiter in self.waiters.values():
                waiter.since, waiter.due, waiter.ready = waiter.since - back, waiter.due - back, waiter.ready - back
        self.seen_at = now
        today = self._today(now)
        if today > self.day or today < self.day - 1:  # a day that went back by one is the same day, seen by a wrong clock
            self.day, self.used, self.least_interval_s = today, 0, 0.0

    def claim(self, claim: Claim, now: float, look_again_s: float, own_waits: Sequence[Wait] = ()) -> Wait | None:
        """Take the next slot if it may be had; otherwise how long to wait.

        Args:
            claim: What is wanted.
            now: Seconds since 1970.
            look_again_s: After this time at the latest the claim is made again.
            own_waits: What who claims has to wait anyway.
        """
        self.look(now)
        wait = max([Wait(0.0, Why.SLOT), *own_waits, *self._waits(claim, now)], key=lambda one: one.seconds)
        ready = now + wait.seconds
        if wait.seconds <= 0 and (turn := self._turn(claim, now)) is not None:
            wait = turn
        if wait.seconds > 0:
            since = self.waiters[claim.who].since if claim.who in self.waiters else now
            self.waiters[claim.who] = Waiter(claim.rank, since, now + min(wait.seconds, look_again_s), ready)
            return wait
        self.waiters.pop(claim.who, None)
        self.used += claim.is_daily
        self.next_at = now + self._plain_interval_s(claim)
        if claim.spreads:
            self.spread_at = now + self.interval_s(claim, now)
        return None

    def interval_s(self, claim: Claim, now: float) -> float:
        """Seconds from a call to the next one, as things are."""
        interval = self._plain_interval_s(claim)
        if claim.spreads and claim.is_daily and self.allowance is not None and self.used < self.allowance:
            interval = max(interval, self._working_s(claim, now) / (self.allowance - self.used + 1))
        return interval

    def _plain_interval_s(self, claim: Claim) -> float:
        return max(claim.interval_s, self.least_interval_s) * self.slowness

    def eta_s(self, claim: Claim, now: float, calls: int) -> float:
        """Seconds until so many calls have left, the nights between the days included."""
        today = calls if self.allowance is None or not claim.is_daily else max(0, self.allowance - self.used)
        if calls <= today or not self.allowance:
            return calls * self.interval_s(claim, now)
        days, rest = divmod(calls - today, self.allowance)
        return self._until_midnight(now) + days * _DAY_S + rest * claim.interval_s

    def slow_down(self, claim: Claim, now: float, least_interval_s: float = 0.0) -> None:
        """The server refused a call as too fast; refusals of calls that were in flight together count as one."""
        self.look(now)
        self.least_interval_s = max(self.least_interval_s, least_interval_s)
        if now >= self.slowed_at + self._plain_interval_s(claim):  # however far a night spreads them
            self.slowness, self.slowed_at = min(_SLOWEST, self.slowness * _SLOWER), now

    def speed_up(self) -> None:
        """The server answered."""
        self.slowness = max(1.0, self.slowness - _FASTER)

    def hold(self, now: float, seconds: float) -> None:
        """The server wants no call for so long."""
        self.look(now)
        self.held_until = max(self.held_until, now + seconds)

    def day_over(self, claim: Claim, now: float, seconds: float | None) -> None:
        """The server takes no more such calls this day; it said for how long, or it is until 00:00 UTC."""
        self.look(now)
        until = now + (self._until_midnight(now) if seconds is None else seconds)
        if claim.is_daily:
            self.day_over_until = until
        else:
            self.others_over_until = until

    def give_back(self, claim: Claim, now: float) -> None:
        """A call that took its slot never reached the server; the slot is gone, the day's call is not."""
        self.look(now)
        self.used = max(0, self.used - claim.is_daily)

    def allow(self, now: float, allowance: int | None, used: int | None) -> None:
        """The server said how many calls a day has, and perhaps how many of them are used, by whomever."""
        self.look(now)
        if allowance is not None and used is not None and used < allowance:
            self.day_over_until = 0.0  # whoever bought credit has more of them, although the last one was refused
        self.allowance, self.used = allowance, max(self.used, used or 0)

    def set_clock(self, now: float, server_s: float) -> None:
        """The server said what time it is; what was counted so far is of the day that it has."""
        self.look(now)
        skew = server_s - now
        self.skew_s = skew if abs(skew) > _SKEWED_S else 0.0
        self.day = min(self.day, self._today(now))

    def _waits(self, claim: Claim, now: float) -> list[Wait]:
        over_until = self.day_over_until if claim.is_daily else self.others_over_until
        waits = [Wait(self.next_at - now, Why.SLOT), Wait(self.held_until - now, Why.HELD), Wait(over_until - now, Why.DAY)]
        if claim.spreads:
            waits.append(Wait(self.spread_at - now, Why.SLOT))
        if claim.is_daily and self.allowance is not None and self.used >= self.allowance:
            waits.append(Wait(self._until_midnight(now), Why.DAY))
        if claim.hours is not None and not claim.hours.hold((local := _local(now)).time()):
            waits.append(Wait((claim.hours.next_begin(local) - local).total_seconds(), Why.HOURS))
        return waits

    def _turn(self, claim: Claim, now: float) -> Wait | None:
        """How long to wait for those who come first; who waits for the night or the next day himself holds nobody up."""
        self.waiters = {who: waiter for who, waiter in self.waiters.items() if waiter.due + _GRACE_S >= now}
        mine = self.waiters.get(claim.who)
        place = (claim.rank, mine.since if mine else now)
        others = [
            waiter.due
            for who, waiter in self.waiters.items()
            if who != claim.who and waiter.ready <= now and (waiter.rank, waiter.since) < place
        ]
        return Wait(max(min(others) - now, _NEXT_IN_LINE_S), Why.TURN) if others else None

    def _today(self, now: float) -> int:
        return int((now + self.skew_s) // _DAY_S)

    def _until_midnight(self, now: float) -> float:
        return (self._today(now) + 1) * _DAY_S - (now + self.skew_s)

    def _working_s(self, claim: Claim, now: float) -> float:
        left = self._until_midnight(now)
        return left if claim.hours is None else claim.hours.working_s(_local(now), _local(now + left))


def _local(moment: float) -> datetime:
    return datetime.fromtimestamp(moment, UTC).astimezone()
