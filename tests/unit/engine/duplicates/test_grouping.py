from dataclasses import replace

import pytest

from sp404_gui.domain.duplicate import Member, Merit
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits
from sp404_gui.engine.duplicates.grouping import near_groups
from sp404_gui.engine.duplicates.merits import in_order

_PLAIN = LocalFeatures(duration_s=1.0, sample_rate_hz=44_100, channels=2, format="WAV", bit_depth=16, is_silent=False, is_clipped=False)


def _member(name: str, user: UserEdits | None = None, **other: object) -> Member:
    features = replace(_PLAIN, **other)  # type: ignore[arg-type]
    return Member("/job", SampleRecord(sample=Sample(name, "/m", f"{name}.wav", 1, 1), features=features, user=user or UserEdits()))


@pytest.mark.parametrize(
    ("better", "worse", "merit"),
    [
        (_member("b", UserEdits(favorite=True)), _member("a", UserEdits(rating=5, note="mine")), Merit.USER),
        (_member("b", UserEdits(tags=("dusty",))), _member("a", sample_rate_hz=96_000), Merit.USER),
        (_member("b"), _member("a", bit_depth=None, format="MP3", sample_rate_hz=48_000), Merit.LOSSLESS),
        (_member("b", sample_rate_hz=48_000), _member("a", bit_depth=24), Merit.RATE),
        (_member("b", bit_depth=24), _member("a", duration_s=2.0), Merit.DEPTH),
        (_member("b", duration_s=1.2), _member("a"), Merit.LENGTH),
        (_member("a"), _member("b"), Merit.FIRST),
    ],
)
def test_what_cannot_be_won_back_is_kept_and_the_users_own_first_of_all(better: Member, worse: Member, merit: Merit) -> None:
    assert in_order([worse, better]) == ([better, worse], merit)
    assert in_order([better, worse]) == ([better, worse], merit)


def test_only_what_was_found_like_the_one_to_keep_is_in_its_group() -> None:
    members = {0: _member("a", sample_rate_hz=48_000), 1: _member("b"), 2: _member("c", bit_depth=8), 3: _member("d", bit_depth=8)}
    groups = near_groups(members, {(0, 1): 0.5, (1, 2): 0.0, (2, 3): -0.25})
    assert [[(member.record.id, member.later_s) for member in group.members] for group in groups] == [
        [("a", 0.0), ("b", -0.5)],
        [("c", 0.0), ("d", 0.25)],
    ]
