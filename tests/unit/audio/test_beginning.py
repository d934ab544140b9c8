import numpy as np
import pytest

from sp404_gui.audio.beginning import Beginning

SOUND = np.arange(200, dtype=np.float32).reshape(2, 100)


@pytest.mark.parametrize("said", [0, 30, 45, 100, 1 << 62])
@pytest.mark.parametrize("most", [10, 60, 1000])
def test_the_beginning_is_kept_whatever_the_header_says_of_its_length(said: int, most: int) -> None:
    beginning = Beginning(2, said, most)
    for start in range(0, 100, 30):
        beginning.add(SOUND[:, start : start + 30])
    assert np.array_equal(beginning.samples, SOUND[:, :most])


def test_a_sound_of_one_block_is_not_copied() -> None:
    beginning = Beginning(2, 100, 1000)
    beginning.add(SOUND)
    assert np.shares_memory(beginning.samples, SOUND)
