import pytest

from sp404_gui.domain.features import Category, Kind, LocalFeatures
from sp404_gui.domain.sample import Sample, SampleRecord, UserEdits

FEATURES = LocalFeatures(
    duration_s=1, sample_rate_hz=48_000, channels=1, format="WAV", is_silent=False, is_clipped=False, category=Category.DRUMS, bpm=90.0
)


def known(name: str, features: LocalFeatures | None, **corrected: str | float) -> object:
    record = SampleRecord(sample=Sample("sample_000001", "/", "a.wav", 1, 1), features=features, user=UserEdits(corrected=corrected))
    return record.known(name)


@pytest.mark.parametrize("features", [FEATURES, None])
def test_what_the_user_corrected_holds_measured_or_not(features: LocalFeatures | None) -> None:
    assert known("category", features, category="vocals") is Category.VOCALS
    assert known("kind", features, kind="loop") is Kind.LOOP
    assert known("bpm", features, bpm=120.5) == 120.5
    assert known("subcategory", features, subcategory="choir") == "choir"


def test_without_a_correction_the_measured_value_holds_and_without_that_nothing() -> None:
    assert known("category", FEATURES) is Category.DRUMS
    assert known("bpm", FEATURES, key="A minor") == 90.0
    assert known("key", FEATURES) is known("bpm", None) is known("no such thing", FEATURES) is None


def test_a_correction_that_is_no_category_does_not_count() -> None:
    assert known("category", FEATURES, category="drumz") is Category.DRUMS
