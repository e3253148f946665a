"""Fuzz targets: bytes to readers, packs, waivers and reports. Whatever they hold, nothing but our own errors may leave.

    python fuzz/targets.py yaml [options of libFuzzer] [corpus folder]

`make fuzz` runs each for a while, with the cases of the public suites as seeds where they are at hand. What crashed once
is kept in fuzz/crashes/TARGET and run by the tests.
"""

from __future__ import annotations

import io
import os
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "src"))

from banlint.errors import BanlintError, InputError, PackError  # noqa: E402
from banlint.limits import DEFAULT  # noqa: E402
from banlint.model import Document, Problem  # noqa: E402
from banlint.reading.source import BytesSource  # noqa: E402

LIMITS = DEFAULT._replace(file_bytes=1 << 20, record_bytes=1 << 16, nodes=20_000, depth=64)


def _paths(data: object) -> Iterator[tuple[str | int, ...]]:
    """The paths of some values, without recursion: values behind aliases are shared."""
    waiting: list[tuple[tuple[str | int, ...], object]] = [((), data)]
    for _ in range(200):
        if not waiting:
            return
        path, value = waiting.pop()
        yield path
        if isinstance(value, dict):
            waiting += [((*path, key), one) for key, one in list(value.items())[:20]]
        elif isinstance(value, list):
            waiting += [((*path, number), one) for number, one in enumerate(value[:20])]


def _read(name: str, data: bytes) -> None:
    from banlint.reading.choose import reader_for, readers

    reader = reader_for(name, data[:4096], readers(LIMITS))
    assert reader is not None
    try:
        for found in reader.read(BytesSource(name, data, LIMITS)):
            if not isinstance(found, Problem):
                _located(found)
    except InputError:
        return


def _located(document: Document) -> None:
    for path in _paths(document.data):
        span = document.locate(path).span
        assert span.line >= 0
        assert (span.end_line, span.end_column) >= (span.line, span.column)


def yaml(data: bytes) -> None:
    """Bytes of a YAML file."""
    _read("a.yaml", data)


def json(data: bytes) -> None:
    """Bytes of a JSON file, and the same as JSON Lines."""
    _read("a.json", data)
    _read("a.jsonl", data)


def table(data: bytes) -> None:
    """Bytes of a CSV file."""
    _read("a.csv", data)


def pack(data: bytes) -> None:
    """Bytes of an entity file of a pack, parsed and checked against its schema."""
    from banlint.catalog import rules_folder
    from banlint.catalog.complaints import Complaints
    from banlint.catalog.files import Files
    from banlint.catalog.pack import parse
    from banlint.catalog.schema import Schemas

    schema = {
        f"schema/{path.name}": path.read_bytes() for path in (rules_folder() / "schema").glob("entity.schema.json")
    }
    complaints = Complaints()
    try:
        parsed = parse(Files(Path("pack"), {"entities/a.yaml": data}, ""), complaints)
        for sheet in parsed.sheets:
            Schemas(Files(Path("rules"), schema, "")).check(sheet, complaints)
    except PackError:
        return


def waivers(data: bytes) -> None:
    """Bytes of a file of waivers."""
    from banlint.policy.waiverfile import read

    try:
        read(data, "waivers.yaml")
    except BanlintError:
        return


_STATE: dict[str, object] = {}


def values(data: bytes) -> None:
    """A text as every value of a banned asset, through every report: lines stay ours, and nothing acts."""
    import json as plain

    from banlint.cli.main import main

    text = data.decode("utf-8", "replace")
    folder = str(_STATE.setdefault("folder", tempfile.mkdtemp(prefix="banlint-fuzz-")))
    path = os.path.join(folder, "a.json")
    asset = {"name": text, "manufacturer": "Huawei", "model": text, "serial": text, "description": text}
    Path(path).write_text(plain.dumps({"assets": [asset]}), encoding="utf-8")
    formats = ("text", "json", "sarif", "csv", "github", "junit", "markdown", "html")
    for name in formats:
        out, err = sys.stdout, sys.stderr
        sys.stdout = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        sys.stderr = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
        try:
            status = main(["check", "--isolated", "--no-plugins", "--format", name, path])
            sys.stdout.flush()
            shown = sys.stdout.buffer.getvalue()  # type: ignore[attr-defined]
        finally:
            sys.stdout, sys.stderr = out, err
        assert status in (0, 1, 2)
        if name != "html":
            assert not any(byte < 0x20 and byte != 0x0A for byte in shown), (name, shown)


TARGETS: dict[str, Callable[[bytes], None]] = {one.__name__: one for one in (yaml, json, table, pack, waivers, values)}


def main() -> None:
    """Fuzz the target that the first argument names."""
    import atheris

    name = sys.argv.pop(1)
    atheris.instrument_all()
    atheris.Setup(sys.argv, TARGETS[name])
    atheris.Fuzz()


if __name__ == "__main__":
    main()
