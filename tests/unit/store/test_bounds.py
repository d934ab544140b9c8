import os

import pytest

from sp404_gui.domain.sample import Sample
from sp404_gui.store.bounds import first_outside, is_inside

HOME = os.path.abspath("/music")


def _sample(path: str, root: str = HOME) -> Sample:
    return Sample("sample_000001", root, path, 1, 1)


@pytest.mark.parametrize("path", ["a.wav", "deep/er/a.wav", "..hidden/a..wav", "../more/b.wav", "x/../a.wav", "../single.wav"])
def test_files_in_the_folders_of_a_job_are_its_own_also_those_beside_its_root(path: str) -> None:
    assert first_outside([_sample(path)], [HOME, os.path.abspath("/more"), os.path.abspath("/single.wav")]) is None


@pytest.mark.parametrize(
    "path", ["../secret.wav", "a/../../secret.wav", os.path.abspath("/etc/passwd"), "../music2/a.wav", "../single.wav.bak"]
)
def test_a_path_that_leads_out_of_all_folders_is_noticed_however_it_is_written(path: str) -> None:
    stray = _sample(path)
    assert first_outside([_sample("a.wav"), stray], [HOME, os.path.abspath("/single.wav")]) is stray


def test_a_root_outside_of_the_folders_is_noticed() -> None:
    stray = _sample("passwd", os.path.abspath("/etc"))
    assert first_outside([stray], [HOME]) is stray


def test_a_folder_is_inside_itself_and_not_inside_one_of_a_similar_name() -> None:
    assert is_inside(HOME, HOME + os.sep)
    assert is_inside(os.path.join(HOME, "a", "b"), HOME)
    assert not is_inside(HOME + "2", HOME)
