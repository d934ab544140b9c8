"""What kind of sound it is, from what the trained ear says."""

from dataclasses import dataclass

from sp404_gui.audio.network import Floats
from sp404_gui.domain.features import Category

DRUM_LOOP = "drums:drumloop"
_MORE_LOOPS = (1 / 3) / (1 / 12)
_SUBCATEGORIES = {"hat": "hihat", "perc": "percussion", "drumloop": "drum_loop"}

Shares = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """Answers about one sound; the probabilities of each question sum to 1.

    Attributes:
        family: Of each "category:subcategory".
        loop: Probability that it repeats.
        tone: Of "note", "chord" and "other", if it is a one-shot.
        embedding: Shape (64,), length 1: alike sounds are near each other.
    """

    family: Shares
    loop: float
    tone: Shares
    embedding: Floats


@dataclass(frozen=True, slots=True)
class FamilyGuess:
    """Category with its probability, and subcategory."""

    category: Category
    confidence: float
    subcategory: str


def loop_among_users(share: float) -> float:
    """Return the probability of a loop in users' folders, where its odds are 1 to 3 rather than 1 to 12.

    By Bayes' rule for other odds than those of the training, as in M. Saerens, P. Latinne and C. Decaestecker, "Adjusting the outputs of a
    classifier to new a priori probabilities", 2002.

    Args:
        share: The probability that the trained ear gives, 0-1.
    """
    odds = share * _MORE_LOOPS
    return odds / (odds + 1 - share)


def guess_family(family: Shares, *, is_loop: bool) -> FamilyGuess:
    """Sum the families up to categories, choose the likeliest, and the likeliest subcategory inside it.

    Args:
        family: Probability of each "category:subcategory".
        is_loop: A drum loop is always a drum loop, and only a loop can be one.
    """
    totals = dict.fromkeys(Category, 0.0)
    for name, share in family.items():
        totals[Category(name.partition(":")[0])] += share
    likeliest = max(totals, key=lambda name: totals[name])
    inside = {name: share for name, share in family.items() if name.startswith(f"{likeliest}:")}
    if likeliest is Category.DRUMS:
        inside = {name: share for name, share in inside.items() if (name == DRUM_LOOP) == is_loop}
    best = max(inside, key=lambda name: inside[name]).partition(":")[2]
    return FamilyGuess(likeliest, totals[likeliest], _SUBCATEGORIES.get(best, best))
