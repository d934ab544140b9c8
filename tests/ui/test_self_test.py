"""`--self-test` tells whether an installed application works: the real window, worker processes, a server on loopback."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_tries_everything_and_says_each_in_a_line(tmp_path: Path) -> None:
    env = {"PATH": "", "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "OPENROUTER_API_KEY": "never-sent", "SP404_BATCH_SIZE": "wrong"}
    program = [sys.executable, "-m", "sp404_gui", "--self-test"]
    done = subprocess.run(program, cwd=tmp_path, env=env, capture_output=True, text=True, timeout=100, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    tried = ["window ", "job +25 samples measured and described", "listening ", "keyring "]
    assert re.search(".*".join(f"^ok +{line}" for line in tried), done.stdout, re.MULTILINE | re.DOTALL)
    assert done.stdout.endswith("Everything works.\n")
    assert not list(tmp_path.rglob("*sp404*")), "nothing of it stays"
