"""Prints what a report of 100,000 findings costs: CPU seconds, peak memory and size, for each format.

    python benchmarks/reports.py                all formats
    python benchmarks/reports.py sarif junit    these

Each runs in a process of its own. Findings and assets are made here, of four values each as in a real inventory,
four of five assets with a finding; a reporter that shows passes is told of every asset. What is measured includes
making them: the line `nothing` says how much that is. Ceilings: 10 s of CPU, 300 MiB.
"""

from __future__ import annotations

import os
import resource
import subprocess
import sys
import tempfile
from collections.abc import Iterator

from banlint.model import (
    Basis,
    Confidence,
    Counts,
    EntityId,
    Evidence,
    Finding,
    Fingerprint,
    Identifier,
    Law,
    Match,
    Outcome,
    Place,
    ProfileId,
    Question,
    RegimeId,
    Role,
    RunInfo,
    Seen,
    Span,
    Verdict,
)
from banlint.plugins import builtin

FINDINGS = 100_000
CPU_SECONDS, PEAK_MIB = 10, 300
VERDICTS = tuple(Verdict)
REGIMES = tuple(RegimeId(f"xx-ban-{number:02}") for number in range(20))
LAWS = (
    Law("X Act 2019 s.889(a)(1)(B), Pub. L. 115-232", "https://example.org/law/115/publ232.htm"),
    Law("X Regulation 52.204-25(b)(2)", "https://example.org/reg/52.204-25"),
)
REASON = "a contractor that uses it may not be awarded a contract, since 2020-08-13"
VALUES = ((Role.MANUFACTURER, "Acme {}"), (Role.MODEL, "AC-2CD{}-I"), (Role.MAC, "02:00:00:00:{:05}"))


def findings() -> Iterator[Finding]:
    """The findings of an inventory of ten thousand lines a file."""
    for number in range(FINDINGS):
        line = number % 10_000 * 6 + 3
        evidence = tuple(
            Evidence(
                Identifier(role, text.format(number), ("assets", number, role.value), role.value),
                Match(EntityId("acme"), Basis.BRAND, Confidence.CERTAIN, "Acme", "acme-report"),
                Place(Span(line + at, 19, line + at, 30)),
            )
            for at, (role, text) in enumerate(VALUES)
        )
        yield Finding(
            path=f"inventories/site-{number // 10_000}.yaml",
            place=Place(Span(line, 19, line, 30)),
            pointer=f"/assets/{number % 10_000}",
            asset=f"camera-{number}",
            parent="",
            identifiers={one.identifier.role.value: one.identifier.value for one in evidence},
            entity=EntityId("acme"),
            entity_name="Acme Cameras and Recorders Co., Ltd.",
            regime=REGIMES[number % 7],
            regime_title="X Act 2019 s.889(a)(1)(B): contracting with users of covered equipment",
            clause="use",
            verdict=VERDICTS[number % 6],
            confidence=Confidence.CERTAIN,
            reason=REASON,
            evidence=evidence,
            law=LAWS,
            effective="2020-08-13",
            covered="used for security at critical infrastructure (purpose: perimeter, site.kind: port)",
            fingerprint=Fingerprint(f"{number:032x}"),
            facts={"category": "camera", "site": "Pier 7", "site.kind": "port"},
        )


def one(name: str) -> None:
    """Make one report to a file, and print what it cost."""
    catalog = {
        "name": "bench",
        "version": "1",
        "edition": "2026-11-22",
        "sha256": "0" * 64,
        "regimes": 20,
        "entities": 1,
    }
    info = RunInfo("0", catalog, Question((ProfileId("us-dod"),), "2026-11-22"))
    counts = Counts(files=10, files_read=10, assets=FINDINGS * 5 // 4, undetermined=FINDINGS // 8, findings=FINDINGS)
    with tempfile.TemporaryDirectory() as folder, open(f"{folder}/report", "w", encoding="utf-8") as out:
        if name == "nothing":
            sum(1 for _ in findings())
        else:
            registered = {part.name: part for part in _reporters()}
            reporter = registered[name]()
            if hasattr(reporter, "step_summary"):
                reporter.step_summary = f"{folder}/summary"
            reporter.begin(info, out)
            for number, finding in enumerate(findings()):
                reporter.finding(finding)
                if hasattr(reporter, "asset"):
                    told = (finding.path, finding.pointer, finding.asset, "", True, REGIMES)
                    reporter.asset(Seen(*told))
                    if number % 4 == 0:
                        reporter.asset(
                            Seen(finding.path, f"{finding.pointer}/x", f"{finding.asset}-x", "", True, REGIMES)
                        )
            reporter.end(Outcome(info, counts, (), FINDINGS, (Verdict.PROHIBITED,)), ())
        out.flush()
        size = os.path.getsize(f"{folder}/report")
    usage = resource.getrusage(resource.RUSAGE_SELF)
    cpu, peak = usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform != "darwin" else 1 << 20)
    over = "" if cpu <= CPU_SECONDS and peak <= PEAK_MIB else "  OVER"
    print(f"  {name:10} {cpu:8.2f} {peak:8.0f} {size / 1e6:8.1f}{over}", flush=True)


def _reporters() -> list:
    found: list = []
    builtin.banlint_register_reporters(found.append)
    return found


def main() -> int:
    """Measure the formats named, or all; 1 where any is over its ceilings."""
    if sys.argv[1:2] == ["--one"]:
        one(sys.argv[2])
        return 0
    print(f"reports of {FINDINGS:,} findings\n  {'':10} {'CPU s':>8} {'MiB':>8} {'MB out':>8}")
    over = False
    for name in sys.argv[1:] or ["nothing", *(part.name for part in _reporters())]:
        done = subprocess.run([sys.executable, __file__, "--one", name], check=True, capture_output=True, text=True)
        print(done.stdout, end="")
        over = over or "OVER" in done.stdout
    return 1 if over else 0


if __name__ == "__main__":
    raise SystemExit(main())
