import os
import stat
import sys
import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sp404_gui.config.saving import save_settings, with_settings
from sp404_gui.config.settings import resolve
from sp404_gui.domain.errors import DiskFull, UsageError
from sp404_gui.store.folders import write_private

MINE = """\
# my settings
batch_size = 7  # was 5
models = [
    "a/b:free",  # the quick one
    "c/d",
]

provider = "https://llm.example.org/v1#x" # mine
hide_names = true
"""


def save(file: Path, **changes: object) -> str:
    save_settings(str(file), changes, write_private)
    return file.read_text(encoding="utf-8")


def test_a_first_setting_makes_the_file_and_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "new" / "config.toml"
    assert save(file, theme="dark", max_calls=None) == 'theme = "dark"\n'
    if sys.platform != "win32":
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_what_the_user_wrote_stays_as_it_was_around_what_changes(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(MINE, encoding="utf-8")
    after = save(file, batch_size=9, provider="offline", models=("e/f",), interval_s=2.5)
    assert after == (
        '# my settings\nbatch_size = 9  # was 5\nmodels = ["e/f"]\n\nprovider = "offline"  # mine\nhide_names = true\ninterval_s = 2.5\n'
    )
    assert resolve({}, {"SP404_HOME": str(tmp_path)}, file).settings.batch_size == 9


def test_a_setting_is_taken_out_and_its_default_counts_again(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(MINE, encoding="utf-8")
    after = save(file, models=None, hide_names=None, audio_device=None)
    assert tomllib.loads(after) == {"batch_size": 7, "provider": "https://llm.example.org/v1#x"}
    assert "# my settings" in after


def test_a_text_that_looks_like_a_setting_inside_another_one_is_left_alone(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text('audio_device = """\ntheme = "light"\n"""\r\n# theme = "x"\u2028y', encoding="utf-8")
    after = tomllib.loads(save(file, theme="dark"))
    assert after == {"audio_device": 'theme = "light"\n', "theme": "dark"}


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"batch_size": 0}, "batch_size = 0 is not allowed: expected a whole number from 1 to 100, or auto"),
        ({"theme": "blue"}, "theme = 'blue' is not allowed: expected system, dark or light"),
        ({"overnight_from": "24:00"}, "overnight_from = '24:00' is not allowed: expected a time such as \"22:00\""),
        ({"overnight_to": "06:30\n"}, "is not allowed"),
        ({"audio_device": "\udc80"}, "is not allowed"),
        ({"themes": "dark"}, "There is no setting 'themes'. Did you mean theme?"),
    ],
)
def test_what_is_not_allowed_changes_nothing(tmp_path: Path, changes: dict[str, object], sentence: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(MINE, encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        save_settings(str(file), {"hide_names": False, **changes}, write_private)
    assert sentence in str(caught.value)
    assert file.read_text(encoding="utf-8") == MINE


@pytest.mark.parametrize(
    "text",
    [
        "batch_size = \n",
        "batch_size = 1\nbatch_size = 2\n",
        "[table]\nx = 1\n",
        f"batch_size = {'9' * 5_000}\n",
        f"models = {'[' * 10_000}",
    ],
    ids=["cut short", "twice", "table", "endless number", "endless nesting"],
)
def test_a_file_that_cannot_be_understood_is_not_touched(tmp_path: Path, text: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match="settings file"):
        save(file, theme="dark")
    assert file.read_text(encoding="utf-8") == text


@pytest.mark.skipif(sys.platform == "win32", reason="links need a right there")
def test_a_link_to_a_file_elsewhere_stays_a_link(tmp_path: Path) -> None:
    real = tmp_path / "dotfiles.toml"
    real.write_text("batch_size = 3\n", encoding="utf-8")
    link = tmp_path / "config.toml"
    link.symlink_to(real)
    save(link, batch_size=4)
    assert link.is_symlink()
    assert real.read_text(encoding="utf-8") == "batch_size = 4\n"


def test_a_full_disk_leaves_the_old_settings(tmp_path: Path) -> None:
    file = tmp_path / "config.toml"
    file.write_text(MINE, encoding="utf-8")

    def full(path: str, data: bytes) -> None:
        raise DiskFull(f"{os.path.dirname(path)} takes no more than {len(data)}")

    with pytest.raises(DiskFull):
        save_settings(str(file), {"theme": "dark"}, full)
    assert file.read_text(encoding="utf-8") == MINE


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_any_text_comes_back_as_it_was_written(text: str) -> None:
    after = with_settings(with_settings(MINE, {"audio_device": text}), {"batch_size": 1})
    assert tomllib.loads(after)["audio_device"] == text
