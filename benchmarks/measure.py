"""Whole processes, timed in turn: CPU seconds (user and system, children included), wall seconds, peak memory."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import time
from typing import NamedTuple


class Sample(NamedTuple):
    """One run of one command."""

    cpu: float
    wall: float
    peak_mib: float


class Measured(NamedTuple):
    """The medians of a command's runs."""

    cpu: float
    wall: float
    peak_mib: float
    status: int


def once(command: list[str], cwd: str | None = None) -> tuple[Sample, int]:
    """Run `command` to its end, its output thrown away."""
    began = time.perf_counter()
    process = subprocess.Popen(
        command, cwd=cwd, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    scale = 1024 if sys.platform != "darwin" else 1024 * 1024
    sample = Sample(usage.ru_utime + usage.ru_stime, time.perf_counter() - began, usage.ru_maxrss / scale)
    return sample, process.returncode


def in_turn(commands: dict[str, list[str]], runs: int, cwd: str | None = None) -> dict[str, Measured]:
    """Run each of `commands` once to warm up, then `runs` times in turn, and give the medians by name."""
    samples: dict[str, list[Sample]] = {name: [] for name in commands}
    statuses: dict[str, int] = {}
    for name, command in commands.items():
        _, statuses[name] = once(command, cwd)
    for _ in range(runs):
        for name, command in commands.items():
            samples[name].append(once(command, cwd)[0])
    return {name: _median(taken, statuses[name]) for name, taken in samples.items()}


def _median(taken: list[Sample], status: int) -> Measured:
    return Measured(
        statistics.median(one.cpu for one in taken),
        statistics.median(one.wall for one in taken),
        max(one.peak_mib for one in taken),
        status,
    )
