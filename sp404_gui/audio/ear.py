"""The trained ear: what a network and forests, shipped with the program, say about a sound, and how sure they may be."""

import io
import json
import os
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Protocol
from zipfile import BadZipFile

import numpy as np
from numpy.typing import NDArray

from sp404_gui.audio.category import Judgement, Shares
from sp404_gui.audio.forest import Forest, forest_of, votes_of
from sp404_gui.audio.melpatch import mel_patch
from sp404_gui.audio.network import STRIDES, Convolution, Dense, Floats, Network
from sp404_gui.audio.sound import Sound
from sp404_gui.audio.timbre import SIZE as NUMBERS
from sp404_gui.audio.timbre import describe

MODEL_FILE = "ear.npz"
_CARD = "card"
NETWORK_SHARE = 0.3
"""Of the decision about the family; the rest is the forest's."""
SCHEMA = 3
FOREST_PARTS = ("sizes", "numbers", "thresholds", "counts", "voted", "shares")
_LEAST_SHARE = 1e-3  # no answer is impossible


class Judge(Protocol):
    """Whoever can say what kind of sound it is."""

    def judge(self, sound: Sound) -> Judgement:
        """Answer all questions about one sound."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question, answered by a forest.

    Attributes:
        answers: In the order of the forest's votes.
        temperature: Divides the logarithms; above 1 it makes the answer less sure (C. Guo et al., "On calibration of modern neural
            networks", 2017).
        forest: The trees.
    """

    answers: tuple[str, ...]
    temperature: float
    forest: Forest

    def shares(self, votes: Floats) -> Shares:
        """Return honest probabilities of the answers.

        Args:
            votes: Shares of the votes.
        """
        return dict(zip(self.answers, honest(votes, self.temperature).tolist(), strict=True))


@dataclass(frozen=True, slots=True)
class Ear:
    """A trained ear.

    Attributes:
        network: Hears the family of a sound, and its place among sounds.
        questions: "family", "kind" and "tone".
        centre: Mean embedding of the training sounds; directions are taken from there.
    """

    network: Network
    questions: dict[str, Question]
    centre: Floats

    def judge(self, sound: Sound) -> Judgement:
        """Answer all questions about one sound; of the family, forest and network decide together."""
        described = describe(sound)
        place = self.network.embed(mel_patch(sound.spectra), described)
        votes = {name: question.forest.shares(described) for name, question in self.questions.items()}
        votes["family"] = (1 - NETWORK_SHARE) * votes["family"] + NETWORK_SHARE * softmax(self.network.family.apply(place))
        shares = {name: question.shares(votes[name]) for name, question in self.questions.items()}
        return Judgement(family=shares["family"], loop=shares["kind"]["loop"], tone=shares["tone"], embedding=self._direction(place))

    def _direction(self, place: Floats) -> Floats:
        away = place - self.centre
        return np.asarray(away / max(float(np.linalg.norm(away)), 1e-12), np.float32)


def honest(votes: Floats, temperature: float) -> NDArray[np.float64]:
    """Return probabilities that hold for sounds from elsewhere.

    Args:
        votes: Shape (…, answers), shares of the votes.
        temperature: Divides their logarithms.
    """
    odds = np.maximum(votes, _LEAST_SHARE).astype(np.float64) ** (1 / temperature)
    return np.asarray(odds / odds.sum(axis=-1, keepdims=True))


def softmax(scores: Floats) -> Floats:
    """Return probabilities from scores."""
    odds = np.exp(scores - scores.max())
    return np.asarray(odds / odds.sum(), np.float32)


def parse_ear(data: bytes) -> Ear:
    """Read a model: an npz of arrays, and a JSON text with the questions.

    Raises:
        ValueError: It is no npz, holds pickles, or is made for another version of the program.
        KeyError: A part is missing.
    """
    try:
        with np.load(io.BytesIO(data), allow_pickle=False) as stored:
            card = json.loads(bytes(stored[_CARD]))
            parts = {name: stored[name] for name in stored.files if name != _CARD}
    except (EOFError, TypeError, BadZipFile) as error:
        raise ValueError("It is no model, or damaged.") from error
    if card["schema"] != SCHEMA or len(parts["mean"]) != NUMBERS:
        raise ValueError("It is the model of another version.")
    weights = {name: part.astype(np.float32) for name, part in parts.items() if part.dtype == np.float16}
    network = Network(
        mean=parts["mean"],
        scale=parts["scale"],
        convolutions=tuple(Convolution(*_layer(weights, f"convolution{i}")) for i in range(len(STRIDES))),
        picture=Dense(*_layer(weights, "picture")),
        numbers=Dense(*_layer(weights, "numbers")),
        joint=Dense(*_layer(weights, "joint")),
        family=Dense(*_layer(weights, "family")),
    )
    questions = {
        name: Question(answers := tuple(one["answers"]), one["temperature"], _forest(parts, name, len(answers)))
        for name, one in card["questions"].items()
    }
    return Ear(network, questions, parts["centre"])


def _layer(weights: dict[str, Floats], name: str) -> tuple[Floats, Floats]:
    return weights[f"{name}.weights"], weights[f"{name}.bias"]


def _forest(parts: dict[str, NDArray[Any]], name: str, answers: int) -> Forest:
    sizes, numbers, thresholds, counts, voted, shares = (parts[f"forest.{name}.{part}"] for part in FOREST_PARTS)
    return forest_of(sizes, numbers, thresholds, votes_of(counts, voted, shares, answers))


@lru_cache(maxsize=1)
def shipped_ear() -> Ear:
    """Load the model that is shipped with the program: inside the package where it is installed, beside it in a source checkout."""
    package = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    places = (os.path.join(place, "resources") for place in (package, os.path.dirname(package)))
    folder = next(place for place in places if os.path.isdir(place))
    with open(os.path.join(folder, "models", MODEL_FILE), "rb") as file:
        return parse_ear(file.read())
