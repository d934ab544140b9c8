import base64
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import tempfile
import wave
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from sp404_gui.export.formats import export_to
from sp404_gui.export.html import write_html

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


class Page(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.content: dict[str, str] = {}
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self._open = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._open = dict(attrs).get("id") or tag

    def handle_endtag(self, tag: str) -> None:
        self._open = "between"

    def handle_data(self, data: str) -> None:
        self.content[self._open] = self.content.get(self._open, "") + data


def page_of(job: Any, folder: str | None = None) -> Page:
    stream = io.StringIO()
    write_html(job, stream, folder)
    return Page(stream.getvalue())


def test_the_page_carries_all_it_needs_and_may_load_nothing_else(make_job: Any, kick: dict[str, Any]) -> None:
    page = page_of(make_job(kick))
    policy = next(attrs["content"] for tag, attrs in page.tags if "content-security-policy" in str(attrs.get("http-equiv")).lower())
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    assert "unsafe" not in policy
    for name in ("style", "script"):
        digest = base64.b64encode(hashlib.sha256(page.content[name].encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert not [attrs for _, attrs in page.tags if {"src", "href", "style", "onclick"} & set(attrs)]
    assert not re.search(r"url\((?!#)|@import|fetch\(|innerHTML|eval\(", page.content["style"] + page.content["script"])


def test_hostile_text_cannot_leave_its_data_block(make_job: Any, kick: dict[str, Any], hostile: dict[str, Any]) -> None:
    quiet, loud = page_of(make_job(kick)), page_of(make_job(kick, hostile, name=hostile["path"]))
    assert [tag for tag, _ in loud.tags] == [tag for tag, _ in quiet.tags]
    samples = json.loads(loud.content["samples"])
    assert [sample["id"] for sample in samples] == ["sample_000001", "sample_000002"]
    assert samples[1]["path"].startswith("</script><img src=x")
    assert "waveform" not in samples[1]["features"]
    assert not set("".join(loud.content.values())) & set("\u202e\x1b\u2028")


def test_audio_is_linked_so_that_it_is_found_from_where_the_page_lies(make_job: Any, kick: dict[str, Any]) -> None:
    job = make_job(
        {**kick, "path": "a:b/50% #1?.wav"}, {**kick, "path": "\ufffd.wav", "path_bytes": base64.b64encode(b"\xff.wav").decode()}
    )

    def links(folder: str | None) -> list[str]:
        return [sample["link"] for sample in json.loads(page_of(job, folder).content["samples"])]

    assert links("/music") == ["a%3Ab/50%25%20%231%3F.wav", "%FF.wav"]
    assert links("/")[1] == "music/%FF.wav"
    if os.name != "nt":
        assert links("/music/out") == links(None) == ["file:///music/a%3Ab/50%25%20%231%3F.wav", "file:///music/%FF.wav"]


FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"),
    *("--disable-component-update", "--disable-sync", "--window-size=1440,900", "--virtual-time-budget=2000", "--dump-dom"),
)


def chromium_dom(page: Path) -> str:
    assert CHROMIUM
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:  # its helpers write there until a moment after it ended
        command = [CHROMIUM, *FLAGS, f"--user-data-dir={profile}", page.as_uri()]
        return subprocess.run(command, capture_output=True, check=True, timeout=120).stdout.decode("utf-8", "replace")


@pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed")
def test_a_browser_shows_the_rows_and_runs_nothing_hostile(
    tmp_path: Path, make_job: Any, kick: dict[str, Any], hostile: dict[str, Any]
) -> None:
    with wave.open(str(tmp_path / "kick.wav"), "wb") as sound:
        sound.setparams((1, 2, 44100, 0, "NONE", ""))
        sound.writeframes(bytes(8820))
    copies = [{**kick, "id": f"copy_{i}", "path": f"copy_{i}.wav"} for i in range(3000)]
    job = make_job({**kick, "path": "kick.wav"}, hostile, *copies, name=hostile["path"], root=str(tmp_path))
    export_to(str(tmp_path / "page.html"), "html", job)
    dom = chromium_dom(tmp_path / "page.html")
    rows = dom.partition('id="rows"')[2].partition("<aside")[0]
    assert ">kick.wav</span>" in rows
    assert "&lt;/script&gt;&lt;img src=x onerror" in rows
    assert 'aria-rowcount="3003"' in dom
    assert 10 < rows.count('role="row"') < 100
    assert "3002 of 3002" in dom
    assert "<img" not in dom.partition("<script")[0]
