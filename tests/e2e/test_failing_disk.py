"""A disk that fails, or a kill, in the middle of a write: said in a sentence; the next run has every sample once."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.torture.faults import Fault, why_not
from tests.torture.kills import Place
from tests.torture.kits import written

pytestmark = pytest.mark.skipif(bool(why_not()), reason=why_not())


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    with Place(tmp_path_factory.mktemp("faults")) as made:
        yield made


@pytest.mark.parametrize("fault", [Fault("rename", "KILL", 3), Fault("fdatasync", "KILL", 4)], ids=str)
def test_a_kill_at_a_write_costs_nothing_durable(place: Place, fault: Fault) -> None:
    ended, broken = place.tried(fault)
    assert ended is not None
    assert ended.was_killed
    assert not broken


def test_a_disk_that_fails_to_keep_a_folder_is_not_passed_over(place: Place) -> None:
    ended, broken = place.tried(Fault("fsync", "EIO", 2))
    assert ended is not None
    assert ended.code == 5
    assert "cannot be written to: Input/output error" in ended.said
    assert not broken


@pytest.mark.parametrize("fault", [Fault("rename", "KILL", 1), Fault("write", "ENOSPC", 1)], ids=str)
def test_a_kit_that_is_written_meanwhile_is_the_old_one_or_the_new_one(fault: Fault, tmp_path: Path) -> None:
    struck, broken = written(tmp_path, fault)
    assert struck
    assert not broken
