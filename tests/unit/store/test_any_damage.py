"""Damage of any kind at any place of a job folder: rebuild leaves a sound one, and what any file still holds."""

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from sp404_gui.domain.errors import NewerSchema
from sp404_gui.domain.sample import SampleRecord, UserEdits
from sp404_gui.store import codec
from sp404_gui.store.inspection import validate
from sp404_gui.store.repair.rebuilding import rebuild
from tests.torture.folders import cut_anywhere
from tests.unit.store.rebuilt import LATER, assert_sound_after_rebuild, by_path, essence
from tests.unit.store.story import Film, loaded, snapshot

EDITED = ("sample_000002", "sample_000005")


def test_a_file_that_is_cut_at_any_512th_byte_is_named_and_nothing_is_lost_by_it(film: Film, tmp_path: Path) -> None:
    last = film.snapshots[-1]
    whole = essence(Path(last.put_down(tmp_path / "whole")))
    for name, at, files in cut_anywhere(last.files):
        place = tmp_path / f"{name.replace('/', ' ')} {at}"
        replace(last, files=files).put_down(place)
        assert [problem.file for problem in validate(str(place))], (name, at)
        assert_sound_after_rebuild(place)
        assert without_edits(essence(place)) == without_edits(whole), (name, at)
        if not name.endswith(tuple(f"{identifier}.json" for identifier in EDITED)):  # this story's audit trail has no edits
            assert essence(place) == whole, (name, at)
        shutil.rmtree(place)


def without_edits(records: dict[str, SampleRecord]) -> dict[str, SampleRecord]:
    return {path: replace(record, user=UserEdits()) for path, record in records.items()}


FILES = (
    "manifest.json",
    "samples.jsonl",
    "log.jsonl",
    "errors/error_log.json",
    *(f"checkpoints/checkpoint_{n:04d}.json" for n in range(1, 4)),
    *(f"results/000/sample_{n:06d}.json" for n in range(1, 9)),
)
Damage = tuple[str, str, str, int]
DAMAGE = st.tuples(
    st.sampled_from(["cut", "smash", "zero", "delete", "swap", "insert"]),
    st.sampled_from(FILES),
    st.sampled_from(FILES),
    st.integers(0, 1 << 16),
)


def corrupt(files: dict[str, bytes], damage: Damage) -> None:
    kind, one, other, where = damage
    if one not in files or other not in files:
        return
    data = files[one]
    at = where % max(1, len(data))
    if kind == "delete":
        del files[one]
    elif kind == "swap":
        files[one], files[other] = files[other], files[one]
    else:
        files[one] = {
            "cut": data[:at],
            "smash": data[:at] + b"\xff" * 4 + data[at + 4 :],
            "zero": b"\0" * len(data),
            "insert": data[:at] + b"\n" + data[at:],
        }[kind]


def edits_held(files: dict[str, bytes]) -> Iterator[tuple[str, UserEdits]]:
    """Edits that some whole file still holds, by the path of their sample."""
    for data in files.values():
        try:
            content = json.loads(data)
        except ValueError:
            continue
        for row in content.get("records", [content]) if isinstance(content, dict) else ():
            if row.get("id") in EDITED and row["user"]["favorite"]:
                yield codec.path_of(row), codec.value_from_dict(UserEdits, row["user"])


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(damages=st.lists(DAMAGE, min_size=1, max_size=4))
@example(damages=[("insert", "results/000/sample_000002.json", "manifest.json", 571)])  # between two things that the user said
def test_whatever_is_damaged_rebuild_leaves_a_sound_folder_and_every_edit(
    film: Film, tmp_path_factory: pytest.TempPathFactory, damages: list[Damage]
) -> None:
    last = film.snapshots[-1]
    files = dict(last.files)
    for damage in damages:
        corrupt(files, damage)
    place = tmp_path_factory.mktemp("damaged") / "job"
    replace(last, files=files).put_down(place)
    held = list(edits_held(files))
    if not validate(str(place)):
        assert list(loaded(str(place)))
        return
    assert_sound_after_rebuild(place)
    after = by_path(place)
    for path, edits in held:
        assert after[path].user == edits
    kept = set(snapshot(place).files.values())
    for name, content in files.items():
        grows_or_moves = name == "log.jsonl" or name.startswith("checkpoints")
        assert grows_or_moves or not content or content in kept


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(flips=st.lists(st.tuples(st.sampled_from(FILES), st.integers(0, 1 << 16), st.integers(0, 7)), min_size=1, max_size=4))
def test_no_flipped_bits_stop_a_rebuild(film: Film, tmp_path_factory: pytest.TempPathFactory, flips: list[tuple[str, int, int]]) -> None:
    """A flipped bit may make another valid word or number: what is then believed cannot be told, but the folder is sound."""
    files = dict(film.snapshots[-1].files)
    for name, where, bit in flips:
        content = bytearray(files[name])
        content[where % len(content)] ^= 1 << bit
        files[name] = bytes(content)
    place = tmp_path_factory.mktemp("flipped") / "job"
    replace(film.snapshots[-1], files=files).put_down(place)
    try:
        rebuild(str(place), LATER)
    except NewerSchema:
        assert json.loads(files["manifest.json"])["schema"] > 1
        return
    assert validate(str(place)) == []
    assert [r.id for r in loaded(str(place))] == [f"sample_{n:06d}" for n in range(1, 1 + len(list(loaded(str(place)))))]
