"""How many calls a server still allows, as it says itself."""

from dataclasses import dataclass


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
