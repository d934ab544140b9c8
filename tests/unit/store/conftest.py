from pathlib import Path

import pytest

from tests.unit.store.story import Film, Story, filmed

pytest.register_assert_rewrite("tests.unit.store.rebuilt")  # what it asserts is told in full


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A small job, and how its folder looked after every step."""
    told = Story()
    return Film(told, filmed(tmp_path_factory.mktemp("story") / "job", told.write))


@pytest.fixture
def job(tmp_path: Path) -> Path:
    """The small job, finished: for a test to damage."""
    Story().write(str(tmp_path / "job"))
    return tmp_path / "job"
