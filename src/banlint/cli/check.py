"""`banlint check`: inventories in, findings out."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence

from banlint.api.ask import day, known, verdicts
from banlint.cli import options as shared
from banlint.cli.config import Config
from banlint.cli.dressing import dress
from banlint.cli.parser import words
from banlint.cli.policy import add_policy, policy_files, policy_of
from banlint.cli.question import add_facts, add_selection, asked, facts_file, read_facts
from banlint.cli.terminal import say, style, tell
from banlint.errors import ReportError, UsageError
from banlint.hints import TYPE_CHECKING
from banlint.model import Finding, Parts, Problem, Reporter, RunInfo
from banlint.text import show

if TYPE_CHECKING:
    from banlint.api.setting import Loaded
    from banlint.cli.progress import Bar
    from banlint.limits import Limits
    from banlint.reporting.output import Output, Outputs
    from banlint.run.check import Settings

USAGE = "banlint check [options] [PATH ...]"
DESCRIPTION = "Find equipment that procurement bans cover in inventories: files, folders (default: .), or - for stdin."
EPILOG = """\
examples:
  banlint check inventories/                          for a federal contractor, today
  banlint check --as-of 2024-01-31 pier-7.yaml        by the law of that day
  banlint check --select 'us-*' --profile us-dod .    only these bans, for this asker
  banlint check -o sarif=report.sarif -o csv=report.csv .
  lab export | banlint check - --stdin-name lab.json

exit status:
  0  everything named was checked and nothing reached the failing level
  1  everything named was checked; there are findings at the failing level
  2  not everything could be checked: usage, settings, rules, plugin, input or report
  3  nothing was checked: no inventory, or no hardware in any (--allow-empty makes it 0)

No finding is no clearance: see the count of undetermined assets.
"""


def arguments(parser: argparse.ArgumentParser) -> None:
    """The options of `check`."""
    inputs = asking(parser)
    inputs.add_argument(
        "--force-exclude", action="store_true", help="leave that out even where it is named, as hooks name files"
    )
    inputs.add_argument("--cache", action="store_true", default=None, help="do not check again what was clean before")
    inputs.add_argument("--no-cache", dest="cache", action="store_false", help="check all, whatever the settings say")
    inputs.add_argument("--cache-dir", metavar="DIR", help="remember it there; default: .banlint_cache at the root")
    add_policy(parser)
    showing(parser)
    shared.add_setting(parser)


def asking(parser: argparse.ArgumentParser) -> argparse._ArgumentGroup:
    """What is asked, and of what: for every command that checks."""
    parser.add_argument("path", nargs="*", metavar="PATH", help=argparse.SUPPRESS)
    group = parser.add_argument_group("what to ask")
    shared.add_profile(group)
    shared.add_as_of(group)
    add_selection(group)
    group.add_argument(
        "--horizon", metavar="SPAN", help="tell what takes effect within 90d, 18m, 2y, or by a day: scheduled"
    )
    group.add_argument(
        "--mentions", action="store_true", help="show as well what assets only speak of, to watch; it never fails"
    )
    inputs = parser.add_argument_group("what to read")
    inputs.add_argument("--exclude", action="append", metavar="GLOB", help="leave out what matches within folders")
    inputs.add_argument("--stdin-name", default="", metavar="NAME", help="what to call standard input, as lab.json")
    shared.add_mapping(inputs)
    add_facts(inputs)
    inputs.add_argument("--limit", action="append", metavar="NAME=N", help="raise a limit, as file_bytes=2GiB")
    inputs.add_argument("-j", "--jobs", type=int, metavar="N", help="processes for many files; 0: one per core")
    return inputs


def showing(parser: argparse.ArgumentParser) -> None:
    """What is reported, and with which status it ends."""
    output = parser.add_argument_group("what to show")
    output.add_argument(
        "--format",
        metavar="NAME",
        help="text (default), table, summary, json, jsonl, sarif, github, gitlab, junit, markdown, csv, html, "
        "xlsx, oscal, cyclonedx, or a plugin's",
    )
    output.add_argument(
        "-o", "--output", action="append", default=[], metavar="FORMAT=FILE", help="write a report to a file as well"
    )
    output.add_argument(
        "--explain", action="store_true", help="show each piece of evidence step by step, with its source"
    )
    output.add_argument("--show-waived", action="store_true", help="show what was suppressed, waived or baselined, too")
    output.add_argument("-q", "--quiet", action="store_true", help="findings only, no counts and no progress")
    shared.add_color(output)
    shared.add_help(output)
    status = parser.add_argument_group("what to exit with")
    status.add_argument(
        "--fail-on",
        action="append",
        metavar="VERDICT",
        help="the verdicts that fail, no others; default: prohibited,needs-facts",
    )
    status.add_argument("--exit-zero", action="store_true", help="0 instead of 1; never instead of 2 or 3")
    status.add_argument("--allow-empty", action="store_true", help="0 instead of 3")
    status.add_argument("--expect-assets-min", type=int, metavar="N", help="2 where there are fewer assets than N")


def run(options: argparse.Namespace) -> int:
    """Check, report, and return the exit status."""
    from banlint.api.setting import load
    from banlint.reporting.output import Outputs

    config = shared.read_config(options)
    day(options.as_of or config.as_of)
    if options.cache is None:
        options.cache = bool(options.cache_dir) or config.cache
    packs = words(options.pack) or config.pack
    loaded = load(packs, options.plugin or (), third_party=not options.no_plugins)
    settings = settings_of(options, config, loaded)
    outputs = Outputs(_outputs(options, config, loaded))
    try:
        return _run(options, dress(outputs, options, settings), loaded, outputs)
    finally:
        outputs.abandon()


def _run(options: argparse.Namespace, settings: Settings, loaded: Loaded, outputs: Outputs) -> int:
    from banlint import __version__
    from banlint.run.check import check
    from banlint.run.status import NOTHING_CHECKED, exit_status

    bar = _bar(options)

    def on_finding(finding: Finding) -> None:
        if bar:
            bar.hide()
        outputs.finding(finding)

    def on_problem(problem: Problem) -> None:
        if bar:
            bar.hide()
        say(problem, options.color)
        outputs.problem(problem)

    parts = loaded.plugins.parts(loaded.catalog)
    settings = _cached(options, settings, loaded, parts)
    outputs.begin(RunInfo(__version__, loaded.catalog.info, settings.question, settings.policy.info))
    told = len(loaded.plugins.problems)
    for problem in loaded.plugins.problems:
        on_problem(problem)
    stdin = sys.stdin.buffer if "-" in options.path else None
    outcome = check(
        options.path or (os.curdir,),
        settings,
        loaded.catalog,
        parts,
        on_finding,
        on_problem,
        bar,
        stdin,
        outputs.asset,
    )
    if bar:
        bar.hide()
    footer = loaded.plugins.footer(outcome)
    for problem in loaded.plugins.problems[told:]:
        on_problem(problem)
    tell(outcome.notices, options.color)
    outcome = outcome._replace(problems=(*loaded.plugins.problems, *outcome.problems))
    outputs.end(outcome, footer)
    _save(options, settings)
    for problem in outputs.problems:
        say(problem, options.color)
    status = exit_status(outcome._replace(problems=(*outcome.problems, *outputs.problems)))
    if status == NOTHING_CHECKED:
        say(
            Problem("input", "nothing was checked: no hardware in what was named", "name inventories, or --allow-empty")
        )
    return status


def _cached(options: argparse.Namespace, settings: Settings, loaded: Loaded, parts: Parts) -> Settings:
    """`settings` with the cache that is asked for, if one is."""
    if not options.cache:
        return settings
    from banlint.cli.caching import cache_of

    return settings._replace(cache=cache_of(options, settings, loaded.catalog, parts))


def _save(options: argparse.Namespace, settings: Settings) -> None:
    if settings.cache:
        from banlint.cli.caching import save

        save(settings.cache, options.color)


def settings_of(options: argparse.Namespace, config: Config, loaded: Loaded) -> Settings:
    """What a run is asked to do by the command line and, where that is silent, by the settings."""
    from banlint.run.check import Settings

    jobs = config.jobs if options.jobs is None else options.jobs
    if jobs < 0:
        raise UsageError(f"{jobs} jobs are less than nothing", "0 is one process per core", str(jobs))
    question = asked(options, config, loaded.catalog)
    answers = read_facts(options, config, loaded.catalog)
    policy = policy_of(options, config, options.path or (os.curdir,), question)
    if answers:
        policy = policy._replace(info=policy.info._replace(facts=answers.path, facts_sha256=answers.sha256))
    return Settings(
        question,
        verdicts(words(options.fail_on) or config.fail_on),
        jobs=jobs or os.cpu_count() or 1,
        exit_zero=options.exit_zero,
        allow_empty=options.allow_empty or config.allow_empty,
        least_assets=config.expect_assets_min if options.expect_assets_min is None else options.expect_assets_min,
        exclude=(
            *words(options.exclude),
            *config.exclude,
            *_own_reports(options),
            *own(options, _no_inventories(options, config)),
        ),
        limits=_limits(options),
        force_exclude=getattr(options, "force_exclude", False),
        stdin_name=options.stdin_name,
        mappings=shared.mappings(options, config),
        policy=policy,
        answers=answers,
    )


def _limits(options: argparse.Namespace) -> Limits:
    from banlint.limits import DEFAULT

    if not options.limit:
        return DEFAULT
    from banlint.cli.ceilings import limits_of

    return limits_of(options.limit)


def _no_inventories(options: argparse.Namespace, config: Config) -> list[str]:
    """Files of ours that may lie among inventories."""
    return [*options.mapping, *filter(None, (*policy_files(options, config), facts_file(options, config)))]


def _own_reports(options: argparse.Namespace) -> Iterator[str]:
    """The reports this run writes into folders it reads, as patterns to leave out: they are no inventories."""
    from banlint.reporting.output import part

    for wanted in options.output:
        path = wanted.partition("=")[2]
        yield from own(options, (path, part(path)))


def own(options: argparse.Namespace, files: Sequence[str]) -> Iterator[str]:
    """Those of `files` that lie in folders the run reads, or that it is handed by name, as patterns to leave out."""
    from banlint.reporting.output import within
    from banlint.run.discovery import shown_name

    for top in options.path or (os.curdir,):
        for file in files:
            handed = os.path.realpath(file) == os.path.realpath(top)
            if handed or within(file, top):
                name = shown_name(os.path.relpath(top) if handed else os.path.join(top, os.path.relpath(file, top)))
                yield "".join(f"[{one}]" if one in "*?[" else one for one in name)


def _outputs(options: argparse.Namespace, config: Config, loaded: Loaded) -> list[Output]:
    from banlint.reporting.output import Output, check_destination

    reporters = loaded.plugins.reporters()
    name = options.format or config.format or "text"
    known("format", name, reporters)
    outputs = [Output(_dressed(reporters[name](), options, loaded, stdout=True), sys.stdout)]
    seen: set[str] = set()
    for wanted in options.output:
        name, equals, path = wanted.partition("=")
        if not (equals and path):
            raise UsageError(f"`-o {show(wanted)}` names no file", "write FORMAT=FILE, as -o json=report.json")
        known("format", name, reporters)
        check_destination(path, options.path or (os.curdir,))
        if os.path.realpath(path) in seen:
            raise ReportError(f"two reports go to {show(path)}", "name two files")
        seen.add(os.path.realpath(path))
        outputs.append(Output(_dressed(reporters[name](), options, loaded, stdout=False), path=path))
    return outputs


def _dressed(reporter: Reporter, options: argparse.Namespace, loaded: Loaded, *, stdout: bool) -> Reporter:
    from banlint.reporting.as_text import TextReporter

    if options.explain and hasattr(reporter, "sources"):
        reporter.sources = loaded.catalog.sources
    if isinstance(reporter, TextReporter):
        reporter.chain = options.explain
        reporter.decided = options.show_waived
        if stdout:
            reporter.style = style(options.color, sys.stdout)
            reporter.quiet = options.quiet
            reporter.problems = False
    return reporter


def _bar(options: argparse.Namespace) -> Bar | None:
    if options.quiet or not sys.stderr.isatty():
        return None
    from banlint.cli.progress import Bar

    return Bar()
