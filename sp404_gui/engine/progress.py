"""How fast a job goes and how long it will take."""

from collections import deque

_WINDOW_S = 60.0
_LEAST_S = 1.0


class Speedometer:
    """Samples a minute over a sliding window of working time; time spent paused does not count.

    Args:
        window_s: Length of the window in seconds of working time.
    """

    def __init__(self, window_s: float = _WINDOW_S) -> None:
        self._window_s = window_s
        self._ticks: deque[tuple[float, int]] = deque()
        self._settled = 0
        self._started: float | None = None
        self._paused_at: float | None = None
        self._paused_s = 0.0

    def start(self, now: float) -> None:
        """Begin to measure."""
        self._started = now

    def pause(self, now: float) -> None:
        """Stop the clock."""
        if self._paused_at is None:
            self._paused_at = now

    def go_on(self, now: float) -> None:
        """Let the clock run again after a pause."""
        if self._paused_at is not None:
            self._paused_s += now - self._paused_at
            self._paused_at = None

    def add(self, now: float, samples: int = 1) -> None:
        """Note that samples are settled."""
        self._ticks.append((self._working(now), samples))
        self._settled += samples

    def rate_per_min(self, now: float) -> float | None:
        """Samples a minute; None before anything was settled or in the first second."""
        if self._started is None:
            return None
        working = self._working(now)
        begin = max(self._started, working - self._window_s)
        while self._ticks and self._ticks[0][0] < begin:
            self._settled -= self._ticks.popleft()[1]
        elapsed = working - begin
        if not self._settled or elapsed < _LEAST_S:
            return None
        return 60.0 * self._settled / elapsed

    def eta_s(self, now: float, left: int) -> float | None:
        """Seconds until `left` samples are settled; 0 when none is left, None while the rate is unknown."""
        if left <= 0:
            return 0.0
        rate = self.rate_per_min(now)
        return None if rate is None else 60.0 * left / rate

    def _working(self, now: float) -> float:
        paused_now = now - self._paused_at if self._paused_at is not None else 0.0
        return now - self._paused_s - paused_now
