"""Writes what the documentation says of the program from the program itself: `make docs`.

A part between `<!-- generated: NAME -->` and `<!-- end -->` is made by the
generator of that name. A block fenced as `console` holds commands after `$ `
and what they print; they are run at the repository's root. `[...]` on a line
of its own stands for lines left out. `tests/docs` runs the same code and fails
where the documentation is behind.
"""

from __future__ import annotations

import contextlib
import csv
import inspect
import io
import json
import os
import re
import shlex
import subprocess
import sys
import tempfile
import tomllib
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "SECURITY.md", *sorted((ROOT / "docs").glob("*.md")))
LEFT_OUT = "[...]"
_SUITES = ("yaml-test-suite", "JSONTestSuite")
_GENERATED = re.compile(r"<!-- generated: (\w+) -->\n.*?<!-- end -->", re.DOTALL)
_CONSOLE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)
_FIELD = ("field", "value", "meaning")
_CATALOG = re.compile(r"(?<=rules )[^;\n]*?\(sha256 [0-9a-f]+\)(, [\d,]+ regimes?, [\d,]+ entit(y|ies))?")


class Step(NamedTuple):
    """A command and what it prints."""

    command: str
    output: str


def sessions(text: str) -> Iterator[list[Step]]:
    """The console blocks of a page, each a list of steps."""
    for block in _CONSOLE.finditer(text):
        steps: list[Step] = []
        for line in block[1].splitlines(keepends=True):
            if line.startswith("$ "):
                steps.append(Step(line[2:], ""))
            elif steps and not steps[-1].output and steps[-1].command.endswith("\\\n"):
                steps[-1] = Step(steps[-1].command + line, "")
            else:
                steps[-1] = Step(steps[-1].command, steps[-1].output + line)
        yield steps


def run(steps: list[Step]) -> list[Step]:
    """`steps` with what their commands print now, in one shell, `banlint` being this checkout's."""
    with tempfile.TemporaryDirectory() as folder:
        command = Path(folder, "banlint")
        command.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -P -m banlint "$@"\n')
        command.chmod(0o755)
        kept = {name: value for name, value in os.environ.items() if name in ("HOME", "LANG", "XDG_CACHE_HOME")}
        path = os.pathsep.join((folder, os.environ["PATH"]))
        mark = "----banlint-docs----"

        script = "".join(f"(exit $last)\n{step.command}\nlast=$?\necho {mark}\n" for step in steps)
        done = subprocess.run(
            ["sh", "-c", f"last=0\n{script}"],
            cwd=ROOT,
            env={**kept, "PATH": path, "PYTHONPATH": str(ROOT / "src")},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=True,
        )
    outputs = done.stdout.split(f"{mark}\n")
    return [Step(step.command, output) for step, output in zip(steps, outputs, strict=False)]


def same(shown: str, real: str) -> bool:
    """Whether `shown` is `real`, lines that `[...]` stands for and the catalog's edition and size aside."""
    if LEFT_OUT not in shown:
        return masked(shown) == masked(real)
    parts = [part.strip("\n") for part in re.split(rf"^{re.escape(LEFT_OUT)}$", masked(shown), flags=re.MULTILINE)]
    pattern = r"\n(?:.*\n)*?".join(re.escape(part) for part in parts if part)
    head = "" if parts[0] else r"(?:.*\n)*?"
    tail = "" if parts[-1] else r"(?:\n.*)*?"
    return re.fullmatch(head + pattern + tail, masked(real).strip("\n")) is not None


def masked(text: str) -> str:
    """`text` without what changes whenever a fact is added: the catalog's edition, hash and counts."""
    return _CATALOG.sub("...", text)


def current(text: str) -> str:
    """`text` with its generated parts made anew and its console blocks showing what their commands print now."""
    text = _GENERATED.sub(
        lambda found: f"<!-- generated: {found[1]} -->\n{GENERATORS[found[1]]().rstrip()}\n\n<!-- end -->", text
    )
    blocks = iter([(steps, run(steps)) for steps in sessions(text)])

    def renewed(_: re.Match[str]) -> str:
        steps, now = next(blocks)
        kept = (one if same(one.output, real.output) else real for one, real in zip(steps, now, strict=True))
        return "```console\n" + "".join(f"$ {step.command}{step.output}" for step in kept) + "```"

    return _CONSOLE.sub(renewed, text)


def commands() -> str:
    """The help of every command, as it is shown."""
    from banlint.cli.main import COMMANDS

    pages = [("banlint", ["--help"]), *((f"banlint {name}", [name, "--help"]) for name in COMMANDS)]
    return "".join(f"\n## {title}\n\n```\n{_said(arguments)}```\n" for title, arguments in pages) + "\n"


def statuses() -> str:
    """The exit statuses."""
    from banlint.run.status import MEANING

    return _table(("status", "meaning"), [(str(status), meaning) for status, meaning in MEANING.items()])


def hooks() -> str:
    """Every hook with its signature and what it is for."""
    from banlint.plugins import hookspecs

    found = [value for name, value in vars(hookspecs).items() if name.startswith("banlint_")]
    return "".join(f"\n```python\n{_signature(hook)}\n```\n\n{inspect.getdoc(hook)}\n" for hook in found) + "\n"


def settings() -> str:
    """The keys of a settings file."""
    keys = _schema("config")["properties"]
    rows = [(f"`{name}`", _kind(one), one.get("description", "")) for name, one in keys.items()]
    return _table(("key", "value", "meaning"), rows)


def report() -> str:
    """The fields of the JSON report."""
    schema = _schema("output")
    text = _fields("The report", schema)
    return text + "".join(_fields(f"`{name}`", one) for name, one in schema["$defs"].items()) + "\n"


def answer() -> str:
    """The fields of the JSON answer of `identify`."""
    schema = _schema("identify")
    defs = {name: one for name, one in schema["$defs"].items() if name != "evidence"}
    # What its evidence shares with that of a report has its heading already.
    text = _fields("The answer", schema) + _fields("`evidence` of an answer", schema["$defs"]["evidence"])
    return text + "".join(_fields(f"`{name}`", one) for name, one in defs.items()) + "\n"


def difference() -> str:
    """The fields of the JSON answer of `impact`."""
    schema = _schema("impact")
    return (
        _fields("The answer", schema)
        + "".join(_fields(f"`{name}`", one) for name, one in schema["$defs"].items())
        + "\n"
    )


def floors() -> str:
    """Which part may import which."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = project["tool"]["importlinter"]["contracts"][0]["layers"]
    return "\n```\n" + "".join(layer.replace("banlint.", "") + "\n" for layer in layers) + "```\n"


def ceilings() -> str:
    """The limits."""
    from banlint import limits

    source = inspect.getsource(limits.Limits)
    said = dict(re.findall(r'^    (\w+): int = .*\n    """(.*?)"""', source, re.MULTILINE))
    rows = [(f"`{name}`", _size(name, value), said[name]) for name, value in limits.DEFAULT._asdict().items()]
    return _table(("limit", "value", "of what"), rows)


def keys() -> str:
    """The keys that say who made a thing, by what they say."""
    from banlint.inventories.fields import _ROLES

    rows = [(f"`{role}`", *(" ".join(words.split()) for words in both)) for role, both in _ROLES.items()]
    return _table(("identifier", "keys that make an asset", "keys that add to one"), rows)


def fields() -> str:
    """What a mapping can say that a value is."""
    from banlint.inventories.mapping import FIELDS

    said = _schema("mapping")["$defs"]["fields"]["properties"]
    rows = [(f"`{name}`", one.get("description", "").rstrip(".")) for name, one in said.items() if name in FIELDS]
    return _table(("field", "meaning"), rows)


def askers() -> str:
    """The profiles of the built-in rules."""
    from banlint.catalog import load

    profiles = load().profiles
    return _table(("profile", "who asks"), [(f"`{name}`", str(one["title"])) for name, one in sorted(profiles.items())])


def conformance() -> str:
    """How many cases of each public suite are accepted and refused as it wants."""
    rows = []
    for name in _SUITES:
        found = Counter((row["suite"], row["ours"]) for row in _expected(name))
        rows += [
            (f"`{name}`", suite, *(str(found[suite, ours]) for ours in ("accept", "refuse")))
            for suite in ("accept", "refuse", "either")
            if found[suite, "accept"] or found[suite, "refuse"]
        ]
    return _table(("suite", "wants", "accepted", "refused"), rows)


def departures() -> str:
    """Every case that is answered otherwise than its suite wants, with the reason."""
    rows = [
        (f"`{name}`", f"`{row['case']}`", row["suite"], row["ours"], row["reason"])
        for name in _SUITES
        for row in _expected(name)
        if row["suite"] not in ("either", row["ours"])
    ]
    rows += [
        ("`yaml-test-suite`", f"`{row['case']}`", "its value", "another", row["reason"])
        for row in _expected("yaml-values")
    ]
    return _table(("suite", "case", "wants", "ours", "why"), [tuple(map(_cell, row)) for row in rows])


def _expected(name: str) -> list[dict[str, str]]:
    with (ROOT / f"tests/suites/expectations/{name}.csv").open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


GENERATORS: dict[str, Callable[[], str]] = {
    one.__name__: one
    for one in (
        commands,
        statuses,
        hooks,
        settings,
        report,
        answer,
        difference,
        ceilings,
        floors,
        keys,
        fields,
        askers,
        conformance,
        departures,
    )
}


def _said(arguments: list[str]) -> str:
    from banlint.cli.main import main as banlint

    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        banlint(arguments)
    return out.getvalue()


def _signature(hook: Callable[..., object]) -> str:
    return f"def {hook.__name__}{inspect.signature(hook)}".replace("'", "")


def _schema(name: str) -> dict[str, dict]:
    return json.loads((ROOT / f"rules/schema/{name}.schema.json").read_text(encoding="utf-8"))


def _fields(title: str, schema: dict) -> str:
    required = schema.get("required", ())
    rows = []
    for name, one in schema.get("properties", {}).items():
        notes = (one.get("description", ""), "" if name in required else "not always there")
        rows.append((f"`{name}`", _kind(one), "; ".join(filter(None, notes))))
    said = schema.get("description", "")
    return f"\n### {title}\n" + f"\n{said[:1].upper()}{said[1:].rstrip('.')}.\n" * bool(said) + _table(_FIELD, rows)


def _kind(schema: dict) -> str:
    if "oneOf" in schema:
        one, *rest = schema["oneOf"]
        listed = [{"type": "array", "items": one}] == rest
        return f"{_kind(one)}, or a list of such" if listed else " or ".join(map(_kind, schema["oneOf"]))
    if "$ref" in schema:
        return f"`{schema['$ref'].rpartition('/')[2]}`"
    if "enum" in schema:
        return "one of " + ", ".join(f"`{one}`" for one in schema["enum"])
    if "const" in schema:
        return f"`{json.dumps(schema['const'])}`"
    words = {"string": "text", "integer": "whole number", "boolean": "`true` or `false`", "array": "list"}
    kind = words.get(schema.get("type", ""), schema.get("type", "any"))
    if kind == "list" and schema.get("items"):
        return f"list of {_kind(schema['items'])}"
    if kind == "object" and schema.get("properties"):
        return "object of " + ", ".join(f"`{name}`" for name in schema["properties"])
    return kind


def _size(name: str, value: int) -> str:
    return f"{value >> 20} MiB" if name.endswith("bytes") else f"{value:,}"


def _table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n" + "".join("| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |\n" for row in lines)


def main() -> int:
    """Bring every page up to date and name those that changed."""
    for page in PAGES:
        text = page.read_text(encoding="utf-8")
        now = current(text)
        if now != text:
            page.write_text(now, encoding="utf-8")
            print(f"{page.relative_to(ROOT)}: brought up to date")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
