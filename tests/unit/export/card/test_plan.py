from dataclasses import replace
from pathlib import Path

import pytest

from sp404_gui.domain.card import CardPlan, Change, Recipe, pad_tempo
from sp404_gui.domain.errors import ErrorCategory
from sp404_gui.domain.features import Kind
from sp404_gui.domain.kit import Kit, Pad, Place
from sp404_gui.domain.sample import SampleError, SampleRecord
from sp404_gui.export.card.plan import CardWishes, Placed, of_kit, plan_card
from sp404_gui.export.card.words import change_words, facts, plan_lines
from tests.cards import place, record


def planned(*records: SampleRecord, **wishes: object) -> CardPlan:
    return plan_card([Placed(one) for one in records], place(), CardWishes(**{"title": "night bus 90", **wishes}))  # type: ignore[arg-type]


def test_each_sample_gets_the_next_pad_and_what_changes_is_said() -> None:
    plan = planned(record("kick.wav"), record("beats/loop.flac", sample_rate_hz=48_000, bit_depth=16, channels=1))
    assert [file.name for file in plan.files] == ["A01 kick.wav", "A02 loop.wav"]
    assert plan.folders == ("night bus 90",)
    assert list(change_words(plan.files[0])) == ["44.1 to 48 kHz", "24 to 16 bits", "stereo kept"]
    assert list(change_words(plan.files[1])) == ["mono kept"]
    said = "\n".join(plan_lines(plan))
    assert "night bus 90/A01 kick.wav  <-  kick.wav" in said
    assert "2 to write, 0 there already, 0 not written" in said


def test_a_kit_keeps_its_pads_and_names_sort_by_them() -> None:
    plan = plan_card([Placed(record("b.wav"), "C03"), Placed(record("a.wav"), "A02")], place(), CardWishes(title="kit"))
    assert [(file.pad, file.name) for file in plan.files] == [("A02", "A02 a.wav"), ("C03", "C03 b.wav")]


def test_the_pads_of_a_kit_hold_their_samples_and_choke_groups() -> None:
    kick, hat = record("kick.wav"), record("hat.wav")
    pads = {Place("B", 2): Pad(sample=hat.id, choke=1), Place("A", 1): Pad(sample=kick.id), Place("A", 3): Pad(sample="sample_999999")}
    samples, lost = of_kit(Kit(name="kit", pads=pads), [hat, kick])
    plan = plan_card(samples, place(), CardWishes(title="kit"), lost)
    assert [(file.name, file.choke) for file in plan.files] == [("A01 kick.wav", 0), ("B02 hat.wav", 1)]
    assert [(left.record.id, left.reason) for left in plan.left_out] == [
        ("sample_999999", "It is no longer in the collection: pad A03 stays empty.")
    ]
    assert "choke 1" in facts(plan.files[1])


def test_the_same_sound_is_written_once_but_a_kit_may_have_it_on_two_pads() -> None:
    one, twin = record("one.wav"), record("twin.wav")
    assert one.features is not None
    twin = replace(twin, features=one.features)
    plan = planned(one, twin)
    assert [file.record.path for file in plan.files] == ["one.wav"]
    assert plan.left_out[0].reason == "It is the same as one.wav, which is written."
    kit = plan_card([Placed(one, "A01"), Placed(twin, "A02")], place(), CardWishes(title="kit"))
    assert len(kit.files) == 2


def test_what_the_sampler_does_not_take_is_left_out_with_its_reason_and_takes_no_pad() -> None:
    damaged = SampleError(category=ErrorCategory.SKIPPABLE, kind="corrupt", message="It is damaged.", stage="x", attempts=1, at="x")
    plan = planned(
        record("long.wav", duration_s=16 * 60 + 0.1),
        record("long mono.wav", duration_s=32 * 60 + 0.1, channels=1),
        record("silent.wav", is_silent=True),
        replace(record("new.wav"), features=None),
        replace(record("bad.wav"), features=None, errors=(damaged,)),
        record("good.wav", duration_s=16 * 60),
        record("good mono.wav", duration_s=32 * 60, channels=1),
    )
    assert [file.name for file in plan.files] == ["A01 good.wav", "A02 good mono.wav"]
    assert [left.reason for left in plan.left_out] == [
        "It lasts 16.0 minutes, more than the 16 that the sampler takes of it.",
        "It lasts 32.0 minutes, more than the 32 that the sampler takes of it.",
        "It is silent.",
        "It is not measured yet. Resume the job first.",
        "It is damaged.",
    ]
    assert max(file.size_bytes for file in plan.files) < 185_000_000


def test_more_than_160_samples_go_into_several_folders_and_the_plan_says_so() -> None:
    plan = planned(*(record(f"{number}.wav") for number in range(161)))
    assert plan.folders == ("night bus 90 1", "night bus 90 2")
    assert [(file.folder, file.pad) for file in plan.files[159:]] == [("night bus 90 1", "J16"), ("night bus 90 2", "A01")]
    assert any("More than the 160 pads" in line for line in plan_lines(plan))


def test_loops_keep_their_silence_because_their_length_is_their_tempo() -> None:
    plan = planned(record("loop.wav", kind=Kind.LOOP), record("shot.wav", kind=Kind.ONE_SHOT), recipe=Recipe(trim=True, level_lufs=-16.0))
    assert [file.recipe.trim for file in plan.files] == [False, True]
    assert Change.TRIMMED not in plan.files[0].changes
    assert "silence at the ends cut" in list(change_words(plan.files[1]))
    assert "levelled to -16 LUFS" in list(change_words(plan.files[1]))


def test_short_ones_are_said_to_be_filled_up_and_many_channels_to_be_folded() -> None:
    plan = planned(record(duration_s=0.02, channels=6))
    assert list(change_words(plan.files[0])) == ["44.1 to 48 kHz", "24 to 16 bits", "6 channels to stereo", "silence added up to 0.1 s"]
    assert plan.files[0].duration_s == pytest.approx(0.1)


def test_what_is_there_already_takes_no_room_and_room_is_counted_as_the_card_gives_it_out(tmp_path: Path) -> None:
    samples = [Placed(record("kick.wav")), Placed(record("snare.wav"))]
    wishes = CardWishes(title="kit")
    before = plan_card(samples, place(tmp_path), wishes)
    (tmp_path / "kit").mkdir()
    (tmp_path / "kit" / "a01 KICK.wav").write_bytes(b"x")
    after = plan_card(samples, place(tmp_path), wishes)
    assert [(file.name, file.there) for file in after.files] == [("a01 KICK.wav", True), ("A02 snare.wav", False)]
    assert (before.needed_bytes - after.needed_bytes) % 32_768 == 0
    assert before.needed_bytes > after.needed_bytes
    assert not plan_card(samples, place(tmp_path, free_bytes=100_000), wishes).fits


def kit(title: str, root: Path, *pads: tuple[str, str]) -> CardPlan:
    return plan_card([Placed(record(name), pad) for pad, name in pads], place(root), CardWishes(title=title))


def test_another_sound_for_a_pad_is_in_the_way_and_named_with_the_way_out(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    for name in ("A01 old kick.wav", "a02_old snare.AIFF", "A03 hat.wav"):
        (tmp_path / "kit" / name).write_bytes(b"x")
    plan = kit("kit", tmp_path, ("A01", "kick.wav"), ("A02", "snare.wav"), ("A03", "hat.wav"))
    assert [file.in_the_way for file in plan.files] == ["A01 old kick.wav", "a02_old snare.AIFF", ""]
    assert "kit/A01 old kick.wav and 1 more are there already" in plan.obstacle
    assert "Choose another name with --name" in plan.obstacle
    assert not plan.writable
    said = "\n".join(plan_lines(plan))
    assert "kit/A01 kick.wav  <-  kick.wav  (in the way: A01 old kick.wav)" in said
    assert f"Nothing would be written: {plan.obstacle}" in said
    assert kit("kit 2", tmp_path, ("A01", "kick.wav")).writable


def test_long_names_that_are_one_folder_do_not_mix_their_kits(tmp_path: Path) -> None:
    (tmp_path / "Night drive sessions vo").mkdir()
    (tmp_path / "Night drive sessions vo" / "A01 kick.wav").write_bytes(b"x")
    plan = kit("Night drive sessions vol 2", tmp_path, ("A01", "snare.wav"))
    assert plan.obstacle.startswith("Night drive sessions vo/A01 kick.wav is there already, and its pad would get a second file.")


def test_other_sounds_of_the_folder_are_said_to_come_along_and_what_is_none_is_not(tmp_path: Path) -> None:
    (tmp_path / "kit").mkdir()
    for name in ("A02 cleared.wav", "A01 kick.wav", "A01 notes.txt", "._A01 other.wav", "808 mine.mp3", "A011.wav"):
        (tmp_path / "kit" / name).write_bytes(b"x")
    plan = kit("kit", tmp_path, ("A01", "kick.wav"))
    assert plan.others == ("kit/808 mine.mp3", "kit/A011.wav", "kit/A02 cleared.wav")
    assert plan.company.startswith("kit/808 mine.mp3 and 2 more lie there already and stay")
    assert plan.company in list(plan_lines(plan))
    assert plan.writable


@pytest.mark.parametrize(
    ("bpm", "on_the_pad"), [(90.0, 90.0), (240.0, 120.0), (30.0, 60.0), (39.99, 79.98), (200.0, 200.0), (None, None), (0.0, None)]
)
def test_tempos_are_folded_into_what_a_pad_can_have(bpm: float | None, on_the_pad: float | None) -> None:
    assert pad_tempo(bpm) == on_the_pad
