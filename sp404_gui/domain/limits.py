"""How many calls a server still allows, as it says itself."""

from dataclasses import dataclass

_MINUTE_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a server told of one of its limits; what it left out is None.

    Attributes:
        limit: Calls in the window.
        remaining: Of these, left.
        reset_in_s: Seconds until the window begins anew, by the server's clock; 0 to a day.
    """

    limit: int | None = None
    remaining: int | None = None
    reset_in_s: float | None = None

    @property
    def interval_s(self) -> float:
        """Seconds from one call to the next that a limit a minute asks for; 0 from others, which say nothing of the pace."""
        if not self.limit or self.reset_in_s is None or self.reset_in_s > _MINUTE_S:
            return 0.0
        return _MINUTE_S / self.limit
