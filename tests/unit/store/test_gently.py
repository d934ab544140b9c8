from sp404_gui.store.gently import gently


def test_a_thread_that_works_for_long_rests_in_between_and_one_that_does_not_is_not_held_up() -> None:
    rests: list[float] = []
    assert list(gently(range(5), rests.append)) == [0, 1, 2, 3, 4]
    assert rests == []
    for _ in gently(range(3), rests.append):
        sum(range(1_000_000))
    assert len(rests) >= 2
