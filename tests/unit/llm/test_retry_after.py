import pytest

from sp404_gui.llm.retry_after import wished_wait_s

NOW = "Wed, 23 Sep 2026 20:00:00 GMT"
NOW_MS = 1_790_193_600_000


def test_seconds_and_dates_are_understood_by_the_servers_own_clock() -> None:
    assert wished_wait_s({"retry-after": "7"}, {}) == 7
    assert wished_wait_s({"retry-after": "Wed, 23 Sep 2026 20:01:30 GMT", "date": NOW}, {}) == 90
    assert wished_wait_s({"retry-after": "Wed, 23 Sep 2026 20:01:30 GMT"}, {}) is None


def test_a_reset_time_counts_where_nothing_else_is_said_also_inside_the_error() -> None:
    assert wished_wait_s({"x-ratelimit-reset": str(NOW_MS + 5000), "date": NOW}, {}) == 5
    nested = {"metadata": {"headers": {"X-RateLimit-Reset": str(NOW_MS + 6000), "Retry-After": "9"}}}
    assert wished_wait_s({"date": NOW}, nested) == 9
    assert wished_wait_s({}, {"availability": {"retry_after": 12.5}}) == 12.5


def test_a_used_up_day_waits_for_the_reset_or_for_midnight_utc_never_less() -> None:
    assert wished_wait_s({"date": NOW, "retry-after": "3"}, {}, daily=True) == 4 * 3600
    assert wished_wait_s({"date": NOW, "x-ratelimit-reset": str(NOW_MS + 7_200_000)}, {}, daily=True) == 7200
    assert wished_wait_s({}, {}, daily=True) is None


def test_a_clock_at_the_end_of_all_years_tells_no_midnight() -> None:
    assert wished_wait_s({"date": "Fri, 31 Dec 9999 10:00:00 GMT"}, {}, daily=True) is None


@pytest.mark.parametrize("wish", ["", "soon", "nan", "inf", "1e999", "Thu, 99 Foo 2026"])
def test_nonsense_is_no_wish(wish: str) -> None:
    assert (
        wished_wait_s({"retry-after": wish, "date": NOW, "x-ratelimit-reset": "many"}, {"metadata": {"headers": [1]}, "availability": 4})
        is None
    )


def test_a_wish_is_never_negative_and_never_longer_than_a_day() -> None:
    assert wished_wait_s({"retry-after": "-5"}, {}) == 0
    assert wished_wait_s({"retry-after": "99999999"}, {}) == 86_400
    assert wished_wait_s({"retry-after": "Wed, 23 Sep 2026 19:00:00 GMT", "date": NOW}, {}) == 0
