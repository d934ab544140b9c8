"""The hours that the user settled for work at night."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta


@dataclass(frozen=True, slots=True)
class NightHours:
    """The hours to work in, by the local clock; they may go over midnight.

    Attributes:
        begins: First moment.
        ends: First moment after.
    """

    begins: time
    ends: time

    def hold(self, now: time) -> bool:
        """Whether it is night."""
        if self.begins <= self.ends:
            return self.begins <= now < self.ends
        return now >= self.begins or now < self.ends

    def next_begin(self, now: datetime) -> datetime:
        """When the next night begins."""
        return _next(self.begins, now)

    def working_s(self, now: datetime, until: datetime) -> float:
        """Seconds of night from now until another moment."""
        total, moment = 0.0, now
        while moment < until:
            is_night = self.hold(moment.time())
            change = min(_next(self.ends if is_night else self.begins, moment), until)
            total += (change - moment).total_seconds() if is_night else 0.0
            moment = change
        return total


def night_hours(begins: str | None, ends: str | None) -> NightHours | None:
    """The hours as the settings have them, "22:00" and "06:30"; none where one of them is missing or both are the same."""
    return NightHours(time.fromisoformat(begins), time.fromisoformat(ends)) if begins and ends and begins != ends else None


def _next(at: time, now: datetime) -> datetime:
    today = datetime.combine(now.date(), at, now.tzinfo)
    return today if today > now else today + timedelta(days=1)
