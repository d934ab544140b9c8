import pytest

from tests.unit.store.story import Film, Story, filmed


@pytest.fixture(scope="session")
def film(tmp_path_factory: pytest.TempPathFactory) -> Film:
    """A small job, and how its folder looked after every step."""
    told = Story()
    return Film(told, filmed(tmp_path_factory.mktemp("story") / "job", told.write))
