import base64
import io
import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

import pytest

from sp404_gui.export.links import Links
from sp404_gui.export.playlist import write_playlist

posix = pytest.mark.skipif(os.name == "nt", reason="names that only POSIX allows")


def lines_of(job: Any, folder: str | None = None) -> list[str]:
    stream = io.StringIO()
    write_playlist(job, stream, folder)
    return stream.getvalue().splitlines()


def test_samples_are_relative_beneath_the_playlist_and_absolute_elsewhere(make_job: Any, kick: dict[str, Any]) -> None:
    job = make_job(kick, root="/music/packs")
    entry = os.path.join("drums", "kick 01.wav") if os.name == "nt" else "drums/kick 01.wav"
    assert lines_of(job, "/music/packs") == ["#EXTM3U", "#PLAYLIST:Wanns Wavs 1", "#EXTINF:1,kick 01.wav", entry]
    assert lines_of(job, "/music")[-1] == os.path.join("packs", entry)
    assert os.path.isabs(lines_of(job, "/music/packs/out")[-1])
    assert os.path.isabs(lines_of(job, "/musi")[-1])
    assert os.path.isabs(lines_of(job)[-1])


@posix
@pytest.mark.parametrize(
    "name",
    [b"a\nb.wav", b"#EXTINF.wav", b" a.wav", b"http:x.wav", b"\xff\xfe.wav", "\u202egpj.wav".encode(), b"\x1b[2J.wav", b"a\r\nb%0A.wav"],
)
def test_a_name_that_a_player_would_misread_becomes_the_url_of_the_same_file(make_job: Any, kick: dict[str, Any], name: bytes) -> None:
    sample = {**kick, "path": name.decode("utf-8", "replace"), "path_bytes": base64.b64encode(name).decode()}
    lines = lines_of(make_job(sample), "/music")
    assert len(lines) == 4
    url = urlsplit(lines[-1])
    assert url.scheme == "file"
    assert unquote_to_bytes(url.path) == b"/music/" + name


@posix
def test_a_file_beside_a_root_that_is_a_link_is_named_where_the_scan_found_it(make_job: Any, kick: dict[str, Any], tmp_path: Path) -> None:
    for folder in ("disk/deep/packs", "music/more", "disk/deep/more"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "music" / "packs").symlink_to(tmp_path / "disk" / "deep" / "packs")
    found = tmp_path / "music" / "more" / "kick #1.wav"
    found.touch()
    job = make_job({**kick, "path": "../more/kick #1.wav"}, root=str(tmp_path / "music" / "packs"))
    assert Path(lines_of(job)[-1]).samefile(found)
    assert lines_of(job, str(tmp_path / "music"))[-1] == "more/kick #1.wav"
    links = Links(job.root, str(tmp_path / "music"))
    assert links.url({"path": "../more/kick #1.wav"}) == "more/kick%20%231.wav"
    assert Links(job.root, None).url({"path": "../more/kick #1.wav"}) == found.as_uri()


def test_what_cannot_be_played_is_left_out(make_job: Any, kick: dict[str, Any], unmeasured: dict[str, Any]) -> None:
    assert len(lines_of(make_job(unmeasured, kick))) == 4
