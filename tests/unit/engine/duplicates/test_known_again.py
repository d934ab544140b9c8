"""A file that holds what was measured is searched, whatever its time says; any other is left out."""

import os
from dataclasses import replace
from pathlib import Path

from sp404_gui.domain.duplicate import Duplicates, Member, Sameness
from sp404_gui.domain.features import LocalFeatures
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.files import hash_of
from sp404_gui.engine.duplicates.search import find_duplicates
from sp404_gui.engine.duplicates.tidying import superfluous_of, tidy
from sp404_gui.engine.duplicates.ties import Report
from tests.unit.engine.duplicates.places import collection


def _measured(member: Member) -> Member:
    features = LocalFeatures(
        duration_s=1.0,
        sample_rate_hz=44100,
        channels=1,
        format="WAV",
        is_silent=False,
        is_clipped=False,
        content_hash=hash_of(member.file),
        file_size_bytes=os.path.getsize(member.file),
    )
    return replace(member, record=replace(member.record, features=features))


async def _search(members: list[Member], report: Report = lambda _: None) -> Duplicates:
    return await find_duplicates(members, {Sameness.EXACT}, report)


async def test_duplicates_of_a_collection_that_was_copied_are_found_and_may_go(trash: Path, tmp_path: Path) -> None:
    listed = await collection(tmp_path, {"kick.wav": b"boom", "copy.wav": b"boom", "clap.wav": b"clap"})
    members = [_measured(member) for member in listed.values()]
    for member in members:
        os.utime(member.file, (1, 1))
    found = await _search(members)
    assert (found.changed, [len(group.members) for group in found.groups]) == (0, [2])
    assert [moved.reason for moved in tidy(superfluous_of(found.groups[0], found.groups[0].members[:1]), SystemClock())] == [""]
    assert len(list(trash.iterdir())) == 1


async def test_the_progress_covers_the_files_of_a_copied_collection_that_are_read(tmp_path: Path) -> None:
    listed = await collection(tmp_path, {f"{name}.wav": name.encode() for name in ("kick", "clap", "snare", "tom")})
    members = [_measured(member) for member in listed.values()]
    for member in members:
        os.utime(member.file, (1, 1))
    shares: list[float] = []
    await _search(members, shares.append)
    assert shares == [0.25, 0.5, 0.75, 1.0]


async def test_what_was_measured_again_after_a_change_is_searched_again(tmp_path: Path) -> None:
    listed = await collection(tmp_path, {"kick.wav": b"boom", "snare.wav": b"a longer sound", "new.wav": b"a longer sound"})
    Path(listed["kick.wav"].file).write_bytes(b"a longer sound")
    found = await _search([_measured(listed["kick.wav"]), _measured(listed["snare.wav"]), listed["new.wav"]])
    assert (found.changed, [len(group.members) for group in found.groups]) == (0, [3])
    alone = await _search([_measured(listed["kick.wav"]), listed["new.wav"]])
    assert [len(group.members) for group in alone.groups] == [2], "a file that is not measured is compared by the length of today"


async def test_other_bytes_of_the_same_length_are_left_out(tmp_path: Path) -> None:
    listed = await collection(tmp_path, {"kick.wav": b"boom", "copy.wav": b"boom"})
    members = [_measured(member) for member in listed.values()]
    Path(members[0].file).write_bytes(b"clap")
    os.utime(members[0].file, (1, 1))
    found = await _search(members)
    assert (found.changed, found.groups) == (1, ())
