"""The page of results, from what was measured: any run may renew some of its tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

Result = Mapping[str, Any]
"""`title`, `date`, `note`, `commands` by name with `cpu`, `wall`, `peak` and `status`, and `goals` with `kind`, `limit`,
`against`, `command` and `value`."""

_HEAD = """\
# Performance

What banlint costs beside other tools and beside the bare parsers it builds on. `make performance` measures it again and
writes this page.

- Whole processes, taken in turn, so that a slow spell of the machine meets all of them; CPU seconds (user and system,
  children included) and peak memory, medians where there is more than one round; one round more warms up and does not
  count. **Seconds hold for one machine, ratios for others too.** A peak of less than the measuring process takes
  itself, about 25 MiB, shows as that.
- Inventories are made by a generator, one asset in a thousand covered, each with addresses, a serial and free text;
  banlint judges them against its whole catalog, checks every address, reads every record to its end for syntax,
  duplicate keys and encoding, and gives exact positions. The yardsticks do less: a bare parser does nothing with what
  it reads, the others look for a name or two.
- The data are not part of the project: they come from a folder `shared` beside it.

Measured on {machine}, with {versions}.

## What is to be reached

| work | what | to reach | measured | |
| --- | --- | --- | --- | --- |
{summary}
"""
_KINDS = {
    "cpu": ("CPU against {against}", "at most {limit:g} x", "{value:.2f} x"),
    "less": ("CPU against {against}", "{limit:g} times less", "{value:.1f} times less"),
    "faster": ("time against {against}", "{limit:g} times less", "{value:.2f} times less"),
    "over": ("CPU over {against}", "at most {limit:g} ms", "{value:.0f} ms"),
    "peak": ("peak memory", "at most {limit:g} MiB", "{value:.0f} MiB"),
    "linear": ("CPU for each further asset, most against least", "within {limit:g} %", "{value:.0f} %"),
    "flat": ("memory, most against least", "within {limit:g} MiB", "{value:.0f} MiB"),
}
AT_LEAST = frozenset({"less", "faster"})


def kept(goal: Result) -> bool:
    """Whether a goal is reached."""
    value, limit = goal["value"], goal["limit"]
    return bool(value >= limit if goal["kind"] in AT_LEAST else value <= limit)


def lines(goal: Result) -> tuple[str, str, str]:
    """What, to reach, measured."""
    what, limit, value = _KINDS[goal["kind"]]
    named = (
        f"`{goal['command']}`: "
        if goal["command"] != "banlint check" and goal["kind"] not in ("linear", "flat")
        else ""
    )
    return named + what.format(**goal), limit.format(**goal), value.format(**goal)


def page(results: Mapping[str, Result], profiles: Mapping[str, Result], machine: str, versions: str) -> str:
    """The whole page."""
    summary = "\n".join(
        f"| [{one['title']}](#{_anchor(one['title'])}) | {' | '.join(lines(goal))} | {'reached' if kept(goal) else '**missed**'} |"
        for one in results.values()
        for goal in one["goals"]
    )
    parts = [_HEAD.format(machine=machine, versions=versions, summary=summary)]
    parts += ["\n".join(_table(one)) for one in results.values()]
    if profiles:
        parts.append(_profiles(profiles))
    return "\n".join(parts)


def _anchor(title: str) -> str:
    """What a heading is linked by."""
    return "".join(one for one in title.lower() if one.isalnum() or one in " -_").replace(" ", "-")


def _table(one: Result) -> Iterator[str]:
    yield f"## {one['title']}\n"
    yield (f"Measured {one['date']}, {_rounds(one['rounds'])}." + (f" {one['note']}" if one["note"] else "") + "\n")
    yield "| | CPU s | wall s | peak MiB |\n| --- | ---: | ---: | ---: |"
    for command, taken in one["commands"].items():
        if taken is None:
            yield f"| {command} | not run | | |"
        else:
            yield f"| {command} | {taken['cpu']:.3f} | {taken['wall']:.3f} | {taken['peak']:.0f} |"
    yield ""


def _rounds(count: int) -> str:
    return "one round" if count == 1 else f"medians of {count} rounds"


def _profiles(profiles: Mapping[str, Result]) -> str:
    parts = [
        "## Where the time goes\n\nShares of the time inside functions, by cProfile, which makes calls look dearer than they"
        " are; functions of one module together, those of libraries in C by name.\n"
    ]
    for one in profiles.values():
        parts.append(f"### {one['title']}\n\n| | share |\n| --- | ---: |")
        parts += [f"| `{where}` | {share:.0%} |" for where, share in one["shares"]]
        parts.append("")
    return "\n".join(parts)
