"""A package of evidence: what was found, on what it rests, what was not determined, and how to make it again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Mapping
from tempfile import TemporaryDirectory

from banlint.errors import ReportError
from banlint.hints import TYPE_CHECKING, Protocol
from banlint.model import Finding, Outcome, Parts, Problem, Reporter, RunInfo, Seen
from banlint.named import NamedTuple
from banlint.papers import archive, manifest
from banlint.papers.archive import Member
from banlint.papers.inputs import Digest
from banlint.papers.inquiry import FileRead, Inquiry, inquire
from banlint.reading.source import FileSource
from banlint.reporting.as_json import encode
from banlint.reporting.output import Output, Outputs
from banlint.reporting.records import finding_record
from banlint.run.check import Settings

if TYPE_CHECKING:
    from banlint.catalog.index import Catalog

REPORTS = ("json", "sarif", "csv", "html")
"""The reports of a package, as far as they are to be had."""
_NOT_PORTABLE = re.compile(r"[^A-Za-z0-9._-]+")


class Beside(NamedTuple):
    """A file that decided besides the inventories: settings, waivers, a baseline, answers, a mapping."""

    role: str
    path: str
    content: bytes


class Made(NamedTuple):
    """What only the command knows of a package that is to be made."""

    at: str
    """The moment it is made, as ISO text in UTC."""
    command: str
    """What makes it again."""
    by: str = ""
    beside: tuple[Beside, ...] = ()
    plugins: tuple[Mapping[str, str], ...] = ()
    with_inputs: bool = False


class Run(NamedTuple):
    """What is to be checked, and with what."""

    paths: tuple[str, ...]
    settings: Settings
    catalog: Catalog
    parts: Parts
    reporters: Mapping[str, Callable[[], Reporter]]
    earlier: tuple[Problem, ...] = ()


class Packed(NamedTuple):
    """A package that was written."""

    inquiry: Inquiry
    manifest_sha256: str
    """What tells it from any other: to be written down where the package is not kept."""


class _Footer(Protocol):
    def __call__(self, outcome: Outcome) -> tuple[str, ...]: ...


def pack(path: str, run: Run, made: Made, on_problem: Callable[[Problem], None], footer: _Footer) -> Packed:
    """Check, and put what came of it at `path`. Raises `ReportError` where it cannot be written whole."""
    with TemporaryDirectory(prefix="banlint-evidence-") as folder:
        inquiry, members = _found(folder, run, on_problem, footer)
        inputs = [manifest.Input("inventory", one) for one in inquiry.files]
        inputs += [manifest.Input(one.role, _beside(one), one.content) for one in made.beside]
        if made.with_inputs:
            inputs = [_carried(number, one) for number, one in enumerate(inputs, 1)]
            members += [one.carried for one in inputs if one.carried]
        members.append(archive.of_bytes("README.md", manifest.readme(inquiry, made.command).encode()))
        members.sort(key=lambda one: one.name)
        described = manifest.described(inquiry, inputs, members, made._asdict())
        listed = archive.of_bytes(manifest.NAME, described)
        members.insert(0, listed)
        sums = "".join(f"{one.sha256}  {one.name}\n" for one in members)
        archive.write(path, [*members, archive.of_bytes(manifest.SUMS, sums.encode())], run.settings.limits)
        return Packed(inquiry, listed.sha256)


def _found(
    folder: str, run: Run, on_problem: Callable[[Problem], None], footer: _Footer
) -> tuple[Inquiry, list[Member]]:
    """The check, its reports in `folder`, and what waits there besides."""
    names = [name for name in REPORTS if name in run.reporters]
    paths = {f"findings.{name}": os.path.join(folder, f"findings.{name}") for name in names}
    outputs = Outputs(
        [
            Output(_dressed(run.reporters[name](), run), path=path)
            for name, path in zip(names, paths.values(), strict=True)
        ]
    )
    lines = {name: os.path.join(folder, name) for name in ("undetermined.jsonl", "decided.jsonl")}
    # Nothing ends a line of JSON but a line feed, and ASCII holds all of it.
    with (
        open(lines["undetermined.jsonl"], "w", encoding="ascii", newline="\n") as unknown,
        open(lines["decided.jsonl"], "w", encoding="ascii", newline="\n") as decided,
    ):

        def asset(seen: Seen) -> None:
            outputs.asset(seen)
            if not seen.determined:
                unknown.write(encode({"path": seen.path, "pointer": seen.pointer, "asset": seen.asset}) + "\n")

        def finding(one: Finding) -> None:
            outputs.finding(one)
            if one.decision:
                decided.write(encode(finding_record(one)) + "\n")

        def problem(one: Problem) -> None:
            on_problem(one)
            outputs.problem(one)

        try:
            info = RunInfo(_version(), run.catalog.info, run.settings.question, run.settings.policy.info)
            outputs.begin(info)
            for one in run.earlier:
                outputs.problem(one)
            inquiry = inquire(
                run.paths, run.settings, run.catalog, run.parts, problem, None, run.earlier, finding, asset
            )
            outputs.end(inquiry.outcome, footer(inquiry.outcome))
        finally:
            outputs.abandon()
    if outputs.problems:
        raise ReportError(outputs.problems[0].message, "no package is written without its reports")
    return inquiry, [archive.of_file(name, path) for name, path in {**paths, **lines}.items()]


def _dressed(reporter: Reporter, run: Run) -> Reporter:
    """`reporter`, told to show all there is: what was decided too, and where each fact is from."""
    given = {"decided": True, "fail_on": run.settings.fail_on, "sources": run.catalog.sources}
    for name, value in given.items():
        if hasattr(reporter, name):
            setattr(reporter, name, value)
    return reporter


def _beside(one: Beside) -> FileRead:
    member = archive.of_bytes(one.path, one.content)
    return FileRead(one.path, Digest(member.sha256, member.size), "read")


def _carried(number: int, one: manifest.Input) -> manifest.Input:
    """`one` with the member that holds it. What was passed over or could not be read is not carried."""
    file = one.file
    if not file.digest.sha256:
        return one
    base = _NOT_PORTABLE.sub("_", file.path.rpartition("/")[2])[-80:].lstrip("._") or "file"
    name = f"inputs/{number:05d}-{base}"
    if one.content is not None:
        return one._replace(carried=archive.of_bytes(name, one.content))
    blocks = FileSource(file.path, file.digest.at).raw
    return one._replace(carried=Member(name, blocks, file.digest.sha256, file.digest.size))


def _version() -> str:
    from banlint import __version__

    return __version__
