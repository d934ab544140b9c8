"""Setting up a machine that has too little, with programs of its own in place of the system's."""

import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SCRIPT = Path(__file__).parents[2] / "packaging" / "prepare.sh"
_BARE_PYTHON = f'case "$2" in *ensurepip*) [ -e "$0.complete" ] || exit 1;; esac\nexec {shlex.quote(sys.executable)} "$@"'
_APT = 'echo "apt-get $*" >> "$0.log"\ncase "$1" in install) : > "$(dirname "$0")/python3.complete";; esac'
_PACKAGE = f"python3.{sys.version_info.minor}-venv"

pytestmark = pytest.mark.skipif(not shutil.which("sh"), reason="there is no POSIX shell here")


class Machine:
    """A checkout whose name has a space, and all the programs that its PATH knows."""

    def __init__(self, folder: Path) -> None:
        self.programs, self.checkout = folder / "bin", folder / "my checkout"
        self.programs.mkdir()
        self.checkout.mkdir()
        (self.programs / "dirname").symlink_to(str(shutil.which("dirname")))

    def has(self, name: str, script: str) -> None:
        program = self.programs / name
        program.write_text(f"#!{shutil.which('sh')}\n{script}\n")
        program.chmod(0o755)

    def prepare(self) -> subprocess.CompletedProcess[str]:
        shell = str(shutil.which("sh"))
        return subprocess.run(
            [shell, str(_SCRIPT)], cwd=self.checkout, env={"PATH": str(self.programs)}, capture_output=True, text=True, check=False
        )


@pytest.fixture
def machine(tmp_path: Path) -> Machine:
    return Machine(tmp_path)


def test_a_machine_without_python_is_told_what_to_install(machine: Machine) -> None:
    machine.has("python3", "exit 1")
    prepared = machine.prepare()
    assert prepared.returncode == 1
    assert prepared.stderr.startswith("prepare: no Python 3.11 or newer on the PATH.")


def test_a_user_without_rights_is_told_the_packages_and_nothing_is_touched(machine: Machine) -> None:
    machine.has("python3", _BARE_PYTHON)
    machine.has("id", "echo 1000")
    machine.has("apt-get", _APT)
    prepared = machine.prepare()
    assert prepared.returncode == 1
    assert f"apt-get install {_PACKAGE}" in prepared.stderr
    assert not (machine.programs / "apt-get.log").exists()


def test_root_gets_the_missing_package_and_a_working_environment(machine: Machine) -> None:
    machine.has("python3", _BARE_PYTHON)
    machine.has("id", "echo 0")
    machine.has("apt-get", _APT)
    prepared = machine.prepare()
    assert prepared.returncode == 0, prepared.stderr
    assert _PACKAGE in (machine.programs / "apt-get.log").read_text()
    asked = subprocess.run([machine.checkout / ".venv/bin/python", "-m", "pip", "--version"], capture_output=True, check=False)
    assert asked.returncode == 0
