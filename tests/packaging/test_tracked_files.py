"""What is in the repository is the product's alone."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[2]
_MACHINE_PATH = re.compile(r"(?<![\w.*~}])/(?:root|work|farm|tmp)/[\w.]|\b[A-Z]:\\Users\\\w")


def _text_files() -> dict[str, str]:
    """Name to text of each file that is, or is about to be, in the repository."""
    if not shutil.which("git") or not (_ROOT / ".git").exists():
        pytest.skip("not a git checkout")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=_ROOT, capture_output=True, text=True, check=True
    )
    contents = {name: (_ROOT / name).read_bytes() for name in listed.stdout.split("\0") if (_ROOT / name).is_file()}
    return {name: content.decode() for name, content in contents.items() if b"\0" not in content}


def test_no_text_file_names_a_path_of_one_machine() -> None:
    found = [f"{name}: {match[0]}" for name, text in _text_files().items() for match in [_MACHINE_PATH.search(text)] if match]
    assert not found


def test_every_demo_sample_has_its_licence_named() -> None:
    demo = _ROOT / "resources" / "demo"
    samples = {file.relative_to(demo).as_posix() for file in demo.rglob("*") if file.is_file()} - {"LICENSES.md"}
    rows = re.findall(r"^\| `(.+?)` \| .+ \| CC0 1\.0 \|$", (demo / "LICENSES.md").read_text(), re.MULTILINE)
    assert sorted(rows) == sorted(samples)
    assert sum((demo / name).stat().st_size for name in samples) < 3_000_000
