"""What kind of sound it is: linear models over the numbers of `timbre.describe`.

Each head is a multinomial logistic regression; its coefficients are data (resources/models), made by tools/train_category.py.
"""

import json
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sp404_gui.domain.features import Category

MODEL_FILE = "ear.json"
_LIMIT = 3.0
_SUBCATEGORIES = {"hat": "hihat", "perc": "percussion", "drumloop": "drum_loop"}
DRUM_LOOP = "drums:drumloop"

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Head:
    """One question that the model answers.

    Attributes:
        classes: The answers.
        columns: Positions of the numbers it looks at.
        weights: Shape (columns, classes).
        bias: Shape (classes,).
        temperature: Divides the scores; above 1 it makes the answer less sure.
    """

    classes: tuple[str, ...]
    columns: NDArray[np.intp]
    weights: Array
    bias: Array
    temperature: float


@dataclass(frozen=True, slots=True)
class Model:
    """The trained model.

    Attributes:
        mean: Mean of each number over the training sounds.
        scale: Its standard deviation.
        heads: "family" (category and subcategory), "kind" (loop or one_shot), "tone" (note, chord or other).
    """

    mean: Array
    scale: Array
    heads: dict[str, Head]

    def probabilities(self, head_name: str, described: NDArray[np.float32]) -> dict[str, float]:
        """Answer one question.

        Args:
            head_name: Name of the head.
            described: The numbers of one sound.

        Returns:
            Probability of each class; they sum to 1.
        """
        head = self.heads[head_name]
        standard = np.clip((described - self.mean) / self.scale, -_LIMIT, _LIMIT)
        scores = (standard[head.columns] @ head.weights + head.bias) / head.temperature
        shares = np.exp(scores - scores.max())
        return dict(zip(head.classes, (shares / shares.sum()).tolist(), strict=True))


def _parse_head(data: dict[str, Any]) -> Head:
    columns, weights, bias = (np.array(data[part]) for part in ("columns", "weights", "bias"))
    return Head(tuple(data["classes"]), columns, weights, bias, data["temperature"])


def parse_model(text: str | bytes) -> Model:
    """Read a model from JSON.

    Raises:
        ValueError: It is no valid JSON.
        KeyError: A part is missing.
    """
    data = json.loads(text)
    heads = {name: _parse_head(head) for name, head in data["heads"].items()}
    return Model(np.array(data["mean"]), np.array(data["scale"]), heads)


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Load the model that is shipped with the program: inside the package where it is installed, beside it in a source checkout."""
    package = files("sp404_gui")
    places: tuple[Traversable, ...] = (package / "resources", Path(str(package)).parent / "resources")
    folder = next(place for place in places if place.is_dir())
    return parse_model((folder / "models" / MODEL_FILE).read_bytes())


@dataclass(frozen=True, slots=True)
class FamilyGuess:
    """Category and subcategory, each with its probability."""

    category: Category
    confidence: float
    subcategory: str


def guess_family(probabilities: dict[str, float], *, is_loop: bool) -> FamilyGuess:
    """Sum the classes up to categories, and choose the best subcategory inside the best one.

    Args:
        probabilities: Of the classes "category:subcategory".
        is_loop: A drum loop is always a drum loop, and only a loop can be one.
    """
    totals = dict.fromkeys(Category, 0.0)
    for name, share in probabilities.items():
        totals[Category(name.partition(":")[0])] += share
    category = max(totals, key=lambda key: totals[key])
    inside = {name: share for name, share in probabilities.items() if name.startswith(f"{category}:")}
    if category is Category.DRUMS:
        inside = {name: share for name, share in inside.items() if (name == DRUM_LOOP) == is_loop}
    best = max(inside, key=lambda key: inside[key]).partition(":")[2]
    return FamilyGuess(category, totals[category], _SUBCATEGORIES.get(best, best))
