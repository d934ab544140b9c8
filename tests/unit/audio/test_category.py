from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from sp404_gui.audio.category import guess_family, loop_among_users
from sp404_gui.audio.ear import MODEL_FILE, Question, parse_ear, shipped_ear
from sp404_gui.audio.embedding import SIZE, decode_embeddings, encode_embedding
from sp404_gui.audio.forest import LEAF, forest_of, votes_of
from sp404_gui.audio.melpatch import BANDS, COLUMNS, column_edges, mel_patch
from sp404_gui.audio.network import Convolution
from sp404_gui.audio.spectrum import spectrogram
from sp404_gui.domain.features import Category

RATE = 44_100


def test_categories_are_sums_and_only_loops_are_drum_loops() -> None:
    shares = {"drums:kick": 0.2, "drums:drumloop": 0.3, "drums:hat": 0.1, "melodic:bass": 0.4}
    one_shot, loop = guess_family(shares, is_loop=False), guess_family(shares, is_loop=True)
    assert (one_shot.category, one_shot.subcategory, loop.subcategory) == (Category.DRUMS, "kick", "drum_loop")
    assert one_shot.confidence == pytest.approx(0.6)


def test_a_loop_is_likelier_among_users_than_the_ear_was_trained_to_think() -> None:
    found = [loop_among_users(share) for share in (0.0, 0.2, 0.5, 1.0)]
    assert found == pytest.approx([0.0, 0.5, 0.8, 1.0]), "the odds are four times as high"


def test_each_tree_walks_by_its_thresholds_and_the_forest_is_the_mean_of_its_votes() -> None:
    deep = [1, LEAF, 0, LEAF, LEAF]  # of the second number; where it is above 5, of the first
    flat = [0, LEAF, LEAF]
    forest = forest_of(
        sizes=np.array([5, 3], np.int32),
        numbers=_bytes(*deep, *flat),
        thresholds=np.array([5, 2, -1], np.float32),
        votes=votes_of(_bytes(1, 1, 2, 1, 2), _bytes(0, 1, 0, 1, 0, 0, 1), _bytes(255, 255, 102, 153, 255, 102, 153), answers=2),
    )
    assert forest.shares(np.array([0, 5], np.float32)).tolist() == pytest.approx([0.7, 0.3]), "first leaf of the deep, second of the flat"
    assert forest.shares(np.array([-2, 6], np.float32)).tolist() == pytest.approx([0.5, 0.5]), "second leaf of the deep, first of the flat"
    assert forest.shares(np.array([3, 6], np.float32)).tolist() == pytest.approx([0.4, 0.6]), "third of the deep, second of the flat"


def _bytes(*values: int) -> NDArray[np.uint8]:
    return np.array(values, np.uint8)


def test_a_temperature_makes_an_answer_less_sure_and_keeps_its_order() -> None:
    forest = shipped_ear().questions["kind"].forest
    votes = np.array([0.8, 0.2], np.float32)
    cold, warm = (Question(("a", "b"), temperature, forest).shares(votes) for temperature in (1.0, 2.0))
    assert cold == pytest.approx({"a": 0.8, "b": 0.2})
    assert warm == pytest.approx({"a": 2 / 3, "b": 1 / 3})


def test_a_convolution_is_the_sum_of_products_around_each_place() -> None:
    random = np.random.default_rng(1)
    planes, kernel = random.normal(size=(6, 8, 2)).astype(np.float32), random.normal(size=(3, 3, 2, 1)).astype(np.float32)
    found = Convolution(kernel, np.array([0.5], np.float32)).apply(planes, 2)
    padded = np.pad(planes, ((1, 1), (1, 1), (0, 0)))
    expected = [
        [max(0.0, float((padded[r : r + 3, c : c + 3] * kernel[..., 0]).sum()) + 0.5) for c in range(0, 8, 2)] for r in range(0, 6, 2)
    ]
    assert found[..., 0] == pytest.approx(np.array(expected), abs=1e-5)


def test_the_picture_begins_with_the_sound_and_the_higher_tone_lies_higher() -> None:
    times = np.arange(RATE) / RATE
    early = np.zeros(RATE // 2, np.float32)
    low, high = (np.concatenate([early, np.sin(2 * np.pi * hz * times).astype(np.float32)]) for hz in (200, 4000))
    pictures = [mel_patch(spectrogram(wave, RATE)) for wave in (low, high)]
    assert [picture.shape for picture in pictures] == [(BANDS, COLUMNS)] * 2
    assert all(picture[:, 4].max() > 0.9 for picture in pictures), "half a second of silence before it is not drawn"
    brightest = [int(picture.mean(axis=1).argmax()) for picture in pictures]
    assert brightest[0] < BANDS / 6
    assert brightest[1] > BANDS / 2


@pytest.mark.parametrize("frames", [1, 95, 96, 97, 300, 5000])
def test_the_columns_cover_every_frame_once_and_never_shrink(frames: int) -> None:
    edges = column_edges(frames)
    widths = np.diff(edges)
    assert (edges[0], edges[-1], len(widths)) == (0, frames, min(frames, COLUMNS))
    assert widths.min() == 1
    assert (np.diff(widths) >= -1).all(), "but for rounding"


def test_an_embedding_survives_as_text() -> None:
    direction = np.random.default_rng(0).normal(size=SIZE).astype(np.float32)
    direction /= np.linalg.norm(direction)
    assert decode_embeddings([encode_embedding(direction)])[0] @ direction == pytest.approx(1, abs=1e-3)
    with pytest.raises(ValueError, match=r"reshape|base64|padding|Invalid"):
        decode_embeddings(["AAAA"])


def test_the_shipped_model_is_small_and_holds_no_pickles() -> None:
    file = Path(__file__).parents[3] / "resources" / "models" / MODEL_FILE
    assert file.stat().st_size < 4_000_000
    ear = shipped_ear()
    assert set(ear.questions) == {"family", "kind", "tone"}
    assert {name.partition(":")[0] for name in ear.questions["family"].answers} == set(Category)
    for damaged in (b"", b"\x80\x04N.", file.read_bytes()[:100_000]):
        with pytest.raises(ValueError, match=r"model|pickle"):
            parse_ear(damaged)
