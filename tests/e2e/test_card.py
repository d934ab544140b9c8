"""The card as a user writes it: planned, written, interrupted, gone on with; and what is on it, read by others."""

import os
import shutil
import signal
import subprocess
import wave
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from sp404_gui.domain.kit import Kit, Kits, Pad, Place
from sp404_gui.domain.sample import UserEdits
from sp404_gui.engine.clock import SystemClock
from sp404_gui.engine.jobs.edits import save_edits
from sp404_gui.engine.jobs.reading import read_records
from sp404_gui.store.job_folder import JobFolder
from sp404_gui.store.kits import write_kits
from tests.conftest import MakeSounds
from tests.e2e.command import Command, until
from tests.e2e.test_full_disk import mounted

COUNT = 6


@pytest.fixture
def job(finished_job: Path) -> Path:
    return finished_job


@pytest.fixture
def card(command: Command) -> Path:
    """A card as the unit formats it, with a project on it."""
    root = command.place / "SP404"
    (root / "IMPORT").mkdir(parents=True)
    project = root / "PROJECT" / "PROJECT_01"
    (project / "SMPL").mkdir(parents=True)
    (project / "PADCONF.BIN").write_bytes(b"precious")
    (project / "SMPL" / "A1.SMP").write_bytes(b"precious")
    (root / "IMPORT" / "mine.wav").write_bytes(b"precious")
    return root


def content(card: Path) -> dict[str, bytes]:
    return {str(file.relative_to(card)): file.read_bytes() for file in sorted(card.rglob("*")) if file.is_file()}


def test_a_dry_run_says_everything_and_writes_nothing(command: Command, job: Path, card: Path) -> None:
    before = content(card)
    planned = command("card", job, "--output", card, "--dry-run", "--level", "-16", "--trim")
    assert planned.code == 0, planned.said
    assert f"Card: {card / 'IMPORT'}" in planned.out
    assert planned.out.count("<-") == COUNT
    for said in ("22.05 to 48 kHz", "mono kept", "levelled to -16 LUFS", "silence at the ends cut", "MB free", f"{COUNT} to write"):
        assert said in planned.out
    plan = command("card", job, "--output", card, "--dry-run", "--json").json
    assert [file["pad"] for file in plan["files"]] == [f"A{number:02}" for number in range(1, COUNT + 1)]
    assert plan["needed_bytes"] < plan["free_bytes"]
    assert content(card) == before


def test_the_card_is_written_read_back_by_others_and_everything_else_stays(command: Command, job: Path, card: Path) -> None:
    before = content(card)
    done = command("card", job, "--output", card)
    assert done.code == 0, done.said
    assert f"{COUNT} files written and read back." in done.out
    after = content(card)
    assert {name: after[name] for name in before} == before
    sounds = sorted(name for name in after if name.startswith("IMPORT/Finished/"))
    assert len(sounds) == COUNT
    for name in sounds:
        with wave.open(str(card / name)) as reader:
            assert (reader.getframerate(), reader.getsampwidth(), reader.getnchannels()) == (48_000, 2, 1)
        if shutil.which("sox"):
            assert subprocess.run(["sox", card / name, "-n", "stat"], check=True, capture_output=True).returncode == 0
    assert set(after) - set(before) - set(sounds) == {"Finished pads.html", "Finished pads.txt"}
    assert after["Finished pads.txt"].decode().count("A0") == COUNT
    quiet = command("card", job, "--output", card, "--quiet")
    assert (quiet.code, quiet.said, content(card)) == (0, "", after)
    again = command("card", job, "--output", card)
    assert (again.code, content(card)) == (0, after)
    assert f"{COUNT} there already" in again.out


def test_other_wishes_do_not_replace_what_is_there(command: Command, job: Path, card: Path) -> None:
    command("card", job, "--output", card)
    before = content(card)
    other = command("card", job, "--output", card, "--level", "-20")
    assert other.code == 3
    assert "was left as it is" in other.err
    assert {name: data for name, data in content(card).items() if name in before} == before
    named = command("card", job, "--output", card, "--level", "-20", "--name", "quiet")
    assert named.code == 0, named.said
    assert len(list((card / "IMPORT" / "quiet").iterdir())) == COUNT


def test_killed_in_the_middle_the_same_command_goes_on(command: Command, job: Path, card: Path) -> None:
    with command.started("card", job, "--output", card) as running:
        until(lambda: len(list((card / "IMPORT").glob("*/A*.wav"))) >= 3, "three files")
        running.signal_group(signal.SIGKILL)
        running.ended()
    whole = {name: data for name, data in content(card).items() if "/Finished" in name and name.endswith(".wav")}
    assert len(whole) >= 3
    for name, data in whole.items():
        with wave.open(str(card / name)) as reader:
            assert reader.getnframes() * 2 + 44 == len(data)
    done = command("card", job, "--output", card)
    assert done.code == 0, done.said
    assert f"{len(whole)} there already" in done.out
    after = content(card)
    assert {name: after[name] for name in whole} == whole
    assert not [name for name in after if name.endswith(".part")]
    assert ".lock" not in {Path(name).name for name in after}


@pytest.mark.skipif(os.name == "nt", reason="there are no such signals")
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopped_it_ends_with_130_and_names_the_command_that_goes_on(command: Command, job: Path, card: Path, number: int) -> None:
    with command.started("card", job, "--output", card) as running:
        until(lambda: list((card / "IMPORT").glob("*/A01*.wav")), "the first file")
        running.signal(number)
        ended = running.ended()
    if ended.code == 0:
        pytest.skip("it was through before the signal came")
    assert ended.code == 130, ended.said
    assert "the same command goes on" in ended.err
    assert not [name for name in content(card) if name.endswith(".part")]


def test_wrong_calls_end_with_2_and_a_way_out(command: Command, job: Path, card: Path) -> None:
    older = command.place / "older"
    (older / "ROLAND" / "SP-404SX").mkdir(parents=True)
    for arguments, said in {
        ("--output", older): "SP-404SX or SP-404A",
        ("--output", card / "PROJECT" / "PROJECT_01"): "never touched",
        ("--output", command.place / "media" / "gone"): "Put the card in",
        ("--output", card, "--filter", "colour:red"): "category:drums",
        ("--output", card, "--filter", "bpm:>999"): "No sample",
        ("--output", card, "--favorites"): "favourites",
        ("--output", card, "--order", "size"): "listed, name, category",
    }.items():
        ended = command("card", job, *arguments)
        assert ended.code == 2, ended.said
        assert said in ended.err
    assert command("card", command.place, "--output", card).code == 2


def test_a_folder_that_is_no_card_is_made_and_taken_as_it_is_and_said_to_be_none(command: Command, job: Path) -> None:
    done = command("card", job, "--output", "new", "--filter", "*kick*", "--names", "words")
    assert done.code == 0, done.said
    assert "No IMPORT folder" in done.err
    assert all(file.name[4:].startswith("kick") for file in (command.place / "new" / "Finished").iterdir())


def test_a_kit_is_written_on_its_pads(command: Command, job: Path, card: Path) -> None:
    pads = {Place("A", 5): Pad(sample="sample_000002"), Place("C", 1): Pad(sample="sample_000001")}
    write_kits(JobFolder.open(str(job)), Kits(kits=(Kit(name="night bus 90", pads=pads),)))
    assert command("card", job, "--output", card, "--kit", "night bus 90").code == 0
    assert [file.name[:4] for file in sorted((card / "IMPORT" / "night bus 90").iterdir())] == ["A05 ", "C01 "]
    unknown = command("card", job, "--output", card, "--kit", "day bus")
    assert (unknown.code, "It has: night bus 90." in unknown.err) == (2, True)


def test_a_sound_that_was_renamed_is_written_under_the_name_it_has_now(command: Command, job: Path, card: Path) -> None:
    before = next(chain.from_iterable(read_records(str(job)))).sample
    own = Path(shutil.copytree(before.root, command.place / "Finished"))
    assert command("resume", "--cache-dir", job, "--root", own).code == 0
    renamed = (own / before.path).with_name("zz renamed.wav")
    (own / before.path).rename(renamed)
    again = command("process", own, "--cache-dir", job, "--provider", "offline")
    assert again.code == 0, again.said
    planned = command("card", job, "--output", card, "--dry-run")
    assert f"not written: {before.path}: Its file is no longer there." in planned.out
    assert f"{COUNT} to write, 0 there already, 1 not written." in planned.out
    done = command("card", job, "--output", card)
    assert done.code == 0, done.said
    names = [file.name[4:] for file in (card / "IMPORT" / "Finished").iterdir()]
    assert len(names) == COUNT
    assert renamed.name in names
    assert Path(before.path).name not in names


def test_what_is_gone_leaves_its_pad_empty_and_is_named_even_when_quiet(command: Command, job: Path, card: Path) -> None:
    samples = [record.sample for record in chain.from_iterable(read_records(str(job)))]
    own = Path(shutil.copytree(samples[0].root, command.place / "Finished"))
    assert command("resume", "--cache-dir", job, "--root", own).code == 0
    assert command("card", job, "--output", card).code == 0
    before = {name: data for name, data in content(card).items() if name.startswith("IMPORT")}
    (own / samples[0].path).unlink()
    again = command("card", job, "--output", card)
    assert (again.code, f"{COUNT - 1} there already, 1 sample not written." in again.out) == (3, True), again.said
    assert {name: data for name, data in content(card).items() if name.startswith("IMPORT")} == before
    fresh = command("card", job, "--output", card, "--name", "fresh", "--quiet")
    assert (fresh.code, fresh.err.splitlines()) == (3, [f"Not written: {samples[0].path}: Its file is no longer there."])
    assert [file.name[:4] for file in sorted((card / "IMPORT" / "fresh").iterdir())] == [f"A{pad:02} " for pad in range(2, COUNT + 1)]
    shutil.rmtree(own)
    own.mkdir()
    nothing = command("card", job, "--output", card, "--name", "nothing", "--quiet")
    assert (nothing.code, all(f"Not written: {sample.path}: " in nothing.err for sample in samples)) == (3, True)
    assert not (card / "IMPORT" / "nothing").exists()


def test_a_pad_whose_sample_was_taken_out_of_the_collection_is_said_to_stay_empty(command: Command, job: Path, card: Path) -> None:
    pads = {Place("A", 1): Pad(sample="sample_000001"), Place("A", 2): Pad(sample="sample_000002")}
    write_kits(JobFolder.open(str(job)), Kits(kits=(Kit(name="live", pads=pads),)))
    save_edits(str(job), {"sample_000001": UserEdits(removed=True)}, SystemClock())
    why = "It is no longer in the collection: pad A01 stays empty."
    assert why in command("card", job, "--output", card, "--kit", "live", "--dry-run").out
    done = command("card", job, "--output", card, "--kit", "live")
    assert (done.code, why in done.err) == (0, True)
    assert [file.name[:4] for file in (card / "IMPORT" / "live").iterdir()] == ["A02 "]
    assert why in next(card.glob("*.txt")).read_text()
    filtered = command("card", job, "--output", card, "--kit", "live", "--filter", "-*.wav", "--dry-run")
    assert "0 to write" in filtered.out


def test_a_changed_kit_is_refused_where_the_old_one_lies_and_goes_into_a_folder_of_its_own(command: Command, job: Path, card: Path) -> None:
    def wish(first: str) -> None:
        pads = {Place("A", 1): Pad(sample=first), Place("A", 2): Pad(sample="sample_000003")}
        write_kits(JobFolder.open(str(job)), Kits(kits=(Kit(name="night bus 90", pads=pads),)))

    wish("sample_000001")
    assert command("card", job, "--output", card, "--kit", "night bus 90").code == 0
    before = content(card)
    (old,) = (card / "IMPORT" / "night bus 90").glob("A01 *.wav")
    wish("sample_000002")
    for more in ((), ("--dry-run",)):
        again = command("card", job, "--output", card, "--kit", "night bus 90", *more)
        assert again.code == 2, again.said
        assert f"night bus 90/{old.name} is there already" in again.said
        assert "Choose another name with --name" in again.said
    (planned,) = (file for file in command("card", job, "--output", card, "--kit", "night bus 90", "--dry-run", "--json").json["files"][:1])
    assert planned["in_the_way"] == old.name
    assert content(card) == before
    assert command("card", job, "--output", card, "--kit", "night bus 90", "--name", "night bus 91").code == 0
    assert len(list((card / "IMPORT" / "night bus 91").iterdir())) == 2


@pytest.fixture
def tiny_disk(tmp_path: Path) -> Iterator[Path]:
    place = tmp_path / "tiny"
    place.mkdir()
    if not hasattr(os, "geteuid") or os.geteuid() != 0 or not mounted("-t", "tmpfs", "-o", "size=3m", "none", place):
        pytest.skip("no file system may be mounted here")
    yield place
    subprocess.run(["umount", "--lazy", place], check=True)


def test_a_card_without_room_or_without_the_right_to_write_is_left_as_it_is(command: Command, job: Path, tiny_disk: Path) -> None:
    ballast = tiny_disk / "ballast"
    ballast.write_bytes(bytes(2_500_000))
    full = command("card", job, "--output", tiny_disk)
    assert full.code == 5, full.said
    assert "not enough room" in full.err
    assert [file.name for file in tiny_disk.iterdir()] == ["ballast"]
    assert mounted("-o", "remount,ro", tiny_disk)
    protected = command("card", job, "--output", tiny_disk)
    assert protected.code in {2, 5}, protected.said
    assert "written to" in protected.err


@pytest.mark.skipif(os.name == "nt", reason="no file of Windows has such a name")
def test_a_name_with_a_line_end_cannot_pass_for_another_line_of_what_was_not_written(command: Command, make_sounds: MakeSounds) -> None:
    folder = make_sounds(1)
    strange = folder / "b\nNot written: c.wav"
    strange.write_bytes((folder / "Drums/kick_000.wav").read_bytes() + bytes(2))
    assert command("process", folder, "--cache-dir", "job", "--provider", "offline", "--quiet").code == 0
    strange.unlink()
    said = command("card", "job", "--output", "card").err.splitlines()
    told = [line for line in said if line.startswith("Not written")]
    assert told == ["Not written: b\\nNot written: c.wav: Its file is no longer there."]
