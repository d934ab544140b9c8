"""The figures that the ear promises, and what they count."""

from dataclasses import dataclass

from tests.benchmarks.ear.yardstick import Score


@dataclass(frozen=True)
class Goal:
    """One figure of the scoring program.

    Attributes:
        name: In its table.
        what: For people.
        limit: What is promised.
        at_most: Whether less is better.
    """

    name: str
    what: str
    limit: float
    at_most: bool = False

    @property
    def text(self) -> str:
        """As it is printed."""
        return f"{'<=' if self.at_most else '>='} {self.limit:g}"

    def reached(self, figure: float) -> bool:
        """Whether a figure keeps the promise."""
        return figure <= self.limit if self.at_most else figure >= self.limit


GOALS = (
    Goal("category", "category of 4", 0.93),
    Goal("category_balanced", "category, balanced", 0.88),
    Goal("drums", "kind of drum, one-shots", 0.82),
    Goal("melodic", "kind of instrument, one-shots", 0.65),
    Goal("kind", "loop or one-shot, balanced", 0.98),
    Goal("bpm_acc1", "tempo of loops within 4 %", 0.90),
    Goal("bpm_acc2", "   other octaves allowed", 0.95),
    Goal("bpm_1", "   within 1 BPM", 0.88),
    Goal("bpm_false", "one-shots that are given a tempo", 0.03, at_most=True),
    Goal("key", "key, exact", 0.80),
    Goal("key_mirex", "key, MIREX weights", 0.86),
    Goal("root", "pitch class of single notes", 0.98),
    Goal("root_octave", "   with octave", 0.92),
    Goal("swing_mae", "swing, mean absolute error in points", 3.0, at_most=True),
)
COMPARED = ("bpm_acc1", "bpm_acc2", "bpm_1", "key", "key_mirex", "root", "root_octave")
"""What the peers answer too."""
_SURE_OF = ("category", "bpm_acc1", "key")
_SURE_GAIN, _GOOD_ENOUGH = 0.04, 0.95


def sure_halves(score: Score) -> list[Goal]:
    """What the surer half of the answers must reach: so much more than the whole, where the whole leaves room for it."""
    whole = {name: score[name] for name in _SURE_OF if name in score}
    return [
        Goal(f"sure_half_{name}", f"the surer half: {name}", round(figure + (_SURE_GAIN if figure < _GOOD_ENOUGH else 0), 4))
        for name, figure in whole.items()
    ]
