"""Runs every fuzz target for a while: `python fuzz/run.py [SECONDS] [TARGET ...]`. Ends with 1 where one crashed."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from targets import ROOT, TARGETS

SUITES = ROOT.parent / "shared/data/suites"
SEEDS = {
    "yaml": "yaml-test-suite/**/in.yaml",
    "json": "JSONTestSuite/test_parsing/*.json",
    "table": "csv-spectrum/**/*.csv",
}


def seeded(name: str, corpus: Path) -> None:
    """Fill `corpus` from the suites, our examples and our rules."""
    corpus.mkdir(parents=True, exist_ok=True)
    own = {"pack": "rules/entities/*.yaml", "waivers": "examples/**/*waiver*", "yaml": "examples/*.yaml"}
    found = [*SUITES.glob(SEEDS[name])] if name in SEEDS and SUITES.is_dir() else []
    found += ROOT.glob(own[name]) if name in own else []
    for number, path in enumerate(found):
        if path.is_file() and path.stat().st_size < 1 << 16:
            shutil.copyfile(path, corpus / f"seed-{number}")


def main() -> int:
    """Each target in turn."""
    seconds = int(sys.argv[1]) if len(sys.argv) > 1 else 60
    failed = []
    for name in sys.argv[2:] or TARGETS:
        corpus, crashes = ROOT / "build/fuzz" / name, ROOT / "fuzz/crashes" / name
        seeded(name, corpus)
        crashes.mkdir(parents=True, exist_ok=True)
        options = [f"-max_total_time={seconds}", "-timeout=20", "-rss_limit_mb=1024", f"-artifact_prefix={crashes}/"]
        command = [sys.executable, str(ROOT / "fuzz/targets.py"), name, "-print_final_stats=1", *options, str(corpus)]
        done = subprocess.run(command, check=False, stderr=subprocess.PIPE, text=True)
        stats = [line for line in done.stderr.splitlines() if "number_of_executed_units" in line]
        print(name, done.returncode, *stats, flush=True)
        if done.returncode:
            failed.append(name)
            print(done.stderr[-3000:])
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
