"""What is declared, what is locked and what is imported are the same things."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

_ROOT = Path(__file__).parents[2]
_LOCKS = sorted((_ROOT / "requirements").glob("*.lock"))
_LOADED_BY_NAME = {"keyring"}
_PIN = re.compile(
    r"^(?P<name>[A-Za-z0-9._-]+)==(?P<version>\S+)(?: ; (?P<marker>[^\\\n]+?))?(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$",
    re.MULTILINE,
)


def _declared(group: str = "") -> list[Requirement]:
    project = tomllib.loads((_ROOT / "pyproject.toml").read_text())["project"]
    rows = project["optional-dependencies"][group] if group else project["dependencies"]
    return [Requirement(row) for row in rows]


def _pins(lock: str) -> list[re.Match[str]]:
    return list(_PIN.finditer((_ROOT / "requirements" / lock).read_text()))


def _versions(lock: str) -> dict[str, set[str]]:
    """Name to the versions that are pinned, one for each marker."""
    versions: dict[str, set[str]] = {}
    for pin in _pins(lock):
        versions.setdefault(canonicalize_name(pin["name"]), set()).add(pin["version"])
    return versions


def _imported() -> Iterator[str]:
    """Top-level names that the program imports, the standard library and itself left out."""
    for file in (_ROOT / "sp404_gui").rglob("*.py"):
        for node in ast.walk(ast.parse(file.read_bytes())):
            if isinstance(node, ast.Import):
                yield from (alias.name.partition(".")[0] for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                yield node.module.partition(".")[0]


@pytest.mark.parametrize("lock", _LOCKS, ids=lambda lock: lock.name)
def test_every_pin_has_a_hash_and_no_address_stands_in_a_lock(lock: Path) -> None:
    text = lock.read_text()
    pins = _pins(lock.name)
    assert pins
    assert all(pin["hashes"] for pin in pins)
    assert len(pins) == len([line for line in text.splitlines() if line[:1] not in ("", " ", "#")]), "something but pins"
    assert not re.search(r"://|index|find-links", text)


@pytest.mark.parametrize(
    ("lock", "group"),
    [
        ("run.lock", ""),
        ("test.lock", ""),
        ("test.lock", "test"),
        ("test.lock", "lint"),
        ("test.lock", "cluster"),
        ("test.lock", "shared-cache"),
    ],
)
def test_what_is_declared_is_locked_in_an_allowed_version(lock: str, group: str) -> None:
    versions = _versions(lock)
    for requirement in _declared(group):
        locked = versions.get(canonicalize_name(requirement.name), set())
        assert locked, f"{requirement.name} is not in {lock}: make lock"
        assert all(version in requirement.specifier for version in locked), f"{requirement} is {locked} in {lock}: make lock"


def test_tests_run_with_the_versions_that_users_get() -> None:
    tested = _versions("test.lock")
    assert {name: tested.get(name) for name in _versions("run.lock")} == _versions("run.lock")


def test_the_program_imports_what_it_declares_and_nothing_else() -> None:
    modules = set(_imported()) - set(sys.stdlib_module_names) - {"sp404_gui"}
    owners = packages_distributions()
    used = {canonicalize_name(owner) for module in modules for owner in owners.get(module, [module])} | _LOADED_BY_NAME
    declared = [requirement for group in ("", "cluster", "shared-cache") for requirement in _declared(group)]
    assert used == {canonicalize_name(requirement.name) for requirement in declared}
