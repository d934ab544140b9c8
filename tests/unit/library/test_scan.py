import ntpath
import os
import socket
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from sp404_gui.domain.errors import NothingToDo
from sp404_gui.library.passed import PassedOver, Reason
from sp404_gui.library.scan import Found, is_plainly_below, nothing_found, scan, scan_files

posix = pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX file names, links and pipes")


def put(folder: Path, *names: str) -> None:
    for name in names:
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"x")


def names(folder: Path, found: Iterator[Found]) -> list[str]:
    return [os.path.relpath(one.path, folder) for one in found]


def test_finds_audio_of_every_kind_in_a_stable_order(tmp_path: Path) -> None:
    put(
        tmp_path,
        "b/kick.WAV",
        "a/kick.wav",
        "z.mp3",
        "a/deep/er/x.AiFf",
        "c.flac",
        "d.ogg",
        "e.opus",
        "f.sds",
        "notes.txt",
        "x.wav.asd",
        "y.wav.part",
        "noext",
    )
    passed = PassedOver()
    found = names(tmp_path, scan([str(tmp_path)], passed=passed))
    assert found == ["a/deep/er/x.AiFf", "a/kick.wav", "b/kick.WAV", "c.flac", "d.ogg", "e.opus", "f.sds", "z.mp3"]
    assert str(passed) == "4 not audio"
    assert list(passed.noteworthy()) == []


def test_a_find_carries_size_time_and_absolute_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "kick.wav").write_bytes(b"12345")
    monkeypatch.chdir(tmp_path)
    [found] = scan(["."])
    status = (tmp_path / "kick.wav").stat()
    assert found == Found(str(tmp_path / "kick.wav"), 5, status.st_mtime_ns)


def test_passes_over_hidden_files_and_resource_forks(tmp_path: Path) -> None:
    put(tmp_path, "kick.wav", "._kick.wav", ".hidden.wav", ".trash/old.wav", "__MACOSX/._kick.wav")
    passed = PassedOver()
    assert names(tmp_path, scan([str(tmp_path)], passed=passed)) == ["kick.wav"]
    assert passed.counts == {Reason.HIDDEN: 4}


def test_a_hidden_folder_named_by_the_user_is_scanned(tmp_path: Path) -> None:
    put(tmp_path, ".samples/kick.wav")
    assert names(tmp_path, scan([str(tmp_path / ".samples")])) == [".samples/kick.wav"]


@pytest.mark.parametrize(
    ("patterns", "expected"),
    [(["*.wav"], ["B.WAV", "a.wav"]), (["*.mp3", "a.*"], ["a.wav", "c.mp3"]), (["[!a]*"], ["B.WAV", "c.mp3"]), (["sub"], [])],
)
def test_filters_match_the_file_name_ignoring_case(tmp_path: Path, patterns: list[str], expected: list[str]) -> None:
    put(tmp_path, "a.wav", "B.WAV", "c.mp3")
    assert names(tmp_path, scan([str(tmp_path)], patterns)) == expected


def test_a_filter_finds_accents_however_the_disk_spells_them(tmp_path: Path) -> None:
    put(tmp_path, "Cafe\u0301 Kick.wav", "\u00dcber.wav", "plain.wav")
    assert len(names(tmp_path, scan([str(tmp_path)], ["caf\u00e9*", "u\u0308*"]))) == 2


@posix
def test_names_are_kept_to_the_byte(tmp_path: Path) -> None:
    raw = [
        b"latin1-\xe9.wav",
        b"\xff\xfe.wav",
        "🥁.wav".encode(),
        b"new\nline.wav",
        b"esc-\x1b[31m.wav",
        "e\u0301.wav".encode(),
        "\u00e9.wav".encode(),
    ]
    for name in raw:
        Path(os.fsdecode(os.path.join(os.fsencode(tmp_path), name))).write_bytes(b"x")
    found = list(scan([str(tmp_path)]))
    assert sorted(os.path.basename(os.fsencode(one.path)) for one in found) == sorted(raw)
    assert all(os.path.exists(one.path) for one in found)


@posix
@posix
def test_a_link_to_another_drive_leads_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def of_two_drives(paths: Sequence[str]) -> str:
        return ntpath.commonpath([f"{'C' if '/one' in path else 'D'}:{path}" for path in paths])

    put(tmp_path, "two.wav")
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "link.wav").symlink_to(tmp_path / "two.wav")
    passed = PassedOver()
    with monkeypatch.context() as windows:  # it alone has drives
        windows.setattr(os.path, "commonpath", of_two_drives)
        found = list(scan([str(tmp_path / "one")], passed=passed))
    assert found == []
    assert passed.counts == {Reason.OUTSIDE: 1}


def test_symlink_loops_end(tmp_path: Path) -> None:
    put(tmp_path, "s/kick.wav")
    for link, target in (
        ("self", "."),
        ("up", ".."),
        ("loop-a.wav", "loop-b.wav"),
        ("loop-b.wav", "loop-a.wav"),
        ("away", "/"),
        ("gone.wav", "/nowhere.wav"),
    ):
        (tmp_path / "s" / link).symlink_to(target)
    passed = PassedOver()
    assert names(tmp_path, scan([str(tmp_path)], passed=passed)) == ["s/kick.wav"]
    assert passed.counts == {Reason.ALREADY: 2, Reason.BROKEN: 3, Reason.OUTSIDE: 1}
    assert {reason for reason, _, _ in passed.noteworthy()} == {Reason.BROKEN, Reason.OUTSIDE}


@posix
def test_a_linked_file_is_taken_once_and_never_from_outside(tmp_path: Path) -> None:
    put(tmp_path, "s/b.wav", "s/.store/objects/3f.wav", "outside.wav")
    folder = tmp_path / "s"
    (folder / "a.wav").symlink_to("b.wav")
    (folder / "from-store.wav").symlink_to(".store/objects/3f.wav")
    (folder / "twice.wav").symlink_to(".store/objects/3f.wav")
    (folder / "passwd.wav").symlink_to("/etc/passwd")
    (folder / "outside.wav").symlink_to("../outside.wav")
    assert names(folder, scan([str(folder)])) == ["b.wav", "from-store.wav"]


@posix
def test_the_folder_that_is_named_is_read_even_where_its_path_goes_back_behind_a_link(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "disk/pack/kick.wav", "disk/other/right.wav", "here/other/wrong.wav", "here/mine/own.wav")
    (tmp_path / "here/link").symlink_to(tmp_path / "disk/pack")
    monkeypatch.chdir(tmp_path / "here")
    assert names(tmp_path, scan(["link/../other"])) == ["disk/other/right.wav"]
    assert names(tmp_path, scan(["link", "mine/../mine"])) == ["here/link/kick.wav", "here/mine/own.wav"]


@posix
def test_a_linked_folder_is_walked_once(tmp_path: Path) -> None:
    put(tmp_path, "real/kick.wav", ".store/deep/snare.wav")
    (tmp_path / ".store/back").symlink_to("..")
    (tmp_path / "alias").symlink_to("real")
    (tmp_path / "stored").symlink_to(".store")
    (tmp_path / "stored2").symlink_to(".store")
    assert names(tmp_path, scan([str(tmp_path)])) == ["real/kick.wav", "stored/deep/snare.wav"]


@posix
def test_pipes_sockets_and_folders_named_like_audio_are_no_samples(tmp_path: Path) -> None:
    put(tmp_path, "dir.wav/inside.wav")
    os.mkfifo(tmp_path / "fifo.wav")
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "socket.wav"))
        passed = PassedOver()
        assert names(tmp_path, scan([str(tmp_path)], passed=passed)) == ["dir.wav/inside.wav"]
    assert passed.counts == {Reason.SPECIAL: 2}
    assert [os.path.basename(path) for _, _, paths in passed.noteworthy() for path in paths] == ["fifo.wav", "socket.wav"]


@posix
def test_an_unreadable_folder_is_reported_and_the_walk_goes_on(
    shared_folder: Path, ordinary_user: Callable[[], AbstractContextManager[None]]
) -> None:
    put(shared_folder, "a/x.wav", "b/y.wav", "c/z.wav")
    (shared_folder / "b").chmod(0)
    passed = PassedOver()
    with ordinary_user():
        assert names(shared_folder, scan([str(shared_folder)], passed=passed)) == ["a/x.wav", "c/z.wav"]
        with pytest.raises(NothingToDo, match="may not be read"):
            scan([str(shared_folder / "b")])
    (shared_folder / "b").chmod(0o700)
    assert passed.examples == {Reason.UNREADABLE: [str(shared_folder / "b")]}


def test_a_folder_that_vanishes_is_reported_and_the_walk_goes_on(tmp_path: Path) -> None:
    put(tmp_path, "a/x.wav", "b/y.wav", "c/z.wav")
    passed = PassedOver()
    walk = scan([str(tmp_path)], passed=passed)
    first = next(walk)
    (tmp_path / "b/y.wav").unlink()
    (tmp_path / "b").rmdir()
    assert names(tmp_path, iter([first, *walk])) == ["a/x.wav", "c/z.wav"]
    assert passed.counts in ({Reason.UNREADABLE: 1}, {Reason.VANISHED: 1})


def test_overlapping_folders_and_single_files_come_once(tmp_path: Path) -> None:
    put(tmp_path, "s/drums/kick.wav", "s/keys.wav", "s/other.wav")
    folder = tmp_path / "s"
    found = names(folder, scan([str(folder), str(folder / "drums"), str(folder / "keys.wav"), str(folder) + "/"]))
    assert found == ["keys.wav", "drums/kick.wav", "other.wav"]


@posix
def test_a_very_deep_folder_is_reached(tmp_path: Path) -> None:
    deep = tmp_path
    for level in range(60):
        deep = deep / f"d{level:02d}{'x' * 20}"
    put(deep, "deep.wav")
    assert [os.path.basename(one.path) for one in scan([str(tmp_path)])] == ["deep.wav"]


@pytest.mark.parametrize(
    ("name", "sentence"),
    [
        ("missing\x1b[31m\u202e", r"missing\\x1b\[31m\\u202e does not exist"),
        ("text.txt", "is no audio file by its name"),
        ("nul\0byte", "cannot be read"),
        ("x" * 5000, "cannot be read"),
    ],
)
def test_a_path_that_cannot_be_scanned_is_refused_at_once(tmp_path: Path, name: str, sentence: str) -> None:
    put(tmp_path, "text.txt")
    with pytest.raises(NothingToDo, match=sentence):
        scan([os.path.join(str(tmp_path), name)])


@posix
def test_a_pipe_named_by_the_user_is_refused(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "fifo.wav")
    with pytest.raises(NothingToDo, match="neither a folder nor a regular file"):
        scan([str(tmp_path / "fifo.wav")])


def test_an_empty_result_says_what_was_there(tmp_path: Path) -> None:
    put(tmp_path, "a.txt", "b.txt", ".c.wav")
    passed = PassedOver()
    assert list(scan([str(tmp_path)], passed=passed)) == []
    assert str(nothing_found([str(tmp_path)], passed)) == f"No audio was found in {tmp_path}. Passed over: 1 hidden, 2 not audio."
    with pytest.raises(NothingToDo, match="No folder was named"):
        scan([])


def test_a_thousand_files_cost_one_look_at_each_of_their_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(1_000):
        folder = tmp_path / f"{number // 25:02d}"
        folder.mkdir(exist_ok=True)
        (folder / f"{number:05d}.wav").touch()
    entered: list[str] = []
    looked_into = os.scandir

    def scandir(place: str) -> "os._ScandirIterator[str]":
        entered.append(place)
        return looked_into(place)

    asked: list[str] = []
    status_of = os.stat

    def status(place: str, **how: bool) -> os.stat_result:
        asked.append(place)
        return status_of(place, **how)

    monkeypatch.setattr(os, "scandir", scandir)
    monkeypatch.setattr(os, "stat", status)
    assert sum(1 for _ in scan([str(tmp_path)])) == 1_000
    folders = sorted(str(folder) for folder in (tmp_path, *tmp_path.iterdir()))
    assert sorted(set(entered)) == folders
    assert not [place for place in asked if place.endswith(".wav")]


@posix
def test_a_single_file_needs_no_scan_unless_links_or_hidden_folders_play_a_part(tmp_path: Path) -> None:
    folder = tmp_path / "sounds"
    for name in ("kick.wav", "deep/er/snare.wav", ".hidden/clap.wav", "notes.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(b"x")
    (folder / "link.wav").symlink_to(folder / ".hidden/clap.wav")
    (folder / "linked").symlink_to(folder / "deep")
    (tmp_path / "outside.wav").write_bytes(b"x")
    plain = {path for path in (*folder.rglob("*"), folder / "linked/er/snare.wav") if is_plainly_below(str(path), [str(folder)])}
    assert {str(path.relative_to(folder)) for path in plain if path.is_file()} == {"kick.wav", "deep/er/snare.wav", "notes.txt"}
    assert not is_plainly_below(str(tmp_path / "outside.wav"), [str(folder)])
    passed = PassedOver()
    found = scan_files([str(folder / name) for name in ("kick.wav", "notes.txt", "gone.wav")], ["K*"], passed)
    assert [one.path for one in found] == [str(folder / "kick.wav")]
    assert passed.counts == {Reason.NOT_AUDIO: 1, Reason.VANISHED: 1}
