"""What `make demo` shows: banlint on the example, and its exit status in words."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

MEANING = {
    0: "everything named was checked and nothing reached the failing level. A gate would let this pass",
    1: "everything named was checked, and there are findings at the failing level. A gate would stop here",
    2: "not everything could be checked. A gate would stop here, whatever was found",
    3: "nothing was checked. A gate would stop here",
}
EXAMPLE = "examples/pier-7.yaml"


def main() -> int:
    """Run the command on the example and say what its exit status means. 0 when it showed what it has to show."""
    root = Path(__file__).resolve().parent.parent
    command = Path(sys.argv[1]).absolute()
    print(f"$ banlint check {EXAMPLE}\n", flush=True)
    status = subprocess.run(
        [command, "check", "--isolated", "--no-plugins", EXAMPLE], cwd=root, check=False, stdin=subprocess.DEVNULL
    ).returncode
    if status != 1:
        print(f"\nExit status {status}: {MEANING.get(status, 'banlint could not be run')}.")
        print("The example holds banned equipment, so this should be 1: something is wrong here.")
        return 1
    print(f"\nExit status {status}: {MEANING[status]}.")
    print("So the demonstration works, and ends well itself. Next: `banlint check --help`, and README.md.")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
