"""What `make demo` shows: banlint on the examples, and its exit status in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEANING = {
    0: "everything named was checked, and nothing reached the failing level",
    1: "everything named was checked, and there are findings at the failing level: a gate would stop here",
    2: "not everything could be checked: a gate would stop here, whatever was found",
    3: "nothing was checked",
}


def main() -> int:
    """Run the command on `examples/` and say what its exit status means. Always 0, unless it could not run."""
    root = Path(__file__).resolve().parent.parent
    command = [sys.argv[1], "check", "--isolated", "examples/pier-7.yaml"]
    print("$ banlint check examples/pier-7.yaml\n", flush=True)
    status = subprocess.run([str((root / command[0]).resolve()), *command[1:]], cwd=root, check=False).returncode
    print(f"\nExit status {status}: {MEANING.get(status, 'banlint could not be run')}.")
    print("That is the demonstration working. README.md explains the report.")
    return 0 if status in MEANING else 1


if __name__ == "__main__":
    raise SystemExit(main())
