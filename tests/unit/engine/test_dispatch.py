"""What is remembered of a sample from other jobs."""

from dataclasses import replace

from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.dispatch import cache_key
from sp404_gui.engine.stages import VIBE_ANALYSIS, Stage
from tests.unit.engine.asking.test_batching import record


async def _nothing(_: object) -> dict[str, object]:
    return {}


def test_an_answer_about_what_was_measured_does_not_stand_for_what_the_user_corrected() -> None:
    stage = Stage(name=VIBE_ANALYSIS, run=_nothing, cached=True, prompt_of=lambda _: "2")
    measured = record(1)
    assert measured.features is not None
    measured = replace(measured, features=replace(measured.features, content_hash="abc"))
    corrected = replace(measured, user=UserEdits(corrected={"bpm": 93.5, "category": "fx"}))
    turned = replace(measured, user=UserEdits(corrected={"category": "fx", "bpm": 93.5}))
    assert cache_key(stage, measured) == stage.key("abc")
    assert cache_key(stage, corrected) == cache_key(stage, turned) != stage.key("abc")
    assert cache_key(stage, replace(measured, user=UserEdits(note="mine", rating=5))) == stage.key("abc"), "it is asked the same"
