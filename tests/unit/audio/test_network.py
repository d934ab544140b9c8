"""The network, small enough to be reckoned by hand."""

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.network import Convolution, Dense, Network, standardise

Floats = NDArray[np.float32]


def floats(*values: object) -> Floats:
    return np.array(values, np.float32)


def neighbours(*places: tuple[int, int]) -> Convolution:
    """Each of two planes becomes the sum of what lies so many bands above and columns to the right."""
    kernel = np.zeros((3, 3, 2, 2), np.float32)
    for bands, columns in places:
        kernel[1 + bands, 1 + columns] = np.eye(2)
    return Convolution(kernel, floats(0, 0))


NETWORK = Network(
    mean=floats(1, 0, 2, 0),
    scale=floats(2, 1, 4, 0.5),
    # two planes, of the picture's x and of 6 - x where it is below 6; then each band takes the place of the one below, and each column
    # becomes the sum of itself and the next
    convolutions=(
        Convolution(floats([[[1, -1]]]), floats(0, 6)),
        neighbours((0, 0)),
        neighbours((1, 0)),
        neighbours((0, 0), (0, 1)),
    ),
    picture=Dense(floats([1, -1], [2, 0], [3, 0], [4, 0], [5, 0], [6, 0], [7, 0], [8, 0]), floats(0.5, 1)),
    numbers=Dense(floats([1, 1], [2, 0], [3, 0], [4, -1]), floats(0, 3)),
    joint=Dense(floats([1, 0, 0], [0, 1, -1], [10, 1, 0], [100, 0, -1]), floats(0, 0.25, 1)),
    family=Dense(floats([1, 0], [0, 2], [0, 0]), floats(-0.5, 0.5)),
)


def picture() -> Floats:
    """32 bands, 16 columns: what two strides of 2 pass over is 99, what they leave are these 8 bands by 4 columns."""
    places = np.full((32, 16), 99, np.float32)
    places[::4, ::4] = [
        [50, 50, 50, 50],  # its place is taken
        [2, 1, 2, 3], [3, 2, 4, 2],  # at most 3 on the left and 4 on the right; 5 and 4 below 6
        [1, 2, 3, 3], [2, 2, 2, 3],  # 2 and 3; 5 and 4
        [7, 8, 8, 7], [7, 9, 7, 8],  # 9 and 8; not below 6
        [8, 7, 7, 7],  # 8 and 7
    ]  # fmt: skip
    return places


def test_numbers_are_brought_to_a_common_measure_and_none_counts_beyond_three_deviations() -> None:
    assert standardise(floats(5, -100, 2, 9), NETWORK.mean, NETWORK.scale).tolist() == [2, -3, 0, 3]


def test_a_place_among_sounds_is_what_one_reckons_by_hand() -> None:
    # low bands: x is 3 + 4 and 4, 6 - x is 5 + 4 and 4; high bands: 9 + 8 and 8, 0 and 0; of each first the mean, then the maximum
    seen = [5.5 + 2 * 6.5 + 3 * 12.5 + 4 * 0 + 5 * 7 + 6 * 9 + 7 * 17 + 8 * 0 + 0.5, 0]  # the second is 1 - 5.5, less than nothing
    told = [2 + 2 * -3 + 3 * 0 + 4 * 3, 2 - 3 + 3]
    expected = [seen[0] + 10 * told[0] + 100 * told[1], told[0] + 0.25, 0]  # the third is 1 - 2
    assert expected == [544.5, 8.25, 0]
    assert NETWORK.embed(picture(), floats(5, -100, 2, 9)).tolist() == pytest.approx(expected)


def test_both_the_numbers_and_the_picture_have_their_say() -> None:
    assert NETWORK.embed(picture(), NETWORK.mean).tolist() == pytest.approx([264.5 + 300, 0.25, 0]), "numbers like the mean say nothing"
    below = 2 * 12 + 4 * 12 + 6 * 16 + 8 * 16 + 0.5  # x counts as 0, 6 - x is 8 + 8 and 8; 1 - 0 is 1
    assert NETWORK.embed(np.full((32, 16), -2, np.float32), NETWORK.mean).tolist() == pytest.approx([below + 300, 1.25, 0])


def test_a_family_is_scored_by_a_weighted_sum_that_may_be_negative() -> None:
    assert NETWORK.family.apply(floats(0.25, -2, 7)).tolist() == [-0.25, -3.5]
