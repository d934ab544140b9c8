"""Who may import whom."""

import subprocess
import sys
from pathlib import Path

_ROOT = Path(__file__).parents[2]
_CHECK = "from importlinter.cli import lint_imports_command as check; check()"
_IMPORT_THE_NOUNS = """
import importlib, pkgutil, sys
sys.path.insert(0, sys.argv[1])
domain = importlib.import_module("sp404_gui.domain")
for module in pkgutil.iter_modules(domain.__path__, "sp404_gui.domain."):
    importlib.import_module(module.name)
"""


def _run(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, *arguments], cwd=_ROOT, capture_output=True, text=True, check=False, timeout=120)


def test_nobody_calls_upwards_and_each_library_has_its_one_door() -> None:
    checked = _run("-c", _CHECK, "--no-cache", "--no-logo")
    assert checked.returncode == 0, checked.stdout + checked.stderr


def test_the_nouns_need_nothing_but_the_standard_library() -> None:
    imported = _run("-I", "-S", "-c", _IMPORT_THE_NOUNS, str(_ROOT))
    assert imported.returncode == 0, imported.stderr
