"""`sp404-batch duplicates` over real files: all three kinds are listed, and nothing is touched; what comes after some were tidied away."""

import os
import shutil
from pathlib import Path

import numpy as np
import pytest
import soundfile
import soxr

from sp404_gui.domain.duplicate import Sameness
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.duplicates.search import find_duplicates, members_of
from sp404_gui.engine.duplicates.tidying import Superfluous, superfluous_of, tidy
from sp404_gui.engine.jobs.edits import save_edits
from tests.conftest import MakeSounds
from tests.e2e import jobs
from tests.e2e.command import Command
from tests.e2e.sounds import write_sound


def _files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_all_kinds_are_listed_and_nothing_is_moved(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(8)
    kick, snare, tone = (folder / name for name in ("Drums/kick_000.wav", "Drums/snare_001.wav", "Melodic/tone_002.wav"))
    (folder / "kick copy.wav").write_bytes(kick.read_bytes())
    samples, rate = soundfile.read(snare)
    soundfile.write(folder / "snare.flac", samples, rate, subtype="PCM_16")
    samples, rate = soundfile.read(tone)
    higher = soxr.resample(samples[200:], rate, 44_100) * 0.5
    soundfile.write(folder / "tone again.ogg", np.asarray(higher), 44_100)
    assert command("process", folder.name, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    before = _files(folder)
    found = command("duplicates", "job", "--json").json
    groups = {(group["kind"], group["keep"]["path"], *(other["path"] for other in group["others"])) for group in found["groups"]}
    assert groups == {
        ("exact", "kick copy.wav", "Drums/kick_000.wav"),
        ("audio", "snare.flac", "Drums/snare_001.wav"),
        ("near", "Melodic/tone_002.wav", "tone again.ogg"),
    }
    assert found["searched"] == 11
    said = command("duplicates", "job", "--kind", "exact")
    assert "1 group, 1 superfluous file, among 11 files." in said.out
    assert "tone" not in said.out
    wrong = command("duplicates", "job", "--kind", "alike")
    assert (wrong.code, "exact, audio and near" in wrong.err) == (2, True)
    assert _files(folder) == before


@pytest.mark.skipif(os.name == "nt", reason="no file of Windows has such a name")
def test_a_name_with_a_line_end_cannot_pass_for_another_line_of_the_list(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(1)
    (folder / "b\n    keep  IMPORTANT.wav").write_bytes((folder / "Drums/kick_000.wav").read_bytes())
    assert command("process", folder, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    lines = command("duplicates", "job").out.splitlines()
    assert [line.strip()[:4] for line in lines].count("keep") == 1
    assert any("b\\n    keep  IMPORTANT.wav" in line for line in lines)


def with_a_copy(command: Command, folder: Path, job: Path) -> tuple[Path, tuple[str | Path, ...]]:
    """A copy of a kick beside it, both in a job that is done, and the command that does it."""
    copy, process = folder / "kick copy.wav", ("process", folder, "--cache-dir", job, "--provider", "offline")
    copy.write_bytes((folder / "Drums/kick_000.wav").read_bytes())
    assert command(*process).code == 0
    return copy, process


@pytest.mark.parametrize("refresh", ["never", "changed", "all"])
async def test_a_new_sound_under_the_name_of_one_in_the_trash_comes_in_and_one_under_a_removed_name_does_not(
    command: Command, make_sounds: MakeSounds, trash: Path, refresh: str
) -> None:
    folder, job = make_sounds(3), command.place / "job"
    copy, process = with_a_copy(command, folder, job)
    [group] = (await find_duplicates(list(members_of(str(job))), {Sameness.EXACT}, lambda _: None)).groups
    kept = [member for member in group.members if member.record.path != copy.name]
    assert [moved.reason for moved in tidy(superfluous_of(group, kept), SystemClock())] == [""]
    assert (trash / copy.name).exists()
    before = jobs.by_path(job)
    removed = "Drums/snare_001.wav"
    save_edits(str(job), {before[removed]["id"]: UserEdits(removed=True)}, SystemClock())

    write_sound(copy, 60)
    write_sound(folder / removed, 61)
    again = command(*process, "--refresh", refresh)
    assert (again.code, f"One sample ({copy.name}) is back in the collection" in again.err) == (0, True)
    exported = {row["path"]: row for row in command("export", job, "--format", "json").json["samples"]}
    assert set(exported) == {"Drums/kick_000.wav", "Melodic/tone_002.wav", copy.name}
    assert jobs.by_path(job)[removed]["features"] == before[removed]["features"]
    found = exported[copy.name]
    assert (found["status"], found["id"]) == ("done", before[copy.name]["id"])
    assert found["features"]["content_hash"] != before[copy.name]["features"]["content_hash"]

    save_edits(str(job), {found["id"]: UserEdits(removed=True)}, SystemClock())
    assert command(*process, "--refresh", refresh).code == 0
    assert copy.name not in {row["path"] for row in command("export", job, "--format", "json").json["samples"]}


def test_one_from_the_trash_that_the_user_took_back_himself_stays_removed_once_he_removes_it(
    command: Command, make_sounds: MakeSounds, trash: Path
) -> None:
    folder, job = make_sounds(3), command.place / "job"
    copy, process = with_a_copy(command, folder, job)
    members = {member.record.path: member for member in members_of(str(job))}
    superfluous = Superfluous(members[copy.name], members["Drums/kick_000.wav"], Sameness.EXACT)

    def say(*, removed: bool) -> None:
        save_edits(str(job), {superfluous.member.record.id: UserEdits(removed=removed)}, SystemClock())

    def restore() -> None:
        [file] = trash.iterdir()
        shutil.move(file, copy)

    def is_in_the_collection() -> bool:
        return copy.name in {member.record.path for member in members_of(str(job))}

    assert [moved.reason for moved in tidy([superfluous], SystemClock())] == [""]
    say(removed=False)
    restore()
    say(removed=True)
    again = command(*process)
    assert (again.code, again.err.count("is back in the collection"), is_in_the_collection()) == (0, 0, False)

    say(removed=False)
    assert [moved.reason for moved in tidy([superfluous], SystemClock())] == [""]
    assert not is_in_the_collection()
    restore()
    again = command(*process)
    assert (again.code, again.err.count("is back in the collection"), is_in_the_collection()) == (0, 1, True)
